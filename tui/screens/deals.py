"""5 Deals: proposals, consent, answers and their reasons; what the others did."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from tui.actions import key
from tui.figures import start
from tui.lines import deed, option_card
from tui.messages import CardAsked, CardMissing, PagesAsked, Toggled
from tui.screens.base import GameScreen
from tui.snapshot import Snapshot
from tui.texts import say
from tui.told import answers
from tui.views import DeedView, OptionView, ProposalView, TurnView
from tui.widgets import Row, Rows, TextPane
from tui.widgets.rows import section


class DealsScreen(GameScreen):
    """What can be agreed now and what became of the last turn's proposals left; parties and reasons right."""

    MODE = "deals"
    GUIDE = "deals-guide"
    BINDINGS = [key("enter,space", "toggle", "keys-agree"),
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

    def action_toggle(self) -> None:
        row = self.query_one("#deals", Rows).row
        if row and self.snapshot and self.snapshot.option(row.key):
            self.post_message(Toggled(row.key))

    def action_card(self) -> None:
        row = self.query_one("#deals", Rows).row
        if row and self.snapshot and self.snapshot.option(row.key):
            self.post_message(CardAsked(row.key))


def deal_rows(snapshot: Snapshot) -> Iterator[Row]:
    view = snapshot.view
    joint = [o for o in view.options if o.joint_with or o.proposed_by]
    for place in ("asked", "advised", "open", "closed"):
        rows = [Row(f"{mark(o, snapshot.orders)} {o.title}", key=o.key, hang=2) for o in joint if o.place == place]
        yield from section(say("deals-place", place=place), rows)
    if snapshot.pages:
        last = snapshot.pages[-1].turn
        yield from section(say("deals-then", when=last.date), [_answered(p) for p in last.proposals])
        alone = [Row(f"  {start(say('deals-deed', who=d.who, what=d.what))}", key=f"deed|{n}", hang=4)
                 for n, d in enumerate(last.deeds) if d.struck and d.stage == "start"]
        yield from section(say("heading-others"), alone)


def mark(o: OptionView, orders: tuple[str, ...]) -> str:
    return "●" if o.key in orders else "◆" if o.proposed_by else "×" if o.refused else "○"


def _answered(p: ProposalView) -> Row:
    """`✓` it came into force, `✗` it did not."""
    return Row(f"{'✓' if p.struck else '✗'} {p.title}", key=f"proposal|{p.key}", hang=2)


def detail(snapshot: Snapshot, key: str) -> Iterator[str]:
    """What stands at the right: of an option its consent and card, of a proposal its answers, of a deed its reasons."""
    kind, _, name = key.partition("|")
    last = snapshot.pages[-1].turn if snapshot.pages else None
    if option := snapshot.option(key):
        missing = [who for who in option.joint_with if who not in option.proposed_by]
        joint = say("deals-joint", names=option.joint_with)
        yield (joint if option.joint_with else say("deals-alone")).upper()
        for who in option.proposed_by:
            yield f"✓ {start(say('deals-proposed-it', who=who))}"
        for who in missing:
            yield f"? {start(say('deals-decides', who=who))}"
        yield f"✓ {say('deals-yes')}" if key in snapshot.orders else f"· {say('deals-no-yes')}"
        yield ""
        yield from option_card(option, snapshot.cards[key]) if key in snapshot.cards else ()
    elif kind == "proposal" and last:
        for p in last.proposals:
            if p.key == name:
                yield from answers(p)
    elif kind == "deed" and last:
        yield from reasons(last.deeds[int(name)])


def reasons(d: DeedView) -> Iterator[str]:
    yield deed(d)
    yield ""
    yield say("deals-weighed").upper()
    yield from (f"  {reason}" for reason in d.reasons)
