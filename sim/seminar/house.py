"""The house: all rooms of one file, begun or found again; and the log of a room, as any game has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow

from sim.errors import refuse
from sim.game.branches import told_by
from sim.game.file import create as create_log
from sim.game.game import Game
from sim.game.saved import treatment_of
from sim.seminar import state as states
from sim.seminar.codes import new_token
from sim.seminar.people import open_door
from sim.seminar.room import TEACHER, Room
from sim.seminar.state import RoomJournal, State
from sim.session.local import LocalTable
from sim.treatment import Treatment
from sim.world.seeds import MAX_SEED

PROJECTOR, PRESS, OBSERVER = "projector", "press", "observer"


@dataclass(frozen=True, slots=True)
class Codes:
    """How people come into one room: `seats`: seat -> code. Those of teacher and projector are long, for links."""

    seats: Mapping[str, str]
    teacher: str
    projector: str
    press: str
    observer: str


@dataclass(frozen=True, slots=True)
class House:
    state: State
    rooms: Mapping[int, Room]

    def tick(self) -> None:
        """To be called several times a second."""
        for room in self.rooms.values():
            room.tick()

    def codes(self) -> dict[int, Codes]:
        """New codes for every door; older ones stay valid, for those who have them on paper."""
        return {number: self._codes(number, room) for number, room in self.rooms.items()}

    def _codes(self, number: int, room: Room) -> Codes:
        seats = {seat: open_door(self.state, number, "seat", seat) for seat in room.seats}
        links = [open_door(self.state, number, role, code=new_token()) for role in (TEACHER, PROJECTOR)]
        return Codes(seats, *links, *(open_door(self.state, number, role) for role in (PRESS, OBSERVER)))

    def close(self) -> None:
        self.state.close()


def begin(path: Path, treatment: Treatment, seats: Sequence[str], minutes: float = 0.0, rooms: int = 1) -> House:
    """A new file with so many rooms of one scenario. Each has a seed of its own that nobody knows, or a student could
    play the future. Raises MultivectorError."""
    seats = tuple(dict.fromkeys(seats)) or tuple(treatment.board.scenario.seats)
    known = treatment.board.scenario.seats
    for seat in seats:
        if seat not in known:
            raise refuse("MV-P002", f"there is no seat {seat!r} in {treatment.board.scenario.id}", field="--seats",
                         value=seat, allowed=", ".join(known), mend="take some of these seats")
    state = states.create(path)
    return House(state, {number: _begun(state, number, treatment, seats, minutes) for number in range(1, rooms + 1)})


def _begun(state: State, number: int, treatment: Treatment, seats: Sequence[str], minutes: float) -> Room:
    game, journal = Game(treatment, seats, randbelow(MAX_SEED)), RoomJournal(state, number)
    state.write("insert into length values (?, ?)", number, minutes)
    journal.begin(game.header)
    game.journal = journal
    return Room(state, number, LocalTable(game), minutes)


def resume(path: Path) -> House:
    """The rooms of a file, each replayed to where it was. Raises MultivectorError."""
    state = states.reopen(path)
    return House(state, {number: _resumed(state, number) for number in state.rooms()})


def _resumed(state: State, number: int) -> Room:
    journal = RoomJournal(state, number)
    reading = journal.read()
    header = reading.header
    game = Game(treatment_of(header, state.path), header["people"], header["seed"], header["run"])
    game.take_up(told_by(reading.lines, state.path), str(state.path))
    game.journal = journal
    (minutes,), = state.read("select minutes from length where room = ?", number)
    return Room(state, number, LocalTable(game), minutes)


def export(state: State, number: int, path: Path) -> None:
    """The game of a room as a log that `verify`, `why`, `debrief` and `play --resume` read. Raises MultivectorError."""
    reading = RoomJournal(state, number).read()
    header = {name: value for name, value in reading.header.items() if name not in ("kind", "format")}
    log = create_log(path, header)
    for entry in reading.lines:
        log.write(entry)
