"""The scenario's thesis against its rivals: one doctrine in one seat, in the world as it is and in worlds of its loss.

All doctrines have all instruments; luck, parameters and everybody else's doctrines are the same in both runs of a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.errors import refuse
from sim.scenario.studies import Thesis
from sim.study.measure import measure, paths_in
from sim.study.tape import Pair, Tape, World, record_all
from sim.treatment import Treatment, treat
from sim.treatment.change import checked
from sim.world.arrays import Array

WEIGHTS = (0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Duel:
    """The doctrine against one rival in one world. `wins`: weight of the varied yardstick -> share of pairs won.
    `leads`: yardstick -> mean lead in its unit, and the share of pairs in which it leads."""

    world: str
    rival: str
    wins: dict[float, float]
    leads: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Trial:
    treatment: Treatment
    seed: int
    runs: int
    thesis: Thesis
    notes: dict[str, tuple[str, str]]
    duels: tuple[Duel, ...]


def try_thesis(scenario: str, runs: int = 1000, seed: int = 1,
               progress: Callable[[float], None] = lambda done: None, off: str = "", jobs: int = 1) -> Trial:
    """Run every doctrine of the thesis in every one of its worlds; rules that are `off` are so in all of them.
    `progress` is told the number of run-turns done."""
    base = treat(scenario, off=off)
    thesis, changes = base.scenario.thesis, base.scenario.changes
    if thesis is None:
        raise refuse("MV-R013", f"{base.scenario.id} has no thesis", value=scenario, field="SCENARIO",
                     mend="add `thesis:` to it, as docs/authoring.md shows")
    found = dict(duels(base, thesis, worlds_of(thesis), runs, seed, progress, jobs))
    notes = {id: (changes[id].text, changes[id].note) for id in worlds_of(thesis) if id}
    return Trial(base, seed, runs, thesis, notes, tuple(duel for world in worlds_of(thesis) for duel in found[world]))


def work(scenario: str, runs: int) -> int:
    """How many run-turns the trial takes."""
    base = treat(scenario)
    thesis = base.scenario.thesis
    worlds, sides = (len(worlds_of(thesis)), 1 + len(thesis.rivals)) if thesis else (0, 0)
    return worlds * sides * runs * base.board.turns


def worlds_of(thesis: Thesis) -> tuple[str, ...]:
    """The world as it is, the one without the mechanism, if there is one, and those in which the doctrine should
    lose."""
    return "", *((thesis.mechanism,) if thesis.mechanism else ()), *thesis.worlds


def duels(base: Treatment, thesis: Thesis, where: Sequence[str], runs: int, seed: int,
          progress: Callable[[float], None] = lambda done: None, jobs: int = 1) -> Iterator[tuple[str, list[Duel]]]:
    """All duels in each of these worlds, as they come; its staff know it, and the world as it is has an empty name."""
    sides = {world: _sides(base, thesis, world) for world in where}
    whose = {id(side): world for world, those in sides.items() for side in those}
    tapes: dict[int, Tape] = {}
    every = [side for those in sides.values() for side in those]
    for side, tape in record_all(every, runs, seed=seed, progress=progress, jobs=jobs):
        world = whose[id(side)]
        tapes[id(side)] = tape
        if all(id(one) in tapes for one in sides[world]):
            own, *others = (tapes.pop(id(one)) for one in sides[world])
            yield world, [_duel(thesis, world, rival, Pair(own, other))
                          for rival, other in zip(thesis.rivals, others, strict=True)]


def _sides(base: Treatment, thesis: Thesis, world: str) -> list[World]:
    """The doctrine and its rivals, in one world."""
    where, paths = replace(base, changes=checked(base.loaded, (world,) if world else ())), tuple(paths_in(thesis))
    return [World(where.seated({thesis.seat: doctrine}), paths) for doctrine in (thesis.doctrine, *thesis.rivals)]


def _duel(thesis: Thesis, world: str, rival: str, pair: Pair) -> Duel:
    lead: dict[str, Array] = {name: measure(y.of, pair) for name, y in thesis.yardsticks.items()}
    wins = {weight: float(np.mean(_sum(thesis, lead, weight) > 0)) for weight in WEIGHTS}
    return Duel(world, rival, wins, {name: (float(np.mean(x)), float(np.mean(x > 0))) for name, x in lead.items()})


def _sum(thesis: Thesis, lead: dict[str, Array], weight: float) -> Array:
    """The leads in steps, added up."""
    steps = [lead[name] / y.step * (weight if name == thesis.varied else 1.0) for name, y in thesis.yardsticks.items()]
    return np.sum(steps, axis=0)


def as_json(found: Trial) -> dict[str, Any]:
    """The documented form of `thesis --json` (docs/json.md)."""
    thesis = found.thesis
    return {"scenario": found.treatment.scenario.id, "seed": found.seed, "runs": found.runs,
            "text": thesis.text, "doctrine": thesis.doctrine, "bar": thesis.bar,
            "varied": thesis.varied, "mechanism": thesis.mechanism,
            "yardsticks": {name: {"text": y.text, "step": y.step} for name, y in thesis.yardsticks.items()},
            "worlds": [_world(found, world) for world in worlds_of(thesis)],
            "manifest": found.treatment.manifest()}


def _world(found: Trial, world: str) -> dict[str, Any]:
    text, note = found.notes.get(world, ("The world as it is.", ""))
    return {"id": world, "text": text, "note": note,
            "duels": [{"rival": duel.rival, "wins": {f"{weight:g}": share for weight, share in duel.wins.items()},
                       "leads": {name: {"mean": mean, "share": share} for name, (mean, share) in duel.leads.items()}}
                      for duel in found.duels if duel.world == world]}
