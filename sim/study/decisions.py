"""The two worlds side by side: of each dated decision of the record, how often doctrines decide the same.

In the world of the doctrines nobody follows the record once play is open. A decision counts as taken when the same move
came into force: the same option, by the same agent or under it, on the same counterpart, agreed by all its parties.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.engine.board import Board
from sim.model.record import rows_of
from sim.scenario.months import month_number
from sim.scenario.schema import Decision
from sim.study.tape import Months, Tape, record
from sim.treatment import Treatment, treat

YEAR = 12
INSTEAD = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """One decision. Shares of runs in which doctrines took it in the same turn, within a year before or after, and
    ever; `by_lot`: within a year of a month of play drawn by lot, which is what timing by chance would give. `instead`:
    what the agent did most often in that turn, other than this: (move, share)."""

    decision: Decision
    move: str
    turn: float
    year: float
    ever: float
    by_lot: float
    instead: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Record:
    treatment: Treatment
    seed: int
    runs: int
    rows: tuple[Beside, ...]

    @property
    def board(self) -> Board:
        return self.treatment.board

    def mean(self, name: str) -> float:
        """The mean share over all decisions."""
        return float(np.mean([getattr(row, name) for row in self.rows])) if self.rows else 0.0


def beside(scenario: str, runs: int = 200, seed: int = 1,
           progress: Callable[[float], None] = lambda done: None, jobs: int = 1) -> Record:
    """Hold the record of play against games among doctrines. `progress` is told the number of run-turns done."""
    treatment = treat(scenario)
    board, its = treatment.board, treatment.scenario
    tape = record(treatment, (), [move.key for move in board.moves], runs, seed=seed, progress=progress,
                  jobs=jobs)
    dated = [(x, rows) for x in its.history if its.opens <= x.date <= its.ends and (rows := rows_of(board, x))]
    return Record(treatment, seed, runs, tuple(_row(board, tape, x, rows[0]) for x, rows in dated))


def work(scenario: str, runs: int) -> int:
    """How many run-turns it takes."""
    return runs * treat(scenario).board.turns


def _row(board: Board, tape: Tape, decision: Decision, row: int) -> Beside:
    month, key = month_number(decision.date) - board.starts, board.moves[row].key
    first = month - (month - board.opens) % board.scenario.turn_months
    turn = (first, first + board.scenario.turn_months)
    came = tape.came(key)
    near = [_share(came, *_year(board, m)) for m in range(board.opens, board.ends)]
    return Beside(decision, key, _share(came, *turn), near[month - board.opens], _share(came, board.opens, board.ends),
                  float(np.mean(near)), _instead(board, tape, decision.agent, key, turn))


def _year(board: Board, month: int) -> tuple[int, int]:
    """A year before and after, as far as play reaches."""
    return max(month - YEAR, board.opens), month + YEAR + 1


def _share(came: Months, first: int, after: int) -> float:
    return float(came[first:after].any(axis=0).mean())


def _instead(board: Board, tape: Tape, agent: str, key: str, turn: tuple[int, int]) -> tuple[tuple[str, float], ...]:
    others = {move.key for move in board.moves if agent in move.parties} - {key}
    shares = {other: _share(tape.came(other), *turn) for other in sorted(others)}
    most = sorted(shares, key=lambda other: -shares[other])[:INSTEAD]
    return tuple((other, shares[other]) for other in most if shares[other])


def as_json(found: Record) -> dict[str, Any]:
    """The documented form of `record --json` (docs/json.md)."""
    return {"scenario": found.board.scenario.id, "seed": found.seed, "runs": found.runs,
            "mean": {name: found.mean(name) for name in ("turn", "year", "ever", "by_lot")},
            "decisions": [{"date": x.decision.date, "agent": x.decision.agent, "move": x.move, "turn": x.turn,
                           "year": x.year, "ever": x.ever, "by_lot": x.by_lot,
                           "instead": [{"move": move, "share": share} for move, share in x.instead]}
                          for x in found.rows],
            "manifest": found.treatment.manifest()}
