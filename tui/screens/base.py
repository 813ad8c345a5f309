"""What all screens of a game share: status line, tabs, body, hint, footer, and the way a snapshot reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, OptionList, Static

from tui.actions import MODES, MOVES
from tui.figures import arrow, number, sparkline
from tui.messages import WhyAsked
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import IndicatorView
from tui.widgets import Rows

if TYPE_CHECKING:
    from tui.app import GameApp

WIDTH = 78  # cells of the status line


class GameScreen(Screen[None]):
    """A screen of the game. It shows the app's snapshot whenever it comes into sight or the snapshot changes.

    `MODE`: its tab. `GUIDE`: the text that its help says first.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-cramped"), (80, "-normal"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-fair"), (34, "-tall")]
    BINDINGS = [*MOVES]
    MODE = ""
    GUIDE = ""

    @property
    def game(self) -> GameApp:
        return cast("GameApp", self.app)

    @property
    def snapshot(self) -> Snapshot | None:
        return self.game.snapshot

    def compose(self) -> ComposeResult:
        yield Static(id="status", markup=False)
        yield Static(tabs(self.MODE), id="tabs")
        yield Static(say("screen-too-small"), id="too-small", markup=False)
        with Horizontal(id="body"):
            yield from self.compose_body()
        yield from self.compose_foot()
        yield Static(id="hint", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def compose_body(self) -> ComposeResult:
        raise NotImplementedError

    def compose_foot(self) -> ComposeResult:
        yield from ()

    def on_screen_resume(self) -> None:
        self.update()

    def on_resize(self) -> None:
        """A window that is too small hides the body, and what is hidden loses the cursor: give it back."""
        self.call_after_refresh(self.refocus)

    def refocus(self) -> None:
        if self.focused is None:
            self.focus_next("#body Rows, #body DataTable")

    def on_screen_suspend(self) -> None:
        self.minimize()

    def update(self) -> None:
        """Show the snapshot, if there is one yet."""
        snapshot = self.snapshot
        if snapshot is None or not self.is_mounted:
            return
        self.update_status()
        hint = self.query_one("#hint", Static)
        hint.update(snapshot.hint)
        hint.display = bool(snapshot.hint)
        self.show(snapshot)

    def update_status(self) -> None:
        if self.snapshot and self.is_mounted:
            self.query_one("#status", Static).update(status_line(self.snapshot, self.game.desk.clock))

    def show(self, snapshot: Snapshot) -> None:
        raise NotImplementedError

    # --- keys ---------------------------------------------------------------------------------------------------

    def subject(self) -> str:
        """The number that `w` asks about: the one in the row under the cursor, or the next below it."""
        lists = [self.focused] if isinstance(self.focused, Rows) else list(self.query(Rows))
        return next((path for pane in lists if (path := pane.asked)), "")

    def action_why(self) -> None:
        path = self.subject()
        if path:
            self.post_message(WhyAsked(path))
        else:
            self.notify(say("screen-no-number"), timeout=5)

    def action_cursor(self, where: str) -> None:
        """hjkl: lines and panes; in a table, cells."""
        pane = self.focused
        if isinstance(pane, DataTable):
            getattr(pane, {"down": "action_cursor_down", "up": "action_cursor_up", "next": "action_cursor_right",
                           "previous": "action_cursor_left"}[where])()
        elif where in ("next", "previous"):
            self.focus_next() if where == "next" else self.focus_previous()
        elif isinstance(pane, OptionList):
            pane.action_cursor_down() if where == "down" else pane.action_cursor_up()
        elif pane is not None:
            pane.scroll_down() if where == "down" else pane.scroll_up()

    def action_maximise(self) -> None:
        if self.maximized:
            self.minimize()
        elif self.focused is not None:
            self.maximize(self.focused)


def tabs(mode: str) -> Content:
    """The screens on their digits, the one in sight marked by more than colour."""
    parts: list[Content] = []
    for n, (name, title) in enumerate(MODES.items(), start=1):
        style = "bold reverse" if name == mode else "none"
        parts.append(Content.from_markup(f"[@click=app.mode('{name}')][{style}] {n} {title} [/][/]"))
    return Content(" ").join(parts)


def status_line(snapshot: Snapshot, clock: str = "") -> str:
    """Seat, date, turn, capital, and three numbers, on one line of at most 80 cells; a clock takes the numbers' place
    if it must."""
    view, known = snapshot.view, snapshot.numbers
    turn = say("screen-over") if view.over else f"{view.turn}/{view.turns}"
    shown = [known[path] for path in view.status]
    numbers = [f"{x.label.split()[0]} {number(x.value, x.decimals)}{arrow(x.change, x.decimals)}" for x in shown]
    under_way = snapshot.busy or snapshot.progress
    when = f"{under_way} ..." if under_way else f"{view.date}  {turn}"
    capital = f"{view.capital}−{snapshot.cost}" if snapshot.cost else f"{view.capital}"
    first = [f"{view.short} {when}", *filter(None, [clock]), say("screen-capital", capital=capital)]
    while numbers and clock and len(" │ ".join([*first, *numbers])) > WIDTH:
        numbers.pop()
    return " │ ".join([*first, *numbers])


def gauge(x: IndicatorView, trail: tuple[float, ...]) -> tuple[str, str]:
    """Two lines of an aside: the label, then value, change and the line since the opening."""
    now = f"{number(x.value, x.decimals)} {arrow(x.change, x.decimals)}"
    return x.label, f"  {now}  {sparkline(trail or (x.value,), 18)}"
