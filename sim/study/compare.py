"""A comparison: the same runs under the same luck in a base world and in a changed one, and the differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.engine.board import Board
from sim.errors import refuse
from sim.scenario.codes import Code
from sim.scenario.load import Loaded
from sim.scenario.measures import Test
from sim.scenario.months import month_name
from sim.scenario.studies import Expectation
from sim.study.measure import fits, holds, options_in, paths_in
from sim.study.quantiles import quantiles
from sim.study.tape import Pair, Tape, World, record_all
from sim.treatment import Treatment, first_apart, treat
from sim.treatment.change import check, checked
from sim.treatment.words import with_changes
from sim.world.arrays import Array

PERCENTILES = (5, 50, 95)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an expectation. `share`: of the `pairs` that count, those in which it held; None where no pair
    counts, or the scenario does not reach its months."""

    expectation: Expectation
    share: float | None
    pairs: int
    reached: bool = True

    @property
    def met(self) -> bool | None:
        return None if self.share is None else self.share >= self.expectation.share


@dataclass(frozen=True, slots=True)
class Comparison:
    """`base`, `changed`: the treatments that are compared; `changes`, `against`: the ids of the changes that the one
    has and the other has not."""

    base: Treatment
    changed: Treatment
    changes: tuple[str, ...]
    against: tuple[str, ...]
    runs: int
    seed: int
    pair: Pair
    outcomes: tuple[Outcome, ...]

    @property
    def board(self) -> Board:
        return self.base.board

    @property
    def touched(self) -> str:
        """The first month in which the two may differ."""
        return first_apart(self.base, self.changed)

    @property
    def months(self) -> tuple[str, ...]:
        """The months of play that are on the tape."""
        return tuple(month_name(self.board.starts + m) for m in range(self.board.opens, self.pair.months))

    def difference(self, path: str) -> Array:
        """Changed less base, at the end of each month of play (T, R)."""
        return self.pair.path(path)[self.board.opens:]

    @property
    def first_difference(self) -> str | None:
        """The first month at whose end any recorded indicator differs in any pair."""
        differs = [(self.pair.path(path) != 0).any(axis=1) for path in self.pair.base.paths]
        months = np.flatnonzero(np.any(differs, axis=0))
        return month_name(self.board.starts + int(months[0])) if len(months) else None


def compare(scenario: str, changes: Sequence[str], against: Sequence[str] = (), runs: int = 1000, seed: int = 1,
            turn_months: int = 0, progress: Progress = lambda done: None) -> Comparison:
    """Compare the scenario with the changes (ids or files) with the scenario itself, or with it under other changes.
    `turn_months`: in turns of another length than the scenario's. `progress` is told the number of run-turns done."""
    plain, ids, others = named(scenario, changes, against, turn_months)
    return Study(plain, ids, runs, seed, progress).compare(ids, others)


def survey(scenario: str, runs: int = 1000, seed: int = 1, turn_months: int = 0,
           progress: Progress = lambda done: None) -> list[Comparison]:
    """Every counterfactual of the scenario that says what to expect, and whose months the scenario reaches; worlds that
    they share are run once."""
    plain = treat(scenario, turn_months=turn_months)
    ids = reached(plain.loaded)
    if not ids:
        raise refuse("MV-R010", f"{plain.scenario.id} has no change that falls into its months", field="SCENARIO",
                     value=scenario, mend="name a file: --change FILE")
    study = Study(plain, ids, runs, seed, progress)
    return [study.compare((id,)) for id in ids]


def expecting(loaded: Loaded) -> tuple[str, ...]:
    return tuple(id for id, change in loaded.scenario.changes.items() if change.expect)


def reached(loaded: Loaded) -> tuple[str, ...]:
    """Those of them that date nothing outside the scenario: a short one inherits changes of years that it has not."""
    return tuple(id for id in expecting(loaded) if all(x.code != Code.OUTSIDE_PERIOD for x in check(loaded, id)))


def left_out(found: Sequence[Comparison]) -> tuple[str, ...]:
    """What a survey did not compare, since the scenario does not reach its months."""
    changes = found[0].board.scenario.changes if found else {}
    done = {one.changes[0] for one in found}
    return tuple(id for id, change in changes.items() if change.expect and id not in done)


class Study:
    """Comparisons over the same runs. All tapes keep what any of the changes asks about; base worlds are run once."""

    def __init__(self, plain: Treatment, ids: tuple[str, ...], runs: int, seed: int, progress: Progress) -> None:
        self.plain, self.runs, self.seed, self.progress = plain, runs, seed, progress
        expected = [item for id in ids for item in plain.scenario.changes[id].expect]
        self.paths = tuple(dict.fromkeys([*plain.scenario.report, *paths_in(*expected)]))
        self.options = options_in(*expected)
        self._bases: dict[str, tuple[Treatment, Tape]] = {}

    def compare(self, ids: tuple[str, ...], others: tuple[str, ...] = ()) -> Comparison:
        wanted = base_of(self.plain, ids, others)
        base = self._bases.get(wanted.digest, (wanted,))[0]
        changed = changed_of(base, ids, others)
        pair = self._pair(base, changed)
        expected = [item for id in ids for item in self.plain.scenario.changes[id].expect]
        return Comparison(base, changed, ids, others, self.runs, self.seed, pair,
                          tuple(outcome(item, pair) for item in expected))

    def _pair(self, base: Treatment, changed: Treatment) -> Pair:
        """Both worlds, side by side; a base world is run once."""
        todo = [changed] if base.digest in self._bases else [base, changed]
        worlds = [World(one, self.paths, tuple(self.options)) for one in todo]
        *first, tape = (tape for _, tape in record_all(worlds, self.runs, seed=self.seed, progress=self.progress))
        if first:
            self._bases[base.digest] = base, first[0]
        return Pair(changed=tape, base=self._bases[base.digest][1])


def work(scenario: str, runs: int, named: int, turn_months: int = 0) -> int:
    """How many run-turns a comparison, or a survey if no change is named, takes."""
    plain = treat(scenario, turn_months=turn_months)
    its = plain.scenario
    changes = [its.changes[id] for id in reached(plain.loaded)]
    bases = {(change.within, change.world) for change in changes}
    worlds = 2 if named else len(bases) + len(changes)
    return worlds * runs * plain.board.turns


def named(scenario: str, changes: Sequence[str], against: Sequence[str] = (),
          turn_months: int = 0) -> tuple[Treatment, tuple[str, ...], tuple[str, ...]]:
    """The scenario as it is, knowing all the changes that are named, and the ids of both groups."""
    plain = treat(scenario, turn_months=turn_months)
    loaded, ids = with_changes(plain.loaded, changes)
    loaded, others = with_changes(loaded, against)
    return replace(plain, loaded=loaded), ids, others


def base_of(plain: Treatment, ids: tuple[str, ...], others: tuple[str, ...]) -> Treatment:
    """The base world: what both worlds have (`within`), then the other changes."""
    changes = [plain.scenario.changes[id] for id in ids]
    if len({change.world for change in changes}) > 1:
        raise refuse("MV-R011", "these changes are about different worlds, the record's and the doctrines'",
                     field="--change", value=", ".join(ids), mend="compare them one by one")
    shared = tuple(dict.fromkeys(change.within for change in changes if change.within))
    historical = any(change.world == "historical" for change in changes)
    return replace(plain, record=historical).changed(checked(plain.loaded, (*shared, *others)))


def changed_of(base: Treatment, ids: tuple[str, ...], others: tuple[str, ...]) -> Treatment:
    """The changed world: what both have, then the changes. Staff foresee none, in either world."""
    shared = tuple(id for id in base.changes if id not in others)
    return base.changed(checked(base.loaded, (*shared, *ids)))


def outcome(item: Expectation, pair: Pair) -> Outcome:
    if not (fits(item.test, pair) and fits(item.among, pair)):
        return Outcome(item, None, 0, reached=False)
    truth = holds(item.test, pair)
    counted = holds(item.among, pair.base) if item.among else np.ones_like(truth)
    pairs = int(counted.sum())
    return Outcome(item, float((truth & counted).sum() / pairs) if pairs else None, pairs)


# --- as JSON -------------------------------------------------------------------------------------------------------


def as_json(found: Comparison) -> dict[str, Any]:
    """The documented form of `compare --json` (docs/json.md)."""
    board = found.board
    return {"scenario": board.scenario.id, "change": list(found.changes), "against": list(found.against),
            "seed": found.seed, "runs": found.runs, "turn_months": board.scenario.turn_months,
            "months": list(found.months),
            "differences": {path: _summary(found, path) for path in board.scenario.report},
            "expected": [_outcome(x) for x in found.outcomes],
            "touched": found.touched, "first_difference": found.first_difference,
            "manifest": found.changed.manifest()}


def survey_json(found: list[Comparison]) -> dict[str, Any]:
    """The documented form of `compare --json` without a change: what was expected of each, no differences."""
    plain = replace(found[0].base, changes={}, record=False)
    return {"scenario": plain.scenario.id, "runs": found[0].runs, "seed": found[0].seed,
            "turn_months": plain.months,
            "changes": [{"change": x.changes[0], "text": x.board.scenario.changes[x.changes[0]].text,
                         "touched": x.touched, "first_difference": x.first_difference,
                         "expected": [_outcome(item) for item in x.outcomes]} for x in found],
            "left_out": list(left_out(found)), "manifest": plain.manifest()}


def _summary(found: Comparison, path: str) -> dict[str, Any]:
    values = found.difference(path)
    last, bands = values[-1], quantiles(values, PERCENTILES)
    names = [f"p{q:02d}" for q in PERCENTILES]
    return {"unit": found.board.indicator(path).variable.unit, "mean": float(np.mean(last)),
            **{name: float(band[-1]) for name, band in zip(names, bands, strict=True)},
            "share_positive": float(np.mean(last > 0)),
            "path": {name: [float(x) for x in band] for name, band in zip(names, bands, strict=True)}}


def _outcome(x: Outcome) -> dict[str, Any]:
    return {"text": x.expectation.text, "floor": floor_of(x.expectation.test), "holds": x.share,
            "bar": x.expectation.share, "met": x.met, "pairs": x.pairs, "control": x.expectation.control}


def floor_of(test: Test) -> float | list[float] | None:
    """The number that the difference must pass: one bound, two, or None where the test is made of several."""
    bound = test.above or test.below
    if bound is not None:
        return bound.value
    return [test.within.low, test.within.high] if test.within else None
