"""Wording shared by all problems: what was found, what is near it, what is allowed."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

SHORT_LIST = 24
LONGEST = 80
DECLARE = "correct the name, or declare it"


def shown(value: object) -> str:
    """The value as the author would recognise it, on one short line."""
    text = value if isinstance(value, str) else "nothing" if value is None else repr(value)
    text = text.encode("unicode_escape").decode() if not text.isprintable() else text
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def listed(known: Collection[str]) -> str:
    """All names if they are few, else how many there are and the first of them."""
    if not known:
        return "none is declared"
    first = ", ".join(islice(known, SHORT_LIST))
    return first if len(known) <= SHORT_LIST else f"{len(known)} names: {first}, ..."
