"""The glossary: the scenario's words for roles, its numbers, doctrines, institutions and the claims of the source."""

from __future__ import annotations

from collections.abc import Iterator

from sim.catalogue import VARIABLES
from sim.engine.board import Board
from sim.rules import RULES
from sim.scenario.base import Term
from sim.seat.why import filled, origin, places
from sim.seat.words import plain
from sim.texts import say
from sim.views import TermView

# Of the source, in our words: a text whose attribute is what it means here, and its claims.
TERMS = {
    "term-multi-vector-policy": ("C10", "C17"),
    "term-vector": ("C11",),
    "term-balance": ("C10", "C11"),
    "term-precedent": ("C12", "C26"),
    "term-enhanced-dialogue": ("C44", "C08"),
    "term-divide-and-rule": ("C24",),
    "term-absorption": ("C21",),
    "term-the-five-and-a-partner": ("C25",),
    "term-collateral-damage": ("C30", "C31"),
    "term-listening-state": ("C52",),
    "term-steered-reform": ("C53", "C54"),
    "term-pull-of-an-administration": ("C13", "C32"),
    "term-shared-danger": ("C09",),
    "term-format": ("C08", "C19"),
    "term-step": (),
    "term-points": (),
    "term-political-capital": (),
    "term-luck": (),
}
ROLES: tuple[Term, ...] = ("small", "precedent", "twins", "region")  # that the texts speak of
HIDDEN = ("none",)


def glossary(board: Board) -> tuple[TermView, ...]:
    """Alphabetical within each kind; the chapter's terms first."""
    return (*_sorted(_terms(board)), *_sorted(_numbers(board)), *_sorted(_doctrines(board)),
            *_sorted(_institutions(board)), *_claims(board))


def _sorted(found: Iterator[TermView]) -> list[TermView]:
    return sorted(found, key=lambda entry: entry.term.lower())


def _terms(board: Board) -> Iterator[TermView]:
    for key, claims in TERMS.items():
        words = say(f"{key}.told", **{role: board.scenario.terms.get(role, role) for role in ROLES})
        yield TermView(key.removeprefix("term-"), say(key), words, "term", places(board, claims))


def _numbers(board: Board) -> Iterator[TermView]:
    """What a player can meet, with the places of the claims whose rules move it."""
    for v in VARIABLES:
        if v.kind != "constant" and v.seen not in HIDDEN:
            claims = dict.fromkeys(claim for rule in RULES if v.name in rule.writes for claim in rule.claims)
            words = say("term-unit", meaning=v.meaning, unit=v.unit) if v.unit else v.meaning
            yield TermView(v.name, v.label, words, "number", places(board, claims))


def _doctrines(board: Board) -> Iterator[TermView]:
    for key, doctrine in board.scenario.doctrines.items():
        words = filled(board, plain(doctrine.sentence))
        yield TermView(key, doctrine.label, words, "doctrine", origin(board, doctrine))


def _institutions(board: Board) -> Iterator[TermView]:
    for key, institution in board.scenario.institutions.items():
        members = ", ".join(board.word(actor) for actor in institution.members)
        words = say("term-institution", depth=f"{institution.depth:g}", members=members or "none")
        yield TermView(key, institution.label, words, "institution")


def _claims(board: Board) -> Iterator[TermView]:
    for key, claim in board.scenario.claims.items():
        words = plain(claim.text)
        words = say("term-contested", claim=words, by=plain(claim.contested)) if claim.contested else words
        yield TermView(key, key, words, "claim",
                       tuple(place.strip() for place in claim.place.split(",")))
