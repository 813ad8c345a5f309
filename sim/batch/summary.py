"""What a store says of each outcome in each world: quantiles, empty cells, and how often it is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.batch.evidence import Evidence, known
from sim.batch.plan import Experiment
from sim.scenario.design import Outcome
from sim.study.quantiles import quantiles
from sim.world.arrays import Array

PERCENTS = (5, 25, 50, 75, 95)
Z = 1.959963984540054  # the normal quantile of a 95 % interval
Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Robustness:
    """The share of all runs in which an outcome is met, with its 95 % interval. One bound is given, the other None."""

    share: float
    low: float
    high: float
    above: float | None
    below: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """An outcome in a world. `count`: runs that have a number, which `mean` and `quantiles` (PERCENTS) are of; None
    where no run has one. `empty`: the share of the others."""

    world: Mapping[str, str]
    outcome: str
    unit: str
    runs: int
    count: int
    empty: float
    mean: float | None
    quantiles: tuple[float, ...] | None
    robustness: Robustness | None

    def as_json(self) -> dict[str, Any]:
        percents = self.quantiles or (None,) * len(PERCENTS)
        its = {key: value for key, value in asdict(self).items() if key != "quantiles"}
        return its | {f"p{percent:02d}": x for percent, x in zip(PERCENTS, percents, strict=True)}


@dataclass(frozen=True, slots=True)
class Summary:
    """`rows`: world by world, in the order of the store. `missing`: parts that are not there, of `parts`. `related`:
    whether runs of a world share points or luck, so that they are no independent draws."""

    study: str
    runs: int
    parts: int
    missing: int
    related: bool
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented form of `summary --json` (docs/json.md)."""
        return {"study": self.study, "runs": self.runs, "parts": self.parts, "missing": self.missing,
                "related": self.related, "rows": [row.as_json() for row in self.rows]}


def summary(its: Evidence, by: Sequence[str] = (), tell: Tell = lambda done: None) -> Summary:
    """`by`: the columns whose every combination of words is a world; none: all of them. `tell` hears the number of
    cells read."""
    plan = its.store.plan
    known(by, plan.labels, "--by", "column of worlds")
    worlds, which = _worlds(plan.experiments, tuple(dict.fromkeys(by)) or plan.labels)
    order = np.argsort(which[its.experiments], kind="stable")
    cuts = np.cumsum(np.bincount(which[its.experiments], minlength=len(worlds)))[:-1]
    rows: list[list[Row]] = [[] for _ in worlds]
    for name, column in its.columns(list(its.units), tell):
        outcome = plan.design.outcomes.get(name)
        for k, values in enumerate(np.split(column[order], cuts)):
            rows[k].append(_row(worlds[k], name, its.units[name], values, outcome))
    related = bool(plan.points) or len(worlds) < len(plan.experiments)
    return Summary(its.study, len(its.experiments), plan.parts, its.missing, related,
                   tuple(row for some in rows for row in some))


def _worlds(experiments: Sequence[Experiment], by: Sequence[str]) -> tuple[list[dict[str, str]], NDArray[np.int64]]:
    """The worlds, and which of them each experiment (E,) is of."""
    keys = [tuple(one.labels[name] for name in by) for one in experiments]
    numbers = {key: k for k, key in enumerate(dict.fromkeys(keys))}
    return [dict(zip(by, key, strict=True)) for key in numbers], np.array([numbers[key] for key in keys])


def _row(world: Mapping[str, str], name: str, unit: str, values: Array, outcome: Outcome | None) -> Row:
    there = values[~np.isnan(values)]
    runs, count = len(values), len(there)
    return Row(world, name, unit, runs, count, (runs - count) / runs if runs else 0.0,
               float(np.mean(there)) if count else None,
               tuple(quantiles(there, PERCENTS).tolist()) if count else None, robustness(values, outcome))


def robustness(values: Array, outcome: Outcome | None) -> Robustness | None:
    """Of an outcome that has a bound, in so many runs (n,). A run without a number has not met it."""
    if outcome is None or not len(values):
        return None
    if outcome.above is not None:
        met = values >= outcome.above
    elif outcome.below is not None:
        met = values <= outcome.below
    else:
        return None
    return Robustness(float(np.mean(met)), *wilson(int(np.sum(met)), len(values)), outcome.above, outcome.below)


def wilson(met: int, runs: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927): never outside 0 to 1, and not empty where all runs agree."""
    share, scale = met / runs, 1 + Z * Z / runs
    centre = (share + Z * Z / (2 * runs)) / scale
    half = Z * sqrt(share * (1 - share) / runs + Z * Z / (4 * runs * runs)) / scale
    return max(0.0, centre - half), min(1.0, centre + half)
