"""Where games are kept: the user's own data folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from sim.errors import MultivectorError, refuse


def own_names(scenario: str, seat: str) -> Iterator[Path]:
    """Names for a game's log in the user's own data folder, to be tried in this order."""
    folder = games_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise refuse("MV-P001", "games cannot be saved in your data folder", file=folder,
                     mend="name a file that you may write: multivector play --save FILE")
    return (folder / f"{scenario}-{seat}-{n:03d}.jsonl" for n in count(1))


def place_of(name: str) -> Path:
    """A game of the user's data folder, by its id."""
    if name != Path(name).name:
        raise refuse("MV-L005", "there is no such saved game", value=name, mend="name one of those that are listed")
    return games_folder() / f"{name}.jsonl"


def refuges() -> Iterator[Path]:
    """Folders for a log whose own place is gone: the user's data folder, then the one for temporary files."""
    with suppress(MultivectorError):
        yield games_folder()
    yield Path(tempfile.gettempdir())


def games_folder() -> Path:
    try:
        home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    except RuntimeError:
        raise refuse("MV-P001", "you have no home folder to save games in",
                     mend="name a file that you may write: multivector play --save FILE") from None
    return Path(home) / "multivector" / "games"
