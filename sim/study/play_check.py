"""The check of play: stakes of every seat, agreements beside the record, and whether the options are real choices."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.engine.board import Board
from sim.study import agreed, lint, stakes
from sim.study.agreed import Agreement
from sim.study.lint import Lint
from sim.study.runner import each
from sim.study.stakes import Stakes
from sim.treatment import Treatment, treat

Tell = Callable[[float], None]

OPTIONS, AGREEMENTS = "the options", "the agreements"  # no seat is called so
LINTED = 200  # games in which the options are looked at, at most
STEP_COSTS = 500  # of the linter, in run-turns: as measured, to tell how long it will take


@dataclass(frozen=True, slots=True)
class PlayCheck:
    """What was found in a scenario; `runs`: at least so many games for each seat."""

    treatment: Treatment
    runs: int
    seed: int
    seats: dict[str, Stakes]
    agreements: dict[str, Agreement]
    options: Lint

    @property
    def problems(self) -> list[str]:
        """What is against the bars, in words."""
        return [*stakes.problems(self.seats), *agreed.problems(self.agreements), *lint.problems(self.options)]


def check(scenario: str, runs: int = 1000, seed: int = 1, jobs: int = 1, tell: Tell = lambda done: None) -> PlayCheck:
    """Look at each seat, the agreements and the options of a scenario. `tell` is told what is done of `work`."""
    treatment = treat(scenario)
    parts = _parts(treatment.board, runs)
    found: dict[str, Any] = dict(each(partial(_part, scenario, runs, seed), list(parts), jobs, tell))
    seats = {seat: found[seat] for seat in treatment.board.scenario.seats}
    return PlayCheck(treatment, runs, seed, seats, found[AGREEMENTS], found[OPTIONS])


def work(scenario: str, runs: int) -> int:
    """How much `check` has to do, about, in run-turns."""
    return sum(_parts(treat(scenario).board, runs).values())


def _parts(board: Board, runs: int) -> dict[str, int]:
    """What can be done apart, and what each costs."""
    seats = {seat: stakes.work(board, seat, runs) for seat in board.scenario.seats}
    return {**seats, OPTIONS: STEP_COSTS * lint.steps(board), AGREEMENTS: runs * board.turns}


def _part(scenario: str, runs: int, seed: int, part: str, tell: Tell) -> dict[str, Agreement] | Lint | Stakes:
    treatment = treat(scenario)
    with _within(_parts(treatment.board, runs)[part], tell) as told:
        if part == OPTIONS:
            return lint.lint(treatment, min(runs, LINTED), seed, lambda steps: told(STEP_COSTS * steps))
        if part == AGREEMENTS:
            return agreed.agreements(treatment, runs, seed, told)
        return stakes.stakes(treatment, part, runs, seed, told)


@contextmanager
def _within(total: float, tell: Tell) -> Generator[Tell]:
    """Tells just so much in all: how many swaps there are to try is not known before."""
    left = total

    def told(done: float) -> None:
        nonlocal left
        tell(min(done, left))
        left -= min(done, left)

    yield told
    tell(left)


def as_json(found: PlayCheck) -> dict[str, Any]:
    """The documented form of `check --play --json` (docs/json.md)."""
    return {"scenario": found.treatment.scenario.id, "seed": found.seed, "runs": found.runs,
            "plays": sum(x.plays for x in found.seats.values()),
            "seats": {seat: stakes.as_json(x) for seat, x in found.seats.items()},
            "agreements": {key: agreed.as_json(x) for key, x in found.agreements.items()},
            "options": lint.as_json(found.options), "problems": found.problems,
            "manifest": found.treatment.manifest()}
