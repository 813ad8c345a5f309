"""What staff expect of each move: the table of parts, computed once per scenario.

The expected change of every aim is found by running the same rules once per move: one column of runs for each move in
force alone, one for none, all under the same luck, for a year from the scenario's first month.
"""

from __future__ import annotations

import numpy as np

from sim.engine.advance import advance
from sim.engine.board import Board
from sim.engine.ledger import NullLedger
from sim.engine.moves import Move, Part, actor_of
from sim.engine.opening import draw_params, start
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.parts import Parts
from sim.world.state import World

HORIZON = 12
# A strong step on each channel, in the variable's unit: what counts as deepening ties by one.
STRONG = {"institutions": 0.10, "security": 0.10, "people": 0.10, "goodwill": 0.15, "dialogue": 0.30, "trade": 2.0,
          "investment_energy": 2.0, "investment_nonenergy": 0.5, "investment_farm": 0.1, "credit": 3.0}


def make_table(board: Board) -> Parts:
    """The constant table of parts (see `sim.world.parts`)."""
    parts, moves, options = board.parts, board.moves, board.scenario.options
    paths = aim_paths(board)
    filled = {fill(path, actor) for path in paths for actor in board.sizes.actors}
    outcomes = expected(board, sorted(path for path in filled if _exists(board, path)))
    own = [options[moves[p.move].option] for p in parts]
    return Parts(
        actor=np.array([board.sizes.actors.index(p.actor) for p in parts], dtype=np.int64),
        agent=np.array([board.agents().index(p.agent) for p in parts], dtype=np.int64),
        move=np.array([p.move for p in parts], dtype=np.int64),
        starts=np.array([p.starts for p in parts], dtype=np.bool_),
        leads=np.array([p.leads for p in parts], dtype=np.bool_),
        joint=np.array([len(moves[p.move].parties) > 1 for p in parts], dtype=np.bool_),
        formats=_column([o.agreement for o in own]),
        cost=_column([p.cost for p in parts]),
        deepens=np.array([_deepens(board, p, moves[p.move]) for p in parts]).reshape(len(parts), -1),
        issue=np.array([[float(q in o.issues) for q in board.sizes.issues] for o in own]).reshape(len(parts), -1),
        taste=_column([_taste(o.audiences) for o in own]),
        distant=_column([_is_distant(board, p, moves[p.move]) for p in parts]),
        impact=np.array([[_impact(outcomes, fill(path, p.actor), p.move) for path in paths]
                         for p in parts]).reshape(len(parts), -1),
        aims=_aims(board, paths),
        own_aims=np.array([_own_aims(board, p, paths) for p in parts]).reshape(len(parts), -1),
        lean=np.array([[float(d.lean == a) for a in board.sizes.actors] for d in board.scenario.doctrines.values()]),
        called=np.zeros((len(parts), 1)),
    )


def fill(path: str, actor: str) -> str:
    return ".".join(actor if name == "self" else name for name in path.split("."))


def aim_paths(board: Board) -> list[str]:
    """Every indicator that some doctrine aims at, `self` left open."""
    found = [path for doctrine in board.scenario.doctrines.values() for path in doctrine.aims]
    found += [goal.path for seat in board.scenario.seats.values() for goal in seat.goals]
    return sorted(set(found))


def expected(board: Board, paths: list[str]) -> dict[str, Array]:
    """Mean change of each indicator over the year, per move (M,), in steps of the variable."""
    count = len(board.moves)
    runs = np.zeros(count + 1, dtype=np.int64)
    world, params, noise = start(board, 0, runs), draw_params(board, 0, runs), Noise(0, runs, "prospects")
    world = _each_alone(world, count)
    where = [board.indicator(path) for path in paths]
    sums = {path: np.zeros(count + 1) for path in paths}
    for _ in range(min(HORIZON, board.ends)):
        world = advance(board, world, params, noise, NullLedger())
        view = board.view(world, params)
        for x in where:
            sums[x.path] += x.read(view) / HORIZON
    return {x.path: (sums[x.path][:-1] - sums[x.path][-1]) / x.variable.step for x in where}


def _each_alone(world: World, count: int) -> World:
    since = world.since.copy()
    since[np.arange(count), np.arange(count)] = 0
    return World(world.month, world.stocks, since, world.uses, world.open)


def _exists(board: Board, path: str) -> bool:
    try:
        board.indicator(path)
    except (KeyError, ValueError):
        return False
    return True


def _impact(outcomes: dict[str, Array], path: str, move: int) -> float:
    return float(outcomes[path][move]) if path in outcomes else 0.0


def _column(values: list) -> Array:  # type: ignore[type-arg]
    return np.array([float(v) for v in values]).reshape(-1, 1)


def _taste(audiences: dict[str, float]) -> float:
    return sum(audiences.values()) / max(1, len(audiences))


def _is_distant(board: Board, part: Part, move: Move) -> bool:
    others = {actor_of(name) for name in move.parties} - {part.actor}
    return any("west" in board.scenario.actors[a].roles for a in others)


def _aims(board: Board, paths: list[str]) -> Array:
    return np.array([[d.aims.get(path, 0.0) for path in paths] for d in board.scenario.doctrines.values()])


def _own_aims(board: Board, part: Part, paths: list[str]) -> list[float]:
    if part.leads:
        return [0.0] * len(paths)
    own = next((d for d in board.scenario.doctrines.values() if part.agent in d.actors), None)
    return [own.aims.get(path, 0.0) if own else 0.0 for path in paths]


def _deepens(board: Board, part: Part, move: Move) -> list[float]:
    """How far a move deepens the ties of the part's actor with each other actor, by its declared effects."""
    rows = [row for row in board.effects.rows if row.cause == f"move:{move.key}"]
    sizes, me = board.sizes, part.actor
    out = dict.fromkeys(sizes.actors, 0.0)
    for row in rows:
        names = row.on.path.split(".")
        if row.on.variable.name in STRONG and names[0] == me:
            out[names[1]] += row.size / STRONG[row.on.variable.name]
    joined = {row.on.path.split(".")[2]: set[str]() for row in rows if row.on.variable.name == "member"}
    for row in rows:
        if row.on.variable.name == "member" and row.size > 0:
            joined[row.on.path.split(".")[2]].add(row.on.path.split(".")[0])
    for institution, members in joined.items():
        depth = board.scenario.institutions[institution].depth
        everyone = members | set(board.scenario.institutions[institution].members)
        if me in everyone and members:
            for other in everyone - {me}:
                out[other] += depth / STRONG["institutions"]
    others = {actor_of(name) for name in move.parties} - {me}
    for other in others:
        out[other] = out[other] or 0.3
    return [max(-1.5, min(1.5, out[a])) for a in sizes.actors]


