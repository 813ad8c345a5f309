"""Crises that actors bring about, as a seat sees them: what foretells them, what they cost, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignView:
    """What foretells a regime. `line`: the value from which on it is told; `above`: whether it is told above it, or
    below; `passed`: whether that is so now."""

    path: str
    label: str
    unit: str
    decimals: int
    value: float
    line: float
    above: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class ExitView:
    """A way out. `key`: the seat's own option that it is, empty if it is nobody's or another's; `cost`: what that costs
    now; `chance`: that it ends the regime in the month in which it comes into force."""

    title: str
    chance: float
    key: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True)
class RegimeView:
    """`since`: the month since which it is open, empty if it is closed; `months`: how many that are; `ended`: how it
    was left, in the turn before, empty if it was not. `own`: it concerns the seat. `opens`: what must hold for it to
    open; `costs`: what it does while it is open; `exits`: the ways out, once it is."""

    key: str
    title: str
    sentence: str
    own: bool
    since: str
    months: int
    ended: str
    opens: tuple[str, ...]
    signs: tuple[SignView, ...]
    costs: tuple[str, ...]
    exits: tuple[ExitView, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class OddsView:
    """The share of futures in which a regime, closed now, opens within some months. `words`: the same as a sentence."""

    key: str
    title: str
    odds: float
    months: int
    runs: int
    words: str
