"""Does a doctrine serve what it aims at? Each against `random` in the same seat, pair by pair under the same luck.

A doctrine is measured by its own aims and nothing else: the mean of each over the months of play, in noticeable steps,
by its own weights. One that names no aims pursues the goals of its holder's seat; one without either is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.engine.aims import aims_for
from sim.engine.board import Board
from sim.study.tape import CHUNK, Pair, World, record_all
from sim.treatment import Treatment
from sim.world.arrays import Array

CHANCE = "random"
WON = 0.75  # of the pairs: the bar


@dataclass(frozen=True, slots=True)
class Rival:
    """One doctrine in the hands of one agent. `wins`: share of pairs in which its aims are served better than by
    random orders; `lead`: by how many weighed steps, the mean."""

    agent: str
    doctrine: str
    wins: float
    lead: float


def rivals(treatment: Treatment, runs: int, seed: int = 1,
           progress: Callable[[float], None] = lambda done: None) -> tuple[Rival, ...]:
    """Every doctrine of the scenario in the hands of everybody who may hold it. `progress` is told each turn."""
    agents = treatment.board.agents()
    return tuple(rival for agent in agents for rival in _of(treatment, agent, runs, seed, progress))


def steps(board: Board) -> int:
    """What `rivals` tells as its progress, in all."""
    held = [len(pursued(board, agent)) for agent in board.agents()]
    return board.turns * sum(1 + count for count in held if count)


def pursued(board: Board, agent: str) -> dict[str, Mapping[str, float]]:
    """The doctrines that name the agent, with what they aim at in its hands: indicator -> weight a step."""
    found = {key: aims_for(board, doctrine, agent.partition(".")[0])
             for key, doctrine in board.scenario.doctrines.items() if agent in doctrine.actors}
    return {key: aims for key, aims in found.items() if aims}


def _of(treatment: Treatment, agent: str, runs: int, seed: int, progress: Callable[[float], None]) -> Iterator[Rival]:
    board = treatment.board
    doctrines = pursued(board, agent)
    if not doctrines:
        return
    paths = tuple(sorted({path for aims in doctrines.values() for path in aims}))
    worlds = [World(treatment.seated({agent: mind}), paths) for mind in (CHANCE, *doctrines)]
    found = record_all(worlds, runs, seed=seed, chunk=max(CHUNK, runs), progress=lambda done: progress(done // runs))
    chance, *tapes = (tape for _, tape in found)
    for (doctrine, aims), tape in zip(doctrines.items(), tapes, strict=True):
        lead = _lead(board, aims, Pair(tape, chance))
        yield Rival(agent, doctrine, float(np.mean(lead > 0)), float(np.mean(lead)))


def _lead(board: Board, aims: Mapping[str, float], pair: Pair) -> Array:
    """By how many weighed steps the aims are served better (R,)."""
    weighed = [weight * pair.path(path)[board.opens:].mean(axis=0) / board.indicator(path).variable.step
               for path, weight in aims.items()]
    return np.asarray(sum(weighed))
