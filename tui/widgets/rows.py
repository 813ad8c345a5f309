"""A page of rows with a cursor: paragraphs to read, numbers to ask about, options to order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.widgets.pane import wrapped


@dataclass(frozen=True, slots=True)
class Row:
    """`path`: the number that the row tells of; `key`: what else it stands for; `hang`: the indent of what is wrapped.
    A heading takes no cursor."""

    text: str
    path: str = ""
    key: str = ""
    heading: bool = False
    style: str = ""
    hang: int = 0


class Rows(OptionList):
    """Rows are wrapped to the width, with their indent. The cursor stays on its row when rows are written anew."""

    def __init__(self, *, id: str, classes: str = "pane", wrap: bool = True) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.rows: tuple[Row, ...] = ()
        self.wrap = wrap
        self._drawn_at = 0

    def write(self, rows: Iterable[Row]) -> None:
        rows = tuple(rows)
        if rows != self.rows:
            self.rows = rows
            self._draw()

    def on_resize(self) -> None:
        if self.rows and self._drawn_at != self.scrollable_content_region.width:
            self._draw()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        at = self.highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    @property
    def asked(self) -> str:
        """The number of the row under the cursor, or of the next row below that has one."""
        return next((row.path for row in self.rows[self.highlighted or 0:] if row.path), "")

    def seek(self, key: str) -> None:
        """Put the cursor on the row of a key or path."""
        at = next((k for k, row in enumerate(self.rows) if key in (row.key, row.path) and not row.heading), None)
        if at is not None:
            self.highlighted = at

    def _draw(self) -> None:
        before, width = self.highlighted, self.scrollable_content_region.width - 1  # air before the scrollbar
        self._drawn_at = width + 1
        self.clear_options()
        self.add_options([Option(self._prompt(row, width), disabled=row.heading) for row in self.rows])
        first = next((k for k, row in enumerate(self.rows) if not row.heading), None)
        usable = before is not None and before < len(self.rows) and not self.rows[before].heading
        self.highlighted = before if usable else first

    def _prompt(self, row: Row, width: int) -> Content:
        text = wrapped(row.text, width if self.wrap else 0, row.hang)
        return Content.styled(text, row.style) if row.style else Content(text)


def heading(text: str) -> Row:
    return Row(text.upper(), heading=True, style="bold $text-accent")


def blank() -> Row:
    return Row(" ", heading=True)


def section(title: str, rows: Iterable[Row]) -> Iterable[Row]:
    """A heading, its rows and a blank row; nothing where there are no rows."""
    rows = tuple(rows)
    return (heading(title), *rows, blank()) if rows else ()
