"""7 Debrief: the game beside history and a thousand plays, turning points, decisions, questions."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from tui.actions import key
from tui.charts.fan import Chart, Line, draw
from tui.lines import agreement, decision
from tui.messages import DebriefAsked, WhyAsked
from tui.preview import ghost, nothing, shades
from tui.screens.base import GameScreen
from tui.snapshot import Snapshot
from tui.texts import say
from tui.told import goal_score, line_beside, turning_point
from tui.views import DebriefView, LineView, TurningPointView
from tui.widgets import Picture, Row, Rows
from tui.widgets.picture import Drawer
from tui.widgets.rows import section


class DebriefScreen(GameScreen):
    """The page left, the chart of the row under the cursor right or, in narrow terminals, below."""

    MODE = "debrief"
    GUIDE = "debrief-guide"
    BINDINGS = [
        key("e", "write", "keys-write"),
        key("r", "again", "keys-again"),
        key("n", "app.next_seat", "keys-next-seat"),
        key("enter", "why", "keys-came-to-be", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        yield Rows(id="debrief")
        yield Picture(id="line")

    def show(self, snapshot: Snapshot) -> None:
        page = self.query_one("#debrief", Rows)
        page.border_title = Content(say("debrief-title"))
        found = snapshot.debrief
        if snapshot.view.turn == 1:
            page.write([Row(say("debrief-nothing"))])
            self._draw("", "", nothing(""))
        elif found is None:
            page.write([Row(say("debrief-computing"))])
            self._draw("", "", nothing(""))
            self.post_message(DebriefAsked())
        else:
            known = page.rows
            page.write(debrief_rows(found, snapshot.written))
            if len(page.rows) != len(known):
                page.highlighted = 1
                page.scroll_home(animate=False)
            self._line(found)
        if self.focused is None:
            page.focus()

    def _draw(self, title: str, legend: str, drawer: Drawer) -> None:
        picture = self.query_one("#line", Picture)
        picture.border_title, picture.border_subtitle = Content(title), Content(legend)
        picture.show(drawer)

    def _line(self, found: DebriefView) -> None:
        """The chart of the row under the cursor; rows without one leave the last in sight."""
        row, picture = self.query_one("#debrief", Rows).row, self.query_one("#line", Picture)
        point = next((p for p in found.turning_points if row and row.key == f"point|{p.turn}"), None)
        shown = next((x for x in found.lines if row and x.path == row.path), None)
        if point is not None:
            self._draw(point.label, say("debrief-legend-point", turn=point.turn), point_chart(found, point))
        elif shown or not picture.border_title:
            first = shown or found.lines[0]
            self._draw(first.label, say("debrief-legend", plays=found.plays), line_chart(found, first))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self.snapshot and self.snapshot.debrief:
            self._line(self.snapshot.debrief)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_why()

    def action_why(self) -> None:
        path = self.query_one("#debrief", Rows).asked
        if path:
            self.post_message(WhyAsked(path, 0))

    def action_write(self) -> None:
        self.post_message(DebriefAsked(write=True))

    def action_again(self) -> None:
        self.game.action_start_again()


def debrief_rows(d: DebriefView, written: tuple[str, ...] = ()) -> Iterator[Row]:
    yield from section(say("heading-written"), [Row(path) for path in written])
    whose = say("told-debrief", title=d.title, seat=d.seat, dates=d.dates)
    yield from section(whose, [Row(text) for text in d.verdict])
    yield from section(say("heading-goals"), [Row(goal_score(g), path=g.goal.path) for g in d.goals])
    yield from section(say("heading-turning-points"),
                       [Row(turning_point(p), key=f"point|{p.turn}") for p in d.turning_points])
    yield from section(say("heading-lines"), [Row(line_beside(x), path=x.path) for x in d.lines])
    yield from section(say("heading-agreements"), [Row(agreement(row).strip()) for row in d.agreements])
    yield from section(say("heading-decisions"), [Row("\n".join(decision(row))) for row in d.decisions])
    yield from section(say("heading-questions"), [Row(question) for question in d.questions])
    yield from section(say("heading-notes"), [Row(note) for note in d.notes])


def line_chart(d: DebriefView, x: LineView) -> Drawer:
    """You, history and the plays on one axis."""
    chart = Chart((*ghost(x.history), Line(x.played)), shades(x.fan, 0), months(d), (), x.decimals)
    return lambda width, height, pattern: draw(chart, width, height, pattern)


def point_chart(d: DebriefView, p: TurningPointView) -> Drawer:
    """As played and as it would have been."""
    chart = Chart((Line(p.other, 0, "ahead", "dashed"), Line(p.played)), (), months(d), (), p.decimals)
    return lambda width, height, pattern: draw(chart, width, height, pattern)


def months(d: DebriefView) -> tuple[tuple[int, str], ...]:
    return tuple((k, label) for k, label in enumerate(d.months) if k % 3 == 0)
