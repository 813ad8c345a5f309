"""Outcomes: the numbers of a run that a store keeps, read off the run when it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.engine.board import Board
from sim.scenario.design import Design, Outcome
from sim.scenario.months import month_name
from sim.study.goals import goals_of, score, scored
from sim.study.measure import measure, options_in, paths_in
from sim.study.tape import NEVER, Tape
from sim.world.arrays import Array

POINTS = "points"
MONTHS = "months from the start"


@dataclass(frozen=True, slots=True)
class Run:
    """Runs that are over: their tape, and the watched indicators at the opening of play, path -> (R,)."""

    board: Board
    tape: Tape
    opening: Mapping[str, Array]

    def played(self, path: str) -> Array:
        """From the opening on, month by month (1 + T, R)."""
        return np.concatenate([self.opening[path][None], self.tape.path(path)[self.board.opens:]])


def outcomes_of(design: Design, board: Board) -> dict[str, Outcome]:
    """Those of the design; else the usual ones: each reported indicator at the end and on the mean of play, each seat's
    score, and the month of each agreement that was not there before."""
    if design.outcomes:
        return dict(design.outcomes)
    first, last = (month_name(board.starts + month) for month in (board.opens, board.ends - 1))
    out: dict[str, Outcome] = {}
    for path in board.scenario.report:
        unit = board.indicator(path).variable.unit
        out[f"{path}.end"] = _usual(unit, of={"at": {"path": path, "month": last}})
        out[f"{path}.mean"] = _usual(unit, of={"mean": {"path": path, "first": first, "last": last}})
    out |= {f"score.{seat}": _usual(POINTS, score=seat) for seat in board.scenario.seats}
    before = {decision.option for decision in board.scenario.history if decision.date < board.scenario.opens}
    return out | {f"month.{key}": _usual(MONTHS, of={"month_of": key})
                  for key, option in board.scenario.options.items() if option.agreement and key not in before}


def _usual(unit: str, **what: Any) -> Outcome:
    return Outcome.model_validate({"unit": unit, **what})


def watched(board: Board, outcomes: Mapping[str, Outcome]) -> tuple[list[str], list[str]]:
    """The indicators and the options that the outcomes are read off."""
    quantities = [its.of for its in outcomes.values() if its.of is not None]
    scores = [goal.path for its in outcomes.values() if its.score for goal, _ in goals_of(board, its.score)]
    goals = [its.goal[1] for its in outcomes.values() if its.goal]
    return list(dict.fromkeys([*paths_in(*quantities), *scores, *goals])), options_in(*quantities)


def values(run: Run, outcomes: Mapping[str, Outcome]) -> dict[str, Array]:
    """Each outcome (R,); not a number where there is none, as of an agreement that never came."""
    return {name: _value(run, its) for name, its in outcomes.items()}


def _value(run: Run, its: Outcome) -> Array:
    if its.score is not None:
        return score(run.board, its.score, _Played(run.played))
    if its.goal is not None:
        seat, path = its.goal
        goal = next(goal for goal, _ in goals_of(run.board, seat) if goal.path == path)
        return scored(goal, run.played(path))
    assert its.of is not None  # as was checked when the design was read
    found = measure(its.of, run.tape)
    return np.where(found == NEVER, np.nan, found) if its.of.month_of else found


class _Played(dict[str, Array]):
    """Paths as they are asked for."""

    def __init__(self, of: Callable[[str], Array]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, path: str) -> Array:
        return self._of(path)
