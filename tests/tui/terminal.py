"""A program behind a pseudo-terminal: real keys in, drawn text out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

PATIENCE = 120.0
QUIET = 0.05


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

    def answer(self, key: str) -> float:
        """Press a key at rest; the seconds until something is drawn."""
        self.rest()
        start = time.perf_counter()
        self.press(key)
        self._read(PATIENCE)
        return time.perf_counter() - start

    def rest(self) -> None:
        """Read until nothing more comes."""
        while self._read(QUIET):
            pass

    def end(self) -> int:
        """Read until the child has gone; its exit code."""
        while self._read(PATIENCE):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)

    def hang_up(self) -> int:
        """Close the window; the exit code of a child that nobody watches any more."""
        os.close(self.fd)
        self.fd = -1
        end = time.monotonic() + PATIENCE
        while not (gone := os.waitpid(self.pid, os.WNOHANG))[0]:
            assert time.monotonic() < end, "it goes on without a terminal"
            time.sleep(0.02)
        return os.waitstatus_to_exitcode(gone[1])

    def _read(self, patience: float) -> bool:
        if not select.select([self.fd], [], [], max(0.0, patience))[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.drawn += data.decode("utf-8", "replace")
        return bool(data)


def game(home: Path, *words: str, **env: str) -> Terminal:
    """`multivector play` at 80x24, with a home of its own."""
    homes = {"XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    size = {"TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", "COLUMNS": "80", "LINES": "24"}
    return Terminal([sys.executable, "-m", "sim", "play", *words], {**size, **homes, **env})
