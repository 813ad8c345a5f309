"""Forecasts for a seat: futures with some orders and without become fans, shares and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board
from sim.engine.moves import actor_of
from sim.game.game import Game
from sim.scenario.schema import Goal
from sim.seat.board import figures
from sim.seat.goals import measure_words
from sim.seat.turn import status_of
from sim.seat.why import regime_words
from sim.seat.words import label, months, title
from sim.study.forecast import QUANTILES, Futures, futures
from sim.study.goals import NOTICED, goals_of, score, scored
from sim.study.quantiles import quantiles
from sim.texts import say
from sim.views import Band, FanView, ForecastView, GoalForecast, HindsightView, RegimeForecast
from sim.world.arrays import Array
from sim.world.state import World


def paths_of(board: Board, agent: str) -> tuple[str, ...]:
    """What is forecast for a seat: its goals, the scenario's figures and what the status line shows; all of it visible
    to the seat."""
    seat = actor_of(agent)
    return tuple(dict.fromkeys([*figures(board, seat), *status_of(board, seat)]))


Trails: TypeAlias = Mapping[str, tuple[float, ...]]


def forecast_view(board: Board, turn: int, agent: str, trails: Trails, orders: Sequence[str], bundle: Futures,
                  unchanged: Futures) -> ForecastView:
    """Both futures have the same members, so they are compared run by run."""
    seat = actor_of(agent)
    goals = tuple(_goal(board, seat, goal, secret, trails[goal.path], bundle, unchanged)
                  for goal, secret in goals_of(board, seat))
    whole, bare = ({path: _from_opening(trails[path], found.paths[path]) for path in found.paths}
                   for found in (bundle, unchanged))
    gain = score(board, seat, whole) - score(board, seat, bare)
    better, worse = _share(gain > NOTICED), _share(gain < -NOTICED)
    first, count = bundle.first + board.starts, len(next(iter(bundle.paths.values())))
    fans = tuple(_fan(board, seat, path, trails[path], bundle, unchanged) for path in bundle.paths)
    agreed = tuple((title(board, key, agent), _share(bundle.struck[key])) for key in orders)
    turned = tuple(_turned(board, seat, bundle, unchanged, count - 1))
    return ForecastView(
        turn, board.word(agent), tuple(orders), tuple(words for words, _ in agreed), bundle.runs,
        tuple(months(first + k - 1, first + k - 1) for k in range(count)), fans, goals, better, worse, _three(gain),
        agreed, turned, tuple(_words(orders, bundle.runs, better, worse, fans, agreed, turned)))


def _turned(board: Board, seat: str, bundle: Futures, unchanged: Futures,
            ahead: int) -> Iterator[RegimeForecast]:
    """Regimes of the seat whose odds the orders move by more than chance would, the most moved first."""
    shares = {regime.key: (_share(bundle.turned[regime.key]), _share(unchanged.turned[regime.key]))
              for regime in board.regimes
              if seat in regime.who and moved(bundle.turned[regime.key], unchanged.turned[regime.key])}
    for key, (ours, bare) in sorted(shares.items(), key=lambda x: -abs(x[1][0] - x[1][1])):
        opens = key not in bundle.open_now
        words = say("ahead-regime", what=regime_words(board, key), opens=opens, months=ahead, ours=f"{ours:.0%}",
                    bare=f"{bare:.0%}")
        yield RegimeForecast(key, regime_words(board, key), opens, ours, bare, words)


def moved(ours: NDArray[np.bool_], bare: NDArray[np.bool_]) -> bool:
    """Whether two shares of the same runs differ by more than two standard errors (McNemar): only runs count in which
    one is true and the other is not, and by chance as many go this way as that."""
    gained, lost = int((ours & ~bare).sum()), int((bare & ~ours).sum())
    return (gained - lost) ** 2 > 4 * (gained + lost)


def _share(truth: Array | np.ndarray) -> float:
    return round(float(np.mean(truth)), 4)


def _from_opening(trail: Sequence[float], ahead: Array) -> Array:
    """Monthly values from the opening to the horizon: what has been, the same in every run, and what may come."""
    before = np.repeat(np.array(trail[:-1])[:, None], ahead.shape[1], axis=1)
    return np.concatenate([before, ahead])


def band(values: Array) -> Band:
    """Quantiles of (T, R) over the runs."""
    return _band(quantiles(values, QUANTILES))


def _band(found: Array) -> Band:
    return Band(*map(tuple, found.tolist()))


def _fan(board: Board, seat: str, path: str, trail: tuple[float, ...], bundle: Futures, unchanged: Futures) -> FanView:
    variable = board.indicator(path).variable
    difference = bundle.paths[path][-1] - unchanged.paths[path][-1]
    shown = 0.5 * 10.0**-variable.decimals
    higher, lower = _share(difference > shown), _share(difference < -shown)
    goals = [goal for goal, _ in goals_of(board, seat) if goal.path == path]
    way = (1 if goals[0].better == "up" else -1) if goals else variable.better
    return FanView(path, label(board, path, seat), variable.unit, variable.decimals, trail,
                   _band(bundle.bands[path]), _band(unchanged.bands[path]), higher, lower,
                   {1: higher, -1: lower}.get(way), variable.step, bool(goals))


def _goal(board: Board, seat: str, goal: Goal, secret: bool, trail: tuple[float, ...], bundle: Futures,
          unchanged: Futures) -> GoalForecast:
    ours, bare = (scored(goal, _from_opening(trail, found.paths[goal.path])) for found in (bundle, unchanged))
    return GoalForecast(goal.text, goal.path, label(board, goal.path, seat), measure_words(goal), _three(ours),
                        _three(bare), _share(ours - bare > NOTICED), _share(bare - ours > NOTICED), secret)


def _three(values: Array) -> tuple[float, float, float]:
    low, middle, high = (float(x) for x in quantiles(values, (10, 50, 90)))
    return low, middle, high


# --- in words --------------------------------------------------------------------------------------------------------


def _words(orders: Sequence[str], runs: int, better: float, worse: float, fans: Sequence[FanView],
           agreed: Sequence[tuple[str, float]], turned: Sequence[RegimeForecast]) -> Iterator[str]:
    if not orders:
        yield say("ahead-none", runs=runs)
        return
    yield say("ahead-better", better=f"{better:.0%}", worse=f"{worse:.0%}", runs=runs)
    yield from (x.words for x in turned)
    for fan in _most_moved(fans):
        yield _better(fan)
    yield from (say("ahead-agreed", title=words, share=f"{share:.0%}") for words, share in agreed if share < 1)


def _better(fan: FanView) -> str:
    if fan.better is None:
        return say("ahead-higher", label=fan.label, higher=f"{fan.higher:.0%}", lower=f"{fan.lower:.0%}")
    worse = fan.lower if fan.better == fan.higher else fan.higher
    return say("ahead-fan", label=fan.label, better=f"{fan.better:.0%}", worse=f"{worse:.0%}")


def _most_moved(fans: Sequence[FanView], count: int = 3) -> list[FanView]:
    moved = [fan for fan in fans if max(fan.higher, fan.lower) > 0]
    return sorted(moved, key=lambda fan: -abs(fan.bundle.p50[-1] - fan.unchanged.p50[-1]) / fan.step)[:count]


# --- afterwards ------------------------------------------------------------------------------------------------------


def hindsight(then: Game, agent: str, orders: Sequence[str], after: World, runs: int,
              cancelled: Callable[[], bool]) -> tuple[HindsightView, ...] | None:
    """The forecast for the end of a turn, made from the game as it was when the orders were given, beside the World
    that came."""
    board = then.board
    found = futures(then, agent, orders, paths_of(board, agent), board.scenario.turn_months, runs, cancelled)
    if found is None:
        return None
    now = board.view(after, then.model.params)
    return tuple(_held(board, actor_of(agent), path, values[-1], float(board.indicator(path).read(now)[0]))
                 for path, values in found.paths.items())


def _held(board: Board, seat: str, path: str, forecast: Array, outcome: float) -> HindsightView:
    variable = board.indicator(path).variable
    low, middle, high = _three(forecast)
    return HindsightView(path, label(board, path, seat), variable.unit, variable.decimals, low, middle, high, outcome,
                         low <= outcome <= high)
