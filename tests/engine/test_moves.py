"""Options compiled into moves and parts, by hand on the miniature."""

from __future__ import annotations

import pytest

from sim.engine.moves import actor_of, cost_of, duration_of, make_moves, make_parts, make_sequels
from sim.scenario.schema import Effect
from tests.boards import MINI, SHORT, board

SCENARIO = board(MINI).scenario
MOVES = make_moves(SCENARIO)
PARTS = make_parts(SCENARIO, MOVES)
BY_KEY = {move.key: move for move in MOVES}


@pytest.mark.parametrize(("option", "keys"), [
    ("partnership", ["partnership@mongolia>japan", "partnership@kyrgyzstan>japan"]),
    ("neighbours-meeting", ["neighbours-meeting"]),
    ("corridor-credit", ["corridor-credit>mongolia", "corridor-credit>kyrgyzstan"]),
    ("ease-border", [f"ease-border@{a}>{b}" for a in ("china", "russia") for b in ("mongolia", "kyrgyzstan")]),
])
def test_a_key_names_no_more_than_it_must(option: str, keys: list[str]) -> None:
    assert [move.key for move in MOVES if move.option == option] == keys


@pytest.mark.parametrize(("key", "parties", "starters"), [
    ("partnership@mongolia>japan", ("mongolia", "japan"), ("mongolia",)),
    ("neighbours-meeting", ("mongolia", "kyrgyzstan"), ("mongolia", "kyrgyzstan")),
    ("ease-border@china>mongolia", ("china",), ("china",)),
    ("compact>mongolia", ("united_states", "mongolia", "united_states.legislature"), ("united_states",)),
])
def test_who_must_agree_and_who_may_begin(key: str, parties: tuple[str, ...], starters: tuple[str, ...]) -> None:
    move = BY_KEY[key]
    assert (move.parties, move.starters) == (parties, starters)
    own = [part for part in PARTS if MOVES[part.move].key == key]
    assert [part.agent for part in own] == list(parties)
    assert [part.agent for part in own if part.starts] == list(starters)


def test_nobody_aims_at_himself() -> None:
    assert not any(move.target == actor_of(move.actor) for move in MOVES)


def test_placeholders() -> None:
    move = BY_KEY["squeeze-transit@china>mongolia"]
    assert move.fill("self.target.pressure") == "china.mongolia.pressure"
    assert move.fill("target.member.compact") == "mongolia.member.compact"
    assert move.fill("rivalry") == "rivalry"


def test_what_a_part_costs() -> None:
    cost = {(MOVES[part.move].key, part.agent): part.cost for part in PARTS}
    assert cost["partnership@mongolia>japan", "japan"] == 2
    assert cost["court-investors@mongolia>japan", "mongolia"] == 1
    assert cost_of(SCENARIO.options["court-investors"], "china") == 0  # it is not among those that pay


def test_leaderships_lead() -> None:
    agents = {part.agent: (part.actor, part.leads) for part in PARTS}
    assert agents["united_states"] == ("united_states", True)
    assert agents["united_states.legislature"] == ("united_states", False)


def test_an_asked_party_of_a_demand_has_two_sequels() -> None:
    its = board(SHORT)
    row = next(row for row, move in enumerate(its.moves) if move.option == "seat-for-russia")
    refusal = its.scenario.options["seat-for-russia"].refusal
    asked = [part.agent for part in its.parts if part.move == row and not part.starts]
    found = make_sequels(its.scenario, its.moves, its.parts)
    kinds = [yielded for yielded, effects in ((True, refusal.yields), (False, refusal.refuses)) if effects]
    assert asked and kinds
    assert [(x.party, x.yielded) for x in found if x.move == row] == [(a, kind) for a in asked for kind in kinds]
    assert not make_sequels(SCENARIO, MOVES, PARTS)


@pytest.mark.parametrize(("effects", "again", "months"), [
    ([], 0, 1), ([], 6, 6),
    ([{"delay": 2, "over": 3}], 0, 5),
    ([{"over": 1, "holds": 3, "fades": 3}], 6, 7),
    ([{"over": 1, "holds": 9}], 0, 1),  # held for good: no month changes anything any more
])
def test_months_until_a_move_is_over(effects: list[dict[str, int]], again: int, months: int) -> None:
    found = tuple(Effect.model_validate({"on": "rivalry", "size": 1, **e}) for e in effects)
    assert duration_of(found, again) == months
