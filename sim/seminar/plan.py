"""A class before it begins: who does what in which room, and what is done in which minute. Nothing is read or run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["team", "press", "voice", "observer"]
Stage: TypeAlias = Literal["probe-before", "introduction", "turn", "pause", "debrief", "laboratory", "probe-after"]

PAIR = 2  # people who can argue with each other: the smallest team, and a group that writes
TEAM = 3  # people in every team before anybody else gets a role beside the game
LARGEST = 5  # people in a team before there is another room
MOST_ROOMS = 20  # of one host
SHORTEST, LONGEST = 8, 15  # minutes of a turn


@dataclass(frozen=True, slots=True)
class Group:
    """People with one task. `who`: the seat of a team, or the actor or legislature for which a voice writes."""

    kind: Kind
    who: str
    size: int


@dataclass(frozen=True, slots=True)
class Step:
    """`begins`: minutes from the start. `turn`: which one, of turns only."""

    stage: Stage
    begins: int
    minutes: int
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Timetable:
    turns: int
    turn_minutes: int
    steps: tuple[Step, ...]


# --- who -------------------------------------------------------------------------------------------------------------


def classrooms(students: int, seats: Sequence[str], voices: Sequence[str]) -> tuple[tuple[Group, ...], ...]:
    """The groups of every room; mirror rooms where one would be too full. Every student has one role, and teams of all
    rooms differ by one person at most. `voices`: for whom somebody may write who holds no seat; no more of them are
    taken than there are seats."""
    roles = _beside(voices[:len(seats)])
    fits = LARGEST * len(seats) + PAIR * len(roles)
    return tuple(tuple(_room(people, seats, roles)) for people in shared(students, -(-students // fits)))


def _beside(voices: Sequence[str]) -> list[tuple[Kind, str]]:
    """Roles beside the seats, the first filled first."""
    return [("press", ""), *(("voice", who) for who in voices), ("observer", "")]


def _room(people: int, seats: Sequence[str], roles: Sequence[tuple[Kind, str]]) -> Iterator[Group]:
    """Where there are too few for a pair in every seat, the last seats are left to their doctrines."""
    held = seats[:max(1, people // PAIR)]
    beside = max(0, min(people - TEAM * len(held), PAIR * len(roles)))
    for seat, size in zip(held, shared(people - beside, len(held)), strict=True):
        yield Group("team", seat, size)
    for k, (kind, who) in enumerate(roles):
        if size := max(0, min(PAIR, beside - PAIR * k)):
            yield Group(kind, who, size)


def shared(people: int, groups: int) -> tuple[int, ...]:
    """As even as can be, the larger ones first."""
    size, more = divmod(people, groups)
    return tuple(size + (k < more) for k in range(groups))


# --- when ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the turns of a class, with its minutes; `play` is for the turns."""

    before: tuple[tuple[Stage, int], ...]
    play: int
    after: tuple[tuple[Stage, int], ...]


FRAMES = {
    45: Frame((("introduction", 6),), 24, (("debrief", 10), ("probe-after", 5))),
    90: Frame((("probe-before", 5), ("introduction", 6)), 54, (("debrief", 20), ("probe-after", 5))),
    180: Frame((("probe-before", 5), ("introduction", 15)), 80,
               (("pause", 10), ("debrief", 40), ("laboratory", 25), ("probe-after", 5))),
}
"""Minutes of a class -> what it is made of. In 45 there is no time for the first probe: it is done at home."""


def timetable(minutes: int, turns: int) -> Timetable:
    """A class of 45, 90 or 180 minutes, to the minute, with as many of the game's turns as fit. What they leave goes to
    the debrief."""
    frame = FRAMES[minutes]
    length = min(LONGEST, max(SHORTEST, frame.play // turns))
    count = min(turns, frame.play // length)
    left = frame.play - count * length
    parts: list[tuple[Stage, int, int]] = [
        *((stage, each, 0) for stage, each in frame.before),
        *(("turn", length, turn) for turn in range(1, count + 1)),
        *((stage, each + left * (stage == "debrief"), 0) for stage, each in frame.after)]
    begins = accumulate((each for _, each, _ in parts), initial=0)
    return Timetable(count, length, tuple(Step(stage, begin, each, turn) for (stage, each, turn), begin
                                          in zip(parts, begins, strict=False)))
