"""Aims of doctrines as weights on indicators. A doctrine that names none pursues the goals of its holder's seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.engine.board import Board
from sim.engine.indicators import Indicator
from sim.engine.moves import Part
from sim.scenario.schema import Doctrine, Goal
from sim.world.arrays import Array


def fill(path: str, actor: str) -> str:
    return ".".join(actor if name == "self" else name for name in path.split("."))


def indicators_of(board: Board) -> tuple[Indicator, ...]:
    """Every indicator that somebody aims at, goals of seats included, in the order of the names of their luck."""
    goals = {goal.path for seat in board.scenario.seats.values() for goal in seat.goals}
    found = goals | {path for doctrine in board.scenario.doctrines.values() for actor in board.sizes.actors
             for path in aims_for(board, doctrine, actor)}
    return tuple(board.indicator(path) for path in sorted(found, key=board.luck.path))


def aims_for(board: Board, doctrine: Doctrine, actor: str) -> dict[str, float]:
    """Indicator -> weight per noticeable step, when the actor follows the doctrine; what does not exist is left out."""
    seat = board.scenario.seats.get(actor)
    if not doctrine.aims and seat and not _below(doctrine):
        return {goal.path: _weight(board, goal) for goal in seat.goals}
    filled: Mapping[str, float] = {fill(path, actor): weight for path, weight in doctrine.aims.items()}
    return {path: weight for path, weight in filled.items() if _exists(board, path)}


def aims_of(board: Board, aimed: Sequence[Indicator]) -> Array:
    """(K, P, G): zero for agents below a leadership."""
    doctrines, actors = board.scenario.doctrines.values(), board.sizes.actors
    table = np.array([_row(aims_for(board, doctrine, actor), aimed) for doctrine in doctrines for actor in actors])
    table = table.reshape(len(doctrines), len(actors), len(aimed))
    whose = [actors.index(part.actor) for part in board.parts]
    leads = np.array([part.leads for part in board.parts], dtype=np.bool_)[:, None]
    return np.where(leads, table[:, whose], 0.0)


def aims_of_agents(board: Board, aimed: Sequence[Indicator]) -> Array:
    """(P, G): the aims of the agents below a leadership."""
    rows = {agent: _own(board, part, aimed) for agent, part in {part.agent: part for part in board.parts}.items()}
    return np.array([rows[part.agent] for part in board.parts]).reshape(len(board.parts), len(aimed))


def _own(board: Board, part: Part, aimed: Sequence[Indicator]) -> Array:
    own = next((d for d in board.scenario.doctrines.values() if part.agent in d.actors), None)
    return _row({} if part.leads or own is None else aims_for(board, own, part.actor), aimed)


def _row(aims: Mapping[str, float], aimed: Sequence[Indicator]) -> Array:
    return np.array([aims.get(x.path, 0.0) for x in aimed]) if aims else np.zeros(len(aimed))


def _weight(board: Board, goal: Goal) -> float:
    """A point of the seat's score counts 1, so a noticeable step counts the points that it brings."""
    return goal.weight * goal.slope * board.indicator(goal.path).variable.step


def _below(doctrine: Doctrine) -> bool:
    return any("." in agent for agent in doctrine.actors)


def _exists(board: Board, path: str) -> bool:
    try:
        board.indicator(path)
    except (KeyError, ValueError):
        return False
    return True
