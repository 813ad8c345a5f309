"""3 Result: what became of the orders, what changed and why, what the others did."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.actions import key
from tui.figures import arrow, number, signed, sparkline
from tui.lines import deed, outcomes
from tui.screens.base import GameScreen, Snapshot
from tui.views import IndicatorView, TurnView
from tui.widgets import TextPane

LARGEST = "The largest changes"
WIDE = 100


class WhyAsked(Message):
    """The player asks why an indicator changed in the last turn."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class ResultScreen(GameScreen):
    """Changes left, largest first and then all by group; the others' decisions with their reasons right."""

    BINDINGS = [
        key("w,enter", "why", "Why", "Why the number under the cursor changed"),
        key("n", "app.next", "Next", "On to the turn that is open; after the last, to the comparison"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.shown: TurnView | None = None
        self.wide = False

    def compose_body(self) -> ComposeResult:
        yield OptionList(id="changes", classes="pane", markup=False)
        yield TextPane(id="deeds")

    def compose_foot(self) -> ComposeResult:
        yield Static(id="outcomes", markup=False)

    def show(self, snapshot: Snapshot) -> None:
        view = snapshot.view
        if self.shown is view and self.wide == (self.size.width >= WIDE):
            return
        self.shown, self.wide = view, self.size.width >= WIDE
        self.query_one("#deeds").border_title = "What the others did"
        self.query_one("#deeds", TextPane).write(deeds(view))
        end = ["The game is over: n shows it beside history."] if view.over else []
        self.query_one("#outcomes", Static).update("\n".join([*outcomes(view), *end]))
        self._fill(view)

    def on_resize(self) -> None:
        self.update()

    def _fill(self, view: TurnView) -> None:
        changes = self.query_one("#changes", OptionList)
        changes.border_title = f"Changed in {view.last} (w: why)"
        changes.clear_options()
        for heading, rows in groups(view):
            changes.add_option(Option(heading.upper(), disabled=True))
            for x in rows:
                changes.add_option(Option(row(x, self.wide), id=f"{heading}|{x.path}"))
        changes.focus()
        changes.highlighted = 1

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_why()

    def action_why(self) -> None:
        at = self.query_one("#changes", OptionList).highlighted_option
        if at is not None and at.id:
            self.post_message(WhyAsked(at.id.partition("|")[2]))


def groups(view: TurnView) -> Iterator[tuple[str, list[IndicatorView]]]:
    """The largest changes, then every number by group."""
    yield LARGEST, list(view.brief.changes)
    for heading in dict.fromkeys(x.group for x in view.indicators):
        yield heading, [x for x in view.indicators if x.group == heading]


def row(x: IndicatorView, wide: bool) -> str:
    """`▲ +0.06    0.40 Goodwill towards ...`; wide terminals add the line since the opening."""
    line = f" {sparkline(x.trail, 12):12}" if wide else ""
    d = x.decimals
    return f"{arrow(x.change, d)} {signed(x.change, d):>6} {number(x.value, d):>7}{line} {x.label}"


def deeds(view: TurnView) -> Iterator[str]:
    """Each decision of the others with its reasons below."""
    for d in view.deeds:
        yield deed(d)
        yield from (f"  {reason}" for reason in d.reasons)
    if not view.deeds:
        yield "Nobody decided anything."
