"""A tape: what is kept of many runs, month by month, so that quantities and tests can be read off it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board
from sim.engine.predicates import month_number
from sim.model import BalanceModel
from sim.world.arrays import Array

CHUNK = 512
NEVER = 9999

Months = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tape:
    """`starts`: number of the scenario's first month. `paths`: indicator -> (T, R), at the end of each month from
    there on. `struck`: option -> (T, R), true in the months in which it came into force."""

    starts: int
    paths: dict[str, Array]
    struck: dict[str, Months]

    def path(self, name: str) -> Array:
        return self.paths[name]

    def came(self, option: str) -> Months:
        return self.struck[option]

    def first(self, option: str) -> Array:
        """Months from the start to the first time (R,); NEVER where there was none."""
        came = self.struck[option]
        return np.where(came.any(axis=0), np.argmax(came, axis=0), NEVER).astype(np.float64)

    def at(self, month: str) -> int:
        return month_number(month) - self.starts

    @property
    def months(self) -> int:
        return len(next(iter(self.struck.values()), next(iter(self.paths.values()), np.zeros(0))))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tapes of the same runs under the same luck. Its indicators are differences, changed less base; what came
    into force is what did in the changed world."""

    changed: Tape
    base: Tape

    def path(self, name: str) -> Array:
        return self.changed.paths[name] - self.base.paths[name]

    def came(self, option: str) -> Months:
        return self.changed.struck[option]

    def first(self, option: str) -> Array:
        """Months by which the first time is later (R,)."""
        return self.changed.first(option) - self.base.first(option)

    def at(self, month: str) -> int:
        return self.base.at(month)

    @property
    def months(self) -> int:
        return self.base.months


def record(board: Board, paths: Sequence[str], options: Sequence[str] = (), runs: int = 1, first_run: int = 0,
           seed: int = 1, seats: str = "", historical: bool = False, chunk: int = CHUNK,
           progress: Callable[[int], None] = lambda done: None) -> Tape:
    """Run the runs first_run .. first_run + runs - 1. `progress` is told the number of run-turns done."""
    pieces: list[Tape] = []
    for start in range(first_run, first_run + runs, chunk):
        size = min(chunk, first_run + runs - start)
        model = BalanceModel(board, seed=seed, first_run=start, runs=size, seats=seats, historical=historical,
                             watch=paths, collect=False)
        while model.running:
            model.step()
            progress(size)
        pieces.append(tape_of(model, paths, options))
    return join(pieces)


def tape_of(model: BalanceModel, paths: Sequence[str], options: Sequence[str]) -> Tape:
    """Of a model that has run; `paths` are those that it watched."""
    board, values = model.board, np.stack(model.record)
    struck = {key: np.zeros((board.ends, model.world.runs), dtype=np.bool_) for key in options}
    for month, rows in model.struck:
        for row in np.flatnonzero(rows.any(axis=1)):
            if board.moves[row].option in struck:
                struck[board.moves[row].option][month] |= rows[row]
    return Tape(board.starts, {path: values[:, i] for i, path in enumerate(paths)}, struck)


def join(tapes: Sequence[Tape]) -> Tape:
    """Tapes of the same months side by side."""
    return Tape(tapes[0].starts,
                {name: np.concatenate([tape.paths[name] for tape in tapes], axis=1) for name in tapes[0].paths},
                {name: np.concatenate([tape.struck[name] for tape in tapes], axis=1) for name in tapes[0].struck})
