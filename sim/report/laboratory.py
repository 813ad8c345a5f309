"""What a store says, as plain tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sim.texts import say

if TYPE_CHECKING:
    from sim.batch.summary import Robustness, Row, Summary

NOTHING = "–"


def summary_lines(found: Summary) -> str:
    """World by world, a row an outcome; what is missing, and what the intervals take for granted, below."""
    bounds = [row.robustness for row in found.rows if row.robustness]
    notes = [say("laboratory-missing", missing=found.missing, parts=found.parts)] if found.missing else []
    if bounds:
        notes.append(say("laboratory-wilson"))
    if bounds and found.related:
        notes.append(say("laboratory-related"))
    differ = differing([row.world for row in found.rows])
    worlds = groupby(found.rows, key=lambda row: row.world)
    tables = ["\n".join(_table(words(world, differ), list(rows))) for world, rows in worlds]
    return "\n\n".join([say("laboratory-summary", runs=found.runs, study=found.study), *tables,
                        *(["\n".join(notes)] if notes else [])])


def differing(worlds: Sequence[Mapping[str, str]]) -> list[str]:
    """The columns that tell these worlds apart."""
    return [name for name in (worlds[0] if worlds else ()) if len({world[name] for world in worlds}) > 1]


def words(world: Mapping[str, str], differ: Sequence[str]) -> str:
    return ", ".join(f"{name} {world[name]}" for name in differ)


def _table(world: str, rows: Sequence[Row]) -> list[str]:
    width = max(len(row.outcome) for row in rows)
    unit = max(len(row.unit) for row in rows)
    what, runs, mean, empty, met = (say("laboratory-head", column=x) for x in ("what", "runs", "mean", "empty", "met"))
    head = f"{what:{width}} {runs:>9} {mean:>9} {'5 %':>9} {'25 %':>9} {'50 %':>9} {'75 %':>9} {'95 %':>9} {empty:>7}"
    told = f"  {met}" if any(row.robustness for row in rows) else ""
    return [*([world] if world else []), head + f"  {'':{unit}}{told}".rstrip(),
            *(_row(row, width, unit) for row in rows)]


def _row(row: Row, width: int, unit: int) -> str:
    numbers = [None] * 6 if row.quantiles is None else [row.mean, *row.quantiles]
    cells = " ".join(f"{number(x):>9}" for x in numbers)
    empty = f"{row.empty:.1%}" if row.empty else ""
    met = f"  {_met(row.robustness)}" if row.robustness else ""
    return f"{row.outcome:{width}} {row.count:>9,} {cells} {empty:>7}  {row.unit:{unit}}{met}".rstrip()


def _met(its: Robustness) -> str:
    bound = f"≥ {number(its.above)}" if its.above is not None else f"≤ {number(its.below)}"
    return f"{bound}: {its.share:.1%} ({its.low:.1%} – {its.high:.1%})"


def number(x: float | None) -> str:
    """Four digits, or a dash where there is none."""
    return NOTHING if x is None else f"{x:.4g}"
