"""How this build is spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

from sim.batch.batch import plan_of, run_plan
from sim.batch.plan import Plan
from sim.batch.worlds import from_fields
from sim.game.game import Game
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.seat.forecasts import Forecasts
from sim.study import facts
from sim.study.ensemble import run_ensemble
from sim.study.facts import find
from sim.study.runner import each
from sim.treatment import Treatment, treat
from sim.world.state import World

__all__ = ["BalanceModel", "bare", "ensemble", "find", "game", "made", "matrix", "planned", "previews", "stored"]


def made(scenario: str, **words: Any) -> Treatment:
    return treat(scenario, **{name: tuple(x) if isinstance(x, list) else x for name, x in words.items()})


def ensemble(treatment: Treatment, runs: int, seed: int, chunk: int) -> World:
    return run_ensemble(treatment, runs, seed=seed, chunk=chunk).final


def bare(treatment: Treatment, runs: int, chunk: int) -> None:
    for first in range(0, runs, chunk):
        size = min(chunk, runs - first)
        with brief(BalanceModel(treatment, first_run=first, runs=size, collect=False)) as model:
            while model.running:
                model.step()


def planned(scenario: str, runs: int) -> Plan:
    return plan_of(from_fields({"scenarios": (scenario,), "replications": runs}))


def stored(plan: Plan, folder: str, chunk: int) -> None:
    assert not run_plan(plan, Path(folder), chunk=chunk).failed


def game(scenario: str, seat: str, seed: int) -> Game:
    return Game(treat(scenario), (seat,), seed)


def previews(game: Game, seat: str, keys: Sequence[str], runs: int, months: int) -> list[Any]:
    """As a session asks for them."""
    forecasts = Forecasts(game, seat, RLock())
    return list(forecasts.forecasts([(key,) for key in keys], months, runs, lambda: False) or ())


def matrix(scenario: str, contexts: Sequence[str]) -> dict[str, facts.Shares]:
    """Rule switched off -> shares, as `find` goes about it."""
    every = facts.tasks(treat(scenario).scenario.facts, 0, facts.MATRIX_RUNS)
    some = [task for task in every if task.runs and task.off[0] in contexts]
    answers = each(partial(facts._examine, scenario, 0, "", 1), facts.batches(some))
    return {task.off[0]: shares for _, found in answers for task, shares in found.items()}
