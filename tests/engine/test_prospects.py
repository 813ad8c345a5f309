"""What staff expect of each move: by its declared effects, and by running the rules once per move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.engine import prospects
from sim.engine.aims import indicators_of
from sim.engine.prospects import Prospects, Unforeseen, expected, expected_beside, make_table, parts_beside
from tests.boards import MINI, board, first_month

BOARD = board(MINI)
TABLE = make_table(BOARD, indicators_of(BOARD))


def of(table: np.ndarray, agent: str, key: str) -> dict[str, float]:
    """What is not zero in a part's row, by actor."""
    row = table[BOARD.part(agent, key)]
    return {actor: float(x) for actor, x in zip(BOARD.sizes.actors, row, strict=True) if x}


@pytest.mark.parametrize(("agent", "key", "steps"), [
    ("mongolia", "partnership@mongolia>japan", {"japan": 1.5}),  # 2 by joining, 1 by depth, 0.1 by trade: 1.5 counts
    ("united_states", "compact>mongolia", {"mongolia": 1.5}),  # a compact of depth 0.15 where 0.10 is a strong step
    ("united_states.legislature", "compact>mongolia", {"mongolia": 1.5}),
    ("kyrgyzstan", "neighbours-meeting", {"mongolia": 0.1 / 0.15}),
    ("japan", "aid-and-training@japan>mongolia", {"mongolia": 0.01 / 0.1 + 0.01 / 0.1}),
    ("mongolia", "corridor-credit>mongolia", {"china": 0.5 / 3}),
    ("china", "corridor-credit>mongolia", {"mongolia": 0.3}),  # the tie is the other's; to agree at all is something
    ("china", "squeeze-transit@china>mongolia", {}),  # it does nothing to a tie of its own
])
def test_how_far_a_move_deepens_ties(agent: str, key: str, steps: dict[str, float]) -> None:
    assert of(TABLE.deepens, agent, key) == pytest.approx(steps)


@pytest.mark.parametrize(("agent", "key", "steps"), [
    ("china", "squeeze-transit@china>mongolia", {"mongolia": -1.0}),
    ("china", "ease-border@china>kyrgyzstan", {"kyrgyzstan": 0.05 / 0.15}),
    ("mongolia", "neighbours-meeting", {"kyrgyzstan": 0.1 / 0.15}),
    ("mongolia", "court-investors@mongolia>japan", {}),
])
def test_how_others_regard_it(agent: str, key: str, steps: dict[str, float]) -> None:
    assert of(TABLE.regard, agent, key) == pytest.approx(steps)


def test_what_a_part_is() -> None:
    k = BOARD.part("united_states.legislature", "compact>mongolia")
    assert (BOARD.sizes.actors[TABLE.actor[k]], BOARD.agents()[TABLE.agent[k]]) == \
        ("united_states", "united_states.legislature")
    assert (TABLE.starts[k], TABLE.leads[k], TABLE.joint[k]) == (False, False, True)
    assert (TABLE.formats[k, 0], TABLE.cost[k, 0], TABLE.issue[k].tolist()) == (1.0, 2.0, [0.0, 1.0, 1.0])
    assert not TABLE.joint[BOARD.part("china", "ease-border@china>mongolia")]


def test_domestic_taste_and_distance() -> None:
    k = BOARD.part("mongolia", "partnership@mongolia>japan")
    assert (TABLE.taste[k, 0], TABLE.distant[k, 0]) == (0.3, 1.0)  # one audience; a power of the west
    near = BOARD.part("mongolia", "corridor-credit>mongolia")
    assert (TABLE.taste[near, 0], TABLE.distant[near, 0]) == (0.0, 0.0)


def test_who_leans_on_whom() -> None:
    assert [TABLE.lean[BOARD.sizes.doctrines.index(d)].tolist() for d in ("third-neighbour", "lean")] == \
        [[0] * 6, [0, 0, 0, 1, 0, 0]]


def test_expected_changes_without_rules_are_those_declared() -> None:
    """Pressure 0.15 for four months, then 0.10 and 0.05: 0.75 over 24 months, in steps of 0.05."""
    bare = replace(BOARD, rules=())
    pressure, credit = (bare.indicator(f"{pair}") for pair in ("china.mongolia.pressure", "mongolia.china.credit"))
    found = expected(bare, (pressure, credit), first_month())
    row = bare.row["squeeze-transit@china>mongolia"]
    assert found.shape == (2, len(bare.moves))
    assert found[:, row] == pytest.approx([0.75 / 24 / 0.05, 0.0], abs=1e-6)
    assert np.count_nonzero(found[0]) == 1
    lent = sum(min(month, 6) / 6 * 0.5 for month in range(1, 25))
    assert found[1, bare.row["corridor-credit>mongolia"]] == pytest.approx(lent / 24 / 0.5, abs=1e-6)


def test_they_look_no_further_than_the_end() -> None:
    """Six months are left: a credit of 0.5 that comes in six parts is on average 3.5 parts."""
    bare = replace(BOARD, rules=())
    late = replace(first_month(), month=BOARD.ends - 6)
    found = expected(bare, (bare.indicator("mongolia.china.credit"),), late)
    assert found[0, bare.row["corridor-credit>mongolia"]] == pytest.approx(3.5 / 6 * 0.5 / 0.5, abs=1e-6)


def test_expectations_are_renewed_every_two_years() -> None:
    bare = Prospects(replace(BOARD, rules=()))
    first, again, next_ = (bare.table(month) for month in (0, 23, 24))
    assert first is again is not next_
    assert np.array_equal(first.aims, next_.aims)


def test_nobody_foresees_a_change() -> None:
    before, after = Prospects(replace(BOARD, rules=())), Prospects(replace(BOARD, rules=()))
    both = Unforeseen(((0, lambda: before), (20, lambda: after)))
    assert both.table(19) is before.table(19)
    assert both.table(20) is after.table(20) is not before.table(20)


def test_boards_side_by_side_expect_what_each_does_alone() -> None:
    """Also if one of them lacks rules that act in the months."""
    boards = [BOARD, board(MINI, off="region.openness,economy.near-growth"), board(MINI, off="region.falls-back")]
    aimed, world = indicators_of(BOARD), first_month()
    alone = [expected(one, aimed, world).tobytes() for one in boards]
    beside = expected_beside(boards, aimed, [world] * 3)
    assert [found.tobytes() for found, _ in beside] == alone
    assert len(set(alone)) == 3
    left = prospects._left_alone(boards, [world] * 3)
    assert [after.digest() for _, after in beside] == [after.digest() for after in left]


def test_what_is_expected_together_is_what_each_expects() -> None:
    """From the second two years on, too: the worlds left alone go on side by side."""
    names = ("region.openness", "home.approval")
    found = parts_beside([replace(board(MINI, off=name), forced=()) for name in names], 24)
    assert [x.impact.tobytes() for x in found] == [
        Prospects(replace(board(MINI, off=name), forced=())).table(24).impact.tobytes() for name in names]
