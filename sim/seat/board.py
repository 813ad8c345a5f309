"""What a seat is told once: actors, and the numbers that it may know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.catalogue import VARIABLES, Variable
from sim.engine.board import Board
from sim.engine.moves import actor_of
from sim.seat.sight import visible
from sim.seat.words import label
from sim.study.goals import goals_of
from sim.views import ActorView, BoardView, NumberGroup, NumberView


def board_view(board: Board, agent: str) -> BoardView:
    s, seat = board.scenario, actor_of(agent)
    actors = tuple(ActorView(name, board.word(name), s.actors[name].short) for name in board.sizes.actors)
    return BoardView(s.id, s.title, agent, actors, tuple(numbers(board, seat)))


def numbers(board: Board, seat: str) -> Iterator[NumberView]:
    """All the numbers that are listed for a seat, each once."""
    for path, (group, partner) in _places(board, seat).items():
        variable = board.indicator(path).variable
        yield NumberView(path, variable.name, label(board, path, seat), variable.unit, variable.decimals,
                         variable.better, group, partner)


def paths_of(board: Board, seat: str) -> tuple[str, ...]:
    """Their paths, in the same order."""
    return tuple(_places(board, seat))


def _places(board: Board, seat: str) -> dict[str, tuple[NumberGroup, str]]:
    """Path -> (group, partner); where a number could stand twice, the first place is its own."""
    out: dict[str, tuple[NumberGroup, str]] = {}
    for group, partner, paths in _listed(board, seat):
        for path in paths:
            if visible(board, path, seat):
                out.setdefault(path, (group, partner))
    return out


def figures(board: Board, seat: str) -> tuple[str, ...]:
    """Paths of the seat's goals and of the scenario's figures, as far as the seat may know them."""
    told = dict.fromkeys([*(goal.path for goal, _ in goals_of(board, seat)), *board.scenario.report])
    return tuple(path for path in told if visible(board, path, seat))


def _listed(board: Board, seat: str) -> Iterator[tuple[NumberGroup, str, Iterable[str]]]:
    yield "goals", "", figures(board, seat)
    yield "home", "", (f"{seat}.{v.name}" for v in VARIABLES if v.axes == "a" and moving(v))
    for other in board.sizes.actors:
        if other != seat:
            yield "partner", other, _between(seat, other)
    yield "world", "", (v.name for v in VARIABLES if not v.axes)


def moving(variable: Variable) -> bool:
    """Constants never move, and the status line shows political capital."""
    return variable.kind != "constant" and variable.name != "capital"


def _between(seat: str, other: str) -> list[str]:
    pairs = [v for v in VARIABLES if v.axes == "aa" and moving(v)]
    return [f"{seat}.{other}.{v.name}" for v in pairs] + [f"{other}.{seat}.{v.name}" for v in pairs if not v.both_ways]
