"""What staff expect of each move: the table of parts.

The expected change of every aim is found by running the same rules once per move: one column of runs for each move in
force alone, one for none, all under the same luck, for two years. It is found anew every two years, in the world as it
would have gone by itself: what a plea for exemption brings depends on the sanctions of the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from threading import RLock
from typing import Any, TypeAlias

import numpy as np

from sim.engine.advance import advance
from sim.engine.aims import aims_of, aims_of_agents, indicators_of
from sim.engine.beside import sides_of, wide, wide_params
from sim.engine.board import Board
from sim.engine.effects import EffectRow
from sim.engine.grounds import grounds_of
from sim.engine.indicators import Indicator
from sim.engine.ledger import NullLedger
from sim.engine.moves import Move, Part, actor_of
from sim.engine.opening import REFERENCE_RUN, draw_params, reference
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.parts import Parts
from sim.world.state import Params, World, join

RENEWED = HORIZON = 24
WIDTH = 768  # columns in which boards are looked ahead side by side
_looking = RLock()  # a board's expectations are shared: of several threads, one looks ahead
# A strong step on each channel, in the variable's unit: what counts as deepening ties by one.
STRONG = {"institutions": 0.10, "security": 0.10, "people": 0.10, "goodwill": 0.15, "dialogue": 0.30, "trade": 2.0,
          "investment_energy": 2.0, "investment_nonenergy": 0.5, "investment_farm": 0.1, "credit": 3.0}
DEEPEST = 1.5  # strong steps: more does not count
PRESENCE = 0.3  # of a strong step, for agreeing on anything at all


Recall: TypeAlias = Callable[[str, Callable[[], Array]], Array]
"""(what it follows from, how to compute it) -> an array, which may have been computed before."""


class Prospects:
    """The tables of parts of one board, each made when a month of its two years is first asked for."""

    def __init__(self, board: Board) -> None:
        self.board, self.aimed = board, indicators_of(board)
        self._base = make_table(board, self.aimed)
        self.worlds = [reference(board)]
        self._tables: dict[int, Parts] = {}

    def table(self, month: int) -> Parts:
        period = month // RENEWED
        if period not in self._tables:
            self.learn(period, lambda: self._looked_ahead(period))
        return self._tables[period]

    def _looked_ahead(self, period: int) -> Array:
        (found, after), = expected_beside([self.board], self.aimed, [self.world(period)])
        self.follows(period, after)
        return found

    def follows(self, period: int, after: World) -> None:
        """The world at the end of these two years, where nobody decided anything."""
        if len(self.worlds) == period + 1:
            self.worlds.append(after)

    def learn(self, period: int, compute: Callable[[], Array]) -> None:
        """What is expected in these two years (G, M): from memory, or computed."""
        recall: Recall | None = self.board.staff.get("recall")
        found = recall(f"{self._grounds} {period}", compute) if recall else compute()
        self._tables[period] = replace(self._base, impact=found.T[[part.move for part in self.board.parts]])

    def knows(self, period: int) -> bool:
        """Whether it is at hand, or remembered."""
        with suppress(NotKnown):
            if period not in self._tables:
                self.learn(period, _not_known)
        return period in self._tables

    @cached_property
    def _grounds(self) -> str:
        return grounds_of(self.board, self.aimed)

    def world(self, period: int) -> World:
        """The world at the beginning of these two years."""
        while len(self.worlds) <= period:
            self.worlds += _left_alone([self.board], self.worlds[-1:])
        return self.worlds[period]


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """What staff expect in a world that changes. `stages`: month, and whose expectations hold from then on, in the
    order of the months, the first from the start."""

    stages: tuple[tuple[int, Callable[[], Prospects | Unforeseen]], ...]

    def table(self, month: int) -> Parts:
        return self.at(month).table(month)

    def at(self, month: int) -> Prospects:
        """Whose expectations hold then."""
        found = [whose for first, whose in self.stages if first <= month][-1]()
        return found.at(month) if isinstance(found, Unforeseen) else found


def parts_of(board: Board, month: int = 0) -> Parts:
    """The table of parts of a board, with what staff expect in that month; each is computed once."""
    with _looking:
        return _prospects(board).table(month)


def parts_beside(boards: Sequence[Board], month: int) -> list[Parts]:
    """The same of boards that may stand side by side; what nobody has expected yet is expected together."""
    with _looking:
        return _expected(boards, month)


def _expected(boards: Sequence[Board], month: int) -> list[Parts]:
    own = {id(its): its for board in boards if (its := _at(board, month)).board is board}
    todo = [its for its in own.values() if len(own) > 1 and not its.knows(month // RENEWED)]
    several = max(1, WIDTH // (len(boards[0].moves) + 1))
    for k in range(0, len(todo), several):
        _expect_together(todo[k: k + several], month // RENEWED)
    return [parts_of(board, month) for board in boards]


def _at(board: Board, month: int) -> Prospects:
    found = _prospects(board)
    return found.at(month) if isinstance(found, Unforeseen) else found


def _expect_together(those: Sequence[Prospects], period: int) -> None:
    boards = [its.board for its in those]
    while behind := [its for its in those if len(its.worlds) <= period]:
        last = [its for its in behind if len(its.worlds) == min(len(one.worlds) for one in behind)]
        after = _left_alone([its.board for its in last], [its.worlds[-1] for its in last])
        for its, world in zip(last, after, strict=True):
            its.worlds.append(world)
    found = expected_beside(boards, those[0].aimed, [its.world(period) for its in those])
    for its, (outcome, after) in zip(those, found, strict=True):
        its.follows(period, after)
        its.learn(period, lambda outcome=outcome: outcome)


class NotKnown(Exception):
    """Nobody has expected it yet."""


def _not_known() -> Array:
    raise NotKnown


def remember(board: Board, recall: Recall) -> None:
    """From now on staff of the board ask here before they compute what they expect."""
    board.staff["recall"] = recall


def expect_as_known(board: Board, stages: Sequence[tuple[int, Callable[[], Board] | None]]) -> None:
    """From each month on staff of the board expect what they do on the board of the stage, or, if there is none, on
    this board as it is. Boards are made when they are asked for."""
    own = Prospects(board)
    board.staff["expects"] = Unforeseen(tuple(
        (month, (lambda its=its: _prospects(its())) if its else lambda: own) for month, its in stages))


def _prospects(board: Board) -> Prospects | Unforeseen:
    if "expects" not in board.staff:
        board.staff["expects"] = Prospects(board)
    return board.staff["expects"]


def make_table(board: Board, aimed: tuple[Indicator, ...]) -> Parts:
    """All that stays of the table of parts (see `sim.world.parts`)."""
    return Parts(**_whose(board), **_what(board), **_aims(board, aimed))


def _whose(board: Board) -> dict[str, Any]:
    """Who each part belongs to, and what is his in it."""
    parts, moves, agents, effects = board.parts, board.moves, board.agents(), _effects(board)
    return {
        "actor": np.array([board.sizes.actors.index(p.actor) for p in parts], dtype=np.int64),
        "agent": np.array([agents.index(p.agent) for p in parts], dtype=np.int64),
        "move": np.array([p.move for p in parts], dtype=np.int64),
        "starts": np.array([p.starts for p in parts], dtype=np.bool_),
        "leads": np.array([p.leads for p in parts], dtype=np.bool_),
        "cost": _column([p.cost for p in parts]),
        "deepens": _rows([_deepens(board, p, moves[p.move], effects[p.move]) for p in parts], board.sizes.actors),
        "regard": _rows([_regard(board, p, effects[p.move]) for p in parts], board.sizes.actors),
        "distant": _column([_is_distant(board, p, moves[p.move]) for p in parts]),
    }


def _what(board: Board) -> dict[str, Any]:
    """What its move and its option are, whoever is asked; nothing calls for it yet."""
    moves = [board.moves[p.move] for p in board.parts]
    options = [board.scenario.options[move.option] for move in moves]
    return {
        "joint": np.array([len(move.parties) > 1 for move in moves], dtype=np.bool_),
        "formats": _column([o.agreement for o in options]),
        "issue": _rows([[float(q in o.issues) for q in board.sizes.issues] for o in options], board.sizes.issues),
        "taste": _column([_taste(o.audiences) for o in options]),
        "called": np.zeros((len(moves), 1)),
    }


def _aims(board: Board, aimed: tuple[Indicator, ...]) -> dict[str, Any]:
    """What doctrines and agents want; nothing is expected of any part, and nothing has moved yet."""
    doctrines = board.scenario.doctrines.values()
    return {
        "aims": aims_of(board, aimed), "own_aims": aims_of_agents(board, aimed),
        "lean": np.array([[float(d.lean == a) for a in board.sizes.actors] for d in doctrines]),
        "impact": np.zeros((len(board.parts), len(aimed))), "above": np.zeros((len(aimed), 1)),
        "aimed": tuple(x.path for x in aimed), "opening": _opening(board, aimed),
    }


def expected(board: Board, aimed: Sequence[Indicator], world: World) -> Array:
    """Mean change of each indicator over two years from this World of one run, per move (G, M), in its steps."""
    return expected_beside([board], aimed, [world])[0][0]


def expected_beside(boards: Sequence[Board], aimed: Sequence[Indicator],
                    worlds: Sequence[World]) -> list[tuple[Array, World]]:
    """The same of several boards, each from a World of its own; and the World of one run two years on, if nobody
    decides anything."""
    count = len(boards[0].moves)
    each = np.zeros(count + 1, dtype=np.int64)
    board, params, noise = _beside(boards, len(each))
    world = join([_each_alone(world.take(each), count) for world in worlds])
    months = max(1, min(HORIZON, board.ends - world.month))
    steps = np.array([months * x.variable.step for x in aimed]).reshape(-1, 1)
    sums = np.zeros((len(aimed), world.runs))
    for _ in range(months):
        world = advance(board, world, params, noise, NullLedger())
        sums += _read(board, aimed, world, params) / steps
    found = np.split(sums, len(boards), axis=1)
    return [(x[:, :-1] - x[:, -1:], world.column((k + 1) * len(each) - 1)) for k, x in enumerate(found)]


def _read(board: Board, aimed: Sequence[Indicator], world: World, params: Params) -> Array:
    """These indicators (G, R)."""
    tapes = board.tapes(params, NullLedger())
    if tapes:
        return tapes.read(tuple(aimed), world, params)
    view = board.view(world, params)
    return np.array([x.read(view) for x in aimed]).reshape(len(aimed), world.runs)


def _opening(board: Board, aimed: Sequence[Indicator]) -> Array:
    view = board.view(reference(board), draw_params(board, 0, REFERENCE_RUN))
    return np.array([x.read(view) for x in aimed]).reshape(len(aimed), 1)


def _left_alone(boards: Sequence[Board], worlds: Sequence[World]) -> list[World]:
    """The same worlds two years on, if nobody decided anything."""
    (board, params, noise), world = _beside(boards, 1), join(worlds)
    for _ in range(min(RENEWED, board.ends - world.month)):
        world = advance(board, world, params, noise, NullLedger())
    return [world.column(k) for k in range(len(boards))]


def _beside(boards: Sequence[Board], each: int) -> tuple[Board, Params, Noise]:
    """Boards side by side, so many columns of the reference run of each, with parameters and luck."""
    sides, runs = sides_of(boards, [each] * len(boards)), np.zeros(each * len(boards), dtype=np.int64)
    board = wide(sides)
    return board, wide_params(board, sides, 0, runs), Noise(0, runs, "prospects")


def _each_alone(world: World, count: int) -> World:
    since = world.since.copy()
    since[:count] = -1
    since[np.arange(count), np.arange(count)] = world.month
    return World(world.month, world.stocks, since, world.uses)


def _column(values: Sequence[float]) -> Array:
    """One number per part (P, 1)."""
    return np.array([float(v) for v in values]).reshape(-1, 1)


def _rows(values: Sequence[Sequence[float]], names: Sequence[str]) -> Array:
    """A number per part and name (P, n)."""
    return np.array(values, dtype=np.float64).reshape(len(values), len(names))


def _taste(audiences: dict[str, float]) -> float:
    return sum(audiences.values()) / max(1, len(audiences))


def _is_distant(board: Board, part: Part, move: Move) -> bool:
    return any("west" in board.scenario.actors[a].roles for a in _others(part, move))


def _others(part: Part, move: Move) -> set[str]:
    """The actors among the parties beside the part's own."""
    return {actor_of(name) for name in move.parties} - {part.actor}


def _effects(board: Board) -> list[list[EffectRow]]:
    """Each move's declared effects."""
    found: list[list[EffectRow]] = [[] for _ in range(board.rows)]
    for row in board.effects.rows:
        found[row.move].append(row)
    return found[: len(board.moves)]


def _regard(board: Board, part: Part, effects: Sequence[EffectRow]) -> list[float]:
    """How a move changes each other actor's goodwill towards the part's actor, by its declared effects."""
    out = dict.fromkeys(board.sizes.actors, 0.0)
    for row in effects:
        if row.on.variable.name == "goodwill":
            of, towards = row.on.names
            out[of] += row.size / STRONG["goodwill"] if towards == part.actor else 0.0
    return [out[a] for a in board.sizes.actors]


def _deepens(board: Board, part: Part, move: Move, effects: Sequence[EffectRow]) -> list[float]:
    """How far a move deepens the ties of the part's actor with each other actor, by its declared effects."""
    out = dict.fromkeys(board.sizes.actors, 0.0)
    for other, steps in (*_on_channels(effects, part.actor), *_by_joining(board, effects, part.actor)):
        out[other] += steps
    for other in _others(part, move):
        out[other] = out[other] or PRESENCE
    return [max(-DEEPEST, min(DEEPEST, out[a])) for a in board.sizes.actors]


def _on_channels(effects: Sequence[EffectRow], actor: str) -> Iterator[tuple[str, float]]:
    """(other actor, strong steps) of effects on the actor's ties."""
    for row in effects:
        if row.on.variable.name in STRONG and row.on.names[0] == actor:
            yield row.on.names[1], row.size / STRONG[row.on.variable.name]


def _by_joining(board: Board, effects: Sequence[EffectRow], actor: str) -> Iterator[tuple[str, float]]:
    """(other member, strong steps) of institutions that somebody joins, and that the actor is or comes to be in."""
    joined: dict[str, set[str]] = {}
    for row in effects:
        if row.on.variable.name == "member" and row.size > 0:
            joined.setdefault(row.on.names[0], set()).add(row.on.names[1])
    for name, members in joined.items():
        institution = board.scenario.institutions[name]
        everyone = members | set(institution.members)
        for other in everyone - {actor} if actor in everyone else ():
            yield other, institution.depth / STRONG["institutions"]
