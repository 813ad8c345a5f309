"""What the user has set: theme, hints, motion, keys. A file that cannot be read or written does no harm.

Own keys stand in keys.toml beside the settings, a command and its keys a line: submit = "x" or mode.decide = "f2".
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from tui.texts import say


@dataclass(slots=True)
class Settings:
    """`finished`: games that were played to their end; hints are for who has finished none."""

    theme: str = "textual-dark"
    hints: bool = True
    motion: bool = True
    finished: int = 0


def folder() -> Path:
    """The user's folder for settings; where there is no home, the working folder's."""
    try:
        home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    except RuntimeError:
        home = ".config"
    return Path(home) / "multivector"


def load() -> Settings:
    """The settings; what is damaged or missing is as it comes."""
    try:
        found = json.loads((folder() / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    kinds = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
    items = found.items() if isinstance(found, dict) else ()
    return Settings(**{name: value for name, value in items if name in kinds and isinstance(value, kinds[name])})


def save(settings: Settings) -> None:
    """Written if it can be; a read-only home is no reason to stop a game."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n", encoding="utf-8")
    except OSError:
        return


def own_keys() -> tuple[dict[str, str], str]:
    """({command: keys}, what is wrong with the file) from keys.toml."""
    try:
        found = tomllib.loads((folder() / "keys.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError) as error:
        return {}, say("terminal-keys", path=str(folder() / "keys.toml"), why=str(error))
    return dict(_flat(found)), ""


def _flat(table: dict[str, object], before: str = "") -> list[tuple[str, str]]:
    """`[mode] decide = "x"` and `mode.decide = "x"` are the same."""
    out: list[tuple[str, str]] = []
    for name, value in table.items():
        out += _flat(value, f"{before}{name}.") if isinstance(value, dict) else [(f"{before}{name}", str(value))]
    return out
