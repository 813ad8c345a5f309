"""A matrix of relations: who thinks what of whom, in numbers and in blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.charts.canvas import Row
from tui.figures import number

LEVELS = "▁▂▃▄▅▆▇█"
CELL = 8


def matrix(names: Sequence[str], values: Mapping[tuple[str, str], float], decimals: int = 2) -> tuple[Row, ...]:
    """Rows regard columns. A block beside each number shows its size; a dot stands where a pair is not known."""
    head = (" " * 6, "axis"), *((f"{name:>{CELL}}", "axis") for name in names)
    known = [abs(v) for v in values.values()]
    largest = max(known, default=1.0) or 1.0
    rows = [tuple([(f"{a:<6}", "axis"), *(_cell(values.get((a, b)), largest, decimals, a == b) for b in names)])
            for a in names]
    return (head, *rows)


def _cell(value: float | None, largest: float, decimals: int, same: bool) -> tuple[str, str]:
    if value is None:
        return f"{' ' if same else '·':>{CELL}}", "axis"
    block = LEVELS[min(len(LEVELS) - 1, int(abs(value) / largest * len(LEVELS)))]
    return f"{number(value, decimals) + block:>{CELL}}", "rise" if value >= 0 else "fall"
