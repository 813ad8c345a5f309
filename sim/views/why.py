"""Explanations: why a number changed, and what a word means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TermKind = Literal["term", "number", "doctrine", "institution", "claim"]


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause of a change: `amount` in the indicator's unit; the amounts of an explanation add up exactly."""

    cause: str
    words: str
    amount: float
    kind: str
    rule: str = ""
    claims: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an indicator changed over some months: before + all amounts == after. `turn`: 0 for since the opening."""

    path: str
    label: str
    unit: str
    decimals: int
    turn: int
    dates: str
    before: float
    after: float
    rows: tuple[CauseRow, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry of the glossary. `id`: within its kind, that of a variable for a number; `places`: where in the
    chapter."""

    id: str
    term: str
    words: str
    kind: TermKind
    places: tuple[str, ...] = ()
