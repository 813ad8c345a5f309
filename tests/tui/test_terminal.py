"""One whole game in a real terminal: a pseudo-terminal of 80x24, real keys, and the log that is left."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

PATIENCE = 120.0


class Terminal:
    """A child process behind a pseudo-terminal. `wait` reads until a text has been drawn."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, {**os.environ, **env})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.drawn = ""

    def press(self, key: str) -> None:
        self.drawn = ""
        os.write(self.fd, key.encode())

    def wait(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.drawn:
            if time.monotonic() > end or not self._read(end - time.monotonic()):
                raise AssertionError(f"{text!r} was not drawn; the last was {self.drawn[-2000:]!r}")

    def end(self) -> int:
        """Read until the child has gone; its exit code."""
        while self._read(PATIENCE):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def _read(self, patience: float) -> bool:
        if not select.select([self.fd], [], [], max(0.0, patience))[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.drawn += data.decode("utf-8", "replace")
        return bool(data)


@pytest.mark.slow
def test_a_whole_game_by_real_keys(tmp_path: Path) -> None:
    """From the Start screen to the debrief's files, as a player would who has read nothing but the screen."""
    home = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    size = {"TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", "COLUMNS": "80", "LINES": "24"}
    terminal = Terminal([sys.executable, "-m", "sim", "play"], {**size, **home})
    try:
        terminal.wait("(90 min)")
        terminal.press("\r")
        terminal.wait("which seat?")
        terminal.press("\r")
        terminal.wait("THE SITUATION")
        terminal.press("2")
        terminal.wait("No orders yet")
        terminal.press("\r")
        terminal.wait("Ordered, cost")
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
    from sim.game.game import Game

    game = Game.resume(log)
    assert game.over
    assert len(game.orders[0]["kazakhstan"]) == 1
