"""Small pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
INLINE = re.compile(r"[\\`*_\[\]<&~$]")
LEADING = re.compile(r"^(?=[#>]|[-+](?:\s|$)|[-=]{2,})")
NUMBERED = re.compile(r"^(\d+)(?=[.)](?:\s|$))")


def join(blocks: Iterable[str]) -> str:
    """Blocks with an empty line between them; the file ends with a line break."""
    return "\n\n".join(block.strip() for block in blocks if block) + "\n"


def table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    cells = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in row) + " |" for row in cells)


def escape(text: str) -> str:
    """A text from a scenario on one line, without any meaning that Markdown could read into it."""
    plain = INLINE.sub(r"\\\g<0>", one_line(text))
    return NUMBERED.sub(r"\1\\", LEADING.sub(r"\\", plain))


def escaped(found: T) -> T:
    """A view model with all its texts escaped."""
    if isinstance(found, str):
        return escape(found)  # type: ignore[return-value]
    if isinstance(found, tuple):
        return tuple(escaped(x) for x in found)  # type: ignore[return-value]
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{f.name: escaped(getattr(found, f.name)) for f in fields(found)})
    return found


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
