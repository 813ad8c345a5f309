"""One question before something that counts."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from tui.actions import key
from tui.preview import goal_table, verdict
from tui.screens.cards import WIDTH, Card
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import ForecastView, visible


class ConfirmCard(Card[bool]):
    """Answers True on enter, None on escape."""

    BINDINGS = [key("enter,y", "yes", "keys-yes")]

    def __init__(self, title: str, lines: Sequence[str], yes: str) -> None:
        super().__init__()
        self.title_text, self.lines = title, lines
        self.hint = say("card-confirm", yes=yes)

    def text(self) -> str:
        return visible("\n".join(self.lines))

    def action_yes(self) -> None:
        self.dismiss(True)


class SubmissionCard(ConfirmCard):
    """The one question of a turn. Its forecast may come while it is being read."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(say("card-submit", when=snapshot.view.date), submission(snapshot), say("card-submits"))

    def renew(self, snapshot: Snapshot) -> None:
        self.lines = submission(snapshot)
        self.query_one("#text", Static).update(self.text())


def submission(snapshot: Snapshot) -> list[str]:
    """What was said, the pending orders with their prices, what is left unanswered, and the forecast as soon as it is
    known."""
    view = snapshot.view
    ordered = [option for option in view.options if option.key in snapshot.orders]
    said = [f"{p.title}: {p.words}" for p in snapshot.talks if p.own]
    lines = [*said, *(f"{option.cost} {option.title}" for option in ordered)]
    spent = ordered or snapshot.cost
    cost = say("card-cost", cost=snapshot.cost, capital=view.capital) if spent else say("card-pass")
    unanswered = [o.title for o in snapshot.proposals if o.key not in snapshot.orders]
    left = [say("card-unanswered", titles="; ".join(unanswered))] if unanswered else []
    found = snapshot.forecast(snapshot.orders) if ordered else None
    return [*lines, cost, *left, *(ahead(found) if ordered else ())]


def ahead(found: ForecastView | None) -> list[str]:
    """What may come of the orders."""
    if found is None:
        return ["", say("card-computing")]
    return ["", verdict(found), *goal_table(found, WIDTH)]


def rewinding(turn: int, sealed: bool, said: bool = False) -> ConfirmCard:
    """`said`: to the opening of the turn that is open, in which something was said."""
    kept, lost = [say("card-back-said" if said else "card-back-kept")], [say("card-back-sealed")] if sealed else []
    return ConfirmCard(say("card-back", turn=turn), [*kept, *lost], say("card-goes-back"))
