"""Documents that a user asks for, written where the user says."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sim.disk import target, write_file
from sim.errors import refuse


def check_places(*paths: Path | None) -> None:
    """Refuse at once what could not be written later."""
    for path in paths:
        with _told(path):
            target(path) if path else None


def write(text: str, path: Path) -> None:
    """Write a document; what stood there stays if it cannot be written whole."""
    with _told(path):
        write_file(path, text.encode())


@contextmanager
def _told(path: Path | None) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise refuse("MV-P008", "the debrief cannot be written", file=path or "", value=error.strerror or error,
                     mend="choose the place of a file that you may write, with room on it") from None
