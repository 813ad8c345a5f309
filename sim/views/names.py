"""Which of several things a person means who writes a name, or a part of one."""

from __future__ import annotations

from collections.abc import Iterable


def matching(wanted: str, numbers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those (path, name) that are meant, whatever the case of the letters: the one of just this path or name, else all
    with it in their name."""
    word, known = " ".join(wanted.split()).lower(), list(numbers)
    exact = [x for x in known if word in (x[0].lower(), x[1].lower())]
    return exact[:1] or [x for x in known if word and word in x[1].lower()]
