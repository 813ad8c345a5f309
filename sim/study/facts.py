"""Facts: how often each holds, how often without its cause, and how often without each other rule.

A context is a set of rules switched off besides what a fact itself compares. In every context the same runs are made
under the same luck, so the shares differ by the rules alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from sim.engine.compile import rules_without
from sim.errors import refuse
from sim.scenario.measures import Quantity
from sim.scenario.months import month_number
from sim.scenario.studies import Arm, Change, Fact
from sim.study.ensemble import CHUNK
from sim.study.measure import last_month, measure, options_in, paths_in, tally
from sim.study.runner import each
from sim.study.tape import NEVER, Kept, Pair, Rows, Tally, Tape, World, record_all, record_rows
from sim.treatment import Treatment, treat

WORLD_COSTS = 600  # of a chunk of runs, however few they are, in runs: as measured, to tell how long it will take
MATRIX_RUNS = 60  # enough for a median over some 170 rules; 200 would take an hour
Context = tuple[str, ...]
Shares = dict[str, "Share"]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of cases in which a fact holds, not a number where there are none; how many; and the median month of
    the agreement it asks about."""

    holds: float
    cases: float
    month: float = float("nan")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one fact. `others`: rule switched off -> share."""

    id: str
    fact: Fact
    base: Share
    without: Share
    others: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def shown(self) -> bool:
        """It holds at its bar."""
        return self.base.holds >= self.fact.bar

    @property
    def lost(self) -> bool:
        """What must happen without its cause does happen."""
        lost = self.fact.lost
        if lost.later and self.without.month - self.base.month >= lost.later.months:
            return True
        if lost.at_most is not None:
            return self.without.holds <= lost.at_most
        return self.without.holds < lost.half * self.base.holds

    @property
    def median_other(self) -> float:
        """Over the rules without which there are cases at all."""
        found = [share for share in self.others.values() if share == share]
        return float(np.median(found)) if found else float("nan")


@dataclass(frozen=True, slots=True)
class Findings:
    """All facts of a scenario, in turns of so many months. `matrix_runs`: the runs behind each share without another
    rule."""

    treatment: Treatment
    seed: int
    runs: int
    matrix_runs: int
    facts: tuple[Finding, ...]


def find(scenario: str, runs: int = 1000, ablate: bool = True, seed: int = 1, jobs: int = 1, turn_months: int = 0,
         only: Sequence[str] = (), progress: Callable[[float], None] = lambda done: None, off: str = "") -> Findings:
    """Hold every fact of a scenario against the model, or `only` those named; `turn_months`: in turns of another
    length than the scenario's; `off`: rules that are off in every context. `progress` is told what is done of
    `work`."""
    base = treat(scenario, off=off, turn_months=turn_months)
    facts = _named(base.scenario.facts, only)
    matrix_runs = _matrix_runs(runs, ablate)
    examine, shares = partial(_examine, scenario, turn_months, off, seed), dict[Task, Shares]()
    for _, answers in each(examine, batches(tasks(facts, runs, matrix_runs, base.off)), jobs, progress):
        shares |= answers
    found = tuple(_finding(key, fact, shares, runs, matrix_runs) for key, fact in facts.items())
    return Findings(base, seed, runs, matrix_runs, found)


def work(scenario: str, runs: int, ablate: bool, only: Sequence[str] = (), off: str = "") -> int:
    """How much `find` has to do; in runs, but that each world costs something, too."""
    base = treat(scenario, off=off)
    facts = _named(base.scenario.facts, only)
    return sum(_cost(batch[0].runs) * len(_users(base, batch))
               for batch in batches(tasks(facts, runs, _matrix_runs(runs, ablate), base.off)))


def _cost(runs: int) -> int:
    return runs + WORLD_COSTS * -(-runs // CHUNK)


def _matrix_runs(runs: int, ablate: bool) -> int:
    return min(runs, MATRIX_RUNS) if ablate else 0


def _named(facts: Mapping[str, Fact], only: Sequence[str]) -> Mapping[str, Fact]:
    for id in only:
        if id not in facts:
            raise refuse("MV-R014", f"there is no fact {id!r}", field="--fact", value=id, allowed=", ".join(facts),
                         mend="take one of these")
    return {id: fact for id, fact in facts.items() if not only or id in only}


@dataclass(frozen=True, slots=True)
class Task:
    """One context and the facts to be looked at in it."""

    off: Context
    facts: tuple[str, ...]
    runs: int


def tasks(facts: Mapping[str, Fact], runs: int, matrix_runs: int, off: Context = ()) -> list[Task]:
    """The world as it is, without each cause, without each rule that is not `off` anyhow."""
    causes = dict.fromkeys(fact.off for fact in facts.values())
    out = [Task((), tuple(facts), runs)]
    out += [Task(off, tuple(key for key, fact in facts.items() if fact.off == off), runs) for off in causes]
    if matrix_runs:
        out += [Task((rule.id,), tuple(facts), matrix_runs) for rule in rules_without(off)]
    return out if facts else []


def batches(todo: Sequence[Task]) -> list[tuple[Task, ...]]:
    """The contexts to be looked at together: as many as their runs fill a chunk side by side."""
    out: list[tuple[Task, ...]] = []
    for runs in dict.fromkeys(task.runs for task in todo):
        alike, several = [task for task in todo if task.runs == runs], max(1, CHUNK // runs)
        out += [tuple(alike[k: k + several]) for k in range(0, len(alike), several)]
    return out


def _finding(key: str, fact: Fact, shares: Mapping[Task, Shares], runs: int, matrix_runs: int) -> Finding:
    by_context = {(task.off, task.runs): found for task, found in shares.items() if key in task.facts}
    others = {rule.id: by_context[(rule.id,), matrix_runs][key].holds for rule in rules_without(fact.off)
              if ((rule.id,), matrix_runs) in by_context}
    return Finding(key, fact, by_context[(), runs][key], by_context[fact.off, runs][key], others)


# --- one context ---------------------------------------------------------------------------------------------------


def _examine(scenario: str, turn_months: int, off: str, seed: int, batch: Sequence[Task],
             tell: Callable[[float], None]) -> dict[Task, Shares]:
    base, runs = treat(scenario, off=off, turn_months=turn_months), batch[0].runs
    worlds = [_kept_of(world, facts) for world, facts in _users(base, batch).values()]
    tapes: dict[str, Tape] = {}
    for world, tape in record_all(worlds, runs, seed=seed):
        tapes[world.treatment.digest] = tape
        tell(_cost(runs))
    return {task: {key: _share(fact, _kept(base, fact, task.off, tapes)) for key, fact in _facts(base, task).items()}
            for task in batch}


def _facts(base: Treatment, task: Task) -> dict[str, Fact]:
    return {key: fact for key, fact in base.scenario.facts.items() if key in task.facts}


def _users(base: Treatment, batch: Sequence[Task]) -> dict[str, tuple[Treatment, list[Fact]]]:
    """The worlds to run by digest, each with the facts that look at it."""
    out: dict[str, tuple[Treatment, list[Fact]]] = {}
    for task in batch:
        for fact in _facts(base, task).values():
            for world in _worlds_of(base, fact, task.off):
                out.setdefault(world.digest, (world, []))[1].append(fact)
    return out


def _worlds_of(base: Treatment, fact: Fact, off: Context) -> Iterator[Treatment]:
    for arm in (Arm(), *fact.arms.values()):
        yield _world(base, fact, off, arm)
        if fact.kind == "paired":
            yield _world(base, fact, off, arm, _other(fact))


def _other(fact: Fact) -> Arm:
    return fact.other or Arm(off=fact.off)


def _world(base: Treatment, fact: Fact, off: Context, *arms: Arm) -> Treatment:
    """The fact's world with the context's rules off, as the arms change it; its staff know of all that."""
    changes = {f"arm {k}": _change(arm) for k, arm in enumerate(arms) if arm.remove or arm.scale}
    names = dict.fromkeys((*base.off, *off, *(name for arm in arms for name in arm.off)))
    return replace(base, changes=changes, off=tuple(names), record=fact.world == "historical")


def _change(arm: Arm) -> Change:
    return Change.model_validate({"text": "an arm of a fact", "events": {key: {"remove": True} for key in arm.remove},
                                  "figures": {path: {"scale": factor} for path, factor in arm.scale.items()}})


def _kept(base: Treatment, fact: Fact, off: Context, tapes: Mapping[str, Tape]) -> Kept:
    """What the fact's test reads: a tape, or a pair of them, with its arms."""

    def tape_of(*arms: Arm) -> Tape:
        return tapes[_world(base, fact, off, *arms).digest]

    def kept(arm: Arm, arms: Mapping[str, Kept]) -> Kept:
        tape = tape_of(arm)
        if fact.kind == "paired":
            return Pair(tape, tape_of(arm, _other(fact)), arms)
        return Tape(tape.starts, tape.paths, tape.struck, tape.proposed, arms)

    return kept(Arm(), {name: kept(arm, {}) for name, arm in fact.arms.items()})


def tallied(base: Treatment, rows: Rows, seed: int, tell: Callable[[float], None]) -> dict[str, Tally]:
    """Every fact run by run, in the worlds as they are. `tell` hears of each world the number of runs."""
    tapes: dict[str, Tape] = {}
    for world, tape in record_rows(_worlds_as_they_are(base), rows, seed):
        tapes[world.treatment.digest] = tape
        tell(len(rows.numbers))
    return {key: tally(fact.test, _kept(base, fact, (), tapes), fact.among)
            for key, fact in base.scenario.facts.items()}


def worlds_as_they_are(base: Treatment) -> int:
    """How many `tallied` runs."""
    return len(_worlds_as_they_are(base))


def _worlds_as_they_are(base: Treatment) -> list[World]:
    every = Task((), tuple(base.scenario.facts), 0)
    return [_kept_of(world, facts) for world, facts in _users(base, [every]).values()]


def _share(fact: Fact, kept: Kept) -> Share:
    found = tally(fact.test, kept, fact.among)
    cases = float(found.cases.sum())
    month = float("nan")
    if fact.lost.later:
        month = float(np.median(measure(Quantity.model_validate({"month_of": fact.lost.later.option}), kept)))
    return Share(float(found.hits.sum()) / cases if cases else float("nan"), cases, month)


# --- running a world -----------------------------------------------------------------------------------------------


def _kept_of(world: Treatment, users: Sequence[Fact]) -> World:
    """What these facts ask about in a world."""
    items = [item for fact in users for item in (fact.test, fact.among, fact.lost) if item]
    board, last = world.board, last_month(*items)
    until = month_number(last) - board.starts + 1 if last else NEVER
    return World(world, tuple(paths_in(*items)), tuple(options_in(*items)), until)


# --- as JSON -------------------------------------------------------------------------------------------------------


def as_json(found: Findings) -> dict[str, Any]:
    """The documented form of `facts --json` (docs/json.md)."""
    return {"scenario": found.treatment.scenario.id, "turn_months": found.treatment.months, "seed": found.seed,
            "runs": found.runs, "matrix_runs": found.matrix_runs, "facts": [_fact_json(one) for one in found.facts],
            "manifest": found.treatment.manifest()}


def _fact_json(one: Finding) -> dict[str, Any]:
    fact = one.fact
    return {"id": one.id, "text": " ".join(fact.text.split()), "place": fact.place, "kind": fact.kind, "bar": fact.bar,
            "standing": fact.standing, "world": fact.world, "holds": _number(one.base.holds), "cases": one.base.cases,
            "cause": ",".join(fact.off), "holds_without_cause": _number(one.without.holds),
            "others_off": {rule: _number(share) for rule, share in one.others.items()}, "shown": one.shown,
            "lost": one.lost}


def _number(share: float) -> float | None:
    """JSON has no word for what is not a number."""
    return share if share == share else None
