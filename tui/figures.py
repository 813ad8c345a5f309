"""Numbers as text. Pure functions: numbers in, text out; sign and arrow say what colour only repeats."""

from __future__ import annotations

from collections.abc import Sequence

from tui.views import MINUS, adding_up, number, signed, start, unit

__all__ = ["BLOCKS", "EIGHTHS", "MINUS", "adding_up", "arrow", "bar", "fit", "number", "shortened", "signed",
           "sparkline", "start", "unit"]

BLOCKS = "▁▂▃▄▅▆▇█"
EIGHTHS = " ▏▎▍▌▋▊▉█"
SMALL = ("at", "from", "of", "on", "the", "to", "towards", "with")


def arrow(x: float, decimals: int) -> str:
    """Which way it went, as far as the decimals show it."""
    shown = round(x, decimals)
    return "▲" if shown > 0 else "▼" if shown < 0 else "·"


def bar(x: float, largest: float, width: int) -> str:
    """A block bar of at most `width` cells; nothing that is not zero disappears."""
    if not x or not largest:
        return ""
    cells = abs(x) / largest * width
    whole, rest = int(cells), EIGHTHS[int(cells % 1 * 8)].strip()
    return ("█" * whole + rest) or EIGHTHS[1]


def sparkline(values: Sequence[float], width: int = 12, low: float | None = None, high: float | None = None) -> str:
    """The values as a row of blocks, on their own scale unless one is given."""
    if len(values) > width:
        values = [values[round(i * (len(values) - 1) / (width - 1))] for i in range(width)]
    low = min(values) if low is None else low
    high = max(values) if high is None else high
    if high - low < 1e-9:
        return BLOCKS[0] * len(values)
    return "".join(BLOCKS[round((x - low) / (high - low) * (len(BLOCKS) - 1))] for x in values)


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells, with an ellipsis where it is cut."""
    return text.ljust(width) if len(text) <= width else text[: max(0, width - 1)] + "…"


def shortened(labels: Sequence[str], width: int) -> list[str]:
    """Labels of at most `width` cells: whole, or the first words that fit; where two became one, first and last."""
    short = [_first_words(text, width) for text in labels]
    return [_ends(text, width) if short.count(brief) > 1 else brief
            for text, brief in zip(labels, short, strict=True)]


def _first_words(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    words = text[: width + 1].split(" ")[:-1]
    while words and words[-1] in SMALL:
        words.pop()
    return " ".join(words) or fit(text, width)


def _ends(text: str, width: int) -> str:
    first, *_, last = [*text.split()] * 2
    return f"{first} {last}"[:width]
