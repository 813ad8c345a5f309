"""What is printed reaches its reader, or the command says that it did not."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager

from sim.errors import refuse
from sim.signals import Stopped

READER_GONE = 128 + 13  # as if SIGPIPE had ended it


@contextmanager
def delivered() -> Generator[None]:
    """Flush at the end. A reader that has gone ends the command quietly, as of other commands, with exit code 141; an
    output that cannot be written is a problem, and exit code 2."""
    _open_all()
    try:
        yield from _flushed()
    except OSError as error:
        if error.filename is not None:  # about a file, not about a stream
            raise
        _discard()
        if isinstance(error, BrokenPipeError):
            sys.exit(READER_GONE)
        with contextlib.suppress(OSError):
            print(_lost(error), file=sys.stderr)
        sys.exit(2)


def _flushed() -> Generator[None]:
    try:
        yield
    except Stopped:
        _discard()  # whoever stops it does not wait for a slow reader
        raise
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer makes exit code 1 of it
            raise end.__context__ from None
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def _lost(error: OSError) -> str:
    found = refuse("MV-X001", "the output cannot be written", value=error.strerror or error,
                   mend="free some space, or send it elsewhere")
    return str(found)


def _open_all() -> None:
    """Where a stream was closed (`>&-`) the next file would take its place, and print to nobody would go unnoticed."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")  # writing fails, as it should
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _discard() -> None:
    """What is left in the buffer: Python would complain of it once more at its end."""
    with contextlib.suppress(io.UnsupportedOperation, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
