"""What may come of some orders: many futures of one present, by the game's own rules and under other luck.

The seat gives its orders in the open turn and none after it. All others follow their doctrines, also those whom people
hold: nobody's sealed orders are read. The luck has keys of its own (seed, "forecast", turn, member), the same whatever
is ordered, so two bundles can be compared run by run; the game's own luck would be an oracle.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.game.game import Game
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.scenario.months import month_name
from sim.study.quantiles import quantiles
from sim.tape.machine import expect
from sim.world.arrays import Array
from sim.world.state import World

RUNS = 500
QUANTILES = (10, 25, 50, 75, 90)
HORIZON = 24  # months


@dataclass(frozen=True)
class Futures:
    """`first`: the month of the present. `paths`: indicator -> (1 + T, R), now and at the end of each month after.
    `struck`: move -> in which runs (R,) it came into force in the open turn. `open_now`: regimes that are open in the
    present; `turned`: regime -> in which runs (R,) it closes, if it is one of those, and else opens."""

    first: int
    paths: dict[str, Array]
    struck: dict[str, NDArray[np.bool_]]
    open_now: frozenset[str]
    turned: dict[str, NDArray[np.bool_]]

    @property
    def runs(self) -> int:
        return len(next(iter(self.paths.values()))[0])

    @cached_property
    def bands(self) -> dict[str, Array]:
        """Indicator -> its quantiles over the runs (Q, 1 + T)."""
        found = quantiles(np.stack(list(self.paths.values())), QUANTILES)
        return {path: found[:, i] for i, path in enumerate(self.paths)}


def futures(game: Game, agent: str, orders: Sequence[str], paths: Sequence[str], months: int = HORIZON,
            runs: int = RUNS, cancelled: Callable[[], bool] = lambda: False, first: int = 0) -> Futures | None:
    """Play the present on to the horizon, in whole turns and no further than the end; None when it was cancelled.
    `first`: number of the first member."""
    with brief(present(game, agent, runs, paths, first)) as model:
        found = play_on(model, agent, [orders], months, cancelled)
    return found[0] if found else None


def play_on(model: BalanceModel, agent: str, bundles: Sequence[Sequence[str]], months: int,
            cancelled: Callable[[], bool]) -> list[Futures] | None:
    """Give each bundle of orders in the open turn, in its own columns of the model, one after the other, and none after
    it. It touches nothing but the model."""
    board, start, now, before = model.board, model.world.month, model.read_all(), model.world
    model.close({agent: _by_column(bundles, model.world.runs)})
    while model.running and model.world.month < start + months:
        if cancelled():
            return None
        model.step()
    record = {x.path: np.stack([now[i], *(month[i] for month in model.record)]) for i, x in enumerate(model.watch)}
    struck = _struck(model, {key for orders in bundles for key in orders}, start + board.scenario.turn_months)
    turned, open_now = _turned(model, before), _open(model, before)
    return [Futures(start, {path: values[:, part] for path, values in record.items()},
                    {key: struck[key][part] for key in orders}, open_now, {key: x[part] for key, x in turned.items()})
            for orders, part in zip(bundles, _parts(bundles, model.world.runs), strict=True)]


def _parts(bundles: Sequence[Sequence[str]], runs: int) -> list[slice]:
    """The columns of each bundle."""
    each = runs // len(bundles)
    return [slice(k * each, (k + 1) * each) for k in range(len(bundles))]


def _by_column(bundles: Sequence[Sequence[str]], runs: int) -> dict[str, NDArray[np.bool_]]:
    """The runs in which each order is given."""
    found: dict[str, NDArray[np.bool_]] = {}
    for orders, part in zip(bundles, _parts(bundles, runs), strict=True):
        for key in orders:
            found.setdefault(key, np.zeros(runs, dtype=np.bool_))[part] = True
    return found


def present(game: Game, agent: str, runs: int, paths: Sequence[str], first: int = 0, bundles: int = 1) -> BalanceModel:
    """The open turn in as many futures as there are members, with what the seat has been asked on the table. `bundles`:
    how many of them are to be tried on it."""
    same = np.zeros(runs, dtype=np.int64)
    known = game.treatment.known(month_name(game.board.starts + game.model.world.month))
    expect(runs * (bundles - 1) * game.board.ends)
    model = BalanceModel(
        known.seated({agent: "handed"}), seed=game.seed, first_run=first, runs=runs, watch=paths,
        world=game.model.world.take(same), params=game.model.params.take(same), stream=f"forecast/{game.turn}",
        collect=False)
    model.lay_table()
    lay_as_seen(model, game, agent)
    return model


def beside(model: BalanceModel, bundles: int) -> BalanceModel:
    """The present once for each bundle, one beside the other. What is on the table has been laid for all of them."""
    columns = np.tile(np.arange(model.world.runs), bundles)
    out = BalanceModel(
        model.treatments, seed=model.noise.seed, numbers=model.noise.runs[columns].tolist(),
        watch=[x.path for x in model.watch], world=model.world.take(columns), params=model.params.take(columns),
        stream=model.noise.stream, collect=False)
    out.take_table(model)
    return out


def lay_as_seen(model: BalanceModel, game: Game, agent: str) -> None:
    """What was said of whatever the seat is a party of: it knows that, so no future may have anything else."""
    board, seen = game.board, game.model.tray
    for k, part in enumerate(board.parts):
        if agent in board.moves[part.move].parties:
            model.tray.yes[k], model.tray.told[k] = seen.yes[k, 0], seen.told[k, 0]


def _turned(model: BalanceModel, before: World) -> dict[str, NDArray[np.bool_]]:
    """Of each regime, in which runs (R,) it has been other than before: opened, or closed."""
    months = np.stack([before.since[[row for row, _ in model.board.rows_of_regimes]], *model.regimes]) >= 0
    other = (months != months[:1]).any(axis=0)
    return {regime.key: other[k] for k, (_, regime) in enumerate(model.board.rows_of_regimes)}


def _open(model: BalanceModel, now: World) -> frozenset[str]:
    return frozenset(regime.key for row, regime in model.board.rows_of_regimes if now.since[row, 0] >= 0)


def _struck(model: BalanceModel, orders: Collection[str], until: int) -> dict[str, NDArray[np.bool_]]:
    found = {key: np.zeros(model.world.runs, dtype=np.bool_) for key in orders}
    for month, rows in model.struck:
        for row in np.flatnonzero(rows.any(axis=1)):
            key = model.board.moves[row].key
            if key in found and month < until:
                found[key] |= rows[row]
    return found
