"""What agents want, as a program tells it and as the rules do: the same bits, for every agent, doctrine and board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from sim.agents.doctrines import mixture, weights_of, wish
from sim.agents.wishes import Wishes, WishTape, wishes
from sim.engine.beside import Side, sides_of
from sim.engine.board import Board
from sim.engine.prospects import parts_of
from sim.engine.traced import Tapes
from sim.engine.turn import scores
from sim.model import BalanceModel
from sim.rules import RULES
from sim.rules.view import View
from sim.scenario.studies import Change
from sim.tape.machine import NUMPY, using
from sim.tape.program import Op
from sim.treatment import treat
from sim.world.arrays import Array
from sim.world.state import Params
from tests.boards import MINI, played
from tests.engine.drawn import a_world, near_params, without
from tests.scenario.mini import changed

LOBBIES = """
  hawks:
    label: Hawks
    sentence: They want it all, and at once.
    actors: [%s]
    threshold: -5
  doves:
    label: Doves
    sentence: They would rather wait.
    actors: [%s]
    threshold: 5
"""
BELOW = ("mongolia.society", "united_states.legislature")


def by_rules(board: Board, view: View, given: Mapping[str, str]) -> dict[str, list[Array]]:
    """Agent -> start, answer, heat and bar."""
    weights, said = weights_of(board), scores(board, view, parts_of(board, view.world.month))
    out: dict[str, list[Array]] = {}
    for agent in board.agents():
        rows = np.array([k for k, part in enumerate(board.parts) if part.agent == agent], dtype=np.int64)
        if len(rows):
            its = wish(weights, mixture(board, view.world, agent, given.get(agent, "")), said, rows)
            out[agent] = [its.start, its.answer, its.heat, its.bar]
    return out


def by_program(board: Board, view: View, given: Mapping[str, str]) -> Wishes:
    with using(NUMPY):
        found = wishes(board, view, sides_of([board], [view.world.runs]), weights_of(board), given)
    assert found is not None
    return found


def check(board: Board, view: View, given: Mapping[str, str]) -> None:
    found, wanted = by_program(board, view, given), by_rules(board, view, given)
    assert list(wanted) == list(found.agents)
    for agent, its in wanted.items():
        said = found.of(agent)
        for x, y in zip((said.start, said.answer, said.heat, said.bar), its, strict=True):
            np.testing.assert_array_equal(x, y, err_msg=agent)


@pytest.mark.parametrize("given", [{}, {"united_states.legislature": "great-power"}], ids=["own", "by hand"])
def test_in_a_played_world(given: Mapping[str, str]) -> None:
    model = played(MINI)
    check(model.board, model.board.view(model.world, model.params), given)


@pytest.mark.parametrize("seed", range(2))
def test_in_drawn_worlds(seed: int) -> None:
    board, rng = treat(MINI).board, np.random.default_rng(seed)
    world, idle = a_world(board, rng, 5), board.roles.may_hold == 0.0
    world = world.with_stocks(line=np.where(idle, 0.0, world.stocks["line"]))
    check(board, board.view(world, near_params(board, rng, 5)), {})


def test_a_change_of_what_moves_do_changes_what_is_wanted() -> None:
    """From its month on moves deepen ties by more: another table, and another program on the same board."""
    dearer = {f"{power}.{small}.people": {"scale": 9.0, "first": "2015-03"}
              for power in ("united_states", "japan", "russia") for small in ("mongolia", "kyrgyzstan")}
    board = treat(MINI).changed({"x": Change.model_validate({"text": "x", "effects": dearer})}).board
    rng = np.random.default_rng(5)
    world, idle = a_world(board, rng, 3), board.roles.may_hold == 0.0
    world = world.with_stocks(line=np.where(idle, 0.0, world.stocks["line"]))
    params, found = near_params(board, rng, 3), list[bytes]()
    for month in (13, 14):
        view = board.view(replace(world, month=month), params)
        check(board, view, {})
        found.append(by_program(board, view, {}).start.tobytes())
    assert found[0] != found[1]


def test_who_holds_what_he_may_not_is_heard_by_the_rules() -> None:
    board = treat(MINI).board
    idle = np.broadcast_to(board.roles.may_hold == 0.0, (*board.sizes.shape("ka"), 1))
    assert idle.any()
    world = a_world(board, np.random.default_rng(1), 2)
    held = world.with_stocks(line=np.where(idle, 1.0, 0.0) * np.ones(2))
    view = board.view(held, near_params(board, np.random.default_rng(1), 2))
    with using(NUMPY):
        assert wishes(board, view, sides_of([board], [2]), weights_of(board), {}) is None


@pytest.mark.parametrize("whose", [BELOW, BELOW[::-1]], ids=["hawkish", "dovish"])
def test_agents_below_a_leadership_follow_their_own_doctrine(whose: tuple[str, str], tmp_path: Path) -> None:
    """Boards that differ in nothing else have programs of their own."""
    path = tmp_path / "lobbies.yaml"
    path.write_text(changed("\nevents:\n", LOBBIES % whose + "\nevents:\n"), encoding="utf-8")
    model = BalanceModel(str(path), collect=False)
    check(model.board, model.board.view(model.world, model.params), {})
    view = model.board.view(model.world, model.params)
    assert by_program(model.board, view, {}).of(BELOW[1]).bar == (5.0 if whose == BELOW else -5.0)
    check(model.board, view, {BELOW[1]: "great-power"})


def test_each_rule_off() -> None:
    """Run k of a board with switches, where the k-th rule is off, is the board that lacks it."""
    board, rng, count = treat(MINI).board, np.random.default_rng(3), len(RULES)
    world, idle = a_world(board, rng, count), board.roles.may_hold == 0.0
    world = world.with_stocks(line=np.where(idle, 0.0, world.stocks["line"]))
    params = near_params(board, rng, count)
    on = Params(params.values, {rule.id: np.arange(count) != k for k, rule in enumerate(RULES)})
    parts = parts_of(board, world.month)
    with using(NUMPY):
        found = WishTape(Tapes(board, True), parts, weights_of(board), {}).run(board.view(world, on), parts,
                                                                                slice(0, count))
    for k in (k for k, rule in enumerate(RULES) if rule.phase in ("derived", "decide")):
        its = without(board, k)
        its.staff.update(board.staff)
        view = its.view(world.column(k), params.take(np.array([k])))
        start = np.concatenate([said[0] for said in by_rules(its, view, {}).values()])
        np.testing.assert_array_equal(found[0][:, [k]], start, err_msg=RULES[k].id)


def test_what_a_doctrine_aims_at_is_skipped_while_nobody_holds_it() -> None:
    """Of what is hoped for of moves, which tanh bounds, only what several doctrines hope for alike is left."""
    board = treat(MINI).board
    parts = parts_of(board, 0)
    with using(NUMPY):
        program = WishTape(Tapes(board, False), parts, weights_of(board), {})._rest.program
    skips = np.flatnonzero(program.op == Op.SKIP)
    skipped = {line for skip in skips for line in range(skip, skip + 1 + program.args[skip, 2])}
    hopes = set(np.flatnonzero(program.op == Op.TANH).tolist())
    assert len(hopes - skipped) <= len(hopes) / 2


def test_several_boards_side_by_side() -> None:
    model = played(MINI, runs=3)
    sides = tuple(Side(replace(model.board), slice(k, k + 1)) for k in range(3))
    view = model.board.view(model.world, model.params)
    with using(NUMPY):
        found = wishes(model.board, view, sides, weights_of(model.board), {})
    assert found is not None
    alone = by_program(model.board, view, {})
    assert all(np.array_equal(getattr(found, x), getattr(alone, x)) for x in ("start", "answer", "heat", "bar"))


def test_threads_that_expect_other_things() -> None:
    """What staff expect changes every two years; a thread in another year disturbs nobody."""
    model = played(MINI, runs=2)
    view, parts = model.board.view(model.world, model.params), parts_of(model.board, model.world.month)
    tables = [replace(parts, impact=parts.impact * factor) for factor in (1.0, -3.0)]
    with using(NUMPY):
        tape = WishTape(Tapes(model.board, False), parts, weights_of(model.board), {})
        wanted, wrong = [tape.run(view, table, slice(0, 2)) for table in tables], list[int]()
        assert not np.array_equal(wanted[0][0], wanted[1][0])

        def many(which: int) -> None:
            for _ in range(60):
                found = tape.run(view, tables[which], slice(0, 2))
                wrong.extend([which] * (not all(map(np.array_equal, found, wanted[which]))))

        threads = [Thread(target=many, args=(n % 2,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong
