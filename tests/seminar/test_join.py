"""A terminal at a room elsewhere: a real host, asked over the network."""

from __future__ import annotations

import io
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from sim.errors import MultivectorError
from sim.seminar.host import Host
from sim.seminar.people import Person, come_in
from sim.seminar.room import Room
from sim.session import Table
from sim.session.calls import METHODS
from tests.boards import MINI
from tests.cli import forms
from tests.cli.test_json import valid
from tests.game.games import alone
from tests.seminar import hosts
from tests.seminar.rooms import one
from tests.seminar.served import PATIENCE, serving
from tests.tui.driver import Driver, playing
from tui import passes
from tui.plain import PlainGame
from tui.remote import RemoteTable, joined
from tui.screens.brief import BriefScreen
from tui.screens.waiting import WaitingCard
from tui.wire import address_of

ONE, OTHER = "mongolia", "china"
NUMBER = "mongolia.growth"


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STATE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with serving(tmp_path) as its:
        yield its


@pytest.fixture
def room(host: Host) -> Room:
    return one(host.house)


def seat(host: Host, name: str = "Ann") -> RemoteTable:
    return joined(host.address, host.codes[1].seats[ONE], name)


def other(host: Host) -> Person:
    return come_in(host.house.state, host.codes[1].seats[OTHER], "Bo")[1]


def until(found: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE
    while not found():
        assert monotonic() < end
        sleep(0.02)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(MultivectorError) as error:
        call()
    return error.value.problems[0].code


# --- a seat, as in this process ---------------------------------------------------------------------------------------


def test_every_method_answers_as_in_this_process(host: Host, room: Room) -> None:
    ours, theirs = room.session(ONE), seat(host).at()
    asked: list[str] = []

    def same(method: str, *args: Any, **more: Any) -> Any:
        asked.append(method)
        found = getattr(theirs, method)(*args, **more)
        assert found == getattr(ours, method)(*args, **more), method
        return found

    room.hold(OTHER)
    view = same("view")
    option, public = alone(room.table.game)[0], next(x.key for x in view.options if x.public and not x.refused)
    same("board")
    same("glossary")
    same("card", option)
    same("check", [option, "nonsense"])
    same("forecast", [option], months=3, runs=5)
    assert theirs.speak(1, public, yes=True, reason="<b>Why not?</b>") == {} == same(
        "speak", 1, public, yes=True, reason="<b>Why not?</b>")
    assert theirs.submit(1, [option]) == {} == same("submit", 1, [option])
    same("orders")
    same("odds")
    same("coming")
    same("past_turn", 1)
    same("why", NUMBER)
    same("why", NUMBER, 1)
    same("hindsight", 1, runs=5)
    same("branches")
    same("comparison")
    same("trails", [NUMBER])
    same("ghosts", [NUMBER])
    while not room.table.game.over:
        room.close_turn()
    same("debrief", plays=3)
    same("document", "markdown")
    assert set(asked) == set(METHODS)


def test_refusals_are_the_hosts_own(host: Host, room: Room) -> None:
    ours, theirs = room.session(ONE), seat(host).at()
    for ask in (lambda x: x.card("nonsense"), lambda x: x.why("rivalry", 9), lambda x: x.submit(7, []),
                lambda x: x.trails(["nowhere.at.all"])):
        with pytest.raises(MultivectorError) as here:
            ask(ours)
        with pytest.raises(MultivectorError) as there:
            ask(theirs)
        assert there.value.problems == here.value.problems
    assert code_of(theirs.debrief) == "MV-C017"


def test_what_a_teacher_does_no_seat_can_do(host: Host, room: Room) -> None:
    table: Table = seat(host)
    for call in (lambda: table.back(1), lambda: table.switch("line 1"), lambda: table.hold(OTHER), table.end_turn,
                 lambda: table.at(OTHER)):
        assert code_of(call) == "MV-C019"
    assert (room.table.game.turn, room.held) == (1, frozenset())


def test_what_is_no_longer_wanted_is_not_waited_for(host: Host) -> None:
    assert seat(host).at().forecast([], cancelled=lambda: True) is None


# --- coming in --------------------------------------------------------------------------------------------------------


def test_who_joins_again_is_the_same_person(host: Host, room: Room) -> None:
    code = host.codes[1].seats[ONE]
    for name in ("Ann", "", "Ann"):
        joined(host.address, code.lower(), name)
    assert room.status().seats[0].people == ("Ann",)
    joined(host.address, code, "Zoe")
    assert room.status().seats[0].people == ("Ann", "Zoe")
    assert stat.S_IMODE(passes.place().stat().st_mode) == 0o600
    assert code_of(lambda: joined(host.address, "000000")) == "MV-C010"
    assert code_of(lambda: joined(host.address, host.codes[1].press)) == "MV-C019"
    passes.place().write_text("{damaged")
    joined(host.address, code, "Ann")


@pytest.mark.parametrize(("typed", "meant"), [
    ("http://10.0.0.1:8000", "http://10.0.0.1:8000"), (" 10.0.0.1:8000/ ", "http://10.0.0.1:8000"),
    ("http://host.lan:8000/in/ABC123", "http://host.lan:8000"), ("http://[::1]:80", "http://[::1]:80")])
def test_an_address_is_understood(typed: str, meant: str) -> None:
    assert address_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "ftp://host:21", "http://", "host:port", "host:99999", "http://[", "file:///x"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert code_of(lambda: address_of(typed)) == "MV-C023"


def test_where_no_room_is_nothing_is_joined(host: Host) -> None:
    class Stranger(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>Log in to this network</h1>")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        Thread(target=server.handle_request, daemon=True).start()
        assert code_of(lambda: joined(f"127.0.0.1:{server.server_port}", "ABC123", "Ann")) == "MV-C024"
        port = server.server_port
    assert code_of(lambda: joined(f"127.0.0.1:{port}", "ABC123", "Ann")) == "MV-C023"


def test_a_terminal_that_joined_loads_neither_numpy_nor_mesa(host: Host) -> None:
    code = host.codes[1].seats[ONE]
    script = ("import sys, tui.launch, tui.app; from tui.remote import joined;"
              f"t = joined({host.address!r}, {code!r}, 'Ann'); s = t.at(); s.view(); s.board(); s.forecast([]);"
              "assert not {'numpy', 'mesa', 'pydantic'} & set(sys.modules)")
    subprocess.run([sys.executable, "-c", script], check=True)


# --- the game ---------------------------------------------------------------------------------------------------------


async def seen(game: Driver, found: Callable[[], object]) -> None:
    """Something comes by itself."""
    end = monotonic() + PATIENCE
    while not found():
        assert monotonic() < end, game.text
        await game.pilot.pause(0.05)
    await game.settle()


async def test_a_turn_on_the_screens(tmp_path: Path) -> None:
    with serving(tmp_path, minutes=20) as host:
        room, bo = one(host.house), other(host)
        room.go()
        async with playing(seat(host)) as game:
            game.on(BriefScreen)
            assert " left " in game.text
            await game.press("2", "end", "enter", "s", "enter")
            card = game.on(WaitingCard)
            assert "China" in card.text() and " left" in card.text()
            room.write(bo, ONE, "Shall we build\nit?", "first")
            await seen(game, lambda: "Bo (China): Shall we build" in game.told)
            room.submit(bo, 1, [])
            await seen(game, lambda: game.now.view.turn == 2 and not game.now.busy)
            game.on(BriefScreen)
            await game.press("s")  # a card that is open when the time is up
            room.close_turn()
            await seen(game, lambda: game.now.view.turn == 3 and not game.now.busy)
            game.on(BriefScreen)


async def test_a_word_to_the_seat_is_announced(host: Host, room: Room) -> None:
    bo = other(host)
    options = room.session(OTHER).view().options
    move = next(x for x in options if x.public and not x.refused and "Mongolia" in x.joint_with)
    async with playing(seat(host)) as game:
        room.speak(bo, 1, move.key, True, "It is time.")
        await seen(game, lambda: "It is time." in game.told)
        assert game.now.proposals


def test_line_by_line_a_turn_that_ran_meanwhile_is_told(host: Host, room: Room) -> None:
    class Typing(io.StringIO):
        def readline(self, *size: Any) -> str:
            if not self.tell():
                room.close_turn()
            return super().readline(*size)

    out = io.StringIO()
    PlainGame(None, seat(host), Typing("orders\nquit\n"), out).run()
    text = out.getvalue()
    assert "The turn has run meanwhile." in text and "turn 2 of" in text.partition("has run meanwhile")[2]


# --- a host that is lost ----------------------------------------------------------------------------------------------


def test_a_host_that_comes_back_is_found_again(tmp_path: Path) -> None:
    state, told = ("--state", tmp_path / "class.room"), list[str]()
    with ThreadPoolExecutor(1) as pool:
        with hosts.host(MINI, "--seats", f"{ONE},{OTHER}", "--port", "0", *state) as its:
            valid(its.told, forms.HOST)
            address, codes, port = its.told["address"], its.codes, its.port
            table = joined(address, codes[ONE], "Ann", told.append)
            session = table.at()
            view = session.view()
            orders = tuple(x.key for x in view.options if not x.public and not x.refused)[:1]
            assert session.submit(1, orders) == {}
            its.kill()
        asked = pool.submit(session.submit, 1, orders)
        until(lambda: told)
        with hosts.host("--resume", "--port", str(port), *state):
            assert asked.result(PATIENCE) == {}
            assert session.orders() == orders and session.view() == view
            assert [words.split()[-1] for words in told] == ["lost.", "again."]
            before = table.room()
            assert joined(address, codes[OTHER], "Bo").at().submit(1, []) == {}
            until(lambda: table.wait(before.change, 1.0).turn == 2)


def test_the_command_plays_and_is_left_by_a_signal(host: Host) -> None:
    command = [sys.executable, "-m", "sim", "seminar", "join", host.address, "--code", host.codes[1].seats[ONE]]
    player = subprocess.Popen([*command, "--name", "Ann"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    assert player.stdin and player.stdout
    player.stdin.write("orders\n")
    player.stdin.flush()
    while "Nothing is ordered" not in (line := player.stdout.readline()):
        assert line
    player.send_signal(signal.SIGINT)
    _, err = player.communicate(timeout=PATIENCE)
    assert player.returncode == 128 + signal.SIGINT
    assert err.startswith("Stopped. What the host acknowledged is kept") and "--code" in err
