"""A waterfall: every cause as a signed bar, from where the one before ended."""

from __future__ import annotations

from collections.abc import Sequence

from tui.charts.canvas import Row

RISE, FALL = "█", "▒"


def waterfall(amounts: Sequence[float], width: int) -> tuple[Row, ...]:
    """One row a cause, `width` cells each. Full blocks rise, shaded ones fall, so that no colour is needed."""
    runs = _runs(amounts)
    low, high = min([0.0, *(min(run) for run in runs)]), max([0.0, *(max(run) for run in runs)])
    span = (high - low) or 1.0

    def cell(value: float) -> int:
        return round((value - low) / span * (width - 1))

    return tuple(_bar(cell(start), cell(end), end >= start, width) for start, end in runs)


def _runs(amounts: Sequence[float]) -> list[tuple[float, float]]:
    """(start, end) of every bar."""
    runs, at = list[tuple[float, float]](), 0.0
    for amount in amounts:
        runs.append((at, at + amount))
        at += amount
    return runs


def _bar(start: int, end: int, rising: bool, width: int) -> Row:
    """At least one cell, so that nothing that is not zero disappears."""
    first, last = min(start, end), max(start, end)
    block = (RISE if rising else FALL) * (last - first + 1)
    return ((" " * first, ""), (block, "rise" if rising else "fall"), (" " * (width - last - 1), ""))
