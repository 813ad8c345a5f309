"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def join(blocks: Iterable[str]) -> str:
    """Blocks with an empty line between them; the file ends with a line break."""
    return "\n\n".join(block.strip() for block in blocks if block) + "\n"


def table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    cells = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in row) + " |" for row in cells)


def one_line(text: str) -> str:
    return " ".join(text.split())


def link(name: str) -> str:
    """To the anchor of a rule or claim in the same document."""
    return f"[{name}](#{name})"


def title_case(slug: str) -> str:
    """`divide-and-rule` -> `Divide and rule`."""
    words = slug.replace("-", " ")
    return words[0].upper() + words[1:]


def flow(entries: Mapping[str, Any]) -> str:
    """`a` 1, `b` 2, `c` (`d` 3)"""
    return ", ".join(f"`{name}` {_value(value)}" for name, value in entries.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"({flow(value)})"
    return f"{value:g}" if isinstance(value, float) else str(value)
