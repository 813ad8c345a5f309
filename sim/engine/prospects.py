"""What staff expect of each move: the table of parts.

The expected change of every aim is found by running the same rules once per move: one column of runs for each move in
force alone, one for none, all under the same luck, for two years. It is found anew every two years, in the world as it
would have gone by itself: what a plea for exemption brings depends on the sanctions of the day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.engine.advance import advance
from sim.engine.aims import aims_of, aims_of_agents, indicators_of
from sim.engine.board import Board
from sim.engine.ledger import NullLedger
from sim.engine.moves import Move, Part, actor_of
from sim.engine.opening import draw_params, start
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.parts import Parts
from sim.world.state import World

HORIZON = 24
RENEWED = 24
# A strong step on each channel, in the variable's unit: what counts as deepening ties by one.
STRONG = {"institutions": 0.10, "security": 0.10, "people": 0.10, "goodwill": 0.15, "dialogue": 0.30, "trade": 2.0,
          "investment_energy": 2.0, "investment_nonenergy": 0.5, "investment_farm": 0.1, "credit": 3.0}


class Prospects:
    """The tables of parts of one board, each made when a month of its two years is first asked for."""

    def __init__(self, board: Board) -> None:
        self.board, self.paths = board, indicators_of(board)
        self._base = make_table(board, self.paths)
        self._worlds = [start(board, 0, REFERENCE)]
        self._tables: dict[int, Parts] = {}

    def table(self, month: int) -> Parts:
        period = month // RENEWED
        if period not in self._tables:
            outcomes = expected(self.board, self.paths, self._world(period))
            moves = [part.move for part in self.board.parts]
            self._tables[period] = replace(self._base, impact=outcomes.T[moves])
        return self._tables[period]

    def _world(self, period: int) -> World:
        while len(self._worlds) <= period:
            self._worlds.append(_left_alone(self.board, self._worlds[-1]))
        return self._worlds[period]


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """What staff expect in a world that changes: nothing new before the month of the change."""

    before: Prospects | Unforeseen
    after: Prospects
    month: int

    def table(self, month: int) -> Parts:
        return (self.before if month < self.month else self.after).table(month)


REFERENCE = np.zeros(1, dtype=np.int64)


def make_table(board: Board, paths: tuple[str, ...]) -> Parts:
    """All that stays of the table of parts (see `sim.world.parts`)."""
    parts, moves, options = board.parts, board.moves, board.scenario.options
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
        regard=np.array([_regard(board, p, moves[p.move]) for p in parts]).reshape(len(parts), -1),
        issue=np.array([[float(q in o.issues) for q in board.sizes.issues] for o in own]).reshape(len(parts), -1),
        taste=_column([_taste(o.audiences) for o in own]),
        distant=_column([_is_distant(board, p, moves[p.move]) for p in parts]),
        impact=np.zeros((len(parts), len(paths))),
        aims=aims_of(board, paths),
        own_aims=aims_of_agents(board, paths),
        lean=np.array([[float(d.lean == a) for a in board.sizes.actors] for d in board.scenario.doctrines.values()]),
        called=np.zeros((len(parts), 1)),
        above=np.zeros((len(paths), 1)), aimed=paths, opening=_opening(board, paths),
    )


def expected(board: Board, paths: tuple[str, ...], world: World) -> Array:
    """Mean change of each indicator over two years from this World of one run, per move (G, M), in its steps."""
    count = len(board.moves)
    runs = np.zeros(count + 1, dtype=np.int64)
    params, noise = draw_params(board, 0, runs), Noise(0, runs, "prospects")
    world = _each_alone(world.take(runs), count)
    where = [board.indicator(path) for path in paths]
    sums = np.zeros((len(paths), count + 1))
    months = max(1, min(HORIZON, board.ends - world.month))
    for _ in range(months):
        world = advance(board, world, params, noise, NullLedger())
        view = board.view(world, params)
        for j, x in enumerate(where):
            sums[j] += x.read(view) / (months * x.variable.step)
    return sums[:, :-1] - sums[:, -1:]


def _opening(board: Board, paths: tuple[str, ...]) -> Array:
    view = board.view(start(board, 0, REFERENCE), draw_params(board, 0, REFERENCE))
    return np.array([board.indicator(path).read(view) for path in paths]).reshape(len(paths), 1)


def _left_alone(board: Board, world: World) -> World:
    """The same world two years on, if nobody decided anything."""
    params, noise = draw_params(board, 0, REFERENCE), Noise(0, REFERENCE, "prospects")
    for _ in range(min(RENEWED, board.ends - world.month)):
        world = advance(board, world, params, noise, NullLedger())
    return world


def _each_alone(world: World, count: int) -> World:
    since = world.since.copy()
    since[:count] = -1
    since[np.arange(count), np.arange(count)] = world.month
    return World(world.month, world.stocks, since, world.uses, world.open)


def _column(values: list) -> Array:  # type: ignore[type-arg]
    return np.array([float(v) for v in values]).reshape(-1, 1)


def _taste(audiences: dict[str, float]) -> float:
    return sum(audiences.values()) / max(1, len(audiences))


def _is_distant(board: Board, part: Part, move: Move) -> bool:
    others = {actor_of(name) for name in move.parties} - {part.actor}
    return any("west" in board.scenario.actors[a].roles for a in others)


def _regard(board: Board, part: Part, move: Move) -> list[float]:
    """How a move changes each other actor's goodwill towards the part's actor, by its declared effects."""
    out = dict.fromkeys(board.sizes.actors, 0.0)
    for row in board.effects.rows:
        if row.cause == f"move:{move.key}" and row.on.variable.name == "goodwill":
            of, towards, _ = row.on.path.split(".")
            out[of] += row.size / STRONG["goodwill"] if towards == part.actor else 0.0
    return [out[a] for a in board.sizes.actors]


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


