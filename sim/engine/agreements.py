"""What becomes of yeses: agreements that all parties want may fail, and proposals that are left lying are snubs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.engine.advance import Sums
from sim.engine.board import Board
from sim.engine.ledger import Ledger
from sim.rules.view import View
from sim.world.arrays import Array, on_grid, positive
from sim.world.noise import Noise, key_of
from sim.world.pacts import Pacts
from sim.world.state import Params, World

if TYPE_CHECKING:
    from sim.engine.traced import Tapes

Yes = NDArray[np.bool_]

LUCK_LASTS = 36
"""Months for which an agreement has the same luck, about the term of a government: who tries again sooner needs better
odds. The luck of each begins in a month of its own, so that no new year renews everybody's."""


ODDS = 100
"""How finely the odds of a failure are written down: in `World.since` of its move, below -1, with the term of luck."""


def odds(board: Board, view: View, pacts: Pacts) -> Array:
    """The chance of each of these agreements (N, R), were all to say yes now, for whoever knows nothing of its luck."""
    out = np.ones((pacts.size, view.world.runs))
    for _, change in terms(board, view, pacts):
        out += change
    return np.clip(out, 0.0, 1.0)


def terms(board: Board, view: View, pacts: Pacts) -> Iterator[tuple[str, Array]]:
    """What the odds are made of beside 1: each rule, and what it adds (N, R)."""
    for rule in (rule for rule in board.rules if rule.phase == "conclude"):
        change = rule.body(view, view.params.of(rule.id), view.roles, pacts)["odds"]
        yield rule.id, on_grid(view.params.switched(rule.id, change))


def chances(board: Board, view: View, pacts: Pacts, now: Array | None = None) -> Array:
    """The same (N, R) for whoever has seen them fail: luck lasts, so it lies above the odds at which they failed.
    `now`: their odds, where a program has told them."""
    before = tried(board, view, pacts)
    return positive((odds(board, view, pacts) if now is None else now) - before) / (1.0 - before)


def tried(board: Board, view: View, pacts: Pacts) -> Array:
    """The best odds at which each of these agreements has failed with the luck that it has now, down to a hundredth
    (N, R); 0 where it has not."""
    code = -2.0 - view.world.since[pacts.move]
    term = np.floor(code / ODDS)
    return np.where((code >= 0.0) & (term == _terms(board, view, pacts)), (code - ODDS * term) / ODDS, 0.0)


def _terms(board: Board, view: View, pacts: Pacts) -> Array:
    """Which luck each agreement has now, counted from the start (N, 1)."""
    return np.floor((view.world.month + _begun(board, pacts)) / LUCK_LASTS)


def renewed(board: Board, row: int, month: int) -> int:
    """The month in which the agreement has other luck than in this one."""
    begun = key_of(board.luck.move(board.moves[row])) % LUCK_LASTS
    return month + LUCK_LASTS - (month + begun) % LUCK_LASTS


def _begun(board: Board, pacts: Pacts) -> Array:
    """For how many months each agreement has had its first luck when the scenario starts (N, 1)."""
    names = [board.luck.move(board.moves[row]) for row in pacts.move]
    return np.array([[float(key_of(name) % LUCK_LASTS)] for name in names]).reshape(len(names), 1)


def fail(board: Board, view: View, agreed: Yes, noise: Noise, tapes: Tapes | None = None) -> Yes:
    """Which of the moves (M, R) that all parties want, and nothing blocks, do not come about. `tapes`: the programs
    that tell the odds faster."""
    out, some = np.zeros_like(agreed), np.any(agreed[board.pacts.move], axis=1)
    pacts = board.pacts.of(some)
    if pacts.size:
        out[pacts.move] = agreed[pacts.move] & (_luck(board, view, pacts, noise) >= _of_these(board, view, some, tapes))
    return out


def _of_these(board: Board, view: View, some: NDArray[np.bool_], tapes: Tapes | None) -> Array:
    """The odds of some of the board's agreements."""
    return tapes.odds(view)[some] if tapes else odds(board, view, board.pacts.of(some))


def note(board: Board, view: View, failed: Yes, tapes: Tapes | None = None) -> World:
    """The World in which it is written down at what odds these moves (M, R) have failed."""
    world, some = view.world, np.any(failed[board.pacts.move], axis=1)
    pacts = board.pacts.of(some)
    best = np.maximum(np.floor(ODDS * _of_these(board, view, some, tapes)), np.rint(ODDS * tried(board, view, pacts)))
    code = -2.0 - ODDS * _terms(board, view, pacts) - best
    since = world.since.copy()
    since[pacts.move] = np.where(failed[pacts.move], code, since[pacts.move]).astype(since.dtype)
    return replace(world, since=since)


def _luck(board: Board, view: View, pacts: Pacts, noise: Noise) -> Array:
    """Of each agreement (N, R), from 0 to 1; below its odds it comes about. Where the present is played on under other
    luck, that is none by which it would not have failed as it did."""
    now, before = _terms(board, view, pacts).astype(np.int64), tried(board, view, pacts)
    drawn = np.stack([noise.uniform(f"conclude:{board.luck.move(board.moves[row])}", int(term))
                      for row, term in zip(pacts.move, now[:, 0], strict=True)])
    other = before + (1.0 - before) * np.divide(drawn, before, out=np.zeros_like(drawn), where=before > 0.0)
    return np.where(drawn < before, other, drawn)


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
    sums = Sums(world, ledger, "snub")
    for rule, name, delta in costs(board, board.view(world, params), left):
        sums.add(rule, name, delta)
    return sums.close()


def costs(board: Board, view: View, left: Array) -> Iterator[tuple[str, str, Array]]:
    """What snubs (A, A, R) cost: rule, stock, and what is added to it."""
    for rule in (rule for rule in board.rules if rule.phase == "snub"):
        for name, delta in rule.body(view, view.params.of(rule.id), board.roles, left).items():
            yield rule.id, name, view.params.switched(rule.id, delta)
