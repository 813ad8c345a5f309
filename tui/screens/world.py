"""4 World: the partners in figures, the vectors, the map."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable

from tui.actions import key
from tui.charts import map as region
from tui.charts.canvas import Row as ChartRow
from tui.figures import arrow, bar, number
from tui.messages import WhyAsked
from tui.screens.base import GameScreen
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import IndicatorView, TurnView
from tui.widgets import Picture, TextPane

MEASURES = ("goodwill", "goodwill_from", "depth", "engagement", "target", "trade", "pressure_from", "hold")
SHORT = {"Kazakhstan": "KAZ", "the United States": "USA", "Russia": "RUS", "China": "CHN", "Uzbekistan": "UZB",
         "the European Union": "EU"}
BARS = (("share", "engagement"), ("aim", "target"), ("hold", "hold"))
FAR = ("united_states", "european_union")  # beyond the map's western edge


class WorldScreen(GameScreen):
    """Partners by measures, each cell a number that can be asked; the map below; on wide terminals the vectors."""

    MODE = "world"
    GUIDE = "world-guide"
    BINDINGS = [key("enter", "why", "keys-why", show=False)]

    def compose_body(self) -> ComposeResult:
        with Vertical(id="left"):
            yield DataTable(id="relations", classes="pane", cursor_type="cell", cell_padding=0)
            yield Picture(id="map")
        yield TextPane(id="aside", classes="pane aside")

    def on_mount(self) -> None:
        picture = self.query_one("#map", Picture)
        picture.can_focus = True
        picture.border_title = Content(say("world-map"))

    def show(self, snapshot: Snapshot) -> None:
        table = self.query_one("#relations", DataTable)
        table.border_title = Content(say("world-title", seat=snapshot.view.seat))
        self._fill(table, snapshot.view)
        self.query_one("#map", Picture).show(partial(chart, snapshot.view))
        aside = self.query_one("#aside", TextPane)
        aside.border_title = Content(say("world-vectors"))
        aside.write(vectors(snapshot.view))
        if self.focused is None:
            table.focus()

    def _fill(self, table: DataTable, view: TurnView) -> None:
        at = table.cursor_coordinate
        table.clear(columns=True)
        table.add_column("", width=5)
        for name in MEASURES:
            title = Text(say("world-measure", measure=name), justify="right")
            table.add_column(title, width=9 if name == "pressure_from" else 8)
        for partner, label in partners(view):
            table.add_row(Text(short(label)), *(cell(measure(view, partner, name)) for name in MEASURES), key=partner)
        table.move_cursor(row=max(0, at.row), column=max(1, at.column))

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        name = self._measure()
        event.data_table.border_subtitle = Content(say("world-measure.told", measure=name) if name else "")

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        self.action_why()

    def action_why(self) -> None:
        path = self.subject()
        if path:
            self.post_message(WhyAsked(path))

    def subject(self) -> str:
        table, name = self.query_one("#relations", DataTable), self._measure()
        if self.snapshot is None or not name or not table.row_count:
            return ""
        partner = str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
        found = measure(self.snapshot.view, partner, name)
        return found.path if found else ""

    def _measure(self) -> str:
        column = self.query_one("#relations", DataTable).cursor_coordinate.column
        return MEASURES[column - 1] if 1 <= column <= len(MEASURES) else ""


def partners(view: TurnView) -> Iterator[tuple[str, str]]:
    """(id, heading) of the others, in the order in which their numbers are listed."""
    seen: set[str] = set()
    for x in view.indicators:
        names = x.path.split(".")
        if x.group.startswith("With ") and len(names) == 3:
            other = names[1] if names[0] == view.seat_id else names[0]
            if other not in seen:
                seen.add(other)
                yield other, x.group.removeprefix("With ")


def measure(view: TurnView, partner: str, name: str) -> IndicatorView | None:
    """The seat's number with a partner; `_from` is the partner's with the seat."""
    plain = name.removesuffix("_from")
    pair = (partner, view.seat_id) if name.endswith("_from") else (view.seat_id, partner)
    return next((x for x in view.indicators if x.path == ".".join((*pair, plain))), None)


def cell(x: IndicatorView | None) -> Text:
    if x is None:
        return Text("")
    decimals = min(x.decimals, 1) if abs(x.value) >= 10 else x.decimals
    return Text(f"{number(x.value, decimals)}{arrow(x.change, x.decimals)}", justify="right")


def short(label: str) -> str:
    """`the United States` -> `USA`, as far as the usual letters are known; else the beginning."""
    return SHORT.get(label, label.removeprefix("the ")[:3].upper())


def vectors(view: TurnView) -> Iterator[str]:
    """Each partner's share of the ties as a bar, with the share that balance would give it, and its hold."""
    for partner, label in partners(view):
        found = [(name, measure(view, partner, key)) for name, key in BARS]
        if any(x for _, x in found):
            yield label.upper()
        for name, x in found:
            if x:
                yield f"{say('world-bar', bar=name):>6} {number(x.value, 2)} {bar(x.value, 0.5, 12)}"


def chart(view: TurnView, width: int, height: int, pattern: bool) -> tuple[ChartRow, ...]:
    """The map with every partner's regard; borders by the relation across them."""
    anchors = region.anchors()
    styles, signs = dict[frozenset[str], str](), list[region.Sign]()
    if view.seat_id in anchors:
        signs.append(region.Sign(view.seat.removeprefix("the ").upper(), anchors[view.seat_id]))
    for partner, label in partners(view):
        regard = measure(view, partner, "goodwill_from") or measure(view, partner, "goodwill")
        if regard and partner in anchors:
            beyond = "← " if partner in FAR else ""
            text = f"{beyond}{short(label)} {number(regard.value, 2)}{arrow(regard.change, 2)}"
            styles[frozenset((view.seat_id, partner))] = standing(regard.value)
            signs.append(region.Sign(text, anchors[partner], standing(regard.value)))
    return region.draw(width, height, styles, tuple(signs)) if signs else (((say("world-no-map"), "axis"),),)


def standing(value: float) -> str:
    return "good" if value >= 0.4 else "fair" if value >= 0.1 else "bad"
