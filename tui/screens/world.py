"""4 World: the partners in figures, the vectors, the map."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

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
from tui.views import ActorView, IndicatorView, TurnView
from tui.widgets import Picture, TextPane


class Measure(NamedTuple):
    """A column: a variable of the seat towards the partner, or, if `theirs`, of the partner towards the seat."""

    name: str
    variable: str
    theirs: bool = False
    width: int = 8


REGARD, THEIRS = Measure("goodwill", "goodwill"), Measure("goodwill_from", "goodwill", theirs=True)
SHARE, AIM, HOLD = Measure("engagement", "engagement"), Measure("target", "target"), Measure("hold", "hold")
MEASURES = (REGARD, THEIRS, Measure("depth", "depth"), SHARE, AIM, Measure("trade", "trade"),
            Measure("pressure_from", "pressure", theirs=True, width=9), HOLD)
BARS = (("share", SHARE), ("aim", AIM), ("hold", HOLD))
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
        self._fill(table, snapshot)
        self.query_one("#map", Picture).show(partial(chart, snapshot))
        aside = self.query_one("#aside", TextPane)
        aside.border_title = Content(say("world-vectors"))
        aside.write(vectors(snapshot))
        if self.focused is None:
            table.focus()

    def _fill(self, table: DataTable, snapshot: Snapshot) -> None:
        at, known = table.cursor_coordinate, snapshot.numbers
        table.clear(columns=True)
        table.add_column("", width=5)
        for m in MEASURES:
            table.add_column(Text(say("world-measure", measure=m.name), justify="right"), width=m.width)
        for partner in partners(snapshot):
            cells = (cell(known.get(path_of(snapshot.view, partner.id, m))) for m in MEASURES)
            table.add_row(Text(partner.short), *cells, key=partner.id)
        table.move_cursor(row=max(0, at.row), column=max(1, at.column))

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        m = self._measure()
        event.data_table.border_subtitle = Content(say("world-measure.told", measure=m.name) if m else "")

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        self.action_why()

    def action_why(self) -> None:
        path = self.subject()
        if path:
            self.post_message(WhyAsked(path))

    def subject(self) -> str:
        table, m = self.query_one("#relations", DataTable), self._measure()
        if self.snapshot is None or m is None or not table.row_count:
            return ""
        partner = str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
        path = path_of(self.snapshot.view, partner, m)
        return path if path in self.snapshot.numbers else ""

    def _measure(self) -> Measure | None:
        column = self.query_one("#relations", DataTable).cursor_coordinate.column
        return MEASURES[column - 1] if 1 <= column <= len(MEASURES) else None


def partners(snapshot: Snapshot) -> list[ActorView]:
    """The others, in the order in which their numbers are listed."""
    named = dict.fromkeys(x.partner for x in snapshot.numbers.values() if x.group == "partner")
    return [snapshot.board.actor(partner) for partner in named]


def path_of(view: TurnView, partner: str, m: Measure) -> str:
    pair = (partner, view.seat_id) if m.theirs else (view.seat_id, partner)
    return ".".join((*pair, m.variable))


def cell(x: IndicatorView | None) -> Text:
    if x is None:
        return Text("")
    decimals = min(x.decimals, 1) if abs(x.value) >= 10 else x.decimals
    return Text(f"{number(x.value, decimals)}{arrow(x.change, x.decimals)}", justify="right")


def vectors(snapshot: Snapshot) -> Iterator[str]:
    """Each partner's share of the ties as a bar, with the share that balance would give it, and its hold."""
    for partner in partners(snapshot):
        found = [(name, snapshot.numbers.get(path_of(snapshot.view, partner.id, m))) for name, m in BARS]
        if any(x for _, x in found):
            yield partner.label.upper()
        for name, x in found:
            if x:
                yield f"{say('world-bar', bar=name):>6} {number(x.value, 2)} {bar(x.value, 0.5, 12)}"


def chart(snapshot: Snapshot, width: int, height: int, pattern: bool) -> tuple[ChartRow, ...]:
    """The map with every partner's regard; borders by the relation across them."""
    anchors, view, known = region.anchors(), snapshot.view, snapshot.numbers
    styles, signs = dict[frozenset[str], str](), list[region.Sign]()
    if view.seat_id in anchors:
        signs.append(region.Sign(view.seat.upper(), anchors[view.seat_id]))
    for partner in partners(snapshot):
        regard = next((known[path] for m in (THEIRS, REGARD) if (path := path_of(view, partner.id, m)) in known), None)
        if regard and partner.id in anchors:
            beyond = "← " if partner.id in FAR else ""
            text = f"{beyond}{partner.short} {number(regard.value, 2)}{arrow(regard.change, 2)}"
            styles[frozenset((view.seat_id, partner.id))] = standing(regard.value)
            signs.append(region.Sign(text, anchors[partner.id], standing(regard.value)))
    return region.draw(width, height, styles, tuple(signs)) if signs else (((say("world-no-map"), "axis"),),)


def standing(value: float) -> str:
    return "good" if value >= 0.4 else "fair" if value >= 0.1 else "bad"
