"""Compare: the previews of this turn side by side."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from tui.figures import fit, number, signed
from tui.screens.cards import Card
from tui.snapshot import Snapshot
from tui.views import ForecastView
from tui.widgets import styled

TITLE = 20


class CompareCard(Card[None]):
    """A row for each bundle that was previewed, the best first; a column for each goal."""

    title_text = "Previews side by side"

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot

    def text(self) -> Content:
        return styled(table(self.snapshot))


def table(snapshot: Snapshot) -> Iterator[str]:
    found = sorted((f for f in snapshot.forecasts if f.orders), key=lambda f: -f.better)
    if not found:
        yield "Nothing has been previewed yet: rest the cursor on an option in Decide (2)."
        return
    goals = [g.label[:6] for g in found[0].goals]
    yield f"Change of each goal by {found[0].months[-1]} against no orders (medians)."
    yield ""
    yield f"{'':{TITLE}} {'BETTER':>6} " + " ".join(f"{label.upper():>6}" for label in goals)
    for f in found:
        yield from comparison_rows(f)
    yield ""
    yield "Better: the share of draws in which your goals, by their weights, are"
    yield "served better than without orders. It is a property of the model."


def comparison_rows(f: ForecastView) -> Iterator[str]:
    changes = [signed(g.bundle[1] - g.unchanged[1], min(3, g.decimals + 1)) for g in f.goals]
    titles = " + ".join(f.titles)
    yield f"{fit(titles, TITLE)} {number(100 * f.better, 0):>4} % " + " ".join(f"{text:>6}" for text in changes)
