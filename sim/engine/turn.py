"""The turn: what is blocked and why, how parts score, how yeses become moves in force, and what they cost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.engine.advance import Sums, run_phase
from sim.engine.board import Board
from sim.engine.ledger import Ledger
from sim.engine.moves import Rejection
from sim.engine.predicates import all_hold
from sim.rules.view import View
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.parts import Parts
from sim.world.state import Params, World

Yes = NDArray[np.bool_]

FREE, IN_FORCE, ONCE, FIRST_CONDITION = 0, 1, 2, 10


def open_turn(board: Board, world: World, params: Params, noise: Noise, ledger: Ledger) -> World:
    """The rules of the phase `turn`: political capital comes in, once a season."""
    if not board.begins_season(world.month):
        return world
    if tapes := board.tapes(params, ledger):
        return tapes.open_turn(world, params, noise)
    return run_phase(board, "turn", world, params, noise, ledger)


def blocked(board: Board, view: View) -> NDArray[np.int8]:
    """The first reason why each move cannot be struck now (M, R): 0 free, 1 in force, 2 once only, 10+i condition i."""
    return blocked_in_some(board, view, blocked_in_all(board, view))


def blocked_in_all(board: Board, view: View) -> NDArray[np.int8]:
    """The same by all conditions but those that count in some runs only."""
    world, count = view.world, len(board.moves)
    out = np.where(world.since[:count] >= 0, IN_FORCE, FREE).astype(np.int8)
    for row, move in enumerate(board.moves):
        if board.scenario.options[move.option].once:
            out[row] = np.where((out[row] == FREE) & (world.uses[row] > 0), ONCE, out[row])
        for i, condition in enumerate(board.conditions[row]):
            if condition.where is None:
                out[row] = np.where((out[row] == FREE) & ~condition.holds(view), FIRST_CONDITION + i, out[row])
    return out


def blocked_in_some(board: Board, view: View, out: NDArray[np.int8]) -> NDArray[np.int8]:
    """With the conditions that count in some runs only, which stand last."""
    for row in range(len(board.moves)):
        for i, condition in enumerate(board.conditions[row]):
            if condition.where is not None:
                fails = (out[row] == FREE) & condition.where & ~condition.holds(view)
                out[row] = np.where(fails, FIRST_CONDITION + i, out[row])
    return out


def price(board: Board, view: View) -> NDArray[np.int64]:
    """Points that each part costs now (P, R): one more for each time the move has been struck, one less while the
    option's discount holds. Only leaderships pay."""
    base = np.array([part.cost for part in board.parts], dtype=np.int64)[:, None]
    rows = [part.move for part in board.parts]
    if not board.parts:
        return np.zeros((0, view.world.runs), dtype=np.int64)
    cheaper = np.stack([all_hold(view, conditions) & bool(conditions) for conditions in board.discounts])
    paying = np.array([part.leads for part in board.parts])[:, None] & (base > 0)
    return np.where(paying, np.maximum(base + view.world.uses[rows] - cheaper[rows], 0), base)


def rejection(board: Board, row: int, code: int, world: World) -> Rejection:
    """The words for a code of `blocked`, for run column 0."""
    if code == IN_FORCE:
        left = int(world.since[row, 0]) + board.durations[row] - world.month
        return Rejection("in-force", f"It is in force for another {left} month{'s' if left != 1 else ''}.")
    if code == ONCE:
        return Rejection("once", "It can be done once only, and it has been done.")
    condition = board.conditions[row][code - FIRST_CONDITION]
    return Rejection("condition", f"{'Not while' if condition.negated else 'Needs:'} {condition.words}.")


def scores(board: Board, view: View, parts: Parts) -> dict[str, Array]:
    """What each consideration says of each part, before the doctrines' weights: decide rule -> (P, R)."""
    now = replace(parts, called=_called(board, view), above=_above(board, view, parts))
    shape = (parts.size, view.world.runs)
    out: dict[str, Array] = {}
    for rule in board.rules:
        if rule.phase == "decide":
            score = rule.body(view, view.params.of(rule.id), view.roles, now)["score"]
            out[rule.id] = on_grid(np.broadcast_to(view.params.switched(rule.id, score), shape))
    return out


def _called(board: Board, view: View) -> Array:
    """How urgently the state calls for each part's move (P, R)."""
    if not board.parts:
        return np.zeros((0, view.world.runs))
    out = [np.zeros(view.world.runs)] * len(board.moves)
    for row, call, where in board.calls:
        x = where.read(view)
        gap = x - call.above if call.above is not None else (call.below or 0.0) - x
        out[row] = out[row] + call.weight * np.maximum(gap, 0.0)
    return np.stack(out)[[part.move for part in board.parts]]


def _above(board: Board, view: View, parts: Parts) -> Array:
    """Steps by which each indicator that somebody aims at stands above its value at the start (G, R)."""
    aimed = [board.indicator(path) for path in parts.aimed]
    above = [(x.read(view) - parts.opening[j]) / x.variable.step for j, x in enumerate(aimed)]
    return np.stack(above) if above else parts.above


def strike(board: Board, world: World, struck: Yes, prices: NDArray[np.int64], noise: Noise, ledger: Ledger) -> World:
    """Moves (M, R) come into force, and each leadership among their parties pays its price.

    A move's months begin to count now, plus a drawn delay where the option has one.
    """
    if not struck.any():
        return world
    rows, since, uses = np.flatnonzero(struck.any(axis=1)), world.since.copy(), world.uses.copy()
    np.copyto(since[:len(struck)], world.month, where=struck)
    for row in rows.tolist():
        if most := board.scenario.options[board.moves[row].option].delay_drawn:
            since[row] += (struck[row] * _delay(board, row, most, world.month, noise)).astype(np.int16)
    uses[rows] += struck[rows]
    return World(world.month, _pay(board, world, struck, prices, rows, ledger).stocks, since, uses)


def _delay(board: Board, row: int, most: int, month: int, noise: Noise) -> Array:
    """Months until a move begins to count (R,), drawn from none to so many."""
    return np.floor(noise.uniform(f"delay:{board.luck.move(board.moves[row])}", month) * (most + 1))


def _pay(board: Board, world: World, struck: Yes, prices: NDArray[np.int64], rows: NDArray[np.intp],
         ledger: Ledger) -> World:
    """Each leadership pays for its part in the moves `rows`, where they are struck (M, R)."""
    sums, those = Sums(world, ledger, "orders"), set(rows.tolist())
    parts = [k for k, part in enumerate(board.parts) if part.leads and part.move in those]
    paid = struck[[board.parts[k].move for k in parts]] * prices[parts]
    for i in np.flatnonzero(paid.any(axis=1)).tolist():
        part = board.parts[parts[i]]
        place = board.indicator(f"{part.actor}.capital").place
        sums.add_at(f"cost:{board.moves[part.move].key}", "capital", place, -paid[i].astype(np.float64))
    return sums.close()


def force(board: Board, month: int, struck: Yes, codes: NDArray[np.int8],
          prices: NDArray[np.int64]) -> tuple[Yes, NDArray[np.int64]]:
    """With the moves (M, R) that the board forces in this month, free of charge: not what is in force already, nor a
    second time what can be done once."""
    struck, prices = struck.copy(), prices.copy()
    for forced in board.forced:
        if forced.month == month:
            free = (codes[forced.move] != IN_FORCE) & (codes[forced.move] != ONCE)
            struck[forced.move] |= forced.where & free
            own = [k for k, part in enumerate(board.parts) if part.move == forced.move]
            prices[own] = np.where(forced.where, 0, prices[own])
    return struck, prices


def follow_up(board: Board, world: World, asked: Yes, yes: Yes, struck: Yes) -> World:
    """Proposals that failed have sequels: for a party that yielded while another refused, and for one that refused."""
    since, uses = world.since.copy(), world.uses.copy()
    for k, sequel in enumerate(board.sequels):
        row = board.rows - len(board.sequels) + k
        failed = asked[sequel.move] & ~struck[sequel.move] & (world.since[row] < 0)
        falls = failed & (yes[sequel.part] == sequel.yielded)
        since[row] = np.where(falls, world.month, since[row])
        uses[row] += falls
    return World(world.month, world.stocks, since, uses)


def some_agree(board: Board, yes: Yes) -> Yes:
    """Moves (M, R) of which at least one part said yes."""
    return _together(board, yes, np.logical_or, False)


def all_agree(board: Board, yes: Yes) -> Yes:
    """Moves (M, R) whose every part said yes."""
    return _together(board, yes, np.logical_and, True)


def _together(board: Board, yes: Yes, join: np.ufunc, of_none: bool) -> Yes:
    out = np.full((len(board.moves), yes.shape[1]), of_none)
    for k, (moves, parts) in enumerate(board.parties):
        out[moves] = join(out[moves], yes[parts]) if k else yes[parts]
    return out
