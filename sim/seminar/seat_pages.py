"""The pages of a seat. What a page shows is rendered once for each seat and change of the room, however many look on:
around it stands what is a person's own. What a team ticks is its draft, on all its devices."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import nullcontext
from secrets import token_hex
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sim.errors import MultivectorError
from sim.seminar.people import Person
from sim.seminar.room import Room, Status
from sim.seminar.seat_told import FIGURES, TELL, sealed
from sim.texts import say

if TYPE_CHECKING:
    from sim.seminar.web import Web

Answer: TypeAlias = Callable[[Request], Awaitable[Response]]
Fragment: TypeAlias = tuple[str, str]  # what a page shows, and a name for just that
NAV = {"/seat": "now", "/seat/options": "options", "/seat/talks": "talks", "/seat/numbers": "numbers",
       "/seat/past": "past", "/seat/messages": "messages"}
LONG = ("forecast",)  # computed one after the other while the room goes on; it stays as it was asked for


class SeatPages:
    """`kept`: by room, seat and page the state that it was rendered in, and the rendering."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.kept: dict[tuple[object, ...], tuple[object, asyncio.Future[Fragment]]] = {}
        shown = {"/seat": "now", "/seat/options": "options", "/seat/option/{which}": "option",
                 "/seat/forecast": "forecast", "/seat/talks": "talks", "/seat/numbers": "numbers",
                 "/seat/numbers/{which}": "numbers", "/seat/why/{which}": "why", "/seat/past": "past",
                 "/seat/past/{which}": "past", "/seat/messages": "messages"}
        done = {"/seat/options": self.order, "/seat/withdraw": self.withdraw, "/seat/talks": self.speak,
                "/seat/messages": self.write}
        self.routes = [*(Route(path, self._showing(name)) for path, name in shown.items()),
                       *(Route(path, what, methods=["POST"]) for path, what in done.items())]

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _showing(self, name: str) -> Answer:
        async def show(request: Request) -> Response:
            person = self.web.seated(request)
            status = await asyncio.to_thread(self.web.room_of(person).status)
            shown = await self._fragment(person, name, request.path_params.get("which", ""), status)
            if request.headers.get("if-none-match") == shown[1]:
                return Response(status_code=304)
            return self._framed(request, person, name, status, shown)

        return show

    async def _fragment(self, person: Person, name: str, which: str, status: Status) -> Fragment:
        """As it was rendered for this change, by whoever asked first."""
        key, state = (person.room, person.seat, name, which), (status.change, status.floor_open)
        if key not in self.kept or self.kept[key][0] != state:
            slow = self.web.slow if name in LONG else None
            self.kept[key] = state, asyncio.get_running_loop().run_in_executor(
                slow, self._render, person, name, which, status)
        try:
            return await asyncio.shield(self.kept[key][1])
        except Exception:
            self.kept.pop(key, None)
            raise

    def _render(self, person: Person, name: str, which: str, status: Status, **more: Any) -> Fragment:
        room = self.web.room_of(person)
        with nullcontext() if name in LONG else room.lock:  # a page tells of one moment
            told: Mapping[str, Any] = {"alert": {}, **TELL[name](room, person, which), **more}
        text = self.web.pages.text(f"seat/{name}", status=status, seat=person.seat, which=which, **FIGURES, **told)
        return text, f'"{hashlib.sha256(f"{status.turn} {text}".encode()).hexdigest()[:16]}"'

    def _framed(self, request: Request, person: Person, name: str, status: Status, shown: Fragment, code: int = 200,
                live: bool = True) -> Response:
        label = next(x.label for x in status.seats if x.id == person.seat)
        said = say("seminar-said", what=request.query_params.get("said", ""))
        return self.web.pages.page("seat/frame", code, person=person, label=label, status=status, page=name, nav=NAV,
                                   said=said, shown=Markup(shown[0]), tag=shown[1], live=live and name not in LONG,
                                   here=request.url.path, key=token_hex(12))

    async def _again(self, request: Request, person: Person, name: str, alert: Mapping[str, str], code: int,
                     **more: Any) -> Response:
        """A page with why something was not done, and with what the person had written in it. It stays as it is."""
        status = await asyncio.to_thread(self.web.room_of(person).status)
        shown = await asyncio.to_thread(lambda: self._render(person, name, "", status, alert=alert, **more))
        return self._framed(request, person, name, status, shown, code, live=False)

    # --- what is done -------------------------------------------------------------------------------------------------

    async def order(self, request: Request) -> Response:
        """Keep the ticks as the team's draft; then hand them in, or ask what may come of them."""
        from sim.seminar.web import body, number, text, words

        person, given = self.web.seated(request), await body(request)
        moves, what = words(given, "moves"), text(given, "do")
        turn, revision = (int(number(given.get(name), name)) for name in ("turn", "revision"))
        try:
            refused = await asyncio.to_thread(_order, self.web.room_of(person), person, turn, moves, revision, what)
        except MultivectorError as error:
            if error.problems[0].code != "MV-C012":
                raise
            return await self._again(request, person, "options", {"": say("seminar-faster")}, 409,
                                     ticks=moves, faster=True)
        if refused:
            return await self._again(request, person, "options", refused, 422, ticks=moves)
        return RedirectResponse("/seat/forecast", 303) if what == "forecast" else _after(
            "/seat/options", "sealed" if what == "hand-in" else "draft")

    async def withdraw(self, request: Request) -> Response:
        from sim.seminar.web import body, number

        person, given = self.web.seated(request), await body(request)
        turn = int(number(given.get("turn"), "turn"))
        await asyncio.to_thread(self.web.room_of(person).withdraw, person, turn)
        return _after("/seat/options", "withdrawn")

    async def speak(self, request: Request) -> Response:
        """A word about a joint option: yes, no, or something else instead."""
        from sim.seminar.web import body, number, text

        person, given = self.web.seated(request), await body(request)
        move, what, reason = (text(given, name) for name in ("move", "do", "reason"))
        turn, instead = int(number(given.get("turn"), "turn")), text(given, "instead") if what == "instead" else ""
        refused = await asyncio.to_thread(self.web.room_of(person).speak, person, turn, move, what == "yes", reason,
                                          instead)
        if refused:
            return await self._again(request, person, "talks", refused, 422)
        return _after("/seat/talks", "spoken")

    async def write(self, request: Request) -> Response:
        """A browser ends lines as on a typewriter."""
        from sim.seminar.web import body, text

        person, given = self.web.seated(request), await body(request)
        words = text(given, "text").replace("\r\n", "\n")
        await asyncio.to_thread(self.web.room_of(person).write, person, text(given, "to"), words, text(given, "key"))
        return _after("/seat/messages", "sent")


def _order(room: Room, person: Person, turn: int, moves: Sequence[str], revision: int, what: str) -> dict[str, str]:
    """Why some of it cannot be ordered, in words. What is sealed is never overwritten without being withdrawn."""
    with room.lock:
        game = room.table.game
        again = sorted(game.waiting.get(person.seat, ())) == sorted(moves)
        if what == "hand-in" and (turn != game.turn or (again and sealed(room, person.seat))):
            return room.submit(person, turn, moves)  # known, or too late
        if sealed(room, person.seat):
            return {"": say("seminar-sealed-already")}
        room.keep_draft(person, turn, moves, revision)
        return room.submit(person, turn, moves) if what == "hand-in" else {}


def _after(place: str, said: str) -> Response:
    return RedirectResponse(f"{place}?said={said}", 303)
