"""Ends that come from outside: the terminal is left as it was found, also when it is no longer there."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO, cast

from sim.signals import leaving

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

# What Textual asks of a terminal, taken back: the keyboard's protocol, the alternate screen, the hidden cursor, reports
# of focus, mouse (four kinds), size and pasting, and lines that do not wrap.
TAKEN_BACK = b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l" + b"".join(
    b"\x1b[?%dl" % mode for mode in (1000, 1003, 1015, 1006, 1016, 2048, 2004)) + b"\x1b[?7h"
HUNG_UP = 128 + 1  # as if by SIGHUP


@contextmanager
def drawing(app: App[Any]) -> Generator[None]:
    """While the app runs a signal makes it leave in order; if it does not, its terminal is put back all the same."""

    def leave(code: int) -> bool:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # nothing is drawn: not yet, or no longer
            return False
        loop.call_soon_threadsafe(app.call_later, partial(app.exit, return_code=code))
        return True

    with leaving(leave, _putting_back()):
        yield


def _putting_back() -> partial[None]:
    """How the terminal is put back as it is now. On Windows its modes end with the program."""
    if os.name != "posix":
        return partial(_restore, None)
    import termios

    with suppress(termios.error):
        return partial(_restore, termios.tcgetattr(sys.__stdin__.fileno()) if sys.__stdin__ else None)
    return partial(_restore, None)


def _restore(modes: list[Any] | None) -> None:
    with suppress(OSError):
        os.write(2, TAKEN_BACK)
    if modes is not None:
        import termios

        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, modes)


class Overhung:
    """Output that may end at any time: who draws on a window that was closed meets no error, and is not held up."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def driver() -> type[Driver] | None:
    """Textual's own way to the terminal, but for the end of the line; None is Textual's choice."""
    if os.name != "posix":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class HangUpDriver(LinuxDriver):
        def __init__(self, app: App[Any], **more: Any) -> None:
            super().__init__(app, **more)
            self._file = cast("TextIO", Overhung(sys.__stderr__))

        def run_input_thread(self) -> None:
            try:
                super().run_input_thread()
            except OSError:
                self._app.call_later(self._app.exit, return_code=HUNG_UP)

    return HangUpDriver
