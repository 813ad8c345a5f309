"""What is there to play: scenarios, their seats, saved games."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat that can be taken. Its brief is told to whoever takes it, not to all who choose."""

    id: str
    label: str
    short: str
    situation: str
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario on the Start screen."""

    id: str
    title: str
    summary: str
    opens: str
    ends: str
    minutes: int
    turns: int
    seats: tuple[SeatChoice, ...]


@dataclass(frozen=True, slots=True)
class SavedGameView:
    """A saved game on the Start screen. `trouble`: why it cannot be gone on with, or what is wrong; else empty.
    `place`: where it is kept, as a person calls it."""

    id: str
    scenario: str
    title: str
    seats: tuple[str, ...]
    turn: int
    turns: int
    date: str
    over: bool
    saved: str
    trouble: str = ""
    place: str = ""
