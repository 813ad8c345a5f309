"""One question before something that counts."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from tui.actions import key
from tui.preview import goal_table
from tui.screens.cards import WIDTH, Card
from tui.snapshot import Snapshot
from tui.views import ForecastView, visible


class ConfirmCard(Card[bool]):
    """Answers True on enter, None on escape."""

    BINDINGS = [key("enter,y", "yes", "Yes", "Do it")]

    def __init__(self, title: str, lines: Sequence[str], yes: str) -> None:
        super().__init__()
        self.title_text, self.lines = title, lines
        self.hint = f"⏎ {yes} · esc not yet"

    def text(self) -> str:
        return visible("\n".join(self.lines))

    def action_yes(self) -> None:
        self.dismiss(True)


class SubmissionCard(ConfirmCard):
    """The one question of a turn. Its forecast may come while it is being read."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(f"Submit for {snapshot.view.date}?", submission(snapshot), "submits and runs the turn")

    def renew(self, snapshot: Snapshot) -> None:
        self.lines = submission(snapshot)
        self.query_one("#text", Static).update(self.text())


def submission(snapshot: Snapshot) -> list[str]:
    """The pending orders with their prices, what is left unanswered, and the forecast as soon as it is known."""
    view = snapshot.view
    ordered = [option for option in view.options if option.key in snapshot.orders]
    lines = [f"{option.cost} {option.title}" for option in ordered]
    total = [f"Cost {snapshot.cost} of {view.capital}." if ordered else "You have ordered nothing: you pass this turn."]
    unanswered = [o.title for o in view.brief.proposals if o.key not in snapshot.orders]
    left = [f"Proposals left unanswered, which is a no: {'; '.join(unanswered)}."] if unanswered else []
    found = snapshot.forecast(snapshot.orders) if ordered else None
    return [*lines, *total, *left, *(ahead(found) if ordered else ())]


def ahead(found: ForecastView | None) -> list[str]:
    """What may come of the orders."""
    if found is None:
        return ["", "Computing what may come of it ..."]
    verdict = f"Better for your goals in {found.better:.0%} of {found.runs} draws, worse in {found.worse:.0%}."
    return ["", verdict, *goal_table(found, WIDTH)]


def rewinding(turn: int, sealed: bool) -> ConfirmCard:
    kept = ["What you played after it is kept as a line of its own; History (6) lists it."]
    lost = ["Orders that are sealed stay unread; they are given anew."] if sealed else []
    return ConfirmCard(f"Back to the opening of turn {turn}?", [*kept, *lost], "goes back")
