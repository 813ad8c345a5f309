"""1 Brief: what opens a turn."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.actions import key
from tui.lines import brief
from tui.screens.base import GameScreen, Snapshot, gauge
from tui.widgets import TextPane


class BriefScreen(GameScreen):
    """The briefing on the left; on wide terminals the numbers that the goals stand on at the right."""

    BINDINGS = [
        key("enter", "app.mode('decide')", "Go on to decide", "Choose this turn's orders"),
        key("w", "app.mode('result')", "Why", "What changed last turn and why", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        yield TextPane(id="brief")
        yield TextPane(id="aside", classes="pane aside", can_focus=False)

    def show(self, snapshot: Snapshot) -> None:
        view = snapshot.view
        pane, aside = self.query_one("#brief", TextPane), self.query_one("#aside", TextPane)
        pane.border_title = f"{view.brief.title}: {view.seat}, {view.date}"
        pane.write(brief(view))
        pane.focus()
        aside.border_title = "Figures"
        aside.write(line for x in view.indicators if x.group == view.indicators[0].group for line in gauge(x))
