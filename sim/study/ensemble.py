"""An ensemble: many runs of a scenario, in chunks, with the reported indicators month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import STORED
from sim.engine.board import Board
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.scenario.months import month_name
from sim.study.pile import Pile
from sim.study.quantiles import quantiles
from sim.study.runner import each
from sim.study.tape import pieces_of
from sim.treatment import Treatment
from sim.world.arrays import Array
from sim.world.state import World, digest_of

CHUNK = 512
PERCENTILES = (5, 25, 50, 75, 95)


@dataclass(frozen=True, slots=True)
class Ensemble:
    """`pile` holds of every run the value of each indicator at the opening and at the end of each month, the month of
    the first agreement on each option, -1 where there was none, and the last World. What is read off it as a whole
    takes memory for all runs."""

    treatment: Treatment
    seed: int
    first_run: int
    runs: int
    months: tuple[str, ...]
    pile: Pile

    @property
    def board(self) -> Board:
        return self.treatment.board

    @property
    def indicators(self) -> list[str]:
        """The paths of those that were watched."""
        return self.pile.names("path")

    def start(self, path: str) -> Array:
        """An indicator at the opening (R,)."""
        return self.pile.row(f"start:{path}")

    def monthly(self, path: str) -> Iterator[Array]:
        """An indicator at the end of each month (R,)."""
        return self.pile.rows(f"path:{path}")

    @property
    def paths(self) -> dict[str, Array]:
        """Indicator -> (T, R)."""
        return {path: self.pile.whole(f"path:{path}") for path in self.indicators}

    @property
    def agreements(self) -> dict[str, NDArray[np.int64]]:
        """Option -> month of the first agreement (R,)."""
        return {key: self.pile.row(f"agreed:{key}") for key in self.pile.names("agreed")}

    @property
    def final(self) -> World:
        return self._world({name: self.pile.whole(name) for name in self._of_world()})

    @property
    def digest(self) -> str:
        return digest_of(self.board.ends, (row for name in self._of_world() for row in self.pile.rows(name)))

    def run_digests(self) -> list[str]:
        names = self._of_world()
        chunks = zip(*(self.pile.chunks(name) for name in names), strict=True)
        worlds = (self._world(dict(zip(names, chunk, strict=True))) for chunk in chunks)
        return [digest for world in worlds for digest in world.digests()]

    def _of_world(self) -> list[str]:
        return [*(f"stock:{variable.name}" for variable in STORED), "since", "uses"]

    def _world(self, found: dict[str, NDArray[Any]]) -> World:
        stocks = {variable.name: found[f"stock:{variable.name}"] for variable in STORED}
        return World(self.board.ends, stocks, found["since"], found["uses"])


def run_ensemble(treatment: Treatment, runs: int = 1, first_run: int = 0, seed: int = 0, watch: Sequence[str] = (),
                 chunk: int = CHUNK, progress: Callable[[float], None] = lambda done: None, jobs: int = 1) -> Ensemble:
    """Run the runs first_run .. first_run + runs - 1. `progress` is told the number of run-turns done."""
    board, pile = treatment.board, Pile()
    work = partial(_laid, treatment, tuple(watch) or board.scenario.report, seed)
    for some, arrays in each(work, pieces_of(first_run, runs, chunk, jobs), jobs, progress):
        for name, array in arrays.items():
            pile.lay(name, array, some.start)
    months = tuple(month_name(board.starts + m) for m in range(board.opens, board.ends))
    return Ensemble(treatment, seed, first_run, runs, months, pile)


def _laid(treatment: Treatment, watch: Sequence[str], seed: int, runs: range,
          progress: Callable[[float], None]) -> dict[str, NDArray[Any]]:
    """What is kept of a chunk of runs (..., r)."""
    with brief(BalanceModel(treatment, seed=seed, first_run=runs.start, runs=len(runs), watch=watch,
                            collect=False)) as model:
        opening = _opening(model)
        while model.running:
            model.step()
            progress(len(runs))
        return {**opening, **_end(model)}


def _opening(model: BalanceModel) -> dict[str, Array]:
    view = model.board.view(model.world, model.params)
    return {f"start:{x.path}": np.array(x.read(view)) for x in model.watch}


def _end(model: BalanceModel) -> dict[str, NDArray[Any]]:
    record = np.stack(model.record[model.board.opens:])
    return {**{f"path:{x.path}": record[:, i] for i, x in enumerate(model.watch)},
            **{f"agreed:{key}": months for key, months in agreements_of(model).items()},
            **{f"stock:{name}": stock for name, stock in model.world.stocks.items()},
            **{name: getattr(model.world, name) for name in ("since", "uses")}}


def agreements_of(model: BalanceModel) -> dict[str, NDArray[np.int64]]:
    """Month of the first time that each agreement was struck in play (R,), -1 for never."""
    board = model.board
    out = {key: np.full(model.world.runs, -1) for key, option in board.scenario.options.items() if option.agreement}
    for month, rows in model.struck:
        if month < board.opens:
            continue
        for row in np.flatnonzero(rows.any(axis=1)):
            key = board.moves[row].option
            if key in out:
                out[key] = np.where(rows[row] & (out[key] < 0), month, out[key])
    return out


def as_json(ensemble: Ensemble, run_digests: bool = False) -> dict[str, Any]:
    """The documented form of `run --json` (docs/json.md)."""
    board = ensemble.board
    out: dict[str, Any] = {"scenario": board.scenario.id, "seed": ensemble.seed, "first_run": ensemble.first_run,
                           "runs": ensemble.runs, "digest": ensemble.digest}
    if run_digests:
        out["run_digests"] = ensemble.run_digests()
    out["months"] = list(ensemble.months)
    out["indicators"] = {path: _summary(ensemble, path) for path in ensemble.indicators}
    out["agreements"] = agreed(ensemble)
    out["manifest"] = ensemble.treatment.manifest()
    return out


def agreed(ensemble: Ensemble) -> dict[str, dict[str, Any]]:
    """Option -> in which share of the runs there was an agreement, and when."""
    return {key: _agreement(ensemble.board, first) for key, first in ensemble.agreements.items()}


def _summary(ensemble: Ensemble, path: str) -> dict[str, Any]:
    last = np.zeros(0)
    bands = [quantiles(last := values, PERCENTILES) for values in ensemble.monthly(path)]
    final = dict(zip(PERCENTILES, bands[-1], strict=True))
    return {"unit": ensemble.board.indicator(path).variable.unit, "start": float(np.mean(ensemble.start(path))),
            "mean": float(np.mean(last)), **{f"p{q:02d}": float(final[q]) for q in PERCENTILES},
            "path": {f"p{q:02d}": [float(band[i]) for band in bands] for i, q in enumerate(PERCENTILES)
                     if q in (5, 50, 95)}}


def _agreement(board: Board, first: NDArray[np.int64]) -> dict[str, Any]:
    struck = first[first >= 0]
    median = month_name(board.starts + int(np.median(struck))) if len(struck) else None
    return {"share_of_runs": float(len(struck) / len(first)), "median_month": median}
