"""1 Brief: what opens a turn."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.actions import key
from tui.lines import brief
from tui.screens.base import GameScreen, Snapshot, gauge


class BriefScreen(GameScreen):
    """The briefing on the left; on wide terminals the numbers that the goals stand on at the right."""

    BINDINGS = [
        key("enter", "app.mode('decide')", "Go on to decide", "Choose this turn's orders"),
        key("w", "app.mode('result')", "Why", "What changed last turn and why", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="brief", classes="pane"):
            yield Static(id="brief-text", markup=False)
        with VerticalScroll(id="aside", classes="pane aside", can_focus=False):
            yield Static(id="aside-text", markup=False)

    def show(self, snapshot: Snapshot) -> None:
        view = snapshot.view
        self.query_one("#brief").border_title = f"{view.brief.title}: {view.seat}, {view.date}"
        self.write("brief", brief(view))
        aside = self.query_one("#aside")
        aside.border_title = "Figures"
        told = [x for x in view.indicators if x.group == view.indicators[0].group]
        self.query_one("#aside-text", Static).update("\n".join(gauge(x) for x in told))
        self.query_one("#brief").focus()
