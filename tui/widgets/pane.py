"""Widgets that the screens share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.views import visible

NARROWEST = 20


class TextPane(VerticalScroll):
    """Lines that scroll, wrapped to the pane's width so that an indented line keeps its indent."""

    def __init__(self, *, id: str, classes: str = "pane", can_focus: bool = True) -> None:
        super().__init__(id=id, classes=classes, can_focus=can_focus)
        self.lines: tuple[str, ...] = ()
        self.told: Callable[[int], Iterable[str]] = lambda width: ()

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def write(self, lines: Iterable[str]) -> None:
        lines = tuple(lines)
        self.tell(lambda width: lines)

    def tell(self, told: Callable[[int], Iterable[str]]) -> None:
        """Lines that depend on how many cells there are for them."""
        self.told = told
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        # The gutter is stable (see the style sheet), so the width does not depend on the scrollbar's being shown yet.
        width = self.scrollable_content_region.width
        self.lines = tuple(self.told(width))
        self.query_one(Static).update(styled(self.lines, width))


def styled(lines: Iterable[str], width: int = 0) -> Content:
    """Lines with their headings (all capitals) in bold. Nothing in them is read as markup."""
    parts: list[str | tuple[str, str]] = []
    for line in lines:
        text = wrapped(line, width) + "\n"
        parts.append((text, "bold $text-accent") if line.isupper() else text)
    return Content.assemble(*parts)


def wrapped(line: str, width: int, hang: int = 0) -> str:
    """The line in as many rows as it needs, the later ones indented; a width that is not known yet wraps nothing. What
    would steer the terminal is written out."""
    line = visible(line)
    if width < NARROWEST or not line.strip():
        return line
    return "\n".join(_filled(part, width, hang) for part in line.split("\n"))


def _filled(line: str, width: int, hang: int) -> str:
    deep = len(line) - len(line.lstrip())
    return textwrap.fill(line, width, subsequent_indent=" " * (hang or (deep + 2 if deep else 0)))
