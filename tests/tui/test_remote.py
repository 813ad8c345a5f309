"""The terminal plays a game that is elsewhere, and waits for people who are."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Thread
from time import sleep

from sim.session import Session
from tests.boards import MINI
from tests.tui.driver import Driver, playing
from tests.tui.remote import Server, elsewhere, joined
from tui.plain import PlainGame
from tui.screens.brief import BriefScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.waiting import WaitingCard
from tui.screens.why import WhyCard

ONE, OTHER = "mongolia", "china"
SESSION = {name for name in vars(Session) if not name.startswith("_")} - {"seat"}


async def test_a_whole_game_elsewhere_by_keys(tmp_path: Path) -> None:
    """Every kind of answer of a session is asked for, and comes back through JSON."""
    table, remote = joined(MINI, [ONE], [ONE], tmp_path / "game.jsonl")
    async with playing(remote) as game:
        await game.press("2", "enter", *"as agreed", "enter", "s", "enter", "3", "w")
        game.on(WhyCard)
        await game.press("escape", "g", "escape", "6")
        while not game.now.view.over:
            await game.press("s", "enter")
        await game.press("7", "e")
        game.on(DebriefScreen)
        assert game.now.written == (str(tmp_path / "game.html"), str(tmp_path / "game.md"))
        assert (tmp_path / "game.md").read_text(encoding="utf-8").startswith("# ")
    assert table.game.over and table.game.orders[0][ONE]
    assert set(remote.server.calls) >= SESSION - {"comparison"}


def test_a_whole_game_elsewhere_line_by_line(tmp_path: Path) -> None:
    table, remote = joined(MINI, [ONE], [ONE], tmp_path / "game.jsonl")
    pages = ["options all", "preview 1", "order 1", "submit", "why 1", "why china.capital", "deals", "world",
             "coming all", "history", "back", "lines", "glossary balance", *["submit"] * table.game.turns, "compare"]
    out = io.StringIO()
    PlainGame(elsewhere(remote.server), remote, io.StringIO("".join(f"{line}\n" for line in pages)), out).run()
    assert "MV-P003" in out.getvalue() and "Traceback" not in out.getvalue()
    assert table.game.over
    assert f"Your game is saved: {tmp_path / 'game.jsonl'}" in out.getvalue()


async def test_start_begins_and_resumes_games_elsewhere() -> None:
    server = Server()
    async with playing(None, games=elsewhere(server)) as game:
        await game.press("enter", "enter")
        game.on(BriefScreen)
        await game.press("s", "enter")
        assert game.now.view.turn == 2
    async with playing(None, games=elsewhere(server)) as game:
        await game.press("enter")
        assert game.now.view.turn == 2
    assert {"scenarios", "saved", "begin", "resume"} <= set(server.calls)


async def until(game: Driver, turn: int) -> None:
    """The announced turn is on the screen."""
    for _ in range(500):
        if game.now.view.turn == turn and not game.now.busy:
            break
        await game.pilot.pause(0.02)
    await game.settle()


async def test_who_waits_for_others_is_told_and_goes_on_by_itself(tmp_path: Path) -> None:
    table, remote = joined(MINI, [ONE, OTHER], [ONE], tmp_path / "game.jsonl")
    async with playing(remote) as game:
        await game.press("2", "enter", "enter", "s", "enter")
        assert "China" in game.on(WaitingCard).text()
        assert table.room().awaited == (OTHER,) and table.game.turn == 1
        await game.press("escape", "3")
        assert game.now.view.turn == 1
        table.at(OTHER).submit(1, [])
        await until(game, 2)
        game.on(BriefScreen)
        table.end_turn()  # the facilitator
        await until(game, 3)
        table.back(1)
        await until(game, 1)
        assert game.now.orders == ()


def test_who_plays_line_by_line_waits_for_others_too(tmp_path: Path) -> None:
    table, remote = joined(MINI, [ONE, OTHER], [ONE], tmp_path / "game.jsonl")
    out = io.StringIO()
    player = Thread(target=PlainGame(elsewhere(remote.server), remote, io.StringIO("submit\nquit\n"), out).run)
    player.start()
    room = table.room()
    while not room.sealed:
        room = table.wait(room.change, 60)
    while player.is_alive() and "Waiting for China." not in out.getvalue():
        sleep(0.01)
    assert player.is_alive() and room.turn == 1
    table.at(OTHER).submit(1, [])
    player.join(60)
    assert "turn 2 of" in out.getvalue().rpartition("Waiting for China.")[2]
