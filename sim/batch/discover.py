"""Which region of the uncertainties makes an outcome: boxes of PRIM (Friedman and Fisher 1999), through EMA Workbench.

The program peels: from all runs it cuts a slice off one number after another, each time the slice that leaves the
largest share of cases, and so draws a trajectory of ever smaller and purer boxes. Which of them to read is chosen here.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.batch.evidence import Evidence, known
from sim.batch.screening import explained
from sim.errors import refuse

MOST = 30  # numbers that are peeled: those that explain most, of more
LEAST = 20  # cases, and runs that are none
ANY = 1e-9  # a share of cases that every box of a trajectory reaches
CERTAIN = 0.05  # a quasi-p value below which a limit is taken for more than chance
Tell = Callable[[float], None]
Truth = NDArray[np.bool_]
Peeled = tuple[Any, Any, Mapping[str, list[float]]]
"""Of a box of the trajectory: its row, its limits and their quasi-p values."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a box asks of a number: `low` and `high`, None where it asks nothing there; of a column of worlds: `words`.
    `quasi_p`: of each end, or of the words: how likely as many cases were among its runs without it."""

    number: str
    low: float | None
    high: float | None
    words: tuple[str, ...] | None
    quasi_p: tuple[float | None, float | None]

    @property
    def worst(self) -> float:
        return max(p for p in self.quasi_p if p is not None)


@dataclass(frozen=True, slots=True)
class Box:
    """`density`: the share of its runs that are cases (precision); `coverage`: the share of cases that it holds
    (recall); `mass`: the share of all runs."""

    number: int
    density: float
    coverage: float
    mass: float
    runs: int
    limits: tuple[Limit, ...]

    @property
    def certain(self) -> bool:
        return all(limit.worst < CERTAIN for limit in self.limits)

    @property
    def balance(self) -> float:
        """The harmonic mean of density and coverage."""
        return 2 * self.density * self.coverage / (self.density + self.coverage) if self.coverage else 0.0


@dataclass(frozen=True, slots=True)
class Discovery:
    """`boxes`: of those that restrict as many numbers the best, fewest first. `read`: the number of the one to read,
    None where chance may have made any. `parts` of the store, some of them `missing`. `screened`: how many numbers
    vary, of which `drivers` were peeled."""

    study: str
    outcome: str
    unit: str
    above: float | None
    below: float | None
    runs: int
    cases: int
    parts: int
    missing: int
    screened: int
    drivers: tuple[str, ...]
    boxes: tuple[Box, ...]
    read: int | None
    certain: float = CERTAIN

    def as_json(self) -> dict[str, Any]:
        """The documented form of `discover --json` (docs/json.md)."""
        return {"study": self.study, "outcome": self.outcome, "unit": self.unit, "above": self.above,
                "below": self.below, "runs": self.runs, "cases": self.cases, "parts": self.parts,
                "missing": self.missing, "screened": self.screened, "drivers": list(self.drivers), "read": self.read,
                "boxes": [_box_json(box) for box in self.boxes]}


def _box_json(box: Box) -> dict[str, Any]:
    return {"box": box.number, "density": box.density, "coverage": box.coverage, "mass": box.mass, "runs": box.runs,
            "limits": [{"number": x.number, "low": x.low, "high": x.high, "words": x.words and list(x.words),
                        "quasi_p": list(x.quasi_p)} for x in box.limits]}


def discover(its: Evidence, outcome: str, above: float | None = None, below: float | None = None,
             tell: Tell = lambda done: None) -> Discovery:
    """`above`, `below`: the bound of a case, instead of the design's. `tell` hears the number of cells read: each
    number that varies, and again those that are peeled. Raises MultivectorError where there is nothing to discover."""
    known([outcome], list(its.units), "--outcome", "outcome")
    above, below = _bound(its, outcome, above, below)
    (_, values), = its.columns([outcome], tell)
    cases = np.asarray(values >= above if above is not None else values <= (below or 0.0))
    _check(outcome, cases, int(np.sum(np.isnan(values))))
    drivers, screened = _drivers(its, cases, tell)
    columns = dict(its.columns(drivers, tell)) | _worlds(its)
    if not columns:
        raise refuse("MV-B044", "no number and no word differs between the runs", value=outcome,
                     mend="run a batch in which something varies")
    names = list(columns)
    boxes = [box for k, found in enumerate(peeled(columns, cases)) if (box := _box(k, names, *found)).limits]
    best = _best(boxes)
    certain = [box for box in best if box.certain]
    read = max(certain, key=lambda box: box.balance).number if certain else None
    return Discovery(its.study, outcome, its.units[outcome], above, below, len(cases), int(np.sum(cases)),
                     its.store.plan.parts, its.missing, screened, tuple(drivers), tuple(best), read)


def cells(its: Evidence) -> int:
    """How many are read, at most."""
    return len(its.experiments) * (1 + len(its.store.plan.drawn) + MOST)


def _bound(its: Evidence, outcome: str, above: float | None, below: float | None) -> tuple[float | None, float | None]:
    told = its.store.plan.design.outcomes.get(outcome)
    if above is None and below is None and told is not None:
        above, below = told.above, told.below
    if (above is None) == (below is None):
        raise refuse("MV-B041", "which runs are cases is not said" if above is None else "a case has one bound",
                     field="--above", value=outcome, allowed="--above NUMBER or --below NUMBER",
                     mend=f"name one bound; where its numbers lie: multivector summary {its.store.folder}")
    return above, below


def _check(outcome: str, cases: Truth, empty: int) -> None:
    """Both kinds must be there, and enough of them."""
    count, runs = int(np.sum(cases)), len(cases)
    told = f"{count:,} of {runs:,} runs are cases" + (f"; {empty:,} have no number and are none" if empty else "")
    if count in (0, runs):
        raise refuse("MV-B042", f"{'no run is' if not count else 'all runs are'} a case, so no region makes one",
                     field="--above", value=told, mend=f"set another bound of {outcome}: --above or --below NUMBER")
    if min(count, runs - count) < LEAST:
        raise refuse("MV-B043", "these are too few runs to tell a region from chance", value=told,
                     allowed=f"{LEAST} cases and {LEAST} other runs, or more",
                     mend="run a larger batch, or set another bound")


# --- what may have made them -----------------------------------------------------------------------------------------


def _drivers(its: Evidence, cases: Truth, tell: Tell) -> tuple[list[str], int]:
    """The design's uncertainties, else all numbers that vary; of many, those that explain most; and how many vary. One
    that some world lacks has empty cells, and is none."""
    plan, y, shares = its.store.plan, cases.astype(np.float64), dict[str, float]()
    for name, column in its.columns(list(plan.design.uncertainties) or list(plan.drawn), tell):
        if np.isfinite(column).all() and np.ptp(column) > 0:
            shares[name] = float(explained(y, column[None])[0][0])
    best = sorted(shares, key=lambda name: -shares[name])[:MOST]
    return [name for name in shares if name in best], len(shares)


def _worlds(its: Evidence) -> dict[str, NDArray[Any]]:
    """The columns of words that tell the worlds apart."""
    plan = its.store.plan
    words = {name: np.array([one.labels[name] for one in plan.experiments], dtype=object)[its.experiments]
             for name in plan.labels}
    return {name: column for name, column in words.items() if len(set(column)) > 1}


# --- peeling ---------------------------------------------------------------------------------------------------------


def peeled(columns: Mapping[str, NDArray[Any]], cases: Truth) -> Iterator[Peeled]:
    """The boxes of the trajectory, from all runs to the smallest. Columns are named by number, since EMA drops one that
    is called `scenario`; numbers are `float64`, since it never peels small integers. Its threshold is both what makes a
    run a case and what the last box must reach, so it is as low as can be."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what EMA lacks, and of pandas on how it is called
        import pandas as pd

        frame = pd.DataFrame({f"x{k}": column if column.dtype == object else column.astype(np.float64)
                              for k, column in enumerate(columns.values())})
        found = _prim()(frame, cases.astype(np.int64), threshold=ANY).find_box()
    for k, row in found.peeling_trajectory.iterrows():
        yield row, found.box_lims[k], found.qp[k]


def _prim() -> Any:
    try:
        from ema_workbench.analysis.prim import Prim
    except ImportError as error:
        raise refuse("MV-B040", "EMA Workbench is not installed", field="discover",
                     mend="install it: pip install 'multivector[discover]'") from error
    return Prim


def _box(number: int, names: Sequence[str], row: Any, limits: Any, quasi_p: Mapping[str, list[float]]) -> Box:
    found = [_limit(names[int(key[1:])], limits[key].tolist(), ps) for key, ps in quasi_p.items()]
    return Box(number, float(row["density"]), float(row["coverage"]), float(row["mass"]), int(row["n"]),
               tuple(sorted(found, key=lambda limit: limit.worst)))


def _limit(name: str, ends: Sequence[Any], quasi_p: Sequence[float]) -> Limit:
    """-1 stands for an end that is not restricted."""
    low, high = (None if p == -1 else float(p) for p in quasi_p)
    if isinstance(ends[0], set):
        return Limit(name, None, None, tuple(sorted(map(str, ends[0]))), (low, high))
    return Limit(name, None if low is None else float(ends[0]), None if high is None else float(ends[1]), None,
                 (low, high))


def _best(boxes: Sequence[Box]) -> list[Box]:
    """Of those that restrict as many numbers, the one with the best balance; before all one that chance did not
    make."""
    counts = sorted({len(box.limits) for box in boxes})
    return [max((box for box in boxes if len(box.limits) == count), key=lambda box: (box.certain, box.balance))
            for count in counts]
