"""The closing comparison: the game beside history."""

from __future__ import annotations

from collections.abc import Iterator

from textual import work
from textual.app import ComposeResult

from tui.figures import fit, number, signed, sparkline, start
from tui.lines import comparison
from tui.screens.base import GameScreen, Snapshot
from tui.views import ComparisonView, IndicatorView, TurnView
from tui.widgets import TextPane

FIGURES = "FIGURES AT THE END"


class ClosingScreen(GameScreen):
    """One long page; wide terminals draw both lines of each figure."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: TurnView | None = None

    def compose_body(self) -> ComposeResult:
        yield TextPane(id="closing")

    def show(self, snapshot: Snapshot) -> None:
        pane = self.query_one("#closing", TextPane)
        pane.border_title = "Your game beside history"
        pane.focus()
        if self.shown is not snapshot.view:
            self.shown = snapshot.view
            pane.write(["Replaying history ..."])
            self.fetch()

    @work(thread=True, exclusive=True, group="comparison")
    def fetch(self) -> None:
        found = self.game.session.comparison()
        self.app.call_from_thread(self.fill, found)

    def fill(self, found: ComparisonView) -> None:
        self.query_one("#closing", TextPane).write(page(found))


def page(c: ComparisonView) -> Iterator[str]:
    """The comparison with its figures as a table: here, in history, difference, both lines on one scale."""
    yield f"{start(c.seat)}, {c.dates}. History is replayed with the same luck."
    yield ""
    rows = list(comparison(c))
    at = rows.index(FIGURES)
    end = rows.index("", at)
    yield from rows[2:at]
    yield f"{FIGURES}{'HERE':>20} {'HISTORY':>8} {'':8} HERE / HISTORY"
    yield from (figure_row(x) for x in c.indicators)
    yield from rows[end:]


def figure_row(x: IndicatorView) -> str:
    history = x.history or 0.0
    low, high = min(*x.trail, *x.past), max(*x.trail, *x.past)
    difference = round(x.value, x.decimals) - round(history, x.decimals)
    numbers = f"{number(x.value, x.decimals):>7} {number(history, x.decimals):>8} {signed(difference, x.decimals):>8}"
    return f"{fit(x.label, 30)} {numbers} {sparkline(x.trail, 8, low, high)} {sparkline(x.past, 8, low, high)}"
