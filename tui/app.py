"""The game on a terminal: its screens, its keys and its palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.driver import Driver
from textual.screen import Screen

from tui import settings
from tui.actions import EVERYWHERE, MODES
from tui.messages import ForecastAsked
from tui.screens.brief import BriefScreen
from tui.screens.compare import CompareCard
from tui.screens.confirm import SubmissionCard
from tui.screens.deals import DealsScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.decide import DecideScreen
from tui.screens.handover import HandOver
from tui.screens.help import HelpCard
from tui.screens.history import HistoryScreen
from tui.screens.indicators import IndicatorsScreen
from tui.screens.quit import QuitCard
from tui.screens.start import StartScreen
from tui.screens.world import WorldScreen
from tui.session import LocalSession
from tui.table import Table


class GameApp(Table):
    """A seat in a game. Widgets know view models only; whatever needs the session passes through here."""

    TITLE = "Multivector"
    CSS_PATH = "styles/game.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "start": StartScreen, "brief": BriefScreen, "decide": DecideScreen, "indicators": IndicatorsScreen,
        "world": WorldScreen, "deals": DealsScreen, "history": HistoryScreen, "debrief": DebriefScreen}
    DEFAULT_MODE = "start"
    BINDINGS = [*EVERYWHERE]

    def __init__(self, session: LocalSession | None = None, driver: type[Driver] | None = None) -> None:
        super().__init__(driver)
        self.first = session

    def on_mount(self) -> None:
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme
        if not self.settings.motion:
            self.animation_level = "none"
        keys, trouble = settings.own_keys()
        self.set_keymap(keys)
        if trouble:
            self.failed(trouble)
        if self.first:
            self.seated(self.first)
        else:
            self.open_library()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense now."""
        if action in ("submit", "undo"):
            return self.snapshot is not None and not self.snapshot.view.over and self.current_mode != "start"
        if action == "next_seat":
            return self.session is not None and len(self.session.seats) > 1
        if action in ("mode", "compare", "glossary"):
            return self.snapshot is not None
        return True

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_mode(self, mode: str) -> None:
        if self.snapshot and len(self.screen_stack) == 1:
            self.show_mode(mode)

    def action_next(self) -> None:
        if self.snapshot:
            self.show_mode("debrief" if self.snapshot.view.over else "decide")

    def action_compare(self) -> None:
        if self.snapshot:
            self.push_screen(CompareCard(self.snapshot))

    def action_undo(self) -> None:
        if self.snapshot and self.ready and self.snapshot.orders:
            self.alter(orders=self.snapshot.orders[:-1])

    def action_submit(self) -> None:
        if self.snapshot and self.open:
            self.push_screen(SubmissionCard(self.snapshot), self._submit)
            if self.snapshot.orders and self.snapshot.forecast(self.snapshot.orders) is None:
                self.forecast(ForecastAsked(self.snapshot.orders, now=True))

    def _submit(self, yes: bool | None) -> None:
        session, snapshot = self.session, self.snapshot
        if yes and session and snapshot and self.ready:
            self.alter(busy="running")
            self.change(lambda: session.submit(snapshot.orders), self.submitted)

    def submitted(self, refused: dict[str, str]) -> None:
        """The turn has run, or others at this terminal are still to give their orders."""
        session = self.session
        if refused:
            self.failed("\n".join(refused.values()))
        elif session and len(session.seats) > 1 and session.awaited:
            self.hand_over(session, session.awaited[0], dict(session.seats)[session.seat])
        elif session:
            self.look(session)

    def action_glossary(self) -> None:
        if self.session:
            self.look_up()

    def action_hints(self) -> None:
        self.settings.hints = not self.settings.hints
        self.settings.finished = 0 if self.settings.hints else self.settings.finished
        settings.save(self.settings)
        self.notify(f"Hints are {'on' if self.settings.hints else 'off'}.", timeout=3)
        self.alter()

    def action_motion(self) -> None:
        self.settings.motion = not self.settings.motion
        self.animation_level = "full" if self.settings.motion else "none"
        settings.save(self.settings)

    def action_help(self) -> None:
        screen = self.screen
        self.push_screen(HelpCard(MODES.get(getattr(screen, "MODE", ""), "Start"), getattr(screen, "GUIDE", "")))

    def action_start_again(self) -> None:
        self.switch_mode("start")
        self.open_library()

    def action_next_seat(self) -> None:
        """After the game there is nothing to hide: everybody's debrief in turn."""
        session = self.session
        if session and self.snapshot and self.snapshot.view.over:
            seats = [seat for seat, _ in session.seats]
            self.look(session.at(seats[(seats.index(session.seat) + 1) % len(seats)]))

    def action_ask_quit(self) -> None:
        orders = self.snapshot.orders if self.snapshot and self.open else ()
        trouble = self.session.keep() if self.session else ""
        path = self.session.path if self.session else None
        self.push_screen(QuitCard(path, len(orders), trouble), lambda yes: self.exit() if yes else None)

    def watch_theme(self, theme: str) -> None:
        if self.is_running and theme != self.settings.theme:
            self.settings.theme = theme
            settings.save(self.settings)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: every key by name, themes, motion. It opens over anything; between two people it has no keys."""
        yield SystemCommand("Theme", "Other colours; ansi themes use the terminal's own", self.action_change_theme)
        yield SystemCommand("Motion", "Animations on or off", self.action_motion)
        for binding in () if isinstance(screen, HandOver) else EVERYWHERE:
            if self.snapshot or binding.action in ("help", "ask_quit", "hints"):
                yield SystemCommand(f"{binding.description} ({binding.key_display})", binding.tooltip,
                                    lambda action=binding.action: self.call_later(self.run_action, action))
