"""Which uncertainty makes an outcome vary: Sobol's indices of a store that was sampled for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.batch.evidence import Evidence, known
from sim.batch.sobol import Indices, indices
from sim.errors import MultivectorError, Place, Problem, command, refuse
from sim.scenario.files import display
from sim.world.arrays import Array

METHOD = "saltelli"
Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Row:
    """An outcome in a world: its mean and standard deviation over the points, and the indices of the uncertainties;
    None where it is the same at all points."""

    world: Mapping[str, str]
    outcome: str
    unit: str
    mean: float
    deviation: float
    indices: Indices | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`points`: N of the design, of which each world has N x (uncertainties + 2). `replications`: runs that the number
    of a point is the mean of."""

    study: str
    points: int
    replications: int
    uncertainties: tuple[str, ...]
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented form of `sensitivity --json` (docs/json.md)."""
        return {"study": self.study, "points": self.points, "replications": self.replications, "rows": [
            {"world": dict(row.world), "outcome": row.outcome, "unit": row.unit, "mean": row.mean,
             "deviation": row.deviation, "indices": row.indices and self._indices(row.indices)} for row in self.rows]}

    def _indices(self, its: Indices) -> dict[str, dict[str, dict[str, float]]]:
        def told(value: Array, ends: Array, i: int) -> dict[str, float]:
            return dict(zip(("value", "low", "high"), (float(value[i]), *map(float, ends[:, i])), strict=True))

        return {name: {"first": told(its.first, its.first_ends, i), "total": told(its.total, its.total_ends, i)}
                for i, name in enumerate(self.uncertainties)}


def sensitivity(its: Evidence, outcomes: Sequence[str] = (), tell: Tell = lambda done: None,
                first: int | None = None) -> Sensitivity:
    """Of these outcomes, or of all; in all worlds, or in the first so many. `tell` hears the number of cells read: each
    is read twice. Raises MultivectorError where the store was not sampled for this, is not whole, or holds an outcome
    with empty cells."""
    _check(its)
    known(outcomes, list(its.units), "--outcome", "outcome")
    names = list(dict.fromkeys(outcomes or its.units))
    if problems := list(_empty(its, names, tell)):
        raise MultivectorError(*problems)
    design, worlds = its.store.plan.design, its.store.plan.experiments
    rows: list[list[Row]] = [[] for _ in worlds[:first]]
    for name, column in its.columns(names, tell):
        means = column.reshape(len(worlds), len(design.uncertainties) + 2, -1, design.replications).mean(axis=-1)
        for k, values in enumerate(means[:first]):
            rows[k].append(Row(worlds[k].labels, name, its.units[name], float(np.mean(values[:2])),
                               float(np.std(values[:2])), indices(values, design.sampling.seed)))
    return Sensitivity(its.study, design.sampling.points or 0, design.replications, tuple(design.uncertainties),
                       tuple(row for some in rows for row in some))


def _check(its: Evidence) -> None:
    design = its.store.plan.design
    if design.sampling.method != METHOD:
        raise refuse("MV-B023", "indices need a store whose points were sampled for them", field="sampling.method",
                     value=design.sampling.method, allowed=METHOD,
                     mend="write `sampling: {method: saltelli, points: 256}` into the design and run it into another "
                          "folder; each world then has 256 x (uncertainties + 2) points")
    if its.missing:
        raise refuse("MV-B024", f"{its.missing} of {its.store.plan.parts} parts are missing, and indices need all",
                     value=display(its.store.folder), mend="run the batch again with --resume")


def _empty(its: Evidence, names: Sequence[str], tell: Tell) -> Iterator[Problem]:
    """Outcomes of which no index would be a number, or which would pass for one without variance."""
    for name, column in its.columns(names, tell):
        if empty := int(np.sum(~np.isfinite(column))):
            yield Problem("MV-B025", f"{name} has no number in {empty:,} of {len(column):,} runs",
                          Place(field="--outcome"), f"{empty / len(column):.2%} of its cells are empty",
                          "outcomes that every run has",
                          "ask for others with --outcome NAME, or give the design one that every run has, such as the "
                          f"mean of an indicator; which have empty cells: {command('summary', its.store.folder)}")
