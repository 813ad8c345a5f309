"""The room's address: a JSON interface for programs and terminals, and pages for browsers, over the same rooms."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from sim.errors import MultivectorError, refuse
from sim.seminar import people
from sim.seminar.asking import ask
from sim.seminar.guard import Guard, Tries
from sim.seminar.house import Codes, House
from sim.seminar.news import News
from sim.seminar.pages import Pages
from sim.seminar.people import Person
from sim.seminar.room import TEACHER, Room
from sim.views.wire import to_json

BODY = 64_000  # bytes of a request
TICK = 0.25  # seconds
LONGEST = 20.0  # seconds that a program may wait for news
SLOW = ("forecast", "hindsight", "odds", "debrief", "document")  # computed one after the other, beside all else
CONFLICTS = ("MV-P013", "MV-C012", "MV-C013")

Answer = Callable[[Request], Awaitable[Response]]


class Web:
    """`hosts`: addresses under which the room is asked for, as `name:port`. `cookie`: cookies know no ports, so each
    file has a name of its own. `codes`: by room; the file has them hashed. `address`: as people type it."""

    def __init__(self, house: House, hosts: Collection[str], codes: Mapping[int, Codes], address: str = "") -> None:
        self.address = address or f"http://{min(hosts)}"
        self.house, self.state, self.codes, self.tries = house, house.state, codes, Tries()
        self.slow = ThreadPoolExecutor(1, "ahead")
        self.cookie = f"multivector_{house.state.key[:8]}"
        self.news = {number: News(room) for number, room in house.rooms.items()}
        self.pages = Pages(self)
        api = [
            Route("/api/join", self.join, methods=["POST"]),
            Route("/api/room", self.room),
            Route("/api/wait", self.wait),
            Route("/api/seat/{method}", self.seat, methods=["POST"]),
            Route("/api/room/{verb}", self.act, methods=["POST"]),
            Route("/api/teacher/{verb}", self.teach, methods=["POST"]),
            Route("/events", self.events),
        ]
        files = StaticFiles(directory=Path(__file__).parent / "static")
        app = Starlette(routes=[*api, *self.pages.routes, Mount("/static", files)], lifespan=self._running,
                        exception_handlers={MultivectorError: self._refused, 404: self._missing, 405: self._missing})
        self.app: ASGIApp = Guard(app, hosts)

    @asynccontextmanager
    async def _running(self, app: Starlette) -> AsyncGenerator[None]:
        for news in self.news.values():
            news.start()
        ticking = asyncio.create_task(self._tick())
        yield
        ticking.cancel()
        await self.stop()
        self.slow.shutdown(wait=False, cancel_futures=True)

    async def stop(self) -> None:
        """Open streams end: a server that shuts down waits for them."""
        for news in self.news.values():
            await news.stop()

    async def _tick(self) -> None:
        """A turn that cannot be written down stays open, and is tried again: a disk that is full may be freed."""
        trouble = ""
        while True:
            await asyncio.sleep(TICK)
            try:
                await asyncio.to_thread(self.house.tick)
            except MultivectorError as error:
                if str(error) != trouble:
                    trouble = str(error)
                    print(trouble, file=sys.stderr, flush=True)

    # --- who asks -----------------------------------------------------------------------------------------------------

    def person(self, request: Request) -> Person:
        """Whoever shows a token, in a header or a cookie. Raises MultivectorError."""
        token = token_of(request, self.cookie)
        found = people.who(self.state, token) if token else None
        if found is None:
            raise refuse("MV-C018", "you are not in this room", mend="join with your team's code")
        return found

    def seated(self, request: Request) -> Person:
        found = self.person(request)
        if found.role != "seat":
            raise refuse("MV-C019", "this is for people who hold a seat", value=found.role,
                         mend="join with a team's code")
        return found

    def teacher(self, request: Request) -> Person:
        found = self.person(request)
        if found.role != TEACHER:
            raise refuse("MV-C019", "this is the teacher's", value=found.role, mend="open the teacher's link")
        return found

    def room_of(self, person: Person) -> Room:
        return self.house.rooms[person.room]

    async def come_in(self, request: Request, code: str, name: str) -> tuple[str, Person]:
        """Raises MultivectorError at a wrong code, and after too many of them."""
        device = request.client.host if request.client else ""
        if self.tries.too_many(device):
            raise refuse("MV-C020", "too many wrong codes came from this device", mend="wait a minute, then try again")
        try:
            found = await asyncio.to_thread(people.come_in, self.state, code, name)
        except MultivectorError as error:
            if error.problems[0].code == "MV-C010":
                self.tries.was_wrong(device)
            raise
        await asyncio.to_thread(self.room_of(found[1]).table.tell)
        return found

    # --- the JSON interface -------------------------------------------------------------------------------------------

    async def join(self, request: Request) -> Response:
        given = await body(request)
        token, person = await self.come_in(request, text(given, "code"), text(given, "name"))
        return JSONResponse({"token": token, "role": person.role, "seat": person.seat, "name": person.name})

    async def room(self, request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._room, self.person(request)))

    async def wait(self, request: Request) -> Response:
        """The room as soon as it has changed since `change`, or after some seconds."""
        person, given = self.person(request), request.query_params
        change, seconds = number(given.get("change"), "change"), number(given.get("seconds", LONGEST), "seconds")
        await self.news[person.room].changed(int(change), min(LONGEST, max(0.0, seconds)))
        return await self.room(request)

    def _room(self, person: Person) -> dict[str, Any]:
        room = self.room_of(person)
        return {"room": to_json(room.room_of(person.seat, room.table.room())), "status": asdict(room.status())}

    async def seat(self, request: Request) -> Response:
        person, given = self.seated(request), await body(request)
        method = request.path_params["method"]
        slow = self.slow if method in SLOW else None
        found = await asyncio.get_running_loop().run_in_executor(
            slow, ask, self.room_of(person), person, method, given)
        return JSONResponse({"answer": found})

    async def act(self, request: Request) -> Response:
        """What people do in the room beside the session: drafts, messages, headlines."""
        person, given = self.person(request), await body(request)
        return JSONResponse({"answer": await asyncio.to_thread(self.do, person, request.path_params["verb"], given)})

    def do(self, person: Person, verb: str, given: Mapping[str, Any]) -> Any:
        room = self.room_of(person)
        if verb == "messages":
            return [asdict(x) for x in room.messages(person)]
        if verb == "write" and person.role != "projector":
            return room.write(person, text(given, "to"), text(given, "text"), text(given, "key"))
        if verb == "headline" and person.role in ("press", TEACHER):
            return room.write_headline(text(given, "text"))
        if person.role == "seat":
            if verb == "draft":
                return asdict(room.draft(person.seat))
            if verb == "keep-draft":
                return asdict(room.keep_draft(person, int(number(given.get("turn"), "turn")), words(given, "moves"),
                                              int(number(given.get("revision"), "revision"))))
            if verb == "withdraw":
                return room.withdraw(person, int(number(given.get("turn"), "turn")))
        raise refuse("MV-C016", "this cannot be done here", field="verb", value=verb[:40],
                     mend="see docs/seminar-api.md")

    async def teach(self, request: Request) -> Response:
        person, given = self.teacher(request), await body(request)
        await asyncio.to_thread(self.do_as_teacher, person, request.path_params["verb"], given)
        return JSONResponse({"answer": None})

    def do_as_teacher(self, person: Person, verb: str, given: Mapping[str, Any]) -> None:
        room = self.room_of(person)
        verbs: dict[str, Callable[[], object]] = {
            "go": room.go, "pause": room.pause,
            "advance": lambda: room.close_turn(int(number(given.get("turn", 0), "turn"))),
            "extend": lambda: room.extend(number(given.get("seconds"), "seconds")),
            "back": lambda: room.back(int(number(given.get("turn"), "turn"))),
            "switch": lambda: room.switch(text(given, "line")),
            "hold": lambda: room.hold(text(given, "seat")),
            "give-back": lambda: room.hold(text(given, "seat"), False),
        }
        if verb not in verbs:
            raise refuse("MV-C016", "this cannot be done here", field="verb", value=verb[:40],
                         allowed=", ".join(verbs), mend="see docs/seminar-api.md")
        verbs[verb]()

    async def events(self, request: Request) -> Response:
        """The room's status now and after each change, as server-sent events."""
        person = self.person(request)
        return StreamingResponse(self.news[person.room].stream(self.room_of(person).status),
                                 media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    # --- refusals -----------------------------------------------------------------------------------------------------

    async def _refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, MultivectorError)
        status = status_of(error)
        if request.url.path.startswith("/api/"):
            return JSONResponse({"problems": [problem.as_json() for problem in error.problems]}, status)
        return self.pages.refusal(request, error, status)

    async def _missing(self, request: Request, error: Exception) -> Response:
        return await self._refused(request, refuse("MV-C021", "there is no such page", value=request.url.path[:80],
                                                   mend="go back to the room's first page"))


def status_of(error: MultivectorError) -> int:
    known = {"MV-C010": 403, "MV-C018": 401, "MV-C019": 403, "MV-C020": 429, "MV-C021": 404, "MV-C022": 413,
             "MV-C004": 507, **dict.fromkeys(CONFLICTS, 409)}
    return known.get(error.problems[0].code, 422)


def token_of(request: Request, cookie: str) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ") or request.cookies.get(cookie, "")


async def body(request: Request) -> dict[str, Any]:
    """A form's fields, or a JSON object. Raises MultivectorError."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > BODY:
            raise refuse("MV-C022", "this is too long to be sent", allowed=f"{BODY:,} bytes", mend="send less")
    try:
        if "json" in request.headers.get("content-type", ""):
            found = json.loads(raw or b"{}")
            if not isinstance(found, dict):
                raise ValueError("an object was expected")
            return found
        fields = parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=200)
    except (ValueError, RecursionError) as error:
        raise refuse("MV-C016", "this cannot be read", value=str(error)[:80], mend="see docs/seminar-api.md") from None
    return {name: values if name == "moves" else values[-1] for name, values in fields.items()}


def text(given: Mapping[str, Any], name: str) -> str:
    found = given.get(name, "")
    if not isinstance(found, str):
        raise refuse("MV-C016", "a text was expected", field=name, value=repr(found)[:40], mend="send a text")
    return found


def words(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = given.get(name, [])
    if not isinstance(found, list) or not all(isinstance(x, str) for x in found):
        raise refuse("MV-C016", "a list of texts was expected", field=name, value=repr(found)[:40], mend="send a list")
    return tuple(found)


def number(found: Any, name: str) -> float:
    try:
        value = float(found)
    except (TypeError, ValueError):
        value = float("nan")
    if not abs(value) < 1e9:
        raise refuse("MV-C016", "a number was expected", field=name, value=repr(found)[:40], mend="send a number")
    return value
