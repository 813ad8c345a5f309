"""The teacher's pages: who is here, the clock, seats and their doctrines, turns and lines of play, messages, orders
from paper, slips, and files to keep. What is sealed is not shown before its turn is over: somebody may look on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sim.errors import MultivectorError, refuse
from sim.seminar.people import Person
from sim.seminar.room import Room
from sim.texts import say

if TYPE_CHECKING:
    from sim.seminar.web import Web

NAV = {"/teacher": "room", "/teacher/turns": "turns", "/teacher/messages": "messages", "/teacher/slips": "slips",
       "/teacher/files": "files", "/projector": "projector"}
SURE = ("advance", "back", "switch")  # verbs that are asked about once more
TABLES = ("orders", "scores", "messages")


class TeacherPages:
    """`web`: who asks, and what the teacher may do."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.routes = [
            Route("/teacher", self.room),
            Route("/teacher/sure", self.sure),
            Route("/teacher/do/{verb}", self.do, methods=["POST"]),
            Route("/teacher/turns", self.turns),
            Route("/teacher/messages", self.messages),
            Route("/teacher/messages", self.write, methods=["POST"]),
            Route("/teacher/paper/{seat}", self.paper),
            Route("/teacher/paper/{seat}", self.take_paper, methods=["POST"]),
            Route("/teacher/slips", self.slips),
            Route("/teacher/files", self.files),
            Route("/teacher/log", self.log),
            Route("/teacher/{table}.csv", self.table),
        ]

    def _page(self, request: Request, name: str, told: Mapping[str, Any], code: int = 200) -> Response:
        said = say("seminar-done", what=request.query_params.get("said", ""))
        return self.web.pages.page(f"teacher/{name}", code, nav=NAV, here=request.url.path, said=said, **told)

    # --- the room -----------------------------------------------------------------------------------------------------

    async def room(self, request: Request) -> Response:
        room = self.web.room_of(self.web.teacher(request))
        return self._page(request, "room", await asyncio.to_thread(_room, room))

    async def sure(self, request: Request) -> Response:
        """Before what cannot be taken back by a click: the same verb, once more."""
        room, given = self.web.room_of(self.web.teacher(request)), request.query_params
        if given.get("verb") not in SURE:
            raise refuse("MV-C016", "this needs no second look", field="verb", value=given.get("verb", "")[:40],
                         allowed=", ".join(SURE), mend="go back to the room")
        told = {name: given.get(name, "")[:40] for name in ("verb", "turn", "line")}
        return self._page(request, "sure", {**told, "status": await asyncio.to_thread(room.status)})

    async def do(self, request: Request) -> Response:
        from sim.seminar.pages import after
        from sim.seminar.web import body

        person, given, verb = self.web.teacher(request), await body(request), request.path_params["verb"]
        await asyncio.to_thread(self.web.do_as_teacher, person, verb, given)
        return after("/teacher", verb)

    # --- turns and messages -------------------------------------------------------------------------------------------

    async def turns(self, request: Request) -> Response:
        from sim.seminar.web import number

        room = self.web.room_of(self.web.teacher(request))
        turn = int(number(request.query_params.get("turn", 0), "turn"))
        return self._page(request, "turns", await asyncio.to_thread(_turns, room, turn))

    async def messages(self, request: Request) -> Response:
        person = self.web.teacher(request)
        return self._page(request, "messages", await asyncio.to_thread(_messages, self.web.room_of(person), person))

    async def write(self, request: Request) -> Response:
        """A browser ends lines as on a typewriter."""
        from sim.seminar.pages import after
        from sim.seminar.web import body, text

        person, given = self.web.teacher(request), await body(request)
        words = text(given, "text").replace("\r\n", "\n")
        await asyncio.to_thread(self.web.room_of(person).write, person, text(given, "to"), words, text(given, "key"))
        return after("/teacher/messages", "sent")

    # --- orders from paper --------------------------------------------------------------------------------------------

    async def paper(self, request: Request) -> Response:
        room, seat = self.web.room_of(self.web.teacher(request)), request.path_params["seat"]
        return self._page(request, "paper", await asyncio.to_thread(_paper, room, seat, (), {}, {}))

    async def take_paper(self, request: Request) -> Response:
        """Words in public first, then what is sealed; at the first refusal the sheet comes back as it was filled in."""
        from sim.seminar.pages import after
        from sim.seminar.web import body, number, words

        person, given, seat = self.web.teacher(request), await body(request), request.path_params["seat"]
        room, turn, moves = self.web.room_of(person), int(number(given.get("turn"), "turn")), words(given, "moves")
        said = {name.removeprefix("word "): str(x) for name, x in given.items() if name.startswith("word ") and x}
        refused = await asyncio.to_thread(_enter, room, _in_seat(room, person, seat), turn, moves, said)
        if refused:
            return self._page(request, "paper", await asyncio.to_thread(_paper, room, seat, moves, said, refused), 422)
        return after("/teacher", "paper")

    # --- paper and files ----------------------------------------------------------------------------------------------

    async def slips(self, request: Request) -> Response:
        """Codes of this process alone: the file has them hashed."""
        from sim.seminar.pages import slips_of

        person = self.web.teacher(request)
        return self._page(request, "slips", await asyncio.to_thread(slips_of, self.web, person.room))

    async def files(self, request: Request) -> Response:
        self.web.teacher(request)
        return self._page(request, "files", {"tables": TABLES})

    async def log(self, request: Request) -> Response:
        """The whole game as a log, sealed orders of the open turn among them."""
        person = self.web.teacher(request)
        content = await asyncio.to_thread(_log, self.web, person.room)
        return _download(content, "application/x-ndjson", f"{self._name(person)}.jsonl")

    async def table(self, request: Request) -> Response:
        """For grading, and for spreadsheets: names only if they are asked for."""
        person, name = self.web.teacher(request), request.path_params["table"]
        if name not in TABLES:
            raise refuse("MV-C021", "there is no such page", value=request.url.path[:80],
                         mend="go back to the room's first page")
        names = request.query_params.get("names") == "1"
        content = await asyncio.to_thread(_table, self.web.room_of(person), person, name, names)
        return _download(content.encode(), "text/csv; charset=utf-8", f"{self._name(person)}-{name}.csv")

    def _name(self, person: Person) -> str:
        return f"{self.web.room_of(person).table.game.board.scenario.id}-room-{person.room}"


def _room(room: Room) -> dict[str, Any]:
    with room.lock:
        status = room.status()
        ticks = {seat.id: len(room.draft(seat.id).moves) for seat in status.seats}
    return {"status": status, "ticks": ticks, "guests": room.guests(), "key": token_hex(12)}


def _turns(room: Room, turn: int) -> dict[str, Any]:
    """`turn`: the one that is told; 0 for the last."""
    from sim.seminar.records import seats_in

    with room.lock:
        lines, status = room.table.game.branches.all(), room.status()
        last = status.turn - 1
        turn = turn if 1 <= turn <= last else last
        return {"status": status, "turn": turn, "reveal": room.reveal(turn) if turn else None,
                "seats": seats_in(room, turn) if turn else (), "lines": lines,
                "playing": room.table.game.branches.now.name}


def _messages(room: Room, person: Person) -> dict[str, Any]:
    status = room.status()
    return {"status": status, "found": room.messages(person)[::-1], "key": token_hex(12),
            "labels": {seat.id: seat.label for seat in status.seats}}


def _in_seat(room: Room, person: Person, seat: str) -> Person:
    """The teacher acting for a seat's people. Raises MultivectorError if there is no such seat."""
    if seat not in room.seats:
        raise refuse("MV-C015", "nobody in this room is called so", field="seat", value=seat[:40],
                     allowed=", ".join(room.seats), mend="choose one of these")
    return replace(person, seat=seat)


def _paper(room: Room, seat: str, moves: tuple[str, ...], said: Mapping[str, str],
           refused: Mapping[str, str]) -> dict[str, Any]:
    """The sheet of a seat. What its people have sealed is not ticked: it is not the teacher's to see yet."""
    if seat not in room.seats:
        raise refuse("MV-C015", "nobody in this room is called so", field="seat", value=seat[:40],
                     allowed=", ".join(room.seats), mend="choose one of these")
    with room.lock:
        view, status = room.session(seat).view(), room.status()
    own = [x for x in view.options if not x.public and not x.refused]
    public = [x for x in view.options if x.public and (x.proposed_by or not x.refused)]
    return {"view": view, "status": status, "own": own, "public": public, "moves": moves, "given": said,
            "refused": refused, "titles": {x.key: x.title for x in view.options}}


def _enter(room: Room, person: Person, turn: int, moves: tuple[str, ...], said: Mapping[str, str]) -> dict[str, str]:
    """Why something is refused, by option. What was said before that has been said."""
    with room.lock:
        for key, word in said.items():
            if refused := _say(room, person, turn, key, word == "yes"):
                return refused
        return room.submit(person, turn, moves)


def _say(room: Room, person: Person, turn: int, key: str, yes: bool) -> dict[str, str]:
    try:
        return room.speak(person, turn, key, yes)
    except MultivectorError as error:
        if error.problems[0].code != "MV-C013":
            raise
        return {key: error.problems[0].what}


def _log(web: Web, room: int) -> bytes:
    from sim.seminar.house import export

    with TemporaryDirectory() as folder:
        path = Path(folder) / "room.jsonl"
        export(web.state, room, path)
        return path.read_bytes()


def _table(room: Room, person: Person, name: str, names: bool) -> str:
    from sim.report.csv_text import csv_text
    from sim.seminar import records

    if name == "messages":
        return csv_text(records.messages(room, person, names))
    return csv_text(records.orders(room, names) if name == "orders" else records.scores(room, names))


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
