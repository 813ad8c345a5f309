"""What a program belongs to: numbers of a board are no part of it, what acts on what is."""

from __future__ import annotations

from pathlib import Path

from sim.engine.board import Board
from sim.engine.compile import compile_board
from sim.engine.structure import key_of, of_offers
from sim.engine.traced import Tapes
from sim.scenario.load import load_scenario
from tests.boards import MINI, board
from tests.scenario.mini import changed

ITS = board(MINI)


def keys(its: Board) -> tuple[str, str]:
    """Of the month and of the offers."""
    tapes = Tapes(its, False)
    return tapes.key, key_of(tapes.key, *of_offers(its))


def edited(old: str, new: str, folder: Path) -> Board:
    path = folder / "edited.yaml"
    path.write_text(changed(old, new), encoding="utf-8")
    return compile_board(load_scenario(path).scenario)


def test_numbers_of_a_scenario_are_no_part_of_a_program(tmp_path: Path) -> None:
    for old, new in (("size: -2, over: 6", "size: -3, over: 5"), ("rivalry: {value: 0.35", "rivalry: {value: 0.3"),
                     ("chance: 0.8", "chance: 0.7"), ("title: Ore prices fall", "title: Ore prices rise")):
        assert keys(edited(old, new, tmp_path)) == keys(ITS), new


def test_what_acts_on_what_is_part_of_it(tmp_path: Path) -> None:
    month, offers = keys(ITS)
    for old, new in (("{on: mongolia.output_gap, size: -2", "{on: mongolia.output_gap, size: 2"),
                     ("{on: mongolia.approval, size: -0.03", "{on: mongolia.unrest, size: -0.03"),
                     ("roles: [power, west, precedent]", "roles: [power, west]")):
        found = keys(edited(old, new, tmp_path))
        assert found[0] != month and found[1] != offers, new


def test_a_condition_is_part_of_the_offers_alone() -> None:
    options = dict(ITS.scenario.options)
    key, option = next((key, option) for key, option in options.items() if any(p.above for p in option.when))
    level = next(p for p in option.when if p.above)
    assert level.above
    more = level.model_copy(update={"above": level.above.model_copy(update={"value": level.above.value + 0.125})})
    options[key] = option.model_copy(update={"when": tuple(more if p is level else p for p in option.when)})
    found = keys(compile_board(ITS.scenario.model_copy(update={"options": options})))
    assert found[0] == keys(ITS)[0] and found[1] != keys(ITS)[1]
