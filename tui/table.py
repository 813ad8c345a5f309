"""The table at which the game is played: its snapshot, what comes back from off the loop, what screens ask for."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

from textual import on
from textual.driver import Driver
from textual.timer import Timer

from tui import hints, settings
from tui.messages import (
    BranchAsked,
    CardAsked,
    CardMissing,
    DebriefAsked,
    ForecastAsked,
    GameChosen,
    PagesAsked,
    RewindAsked,
    Toggled,
    TrailsAsked,
    WhyAsked,
)
from tui.offloop import OffLoop
from tui.screens.base import GameScreen
from tui.screens.confirm import SubmissionCard, rewinding
from tui.screens.glossary import GlossaryCard
from tui.screens.handover import HandOver
from tui.screens.option import OptionCard
from tui.screens.start import Library, StartScreen
from tui.screens.why import MeaningCard, WhyCard
from tui.session import LocalSession
from tui.snapshot import Snapshot
from tui.views import DebriefView, Explanation, ForecastView, TermView, visible

REST = 0.35  # seconds that the cursor rests before a forecast begins


class Table(OffLoop):
    """Data goes down as one snapshot, messages come up; only here and off the loop is the session spoken to."""

    def __init__(self, driver: type[Driver] | None = None) -> None:
        super().__init__(driver)
        self.session: LocalSession | None = None
        self.snapshot: Snapshot | None = None
        self.library: Library | None = None
        self.changing = threading.Lock()
        self.settings = settings.load()
        self.reading: tuple[str, ...] = ()
        self._rest: Timer | None = None

    # --- the snapshot -------------------------------------------------------------------------------------------

    def take(self, snapshot: Snapshot) -> None:
        """A new snapshot: the screen in sight shows it, the others when they come into sight."""
        before, first_game = self.snapshot, self.settings.hints and not self.settings.finished
        guided = first_game and snapshot.view.scenario == hints.GUIDED
        self.snapshot = replace(snapshot, hint=hints.hint(snapshot, self.current_mode) if guided else "")
        screen = next((s for s in reversed(self.screen_stack) if isinstance(s, GameScreen)), None)
        if screen is not None:
            screen.update()
        if before is None or before.view is not snapshot.view:
            self.refresh_bindings()

    def alter(self, **what: Any) -> None:
        if self.snapshot:
            self.take(replace(self.snapshot, **what))

    @property
    def ready(self) -> bool:
        return self.snapshot is not None and not self.snapshot.busy

    @property
    def open(self) -> bool:
        return self.ready and self.snapshot is not None and not self.snapshot.view.over

    # --- answers from off the loop --------------------------------------------------------------------------------

    def shelved(self, library: Library) -> None:
        self.library = library
        if isinstance(self.screen, StartScreen):
            self.screen.update()

    def seated(self, session: LocalSession) -> None:
        """A game was opened."""
        if session.notice:
            self.notify(session.notice, severity="warning", timeout=20, markup=False)
        self.next_to_order(session)

    def next_to_order(self, session: LocalSession) -> None:
        """The first seat whose orders are missing is at the keys now; people who share a terminal hand it over."""
        if len(session.seats) > 1:
            self.hand_over(session, (*session.awaited, session.seat)[0])
        else:
            self.look(session)

    def hand_over(self, session: LocalSession, seat: str, sealed: str = "") -> None:
        """Cover the screen until the next person is there."""
        label = dict(session.seats)[seat]
        self.clear_notifications()  # they may tell what the last person did
        self.push_screen(HandOver(label, f"{len(session.seats)} people play at this terminal.", sealed),
                         lambda _: self._look(session.at(seat)))

    def _look(self, session: LocalSession) -> None:
        self.look(session)

    def opened(self, session: LocalSession, snapshot: Snapshot) -> None:
        self.session = session
        self.turned(snapshot)

    def turned(self, snapshot: Snapshot) -> None:
        """A turn is open, or the game is over."""
        if snapshot.view.over and self.snapshot and not self.snapshot.view.over:
            self.settings.finished += 1
            settings.save(self.settings)
        self.take(snapshot)
        self.show_mode("debrief" if snapshot.view.over and self.current_mode == "debrief" else "brief")

    def show_mode(self, mode: str) -> None:
        self.switch_mode(mode)
        self.alter()

    def notify(self, message: str, **more: Any) -> None:
        """What would steer the terminal is written out: messages name files and values."""
        super().notify(visible(message), **more)

    def failed(self, text: str) -> None:
        self.alter(busy="", progress="")
        if isinstance(self.screen, StartScreen):
            self.screen.say()
        self.notify(text, severity="error", timeout=15, markup=False)

    def forecasted(self, found: ForecastView | None) -> None:
        """Nothing comes of a forecast that was given up."""
        now = self.snapshot
        if found and now and found.turn == now.view.turn:
            known = tuple(f for f in now.forecasts if f.orders != found.orders)
            self.alter(forecasts=(*known, found), computing=None)
            if isinstance(self.screen, SubmissionCard) and self.snapshot:
                self.screen.renew(self.snapshot)

    def paged(self, found: dict[str, Any]) -> None:
        self.alter(**found)

    def added(self, what: str, found: dict[str, Any]) -> None:
        """More trails, ghosts or cards."""
        if self.snapshot:
            self.alter(**{what: {**getattr(self.snapshot, what), **found}})

    def explained(self, found: Explanation, turn: int, meaning: str) -> None:
        """A new card, or another span on the one that is open; turn 0 is since the opening."""
        if isinstance(self.screen, WhyCard) and self.screen.found.path == found.path:
            self.screen.replace(found, turn)
        elif self.snapshot:
            self.push_screen(WhyCard(found, turn, self.snapshot.view.turn - 1, meaning))

    def defined(self, path: str, meaning: str) -> None:
        found = self.snapshot.numbers.get(path) if self.snapshot else None
        if found:
            self.push_screen(MeaningCard(found, meaning))

    def glossed(self, terms: tuple[TermView, ...]) -> None:
        self.push_screen(GlossaryCard(terms))

    def progressed(self, share: float) -> None:
        self.alter(progress=f"debrief {share:.0%}")

    def told(self, found: DebriefView | None, written: tuple[str, ...]) -> None:
        self.alter(debrief=found, written=written, progress="")

    # --- messages from screens ----------------------------------------------------------------------------------

    @on(GameChosen)
    def choose(self, message: GameChosen) -> None:
        if self._busy("game"):
            return
        if isinstance(self.screen, StartScreen):
            self.screen.say("Opening the game: the years before its first turn are replayed ...")
        self.open_game(message.scenario, message.seats, message.saved)

    @on(Toggled)
    def toggle(self, message: Toggled) -> None:
        self.toggle_order(message.option)

    def toggle_order(self, option: str) -> None:
        """Order an option or take it back; a refusal is said in words."""
        if self.snapshot is None or self.session is None or not self.open:
            return
        orders = self.snapshot.orders
        if option in orders:
            self.alter(orders=tuple(x for x in orders if x != option))
            return
        refused = self.session.check([*orders, option])
        if refused:
            self.notify(" ".join(refused.values()), severity="warning", title="Not possible", markup=False)
        else:
            self.alter(orders=(*orders, option))

    @on(CardAsked)
    def show_card(self, message: CardAsked) -> None:
        if self.snapshot and message.option in self.snapshot.cards:
            self._open_card(message.option)
        elif self.snapshot:
            self.read_card(message.option, lambda: self._open_card(message.option))

    def _open_card(self, key: str) -> None:
        option = self.snapshot.option(key) if self.snapshot else None
        if option and self.snapshot:
            card = OptionCard(option, self.snapshot.cards[key], key in self.snapshot.orders)
            self.push_screen(card, lambda yes: self.toggle_order(key) if yes else None)

    @on(CardMissing)
    def fetch_card(self, message: CardMissing) -> None:
        if not self._busy("card"):
            self.read_card(message.option, lambda: None)

    @on(WhyAsked)
    def ask_why(self, message: WhyAsked) -> None:
        if self.snapshot is None:
            return
        last = self.snapshot.view.turn - 1
        if last:
            self.explain(message.path, last if message.turn is None else message.turn)
        else:
            self.define(message.path)

    @on(ForecastAsked)
    def forecast(self, message: ForecastAsked) -> None:
        """Wait until the cursor rests; a newer wish outdates an older one."""
        if not self.open or self.snapshot is None or self.snapshot.computing == message.orders:
            return
        if self._rest:
            self._rest.stop()
        self.workers.cancel_group(self, "forecast")
        self.snapshot = replace(self.snapshot, computing=message.orders)
        self._rest = self.set_timer(0.01 if message.now else REST, lambda: self.compute(message.orders))

    def rest(self) -> None:
        """No forecast is wanted any more."""
        if self._rest:
            self._rest.stop()
        self.alter(computing=None)

    @on(PagesAsked)
    def fetch_pages(self) -> None:
        if self.snapshot and self.ready:
            turns = self.snapshot.view.turn - 1
            if len(self.snapshot.pages) != turns or not self.snapshot.branches:
                self.read_pages(self.snapshot.pages[:turns], turns)

    @on(TrailsAsked)
    def fetch_trails(self, message: TrailsAsked) -> None:
        """Once: a screen asks again whenever it is drawn."""
        if message.paths != self.reading or not self._busy("trails"):
            self.reading = message.paths
            self.read_trails(message.paths)

    def _busy(self, group: str) -> bool:
        return any(worker.group == group and worker.is_running for worker in self.workers)

    @on(DebriefAsked)
    def fetch_debrief(self, message: DebriefAsked) -> None:
        if self.snapshot and self.snapshot.progress and message.write:
            self.notify("The debrief is still being made; write it when it is there.", timeout=5)
        elif self.ready and self.snapshot and not self.snapshot.progress:
            known = self.snapshot.debrief
            self.alter(progress="debrief")
            self.tell(known, message.write)

    @on(RewindAsked)
    def ask_rewind(self, message: RewindAsked) -> None:
        sealed = self.session is not None and len(self.session.awaited) < len(self.session.seats)
        self.push_screen(rewinding(message.turn, sealed), lambda yes: self.rewind(message.turn) if yes else None)

    def rewind(self, turn: int) -> None:
        session = self.session
        if session and self.ready:
            self.alter(busy="going back")
            self.change(lambda: session.back(turn), lambda _: self.next_to_order(session))

    @on(BranchAsked)
    def switch_branch(self, message: BranchAsked) -> None:
        session = self.session
        if session and self.ready:
            self.alter(busy="changing lines")
            self.change(lambda: session.switch(message.name), lambda _: self.next_to_order(session))
