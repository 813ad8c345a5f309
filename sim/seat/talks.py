"""Proposals and answers, of the open turn or of one that has been played: who said what of a joint option, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.agents.table import Deed
from sim.engine.moves import Move
from sim.rules.view import View
from sim.seat.chances import chance_of
from sim.seat.choices import CALLS, clause, consideration
from sim.seat.sight import Sight
from sim.seat.words import all_of, title
from sim.texts import say
from sim.views import AnswerView, ProposalView, in_hundred

PROPOSED, AGREED, REFUSED, SILENT, AWAITED = "proposed", "agreed", "refused", "silent", "awaited"
ORDER = {PROPOSED: 0, AGREED: 1, REFUSED: 2, SILENT: 3, AWAITED: 3}


def proposals(sight: Sight, turn: int) -> Iterator[ProposalView]:
    """Options of several parties that somebody proposed in the turn, the seat's own first."""
    deeds = {(deed.agent, deed.move): deed for deed in sight.deeds(turn)}
    asked = {deed.move for deed in deeds.values() if deed.yes}
    moves = [move for move in sight.board.moves if move.key in asked and len(move.parties) > 1]
    for move in sorted(moves, key=lambda move: sight.agent not in move.parties):
        yield _proposal(sight, turn, move, deeds)


def _proposal(sight: Sight, turn: int, move: Move, deeds: Mapping[tuple[str, str], Deed]) -> ProposalView:
    answers = [answer(sight, turn, party, deeds.get((party, move.key))) for party in move.parties]
    struck = move.key in sight.game.struck(turn)
    came = say("seat-in-force") if struck else not_struck(sight, move.key, turn)
    return ProposalView(move.key, title(sight.board, move.key, sight.agent),
                        tuple(sorted(answers, key=lambda answer: ORDER[answer.said])), struck,
                        _stands(sight, move, deeds) if turn == sight.game.turn else came, sight.agent in move.parties)


def answer(sight: Sight, turn: int, party: str, deed: Deed | None) -> AnswerView:
    """What the party said, and why: while the turn is open in a sentence, afterwards by what weighed most."""
    who, still = sight.board.word(party), turn == sight.game.turn
    if deed is None:
        return AnswerView(who, AWAITED if still else SILENT)
    said = (PROPOSED if deed.stage == "start" else AGREED) if deed.yes else REFUSED
    instead = title(sight.board, deed.instead, sight.agent) if deed.instead else ""
    if party in sight.game.people:
        reason, other = sight.word(party, deed.move, turn)
        return AnswerView(who, said, (), say("seat-gives", reason=reason) if reason else "",
                          title(sight.board, other, sight.agent) if other else "")
    if still:
        return AnswerView(who, said, (), ground(sight, deed, turn), instead)
    return AnswerView(who, said, reasons_of(sight, deed, turn), "", instead)


def _stands(sight: Sight, move: Move, deeds: Mapping[tuple[str, str], Deed]) -> str:
    """How it stands while the turn is open."""
    said = {party: deeds.get((party, move.key)) for party in move.parties}
    refused = [sight.board.word(party) for party, deed in said.items() if deed and not deed.yes]
    missing = [sight.board.word(party) for party, deed in said.items() if deed is None]
    if refused:
        return say("seat-declined", who=all_of(refused))
    return say("seat-waits", who=all_of(missing)) if missing else say("seat-agreed", odds=_holds(sight, move.key))


def not_struck(sight: Sight, key: str, turn: int) -> str:
    """Who stood in the way."""
    yes = {deed.agent for deed in sight.deeds(turn) if deed.move == key and deed.yes}
    missing = [sight.board.word(party) for party in sight.board.move(key).parties if party not in yes]
    if missing:
        return say("seat-not-agreed", who=all_of(missing))
    failed = sight.game.failed(turn)
    return say("seat-failed", odds=str(in_hundred(failed[key]))) if key in failed else say("seat-lapsed")


def _holds(sight: Sight, key: str) -> str:
    """In how many of 100 it comes about, now that all agree; "none" of what cannot fail."""
    model = sight.game.model
    found = chance_of(sight, sight.board.view(model.world, model.params), key)
    return str(found.in_hundred) if found else "none"


# --- why -------------------------------------------------------------------------------------------------------------


def reasons_of(sight: Sight, deed: Deed, turn: int) -> tuple[str, ...]:
    """The considerations that decided a deed, in words."""
    view = _then(sight, turn)
    return tuple(consideration(sight, view, deed.move, rule, weight) for rule, weight in deed.reasons)


def ground(sight: Sight, deed: Deed, turn: int) -> str:
    """Its reason in a sentence: the consideration that weighed most for what it said."""
    rule = next((rule for rule, weight in deed.reasons if (weight > 0) == deed.yes), "")
    if not rule:
        return say("seat-holds-nothing", yes=deed.yes)
    view = _then(sight, turn)
    if rule == CALLS:
        return say("seat-points", what=consideration(sight, view, deed.move, rule, 1.0)[2:].rstrip("."))
    return say("seat-holds", why=clause(sight, view, deed.move, rule))


def _then(sight: Sight, turn: int) -> View:
    return sight.board.view(sight.game.worlds[turn - 1], sight.game.model.params)
