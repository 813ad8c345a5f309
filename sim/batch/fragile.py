"""How firmly conclusions stand: which numbers decide each, and where in their ranges a verdict is another.

All numbers that have a range are screened in one Latin hypercube, every run under luck of its own. The twenty that
matter most are then crossed for total Sobol indices, the others drawn alike at all points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.batch.screening import explained
from sim.batch.sobol import Indices, crossed, indices
from sim.engine.opening import Span
from sim.study.runner import each
from sim.study.tape import Rows, Tally
from sim.treatment import Treatment
from sim.world.arrays import Array

CROSSED = 20  # numbers whose total indices are asked for
JUDGEMENTS = 10  # that are told
LUCKS = 2  # runs at each crossed point
PIECE = 1024  # runs that are judged together, for conclusions that speak of many runs at once
LEAST = 20  # runs of either verdict, without which nothing can be said to decide it
DOUBT = 0.01  # that chance alone names a number, or finds another verdict, anywhere among all numbers of a conclusion
FIFTH = 5
Tell = Callable[[float], None]
Judge = Callable[[Rows, Tell], dict[str, Tally]]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """`bar`: the share of cases in which it must hold. `together`: whether it is read off many runs at once."""

    id: str
    kind: str
    text: str
    bar: float
    together: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """`spans`: every number that has a range. `judge` says, picklable, what becomes of each conclusion in some runs,
    and tells for each of the `worlds` how many runs it has made."""

    treatment: Treatment
    spans: Mapping[str, Span]
    conclusions: tuple[Conclusion, ...]
    worlds: int
    judge: Judge


@dataclass(frozen=True, slots=True)
class Flip:
    """With the number in the lowest or the highest fifth of its range, the conclusion holds in this share."""

    number: str
    end: str
    share: float


@dataclass(frozen=True, slots=True)
class Standing:
    """`share`: of the cases, over all ranges; None without cases. `decided`: each number that makes the verdict vary,
    with the share of its variance, largest first. `indices`: of the numbers that were crossed; None where the verdict
    does not vary over their points, or at too few of them, or some point has no case."""

    conclusion: Conclusion
    share: float | None
    cases: float
    decided: tuple[tuple[str, float], ...]
    flips: tuple[Flip, ...]
    indices: Indices | None = None

    @property
    def shown(self) -> bool | None:
        return None if self.share is None else self.share >= self.conclusion.bar


@dataclass(frozen=True, slots=True)
class Fragility:
    """`runs` of the screening, `points` that were crossed, `numbers` whose indices are asked for."""

    case: Case
    seed: int
    runs: int
    points: int
    numbers: tuple[str, ...]
    standings: tuple[Standing, ...]

    @property
    def weights(self) -> dict[str, float]:
        """Number -> the sum of its total indices over all conclusions, largest first: each at most 1, which no index
        can exceed, and those whose interval is above 0."""
        totals = [np.where(one.indices.total_ends[0] > 0, np.minimum(one.indices.total, 1.0), 0.0)
                  for one in self.standings if one.indices]
        sums = np.sum(totals, axis=0) if totals else np.zeros(len(self.numbers))
        return {self.numbers[i]: float(sums[i]) for i in np.argsort(-sums, kind="stable")}

    def as_json(self) -> dict[str, Any]:
        """The documented form of `fragile --json` (docs/json.md)."""
        judged = [(name, weight) for name, weight in self.weights.items() if weight > 0][:JUDGEMENTS]
        return {"scenario": self.case.treatment.scenario.id, "seed": self.seed, "runs": self.runs,
                "points": self.points, "replications": LUCKS, "ranges": len(self.case.spans),
                "conclusions": [self._standing(one) for one in self.standings],
                "judgements": [self._judgement(name, weight) for name, weight in judged],
                "manifest": self.case.treatment.manifest()}

    def _standing(self, one: Standing) -> dict[str, Any]:
        its = one.conclusion
        return {"id": its.id, "kind": its.kind, "text": " ".join(its.text.split()), "bar": its.bar,
                "together": its.together, "holds": one.share, "cases": one.cases, "shown": one.shown,
                "decided": [{"number": name, "share": share} for name, share in one.decided],
                "flips": [{"number": x.number, "end": x.end, "holds": x.share} for x in one.flips],
                "indices": one.indices and self._indices(one.indices)}

    def _indices(self, its: Indices) -> dict[str, dict[str, float]]:
        return {name: {"total": float(its.total[i]), "low": float(its.total_ends[0, i]),
                       "high": float(its.total_ends[1, i])} for i, name in enumerate(self.numbers)}

    def _judgement(self, name: str, weight: float) -> dict[str, Any]:
        value, low, high = self.case.spans[name]
        k = self.numbers.index(name)
        totals = {one.conclusion.id: float(one.indices.total[k]) for one in self.standings
                  if one.indices and one.indices.total_ends[0, k] > 0}
        most = sorted(totals, key=lambda id: -totals[id])
        return {"number": name, "value": value, "low": low, "high": high, "weight": weight,
                "decides": [{"id": id, "total": totals[id]} for id in most[:3]],
                "flips": [one.conclusion.id for one in self.standings
                          if name in {flip.number for flip in one.flips}]}


def fragile(case: Case, runs: int = 2000, points: int = 64, seed: int = 1, jobs: int = 1,
            tell: Tell = lambda done: None) -> Fragility:
    """`points`: pairs of points that are crossed, a power of two. `tell` hears what is done of `work`."""
    names = tuple(case.spans)
    lies = _hypercube(len(names), runs, seed)
    screened = judged(case, Rows(1 + np.arange(runs), dict(zip(names, lies, strict=True))), jobs, tell)
    known = [one for one in case.conclusions if one.id in screened]
    standings = [_standing(one, screened[one.id], names, lies) for one in known]
    numbers = most(standings, names)
    found = judged(case, _crossed(numbers, points, seed), jobs, tell)
    return Fragility(case, seed, runs, points, numbers, tuple(
        _with_indices(one, found.get(one.conclusion.id), len(numbers), points, seed) for one in standings))


def work(case: Case, runs: int, points: int) -> float:
    return float(case.worlds * (runs + LUCKS * points * (min(CROSSED, len(case.spans)) + 2)))


def judged(case: Case, rows: Rows, jobs: int, tell: Tell) -> dict[str, Tally]:
    """Each conclusion in all these runs, piece by piece."""
    pieces = list(rows.cut(PIECE))
    answers = {id(piece): answer for piece, answer in each(case.judge, pieces, min(jobs, len(pieces)), tell)}
    found = [answers[id(piece)] for piece in pieces]
    return {name: Tally(*(np.concatenate([getattr(one[name], of) for one in found]) for of in ("hits", "cases")))
            for name in found[0]}


# --- screening -------------------------------------------------------------------------------------------------------


def _hypercube(numbers: int, runs: int, seed: int) -> Array:
    """Where each number lies in its range, 0 to 1 (D, runs)."""
    from scipy.stats.qmc import LatinHypercube

    return np.ascontiguousarray(LatinHypercube(d=numbers, rng=np.random.default_rng(seed)).random(runs).T)


def _standing(its: Conclusion, found: Tally, names: Sequence[str], lies: Array) -> Standing:
    cases = float(found.cases.sum())
    share = float(found.hits.sum()) / cases if cases else None
    if its.together or share is None or not _varies(found):
        return Standing(its, share, cases, (), ())
    return Standing(its, share, cases, tuple(_decided(found, names, lies)), tuple(_flips(its, found, names, lies)))


def _varies(found: Tally) -> bool:
    there = found.cases > 0
    held = found.hits[there] / found.cases[there]
    return min(int(np.sum(held < 1)), int(np.sum(held > 0))) >= LEAST


def _decided(found: Tally, names: Sequence[str], lies: Array) -> Iterator[tuple[str, float]]:
    there = found.cases > 0
    share, chance = explained(found.hits[there] / found.cases[there], lies[:, there])
    for k in map(int, np.argsort(-share, kind="stable")):
        if chance[k] * len(names) < DOUBT:
            yield names[k], float(share[k])


def _flips(its: Conclusion, found: Tally, names: Sequence[str], lies: Array) -> Iterator[Flip]:
    """Where the share is on the other side of the bar, by more than chance would bring it there."""
    from scipy.stats import norm

    shown, limit = found.hits.sum() >= its.bar * found.cases.sum(), norm.isf(DOUBT / (2 * len(names)))
    for name, where in zip(names, lies, strict=True):
        for end, inside in (("low", where < 1 / FIFTH), ("high", where >= 1 - 1 / FIFTH)):
            hits, cases = found.hits[inside].sum(), found.cases[inside].sum()
            spread = np.sqrt(its.bar * (1 - its.bar) * cases)
            beyond = (hits - its.bar * cases) * (-1 if shown else 1)
            if beyond > limit * spread:
                yield Flip(name, end, float(hits / cases))


def most(standings: Sequence[Standing], names: Sequence[str]) -> tuple[str, ...]:
    """The numbers that decide most, over all conclusions."""
    sums = dict.fromkeys(names, 0.0)
    for one in standings:
        for name, share in one.decided:
            sums[name] += share
    return tuple(sorted(names, key=lambda name: -sums[name])[:CROSSED])


# --- total indices ---------------------------------------------------------------------------------------------------


def _crossed(numbers: Sequence[str], points: int, seed: int) -> Rows:
    """Each point under the same few lucks."""
    from scipy.stats.qmc import Sobol

    where = crossed(Sobol(d=2 * len(numbers), rng=np.random.default_rng(seed)).random(points))
    return Rows(np.tile(1 + np.arange(LUCKS), len(where)),
                {name: np.repeat(where[:, k], LUCKS) for k, name in enumerate(numbers)})


def _with_indices(one: Standing, found: Tally | None, numbers: int, points: int, seed: int) -> Standing:
    if found is None or one.conclusion.together:
        return one
    hits, cases = (x.reshape(numbers + 2, points, LUCKS).sum(axis=-1) for x in (found.hits, found.cases))
    its = indices(hits / cases, seed) if np.all(cases > 0) else None
    if its and np.any(its.total_ends[0] > 1):
        its = None  # no index is: the verdict differs at too few of the points for its variance to be known
    return Standing(one.conclusion, one.share, one.cases, one.decided, one.flips, its)
