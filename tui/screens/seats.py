"""Who plays: one seat, or several people at one terminal."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from tui.actions import key
from tui.texts import say
from tui.views import ScenarioView, SeatChoice
from tui.widgets import Row, Rows, styled
from tui.widgets.pane import wrapped

WIDTH = 70


class SeatsCard(ModalScreen[tuple[str, tuple[str, ...]]]):
    """Answers (scenario, seats). Enter takes the seat under the cursor; space marks several."""

    BINDINGS = [
        key("enter", "take", "keys-take"),
        key("space", "mark", "keys-mark"),
        key("escape,q", "close", "keys-close-seats"),
        key("j", "cursor('down')", "keys-down", show=False),
        key("k", "cursor('up')", "keys-up", show=False),
    ]

    def __init__(self, scenario: ScenarioView) -> None:
        super().__init__()
        self.scenario, self.marked = scenario, list[str]()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(say("start-which-seat", title=self.scenario.title))
            yield Rows(id="seats", wrap=False, classes="plain")
            with VerticalScroll(can_focus=False):
                yield Static(id="seat", markup=False)
            yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        self.query_one(Rows).write(Row(f"{'●' if s.id in self.marked else '○'} {s.short} {s.label}", key=s.id)
                                   for s in self.scenario.seats)
        people = len(self.marked)
        hint = say("start-several", people=people) if people > 1 else say("start-one")
        self.query_one(".hint", Static).update(hint)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        seat = self._seat()
        if seat:
            self.query_one("#seat", Static).update(styled(about(seat), WIDTH))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_take()

    def _seat(self) -> SeatChoice | None:
        row = self.query_one(Rows).row
        return next((s for s in self.scenario.seats if row and s.id == row.key), None)

    def action_mark(self) -> None:
        seat = self._seat()
        if seat and seat.id in self.marked:
            self.marked.remove(seat.id)
        elif seat:
            self.marked.append(seat.id)
        self._draw()

    def action_take(self) -> None:
        seat = self._seat()
        if seat:
            self.dismiss((self.scenario.id, tuple(self.marked) or (seat.id,)))

    def action_cursor(self, where: str) -> None:
        rows = self.query_one(Rows)
        rows.action_cursor_down() if where == "down" else rows.action_cursor_up()

    def action_close(self) -> None:
        self.dismiss(None)


def about(seat: SeatChoice) -> Iterator[str]:
    """The seat's place in the world and what it wants; its private brief is for the player alone."""
    yield ""
    yield wrapped(seat.situation, WIDTH)
    yield ""
    yield say("start-want").upper()
    yield from (f"  {goal}" for goal in seat.goals)
