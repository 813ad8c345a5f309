"""A real terminal, which is a pseudo-terminal of 80x24: a whole game by real keys, and how the terminal is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pty")

MINI = str(Path(__file__).parents[1] / "mini" / "neighbours.yaml")
# What draws turns on: the alternate screen, mouse reports of four kinds, reports of focus, pasting.
MODES = [1049, 1000, 1003, 1015, 1006, 1004, 2004]


@pytest.mark.slow
def test_a_whole_game_by_real_keys(tmp_path: Path) -> None:
    """From the Start screen to the debrief's files, as a player would who has read nothing but the screen."""
    from tests.tui.terminal import game as on_a_terminal

    terminal = on_a_terminal(tmp_path)
    try:
        terminal.wait("(90 min)")
        terminal.press("\r")
        terminal.wait("which seat?")
        terminal.press("\r")
        terminal.wait("THE SITUATION")
        terminal.press("2")
        terminal.wait("No orders yet")
        terminal.press("\r")
        terminal.wait("A word of reason")
        terminal.press("\r")
        terminal.wait("All have agreed")
        for turn in range(1, 7):
            terminal.press("s")
            terminal.wait("Submit for")
            terminal.press("\r")
            terminal.wait(f"{turn + 1}/6" if turn < 6 else "over")
        terminal.press("7")
        terminal.wait("plays among doctrines")
        terminal.press("e")
        terminal.wait("WRITTEN")
        terminal.press("q")
        terminal.wait("Leave the game?")
        terminal.press("\r")
        assert terminal.end() == 0
    finally:
        terminal.close()
    (log,) = tmp_path.rglob("*.jsonl")
    assert log.with_suffix(".html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    from sim.game.saved import resume

    game = resume(log)
    assert game.over
    assert len(game.orders[0]["kazakhstan"]) == 1


def modes(terminal: Any) -> Any:
    """The line discipline: raw or cooked, echo, signals."""
    import termios

    return termios.tcgetattr(terminal.fd)


def left_behind(drawn: str) -> list[int]:
    """Modes of the terminal that are on; the cursor is, when it is hidden."""
    on = [mode for mode in MODES if drawn.rfind(f"\x1b[?{mode}h") > drawn.rfind(f"\x1b[?{mode}l")]
    return on + [25] * (drawn.rfind("\x1b[?25l") > drawn.rfind("\x1b[?25h"))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(tmp_path: Path, number: int) -> None:
    """SIGTERM in the midst of a turn, SIGHUP while the screens are still being opened."""
    from sim.game.saved import resume
    from tests.tui.terminal import game as on_a_terminal

    terminal = on_a_terminal(tmp_path, MINI)
    try:
        before = modes(terminal)
        terminal.wait("\x1b[?2004h" if number == signal.SIGHUP else "The situation".upper())
        assert modes(terminal) != before
        drawn = terminal.drawn
        if number == signal.SIGTERM:
            for key in ("s", "\r"):
                terminal.rest()
                drawn += terminal.drawn
                terminal.press(key)
        assert left_behind(drawn) == [*MODES, 25]
        os.kill(terminal.pid, number)
        assert terminal.end() == 128 + number
        assert left_behind(drawn + terminal.drawn) == []
        assert modes(terminal) == before
        assert terminal.drawn.endswith("Stopped. What was accepted is in the game's log.\r\n")
    finally:
        terminal.close()
    (log,) = tmp_path.rglob("*.jsonl")
    assert resume(log).turn <= 2


@pytest.mark.slow
def test_a_closed_window_ends_the_game(tmp_path: Path) -> None:
    from sim.game.saved import resume
    from tests.tui.terminal import game as on_a_terminal

    terminal = on_a_terminal(tmp_path, MINI)
    try:
        terminal.wait("THE SITUATION")
        assert terminal.hang_up() == 128 + signal.SIGHUP
    finally:
        terminal.close()
    (log,) = tmp_path.rglob("*.jsonl")
    assert resume(log).turn == 1


STUCK = """
import asyncio, time, tty
from types import SimpleNamespace
from sim.signals import stoppable
from tui.signals import drawing

async def stuck():
    tty.setraw(0)
    print("\\x1b[?1049h\\x1b[?25l\\x1b[?1003h", end="", flush=True)
    while True:
        time.sleep(0.01)

with stoppable(), drawing(SimpleNamespace(call_later=print, exit=print)):
    asyncio.run(stuck())
"""


def test_screens_that_are_stuck_are_taken_down(tmp_path: Path) -> None:
    """Whatever does not come back to the event loop in time ends with the terminal put back."""
    from tests.tui.terminal import Terminal

    terminal = Terminal([sys.executable, "-c", STUCK], {})
    try:
        before = modes(terminal)
        terminal.wait("\x1b[?1003h")
        drawn = terminal.drawn
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert left_behind(drawn + terminal.drawn) == []
        assert modes(terminal) == before
    finally:
        terminal.close()


# --- line by line ----------------------------------------------------------------------------------------------------


TWO = f"""
import sys
from pathlib import Path
from sim.streams import prepare
from tui.plain import PlainGame
from sim.session.local import LocalGames, new_table
prepare()
PlainGame(LocalGames(), new_table({MINI!r}, ["mongolia", "china"], 1, Path(sys.argv[1]))).run()
"""
BLANK = "\x1b[H\x1b[2J\x1b[3J"


@pytest.mark.slow
@pytest.mark.parametrize(("term", "blank"), [("xterm", BLANK), ("dumb", "\r\n" * 100)])
def test_who_hands_the_terminal_over_leaves_nothing_to_read(tmp_path: Path, term: str, blank: str) -> None:
    """Brief, secret aim and orders of one person are gone when the other is called."""
    from tests.tui.terminal import Terminal

    terminal = Terminal([sys.executable, "-c", TWO, str(tmp_path / "game.jsonl")], {"TERM": term})
    try:
        terminal.wait("press enter.")
        assert terminal.drawn.count(blank) == 1
        terminal.press("\n")
        terminal.wait("> ")
        assert terminal.drawn.count(blank) == 1
        assert "your family owns a mine" in terminal.drawn.rpartition(blank)[2]
        terminal.press("submit\n")
        terminal.wait("press enter.")
        called = terminal.drawn.rpartition(blank)[2]
        assert " ".join(called.split()) == (
            "Your orders are sealed. Hand the terminal to China. Whoever sits there now, press enter.")
    finally:
        terminal.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("env", "why"),
    [({"TERM": "dumb"}, "TERM=dumb does not place"), ({"PYTHONIOENCODING": "cp1251"}, "its encoding is cp1251")],
)
def test_a_terminal_that_cannot_draw_gets_lines(tmp_path: Path, env: dict[str, str], why: str) -> None:
    from tests.tui.terminal import game as on_a_terminal

    terminal = on_a_terminal(tmp_path, MINI, **env)
    try:
        terminal.wait("\r\n> ")
        said = " ".join(terminal.drawn.split())
        assert why in said
        assert "as with --plain" in said
        assert "\x1b" not in said
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.drawn.endswith("Stopped. What was accepted is in the game's log.\r\n")
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("term", "draws"),
    [("xterm-256color", True), ("vt100", True), ("too-new-for-terminfo", True), ("dumb", False), ("", False)],
)
def test_terminals_that_place_a_cursor(term: str, draws: bool) -> None:
    """A process each: the library of terminals minds the first question only."""
    code = "from tui.terminal import places_cursor; raise SystemExit(int(places_cursor()))"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "TERM": term}, check=False)
    assert done.returncode == draws
