"""Turns that have been played, and lines of play."""

from __future__ import annotations

from dataclasses import dataclass

from sim.views.board import ReadingView
from sim.views.turn import DeedView, OutcomeView, ProposalView


@dataclass(frozen=True, slots=True)
class PastTurnView:
    """A turn that has been played: the seat's orders, what the others did, the proposals of the turn, what came into
    force, the largest changes and how far the forecast held."""

    turn: int
    date: str
    outcomes: tuple[OutcomeView, ...]
    deeds: tuple[DeedView, ...]
    proposals: tuple[ProposalView, ...]
    struck: tuple[str, ...]
    news: tuple[str, ...]
    changes: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class BranchView:
    """One line of play. `turns`: how many it has; `left_at`: the turn where it left the line `parent` (0 for the
    first line); `now`: it is the one in play; `orders`: (date, the seat's orders or None) by turn."""

    name: str
    turns: int
    left_at: int
    parent: str
    now: bool
    orders: tuple[tuple[str, str | None], ...]
