"""The closing comparison: the game beside history."""

from __future__ import annotations

from collections.abc import Iterator

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.figures import fit, number, signed, sparkline, start
from tui.lines import comparison
from tui.screens.base import GameScreen, Snapshot
from tui.views import ComparisonView, IndicatorView, TurnView

FIGURES = "FIGURES AT THE END"


class ClosingScreen(GameScreen):
    """One long page; wide terminals draw both lines of each figure."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: TurnView | None = None
        self.found: ComparisonView | None = None

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="closing", classes="pane"):
            yield Static("Replaying history ...", id="closing-text", markup=False)

    def show(self, snapshot: Snapshot) -> None:
        self.query_one("#closing").border_title = "Your game beside history"
        self.query_one("#closing").focus()
        if self.found is not None and self.shown is snapshot.view:
            self.write("closing", page(self.found))
        elif self.shown is not snapshot.view:
            self.shown, self.found = snapshot.view, None
            self.fetch()

    @work(thread=True, exclusive=True, group="comparison")
    def fetch(self) -> None:
        found = self.game.session.comparison()
        self.app.call_from_thread(self.fill, found)

    def fill(self, found: ComparisonView) -> None:
        self.found = found
        self.write("closing", page(found))


def page(c: ComparisonView) -> Iterator[str]:
    """The comparison with its figures as a table: here, in history, difference, both lines on one scale."""
    yield f"{start(c.seat)}, {c.dates}. History is replayed with the same luck."
    yield ""
    rows = list(comparison(c))
    at = rows.index(FIGURES)
    end = rows.index("", at)
    yield from rows[2:at]
    yield f"{FIGURES}{'HERE':>33} {'HISTORY':>8} {'':8} HERE / HISTORY"
    yield from (figure_row(x) for x in c.indicators)
    yield from rows[end:]


def figure_row(x: IndicatorView) -> str:
    history = x.history or 0.0
    low, high = min(*x.trail, *x.past), max(*x.trail, *x.past)
    difference = round(x.value, x.decimals) - round(history, x.decimals)
    numbers = f"{number(x.value, x.decimals):>7} {number(history, x.decimals):>8} {signed(difference, x.decimals):>8}"
    return f"{fit(x.label, 40)} {numbers} {sparkline(x.trail, 8, low, high)} {sparkline(x.past, 8, low, high)}"
