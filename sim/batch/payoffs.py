"""What seats get where policies say who holds several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from sim.batch.evidence import Evidence
from sim.batch.summary import Z
from sim.scenario.design import NONE
from sim.world.arrays import Array

POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Payoff:
    """The mean of a score over the runs that have one, and half of its 95 % interval, as for independent runs."""

    mean: float
    half: float


@dataclass(frozen=True, slots=True)
class Payoffs:
    """`world`: what else tells these worlds apart. `seats`: those that policies hold in different ways. `rows`: policy
    by policy, the doctrine of each of them, `none` where the scenario's own holds it, and its payoff."""

    world: Mapping[str, str]
    seats: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], tuple[Payoff, ...]], ...]

    @property
    def best(self) -> set[tuple[int, int]]:
        """(row, seat) where the seat would get no more by any other doctrine that was run, all others held."""
        return {(k, s) for k in range(len(self.rows)) for s in range(len(self.seats)) if self._is_best(k, s)}

    def _is_best(self, row: int, seat: int) -> bool:
        """Against at least one other; a tie is a best reply of both."""
        _, own, got = self.rows[row]
        others = [its[seat].mean for k, (_, held, its) in enumerate(self.rows)
                  if k != row and _without(held, seat) == _without(own, seat)]
        return bool(others) and got[seat].mean >= max(others)


def _without(held: Sequence[str], seat: int) -> tuple[str, ...]:
    return (*held[:seat], *held[seat + 1:])


def scores(its: Evidence) -> dict[str, str]:
    """Seat -> the outcome that holds its score."""
    design = its.store.plan.design
    if design.outcomes:
        return {outcome.score: name for name, outcome in design.outcomes.items() if outcome.score}
    return {name.removeprefix("score."): name for name in its.units if name.startswith("score.")}


def seats_played(its: Evidence) -> tuple[str, ...]:
    """The seats that policies hold in different ways, and whose score is kept, if there are several."""
    policies, kept = its.store.plan.design.policies, scores(its)
    named = dict.fromkeys(seat for seats in policies.values() for seat in seats)
    held = {seat: {seats.get(seat, NONE) for seats in policies.values()} for seat in named}
    found = tuple(seat for seat, words in held.items() if len(words) > 1 and seat in kept)
    return found if len(found) > 1 else ()


def payoffs(its: Evidence, worlds: Sequence[Sequence[Array]]) -> tuple[Payoffs, ...]:
    """`worlds`: of each experiment the scores (n,) of `seats_played`. One table for all that tells worlds apart beside
    policies."""
    seats, plan = seats_played(its), its.store.plan
    tables: dict[tuple[tuple[str, str], ...], list[tuple[str, tuple[str, ...], tuple[Payoff, ...]]]] = {}
    for one, columns in zip(plan.experiments, worlds, strict=True):
        rest = tuple((name, word) for name, word in one.labels.items() if name != POLICY)
        held = plan.design.policies[one.labels[POLICY]]
        tables.setdefault(rest, []).append((one.labels[POLICY], tuple(held.get(seat, NONE) for seat in seats),
                                            tuple(map(_payoff, columns))))
    return tuple(Payoffs(dict(rest), seats, tuple(rows)) for rest, rows in tables.items())


def _payoff(values: Array) -> Payoff:
    there = values[np.isfinite(values)]
    if not len(there):
        return Payoff(nan, nan)
    return Payoff(float(there.mean()), Z * float(there.std(ddof=1)) / sqrt(len(there)) if len(there) > 1 else nan)
