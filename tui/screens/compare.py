"""Compare: the previews of this turn side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from tui.figures import shortened, signed
from tui.screens.cards import WIDTH, Card
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import ForecastView
from tui.widgets import styled

SHARE, WIDEST = 8, 14


class CompareCard(Card[None]):
    """Title and numbers of each bundle that was previewed, the best first; a column for each goal."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot, self.title_text = snapshot, say("compare-title")

    def text(self) -> Content:
        return styled(table(self.snapshot), WIDTH)


def table(snapshot: Snapshot) -> Iterator[str]:
    found = sorted((f for f in snapshot.forecasts if f.orders), key=lambda f: -f.better)
    if not found:
        yield say("compare-nothing")
        return
    yield say("compare-what", when=found[0].months[-1])
    yield ""
    width = min(WIDEST, (WIDTH - SHARE) // len(found[0].goals) - 1)
    goals = shortened([g.label for g in found[0].goals], width)
    yield columns(say("compare-better").upper(), [label.upper() for label in goals], width)
    for f in found:
        titles = " + ".join(f.titles)
        yield say("compare-ordered", titles=titles) if sorted(f.orders) == sorted(snapshot.orders) else titles
        yield comparison_row(f, width)
    yield ""
    yield from say("compare-note").split("\n")


def comparison_row(f: ForecastView, width: int) -> str:
    changes = [signed(round(g.bundle[1]) - round(g.unchanged[1]), 0) for g in f.goals]
    return columns(f"{f.better:.0%}", changes, width)


def columns(first: str, cells: Sequence[str], width: int) -> str:
    """`   BETTER  AUTONOMY    GROWTH`: the share, then a column a goal."""
    return f"{first:>{SHARE}}" + "".join(f" {text:>{width}}" for text in cells)
