"""The glossary: the scenario's words for roles, its numbers, doctrines, institutions and the claims of the source."""

from __future__ import annotations

from collections.abc import Iterator

from sim.catalogue import VARIABLES
from sim.engine.board import Board
from sim.rules import RULES
from sim.seat.why import filled, places
from sim.seat.words import plain
from sim.views import TermView

# Of the source, in our words: (term, what it means here, claims).
TERMS = (
    ("Multi-vector policy", "Good ties with several great powers at once, so that none of them can dictate. {small} "
     "set itself this course and holds to it.", ("C10", "C17")),
    ("Vector", "The ties with one great power: institutions, security, people, goodwill, trade, investment, credit.",
     ("C11",)),
    ("Balance", "How evenly ties are spread over the partners. When some ties grow, balance is restored by deepening "
     "the others, not by cutting back the first.", ("C10", "C11")),
    ("Precedent", "What has worked with one partner and becomes the model for the next; here {precedent} moved first.",
     ("C12", "C26")),
    ("Enhanced dialogue", "Regular meetings of officials in three baskets: politics and security, trade and "
     "investment, people.", ("C44", "C08")),
    ("Divide and rule", "If {twins} do not act together, great powers can deal with each alone.", ("C24",)),
    ("Absorption", "Co-operation in the region is joined by a great power and then merged into a wider body of its "
     "own.", ("C21",)),
    ("The five and a partner", "The foreign ministers of {region} and of an outside partner in one format.", ("C25",)),
    ("Collateral damage", "What sanctions on one country do to another whose economy is tied to it.", ("C30", "C31")),
    ("Listening state", "A state that is to be attentive and to answer, without political liberalisation.", ("C52",)),
    ("Steered reform", "Reform from above and step by step.", ("C53", "C54")),
    ("Pull of an administration", "Each new administration has priorities of its own; who comes with what fits them is "
     "heard.", ("C13", "C32")),
    ("Shared danger", "A common threat makes great powers work together while it lasts.", ("C09",)),
    ("Format", "A standing arrangement in which two or more sides meet; what it carries grows with each meeting.",
     ("C08", "C19")),
    ("Step", "A change that a government would notice; indicators of different kinds are compared in steps.", ()),
    ("Political capital", "What a government can spend on decisions in a season; large decisions cost more, repeated "
     "ones too.", ()),
    ("Luck", "Whatever the rules leave open. Two choices are compared under the same luck.", ()),
)
HIDDEN = ("none",)


def glossary(board: Board) -> tuple[TermView, ...]:
    """Alphabetical within each kind; the chapter's terms first."""
    return (*_sorted(_terms(board)), *_sorted(_numbers(board)), *_sorted(_doctrines(board)),
            *_sorted(_institutions(board)), *_claims(board))


def _sorted(found: Iterator[TermView]) -> list[TermView]:
    return sorted(found, key=lambda entry: entry.term.lower())


def _terms(board: Board) -> Iterator[TermView]:
    for term, words, claims in TERMS:
        yield TermView(term.lower().replace(" ", "-"), term, filled(board, words), "term", places(board, claims))


def _numbers(board: Board) -> Iterator[TermView]:
    """What a player can meet, with the places of the claims whose rules move it."""
    for v in VARIABLES:
        if v.kind != "constant" and v.seen not in HIDDEN:
            claims = dict.fromkeys(claim for rule in RULES if v.name in rule.writes for claim in rule.claims)
            unit = f" Unit: {v.unit}." if v.unit else ""
            yield TermView(v.name, v.label, v.meaning + unit, "number", places(board, claims))


def _doctrines(board: Board) -> Iterator[TermView]:
    for key, doctrine in board.scenario.doctrines.items():
        words = filled(board, plain(doctrine.sentence))
        yield TermView(key, doctrine.label, words, "doctrine", places(board, doctrine.claims))


def _institutions(board: Board) -> Iterator[TermView]:
    for key, institution in board.scenario.institutions.items():
        members = ", ".join(board.word(actor) for actor in institution.members)
        words = f"Carries an institutional depth of {institution.depth:g} between two members."
        yield TermView(key, institution.label, f"{words} Members at the start: {members}." if members else words,
                       "institution")


def _claims(board: Board) -> Iterator[TermView]:
    for key, claim in board.scenario.claims.items():
        contested = f" Contested: {plain(claim.contested)}" if claim.contested else ""
        yield TermView(key, key, plain(claim.text) + contested, "claim",
                       tuple(place.strip() for place in claim.place.split(",")))
