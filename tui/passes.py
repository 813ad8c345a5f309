"""The seats of rooms that this user has taken: what a host gave to be known by again, after a kill or a sleep."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

MOST = 50  # that are kept, the last ones


def known(code: str) -> tuple[str, str]:
    """The name and the token of whoever joined with this code; empty where nobody did."""
    name, token = _all().get(_key(code), ("", ""))
    return name, token


def keep(code: str, name: str, token: str) -> None:
    """For this user's eyes alone. Kept if it can be; a read-only home is no reason to stop a game."""
    found = {**{key: value for key, value in _all().items() if key != _key(code)}, _key(code): (name, token)}
    with suppress(OSError):
        place().parent.mkdir(parents=True, exist_ok=True)
        new = place().with_name(f".{token_hex(6)}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(dict(list(found.items())[-MOST:]), file)
        new.replace(place())


def place() -> Path:
    """In the user's folder for state; where there is no home, in the working folder's."""
    try:
        home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    except RuntimeError:
        home = ".state"
    return Path(home) / "multivector" / "seats.json"


def _all() -> dict[str, tuple[str, str]]:
    """What is damaged or missing is as if nobody had joined."""
    try:
        found = json.loads(place().read_text(encoding="utf-8"))
        return {str(code): (str(name), str(token)) for code, (name, token) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _key(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
