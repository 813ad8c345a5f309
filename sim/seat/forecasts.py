"""Forecasts of one seat, each computed once. A forecast depends on the line of play and the orders alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import RLock
from typing import TypeAlias

from sim.errors import refuse
from sim.game.game import Game
from sim.seat.ahead import forecast_view, paths_of
from sim.seat.past import Past
from sim.study.forecast import Futures, play_on, present
from sim.views import ForecastView

Present: TypeAlias = tuple[object, ...]


class Forecasts:
    """Those of the present are kept. `lock`: held while the game is looked at."""

    def __init__(self, game: Game, seat: str, lock: RLock) -> None:
        self.game, self.seat, self.lock = game, seat, lock
        self._kept: dict[tuple[Present, tuple[str, ...]], Futures] = {}

    def forecast(self, moves: Sequence[str], months: int, runs: int,
                 cancelled: Callable[[], bool]) -> ForecastView | None:
        """The game may go on meanwhile: only the present is taken from it, at the beginning."""
        game, seat, orders = self.game, self.seat, tuple(moves)
        with self.lock:
            game.check_open()
            _check_possible(game, seat, orders)
            turn, now = game.turn, (*game.digests, months, runs)
            paths = paths_of(game.board, seat)
            trails = Past(game).trails(paths)
            bundles = {x: present(game, seat, runs, paths) for x in ((), orders) if (now, x) not in self._kept}
        for bundle, model in bundles.items():
            found = None if cancelled() else play_on(model, seat, bundle, months, cancelled)
            if found is None:
                return None
            self._keep(now, bundle, found)
        with_orders, without = (self._kept[now, x] for x in (orders, ()))
        return forecast_view(game.board, turn, seat, trails, orders, with_orders, without)

    def _keep(self, now: Present, bundle: tuple[str, ...], found: Futures) -> None:
        """Forecasts of other turns are forgotten: they may be large."""
        kept = {key: other for key, other in self._kept.items() if key[0] == now}
        self._kept = {**kept, (now, bundle): found}


def _check_possible(game: Game, seat: str, orders: Sequence[str]) -> None:
    refused = game.refusals(seat, orders)
    if refused:
        raise refuse("MV-P010", "these orders cannot be given, so there is nothing to forecast",
                     value="; ".join(f"{key}: {why.reason}" for key, why in refused.items()),
                     mend="leave out what is refused")
