"""Start: scenarios, seats and saved games."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from tui.actions import MOVES, key
from tui.messages import GameChosen
from tui.screens.base import GameScreen
from tui.screens.seats import SeatsCard
from tui.texts import say
from tui.told import saved_card, scenario_card
from tui.views import SavedGameView, ScenarioView
from tui.widgets import Row, Rows, TextPane
from tui.widgets.rows import heading, section

if TYPE_CHECKING:
    from tui.app import GameApp

FIRST = "summit-2018"


@dataclass(frozen=True, slots=True)
class Library:
    """What can be played."""

    scenarios: tuple[ScenarioView, ...] = ()
    saved: tuple[SavedGameView, ...] = ()


class StartScreen(Screen[None]):
    """What can be played left, what it is about right."""

    HORIZONTAL_BREAKPOINTS = GameScreen.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = GameScreen.VERTICAL_BREAKPOINTS
    GUIDE = "start-guide"
    BINDINGS = [key("enter", "choose", "keys-choose"), *MOVES[:2]]

    def compose(self) -> ComposeResult:
        yield Static(f" {say('start-title')}", id="status", markup=False)
        yield Static(say("screen-too-small"), id="too-small", markup=False)
        with Horizontal(id="body"):
            yield Rows(id="games")
            yield TextPane(id="about", can_focus=False)
        yield Static(say("start-keys"), id="hint", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    @property
    def library(self) -> Library | None:
        return cast("GameApp", self.app).desk.library

    def on_screen_resume(self) -> None:
        self.update()

    def update(self) -> None:
        games, library = self.query_one("#games", Rows), self.library
        games.border_title = Content(say("start-play"))
        games.write(game_rows(library) if library else [heading(say("start-opening"))])
        games.focus()
        self.say()
        self._about()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._about()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_choose()

    def _about(self) -> None:
        pane = self.query_one("#about", TextPane)
        scenario, saved = self._scenario(), self._saved()
        pane.border_title = Content(scenario.title if scenario else say("start-saved") if saved else "")
        pane.write(scenario_card(scenario) if scenario else saved_card(saved) if saved else ())

    def say(self, text: str = "") -> None:
        self.query_one("#hint", Static).update(text or say("start-keys"))

    def _key(self) -> tuple[str, str]:
        row = self.query_one("#games", Rows).row
        kind, _, name = (row.key if row else "").partition("|")
        return kind, name

    def _scenario(self) -> ScenarioView | None:
        kind, name = self._key()
        found = self.library.scenarios if self.library and kind == "scenario" else ()
        return next((s for s in found if s.id == name), None)

    def _saved(self) -> SavedGameView | None:
        kind, name = self._key()
        found = self.library.saved if self.library and kind == "saved" else ()
        return next((g for g in found if g.id == name), None)

    def action_cursor(self, where: str) -> None:
        games = self.query_one("#games", Rows)
        games.action_cursor_down() if where == "down" else games.action_cursor_up()

    def action_choose(self) -> None:
        scenario, saved = self._scenario(), self._saved()
        if saved:
            self.post_message(GameChosen(saved=saved.id))
        elif scenario:
            self.app.push_screen(SeatsCard(scenario), self._seated)

    def _seated(self, chosen: tuple[str, tuple[str, ...]] | None) -> None:
        if chosen:
            self.post_message(GameChosen(*chosen))


def game_rows(library: Library) -> Iterator[Row]:
    """The games that are not over come first, for who wants to go on; the scenario for a first game leads the rest."""
    open_games = [g for g in library.saved if not g.over]
    yield from section(say("start-go-on"), [_saved_row(g) for g in open_games][:8])
    first = sorted(library.scenarios, key=lambda s: s.id != FIRST)
    new = [Row(say("start-scenario", title=s.title, minutes=s.minutes), key=f"scenario|{s.id}", hang=2) for s in first]
    yield from section(say("start-new"), new)
    yield from section(say("start-finished"), [_saved_row(g) for g in library.saved if g.over][:12])


def _saved_row(g: SavedGameView) -> Row:
    mark = "! " if g.trouble else ""
    text = say("start-game", title=g.title, seats=", ".join(g.seats), over=g.over, turn=g.turn, turns=g.turns)
    return Row(f"{mark}{text}", key=f"saved|{g.id}", hang=2)
