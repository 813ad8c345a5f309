"""Hindcasts: the record's decisions and the real inputs replayed, and held year by year against what was observed.

Free: as the model runs. Rebased: the state of each run is set to what was observed in the last known year, the one
before the first scored year, and goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.errors import refuse
from sim.scenario.observed import Key, Observed, observed
from sim.study import replay
from sim.study.annual import SHARES, Played
from sim.study.replay import MODES, played, years_of
from sim.study.scores import beats, crps, trend
from sim.treatment import Treatment, treat

BAND = (10, 50, 90)
WHOLE, ROUNDING = 100, 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the record and what was said of it: by the model (quantiles over draws and luck), by the last known
    value, and by the trend; None where too little is known for these."""

    key: Key
    year: int
    real: float
    p10: float
    p50: float
    p90: float
    crps: float
    no_change: float | None
    trend: float | None

    @property
    def error(self) -> float:
        return self.p50 - self.real

    @property
    def inside(self) -> bool:
        """Within the 10-90 band."""
        return self.p10 <= self.real <= self.p90

    @property
    def worse(self) -> bool:
        """Farther off than the last known value."""
        return self.no_change is not None and beats(self.no_change - self.real, self.p50, self.real)


@dataclass(frozen=True, slots=True)
class Scored:
    """The cells of one mode; the shares are None where no cell has the rival."""

    cells: tuple[Cell, ...]

    @property
    def beats_no_change(self) -> float | None:
        return self._beats("no_change")

    @property
    def beats_trend(self) -> float | None:
        return self._beats("trend")

    @property
    def coverage(self) -> float | None:
        return _share([cell.inside for cell in self.cells])

    @property
    def crps_ratio(self) -> float | None:
        """The CRPS over that of "no change", which is its absolute error: the mean over series, whose units differ.
        Below 1 where the ensemble tells more; None where no cell has the rival."""
        series = dict.fromkeys(cell.key.series for cell in self.cells)
        ratios = [_ratio([(cell.crps, abs(cell.no_change - cell.real)) for cell in self.cells
                          if cell.key.series == name and cell.no_change is not None]) for name in series]
        known = [ratio for ratio in ratios if ratio is not None]
        return sum(known) / len(known) if known else None

    def _beats(self, rival: str) -> float | None:
        return _share([beats(cell.error, value, cell.real) for cell in self.cells
                       if (value := getattr(cell, rival)) is not None])


def _share(truths: Sequence[bool]) -> float | None:
    return sum(truths) / len(truths) if truths else None


def _ratio(pairs: Sequence[tuple[float, float]]) -> float | None:
    ours, theirs = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    return ours / theirs if theirs else None


@dataclass(frozen=True, slots=True)
class Hindcast:
    treatment: Treatment
    first: int
    runs: int
    seed: int
    modes: Mapping[str, Scored]


def hindcast(scenario: str, first: int = 0, data: Path | None = None, runs: int = 200, seed: int = 1, jobs: int = 1,
             progress: Callable[[float], None] = lambda done: None, off: str = "") -> Hindcast:
    """Score every observed year from `first` on (0: the second of the scenario). `data`: a table that adds years to the
    shipped one. `off`: rules switched off. `progress` is told the number of run-turns done."""
    treatment = treat(scenario, off=off, historical=True)
    known = observed(treatment.scenario.actors, data)
    first = checked(treatment, known, first, data)
    models = played(treatment, known, first, runs, seed, jobs, progress)
    return Hindcast(treatment, first, runs, seed, {mode: score(models[mode], known, first, mode) for mode in MODES})


def work(scenario: str, first: int = 0, data: Path | None = None, runs: int = 200) -> int:
    """How many run-turns it takes."""
    treatment = treat(scenario, historical=True)
    known = observed(treatment.scenario.actors, data)
    return replay.work(treatment, known, checked(treatment, known, first, data), runs)


def checked(treatment: Treatment, known: Observed, first: int, data: Path | None = None) -> int:
    """The first year to score, if there is something to score from there on, and something known of the years before.
    Raises MultivectorError otherwise."""
    possible = years_of(treatment)[1:]
    first = first or next(iter(possible), 0)
    if first not in possible:
        raise refuse("MV-O010", "no year can be scored from here on", field="--from", value=first,
                     allowed=f"{possible[0]} to {possible[-1]}" if possible else "none: the scenario is too short",
                     mend="name a year of the scenario that has another one before it")
    years = {year for series in known.values() for year in series}
    for needed, when in ((possible[possible.index(first):], f"from {first} on"), ((first - 1,), f"of {first - 1}")):
        if years.isdisjoint(needed):
            raise refuse("MV-O009", f"there is no observation {when}", file=data or "", field="--from", value=first,
                         mend="name another year, or add years in a file: --data FILE")
    return first


# --- what comes of it ----------------------------------------------------------------------------------------------


def score(model: Played, known: Observed, first: int, mode: str) -> Scored:
    """Every observed year from `first` on that the model reaches. Rebased, what has no known year is left out."""
    reached = range(first, model.begins + len(next(iter(model.annual.values()))))
    cells = [_cell(model, known, key, year, first, mode) for key, years in known.items()
             for year in sorted(years) if year in reached]
    return Scored(tuple(cell for cell in cells if cell))


def _cell(model: Played, known: Observed, key: Key, year: int, first: int, mode: str) -> Cell | None:
    partners = partners_of(known, key, year)
    before = comparable(known, key, first, partners)
    base = first - 1
    if mode == "rebased" and base not in before:
        return None
    values = model.measured(key, year, partners)
    p10, p50, p90 = (float(x) for x in np.percentile(values, BAND))
    real = known[key][year]
    return Cell(key, year, real, p10, p50, p90, crps(values, real), before.get(base), trend(before, first, year))


def partners_of(known: Observed, key: Key, year: int) -> tuple[str, ...]:
    """Those among whom the shares of a year are counted: who is listed for it, if that makes a whole; else all whom the
    table lists for the actor."""
    shares = {other.partner: years for other, years in known.items() if other[:2] == key[:2]}
    listed = tuple(partner for partner, years in shares.items() if year in years)
    return listed if abs(sum(shares[partner][year] for partner in listed) - WHOLE) <= ROUNDING else tuple(shares)


def comparable(known: Observed, key: Key, first: int, partners: Sequence[str]) -> dict[int, float]:
    """What is known of a series before `first`. A share is counted among these partners, whomever the table listed
    then; a year that lacks one of them is left out."""
    before = {year: value for year, value in known[key].items() if year < first}
    if key.series not in SHARES:
        return before
    others = [known[key._replace(partner=partner)] for partner in partners]
    return {year: 100 * value / sum(years[year] for years in others) for year, value in before.items()
            if all(year in years for years in others)}


# --- as JSON -------------------------------------------------------------------------------------------------------


def as_json(found: Hindcast) -> dict[str, Any]:
    """The documented form of `hindcast --json` (docs/json.md)."""
    return {"scenario": found.treatment.scenario.id, "seed": found.seed, "from": found.first, "runs": found.runs,
            "mode": {mode: scored_json(scored) for mode, scored in found.modes.items()},
            "manifest": found.treatment.manifest()}


def scored_json(scored: Scored) -> dict[str, Any]:
    return {"cells": [_cell_json(cell) for cell in scored.cells], "beats_no_change": scored.beats_no_change,
            "beats_trend": scored.beats_trend, "coverage": scored.coverage}


def scored_of(data: dict[str, Any]) -> Scored:
    """A mode as it was told in JSON."""
    return Scored(tuple(Cell(Key(x["series"], x["actor"], x["partner"] or ""), x["year"], x["real"], x["p10"], x["p50"],
                             x["p90"], x["crps"], x["no_change"], x["trend"]) for x in data["cells"]))


def _cell_json(cell: Cell) -> dict[str, Any]:
    return {"series": cell.key.series, "actor": cell.key.actor, "partner": cell.key.partner or None, "year": cell.year,
            "real": cell.real, "p10": cell.p10, "p50": cell.p50, "p90": cell.p90, "error": cell.error,
            "no_change": cell.no_change, "trend": cell.trend, "crps": cell.crps}
