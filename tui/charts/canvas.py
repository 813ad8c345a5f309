"""A grid of braille dots: two across and four down in every cell, each cell with one style."""

from __future__ import annotations

from collections.abc import Iterator

Piece = tuple[str, str]  # text, name of a style
Row = tuple[Piece, ...]

BLANK = 0x2800
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Dots:
    """Dots are counted from the upper left. A cell wears the style of the dot that was set last."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.bits = [[0] * width for _ in range(height)]
        self.styles = [[""] * width for _ in range(height)]

    def set(self, x: int, y: int, style: str) -> None:
        """Dots off the grid are left out."""
        if 0 <= x < self.width * 2 and 0 <= y < self.height * 4:
            self.bits[y // 4][x // 2] |= BITS[y % 4][x % 2]
            self.styles[y // 4][x // 2] = style

    def line(self, start: tuple[int, int], end: tuple[int, int], style: str, every: int = 1) -> None:
        """A straight line; every second or third dot alone when `every` says so."""
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for k in range(steps + 1):
            x = round(start[0] + (end[0] - start[0]) * k / steps)
            y = round(start[1] + (end[1] - start[1]) * k / steps)
            if (x + y if abs(end[1] - start[1]) > abs(end[0] - start[0]) else x) % every == 0:
                self.set(x, y, style)

    def text(self, row: int, column: int) -> str:
        """The braille letter of a cell; empty where no dot is set."""
        bits = self.bits[row][column]
        return chr(BLANK + bits) if bits else ""


def joined(pieces: Iterator[Piece]) -> Row:
    """Neighbours of one style become one piece."""
    out: list[Piece] = []
    for text, style in pieces:
        if out and out[-1][1] == style:
            out[-1] = (out[-1][0] + text, style)
        else:
            out.append((text, style))
    return tuple(out)


def plain(rows: tuple[Row, ...]) -> str:
    """The picture without its styles."""
    return "\n".join("".join(text for text, _ in row).rstrip() for row in rows)
