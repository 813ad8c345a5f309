"""Small rooms that tests open, play and open again. They are of the miniature scenario, so that a replay is quick."""

from __future__ import annotations

from pathlib import Path

from sim.seminar import house
from sim.seminar.house import House
from sim.seminar.people import Person, come_in
from sim.seminar.room import Room
from sim.treatment import treat
from tests.boards import MINI

SEATS = ("mongolia", "china")


def opened(folder: Path, minutes: float = 0.0, rooms: int = 1) -> House:
    return house.begin(folder / "class.room", treat(MINI), SEATS, minutes, rooms)


def one(found: House) -> Room:
    return found.rooms[1]


def people(found: House) -> dict[str, Person]:
    """A person in each seat, and the teacher."""
    codes = found.codes()[1]
    return {who: come_in(found.state, code, who)[1] for who, code in {**codes.seats, "teacher": codes.teacher}.items()}
