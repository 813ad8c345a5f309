"""One terminal's place at a table: which seat is at the keys, what its screens show, and what was asked for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from textual.app import App
from textual.timer import Timer

from tui import asking, hints, settings
from tui.kept import moved
from tui.lines import clock, consent, stakes
from tui.offloop import OffLoop
from tui.screens.base import GameScreen
from tui.screens.confirm import SubmissionCard, rewinding
from tui.screens.deals import DealsScreen
from tui.screens.glossary import GlossaryCard
from tui.screens.handover import HandOver
from tui.screens.option import OptionCard
from tui.screens.quit import QuitCard
from tui.screens.start import Library, StartScreen
from tui.screens.waiting import WaitingCard
from tui.screens.why import MeaningCard, WhyCard
from tui.screens.word import CounterCard, WordCard
from tui.session import Games, Session, Table
from tui.snapshot import Snapshot
from tui.texts import say
from tui.told import answers
from tui.views import (
    CardView,
    DebriefView,
    Explanation,
    ForecastView,
    IndicatorView,
    KeptView,
    OptionView,
    RoomView,
    TermView,
    TurnView,
)

REST = 0.35  # seconds that the cursor rests before a forecast begins


class Desk:
    """Data goes down to the screens as one snapshot; only here and in `asking` is the game spoken to. `table`,
    `session` and `room`: of the game that is played; `snapshot`: what the screens show."""

    def __init__(self, app: App[Any], games: Games | None) -> None:
        self.app, self.games, self.off = app, games, OffLoop(app, self.failed)
        self.table: Table | None = None
        self.session: Session | None = None
        self.room = None
        self.snapshot: Snapshot | None = None
        self.library: Library | None = None
        self.settings = settings.load()
        self._reading: tuple[str, ...] = ()
        self._announced = ""
        self._rest: Timer | None = None

    @property
    def room(self) -> RoomView | None:
        return self._room

    @room.setter
    def room(self, room: RoomView | None) -> None:
        self._room, self._looked = room, monotonic()

    @property
    def clock(self) -> str:
        """How long the open turn still goes on, in words; empty where nobody leads the room."""
        return clock(self._room, monotonic() - self._looked) if self._room else ""

    def tick(self) -> None:
        """The clock goes on."""
        screen = self.app.screen
        if isinstance(screen, WaitingCard) and self.room:
            screen.renew(self.room, self.clock)
        elif isinstance(screen, GameScreen):
            screen.update_status()

    # --- the snapshot -------------------------------------------------------------------------------------------

    def take(self, snapshot: Snapshot) -> None:
        """A new snapshot: the screen in sight shows it, the others when they come into sight."""
        before, first_game = self.snapshot, self.settings.hints and not self.settings.finished
        guided = first_game and snapshot.view.scenario == hints.GUIDED
        self.snapshot = replace(snapshot, hint=hints.hint(snapshot, self.app.current_mode) if guided else "")
        screen = next((s for s in reversed(self.app.screen_stack) if isinstance(s, GameScreen)), None)
        if screen is not None:
            screen.update()
        if before is None or before.view is not snapshot.view:
            self.app.refresh_bindings()

    def alter(self, **what: Any) -> None:
        if self.snapshot:
            self.take(replace(self.snapshot, **what))

    def show_mode(self, mode: str) -> None:
        self.app.switch_mode(mode)
        self.alter()

    @property
    def ready(self) -> bool:
        return self.snapshot is not None and not self.snapshot.busy

    @property
    def open(self) -> bool:
        return self.ready and self.snapshot is not None and not self.snapshot.view.over

    def failed(self, text: str) -> None:
        """What could not be done is said in words."""
        self.alter(busy="", progress="")
        if isinstance(self.app.screen, StartScreen):
            self.app.screen.say()
        self.app.notify(text, severity="error", timeout=15, markup=False)

    # --- opening a game -----------------------------------------------------------------------------------------

    def open_library(self) -> None:
        if self.games:
            self.off.run("library", partial(asking.library, self.games), self.shelved)

    def shelved(self, library: Library) -> None:
        self.library = library
        if isinstance(self.app.screen, StartScreen):
            self.app.screen.update()

    def open_game(self, scenario: str, seats: tuple[str, ...], saved: str) -> None:
        """Begin or go on."""
        if self.games is None or self.off.busy("game"):
            return
        if isinstance(self.app.screen, StartScreen):
            self.app.screen.say(say("desk-opening"))
        call = partial(self.games.resume, saved) if saved else partial(self.games.begin, scenario, seats)
        self.off.run("game", call, self.seated)

    def seated(self, table: Table) -> None:
        """A game was opened."""
        self.off.run("game", table.room, partial(self.entered, table), outdates=False)

    def entered(self, table: Table, room: RoomView) -> None:
        self.announce(room)
        self.sit_next(table, room)
        if room.shared:
            self.follow(table, room)
        if room.clock:
            self.app.set_interval(1.0, self.tick)

    # --- who is at the keys -------------------------------------------------------------------------------------

    def sit_next(self, table: Table, room: RoomView, sealed: str = "") -> None:
        """The first person here whose orders are missing is at the keys now; people who share a terminal hand it over.
        Where orders of others only are missing, whoever is at the keys stays."""
        self.room = room
        missing = [seat for seat in room.awaited if seat in room.here]
        if missing and len(room.here) > 1:
            self.hand_over(table, room, missing[0], sealed)
        else:
            now = [seat for seat in room.here if self.session and seat == self.session.seat]
            self.sit(table, (*missing, *now, *room.here, "")[0])

    def hand_over(self, table: Table, room: RoomView, seat: str, sealed: str) -> None:
        """Cover the screen until the next person is there."""
        self.app.clear_notifications()  # they may tell what the last person did
        told = say("desk-called") if room.called(seat) else say("desk-people", count=len(room.here))
        card = HandOver(room.label(seat), told, sealed)
        self.app.push_screen(card, lambda _: self.sit(table, seat))

    def sit(self, table: Table, seat: str) -> None:
        self.off.run("game", partial(asking.seat_taken, table, seat), self.opened, outdates=False)

    def opened(self, found: asking.Opened) -> None:
        """A turn is open, or the game is over."""
        self.table, self.session, view = found.table, found.session, found.snapshot.view
        if view.over and self.snapshot and not self.snapshot.view.over:
            self.settings.finished += 1
            settings.save(self.settings)
        self.take(found.snapshot)
        called = self.room is not None and self.room.called(self.session.seat)
        stays = view.over and self.app.current_mode == "debrief"
        self.show_mode("debrief" if stays else "deals" if called else "brief")
        self.wait()

    def next_seat(self) -> None:
        """After the game there is nothing to hide: everybody's debrief in turn."""
        if self.table and self.session and self.room and self.snapshot and self.snapshot.view.over:
            seats = self.room.here
            self.sit(self.table, seats[(seats.index(self.session.seat) + 1) % len(seats)])

    # --- others elsewhere ---------------------------------------------------------------------------------------

    def follow(self, table: Table, room: RoomView) -> None:
        """Hear of the next change that anybody makes."""
        self.off.run("room", partial(asking.another, table, room.change), partial(self.heard, table))

    def heard(self, table: Table, room: RoomView | None) -> None:
        """What this terminal changes itself is looked at when that is done."""
        if room is None:
            return
        self.follow(table, room)
        self.announce(room)
        before = self.room
        if before and self.ready and room.change > before.change:
            if (room.turn, room.line) != (before.turn, before.line):
                self.clear_cards()
                self.sit_next(table, room)
            else:
                self.room = room
                self.wait()
                self.renew()

    def announce(self, room: RoomView) -> None:
        """Once."""
        if room.notice not in ("", self._announced):
            self.app.notify(room.notice, severity="warning", timeout=20, markup=False)
        self._announced = room.notice

    def clear_cards(self) -> None:
        """Those of a turn that is over: what they would do is no longer meant."""
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def wait(self) -> None:
        """Orders of others elsewhere are missing, and none of anybody here: say so until that changes."""
        room = self.room
        if room is None or not room.elsewhere:
            self.unwait()
        elif isinstance(self.app.screen, WaitingCard):
            self.app.screen.renew(room, self.clock)
        else:
            self.app.push_screen(WaitingCard(room, self.clock))

    def unwait(self) -> None:
        """With whatever lies on it."""
        while any(isinstance(screen, WaitingCard) for screen in self.app.screen_stack):
            self.app.pop_screen()

    # --- changing the game --------------------------------------------------------------------------------------

    def toggle(self, option: str) -> None:
        """Order an option or take it back, or say yes to it in public; a refusal is said in words."""
        if self.snapshot is None or self.session is None or not self.open:
            return
        orders, found = self.snapshot.orders, self.snapshot.option(option)
        if found and found.public:
            self.say_yes(found)
        elif option in orders:
            self.alter(orders=tuple(x for x in orders if x != option))
        else:
            call = partial(self.session.check, [*orders, option])
            self.off.run("check", call, partial(self.checked, self.snapshot.view.turn, orders, option), outdates=False)

    def checked(self, turn: int, orders: tuple[str, ...], option: str, refused: dict[str, str]) -> None:
        """Of one option more than these orders; if they have changed meanwhile, ask again."""
        now = self.snapshot
        if refused:
            self.refused(refused)
        elif now and (now.view.turn, now.orders) == (turn, orders):
            self.alter(orders=(*orders, option))
        elif now and now.view.turn == turn and option not in now.orders:
            self.toggle(option)

    def refused(self, refused: dict[str, str]) -> None:
        self.app.notify(" ".join(refused.values()), severity="warning", title=say("desk-refused"), markup=False)

    def undo(self) -> None:
        """The last order; where there is none, all that was said in the turn, by everybody."""
        if self.snapshot and self.ready and self.snapshot.orders:
            self.alter(orders=self.snapshot.orders[:-1])
        elif self.snapshot and self.open and self.snapshot.said:
            self.ask_rewind(self.snapshot.view.turn)

    # --- words in public ----------------------------------------------------------------------------------------

    def say_yes(self, option: OptionView) -> None:
        """Propose it, or accept what is proposed."""
        if option.refused:
            self.refused({option.key: option.refused})
        else:
            title = say("card-accept" if option.proposed_by else "card-propose", title=option.title)
            self.ask_word(title, option, True)

    def refuse(self, key: str) -> None:
        if option := self._asked(key):
            self.ask_word(say("card-refuse", title=option.title), option, False)

    def counter(self, key: str) -> None:
        """Choose what to propose instead, then say so."""
        option = self._asked(key)
        others = self.snapshot.instead_of(option) if option and self.snapshot else ()
        if option and others:
            self.app.push_screen(CounterCard(option, others), partial(self.countered, option))
        elif option:
            self.app.notify(say("desk-no-counter"), timeout=5)

    def countered(self, option: OptionView, instead: str | None) -> None:
        if other := self.snapshot.option(instead) if instead and self.snapshot else None:
            self.ask_word(say("card-counter", title=other.title), option, False, other.key)

    def _asked(self, key: str) -> OptionView | None:
        """What others propose to the seat and it has not answered."""
        option = self.snapshot.option(key) if self.snapshot and self.open else None
        return option if option and option.place == "asked" else None

    def ask_word(self, title: str, option: OptionView, yes: bool, instead: str = "") -> None:
        """With the odds of what is wanted and the cost of what is refused, which may have to be asked for first."""
        def known(card: CardView) -> None:
            told = stakes(card, whole=False) if yes else filter(None, [card.snub])
            lines = [*consent(option), *told, say("card-word-stands")]
            self.app.push_screen(WordCard(title, lines), partial(self.speak, option.key, yes, instead))

        self.with_card(option.key, known)

    def speak(self, move: str, yes: bool, instead: str, reason: str | None) -> None:
        session, snapshot = self.session, self.snapshot
        if reason is not None and session and snapshot and self.ready:
            call = partial(session.speak, snapshot.view.turn, move, yes=yes, reason=reason, instead=instead)
            self.change(say("desk-speaking"), call, partial(self.spoken, instead or move))

    def spoken(self, move: str, refused: dict[str, str], room: RoomView) -> None:
        self.room = room
        if refused:
            self.alter(busy="")
            self.refused(refused)
        else:
            self.renew(move)

    def renew(self, move: str = "") -> None:
        """What the seat is told now, in the same turn; of a move that was just spoken of, the answers."""
        if self.session and self.snapshot:
            call = partial(asking.renewed, self.session, self.snapshot.orders)
            self.off.run("game", call, partial(self.renewed, move), outdates=False)

    def renewed(self, move: str, found: tuple[TurnView, tuple[str, ...]]) -> None:
        view, orders = found
        before = self.snapshot.view.talks if self.snapshot else ()
        self.alter(view=view, orders=orders, forecasts=(), cards={}, busy="")
        if move and isinstance(self.app.screen, DealsScreen):
            self.app.screen.seek(move)
        else:
            for proposal in (p for p in view.talks if (p.key == move if move else p not in before)):
                self.app.notify("\n".join(answers(proposal)), timeout=12, markup=False)

    def ask_submit(self) -> None:
        if self.snapshot and self.open:
            self.app.push_screen(SubmissionCard(self.snapshot), self.submit)
            if self.snapshot.orders and self.snapshot.forecast(self.snapshot.orders) is None:
                self.forecast(self.snapshot.orders, now=True)

    def submit(self, yes: bool | None) -> None:
        session, snapshot = self.session, self.snapshot
        if yes and session and snapshot and self.ready:
            call = partial(session.submit, snapshot.view.turn, snapshot.orders)
            self.change(say("desk-running"), call, self.submitted)

    def submitted(self, refused: dict[str, str], room: RoomView) -> None:
        """The turn has run, or others are still to give their orders."""
        if refused:
            self.failed("\n".join(refused.values()))
        elif self.table and self.session:
            self.sit_next(self.table, room, room.label(self.session.seat) if room.sealed else "")

    def rewind(self, turn: int) -> None:
        if self.table and self.ready:
            self.change(say("desk-going-back"), partial(self.table.back, turn), self.rewound)

    def switch(self, name: str) -> None:
        if self.table and self.ready:
            self.change(say("desk-changing-lines"), partial(self.table.switch, name), self.rewound)

    def rewound(self, _: None, room: RoomView) -> None:
        if self.table:
            self.sit_next(self.table, room)

    def change(self, busy: str, call: Callable[[], Any], done: Callable[[Any, RoomView], object]) -> None:
        """Stop forecasts and pages, change the game, and look at the room then."""
        self.rest()
        self.off.cancel("forecast", "pages", "debrief")
        self.alter(busy=busy)
        self.off.run("game", call, partial(self.look_round, done), outdates=False)

    def look_round(self, done: Callable[[Any, RoomView], object], answer: Any) -> None:
        def looked(room: RoomView) -> None:
            if self.room and room.kept.place != self.room.kept.place:
                self.failed(" ".join(moved(room.kept)))
            done(answer, room)

        if self.table:
            self.off.run("game", self.table.room, looked, outdates=False)

    def ask_quit(self) -> None:
        kept = self.table.keep() if self.table else KeptView("")
        orders = self.snapshot.orders if self.snapshot and self.open else ()
        self.app.push_screen(QuitCard(kept, len(orders)), lambda yes: self.app.exit() if yes else None)

    # --- forecasts ----------------------------------------------------------------------------------------------

    def forecast(self, orders: tuple[str, ...], now: bool = False) -> None:
        """Wait until the cursor rests; a newer wish outdates an older one."""
        if not self.open or self.snapshot is None or self.session is None or self.snapshot.computing == orders:
            return
        if self._rest:
            self._rest.stop()
        self.off.cancel("forecast")
        self.snapshot = replace(self.snapshot, computing=orders)
        call = partial(asking.forecast, self.session, orders)
        self._rest = self.app.set_timer(0.01 if now else REST, partial(self.off.run, "forecast", call, self.forecasted))

    def forecasted(self, found: ForecastView | None) -> None:
        """Nothing comes of a forecast that was given up."""
        now = self.snapshot
        if found and now and found.turn == now.view.turn:
            known = tuple(f for f in now.forecasts if f.orders != found.orders)
            self.alter(forecasts=(*known, found), computing=None)
            if isinstance(self.app.screen, SubmissionCard) and self.snapshot:
                self.app.screen.renew(self.snapshot)

    def rest(self) -> None:
        """No forecast is wanted any more."""
        if self._rest:
            self._rest.stop()
        self.alter(computing=None)

    # --- looking things up --------------------------------------------------------------------------------------

    def fetch_pages(self) -> None:
        if self.snapshot and self.session and self.ready:
            turns = self.snapshot.view.turn - 1
            if len(self.snapshot.pages) != turns or not self.snapshot.branches:
                self.off.run("pages", partial(asking.pages, self.off, self.session, self.snapshot, self.paged),
                             self.paged)

    def paged(self, found: dict[str, Any]) -> None:
        self.alter(**found)

    def fetch_trails(self, paths: tuple[str, ...]) -> None:
        """Once: a screen asks again whenever it is drawn."""
        if self.session and self.snapshot and (paths != self._reading or not self.off.busy("trails")):
            self._reading = paths
            past = self.snapshot.view.turn > 1
            self.off.run("trails", partial(asking.months, self.off, self.session, paths, past, self.added),
                         partial(self.added, "ghosts"))

    def added(self, what: str, found: dict[str, Any]) -> None:
        """More trails, ghosts or cards."""
        if self.snapshot:
            self.alter(**{what: {**getattr(self.snapshot, what), **found}})

    def fetch_card(self, key: str) -> None:
        """What the card of an option says, without opening it."""
        if self.session and not self.off.busy("card"):
            self.off.run("card", partial(self.session.card, key), lambda card: self.added("cards", {key: card}))

    def show_card(self, key: str) -> None:
        self.with_card(key, partial(self.open_card, key))

    def with_card(self, key: str, then: Callable[[CardView], None]) -> None:
        """Go on with the card of an option, at once or when it is there."""
        def known(card: CardView) -> None:
            self.added("cards", {key: card})
            then(card)

        if self.snapshot and key in self.snapshot.cards:
            then(self.snapshot.cards[key])
        elif self.session:
            self.off.run("card", partial(self.session.card, key), known, outdates=False)

    def open_card(self, key: str, card: CardView) -> None:
        option = self.snapshot.option(key) if self.snapshot else None
        if option and self.snapshot:
            self.app.push_screen(OptionCard(option, card, key in self.snapshot.orders),
                                 lambda yes: self.toggle(key) if yes else None)

    def ask_why(self, path: str, turn: int | None) -> None:
        """Before the first turn nothing has changed: what the number is."""
        if self.snapshot is None or self.session is None:
            return
        last = self.snapshot.view.turn - 1
        if last:
            call = partial(asking.why, self.session, path, last if turn is None else turn)
            self.off.run("why", call, self.explained)
        elif x := self.snapshot.numbers.get(path):
            self.off.run("why", partial(asking.meaning, self.session, path), partial(self.defined, x))

    def explained(self, answer: tuple[Explanation, int, str]) -> None:
        """A new card, or another span on the one that is open; turn 0 is since the opening."""
        found, turn, meaning = answer
        screen = self.app.screen
        if isinstance(screen, WhyCard) and screen.found.path == found.path:
            screen.replace(found, turn)
        elif self.snapshot:
            self.app.push_screen(WhyCard(found, turn, self.snapshot.view.turn - 1, meaning))

    def defined(self, x: IndicatorView, meaning: str) -> None:
        self.app.push_screen(MeaningCard(x, meaning))

    def look_up(self) -> None:
        if self.session:
            self.off.run("glossary", self.session.glossary, self.glossed)

    def glossed(self, terms: tuple[TermView, ...]) -> None:
        self.app.push_screen(GlossaryCard(terms))

    def ask_rewind(self, turn: int) -> None:
        sealed = self.room is not None and self.room.sealed
        said = self.snapshot is not None and self.snapshot.view.turn == turn
        self.app.push_screen(rewinding(turn, sealed, said), lambda yes: self.rewind(turn) if yes else None)

    # --- the debrief --------------------------------------------------------------------------------------------

    def fetch_debrief(self, write: bool) -> None:
        if self.snapshot and self.snapshot.progress and write:
            self.app.notify(say("desk-debriefing"), timeout=5)
        elif self.ready and self.snapshot and self.session and self.room and not self.snapshot.progress:
            known, name = self.snapshot.debrief, self.room.kept.name
            self.alter(progress=say("desk-debrief"))
            call = partial(asking.debrief, self.off, self.session, name, known, write, self.progressed)
            self.off.run("debrief", call, self.told)

    def progressed(self, share: float) -> None:
        self.alter(progress=say("desk-debrief-share", share=f"{share:.0%}"))

    def told(self, answer: tuple[DebriefView | None, tuple[str, ...]]) -> None:
        found, written = answer
        self.alter(debrief=found, written=written, progress="")
