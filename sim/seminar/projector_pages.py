"""What everybody may look at: the wall, and the press's desk. They are made of public views alone."""

from __future__ import annotations

import asyncio
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sim.errors import refuse
from sim.seminar.people import Person
from sim.seminar.room import TEACHER, Room
from sim.texts import say
from sim.views import Explanation, IndicatorView
from sim.views.figures import number, signed, start, unit

if TYPE_CHECKING:
    from sim.seminar.web import Web

FIGURES = 8  # that are read from the back row
CAUSES = 2  # of a change


class ProjectorPages:
    """`web`: who asks."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.routes = [
            Route("/projector", self.projector),
            Route("/press", self.press),
            Route("/press/headline", self.headline, methods=["POST"]),
            Route("/press/write", self.write, methods=["POST"]),
        ]

    async def projector(self, request: Request) -> Response:
        """For everybody in the room; `turn`: the one whose reveal is shown, else the last."""
        from sim.seminar.web import number as given

        person = self.web.person(request)
        turn = int(given(request.query_params.get("turn", 0), "turn"))
        told = await asyncio.to_thread(_public, self.web.room_of(person), turn)
        return self.web.pages.page("wall/projector", address=self.web.address, chosen=turn, **told)

    async def press(self, request: Request) -> Response:
        person = self._press(request)
        told = await asyncio.to_thread(_desk, self.web.room_of(person), person)
        said = say("seminar-done", what=request.query_params.get("said", ""))
        return self.web.pages.page("wall/press", said=said, **told)

    async def headline(self, request: Request) -> Response:
        from sim.seminar.pages import after
        from sim.seminar.web import body, text

        person, given = self._press(request), await body(request)
        await asyncio.to_thread(self.web.room_of(person).write_headline, text(given, "text"))
        return after("/press", "headline")

    async def write(self, request: Request) -> Response:
        from sim.seminar.pages import after
        from sim.seminar.web import body, text

        person, given = self._press(request), await body(request)
        words = text(given, "text").replace("\r\n", "\n")
        await asyncio.to_thread(self.web.room_of(person).write, person, text(given, "to"), words, text(given, "key"))
        return after("/press", "sent")

    def _press(self, request: Request) -> Person:
        found = self.web.person(request)
        if found.role not in ("press", TEACHER):
            raise refuse("MV-C019", "this is the press's", value=found.role, mend="join with the code of the press")
        return found


def _public(room: Room, turn: int = 0) -> dict[str, Any]:
    with room.lock:
        status, view = room.status(), room.public()
        last = status.turn - 1
        turn = turn if 1 <= turn <= last else last
        reveal = room.reveal(turn) if turn else None
        called = [x for x in room.messages(Person(0, room.number, "projector", "", ""))
                  if x.sender == TEACHER and x.turn == status.turn]
    return {"status": status, "view": view, "reveal": reveal, "last": last, "call": called[-1].text if called else "",
            "figures": [_figure(x) for x in view.indicators[:FIGURES]],
            "changes": [_change(x) for x in reveal.changes] if reveal else []}


def _desk(room: Room, person: Person) -> dict[str, Any]:
    status = room.status()
    return {**_public(room), "found": room.messages(person)[::-1], "key": token_hex(12),
            "labels": {seat.id: seat.label for seat in status.seats}}


def _figure(x: IndicatorView) -> tuple[str, str, str]:
    """What it is called, its value, and its change where it shows."""
    change = signed(x.change, x.decimals) if round(x.change, x.decimals) else ""
    return start(x.label), f"{number(x.value, x.decimals)}{unit(x.unit)}", change


def _change(x: Explanation) -> tuple[str, tuple[str, ...]]:
    """`Growth fell by 0.4 to 2.1`, and its largest causes."""
    by, value = x.after - x.before, f"{number(x.after, x.decimals)}{unit(x.unit)}"
    words = say("lines-change", label=start(x.label), way="up" if by > 0 else "down", by=number(abs(by), x.decimals),
                value=value)
    return words, tuple(f"{signed(row.amount, x.decimals)} {row.words}" for row in x.rows[:CAUSES]
                        if round(row.amount, x.decimals))
