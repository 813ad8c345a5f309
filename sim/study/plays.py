"""A game among its possible others: many plays from the same opening, and the same play with one decision swapped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.game.game import Game
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.treatment import Treatment
from sim.world.arrays import Array

CHUNK = 250
STREAM = "plays"

Paths = dict[str, Array]
Tick = Callable[[int], bool]
"""Told the number of run-turns done; True means to stop."""


@dataclass(frozen=True, slots=True)
class Swap:
    """One decision of a turn swapped: without `decided`, with `instead`; either may be empty."""

    turn: int
    decided: str
    instead: str


def plays(game: Game, runs: int, paths: Sequence[str], tick: Tick) -> Paths | None:
    """The opening of the game played on, as far as the game has come, with every seat held by its doctrine and under
    other luck: indicator -> (1 + T, R). The parameters are the game's own, so what differs is decisions and luck."""
    pieces: list[Paths] = []
    for first in range(0, runs, CHUNK):
        size = min(CHUNK, runs - first)
        with brief(_model(game, np.arange(first, first + size), game.treatment, STREAM, paths)) as model:
            found = _record(model, game.turn - 1, lambda turn, model=model: model.step(), tick)
        if found is None:
            return None
        pieces.append(found)
    return {path: np.concatenate([piece[path] for piece in pieces], axis=1) for path in paths}


def swaps_of(game: Game, agent: str, most: int = 10) -> list[Swap]:
    """Every decision of the seat left out, and each replaced by something else that was possible then; a turn in which
    nothing was ordered gets something. At most so many alternatives a turn, evenly over the list of options."""
    walker, found = game.as_of(1), list[Swap]()
    for turn, played in enumerate(game.branches.now.turns, start=1):
        own = played.decided.get(agent, ())
        found += [Swap(turn, key, "") for key in own]
        found += [Swap(turn, decided, key) for key in _possible(walker, agent, own, most)
                  for decided in own or ("",) if not walker.refusals(agent, _swapped(own, decided, key))]
        walker.repeat(played)
    return found


def _possible(game: Game, agent: str, own: Sequence[str], most: int) -> list[str]:
    keys = [move.key for move in game.board.moves if agent in move.parties and move.key not in own]
    free = [key for key in keys if not game.refusals(agent, [key])]
    return free[:: max(1, -(-len(free) // most))]


def _swapped(orders: Sequence[str], decided: str, instead: str) -> tuple[str, ...]:
    return tuple(key for key in (*orders, instead) if key and key != decided)


def replay(game: Game, agent: str, swaps: Sequence[Swap], paths: Sequence[str], tick: Tick) -> Paths | None:
    """The game once as it was (column 0) and once for every swap, all under the game's own luck. Other orders stay as
    they were given, where they are still possible and paid for."""
    pieces: list[Paths] = []
    for first in range(0, len(swaps) + 1, CHUNK):
        some = (None, *swaps)[first : first + CHUNK]
        found = _replay(game, agent, some, paths, tick)
        if found is None:
            return None
        pieces.append(found)
    return {path: np.concatenate([piece[path] for piece in pieces], axis=1) for path in paths}


def _replay(game: Game, agent: str, some: Sequence[Swap | None], paths: Sequence[str], tick: Tick) -> Paths | None:
    numbers = np.full(len(some), game.run, dtype=np.int64)
    with brief(_model(game, numbers, game.seated, "game", paths)) as model:
        return _record(model, game.turn - 1, lambda turn: _play(game, agent, model, turn, some), tick)


def _model(game: Game, numbers: NDArray[np.int64], treatment: Treatment, stream: str,
           paths: Sequence[str]) -> BalanceModel:
    same = np.zeros(len(numbers), dtype=np.int64)
    return BalanceModel(treatment, seed=game.seed, numbers=[int(n) for n in numbers], watch=paths, stream=stream,
                        world=game.worlds[0].take(same), params=game.model.params.take(same), collect=False)


def _record(model: BalanceModel, turns: int, play: Callable[[int], None], tick: Tick) -> Paths | None:
    view = model.board.view(model.world, model.params)
    opening = [x.read(view) for x in model.watch]
    for turn in range(1, turns + 1):
        play(turn)
        if tick(model.world.runs):
            return None
    return {x.path: np.stack([opening[i], *(month[i] for month in model.record)]) for i, x in enumerate(model.watch)}


def _play(game: Game, agent: str, model: BalanceModel, turn: int, some: Sequence[Swap | None]) -> None:
    """One turn of all columns, each with its own words and orders of the seat."""
    model.open()
    played = game.branches.now.turns[turn - 1]
    bundles = {who: _by_column(keys, some, turn if who == agent else 0) for who, keys in played.decided.items()}
    bundles.setdefault(agent, _by_column((), some, turn))
    said = {(word.agent, key): yes for word in played.words for key, yes in word.says}
    everywhere = np.ones(len(some), dtype=np.bool_)
    for (who, key), yes in said.items():
        model.speak(who, sayable(model, who, {key: bundles[who].pop(key) if yes else everywhere}, yes), yes)
    model.close({who: sayable(model, who, orders) for who, orders in bundles.items()})


def _by_column(given: Sequence[str], some: Sequence[Swap | None], turn: int) -> dict[str, NDArray[np.bool_]]:
    """In which columns each move is said yes to, in the order in which that was given; with the swaps of a turn, if
    any. What is swapped in comes last: where it is a joint move, it is said when all else has been said."""
    bundles = [_swapped(given, s.decided, s.instead) if s and s.turn == turn else tuple(given) for s in some]
    keys = dict.fromkeys([*given, *(key for bundle in bundles for key in bundle)])
    return {key: np.array([key in bundle for bundle in bundles]) for key in keys}


def sayable(model: BalanceModel, agent: str, wanted: Mapping[str, NDArray[np.bool_]],
            yes: bool = True) -> dict[str, NDArray[np.bool_]]:
    """What of it can be said yes (or no) to in each column: it is the agent's to begin or it is asked, and there is
    capital."""
    board, seat, out = model.board, model.decider(agent), dict[str, NDArray[np.bool_]]()
    left = seat.purse(model.table).copy()
    for key, where in wanted.items():
        part, row = board.part(agent, key), board.row[key]
        begins = board.parts[part].starts & yes
        can = where & (begins | asked(model, row, part)) & (model.outlook.blocked[row] == 0)
        if yes:
            price = model.outlook.prices[part]
            can &= price <= left
            left -= np.where(can, price, 0)
        out[key] = can
    return out


def asked(model: BalanceModel, row: int, part: int) -> NDArray[np.bool_]:
    """In which columns another party has said yes (R,)."""
    others = [k for k, other in enumerate(model.board.parts) if other.move == row and k != part]
    return np.logical_or.reduce(model.tray.yes[others], axis=0)
