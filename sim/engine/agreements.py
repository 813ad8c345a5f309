"""What becomes of yeses: agreements that all parties want may fail, and proposals that are left lying are snubs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.engine.advance import Sums
from sim.engine.board import Board
from sim.engine.ledger import Ledger
from sim.rules.view import View
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise, key_of
from sim.world.pacts import Pacts
from sim.world.state import Params, World

if TYPE_CHECKING:
    from sim.engine.traced import Tapes

Yes = NDArray[np.bool_]

LUCK_LASTS = 36
"""Months for which an agreement has the same luck, about the term of a government: who tries again sooner needs better
odds. The luck of each begins in a month of its own, so that no new year renews everybody's."""


def odds(board: Board, view: View, pacts: Pacts) -> Array:
    """The chance of each of these agreements (N, R), were all to say yes now."""
    out = np.ones((pacts.size, view.world.runs))
    for rule in (rule for rule in board.rules if rule.phase == "conclude"):
        change = rule.body(view, view.params.of(rule.id), view.roles, pacts)["odds"]
        out += on_grid(view.params.switched(rule.id, change))
    return np.clip(out, 0.0, 1.0)


def fail(board: Board, view: View, agreed: Yes, noise: Noise, tapes: Tapes | None = None) -> Yes:
    """Which of the moves (M, R) that all parties want, and nothing blocks, do not come about. `tapes`: the programs
    that tell the odds faster."""
    out, some = np.zeros_like(agreed), np.any(agreed[board.pacts.move], axis=1)
    pacts = board.pacts.of(some)
    if pacts.size:
        luck = np.stack([_luck(board, int(row), view.world.month, noise) for row in pacts.move])
        chances = tapes.odds(view)[some] if tapes else odds(board, view, pacts)
        out[pacts.move] = agreed[pacts.move] & (luck >= chances)
    return out


def _luck(board: Board, row: int, month: int, noise: Noise) -> Array:
    """Of an agreement in a month (R,), from 0 to 1; below its odds it comes about."""
    name = board.luck.move(board.moves[row])
    return noise.uniform(f"conclude:{name}", (month + key_of(name) % LUCK_LASTS) // LUCK_LASTS)


def snubs(board: Board, open_: Yes, yes: Yes) -> Array:
    """How many proposals of a leadership a the leadership b has left without a yes (A, A, R). `open_` (M, R): moves
    that somebody has proposed and nothing blocks; `yes` (P, R)."""
    actors = board.sizes.actors
    out = np.zeros((len(actors), len(actors), yes.shape[1]))
    for first, second in board.asked_by:
        one, other = board.parts[first], board.parts[second]
        left = open_[one.move] & yes[first] & ~yes[second]
        out[actors.index(one.actor), actors.index(other.actor)] += left
    return out


def remember(board: Board, world: World, params: Params, left: Array, ledger: Ledger) -> World:
    """What snubs (A, A, R) do, by the rules of the phase `snub`."""
    if not left.any():
        return world
    view, sums = board.view(world, params), Sums(world, ledger, "snub")
    for rule in (rule for rule in board.rules if rule.phase == "snub"):
        for name, delta in rule.body(view, params.of(rule.id), board.roles, left).items():
            sums.add(rule.id, name, params.switched(rule.id, delta))
    return sums.close()
