"""The game on a terminal: its screens, its keys and its palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.screen import Screen

from tui import settings
from tui.actions import EVERYWHERE, MODES
from tui.desk import Desk
from tui.messages import (
    BranchAsked,
    CardAsked,
    CardMissing,
    DebriefAsked,
    ForecastAsked,
    GameChosen,
    PagesAsked,
    Refused,
    RewindAsked,
    Toggled,
    TrailsAsked,
    WhyAsked,
)
from tui.screens.brief import BriefScreen
from tui.screens.compare import CompareCard
from tui.screens.deals import DealsScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.decide import DecideScreen
from tui.screens.handover import HandOver
from tui.screens.help import HelpCard
from tui.screens.history import HistoryScreen
from tui.screens.indicators import IndicatorsScreen
from tui.screens.start import StartScreen
from tui.screens.world import WorldScreen
from tui.session import Games, Table
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import visible


class GameApp(App[None]):
    """The screens, and where keys and the screens' wishes go: to the desk, which holds the table. `first`: the game
    that is played at once; none opens the Start screen. `games`: none where only that one can be played."""

    TITLE = "Multivector"
    CSS_PATH = "styles/game.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "start": StartScreen, "brief": BriefScreen, "decide": DecideScreen, "indicators": IndicatorsScreen,
        "world": WorldScreen, "deals": DealsScreen, "history": HistoryScreen, "debrief": DebriefScreen}
    DEFAULT_MODE = "start"
    BINDINGS = [*EVERYWHERE]

    def __init__(self, games: Games | None, first: Table | None = None, driver: type[Driver] | None = None) -> None:
        super().__init__(driver)
        self.desk, self.first = Desk(self, games), first

    def on_mount(self) -> None:
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme
        if not self.settings.motion:
            self.animation_level = "none"
        keys, trouble = settings.own_keys()
        self.set_keymap(keys)
        if trouble:
            self.desk.failed(trouble)
        if self.first:
            self.desk.seated(self.first)
        else:
            self.desk.open_library()

    @property
    def snapshot(self) -> Snapshot | None:
        return self.desk.snapshot

    @property
    def settings(self) -> settings.Settings:
        return self.desk.settings

    def notify(self, message: str, **more: Any) -> None:
        """What would steer the terminal is written out: messages name files and values."""
        super().notify(visible(message), **more)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense now."""
        if action in ("submit", "undo"):
            return self.snapshot is not None and not self.snapshot.view.over and self.current_mode != "start"
        if action == "next_seat":
            return self.desk.room is not None and len(self.desk.room.here) > 1
        if action in ("mode", "compare", "glossary"):
            return self.snapshot is not None
        return True

    # --- wishes of screens --------------------------------------------------------------------------------------

    @on(GameChosen)
    def _choose(self, message: GameChosen) -> None:
        self.desk.open_game(message.scenario, message.seats, message.saved)

    @on(Toggled)
    def _toggle(self, message: Toggled) -> None:
        self.desk.toggle(message.option)

    @on(Refused)
    def _refuse(self, message: Refused) -> None:
        self.desk.counter(message.option) if message.counter else self.desk.refuse(message.option)

    @on(CardAsked)
    def _show_card(self, message: CardAsked) -> None:
        self.desk.show_card(message.option)

    @on(WhyAsked)
    def _ask_why(self, message: WhyAsked) -> None:
        self.desk.ask_why(message.path, message.turn)

    @on(ForecastAsked)
    def _forecast(self, message: ForecastAsked) -> None:
        self.desk.forecast(message.orders, message.now)

    @on(PagesAsked)
    def _fetch_pages(self) -> None:
        self.desk.fetch_pages()

    @on(CardMissing)
    def _fetch_card(self, message: CardMissing) -> None:
        self.desk.fetch_card(message.option)

    @on(TrailsAsked)
    def _fetch_trails(self, message: TrailsAsked) -> None:
        self.desk.fetch_trails(message.paths)

    @on(DebriefAsked)
    def _fetch_debrief(self, message: DebriefAsked) -> None:
        self.desk.fetch_debrief(message.write)

    @on(RewindAsked)
    def _ask_rewind(self, message: RewindAsked) -> None:
        self.desk.ask_rewind(message.turn)

    @on(BranchAsked)
    def _switch(self, message: BranchAsked) -> None:
        self.desk.switch(message.name)

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_mode(self, mode: str) -> None:
        if self.snapshot and len(self.screen_stack) == 1:
            self.desk.show_mode(mode)

    def action_next(self) -> None:
        if self.snapshot:
            self.desk.show_mode("debrief" if self.snapshot.view.over else "decide")

    def action_compare(self) -> None:
        if self.snapshot:
            self.push_screen(CompareCard(self.snapshot))

    def action_undo(self) -> None:
        self.desk.undo()

    def action_submit(self) -> None:
        self.desk.ask_submit()

    def action_glossary(self) -> None:
        self.desk.look_up()

    def action_hints(self) -> None:
        self.settings.hints = not self.settings.hints
        self.settings.finished = 0 if self.settings.hints else self.settings.finished
        settings.save(self.settings)
        self.notify(say("desk-hints", on=self.settings.hints), timeout=3)
        self.desk.alter()

    def action_motion(self) -> None:
        self.settings.motion = not self.settings.motion
        self.animation_level = "full" if self.settings.motion else "none"
        settings.save(self.settings)

    def action_help(self) -> None:
        screen = self.screen
        name = MODES.get(getattr(screen, "MODE", ""), say("desk-start"))
        self.push_screen(HelpCard(name, getattr(screen, "GUIDE", "")))

    def action_start_again(self) -> None:
        if self.desk.games:
            self.switch_mode("start")
            self.desk.open_library()

    def action_next_seat(self) -> None:
        self.desk.next_seat()

    def action_ask_quit(self) -> None:
        self.desk.ask_quit()

    def watch_theme(self, theme: str) -> None:
        if self.is_running and theme != self.settings.theme:
            self.settings.theme = theme
            settings.save(self.settings)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: every key by name, themes, motion. It opens over anything; between two people it has no keys."""
        yield SystemCommand(say("desk-theme"), say("desk-theme.told"), self.action_change_theme)
        yield SystemCommand(say("desk-motion"), say("desk-motion.told"), self.action_motion)
        for binding in () if isinstance(screen, HandOver) else EVERYWHERE:
            if self.snapshot or binding.action in ("help", "ask_quit", "hints"):
                yield SystemCommand(f"{binding.description} ({binding.key_display})", binding.tooltip,
                                    lambda action=binding.action: self.call_later(self.run_action, action))
