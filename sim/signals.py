"""How the program ends when it is asked to, from its first line on: SIGINT, SIGTERM, SIGHUP.

The handler raises `Stopped`, so that whoever holds the terminal, files or processes puts them back on the way out. Some
code swallows every exception, and some waits; so a thread ends the program for good soon after. The thread is needed
for another reason, too: a signal that the system hands to a thread of BLAS does not make Python look for its handler.
"""

from __future__ import annotations

import _thread
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
PATIENCE = 1.2  # seconds to put things back; the whole must end within two


class Stopped(SystemExit):
    """A signal asked the program to end; `code` is 128 + its number, as shells have it."""


class _Asked:
    """What this process was asked. `code`: 0 until a signal has come."""

    code = 0
    kept = "Nothing was kept."
    said = False
    way: tuple[Callable[[int], bool], Callable[[], object]] = (lambda code: False, lambda: None)  # see `leaving`


def keeps(what: str) -> None:
    """The sentence about what is kept if the program is stopped from now on."""
    _Asked.kept = what


@contextmanager
def leaving(leave: Callable[[int], bool], put_back: Callable[[], object]) -> Generator[None]:
    """Inside, a signal calls `leave` with the exit code, and nothing is raised if that says that it sees to it: an
    event loop would be torn down amid its work. `put_back`: what is done if it does not come to an end."""
    before, _Asked.way = _Asked.way, (leave, put_back)
    try:
        yield
    finally:
        _Asked.way = before


@contextmanager
def unbroken() -> Generator[None]:
    """Inside, a signal waits: a short step that must not break off half way."""
    with leaving(lambda code: True, _Asked.way[1]):
        yield
    if _Asked.code:
        raise Stopped(_Asked.code)


@contextmanager
def stoppable() -> Generator[None]:
    """The program: a signal ends it with one sentence and its own exit code, whatever became of `Stopped` inside."""
    _watch_signals()
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup and shells' background jobs want it
            signal.signal(number, _stop)
    sys.unraisablehook = _unraisable
    try:
        yield
    except BaseException:  # an import that is interrupted may well end in an ImportError
        if not _Asked.code:
            raise
    finally:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # too late: it is at its end
    if _Asked.code:
        _say()
        sys.exit(_Asked.code)


def _stop(number: int, frame: FrameType | None) -> None:
    """The first signal counts; what is being put back is left in peace by the others."""
    if not _Asked.code:
        _Asked.code = 128 + number
        leave, _ = _Asked.way
        if not leave(_Asked.code):
            raise Stopped(_Asked.code)


def _watch_signals() -> None:
    hear, tell = os.pipe()
    if os.name == "posix":
        os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    _thread.start_new_thread(_watch, (hear,))


def _watch(hear: int) -> None:
    """Python writes the number of each signal, whichever thread it came to."""
    while (number := os.read(hear, 1)[0]) not in SIGNALS:
        pass
    time.sleep(PATIENCE)
    _Asked.code = _Asked.code or 128 + number
    _leave()


def _leave() -> None:
    _, put_back = _Asked.way
    put_back()
    _say()
    os._exit(_Asked.code)


def _unraisable(what: Any) -> None:
    """A finaliser or a callback has swallowed `Stopped`: nothing would ever unwind."""
    if isinstance(what.exc_value, Stopped):
        _leave()
    sys.__unraisablehook__(what)


def _say() -> None:
    """Past the buffers of stderr, which may be locked."""
    if not _Asked.said:
        _Asked.said = True
        with contextlib.suppress(OSError):
            os.write(2, os.fsencode(f"Stopped. {_Asked.kept}\n"))
