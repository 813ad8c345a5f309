"""The dated record: which decisions come due in which months, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board
from sim.engine.turn import rejection
from sim.scenario.months import month_number
from sim.scenario.schema import Decision
from sim.world.state import World


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision of the record that came due in a month: the runs (R,) in which it was taken, and why it was not in
    run column 0."""

    month: int
    key: str
    done: NDArray[np.bool_]
    reason: str = ""


def recorded(board: Board) -> tuple[str, ...]:
    """Agents whose decisions the record holds: all leaderships, and those below them that it names."""
    named = {decision.agent for decision in board.scenario.history}
    return tuple(agent for agent in board.agents() if "." not in agent or agent in named)


def rows_of(board: Board, decision: Decision) -> list[int]:
    """The moves that a decision of the record is."""
    return board.rows_of(decision.option, decision.target, [decision.agent])


def dated_moves(board: Board) -> list[tuple[int, int]]:
    """(month, move) of every dated decision of the record."""
    return sorted({(month_number(decision.date) - board.starts, row)
                   for decision in board.scenario.history for row in rows_of(board, decision)})


def due(dated: Sequence[tuple[int, int]], months: range) -> list[tuple[int, int]]:
    """Those of the dated moves that fall in these months."""
    return [(month, move) for month, move in dated if month in months]


def taken(board: Board, world: World, rows: Iterable[int], struck: NDArray[np.bool_],
          codes: NDArray[np.int8]) -> Iterator[Taken]:
    """What becomes of the moves that are due this month: what the world does not allow is said, never forced. `struck`
    (M, R): all agreed and nothing is in the way; `codes` (M, R): what is (see `blocked`)."""
    for row in sorted(rows):
        code, reason = int(codes[row, 0]), ""
        if not struck[row, 0]:
            reason = rejection(board, row, code, world).reason if code else "Not all agreed."
        yield Taken(world.month, board.moves[row].key, struck[row], reason)
