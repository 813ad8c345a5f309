"""An ensemble: many runs of a scenario, in chunks, with the reported indicators month by month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board
from sim.model import BalanceModel
from sim.scenario.months import month_name
from sim.treatment import Treatment
from sim.world.arrays import Array
from sim.world.state import World, join

CHUNK = 512
PERCENTILES = (5, 25, 50, 75, 95)


@dataclass(frozen=True, slots=True)
class Ensemble:
    """`paths`: indicator -> (T, R), the value at the end of each month; `starts` at the opening (R,).
    `agreements`: option -> month of the first agreement (R,), -1 where there was none."""

    treatment: Treatment
    seed: int
    first_run: int
    runs: int
    months: tuple[str, ...]
    starts: dict[str, Array]
    paths: dict[str, Array]
    agreements: dict[str, NDArray[np.int64]]
    final: World

    @property
    def board(self) -> Board:
        return self.treatment.board

    @property
    def digest(self) -> str:
        return self.final.digest()

    def run_digests(self) -> list[str]:
        return self.final.digests()


def run_ensemble(treatment: Treatment, runs: int = 1, first_run: int = 0, seed: int = 0, watch: Sequence[str] = (),
                 chunk: int = CHUNK, progress: Callable[[int], None] = lambda done: None) -> Ensemble:
    """Run the runs first_run .. first_run + runs - 1. `progress` is told the number of run-turns done."""
    board = treatment.board
    watch = tuple(watch) or board.scenario.report
    pieces: list[tuple[dict[str, Array], Array, dict[str, NDArray[np.int64]], World]] = []
    for start in range(first_run, first_run + runs, chunk):
        size = min(chunk, first_run + runs - start)
        model = BalanceModel(treatment, seed=seed, first_run=start, runs=size, watch=watch, collect=False)
        view = board.view(model.world, model.params)
        opening = {x.path: x.read(view) for x in model.watch}
        while model.running:
            model.step()
            progress(size)
        pieces.append((opening, np.stack(model.record[board.opens:]), agreements_of(model), model.world))
    months = tuple(month_name(board.starts + m) for m in range(board.opens, board.ends))
    record = np.concatenate([piece[1] for piece in pieces], axis=2)
    return Ensemble(treatment, seed, first_run, runs, months,
                    {path: np.concatenate([piece[0][path] for piece in pieces]) for path in watch},
                    {path: record[:, i] for i, path in enumerate(watch)},
                    {key: np.concatenate([piece[2][key] for piece in pieces]) for key in pieces[0][2]},
                    join([piece[3] for piece in pieces]))


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
    out["indicators"] = {path: _summary(ensemble, path) for path in ensemble.paths}
    out["agreements"] = {key: _agreement(board, first) for key, first in ensemble.agreements.items()}
    out["manifest"] = ensemble.treatment.manifest()
    return out


def _summary(ensemble: Ensemble, path: str) -> dict[str, Any]:
    values = ensemble.paths[path]
    last = values[-1]
    bands = np.percentile(values, PERCENTILES, axis=1)
    final = dict(zip(PERCENTILES, np.percentile(last, PERCENTILES), strict=True))
    return {"unit": ensemble.board.indicator(path).variable.unit, "start": float(np.mean(ensemble.starts[path])),
            "mean": float(np.mean(last)), **{f"p{q:02d}": float(final[q]) for q in PERCENTILES},
            "path": {f"p{q:02d}": [float(x) for x in bands[i]] for i, q in enumerate(PERCENTILES) if q in (5, 50, 95)}}


def _agreement(board: Board, first: NDArray[np.int64]) -> dict[str, Any]:
    struck = first[first >= 0]
    median = month_name(board.starts + int(np.median(struck))) if len(struck) else None
    return {"share_of_runs": float(len(struck) / len(first)), "median_month": median}
