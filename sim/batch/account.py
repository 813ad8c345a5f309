"""All that a report tells of a store: what was run, and what every picture shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.batch import store as stores
from sim.batch.evidence import Evidence, known
from sim.batch.payoffs import Payoffs, payoffs, scores, seats_played
from sim.batch.pictures import LEVELS, Fan, Heat, Ranks, Spread, fan, heat, ranks, spread
from sim.batch.sample import Sample, sample
from sim.batch.sensitivity import METHOD, Row, sensitivity
from sim.batch.summary import Summary, summary
from sim.errors import MultivectorError
from sim.scenario.design import Design
from sim.world.arrays import Array

WORLDS = 12  # that are drawn and listed; the store has the others
PANELS = 6  # worlds of which it is drawn what drives an outcome
AT_ONCE = 4  # indicators whose months are in memory
Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Drivers:
    """What drives an outcome in a world: Sobol's indices, where the points were sampled for them, or rank correlations;
    None where it does not vary. `heat`: over the two numbers that matter most, if there are two."""

    world: Mapping[str, str]
    sobol: Row | None
    ranks: Ranks | None
    heat: Heat | None


@dataclass(frozen=True, slots=True)
class Picture:
    """An outcome. `means`: of every world, NaN where it has no number; `refused`: why there are no Sobol's indices."""

    name: str
    unit: str
    spread: Spread | None
    means: tuple[float, ...]
    drivers: tuple[Drivers, ...]
    refused: str


@dataclass(frozen=True, slots=True)
class Account:
    """`manifest`: of the store. `summary`: of the outcomes that are told. `worlds`: all of them; the first WORLDS are
    drawn. `fans`: indicator -> a fan of each of those, None where no run is there. `whole`: whether fans and ranks are
    of all runs that are there."""

    folder: str
    manifest: Mapping[str, Any]
    design: Design
    points: int
    summary: Summary
    worlds: tuple[Mapping[str, str], ...]
    pictures: tuple[Picture, ...]
    fans: Mapping[str, tuple[Fan | None, ...]]
    payoffs: tuple[Payoffs, ...]
    whole: bool

    @property
    def drawn(self) -> int:
        """How many worlds are drawn."""
        return min(WORLDS, len(self.worlds))

    @property
    def rows(self) -> int:
        """Runs of the study, those of missing parts included."""
        return self.manifest["rows"]


def account(its: Evidence, outcomes: Sequence[str] = (), tell: Tell = lambda done: None) -> Account:
    """Of these outcomes, or of all. `tell` hears the number of cells read, of `cells` in all. Raises MultivectorError
    where a part cannot be read."""
    known(outcomes, list(its.units), "--outcome", "outcome")
    names = list(dict.fromkeys(outcomes or its.units))
    manifest, plan = stores.read_manifest(its.store.folder), its.store.plan
    told = replace(its, units={name: its.units[name] for name in names})
    samples = [sample(its, k) for k in range(min(WORLDS, len(plan.experiments)))]
    found = summary(told, tell=tell)
    return Account(str(its.store.folder), manifest, plan.design, plan.count_of_points if plan.points else 0, found,
                   tuple(one.labels for one in plan.experiments),
                   tuple(_pictures(told, found, samples[:PANELS], manifest["drawn"], tell)),
                   _fans(samples, tell) if plan.design.paths else {}, _payoffs(its, tell),
                   all(one.whole for one in samples))


def cells(its: Evidence, outcomes: Sequence[str] = ()) -> int:
    """How many cells an account reads, roughly: what no run has is read sooner."""
    plan, count = its.store.plan, len(dict.fromkeys(outcomes)) or len(its.units)
    runs = sum(sample(its, k).rows.size for k in range(min(PANELS, len(plan.experiments))))
    passes = 4 if plan.design.sampling.method == METHOD else 2
    return (len(its.experiments) * (passes * count + len(seats_played(its)))
            + runs * (count + len(stores.read_manifest(its.store.folder)["drawn"]) + len(plan.design.paths)))


# --- outcomes --------------------------------------------------------------------------------------------------------


def _pictures(its: Evidence, found: Summary, samples: Sequence[Sample], drawn: Sequence[str],
              tell: Tell) -> Iterator[Picture]:
    names = list(its.units)
    drivers, refused = _drivers(its, found, samples, drawn, tell)
    cuts = np.cumsum(np.bincount(its.experiments, minlength=len(its.store.plan.experiments)))[:WORLDS]
    for k, (name, column) in enumerate(its.columns(names, tell)):
        means = tuple(np.nan if row.mean is None else row.mean for row in found.rows if row.outcome == name)
        drawn_worlds = np.split(column[:cuts[-1]], cuts[:-1])
        yield Picture(name, its.units[name], spread(drawn_worlds), means, tuple(row[k] for row in drivers),
                      refused.get(name, ""))


def _drivers(its: Evidence, found: Summary, samples: Sequence[Sample], drawn: Sequence[str],
             tell: Tell) -> tuple[list[list[Drivers]], dict[str, str]]:
    """World by world, outcome by outcome; and why an outcome has no Sobol's indices."""
    design, names = its.store.plan.design, list(its.units)
    sobol, refused = dict[tuple[int, str], Row](), dict[str, str]()
    if design.sampling.method == METHOD:
        sobol, refused = _sobol(its, found, tell)
    numbers = list(design.uncertainties) if its.store.plan.points else list(drawn)
    out = list[list[Drivers]]()
    for k, some in enumerate(samples):
        values = some.runs([*numbers, *names], tell)
        columns = _of_points(values) if its.store.plan.points else values[:, 0]
        x, world = columns[:len(numbers)], its.store.plan.experiments[k].labels
        ys = list(columns[len(numbers):])
        ranked = ranks(numbers, x, ys)
        out.append([_driven(design, world, numbers, x, y, sobol.get((k, name)), found)
                    for name, y, found in zip(names, ys, ranked, strict=True)])
    return out, refused


def _of_points(values: Array) -> Array:
    """The mean (C, P) over the replications (C, P, R) that have a number."""
    there = np.isfinite(values)
    counts = there.sum(axis=-1)
    sums = np.where(there, values, 0.0).sum(axis=-1)
    return np.divide(sums, counts, out=np.full(counts.shape, np.nan), where=counts > 0)


def _sobol(its: Evidence, found: Summary, tell: Tell) -> tuple[dict[tuple[int, str], Row], dict[str, str]]:
    """Of the outcomes that have them."""
    empty = {row.outcome for row in found.rows if row.count < row.runs}
    asked = [name for name in its.units if name not in empty]
    refused = dict.fromkeys(empty, "MV-B025")
    if its.missing:
        return {}, dict.fromkeys(its.units, "MV-B024")
    if not asked:
        return {}, refused
    try:
        rows = sensitivity(its, asked, tell, PANELS).rows
    except MultivectorError as error:  # infinite numbers are no empty cells
        return {}, dict.fromkeys(its.units, error.problems[0].code)
    each = len(asked)
    return {(k // each, row.outcome): row for k, row in enumerate(rows)}, refused


def _driven(design: Design, world: Mapping[str, str], names: Sequence[str], x: Array, y: Array, sobol: Row | None,
            ranked: Ranks | None) -> Drivers:
    by_rank = None if sobol else ranked
    two = _strongest(names, x, sobol, by_rank)
    over = two and heat(two, x[[names.index(name) for name in two]], y, design.uncertainties)
    return Drivers(world, sobol, by_rank, over)


def _strongest(names: Sequence[str], x: Array, sobol: Row | None, ranked: Ranks | None) -> tuple[str, str] | None:
    """The two numbers that matter most: of a grid, in any case; else only where chance alone would not make two numbers
    matter as much."""
    first = list[str]()
    if sobol is not None and sobol.indices is not None:
        first = [names[int(k)] for k in np.argsort(-sobol.indices.total, kind="stable")]
    elif ranked is not None:
        gridded = all(len(np.unique(row)) <= LEVELS for row in x)
        first = list(ranked.names if gridded else ranked.names[:ranked.beyond])
    return (first[0], first[1]) if len(first) > 1 else None


# --- months and payoffs ----------------------------------------------------------------------------------------------


def _fans(samples: Sequence[Sample], tell: Tell) -> dict[str, tuple[Fan | None, ...]]:
    """Indicator -> a fan of each world; None of one of which no part is there."""
    paths = samples[0].its.store.plan.design.paths
    found: dict[str, list[Fan | None]] = {path: [] for path in paths}
    for one in samples:
        for k in range(0, len(paths), AT_ONCE):
            for path, its in _some_fans(one, paths[k: k + AT_ONCE], tell):
                found[path].append(its)
    return {path: tuple(fans) for path, fans in found.items()}


def _some_fans(one: Sample, paths: Sequence[str], tell: Tell) -> Iterator[tuple[str, Fan | None]]:
    if not one.there:
        yield from ((path, None) for path in paths)
        return
    months, values = one.months(paths, tell)
    yield from ((path, fan(months, of_path)) for path, of_path in zip(paths, values, strict=True))


def _payoffs(its: Evidence, tell: Tell) -> tuple[Payoffs, ...]:
    seats, kept = seats_played(its), scores(its)
    if not seats:
        return ()
    cuts = np.cumsum(np.bincount(its.experiments, minlength=len(its.store.plan.experiments)))[:-1]
    columns = [np.split(column, cuts) for _, column in its.columns([kept[seat] for seat in seats], tell)]
    return payoffs(its, list(zip(*columns, strict=True)))[:PANELS]
