"""A seat of a room elsewhere: the contract of a session over a host's JSON interface (docs/seminar-api.md)."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Condition, Thread
from time import sleep
from typing import Any

from sim.errors import command, refuse
from sim.session.calls import answer
from sim.views.wire import from_json, to_json
from tui import passes
from tui.session import (
    HORIZON,
    PLAYS,
    RUNS,
    Cancelled,
    Document,
    MultivectorError,
    Progress,
    never,
    nothing,
)
from tui.texts import say
from tui.views import (
    BoardView,
    BranchView,
    CardView,
    ComingView,
    ComparisonView,
    DebriefView,
    Explanation,
    ForecastView,
    HindsightView,
    KeptView,
    OddsView,
    PastTurnView,
    RoomView,
    TermView,
    TurnView,
    visible,
)
from tui.wire import FAILURES, LONG, PAUSE, Told, Wire, address_of

NEWS = 10.0  # seconds that a host keeps a question for news open
ROLES = ("teacher", "press", "observer", "projector")


def joined(url: str, code: str, name: str = "", told: Told | None = None) -> RemoteTable:
    """The seat that a code opens: of the person who joined with it here before, unless another name is given; else of
    a new one. `told`: hears that the host is lost and found; without it, the table's notices say so. Raises
    MultivectorError."""
    wire = Wire(address_of(url))
    before, wire.token = passes.known(code)
    if not wire.token or name not in ("", before) or not _still_in(wire):
        given = wire.ask("/api/join", {"code": code, "name": name or _own_name()})
        wire.token = given["token"]
        passes.keep(code, given["name"], wire.token)
    table = RemoteTable(wire, code)
    if not table.room().here:
        raise refuse("MV-C019", say("remote-no-seat"), field="--code", value=code[:20], mend=say("remote-no-seat.mend"))
    wire.told = told or table.tell
    table.listen()
    return table


def _still_in(wire: Wire) -> bool:
    """Whether the host knows the token."""
    try:
        wire.ask("/api/room")
    except MultivectorError as error:
        if error.problems[0].code != "MV-C018":
            raise
        return False
    return True


def _own_name() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "Terminal"


class RemoteTable:
    """The room as one seat's people know it. Its changes are counted here: a host that was begun again counts anew.
    News is waited for in a thread of its own, which nobody has to wait for at the end."""

    def __init__(self, wire: Wire, code: str) -> None:
        self._wire = wire
        self._kept = KeptView("seminar", say("remote-kept", address=wire.address),
                              resume=command("seminar", "join", wire.address, "--code", code))
        self._news = Condition()
        self._change, self._theirs, self._notice, self._read = 0, -1, "", -1
        self._room: RoomView | None = None

    def room(self) -> RoomView:
        return self._take(self._wire.ask("/api/room"))

    def wait(self, change: int, seconds: float) -> RoomView:
        room = self._room or self.room()
        with self._news:
            self._news.wait_for(lambda: self._change != change, seconds)
            return replace(self._room or room, change=self._change, notice=self._notice)

    def at(self, seat: str = "") -> RemoteSession:
        mine = (self._room or self.room()).here[0]
        if seat not in ("", mine):
            raise refuse("MV-C019", say("remote-other"), value=seat, allowed=mine, mend=say("remote-other.mend"))
        return RemoteSession(self._wire, mine)

    def keep(self) -> KeptView:
        """The host has kept whatever it acknowledged."""
        return self._kept

    def back(self, turn: int) -> None:
        raise _teachers()

    def switch(self, line: str) -> None:
        raise _teachers()

    def hold(self, seat: str) -> None:
        raise _teachers()

    def end_turn(self) -> None:
        raise _teachers()

    # --- news ---------------------------------------------------------------------------------------------------

    def listen(self) -> None:
        Thread(target=self._listen, name="news", daemon=True).start()

    def tell(self, words: str) -> None:
        """To be told once, with the next change."""
        with self._news:
            if words != self._notice:
                self._notice, self._change = words, self._change + 1
                self._news.notify_all()

    def _listen(self) -> None:
        """Forever. After a failure the room is asked for at once: the host may be another one that counts anew."""
        known = False
        while True:
            path = f"/api/wait?change={self._theirs}&seconds={NEWS}" if known else "/api/room"
            try:
                change = self._theirs
                self._take(self._wire.once(path))
                if self._theirs != change or not known:
                    self._read_messages()
                known = True
            except (*FAILURES, MultivectorError) as error:
                known = False
                if isinstance(error, MultivectorError):
                    self.tell(str(error))
                sleep(PAUSE)

    def _take(self, found: dict[str, Any]) -> RoomView:
        try:
            room = from_json(RoomView, found["room"])
        except (ValueError, KeyError, TypeError) as error:
            raise self._wire.strange(str(error)) from None
        with self._news:
            if room.change != self._theirs:
                self._theirs, self._change = room.change, self._change + 1
                self._news.notify_all()
            self._room = room = replace(room, change=self._change, kept=self._kept, notice=self._notice)
            return room

    def _read_messages(self) -> None:
        """Of the open turn when one joins; whatever others write later."""
        room, found = self._room, self._wire.once("/api/room/messages", {})["answer"]
        assert room is not None
        first = self._read < 0
        new = [x for x in found if x["number"] > self._read and x["sender"] not in room.here
               and (not first or x["turn"] == room.turn)]
        self._read = max([0, *(x["number"] for x in found)])
        if new:
            self.tell("\n".join(visible(say("remote-message", name=x["name"], who=_label(room, x["sender"]),
                                             text=x["text"])) for x in new))


class RemoteSession:
    """A seat, asked over the wire. What nobody wants any more is not waited for."""

    def __init__(self, wire: Wire, seat: str) -> None:
        self._wire, self._seat = wire, seat

    @property
    def seat(self) -> str:
        return self._seat

    def _ask(self, method: str, **given: Any) -> Any:
        return self._long(method, never, **given)

    def _long(self, method: str, cancelled: Cancelled, **given: Any) -> Any:
        found = self._wire.ask(f"/api/seat/{method}", to_json(given), LONG, cancelled)
        if found is None:
            return None
        try:
            return answer(method, found["answer"])
        except (ValueError, KeyError, TypeError) as error:
            raise self._wire.strange(str(error)) from None

    def view(self) -> TurnView:
        return self._ask("view")

    def board(self) -> BoardView:
        return self._ask("board")

    def card(self, key: str) -> CardView:
        return self._ask("card", key=key)

    def speak(self, turn: int, move: str, yes: bool, reason: str = "", instead: str = "") -> dict[str, str]:
        return self._ask("speak", turn=turn, move=move, yes=yes, reason=reason, instead=instead)

    def orders(self) -> tuple[str, ...]:
        return self._ask("orders")

    def check(self, moves: Sequence[str]) -> dict[str, str]:
        return self._ask("check", moves=tuple(moves))

    def submit(self, turn: int, moves: Sequence[str]) -> dict[str, str]:
        return self._ask("submit", turn=turn, moves=tuple(moves))

    def forecast(self, moves: Sequence[str], months: int = HORIZON, runs: int = RUNS,
                 cancelled: Cancelled = never) -> ForecastView | None:
        return self._long("forecast", cancelled, moves=tuple(moves), months=months, runs=runs)

    def odds(self) -> tuple[OddsView, ...]:
        return self._ask("odds")

    def coming(self) -> tuple[ComingView, ...]:
        return self._ask("coming")

    def past_turn(self, turn: int) -> PastTurnView:
        return self._ask("past_turn", turn=turn)

    def why(self, path: str, turn: int | None = None) -> Explanation:
        return self._ask("why", path=path, turn=turn)

    def hindsight(self, turn: int, runs: int = RUNS, cancelled: Cancelled = never) -> tuple[HindsightView, ...] | None:
        return self._long("hindsight", cancelled, turn=turn, runs=runs)

    def branches(self) -> tuple[BranchView, ...]:
        return self._ask("branches")

    def comparison(self) -> ComparisonView:
        return self._ask("comparison")

    def trails(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        return self._ask("trails", paths=tuple(paths))

    def ghosts(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        return self._ask("ghosts", paths=tuple(paths))

    def debrief(self, progress: Progress = nothing, cancelled: Cancelled = never,
                plays: int = PLAYS) -> DebriefView | None:
        return self._long("debrief", cancelled, plays=plays)

    def document(self, kind: Document) -> str:
        return self._ask("document", kind=kind)

    def glossary(self) -> tuple[TermView, ...]:
        return self._ask("glossary")


def _label(room: RoomView, sender: str) -> str:
    return say("remote-role", role=sender) if sender in ROLES else room.label(sender)


def _teachers() -> MultivectorError:
    return refuse("MV-C019", say("remote-teachers"), mend=say("remote-teachers.mend"))
