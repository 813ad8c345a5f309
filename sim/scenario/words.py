"""Wording shared by all problems: what was found, what is near it, what is allowed."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

SHORT_LIST = 24
LONGEST = 80


def shown(value: object) -> str:
    """The value as the author would recognise it, on one short line."""
    text = value if isinstance(value, str) else "nothing" if value is None else repr(value)
    text = text.encode("unicode_escape").decode() if not text.isprintable() else text
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def listed(known: Collection[str]) -> str:
    """All names if they are few, else how many there are and the first of them."""
    names = list(known)
    if not names:
        return "none is declared"
    if len(names) <= SHORT_LIST:
        return ", ".join(names)
    return f"{len(names)} names: {', '.join(names[:SHORT_LIST])}, ..."


def near(name: str, known: Collection[str], otherwise: str = "correct the name, or declare it") -> str:
    """Did you mean ...?"""
    matches = get_close_matches(name[:LONGEST], list(known), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(matches)}?" if matches else otherwise
