"""A comparison: the same runs under the same luck in a base world and in changed ones, and the differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board
from sim.engine.settings import settings_of, words
from sim.errors import refuse
from sim.model.seating import minds_of
from sim.scenario.codes import Code
from sim.scenario.load import Loaded
from sim.scenario.measures import Quantity, Test
from sim.scenario.months import month_name
from sim.scenario.studies import Change, Expectation
from sim.study.arms import BASE, Arm
from sim.study.measure import fits, holds, measure, options_in, paths_in
from sim.study.quantiles import quantiles
from sim.study.tape import Pair, Rows, Tally, Tape, World, record_all, record_rows
from sim.treatment import Treatment, first_apart, treat
from sim.treatment.change import check, checked
from sim.treatment.words import seats_of, watching, with_changes
from sim.world.arrays import Array

PERCENTILES = (5, 50, 95)
QUANTILES = (10, 50, 90)
Progress = Callable[[float], None]
AS_IT_IS = Arm(BASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an expectation. `share`: of the `pairs` that count, those in which it held; None where no pair
    counts, or the scenario does not reach its months. `held`, `values` (R,): of each pair whether it held, and the
    quantity of which a bound was expected, if it is one; `counted`: the pairs that count."""

    expectation: Expectation
    share: float | None
    pairs: int
    reached: bool = True
    held: NDArray[np.bool_] | None = None
    counted: NDArray[np.bool_] | None = None
    values: Array | None = None

    @property
    def met(self) -> bool | None:
        return None if self.share is None else self.share >= self.expectation.share


@dataclass(frozen=True, slots=True)
class Question:
    """An arm and what it is compared with. `changes`, `against`: the ids of the changes that the one has and the other
    has not; `watch`: indicators that are told whatever becomes of them."""

    name: str
    base: Treatment
    changed: Treatment
    changes: tuple[str, ...]
    against: tuple[str, ...]
    watch: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, Change]:
        """The changes of the scenario and of the files that are named."""
        return self.changed.loaded.scenario.changes

    @property
    def expected(self) -> list[Expectation]:
        return [item for id in self.changes for item in self.texts[id].expect]


@dataclass(frozen=True, slots=True)
class Comparison:
    question: Question
    runs: int
    seed: int
    pair: Pair
    outcomes: tuple[Outcome, ...]

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def base(self) -> Treatment:
        return self.question.base

    @property
    def changed(self) -> Treatment:
        return self.question.changed

    @property
    def changes(self) -> tuple[str, ...]:
        return self.question.changes

    @property
    def board(self) -> Board:
        return self.base.board

    @property
    def paths(self) -> tuple[str, ...]:
        """The indicators that are told: those that the scenario reports, and those that are watched."""
        return self.changed.scenario.report

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
            turn_months: int = 0, watch: Sequence[str] = (), progress: Progress = lambda done: None) -> Comparison:
    """Compare the scenario with the changes (ids or files) with the scenario itself, or with it under other changes.
    `turn_months`: in turns of another length than the scenario's; `watch`: indicators that are told, too. `progress`
    is told the number of run-turns done."""
    arms = Arm("", tuple(changes)), Arm("", tuple(against))
    return next(answered([asked(treat(scenario, turn_months=turn_months), *arms, watch)], runs, seed, progress))


def survey(scenario: str, runs: int = 1000, seed: int = 1, turn_months: int = 0,
           progress: Progress = lambda done: None) -> list[Comparison]:
    """Every counterfactual of the scenario that says what to expect, and whose months the scenario reaches; worlds that
    they share are run once."""
    return list(answered(surveyed(scenario, turn_months), runs, seed, progress))


# --- what is asked -------------------------------------------------------------------------------------------------


def asked(plain: Treatment, arm: Arm, base: Arm = AS_IT_IS, watch: Sequence[str] = ()) -> Question:
    """The scenario as the arm has it, and what it is compared with."""
    with arm.told():
        loaded, ids = with_changes(plain.loaded, arm.changes)
    with base.told():
        loaded, others = with_changes(loaded, base.changes, ids)
    watch = (*watch, *(path for id in (*ids, *others) for path in loaded.scenario.changes[id].watch))
    plain = replace(plain, loaded=watching(loaded, watch))
    with base.told():
        world = _sound(base_of(plain, ids, others, base))
    with arm.told():
        return Question(arm.name, world, _sound(changed_of(world, ids, others, arm)), ids, others, watch)


def _sound(treatment: Treatment) -> Treatment:
    """One whose rules, numbers and seats there are. Raises MultivectorError."""
    minds_of(treatment.board, treatment.minds, treatment.record)
    return treatment


def surveyed(scenario: str, turn_months: int = 0) -> list[Question]:
    plain = treat(scenario, turn_months=turn_months)
    ids = reached(plain.loaded)
    if not ids:
        raise refuse("MV-R010", f"{plain.scenario.id} has no change that falls into its months", field="SCENARIO",
                     value=scenario, mend="name a file: --change FILE")
    return [asked(plain, Arm(id, (id,))) for id in ids]


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


def base_of(plain: Treatment, ids: tuple[str, ...], others: tuple[str, ...], arm: Arm = AS_IT_IS) -> Treatment:
    """The base world: what both worlds have (`within`), then the other changes."""
    changes = [plain.scenario.changes[id] for id in ids]
    if len({change.world for change in changes}) > 1:
        raise refuse("MV-R011", "these changes are about different worlds, the record's and the doctrines'",
                     field="--change", value=", ".join(ids), mend="compare them one by one")
    shared = tuple(dict.fromkeys(change.within for change in changes if change.within))
    historical = any(change.world == "historical" for change in changes)
    return _as_in(replace(plain, record=historical).changed(checked(plain.loaded, (*shared, *others))), arm)


def changed_of(base: Treatment, ids: tuple[str, ...], others: tuple[str, ...], arm: Arm = AS_IT_IS) -> Treatment:
    """The changed world: what both have, then the changes. Staff foresee none, in either world."""
    shared = tuple(id for id in base.changes if id not in others)
    return _as_in(base.changed(checked(base.loaded, (*shared, *ids))), arm)


def _as_in(treatment: Treatment, arm: Arm) -> Treatment:
    """With the rules, the numbers and the seats of an arm, which its staff know from the start."""
    off, settings = words(",".join(arm.off)), settings_of(",".join(arm.settings))
    before = replace(treatment.before, off=off, settings=settings) if treatment.before else None
    return replace(treatment, off=off, settings=settings, seats=seats_of(",".join(arm.seats)), before=before)


# --- what is answered ----------------------------------------------------------------------------------------------


def work(questions: Sequence[Question], runs: int) -> int:
    """How many run-turns the answers take: worlds that are the same are run once."""
    worlds = {one.base.digest for one in questions}
    return (len(worlds) + len(questions)) * runs * questions[0].base.board.turns


def answered(questions: Sequence[Question], runs: int, seed: int,
             progress: Progress = lambda done: None, jobs: int = 1) -> Iterator[Comparison]:
    """One by one, over the same runs. All tapes keep what any of the questions asks about."""
    expected = [item for one in questions for item in one.expected]
    reports = (path for one in questions for path in one.changed.scenario.report)
    paths, options = tuple(dict.fromkeys([*reports, *paths_in(*expected)])), tuple(options_in(*expected))
    bases = {one.base.digest: World(one.base, paths, options) for one in questions}
    changed = [World(one.changed, paths, options) for one in questions]
    worlds = [*bases.values(), *changed]
    tapes = {id(world): tape for world, tape in record_all(worlds, runs, seed=seed, progress=progress, jobs=jobs)}
    for one, its in zip(questions, changed, strict=True):
        pair = Pair(changed=tapes[id(its)], base=tapes[id(bases[one.base.digest])])
        yield Comparison(one, runs, seed, pair, tuple(outcome(item, pair) for item in one.expected))


def outcome(item: Expectation, pair: Pair) -> Outcome:
    if not (fits(item.test, pair) and fits(item.among, pair)):
        return Outcome(item, None, 0, reached=False)
    truth = holds(item.test, pair)
    counted = holds(item.among, pair.base) if item.among else np.ones_like(truth)
    pairs, its = int(counted.sum()), quantity_of(item.test)
    share = float((truth & counted).sum() / pairs) if pairs else None
    return Outcome(item, share, pairs, True, truth, counted, measure(its, pair) if its else None)


def tallied(questions: Sequence[Question], rows: Rows, seed: int,
            tell: Callable[[float], None]) -> dict[tuple[str, int], Tally]:
    """Every expectation pair by pair, by the name of its question and its place there; none of those that fall outside
    the scenario's months. `tell` hears of each world the number of runs."""
    tapes: dict[str, Tape] = {}
    for world, tape in record_rows(worlds_of(questions), rows, seed):
        tapes[world.treatment.digest] = tape
        tell(len(rows.numbers))
    found = {(one.name, k): outcome(item, Pair(tapes[one.changed.digest], tapes[one.base.digest]))
             for one in questions for k, item in enumerate(one.expected)}
    return {key: Tally((its.held & its.counted).astype(np.float64), its.counted.astype(np.float64))
            for key, its in found.items() if its.held is not None and its.counted is not None}


def worlds_of(questions: Sequence[Question]) -> list[World]:
    """Each world once, with what any of the questions asks about it."""
    users: dict[str, tuple[Treatment, list[Expectation]]] = {}
    for one in questions:
        for its in (one.base, one.changed):
            users.setdefault(its.digest, (its, []))[1].extend(one.expected)
    return [World(its, tuple(paths_in(*items)), tuple(options_in(*items))) for its, items in users.values()]


def quantity_of(test: Test) -> Quantity | None:
    """What a bound is set to; None where the test is made of several."""
    bound = test.above or test.below or test.within
    return bound.of if bound else None


# --- as JSON -------------------------------------------------------------------------------------------------------


def as_json(found: Comparison) -> dict[str, Any]:
    """The documented form of `compare --json` (docs/json.md)."""
    return {"scenario": found.board.scenario.id, "change": list(found.changes), "against": list(found.question.against),
            "seed": found.seed, "runs": found.runs, "turn_months": found.board.scenario.turn_months,
            "months": list(found.months), "differences": {path: _summary(found, path) for path in found.paths},
            "expected": [_outcome(x) | _by_pair(x) for x in found.outcomes],
            "touched": found.touched, "first_difference": found.first_difference,
            "base": found.base.manifest(), "manifest": found.changed.manifest()}


def arms_json(found: Sequence[Comparison]) -> dict[str, Any]:
    """The documented form of `compare --arm --json`: each arm in the form of a comparison."""
    first = found[0]
    return {"scenario": first.board.scenario.id, "seed": first.seed, "runs": first.runs,
            "turn_months": first.board.scenario.turn_months, "arms": {one.name: as_json(one) for one in found}}


def survey_json(found: Sequence[Comparison]) -> dict[str, Any]:
    """The documented form of `compare --json` without a change: what was expected of each, no differences."""
    plain = replace(found[0].base, record=False).changed({})
    return {"scenario": plain.scenario.id, "runs": found[0].runs, "seed": found[0].seed,
            "turn_months": plain.months,
            "changes": [{"change": x.changes[0], "text": x.question.texts[x.changes[0]].text,
                         "touched": x.touched, "first_difference": x.first_difference,
                         "expected": [_outcome(item) | _spread(item) for item in x.outcomes]} for x in found],
            "left_out": list(left_out(found)), "manifest": plain.manifest()}


def _summary(found: Comparison, path: str) -> dict[str, Any]:
    values = found.difference(path)
    last, bands = values[-1], quantiles(values, PERCENTILES)
    names = [f"p{q:02d}" for q in PERCENTILES]
    ends = {"base": found.pair.base.path(path)[found.pair.months - 1],
            "changed": found.pair.changed.path(path)[found.pair.months - 1]}
    return {"unit": found.board.indicator(path).variable.unit, "mean": float(np.mean(last)),
            **{name: float(band[-1]) for name, band in zip(names, bands, strict=True)},
            "share_positive": float(np.mean(last > 0)),
            "path": {name: [float(x) for x in band] for name, band in zip(names, bands, strict=True)},
            "pairs": {name: [float(x) for x in end] for name, end in ends.items()}}


def _outcome(x: Outcome) -> dict[str, Any]:
    return {"text": x.expectation.text, "floor": floor_of(x.expectation.test), "holds": x.share,
            "bar": x.expectation.share, "met": x.met, "pairs": x.pairs, "control": x.expectation.control}


def _spread(x: Outcome) -> dict[str, Any]:
    """Quantiles over the pairs that count of what the floor is a bound of."""
    its = np.zeros(0) if x.values is None else x.values[x.counted & np.isfinite(x.values)]
    found = quantiles(its, QUANTILES) if len(its) else [None] * len(QUANTILES)
    return {f"p{q}": None if y is None else float(y) for q, y in zip(QUANTILES, found, strict=True)}


def _by_pair(x: Outcome) -> dict[str, Any]:
    """The same, and pair by pair: null where the pair does not count, or there is no number."""
    if x.counted is None or x.held is None:
        return {**_spread(x), "values": None, "held": None}
    values = np.full(len(x.counted), np.nan) if x.values is None else x.values
    return {**_spread(x), "values": [float(y) if counts and np.isfinite(y) else None
                                     for y, counts in zip(values, x.counted, strict=True)],
            "held": [bool(held) if counts else None for held, counts in zip(x.held, x.counted, strict=True)]}


def floor_of(test: Test) -> float | list[float] | None:
    """The number that the difference must pass: one bound, two, or None where the test is made of several."""
    bound = test.above or test.below
    if bound is not None:
        return bound.value
    return [test.within.low, test.within.high] if test.within else None
