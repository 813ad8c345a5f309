"""A tape: what is kept of many runs, month by month, so that quantities and tests can be read off it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.engine.opening import figures_of, parameters_of
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.rules import RULES
from sim.scenario.months import month_number
from sim.study.runner import each
from sim.treatment import Treatment
from sim.world.arrays import Array

CHUNK = 512
NEVER = 9999

Tell = Callable[[float], None]
Months = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tape:
    """`starts`: number of the scenario's first month. `paths`: indicator -> (T, R), at the end of each month from
    there on. `struck`: option, or one of its moves by key -> (T, R), true in the months in which it came into force.
    `proposed`: the same for (option, agent), true in the months in which the agent proposed it. `arms`: other worlds
    of the same runs, by name."""

    starts: int
    paths: dict[str, Array]
    struck: dict[str, Months]
    proposed: dict[tuple[str, str], Months] = field(default_factory=dict[tuple[str, str], Months])
    arms: Mapping[str, Kept] = field(default_factory=dict[str, "Kept"])

    def path(self, name: str) -> Array:
        return self.paths[name]

    def came(self, option: str) -> Months:
        return self.struck[option]

    def first(self, option: str) -> Array:
        """Months from the start to the first time (R,); NEVER where there was none."""
        came = self.struck[option]
        return np.where(came.any(axis=0), np.argmax(came, axis=0), NEVER).astype(np.float64)

    def proposals(self, option: str) -> dict[str, Months]:
        """Who proposed it, and when: agent -> (T, R)."""
        return {agent: came for (key, agent), came in self.proposed.items() if key == option}

    def at(self, month: str) -> int:
        return month_number(month) - self.starts

    @property
    def months(self) -> int:
        return self._shape[0]

    @property
    def runs(self) -> int:
        return self._shape[1]

    @property
    def _shape(self) -> tuple[int, ...]:
        return next(iter(self.struck.values()), next(iter(self.paths.values()), np.zeros((0, 1)))).shape


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tapes of the same runs under the same luck. Its indicators are differences, changed less base; what came
    into force is what did in the changed world. They reach as far as the shorter tape."""

    changed: Tape
    base: Tape
    arms: Mapping[str, Kept] = field(default_factory=dict[str, "Kept"])

    def path(self, name: str) -> Array:
        changed, base = self.changed.paths[name], self.base.paths[name]
        months = min(len(changed), len(base))
        return changed[:months] - base[:months]

    def came(self, option: str) -> Months:
        return self.changed.struck[option]

    def first(self, option: str) -> Array:
        """Months by which the first time is later (R,)."""
        return self.changed.first(option) - self.base.first(option)

    def at(self, month: str) -> int:
        return self.base.at(month)

    @property
    def months(self) -> int:
        return min(self.changed.months, self.base.months)

    @property
    def runs(self) -> int:
        return self.base.runs


Kept: TypeAlias = Tape | Pair


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases there were in each run, and in how many of them a test held (R,)."""

    hits: Array
    cases: Array


@dataclass(frozen=True, slots=True)
class World:
    """What is to be kept of a treatment's runs: these indicators and options, to the end or until so many months are on
    the tape."""

    treatment: Treatment
    paths: tuple[str, ...]
    options: tuple[str, ...] = ()
    until: int = NEVER


@dataclass(frozen=True, slots=True)
class Rows:
    """Run numbers (R,), one more than once if need be, and `lies`: where in its range a number of the rules or a
    starting figure lies, 0 to 1 (R,), instead of being drawn."""

    numbers: NDArray[np.int64]
    lies: Mapping[str, Array] = field(default_factory=dict[str, Array])

    def cut(self, size: int) -> Iterator[Rows]:
        for k in range(0, len(self.numbers), size):
            yield Rows(self.numbers[k: k + size], {name: x[k: k + size] for name, x in self.lies.items()})


def record(treatment: Treatment, paths: Sequence[str], options: Sequence[str] = (), runs: int = 1, first_run: int = 0,
           seed: int = 1, chunk: int = CHUNK, until: int = NEVER, progress: Tell = lambda done: None,
           jobs: int = 1) -> Tape:
    """Run the runs first_run .. first_run + runs - 1 to the end, or until so many months are on the tape. `progress` is
    told the number of run-turns done."""
    world = World(treatment, tuple(paths), tuple(options), until)
    (_, tape), = record_all([world], runs, first_run, seed, chunk, progress, jobs)
    return tape


def record_all(worlds: Sequence[World], runs: int, first_run: int = 0, seed: int = 1, chunk: int = CHUNK,
               progress: Tell = lambda done: None, jobs: int = 1) -> Iterator[tuple[World, Tape]]:
    """Each world with its tape, as they come: the same runs in all of them, as many worlds side by side as fill a
    chunk."""
    groups, pieces = _alike(worlds, max(1, chunk // runs)), dict[tuple[int, ...], dict[range, list[Tape]]]()
    ranges = pieces_of(first_run, runs, chunk, -(-jobs // max(1, len(groups))))
    tasks = [(group, some) for group in groups for some in ranges]
    for (group, some), tapes in each(partial(_record, worlds, seed), tasks, jobs, progress):
        pieces.setdefault(group, {})[some] = tapes
        if len(pieces[group]) == len(ranges):
            found = pieces.pop(group)
            those = zip(*(found[some] for some in ranges), strict=True)
            yield from zip([worlds[k] for k in group], map(join, those), strict=True)


def pieces_of(first: int, runs: int, chunk: int, jobs: int = 1) -> list[range]:
    """Runs to be run side by side: a chunk at most, and something for each job."""
    size = min(chunk, -(-runs // jobs))
    return [range(begin, min(begin + size, first + runs)) for begin in range(first, first + runs, size)]


def _alike(worlds: Sequence[World], several: int) -> list[tuple[int, ...]]:
    """The worlds, by number, that stand side by side: so many of one structure and one length."""
    alike: dict[tuple[str, int], list[int]] = {}
    for k, world in enumerate(worlds):
        alike.setdefault((world.treatment.structure, world.until), []).append(k)
    return [tuple(some[k: k + several]) for some in alike.values() for k in range(0, len(some), several)]


def _record(every: Sequence[World], seed: int, task: tuple[Sequence[int], range], progress: Tell) -> list[Tape]:
    return _play([every[k] for k in task[0]], Rows(np.array(task[1], dtype=np.int64)), seed, progress)


def record_rows(worlds: Sequence[World], rows: Rows, seed: int = 1,
                progress: Tell = lambda done: None) -> Iterator[tuple[World, Tape]]:
    """Each world, one after the other, in runs whose numbers lie where `rows` says."""
    for world in worlds:
        yield world, _play([world], rows, seed, progress)[0]


def _play(worlds: Sequence[World], rows: Rows, seed: int, progress: Tell) -> list[Tape]:
    """One chunk: the tapes of worlds that may stand side by side, in these runs."""
    watch, until = tuple(dict.fromkeys(path for world in worlds for path in world.paths)), worlds[0].until
    runs = len(rows.numbers)
    with brief(BalanceModel([world.treatment for world in worlds], seed=seed, numbers=rows.numbers.tolist(),
                            watch=watch, collect=False, given=_given(worlds, rows))) as model:
        while model.running and model.world.month < until:
            model.step()
            progress(model.world.runs)
        return [tape_of(model, world.paths, world.options, slice(i * runs, (i + 1) * runs))
                for i, world in enumerate(worlds)]


def _given(worlds: Sequence[World], rows: Rows) -> dict[str, Array]:
    """In each world as its own ranges have it: an arm may have scaled one."""
    spans = [{**parameters_of(world.treatment.board, RULES), **figures_of(world.treatment.board)} for world in worlds]
    return {name: np.concatenate([its[name][1] + (its[name][2] - its[name][1]) * share for its in spans])
            for name, share in rows.lies.items()}


def tape_of(model: BalanceModel, paths: Sequence[str], options: Sequence[str],
            columns: slice = slice(None)) -> Tape:
    """Of a model that has run, in these of its runs; `paths` are among those that it watched."""
    board, shape = model.board, (model.world.month, len(model.noise.runs[columns]))
    struck = {key: np.zeros(shape, dtype=np.bool_) for key in options}
    for month, rows in model.struck:
        for row in np.flatnonzero(rows[:, columns].any(axis=1)):
            for key in {board.moves[row].option, board.moves[row].key} & struck.keys():
                struck[key][month] |= rows[row, columns]
    at = {x.path: i for i, x in enumerate(model.watch)}
    values = {path: np.stack([month[at[path], columns] for month in model.record]) for path in paths}
    return Tape(board.starts, values, struck, _proposals(model, options, columns))


def _proposals(model: BalanceModel, options: Sequence[str], columns: slice) -> dict[tuple[str, str], Months]:
    """When each agent that may start one of the options proposed it."""
    board, shape = model.board, (model.world.month, len(model.noise.runs[columns]))
    out: dict[tuple[str, str], Months] = {}
    for k, part in enumerate(board.parts):
        option = board.moves[part.move].option
        if part.starts and option in options:
            came = out.setdefault((option, part.agent), np.zeros(shape, dtype=np.bool_))
            for month, yes in model.proposed:
                came[month] |= yes[k, columns]
    return out


def join(tapes: Sequence[Tape]) -> Tape:
    """Tapes of the same months side by side."""
    first = tapes[0]
    return Tape(first.starts,
                {name: np.concatenate([tape.paths[name] for tape in tapes], axis=1) for name in first.paths},
                {name: np.concatenate([tape.struck[name] for tape in tapes], axis=1) for name in first.struck},
                {name: np.concatenate([tape.proposed[name] for tape in tapes], axis=1) for name in first.proposed})
