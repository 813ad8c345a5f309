"""The dated record: what falls due when, and what becomes of it."""

from __future__ import annotations

import numpy as np

from sim.engine.turn import FREE, ONCE
from sim.model import BalanceModel
from sim.model.record import dated_moves, due, rows_of, taken
from tests.boards import MINI, board, played

BOARD = board(MINI)
DATED = [(13, "partnership@mongolia>japan"), (19, "neighbours-meeting"), (34, "squeeze-transit@china>mongolia")]


def keys(pairs: list[tuple[int, int]]) -> list[tuple[int, str]]:
    return [(month, BOARD.moves[row].key) for month, row in pairs]


def test_months_are_counted_from_the_start() -> None:
    """January 2014 is month 0: the decisions of February and August 2015 and of November 2016 are 13, 19 and 34."""
    assert keys(dated_moves(BOARD)) == DATED


def test_due_are_those_of_the_months() -> None:
    dated = dated_moves(BOARD)
    assert keys(due(dated, range(12, 15))) == DATED[:1]
    assert due(dated, range(14, 19)) == []
    assert keys(due(dated, range(13, 35))) == DATED


def test_a_decision_is_the_moves_of_its_agent_and_target() -> None:
    assert [[BOARD.moves[row].key for row in rows_of(BOARD, decision)] for decision in BOARD.scenario.history] == \
        [[key] for _, key in DATED]


def test_what_is_not_taken_has_its_reason() -> None:
    world, count = played(MINI, turns=0, runs=2).world, len(BOARD.moves)
    struck, codes = np.zeros((count, 2), dtype=np.bool_), np.full((count, 2), FREE, dtype=np.int8)
    struck[1], struck[2, 1], codes[3, 0] = True, True, ONCE
    found = list(taken(BOARD, world, {3, 1, 2}, struck, codes))
    assert [x.key for x in found] == [BOARD.moves[row].key for row in (1, 2, 3)]
    assert [x.done.tolist() for x in found] == [[True, True], [False, True], [False, False]]
    assert [x.reason for x in found] == ["", "Not all agreed.", "It can be done once only, and it has been done."]


def test_the_record_comes_due_in_its_months() -> None:
    model = BalanceModel(MINI, seed=1, historical=True, collect=False)
    while model.running:
        model.step()
    assert [(x.month, x.key) for x in model.taken] == DATED
