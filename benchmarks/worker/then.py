"""How 6dbe51f is spoken to. Its functions take a board and, apart from it, who is seated."""

# pyright: reportMissingImports=false, reportAttributeAccessIssue=false, reportCallIssue=false, reportArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from threading import RLock
from typing import Any, NamedTuple

from sim.engine.board import Board
from sim.engine.setup import board_of
from sim.game.game import Game
from sim.model import BalanceModel
from sim.report.forecasts import Forecasts
from sim.scenario.months import month_number
from sim.study import facts
from sim.study.compare import changed_board
from sim.study.ensemble import run_ensemble
from sim.study.facts import find
from sim.study.measure import last_month
from sim.world.state import World

__all__ = ["BalanceModel", "counted", "ensemble", "find", "game", "made", "matrix", "previews"]


class Made(NamedTuple):
    board: Board
    seats: str
    historical: bool


def made(scenario: str, changes: Sequence[str] = (), off: str = "", set: str = "", seats: str = "",
         historical: bool = False) -> Made:
    if not changes:
        return Made(board_of(scenario, off, historical, set), seats, historical)
    board, seating = changed_board(scenario, changes, off, historical, set)
    return Made(board, ",".join(x for x in (seating, seats) if x), historical)


def ensemble(it: Made, runs: int, seed: int, chunk: int) -> World:
    return run_ensemble(it.board, runs, seed=seed, seats=it.seats, historical=it.historical, chunk=chunk).final


def game(scenario: str, seat: str, seed: int) -> Game:
    return Game.new(scenario, (seat,), seed)


def previews(game: Game, seat: str, keys: Sequence[str], runs: int, months: int) -> list[Any]:
    forecasts = Forecasts(game, seat, RLock())
    return [forecasts.forecast((key,), months, runs, lambda: False) for key in keys]


def matrix(scenario: str, contexts: Sequence[str]) -> dict[str, facts.Shares]:
    every = facts.tasks(facts._loaded(scenario, 0).scenario.facts, 0, facts.MATRIX_RUNS)
    some = [task for task in every if task.runs and task.off[0] in contexts]
    return {task.off[0]: facts._examine(scenario, 0, 1, task) for task in some}


def counted(scenario: str, runs: int, only: Sequence[str]) -> dict[str, int]:
    every = facts._loaded(scenario, 0).scenario.facts
    some = {key: every[key] for key in only}
    return {"contexts": len(facts.RULES), "base": _run_months(scenario, runs, every),
            "some": _run_months(scenario, runs, some)}


def _run_months(scenario: str, runs: int, chosen: dict[str, Any]) -> int:
    """Of all worlds outside the matrix, each run as far as its facts look."""
    its, total = facts._loaded(scenario, 0).scenario, 0
    length = month_number(its.ends) - month_number(its.starts)
    for task in facts.tasks(chosen, runs, 0):
        for users in facts._worlds({key: chosen[key] for key in task.facts}, task.off).values():
            last = last_month(*(item for fact in users for item in (fact.test, fact.among, fact.lost) if item))
            total += runs * min(length, month_number(last) - month_number(its.starts) + 1 if last else length)
    return total
