"""One question before something that counts."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions import key
from tui.preview import goal_row
from tui.screens.cards import Card
from tui.snapshot import Snapshot


class ConfirmCard(Card[bool]):
    """Answers True on enter, None on escape."""

    BINDINGS = [key("enter,y", "yes", "Yes", "Do it")]

    def __init__(self, title: str, lines: Sequence[str], yes: str) -> None:
        super().__init__()
        self.title_text, self.lines = title, lines
        self.hint = f"⏎ {yes} · esc not yet"

    def text(self) -> str:
        return "\n".join(self.lines)

    def action_yes(self) -> None:
        self.dismiss(True)


def submission(snapshot: Snapshot) -> ConfirmCard:
    """The pending orders with their prices, what is left unanswered, and the forecast where it is known."""
    view = snapshot.view
    ordered = [option for option in view.options if option.key in snapshot.orders]
    lines = [f"{option.cost or ' '} {option.title}" for option in ordered]
    total = [f"Cost {snapshot.cost} of {view.capital}." if ordered else "You have ordered nothing: you pass this turn."]
    unanswered = [o.title for o in view.brief.proposals if o.key not in snapshot.orders]
    left = [f"Proposals left unanswered, which is a no: {'; '.join(unanswered)}."] if unanswered else []
    found = snapshot.forecast(snapshot.orders) if ordered else None
    ahead = ["", f"Better for your goals in {found.better:.0%} of {found.runs} draws, worse in {found.worse:.0%}.",
             *(goal_row(g) for g in found.goals)] if found else []
    return ConfirmCard(f"Submit for {view.date}?", [*lines, *total, *left, *ahead], "submits and runs the turn")


def rewinding(turn: int) -> ConfirmCard:
    lines = ["What you played after it is kept as a line of its own; History (6) lists it."]
    return ConfirmCard(f"Back to the opening of turn {turn}?", lines, "goes back")
