"""5 Deals: the public phase of a turn, in which joint options are proposed and answered; what the others did."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from tui.actions import key
from tui.figures import start
from tui.lines import deed, option_card, titled
from tui.messages import CardAsked, CardMissing, PagesAsked, Refused, Toggled
from tui.screens.base import GameScreen
from tui.snapshot import Snapshot
from tui.texts import say
from tui.told import answers
from tui.views import DeedView, OptionView, ProposalView, TurnView
from tui.widgets import Row, Rows, TextPane
from tui.widgets.rows import section

PLACES = ("asked", "advised", "open", "closed")


class DealsScreen(GameScreen):
    """What can be said now and what was said, in this turn and the last, left; parties and reasons right."""

    MODE = "deals"
    GUIDE = "deals-guide"
    BINDINGS = [key("enter,space", "toggle", "keys-agree"),
                key("n", "refuse", "keys-refuse"),
                key("a", "counter", "keys-counter"),
                key("o", "card", "keys-card")]

    def __init__(self) -> None:
        super().__init__()
        self.shown: TurnView | None = None

    def compose_body(self) -> ComposeResult:
        yield Rows(id="deals")
        yield TextPane(id="answers")

    def show(self, snapshot: Snapshot) -> None:
        deals = self.query_one("#deals", Rows)
        deals.border_title = Content(say("deals-title"))
        deals.write(deal_rows(snapshot))
        if self.shown is None or self.shown.turn != snapshot.view.turn:
            deals.focus()
            self.post_message(PagesAsked())
        self.shown = snapshot.view
        self._detail(snapshot)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self.snapshot:
            self._detail(self.snapshot)
            self.query_one("#answers").scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_toggle()

    def _detail(self, snapshot: Snapshot) -> None:
        row, pane = self.query_one("#deals", Rows).row, self.query_one("#answers", TextPane)
        pane.border_title = Content(say("deals-parties"))
        if row and snapshot.option(row.key) and row.key not in snapshot.cards:
            self.post_message(CardMissing(row.key))
        pane.write(detail(snapshot, row.key) if row else ())

    def seek(self, move: str) -> None:
        """Put the cursor on what was said of a move in this turn."""
        self.query_one("#deals", Rows).seek(f"talk|{move}")

    def action_toggle(self) -> None:
        row = self.query_one("#deals", Rows).row
        if row and self.snapshot and self.snapshot.option(row.key):
            self.post_message(Toggled(row.key))

    def action_refuse(self, counter: bool = False) -> None:
        row = self.query_one("#deals", Rows).row
        option = self.snapshot.option(row.key) if row and self.snapshot else None
        if option and option.place == "asked":
            self.post_message(Refused(option.key, counter))
        else:
            self.notify(say("deals-not-asked"), timeout=5)

    def action_counter(self) -> None:
        self.action_refuse(True)

    def action_card(self) -> None:
        row = self.query_one("#deals", Rows).row
        if row and self.snapshot and self.snapshot.option(row.key):
            self.post_message(CardAsked(row.key))


def deal_rows(snapshot: Snapshot) -> Iterator[Row]:
    joint = [o for o in snapshot.view.options if o.public]
    rows = {place: [Row(f"{mark(o)} {titled(o)}", key=o.key, hang=2) for o in joint if o.place == place]
            for place in PLACES}
    yield from section(say("deals-place", place="asked"), rows.pop("asked"))
    yield from section(say("deals-said"), [_said(p) for p in snapshot.talks])
    for place, found in rows.items():
        yield from section(say("deals-place", place=place), found)
    if snapshot.pages:
        last = snapshot.pages[-1].turn
        yield from section(say("deals-then", when=last.date), [_answered(p) for p in last.proposals])
        alone = [Row(f"  {start(say('deals-deed', who=d.who, what=d.what))}", key=f"deed|{n}", hang=4)
                 for n, d in enumerate(last.deeds) if d.struck and d.stage == "start"]
        yield from section(say("heading-others"), alone)


def mark(o: OptionView) -> str:
    return "◆" if o.place == "asked" else "×" if o.refused else "◇"


def _said(p: ProposalView) -> Row:
    """`✓` all have agreed, `✗` somebody has refused, `·` somebody is awaited."""
    said = {answer.said for answer in p.answers}
    sign = "✗" if "refused" in said else "·" if "awaited" in said else "✓"
    return Row(f"{sign} {p.title}", key=f"talk|{p.key}", hang=2)


def _answered(p: ProposalView) -> Row:
    """`✓` it came into force, `✗` it did not."""
    return Row(f"{'✓' if p.struck else '✗'} {p.title}", key=f"proposal|{p.key}", hang=2)


def detail(snapshot: Snapshot, key: str) -> Iterator[str]:
    """What stands at the right: of an option its consent and card, of a proposal its answers, of a deed its reasons."""
    kind, _, name = key.partition("|")
    last = snapshot.pages[-1].turn if snapshot.pages else None
    if option := snapshot.option(key):
        yield say("deals-joint", names=option.joint_with).upper()
        for p in snapshot.view.talks:
            yield from answers(p) if p.key == key else ()
        yield ""
        yield from option_card(option, snapshot.cards[key]) if key in snapshot.cards else ()
    elif kind in ("talk", "proposal"):
        for p in snapshot.talks if kind == "talk" else last.proposals if last else ():
            yield from answers(p) if p.key == name else ()
    elif kind == "deed" and last:
        yield from reasons(last.deeds[int(name)])


def reasons(d: DeedView) -> Iterator[str]:
    yield deed(d)
    yield ""
    yield say("deals-weighed").upper()
    yield from (f"  {reason}" for reason in d.reasons)
