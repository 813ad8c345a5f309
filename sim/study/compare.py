"""A comparison: the same runs under the same luck in a base world and in a changed one, and the differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.engine.board import Board
from sim.engine.prospects import expect_as_in
from sim.engine.settings import settings_of
from sim.errors import refuse
from sim.game.game import machine
from sim.rules import RULESET
from sim.scenario.codes import Code
from sim.scenario.load import Loaded, load_changes, load_scenario, with_turns
from sim.scenario.measures import Test
from sim.scenario.months import month_name, month_number, span
from sim.scenario.studies import Expectation
from sim.study.change import Variant, board_of, check, varied
from sim.study.measure import fits, holds, options_in, paths_in
from sim.study.tape import NEVER, Pair, Tape, record
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
    """`changes`, `against`: the ids of the changes that the changed world and the base world have. `touched`: the first
    month in which they may differ."""

    board: Board
    changes: tuple[str, ...]
    against: tuple[str, ...]
    runs: int
    seed: int
    touched: str
    pair: Pair
    outcomes: tuple[Outcome, ...]

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


@dataclass(frozen=True, slots=True)
class Worlds:
    """The base world and the changed one: their boards, and how each is seated. `shared`: changes that both have."""

    boards: tuple[Board, Board]
    seating: tuple[str, str]
    shared: tuple[str, ...]
    historical: bool
    touched: str


def compare(scenario: str, changes: Sequence[str], against: Sequence[str] = (), runs: int = 1000, seed: int = 1,
            turn_months: int = 0, progress: Progress = lambda done: None) -> Comparison:
    """Compare the scenario with the changes (ids or files) with the scenario itself, or with it under other changes.
    `turn_months`: in turns of another length than the scenario's. `progress` is told the number of run-turns done."""
    loaded, ids, others = named(scenario, changes, against, turn_months)
    return Study(loaded, ids, runs, seed, progress).compare(ids, others)


def survey(scenario: str, runs: int = 1000, seed: int = 1, turn_months: int = 0,
           progress: Progress = lambda done: None) -> list[Comparison]:
    """Every counterfactual of the scenario that says what to expect, and whose months the scenario reaches; worlds that
    they share are run once."""
    loaded = with_turns(load_scenario(scenario), turn_months)
    ids = reached(loaded)
    if not ids:
        raise refuse("MV-R010", f"{loaded.scenario.id} has no change that falls into its months", field="SCENARIO",
                     value=scenario, mend="name a file: --change FILE")
    study = Study(loaded, ids, runs, seed, progress)
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

    def __init__(self, loaded: Loaded, ids: tuple[str, ...], runs: int, seed: int, progress: Progress) -> None:
        self.loaded, self.runs, self.seed, self.progress = loaded, runs, seed, progress
        expected = [item for id in ids for item in loaded.scenario.changes[id].expect]
        self.paths = tuple(dict.fromkeys([*loaded.scenario.report, *paths_in(*expected)]))
        self.options = options_in(*expected)
        self._bases: dict[tuple[object, ...], Tape] = {}

    def compare(self, ids: tuple[str, ...], others: tuple[str, ...] = ()) -> Comparison:
        worlds = worlds_of(self.loaded, ids, others)
        key = (worlds.shared, others, worlds.historical)
        if key not in self._bases:
            self._bases[key] = self._tape(worlds, 0)
        pair = Pair(changed=self._tape(worlds, 1), base=self._bases[key])
        expected = [item for id in ids for item in self.loaded.scenario.changes[id].expect]
        return Comparison(worlds.boards[0], ids, others, self.runs, self.seed, worlds.touched, pair,
                          tuple(outcome(item, pair) for item in expected))

    def _tape(self, worlds: Worlds, which: int) -> Tape:
        return record(worlds.boards[which], self.paths, self.options, self.runs, seed=self.seed,
                      seats=worlds.seating[which], historical=worlds.historical, progress=self.progress)


def work(scenario: str, runs: int, named: int, turn_months: int = 0) -> int:
    """How many run-turns a comparison, or a survey if no change is named, takes."""
    loaded = with_turns(load_scenario(scenario), turn_months)
    its = loaded.scenario
    changes = [its.changes[id] for id in reached(loaded)]
    bases = {(change.within, change.world) for change in changes}
    worlds = 2 if named else len(bases) + len(changes)
    return worlds * runs * (span(its.opens, its.ends) // its.turn_months)


def named(scenario: str, changes: Sequence[str], against: Sequence[str] = (),
          turn_months: int = 0) -> tuple[Loaded, tuple[str, ...], tuple[str, ...]]:
    """The scenario with all the changes that are named, and the ids of both groups."""
    loaded = load_scenario(scenario)
    found: list[tuple[str, ...]] = []
    for names in (changes, against):
        ids: list[str] = []
        for name in names:
            loaded, more = load_changes(loaded, name)
            ids += more
        found.append(tuple(ids))
    return with_turns(loaded, turn_months), found[0], found[1]


def worlds_of(loaded: Loaded, ids: tuple[str, ...], others: tuple[str, ...]) -> Worlds:
    """Both boards. What both worlds have (`within`) comes first; staff foresee no change."""
    changes = [loaded.scenario.changes[id] for id in ids]
    if len({change.world for change in changes}) > 1:
        raise refuse("MV-R011", "these changes are about different worlds, the record's and the doctrines'",
                     field="--change", value=", ".join(ids), mend="compare them one by one")
    shared = tuple(dict.fromkeys(change.within for change in changes if change.within))
    historical = any(change.world == "historical" for change in changes)
    base, changed = varied(loaded, (*shared, *others)), varied(loaded, (*shared, *ids))
    apart = [varied(loaded, group) for group in (ids, others)]
    touched = min(variant.touched for variant in apart)
    boards = (board_of(base, loaded.digest, historical), board_of(changed, loaded.digest, historical))
    _keep_unforeseen(*boards, touched if any(variant.expectations for variant in apart) else "")
    return Worlds(boards, (base.seating, changed.seating), shared, historical, touched)


def _keep_unforeseen(base: Board, changed: Board, touched: str) -> None:
    """Staff in the changed world expect what they do in the base world, until the month if there is one."""
    expect_as_in(base, changed, month_number(touched) - base.starts if touched else NEVER)


def changed_board(scenario: str, changes: Sequence[str], off: str = "", historical: bool = False,
                  settings: str = "") -> tuple[Board, str]:
    """The scenario with changes, and with rules switched off and numbers set as `run` does; and how it is seated."""
    loaded, ids, _ = named(scenario, changes)
    variant, rules = varied(loaded, ids), tuple(off.split(",")) if off else ()
    base, changed = (board_of(replace(x, off=(*x.off, *rules)), loaded.digest, historical, settings_of(settings))
                     for x in (Variant(loaded.scenario), variant))
    _keep_unforeseen(base, changed, variant.touched if variant.expectations else "")
    return changed, variant.seating


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
            "manifest": {**machine(), "ruleset": RULESET, "scenario": board.digest}}


def survey_json(found: list[Comparison]) -> dict[str, Any]:
    """The documented form of `compare --json` without a change: what was expected of each, no differences."""
    one = found[0] if found else None
    return {"scenario": one.board.scenario.id if one else "", "runs": one.runs if one else 0,
            "seed": one.seed if one else 0, "turn_months": one.board.scenario.turn_months if one else 0,
            "digest": one.board.digest if one else "", "ruleset": RULESET,
            "changes": [{"change": x.changes[0], "text": x.board.scenario.changes[x.changes[0]].text,
                         "touched": x.touched, "first_difference": x.first_difference,
                         "expected": [_outcome(item) for item in x.outcomes]} for x in found],
            "left_out": list(left_out(found))}


def _summary(found: Comparison, path: str) -> dict[str, Any]:
    values = found.difference(path)
    last, bands = values[-1], np.percentile(values, PERCENTILES, axis=1)
    names = [f"p{q:02d}" for q in PERCENTILES]
    return {"unit": found.board.indicator(path).variable.unit, "mean": float(np.mean(last)),
            **{name: float(np.percentile(last, q)) for name, q in zip(names, PERCENTILES, strict=True)},
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
