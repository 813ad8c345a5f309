"""One room: a game with its table, and around it the clock, the teams' drafts, messages, and the teacher's verbs.

The game's own phases are the room's: whoever speaks is answered at once, and breaks the seals of those who hear it. In
the last third of a turn's time the floor is closed, so that orders can be sealed in peace.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.errors import refuse
from sim.game.branches import Played
from sim.seminar.clock import Clock
from sim.seminar.people import Person
from sim.seminar.state import State
from sim.session.local import LocalSession, LocalTable, alone
from sim.views import ClockView, DeedView, KeptView, PublicView, RevealView, RoomView
from sim.views.wire import from_json, to_json

GRACE = 1.5  # seconds after the end in which orders that were under way still come in
BEAT = 2.0  # seconds between two notes of the clock: what a crash may cost
LONGEST, HEADLINE = 1000, 140  # letters of a message, and of a headline
TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a team has ticked and not handed in. `revision`: grows with each change; `name`: who changed it last."""

    moves: tuple[str, ...] = ()
    revision: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """`sender`, `recipient`: a seat, `teacher`, or for a recipient nothing: everybody."""

    number: int
    sender: str
    name: str
    recipient: str
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class SeatStatus:
    """What everybody may know of a seat. `people`: names of those in it; `held`: its doctrine acts for it."""

    id: str
    label: str
    sealed: bool
    held: bool
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What everybody in the room may know. `change`: as of the RoomView; `left`: seconds, None without a clock."""

    change: int
    turn: int
    turns: int
    date: str
    over: bool
    left: float | None
    running: bool
    floor_open: bool
    seats: tuple[SeatStatus, ...]
    headline: str


class Room:
    """`minutes`: of a turn; 0 for turns that end when all orders are in, or the teacher ends them."""

    def __init__(self, state: State, number: int, table: LocalTable, minutes: float) -> None:
        self.state, self.number, self.table, self.lock = state, number, table, table.lock
        self.clock, self._noted = Clock(60 * minutes), 0.0
        for left, in state.read("select left from clock where room = ?", number):
            self.clock = Clock(60 * minutes, left)
        self._turn, self._floor = table.game.turn, self.clock.floor_open
        self._public: tuple[tuple[Played, ...], PublicView] | None = None
        self._reveals: dict[int, tuple[tuple[Played, ...], RevealView]] = {}

    @property
    def seats(self) -> tuple[str, ...]:
        return self.table.game.people

    def session(self, seat: str) -> LocalSession:
        return self.table.at(seat)

    # --- what may be known --------------------------------------------------------------------------------------------

    @alone
    def status(self) -> Status:
        from sim.seat.turn import turn_dates

        game, room, held = self.table.game, self.table.room(), self.held
        people = self.state.read("select seat, name from person where room = ? and hash not like 'left %' "
                                 "order by number", self.number)
        seats = tuple(SeatStatus(x.id, x.label, x.sealed, x.id in held, tuple(n for seat, n in people if seat == x.id))
                      for x in room.seats)
        headline = self.state.read("select text from headline where room = ?", self.number)
        now = self._clock_view()
        return Status(room.change, game.turn, game.turns, turn_dates(game, min(game.turn, game.turns)), game.over,
                      now.left, now.running, now.floor_open, seats, headline[0][0] if headline else "")

    @alone
    def public(self) -> PublicView:
        """The game as everybody may know it; told once for each state of it."""
        from sim.seat.public import public_view

        played = self.table.game.branches.now.turns
        if self._public is None or self._public[0] != played:
            self._public = played, public_view(self.table.game)
        return self._public[1]

    @alone
    def reveal(self, turn: int) -> RevealView:
        """A turn that has been played, as everybody may know it; told once. Raises MultivectorError."""
        from sim.seat.public import reveal_view

        played = self.table.game.branches.now.turns[:max(0, turn)]
        if turn not in self._reveals or self._reveals[turn][0] != played:
            self._reveals[turn] = played, reveal_view(self.table.game, turn)
        return self._reveals[turn][1]

    def guests(self) -> tuple[tuple[str, str], ...]:
        """Who is here without a seat: (role, name)."""
        return tuple(self.state.read("select role, name from person where room = ? and seat = '' and "
                                     "hash not like 'left %' order by number", self.number))

    def stood_in(self) -> dict[tuple[int, str], tuple[DeedView, ...]]:
        """What doctrines did for seats, and why, by turn and seat."""
        rows = self.state.read("select turn, seat, deeds from stood_in where room = ?", self.number)
        return {(turn, seat): from_json(tuple[DeedView, ...], json.loads(deeds)) for turn, seat, deeds in rows}

    def room_of(self, seat: str, view: RoomView) -> RoomView:
        """The table's room as a seat's own interface knows it: its person alone is there, and where the host keeps the
        game is nobody's business."""
        return replace(view, seats=tuple(replace(held, here=held.id == seat) for held in view.seats),
                       kept=KeptView("seminar", "the seminar room"), clock=self._clock_view())

    def _clock_view(self) -> ClockView:
        return ClockView(max(0.0, self.clock.left) if self.clock.whole else None, self.clock.running,
                         self.clock.floor_open and not self.table.game.over)

    @property
    def held(self) -> frozenset[str]:
        """Seats for which their doctrine acts until they are given back."""
        return frozenset(seat for seat, in self.state.read("select seat from held where room = ?", self.number))

    def messages(self, person: Person) -> tuple[Message, ...]:
        """Those that the person may read, the first first; a teacher reads all."""
        rows = (Message(*row) for row in self.state.read(
            "select number, sender, name, recipient, turn, text from message where room = ? order by number",
            self.number))
        mine = person.seat or person.role
        return tuple(x for x in rows if person.role == TEACHER or not x.recipient or mine in (x.sender, x.recipient))

    def draft(self, seat: str) -> Draft:
        found = self.state.read("select moves, revision, name from draft where room = ? and seat = ? and turn = ?",
                                self.number, seat, self.table.game.turn)
        return Draft(tuple(json.loads(found[0][0])), *found[0][1:]) if found else Draft()

    # --- what a seat does ---------------------------------------------------------------------------------------------

    @alone
    def keep_draft(self, person: Person, turn: int, moves: Sequence[str], revision: int) -> Draft:
        """Ticks of a team, for all its devices. Raises MultivectorError if a team-mate was faster."""
        now = self.draft(person.seat)
        self._check_turn(turn)
        if now.moves == tuple(moves):
            return now
        if now.revision != revision:
            raise refuse("MV-C012", f"{now.name} has changed the draft meanwhile", value=f"revision {revision}",
                         allowed=f"revision {now.revision}", mend="look at it, then change it again")
        self.state.write("insert or replace into draft values (?, ?, ?, ?, ?, ?)", self.number, person.seat, turn,
                         revision + 1, json.dumps(list(moves)), person.name)
        self.table.tell()
        return self.draft(person.seat)

    @alone
    def speak(self, person: Person, turn: int, move: str, yes: bool, reason: str = "",
              instead: str = "") -> dict[str, str]:
        """As of a session, while the floor is open."""
        if not self.clock.floor_open:
            raise refuse("MV-C013", "the floor is closed: this is the time for sealed orders", field="move", value=move,
                         mend="answer in the next turn, or ask the teacher for more time")
        return self.session(person.seat).speak(turn, move, yes, reason, instead)

    @alone
    def submit(self, person: Person, turn: int, moves: Sequence[str]) -> dict[str, str]:
        """As of a session. The turn runs when nobody is awaited but seats that are held."""
        refused = self.session(person.seat).submit(turn, moves)
        if not refused:
            self._close_if_all_in()
        return refused

    @alone
    def withdraw(self, person: Person, turn: int) -> None:
        """Take the seat's orders back, as a draft; until the turn runs."""
        self._check_turn(turn)
        game, seat = self.table.game, person.seat
        if seat in game.waiting:
            now = self.draft(seat)
            self.state.write("insert or replace into draft values (?, ?, ?, ?, ?, ?)", self.number, seat, turn,
                             now.revision + 1, json.dumps(list(game.waiting[seat])), person.name)
            self.table.withdraw(seat)

    @alone
    def write(self, person: Person, recipient: str, text: str, key: str) -> None:
        """A message; the same key again is the same message."""
        text = text.strip()
        _check_text(text.replace("\n", " ").replace("\t", " "), 1, LONGEST)
        if recipient not in ("", TEACHER, *self.seats):
            raise refuse("MV-C015", "nobody in this room is called so", field="recipient", value=recipient[:40],
                         allowed=", ".join(("", TEACHER, *self.seats)), mend="choose one of these")
        self.state.write("insert or ignore into message select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? "
                         "from message where room = ?", self.number, key, person.seat or person.role, person.name,
                         recipient, self.table.game.turn, text, self.number)
        self.table.tell()

    @alone
    def write_headline(self, text: str) -> None:
        """What the projector shows above all; the press writes it, and an empty one takes it away."""
        line = " ".join(text.split())
        _check_text(line, 0, HEADLINE)
        self.state.write("insert or replace into headline values (?, ?)", self.number, line)
        self.table.tell()

    # --- the teacher --------------------------------------------------------------------------------------------------

    @alone
    def go(self) -> None:
        self.clock.go()
        self._note_clock()

    @alone
    def pause(self) -> None:
        self.clock.pause()
        self._note_clock()

    @alone
    def extend(self, seconds: float) -> None:
        """More time for the open turn, or less; turns without a clock get one from now on."""
        if not self.clock.whole:
            self.clock = Clock(max(1.0, seconds))
            self.state.write("update length set minutes = ? where room = ?", self.clock.whole / 60, self.number)
        else:
            self.clock.extend(seconds)
        self._note_clock()

    @alone
    def hold(self, seat: str, held: bool = True) -> None:
        """A seat to its doctrine, or back to its people."""
        self.session(seat)  # raises if there is no such seat
        self.state.write("insert or ignore into held values (?, ?)" if held else
                         "delete from held where room = ? and seat = ?", self.number, seat)
        self.table.tell()
        self._close_if_all_in()

    @alone
    def close_turn(self, meant: int = 0) -> None:
        """End the open turn now: for each seat that is awaited its draft is handed in, if it can be given, or else what
        its doctrine would order. `meant`: the turn that is to be open; 0 for any."""
        game, turn = self.table.game, self.table.game.turn
        if meant:
            self._check_turn(meant)
        for seat in game.awaited:
            draft = self.draft(seat)
            if seat in self.held or not draft.revision or self.table.submit(seat, turn, draft.moves):
                self._stand_in(seat)
            if game.turn != turn:
                break
        if game.turn == turn and not game.over:  # what a doctrine said has broken a seal: those orders stand
            self.table.end_turn()
        self._turn_over()

    def _stand_in(self, seat: str) -> None:
        """Its doctrine decides for a seat; what it did, and why, is kept for the seat's people and the teacher."""
        from sim.seat.choices import by_doctrine

        game = self.table.game
        deeds = json.dumps(to_json(by_doctrine(game, seat)))
        self.state.write("insert or replace into stood_in values (?, ?, ?, ?)", self.number, game.turn, seat, deeds)
        self.table.hold(seat)

    @alone
    def back(self, turn: int) -> None:
        """The whole room to the opening of a turn; what was played after it is kept as a line of its own."""
        self.table.back(turn)
        self._begin_anew(turn)

    @alone
    def switch(self, line: str) -> None:
        """The whole room to the end of another line of play; the one in play is kept."""
        before = self.table.game.branches.now
        self.table.switch(line)
        self._begin_anew(before.common(self.table.game.branches.now) + 1)

    def _begin_anew(self, turn: int) -> None:
        """Nothing is known any more of what was prepared or stood in for from a turn on; the clock stands."""
        with self.state.writing() as db:
            db.execute("delete from draft where room = ?", (self.number,))
            db.execute("delete from stood_in where room = ? and turn >= ?", (self.number, turn))
        self.clock.pause()
        self._turn_over()

    # --- time ---------------------------------------------------------------------------------------------------------

    @alone
    def tick(self) -> None:
        """To be called several times a second: closes the turn when its time is up, and tells when the floor closes."""
        if self.clock.floor_open != self._floor:
            self._floor = self.clock.floor_open
            self.table.tell()
        if self.clock.up(GRACE) and not self.table.game.over:
            self.close_turn()
        elif self.clock.running and abs(self.clock.left - self._noted) >= BEAT:
            self._note_clock(silent=True)

    def _close_if_all_in(self) -> None:
        game = self.table.game
        if game.turn == self._turn and not game.over and set(game.awaited) <= self.held:
            self.close_turn()
        self._turn_over()

    def _turn_over(self) -> None:
        """If another turn is open than before, its time begins."""
        game = self.table.game
        if game.turn != self._turn:
            self._turn = game.turn
            self.clock.begin_turn()
            if game.over:
                self.clock.pause()
            self._note_clock()

    def _note_clock(self, silent: bool = False) -> None:
        self._noted = self.clock.left
        self.state.write("insert or replace into clock values (?, ?, ?)", self.number, max(0.0, self._noted),
                         self.clock.running)
        if not silent:
            self.table.tell()

    def _check_turn(self, turn: int) -> None:
        open_turn = self.table.game.turn
        if turn != open_turn or self.table.game.over:
            raise refuse("MV-P013", f"turn {turn} is not open, so nothing was accepted for it", value=f"turn {turn}",
                         allowed=f"turn {open_turn}", mend="look at the turn that is open, and decide anew")


def _check_text(text: str, least: int, most: int) -> None:
    """It can be shown anywhere. Raises MultivectorError."""
    if not least <= len(text) <= most or not text.isprintable():
        raise refuse("MV-C014", "this text cannot be shown", field="text", value=f"{len(text)} letters",
                     allowed=f"{least} to {most} printable letters", mend="write less, or in plain text")
