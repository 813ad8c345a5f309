"""Forecasts of one seat, each computed once. A forecast depends on the line of play, on what was said in the
open turn and on the orders."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from itertools import pairwise
from threading import RLock
from typing import TypeAlias

from sim.errors import refuse
from sim.game.game import Game
from sim.machine import cores
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.seat.ahead import forecast_view, paths_of
from sim.seat.past import Past
from sim.study.forecast import Futures, beside, play_on, present
from sim.tape.machine import NUMBA, engine
from sim.views import ForecastView

Present: TypeAlias = tuple[object, ...]
Bundle: TypeAlias = tuple[str, ...]

COLUMNS = 2_000  # of one model
HANDED_ON = 1e-4  # seconds until Python goes to the next thread that waits; its own 5 ms would stop all but one


class Forecasts:
    """Those of the present are kept. `lock`: held while the game is looked at."""

    def __init__(self, game: Game, seat: str, lock: RLock) -> None:
        self.game, self.seat, self.lock = game, seat, lock
        self._kept: dict[tuple[Present, Bundle], Futures] = {}

    def forecast(self, moves: Sequence[str], months: int, runs: int,
                 cancelled: Callable[[], bool]) -> ForecastView | None:
        """What may come of these orders; None when it was cancelled."""
        found = self.forecasts([moves], months, runs, cancelled)
        return found[0] if found else None

    def forecasts(self, bundles: Sequence[Sequence[str]], months: int, runs: int,
                  cancelled: Callable[[], bool]) -> list[ForecastView] | None:
        """The same for several bundles of orders, side by side. The game may go on meanwhile: only the present is taken
        from it, at the beginning."""
        game, seat, asked = self.game, self.seat, [tuple(moves) for moves in bundles]
        with self.lock:
            game.check_open()
            for orders in asked:
                _check_possible(game, seat, orders)
            turn, now = game.turn, (*game.digests, *game.words, months, runs)
            paths = paths_of(game.board, seat)
            trails = Past(game).trails(paths)
            new = [x for x in dict.fromkeys(((), *asked)) if (now, x) not in self._kept]
            opened = present(game, seat, runs, paths, bundles=len(new)) if new else None
        if opened:
            with brief(opened), closing(_tried(opened, seat, new, months, cancelled)) as groups:
                for found in groups:
                    if found is None:
                        return None
                    self._keep(now, found)
        without = self._kept[now, ()]
        return [forecast_view(game.board, turn, seat, trails, x, self._kept[now, x], without) for x in asked]

    def _keep(self, now: Present, found: Mapping[Bundle, Futures]) -> None:
        """Forecasts of other turns are forgotten: they may be large."""
        kept = {key: other for key, other in self._kept.items() if key[0] == now}
        self._kept = {**kept, **{(now, bundle): futures for bundle, futures in found.items()}}


def _tried(opened: BalanceModel, seat: str, bundles: Sequence[Bundle], months: int,
           cancelled: Callable[[], bool]) -> Generator[dict[Bundle, Futures] | None]:
    """What may come of the bundles, group by group; None when it was cancelled. What numba compiled lets other threads
    run meanwhile, so each processor takes a group; NumPy's way does not."""
    threads = cores() if engine() == NUMBA else 1
    sys.setswitchinterval(HANDED_ON)

    def tried(some: Sequence[Bundle]) -> dict[Bundle, Futures] | None:
        if cancelled():
            return None
        with brief(beside(opened, len(some))) as model:
            found = play_on(model, seat, some, months, cancelled)
        return None if found is None else dict(zip(some, found, strict=True))

    with ThreadPoolExecutor(threads) as pool:  # `cancelled` may look at the context of whoever asked
        tasks = [(copy_context().run, some) for some in _groups(bundles, opened.world.runs, threads)]
        yield from pool.map(lambda task: task[0](tried, task[1]), tasks)


def _groups(bundles: Sequence[Bundle], runs: int, threads: int) -> Iterator[Sequence[Bundle]]:
    """Bundles that are tried side by side: more columns are no faster, and a cancelled forecast ends later. Where one
    group is not enough, each thread has as many."""
    groups = -(-len(bundles) * runs // COLUMNS)
    if groups > 1:
        groups = min(len(bundles), -(-groups // threads) * threads)
    cuts = [len(bundles) * k // groups for k in range(groups + 1)]
    return (bundles[first:end] for first, end in pairwise(cuts))


def _check_possible(game: Game, seat: str, orders: Sequence[str]) -> None:
    refused = game.refusals(seat, orders)
    if refused:
        raise refuse("MV-P010", "these orders cannot be given, so there is nothing to forecast",
                     value="; ".join(f"{key}: {why.reason}" for key, why in refused.items()),
                     mend="leave out what is refused")
