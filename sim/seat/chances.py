"""What a seat is told of an agreement before it says a word of it: the odds that it comes about, and what a no costs.

The numbers are the engine's own. They rest on what is known to all (a test asks that of every rule that they come of).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

import numpy as np

from sim.catalogue import BY_NAME
from sim.engine.agreements import chances, costs, odds, renewed, snubs, terms, tried
from sim.engine.board import Board
from sim.engine.moves import Move, actor_of
from sim.rules.agree import WEIGHED
from sim.rules.view import View
from sim.seat.sight import Sight
from sim.seat.why import BY_ID, origin, rule_words
from sim.seat.words import all_of, amount, label, months
from sim.texts import say
from sim.views import CauseRow, ChanceView, in_hundred
from sim.world.arrays import Array
from sim.world.pacts import Pacts


def chance_of(sight: Sight, view: View, key: str) -> ChanceView | None:
    """The odds of an agreement, if all say yes on this World; None of a move that cannot fail."""
    board = sight.board
    pact = board.pacts.of(board.pacts.move == board.row[key])
    if not pact.size or not any(rule.phase == "conclude" for rule in board.rules):
        return None
    now = float(chances(board, view, pact)[0, 0])
    return ChanceView(now, tuple(_rows(sight, view, pact, now)), _until(sight, view, pact))


def _rows(sight: Sight, view: View, pact: Pacts, now: float) -> Iterator[CauseRow]:
    """What makes of certainty these odds; the amounts add up."""
    left = 1.0
    for id, change in terms(sight.board, view, pact):
        if by := float(change[0, 0]):
            rule, left = BY_ID[id], left + by
            words = " ".join(filter(None, [rule_words(sight.board, rule.sentence), _number(sight, view, pact, id)]))
            yield CauseRow(id, words, by, "rule", id, rule.claims, origin(sight.board, rule), rule.standing)
    today = float(odds(sight.board, view, pact)[0, 0])
    if today != left:
        yield CauseRow("bounds", say("move-bounds"), today - left, "bounds")
    if now != today:
        yield CauseRow("luck", _failed(sight, view, pact), now - today, "luck")


def _number(sight: Sight, view: View, pact: Pacts, rule: str) -> str:
    """The number that a rule weighs, if it is one of many: `Goodwill towards X 0.31.`"""
    if rule not in WEIGHED:
        return ""
    among, lowest = WEIGHED[rule]
    name = BY_ID[rule].reads[0]
    x = np.where(among(pact, view.roles)[0] > 0, getattr(view, name), np.inf if lowest else -np.inf)[..., 0]
    place = np.unravel_index(np.argmin(x) if lowest else np.argmax(x), x.shape)
    path = ".".join([*(sight.board.sizes.actors[k] for k in place), name])
    value = f"{float(x[place]):.{BY_NAME[name].decimals}f}"
    words = label(sight.board, path, sight.seat)
    return say("agree-number", label=words[:1].upper() + words[1:], value=value)


def _failed(sight: Sight, view: View, pact: Pacts) -> str:
    before = float(tried(sight.board, view, pact)[0, 0])
    return say("agree-luck", odds=str(in_hundred(before)), until=_until(sight, view, pact))


def _until(sight: Sight, view: View, pact: Pacts) -> str:
    """The month in which its luck changes, in words."""
    month = renewed(sight.board, int(pact.move[0]), view.world.month) + sight.board.starts
    return months(month, month)


# --- what a no costs -------------------------------------------------------------------------------------------------


def snub_of(sight: Sight, view: View, key: str) -> str:
    """What it costs to leave the move without a yes: the seat, of what others propose; else those whom it asks."""
    board, move = sight.board, sight.board.move(key)
    asking = list(sight.asks(key))
    left = _left(board, move, asking or [sight.agent], {sight.agent} if asking else set(move.parties))
    told = list(_costs(sight, view, left, {actor_of(name) for name in move.parties}))
    return say("agree-snub", costs="; ".join(told), asked=bool(asking), who=all_of(
        [board.word(name) for name in move.parties if name != sight.agent])) if told else ""


def _left(board: Board, move: Move, asking: Collection[str], silent: Collection[str]) -> Array:
    """Snubs (A, A, 1), were the one to propose the move and the others to leave it lying."""
    open_ = np.array([[one is move] for one in board.moves])
    yes = np.array([[part.agent in asking or part.agent not in silent] for part in board.parts])
    return snubs(board, open_, yes)


def _costs(sight: Sight, view: View, left: Array, parties: Set[str]) -> Iterator[str]:
    """What becomes of the seat's numbers with the other parties; and, the same for each, with all who saw it."""
    actors, seen = sight.board.sizes.actors, dict[str, None]()
    for _, name, delta in costs(sight.board, view, left):
        for a, b in np.argwhere(delta[..., 0]):
            path, by = f"{actors[a]}.{actors[b]}.{name}", amount(float(delta[a, b, 0]), BY_NAME[name])
            if sight.seat in (actors[a], actors[b]) and sight.sees(path):
                if parties >= {actors[a], actors[b]}:
                    yield f"{label(sight.board, path, sight.seat)} {by}"
                else:
                    seen[say("agree-seen", label=BY_NAME[name].label, amount=by)] = None
    yield from seen
