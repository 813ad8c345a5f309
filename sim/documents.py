"""Documents that a user asks for, written where the user says."""

from __future__ import annotations

from collections.abc import Generator, Mapping
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


def check_folder(folder: Path) -> None:
    """Refuse at once a folder that is not new or empty."""
    with _told(folder):
        if folder.exists() and any(folder.iterdir()):
            raise refuse("MV-P015", "the folder is not empty", file=folder, field="--out", allowed="a new or empty one",
                         mend="name another, or empty it")


def write_all(texts: Mapping[str, str], folder: Path) -> list[str]:
    """Write documents into a folder, by their names; gives their paths."""
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write(text, folder / name)
    return [str(folder / name) for name in texts]


@contextmanager
def _told(path: Path | None) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise refuse("MV-P008", "the document cannot be written", file=path or "", value=error.strerror or error,
                     mend="choose the place of a file that you may write, with room on it") from None
