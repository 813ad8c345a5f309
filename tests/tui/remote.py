"""A game elsewhere: every call, every answer and every error goes through JSON text, as it would over a wire."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, get_type_hints

from sim.errors import MultivectorError, Place, Problem
from sim.session import Games, Session, Table
from sim.session.local import LocalGames, LocalTable, new_table
from sim.views import RoomView
from sim.views.wire import from_json, to_json

LOCAL = ("cancelled", "progress")  # callbacks stay where they are


class Server:
    """Answers text with text. `seats`: those of the people at the other end of the wire; all, if none is named."""

    def __init__(self, table: LocalTable | None = None, seats: Sequence[str] = ()) -> None:
        self.table, self.games, self.seats, self.calls = table, LocalGames(), tuple(seats), list[str]()

    def answer(self, text: str) -> str:
        call = json.loads(text)
        self.calls.append(call["method"])
        try:
            found = getattr(self._owner(call), call["method"])(*call["args"], **call["more"])
        except MultivectorError as error:
            return json.dumps({"problems": [to_json(_plain(problem)) for problem in error.problems]}, allow_nan=False)
        if isinstance(found, LocalTable):
            self.table, found = found, None
        return json.dumps({"answer": to_json(found)}, allow_nan=False)

    def _owner(self, call: dict[str, Any]) -> Any:
        if call["of"] == "games":
            return self.games
        assert self.table is not None
        return self.table if call["of"] == "table" else self.table.at(call["seat"])


def _plain(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {"code": problem.code, "what": problem.what, "value": problem.value, "allowed": problem.allowed,
            "mend": problem.mend, "place": [place.file, place.line, place.column, place.field]}


def ask(server: Server, of: str, contract: type, method: str, args: Sequence[Any], more: dict[str, Any],
        seat: str = "") -> Any:
    """Call a method of the contract at the other end."""
    sent = {"of": of, "seat": seat, "method": method, "args": to_json(list(args)),
            "more": {name: to_json(value) for name, value in more.items() if name not in LOCAL}}
    got = json.loads(server.answer(json.dumps(sent, allow_nan=False)))
    if "problems" in got:
        raise MultivectorError(*(Problem(**{**x, "place": Place(*x["place"])}) for x in got["problems"]))
    kind = get_type_hints(getattr(contract, method))["return"]
    return None if kind in (type(None), Table) else from_json(kind, got["answer"])


class Remote:
    """One end of the wire: what it is asked for by the contract's names."""

    of, contract = "", object

    def __init__(self, server: Server, seat: str = "") -> None:
        self.server, self.seat = server, seat

    def __getattr__(self, method: str) -> Callable[..., Any]:
        if method.startswith("_") or not hasattr(self.contract, method):
            raise AttributeError(method)
        return lambda *args, **more: ask(self.server, self.of, self.contract, method, args[:2], more, self.seat)


class RemoteSession(Remote):
    of, contract = "session", Session

    def debrief(self, progress: Any = None, cancelled: Any = None, plays: int = 20) -> Any:
        return ask(self.server, self.of, Session, "debrief", (), {"plays": plays}, self.seat)


class RemoteTable(Remote):
    of, contract = "table", Table

    def at(self, seat: str = "") -> Any:
        return RemoteSession(self.server, seat or self.room().here[0])

    def room(self) -> RoomView:
        return self._from_here(ask(self.server, self.of, Table, "room", (), {}))

    def wait(self, change: int, seconds: float) -> RoomView:
        return self._from_here(ask(self.server, self.of, Table, "wait", (change, seconds), {}))

    def _from_here(self, room: RoomView) -> RoomView:
        from dataclasses import replace

        mine = self.server.seats or tuple(seat.id for seat in room.seats)
        return replace(room, seats=tuple(replace(seat, here=seat.id in mine) for seat in room.seats))


class RemoteGames(Remote):
    of, contract = "games", Games

    def begin(self, scenario: str, seats: Sequence[str], seed: int = 1) -> Any:
        ask(self.server, self.of, Games, "begin", (scenario, list(seats), seed), {})
        return RemoteTable(self.server)

    def resume(self, game: str) -> Any:
        ask(self.server, self.of, Games, "resume", (game,), {})
        return RemoteTable(self.server)


def elsewhere(server: Server) -> Any:
    """What there is to play at the other end."""
    return RemoteGames(server)


def joined(scenario: str, seats: Sequence[str], here: Sequence[str], path: Any) -> tuple[LocalTable, Any]:
    """A room, and the wire of the people in some of its seats."""
    table = new_table(scenario, seats, 1, path)
    return table, RemoteTable(Server(table, here))
