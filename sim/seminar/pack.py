"""Everything that a teacher prints for a class: pages that stand alone, without a script and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sim.errors import command, refuse
from sim.rules import RULESET
from sim.seat.words import plain
from sim.seminar import reading
from sim.seminar.clock import SEALED_PART
from sim.seminar.plan import FRAMES, MOST_ROOMS, Group, Timetable, classrooms, timetable
from sim.seminar.sheets import Papers, papers
from sim.texts import say
from sim.treatment import Treatment, treat

PAGES = ("teacher", "reading", "roles", "secrets", "orders", "debrief", "laboratory", "probe")
POINTS = {"pack-learn": 6, "pack-notes": 9, "pack-read": 3, "pack-tasks": 4, "pack-press": 4, "pack-voice": 4,
          "pack-observer": 4, "pack-rubric": 3, "pack-argument": 4, "pack-asking": 4, "pack-criticism": 4,
          "pack-ask-all": 7, "pack-work": 6}
"""How many points each list of the texts has."""


@dataclass(frozen=True)
class Pack:
    """A class of so many students and minutes. `rooms`: the groups of each; `given`: the scenario as it was named."""

    given: str
    treatment: Treatment
    students: int
    minutes: int
    rooms: tuple[tuple[Group, ...], ...]
    table: Timetable
    papers: Papers

    @property
    def host(self) -> str:
        """The command that opens the room for this class."""
        rooms = ["--rooms", str(len(self.rooms))] if len(self.rooms) > 1 else []
        seats = ["--seats", ",".join(self.seats)] if self.left else []
        return command("seminar", "host", self.given, "--state", "class.room", "--turn-minutes",
                       str(self.table.turn_minutes), *seats, *rooms)

    @property
    def seats(self) -> tuple[str, ...]:
        return tuple(sheet.seat for sheet in self.papers.sheets)

    @property
    def left(self) -> tuple[str, ...]:
        """Labels of seats that doctrines hold."""
        board = self.treatment.board
        return tuple(board.word(seat) for seat in board.scenario.seats if seat not in self.seats)

    @property
    def groups(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """(name of a group, its people in each room)."""
        found: dict[tuple[str, str], list[int]] = {}
        for k, room in enumerate(self.rooms):
            for group in room:
                found.setdefault((group.kind, group.who), [0] * len(self.rooms))[k] = group.size
        return tuple((self._name(kind, who), tuple(sizes)) for (kind, who), sizes in found.items())

    def _name(self, kind: str, who: str) -> str:
        return say("pack-kind", kind=kind, who=self.treatment.board.word(who) if who else "")

    @cached_property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """(kind, for whom) of groups beside the seats, in any room."""
        board = self.treatment.board
        return tuple(dict.fromkeys((group.kind, board.word(group.who) if group.who else "")
                                   for room in self.rooms for group in room if group.kind != "team"))

    @property
    def open(self) -> str:
        """How long the floor is open in a turn."""
        seconds = round(60 * self.table.turn_minutes * (1 - SEALED_PART))
        return say("pack-clock", minutes=seconds // 60, seconds=seconds % 60)

    @property
    def commands(self) -> tuple[tuple[str, ...], ...]:
        """Of each step of the worksheet. A game that was stopped before its end is told with `--reveal` only."""
        s, off = self.given, reading.to_switch_off(self.treatment.board)
        log = f"{self.treatment.scenario.id}-room-1.jsonl"
        reveal = ["--reveal"] if self.table.turns < self.treatment.board.turns else []
        return (
            (command("run", s, "--runs", "200"),),
            (command("batch", s, "--runs", "500", "--out", "first"), command("summary", "first"),
             command("report", "first")),
            (command("batch", s, "--runs", "500", "--off", off, "--out", "without"), command("summary", "without")),
            (command("rules", off) if off != "play" else command("rules"),),
            (command("batch", s, "--runs", "500", "--set", reading.to_contest(off), "--out", "contested"),
             command("summary", "contested")),
            (command("debrief", log, "--html", "debrief.html", *reveal),
             command("why", log, self.treatment.board.scenario.seats[self.seats[0]].goals[0].path, *reveal)))


def pack(scenario: str, students: int, minutes: int) -> Pack:
    """Raises MultivectorError."""
    if minutes not in FRAMES:
        raise refuse("MV-C031", "there is no plan for a class of this length", field="--minutes", value=minutes,
                     allowed=", ".join(map(str, FRAMES)), mend="take the next shorter one")
    treatment = treat(scenario)
    s = treatment.scenario
    if not s.seats:
        raise refuse("MV-C032", "nobody can play this scenario: it has no seats", field="SCENARIO", value=scenario,
                     mend="write `seats:`, or take another scenario")
    rooms = _rooms(treatment, students)
    held = [group.who for group in rooms[0] if group.kind == "team"]
    return Pack(scenario, treatment, students, minutes, rooms, timetable(minutes, treatment.board.turns),
                papers(treatment, held))


def _rooms(treatment: Treatment, students: int) -> tuple[tuple[Group, ...], ...]:
    seats = tuple(treatment.scenario.seats)
    rooms = classrooms(students, seats, list(_voices(treatment))) if students > 0 else ()
    if not 0 < len(rooms) <= MOST_ROOMS:
        raise refuse("MV-C030", "a pack cannot be made for so many students", field="--students", value=students,
                     allowed=f"1 to as many as {MOST_ROOMS} rooms hold", mend="count those who will be there")
    return rooms


def _voices(treatment: Treatment) -> Iterator[str]:
    """Who has a will of its own in the game and no seat: legislatures, and other actors."""
    board = treatment.board
    yield from (agent for agent in board.agents() if agent.endswith(".legislature"))
    yield from (actor for actor in board.sizes.actors if actor not in treatment.scenario.seats)


# --- pages -----------------------------------------------------------------------------------------------------------


def pages(made: Pack) -> dict[str, str]:
    """File name -> page."""
    room = Environment(loader=PackageLoader("sim.seminar"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
    room.globals.update(say=say, points=points)
    room.filters.update(start=lambda text: text[:1].upper() + text[1:], end=lambda text: text.rstrip("."))
    board = made.treatment.board
    what: dict[str, Any] = {
        "p": made, "s": made.treatment.scenario, "plain": plain, "names": _names(),
        "ruleset": RULESET, "off": reading.to_switch_off(board), "citation": reading.citation(board.scenario),
        "passages": reading.passages(board, made.papers.sheets), "shared": reading.shared_aims(board, made.seats),
        "record": tuple(reading.record(board)), "events": tuple(reading.events(board))}
    return {f"{page}.html": room.get_template(f"pack-{page}.html.j2").render(page=page, **what) for page in PAGES}


def _names() -> dict[str, tuple[str, str]]:
    """Page -> (title, how many to print)."""
    return {
        "teacher": (say("pack-teacher"), say("pack-teacher-hint")),
        "reading": (say("pack-reading"), say("pack-reading-hint")),
        "roles": (say("pack-roles"), say("pack-roles-hint")),
        "secrets": (say("pack-secrets"), say("pack-secrets-hint")),
        "orders": (say("pack-orders"), say("pack-orders-hint")),
        "debrief": (say("pack-debrief"), say("pack-debrief-hint")),
        "laboratory": (say("pack-laboratory"), say("pack-laboratory-hint")),
        "probe": (say("pack-probe"), say("pack-probe-hint")),
    }


def points(key: str, **args: Any) -> list[str]:
    """The points of a list, in order."""
    return [say(f"{key}.p{number}", **args) for number in range(1, POINTS[key] + 1)]


def pack_json(made: Pack, written: list[str]) -> dict[str, Any]:
    """The documented form of `seminar pack --json` (docs/json.md)."""
    rooms = [[{"kind": group.kind, "who": group.who, "people": group.size} for group in room] for room in made.rooms]
    steps = [{"stage": step.stage, "begins": step.begins, "minutes": step.minutes, "turn": step.turn}
             for step in made.table.steps]
    return {"scenario": made.treatment.scenario.id, "students": made.students, "minutes": made.minutes, "rooms": rooms,
            "turns": made.table.turns, "turn_minutes": made.table.turn_minutes, "plan": steps, "host": made.host,
            "written": written}


def told(made: Pack, folder: Path) -> str:
    return say("pack-told", count=len(PAGES), folder=str(folder), first=f"{PAGES[0]}.html", host=made.host)
