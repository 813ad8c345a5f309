"""3 Indicators: every number that the seat may know, over time, beside history and with its forecast."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Grid
from textual.content import Content
from textual.widgets import OptionList

from tui.actions import key
from tui.charts.canvas import Row as ChartRow
from tui.charts.fan import Chart, Line, draw
from tui.figures import arrow, number, signed
from tui.lines import group as group_of
from tui.lines import unit
from tui.messages import ForecastAsked, TrailsAsked
from tui.preview import fan_of, ghost, shades
from tui.screens.base import GameScreen
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import IndicatorView, TurnView
from tui.widgets import Picture, Row, Rows
from tui.widgets.picture import Drawer
from tui.widgets.rows import heading

LABEL = 25


class IndicatorsScreen(GameScreen):
    """The list left and one chart right; large terminals show three of the goals beside it."""

    MODE = "indicators"
    GUIDE = "indicators-guide"
    BINDINGS = [key("enter", "why", "keys-why", show=False)]

    def compose_body(self) -> ComposeResult:
        yield Rows(id="numbers", wrap=False)
        with Grid(id="charts"):
            yield Picture(id="chart")
            for n in range(1, 4):
                yield Picture(id=f"chart-{n}", classes="pane more")

    def show(self, snapshot: Snapshot) -> None:
        numbers = self.query_one("#numbers", Rows)
        numbers.border_title = Content(say("indicators-title"))
        numbers.write(number_rows(snapshot))
        if self.focused is None:
            numbers.focus()
        self._charts(snapshot)
        if not snapshot.view.over and snapshot.forecast(snapshot.orders) is None:
            self.post_message(ForecastAsked(snapshot.orders))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self.snapshot:
            self._charts(self.snapshot)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_why()

    def _charts(self, snapshot: Snapshot) -> None:
        row = self.query_one("#numbers", Rows).row
        known = snapshot.numbers
        shown = [known[row.path]] if row and row.path in known else []
        goals = [known[g.path] for g in snapshot.view.brief.goals if g.path in known]
        shown += [x for x in goals if x not in shown][:3]
        later = snapshot.view.turn > 1
        missing = tuple(x.path for x in shown if not snapshot.trail(x.path) or (later and not snapshot.ghost(x.path)))
        if missing:
            self.post_message(TrailsAsked(missing))
        for name, x in zip(("chart", "chart-1", "chart-2", "chart-3"), shown, strict=False):
            picture = self.query_one(f"#{name}", Picture)
            picture.border_subtitle = Content(legend(snapshot, x))
            picture.show(trail_chart(snapshot, x))


def number_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Groups of `Approval    0.61 ▲ +0.01`; a long label goes over two lines."""
    group = ""
    for x in snapshot.numbers.values():
        if group_of(x, snapshot.board) != group:
            group = group_of(x, snapshot.board)
            yield heading(group)
        d, partner = x.decimals, snapshot.board.actor(x.partner).label if x.partner else ""
        label = x.label.replace(partner, "them") if partner else x.label
        *above, last = textwrap.wrap(label, LABEL - 1)
        figures = f"{number(x.value, d):>7} {arrow(x.change, d)}{signed(x.change, d):>6}"
        yield Row("\n".join([*above, f"{last:{LABEL}}{figures}"]), path=x.path)


def legend(snapshot: Snapshot, x: IndicatorView) -> str:
    """Which lines there are."""
    found = snapshot.forecast(snapshot.orders)
    shown = (("you", True), ("history", snapshot.ghost(x.path)), ("forecast", fan_of(found, x.path)))
    return "  ".join(say("indicators-legend", line=line) for line, there in shown if there)


def trail_chart(snapshot: Snapshot, x: IndicatorView) -> Drawer:
    """The line since the opening, history's beneath, and the fan of the orders given so far."""
    found, trail = snapshot.forecast(snapshot.orders), snapshot.trail(x.path) or (x.value,)
    fan, now = fan_of(found, x.path), len(trail) - 1
    lines = (*ghost(snapshot.ghost(x.path)), Line(trail), *((Line(fan.bundle.p50, now, "ahead"),) if fan else ()))
    ticks = openings(snapshot.view, now)
    ahead = tuple((now + k, text) for k, text in enumerate(found.months) if k and k % 5 == 0) if found and fan else ()
    bands = shades(fan.bundle, now) if fan else ()
    chart = Chart(lines, bands, (*ticks, *ahead), (now,) if fan and now else (), x.decimals, step(x),
                  say("indicators-turn"))
    return lambda width, height, pattern: headed(title_of(x), chart, width, height, pattern)


def title_of(x: IndicatorView) -> str:
    return f"{x.label}: {number(x.value, x.decimals)}{unit(x.unit)}"


def headed(title: str, chart: Chart, width: int, height: int, pattern: bool) -> tuple[ChartRow, ...]:
    """The chart under its title, which takes as many lines as it needs."""
    above = tuple(((line, "sign"),) for line in textwrap.wrap(title, width))
    return (*above, *draw(chart, width, height - len(above), pattern))


def openings(view: TurnView, now: int) -> tuple[tuple[int, str], ...]:
    """Where each turn opened, counted in months; after the last turn none opens."""
    months = max(1, now // max(1, view.turn - 1))
    return tuple((k * months, str(k + 1)) for k in range(min(view.turn, view.turns)))


def step(x: IndicatorView) -> float:
    """A change that would be noticed, so that the axis never magnifies less than that."""
    return abs(x.change / x.steps) if x.steps else 2 * 10.0**-x.decimals
