"""Where games are kept: the user's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

from sim.errors import refuse


def free_place(scenario: str, seat: str) -> Path:
    """The first free name for a log in the user's own data folder."""
    folder = games_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise refuse("MV-P001", "games cannot be saved in your data folder", file=folder,
                     mend="name a file that you may write: multivector play --save FILE")
    taken = {path.name for path in folder.glob(f"{scenario}-{seat}-*.jsonl")}
    names = (f"{scenario}-{seat}-{n:03d}.jsonl" for n in range(1, len(taken) + 2))
    return next(folder / name for name in names if name not in taken)


def games_folder() -> Path:
    try:
        home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    except RuntimeError:
        raise refuse("MV-P001", "you have no home folder to save games in",
                     mend="name a file that you may write: multivector play --save FILE") from None
    return Path(home) / "multivector" / "games"
