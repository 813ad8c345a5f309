"""Pages for browsers, rendered here: they work without JavaScript, and with it they follow the room by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sim.errors import MultivectorError
from sim.seminar import people
from sim.seminar.codes import spelled
from sim.seminar.people import Person
from sim.seminar.projector_pages import ProjectorPages
from sim.seminar.seat_pages import SeatPages
from sim.seminar.teacher_pages import TeacherPages
from sim.texts import say
from sim.views.figures import start

if TYPE_CHECKING:
    from sim.seminar.host import Host
    from sim.seminar.house import Codes
    from sim.seminar.web import Web

HOMES = {"seat": "/seat", "teacher": "/teacher", "projector": "/projector", "press": "/press", "observer": "/projector"}


class Pages:
    """`web`: who asks, and what they may do."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.routes = [
            Route("/", self.front),
            Route("/in/{code}", self.front),
            Route("/join", self.join, methods=["POST"]),
            Route("/leave", self.leave, methods=["POST"]),
            *SeatPages(web).routes,
            *TeacherPages(web).routes,
            *ProjectorPages(web).routes,
        ]

    def page(self, name: str, status: int = 200, /, **what: Any) -> Response:
        return HTMLResponse(self.text(name, **what), status)

    def text(self, name: str, /, **what: Any) -> str:
        return _templates().get_template(f"{name}.html.j2").render(**what)

    def refusal(self, request: Request, error: MultivectorError, status: int) -> Response:
        """What could not be done, why, and what to do, with a way back."""
        return self.page("refused", status, problems=error.problems, back=home(self._person(request)))

    def _person(self, request: Request) -> Person | None:
        try:
            return self.web.person(request)
        except MultivectorError:
            return None

    # --- the door -----------------------------------------------------------------------------------------------------

    async def front(self, request: Request) -> Response:
        person = self._person(request)
        if person and "code" not in request.path_params:
            return RedirectResponse(home(person), 303)
        return self.page("front", code=request.path_params.get("code", ""))

    async def join(self, request: Request) -> Response:
        from sim.seminar.web import body, text

        given = await body(request)
        token, person = await self.web.come_in(request, text(given, "code"), text(given, "name"))
        answer = RedirectResponse(home(person), 303)
        answer.set_cookie(self.web.cookie, token, httponly=True, samesite="strict", max_age=7 * 86_400)
        return answer

    async def leave(self, request: Request) -> Response:
        from sim.seminar.web import token_of

        token = token_of(request, self.web.cookie)
        await asyncio.to_thread(people.leave, self.web.state, token)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(self.web.cookie)
        return answer


def slips(host: Host) -> str:
    """What is printed, cut up and handed out; it stands alone."""
    rooms = [(number, slips_of(host.web, number)["slips"]) for number in host.codes]
    return _templates().get_template("slips.html.j2").render(rooms=rooms, address=host.address)


def slips_of(web: Web, room: int) -> dict[str, Any]:
    """The slips of one room: who comes in, where (a QR code and a link), and with which code, if it is one to type."""
    codes, labels = web.codes[room], {x.id: x.label for x in web.house.rooms[room].status().seats}
    links = [(say("seminar-teacher"), codes.teacher, ""), (say("seminar-projector"), codes.projector, "")]
    typed = [(start(title), code, spelled(code)) for title, code in _doors(codes, labels)]
    found = [(title, f"{web.address}/in/{code}", to_type) for title, code, to_type in (*links, *typed)]
    return {"address": web.address, "slips": [(title, link, to_type, _qr(link)) for title, link, to_type in found]}


def _doors(codes: Codes, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who comes in with which code."""
    seats = [(labels[seat], code) for seat, code in codes.seats.items()]
    return [*seats, (say("seminar-press"), codes.press), (say("seminar-observer"), codes.observer)]


def _qr(address: str) -> Markup:
    """A QR code as an SVG."""
    import segno

    return Markup(segno.make(address).svg_inline(scale=3, border=2))


def home(person: Person | None) -> str:
    """The first page of a person."""
    return HOMES[person.role] if person else "/"


def after(place: str, said: str) -> Response:
    """Back to a page after something was done, with what is to be told there."""
    return RedirectResponse(f"{place}?{urlencode({'said': said})}", 303)


@cache
def _templates() -> Environment:
    room = Environment(loader=PackageLoader("sim.seminar"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
    helpers: Mapping[str, Any] = {"say": say}
    room.globals.update(helpers)
    room.filters["start"] = start
    return room
