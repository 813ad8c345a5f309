"""What all screens of a game share: the status line, the body, the footer, and the way a snapshot reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from tui.actions import MOVES
from tui.figures import arrow, number, sparkline
from tui.views import IndicatorView, TurnView

if TYPE_CHECKING:
    from tui.app import GameApp

TOO_SMALL = """\
This game needs 80 columns and 24 rows.
Make the window larger or the letters smaller,
or play line by line: multivector play --plain"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that screens show: the seat's view, the orders that are not submitted yet, and whether a turn is running."""

    view: TurnView
    orders: tuple[str, ...] = ()
    busy: bool = False


class GameScreen(Screen[None]):
    """A screen of the game. It shows the app's snapshot whenever it comes into sight or the snapshot changes."""

    HORIZONTAL_BREAKPOINTS = [(0, "-cramped"), (80, "-normal"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-fair"), (34, "-tall")]
    BINDINGS = [*MOVES]

    @property
    def game(self) -> GameApp:
        return cast("GameApp", self.app)

    def compose(self) -> ComposeResult:
        yield Static(id="status", markup=False)
        yield Static(TOO_SMALL, id="too-small", markup=False)
        with Horizontal(id="body"):
            yield from self.compose_body()
        yield from self.compose_foot()
        yield Footer(show_command_palette=False, compact=True)

    def compose_body(self) -> ComposeResult:
        raise NotImplementedError

    def compose_foot(self) -> ComposeResult:
        yield from ()

    def on_screen_resume(self) -> None:
        self.update()

    def update(self) -> None:
        """Show the snapshot, if there is one yet."""
        snapshot = self.game.snapshot
        if snapshot is None:
            self.query_one("#status", Static).update("Opening the game ...")
            return
        self.query_one("#status", Static).update(status_line(snapshot))
        self.show(snapshot)

    def show(self, snapshot: Snapshot) -> None:
        raise NotImplementedError

    def action_cursor(self, where: str) -> None:
        """hjkl: lines and panes."""
        pane = self.focused
        if where in ("next", "previous"):
            self.focus_next() if where == "next" else self.focus_previous()
        elif isinstance(pane, OptionList):
            pane.action_cursor_down() if where == "down" else pane.action_cursor_up()
        elif pane is not None:
            pane.scroll_down() if where == "down" else pane.scroll_up()


def status_line(snapshot: Snapshot) -> str:
    """Seat, date, turn, capital, and three numbers, on one line of at most 80 cells."""
    view = snapshot.view
    turn = "over" if view.over else f"{view.turn}/{view.turns}"
    numbers = [f"{x.label.split()[0]} {number(x.value, x.decimals)}{arrow(x.change, x.decimals)}" for x in view.status]
    parts = [f"{view.short} {view.date}  {turn}", f"Capital {view.capital}", *numbers]
    return " │ ".join([*parts, "running ..."] if snapshot.busy else parts)


def gauge(x: IndicatorView) -> tuple[str, str]:
    """Two lines of an aside: the label, then value, change and the line since the opening."""
    return x.label, f"  {number(x.value, x.decimals)} {arrow(x.change, x.decimals)}  {sparkline(x.trail, 18)}"
