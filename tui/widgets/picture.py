"""A widget for the pure charts: it draws anew whenever its size changes."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from tui.charts.canvas import Row

Drawer = Callable[[int, int, bool], tuple[Row, ...]]
"""Width, height and whether patterns must stand in for colour -> rows."""

FRONT = {"line": "bold $foreground", "ghost": "$text-warning", "ahead": "bold $text-accent", "unchanged": "dim",
         "axis": "dim", "coast": "dim", "rise": "$text-success", "fall": "$text-error",
         "sign": "bold $foreground", "good": "bold $text-success", "fair": "$text-warning", "bad": "bold $text-error"}
BACK = {"wide": "on $primary 25%", "near": "on $primary 55%"}


class Picture(Static):
    """Shows what a drawer draws. Nothing in it is read as markup."""

    def __init__(self, *, id: str, classes: str = "pane") -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.drawer: Drawer | None = None

    def show(self, drawer: Drawer) -> None:
        self.drawer = drawer
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width, height = self.content_size
        if self.drawer is not None and width > 3 and height > 2:
            self.update(content(self.drawer(width, height, colourless(self))))


def colourless(widget: Static) -> bool:
    """No colour, or a palette of sixteen that cannot be mixed: patterns stand in for shades."""
    return widget.app.no_color or widget.app.theme.startswith("ansi")


def content(rows: tuple[Row, ...]) -> Content:
    return Content("\n").join(Content.assemble(*((text, style_of(name)) for text, name in row)) for row in rows)


def style_of(name: str) -> str:
    """`line/wide`: a front and a ground."""
    front, _, back = name.partition("/")
    return " ".join(filter(None, (FRONT.get(front, ""), BACK.get(back, ""))))
