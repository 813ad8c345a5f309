"""The record replayed in many runs, free and rebased to what was observed of a year, kept as annual values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.engine.opening import start
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.scenario.months import month_number
from sim.scenario.observed import Observed
from sim.study.annual import YEAR, Played, by_year, paths_of
from sim.study.ensemble import CHUNK
from sim.study.rebase import rebased
from sim.study.runner import each
from sim.study.tape import pieces_of
from sim.treatment import Treatment, treat
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.state import World

MODES = ("free", "rebased")
Tell = Callable[[float], None]
Months = Mapping[str, Array]


def years_of(treatment: Treatment) -> range:
    """The whole calendar years from the scenario's first month to its last."""
    its = treatment.scenario
    return range(-(-month_number(its.starts) // YEAR), (month_number(its.ends) + 1) // YEAR)


def played(treatment: Treatment, known: Observed, first: int, runs: int, seed: int = 1, jobs: int = 1,
           progress: Tell = lambda done: None) -> dict[str, Played]:
    """Run the record in each mode, and keep of every year what the observed series ask for. Rebased, it goes on from
    what was observed of the year before `first`."""
    tasks = pieces_of(0, runs, CHUNK, jobs)
    replayed = partial(_replayed, treatment.loaded.name, ",".join(treatment.off), known, first, seed)
    found = dict(each(replayed, tasks, jobs, progress))
    parts = [found[task] for task in tasks]
    return {mode: _join([part[mode] for part in parts], _measurer(seed, range(runs))) for mode in MODES}


def work(treatment: Treatment, known: Observed, first: int, runs: int) -> int:
    """How many run-turns it takes."""
    turns = treatment.scenario.turn_months
    base, until = _base(treatment, first), _until(treatment, known)
    return runs * (-(-base // turns) + len(MODES) * -(-(until - base) // turns))


def _base(treatment: Treatment, first: int) -> int:
    """The months to the end of the last known year."""
    return YEAR * first - treatment.board.starts


def _until(treatment: Treatment, known: Observed) -> int:
    """The months to run: to the end of the last year that was observed."""
    years = [year for series in known.values() for year in series if year in years_of(treatment)]
    return YEAR * (max(years, default=-1) + 1) - treatment.board.starts


def _measurer(seed: int, runs: range) -> Noise:
    return Noise(seed, np.array(runs, dtype=np.int64), "measurement")


def _join(parts: Sequence[Played], noise: Noise) -> Played:
    """Chunks of runs side by side."""
    first = parts[0]
    return Played(first.begins, {path: np.concatenate([part.annual[path] for part in parts], axis=1)
                                 for path in first.annual}, noise)


# --- one chunk of runs ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Runs of a treatment, and what is kept of them."""

    treatment: Treatment
    paths: tuple[str, ...]
    runs: range
    seed: int
    tell: Tell

    def go(self, world: World, until: int) -> tuple[World, Months]:
        """On from a World to the end of the turn in which a month is reached; what was watched meanwhile (T, R)."""
        with brief(BalanceModel(self.treatment, self.seed, self.runs.start, len(self.runs), watch=self.paths,
                                world=world, collect=False)) as model:
            while model.world.month < until:
                model.step()
                self.tell(model.world.runs)
            record = np.array(model.record).reshape(-1, len(self.paths), len(self.runs))
            return model.world, {path: record[:, i] for i, path in enumerate(self.paths)}

    def years(self, *months: Months) -> Played:
        whole = {path: np.concatenate([some[path] for some in months]) for path in self.paths}
        return Played(years_of(self.treatment)[0], by_year(whole, -self.treatment.board.starts % YEAR),
                      _measurer(self.seed, self.runs))


def _replayed(scenario: str, off: str, known: Observed, first: int, seed: int, runs: range,
              tell: Tell) -> dict[str, Played]:
    """Both modes part at the end of the last known year, or of the turn in which it ends."""
    treatment = treat(scenario, off=off, historical=True)
    paths = tuple(dict.fromkeys(path for key in known for path in paths_of(key)))
    chunk = _Chunk(treatment, paths, runs, seed, tell)
    world, before = chunk.go(start(treatment.board, seed, np.array(runs)), _base(treatment, first))
    onward = {"free": world, "rebased": rebased(treatment.board, world, chunk.years(before), known, first - 1)}
    return {mode: chunk.years(before, chunk.go(onward[mode], _until(treatment, known))[1]) for mode in MODES}
