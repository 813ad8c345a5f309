"""Forecasts of one seat, each computed once. A forecast depends on the line of play, on what was said in the
open turn and on the orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from threading import RLock
from typing import TypeAlias

from sim.errors import refuse
from sim.game.game import Game
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.seat.ahead import forecast_view, paths_of
from sim.seat.past import Past
from sim.study.forecast import Futures, beside, play_on, present
from sim.views import ForecastView

Present: TypeAlias = tuple[object, ...]
Bundle: TypeAlias = tuple[str, ...]

COLUMNS = 2_000  # of one model


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
        for some, model in _models(opened, _groups(new, runs)) if opened else ():
            found = None if cancelled() else play_on(model, seat, some, months, cancelled)
            if found is None:
                return None
            self._keep(now, dict(zip(some, found, strict=True)))
        without = self._kept[now, ()]
        return [forecast_view(game.board, turn, seat, trails, x, self._kept[now, x], without) for x in asked]

    def _keep(self, now: Present, found: Mapping[Bundle, Futures]) -> None:
        """Forecasts of other turns are forgotten: they may be large."""
        kept = {key: other for key, other in self._kept.items() if key[0] == now}
        self._kept = {**kept, **{(now, bundle): futures for bundle, futures in found.items()}}


def _groups(bundles: Sequence[Bundle], runs: int) -> Iterator[Sequence[Bundle]]:
    """Bundles that are tried side by side: more columns are no faster, and a cancelled forecast ends later."""
    many = max(1, COLUMNS // runs)
    return (bundles[k: k + many] for k in range(0, len(bundles), many))


def _models(opened: BalanceModel,
            groups: Iterable[Sequence[Bundle]]) -> Iterator[tuple[Sequence[Bundle], BalanceModel]]:
    """A model for each group. It goes when the next one is there: memory that the system gets back in between is slow
    to come again."""
    with brief(opened), ExitStack() as last:
        for some in groups:
            model = beside(opened, len(some))
            last.close()
            yield some, last.enter_context(brief(model))


def _check_possible(game: Game, seat: str, orders: Sequence[str]) -> None:
    refused = game.refusals(seat, orders)
    if refused:
        raise refuse("MV-P010", "these orders cannot be given, so there is nothing to forecast",
                     value="; ".join(f"{key}: {why.reason}" for key, why in refused.items()),
                     mend="leave out what is refused")
