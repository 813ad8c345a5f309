"""A plan: the worlds of a design, the points of its uncertainties, and which run stands in which row of the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.batch.outcomes import outcomes_of
from sim.engine.opening import Given, figures_of, parameters_of
from sim.scenario.design import NONE, Design, Outcome
from sim.treatment import Treatment
from sim.treatment.words import told_by_manifest
from sim.world.arrays import Array
from sim.world.noise import Noise

PART = 1000  # rows of a part of the store, however many are computed side by side
ABREAST = 64  # worlds that stand side by side at most: a board is some megabytes


@dataclass(frozen=True, eq=False)
class Experiment:
    """One world of a design. `labels`: column -> which of its policies, changes, levers and events; `told`: the
    manifest of its treatment."""

    labels: Mapping[str, str]
    told: Mapping[str, Any]

    @property
    def treatment(self) -> Treatment:
        """Made anew wherever it is needed, from the scenario as it is now; a chunk's worlds stay for the next one."""
        return _made(self)

    @cached_property
    def structure(self) -> str:
        """Worlds of one structure may be run side by side."""
        return self.treatment.structure


@lru_cache(maxsize=ABREAST)
def _made(one: Experiment) -> Treatment:
    return told_by_manifest(one.told, one.told["scenario"])


@dataclass(frozen=True, slots=True)
class Rows:
    """Neighbouring rows of one experiment: the point (n,), -1 where there are none, and the run number (n,) of each."""

    experiment: int
    points: NDArray[np.int64]
    numbers: NDArray[np.int64]

    @property
    def count(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look at each world of a plan has told."""

    drawn: tuple[str, ...]
    outcomes: Mapping[str, Outcome]
    manifests: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Plan:
    """`points`: uncertainty -> its value at each point (P,); none where each run draws its own."""

    design: Design
    experiments: tuple[Experiment, ...]
    points: Mapping[str, Array] = field(default_factory=dict[str, Array])

    # --- rows -------------------------------------------------------------------------------------------------------

    @property
    def each(self) -> int:
        """Rows of an experiment."""
        return self.count_of_points * self.design.replications

    @property
    def count_of_points(self) -> int:
        return len(next(iter(self.points.values()), np.zeros(1)))

    @property
    def rows(self) -> int:
        return len(self.experiments) * self.each

    @property
    def parts(self) -> int:
        return -(-self.rows // PART)

    def part(self, number: int) -> Iterator[Rows]:
        """The rows of a part, experiment by experiment."""
        first, last = number * PART, min((number + 1) * PART, self.rows)
        cuts = [first, *range((first // self.each + 1) * self.each, last, self.each), last]
        for one, other in pairwise(cuts):
            yield self._rows(np.arange(one, other, dtype=np.int64))

    def _rows(self, rows: NDArray[np.int64]) -> Rows:
        experiment, within = int(rows[0]) // self.each, rows % self.each
        point, again = np.divmod(within, self.design.replications)
        return Rows(experiment, point if self.points else np.full_like(point, -1), self.design.first_run + again)

    # --- numbers that vary --------------------------------------------------------------------------------------------

    def given(self, rows: Rows) -> Given:
        """What the rows' points say of the uncertainties, or what each run draws from their ranges (n,)."""
        if self.points:
            return {name: values[rows.points] for name, values in self.points.items()}
        names, ends = list(self.design.uncertainties), list(self.design.uncertainties.values())
        if not names:
            return {}
        luck = Noise(self.design.seed, rows.numbers).uniforms([f"uncertainty:{name}" for name in names], 0)
        return {name: low + (high - low) * x for name, (low, high), x in zip(names, ends, luck, strict=True)}

    @property
    def drawn(self) -> tuple[str, ...]:
        """Every number that varies from run to run in some experiment, uncertainties first."""
        return self._seen.drawn

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """Of all worlds; a world of another scenario may lack some."""
        return self._seen.outcomes

    @property
    def manifests(self) -> Sequence[Mapping[str, Any]]:
        """Of each experiment's treatment, as it is now."""
        return self._seen.manifests

    @cached_property
    def _seen(self) -> _Seen:
        """All worlds are looked at once, one after the other, and none is kept; who decides changes no column."""
        drawn, outcomes = dict.fromkeys(self.design.uncertainties), dict[str, Outcome]()
        manifests, boards = list[Mapping[str, Any]](), set[str]()
        for one in self.experiments:
            treatment = one.treatment
            manifests.append(treatment.manifest())
            if (rest := replace(treatment, seats={}).digest) not in boards:
                boards.add(rest)
                spans = {**parameters_of(treatment.board), **figures_of(treatment.board)}
                drawn |= dict.fromkeys(name for name, (_, low, high) in spans.items() if low != high)
                outcomes |= outcomes_of(self.design, treatment.board)
        return _Seen(tuple(drawn), outcomes, manifests)

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns that say which world a row is of."""
        return tuple(self.experiments[0].labels)


def labels_of(design: Design, scenario: str, policy: str, change: str, levers: Mapping[str, str],
              events: Mapping[str, str]) -> dict[str, str]:
    """The absence of anything is the word `none`, never an empty cell: readers take that for many things."""
    return {"scenario": scenario, "policy": policy or NONE, "change": change or NONE,
            **{f"lever.{name}": levers[name] for name in design.levers},
            **{f"event.{name}": events[name] for name in design.events}}
