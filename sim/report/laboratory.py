"""What a store says, as plain tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sim.texts import say

if TYPE_CHECKING:
    from sim.batch import discover, sensitivity, summary
    from sim.batch.sobol import Indices

NOTHING = "–"


def summary_lines(found: summary.Summary) -> str:
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


def sensitivity_lines(found: sensitivity.Sensitivity) -> str:
    """World by world and outcome by outcome, the uncertainties with the largest share first."""
    differ = differing([row.world for row in found.rows])
    tables = ["\n".join(_shares(found, row, words(row.world, differ))) for row in found.rows]
    head = say("laboratory-sensitivity", points=found.points, rows=found.points * (len(found.uncertainties) + 2),
               study=found.study)
    return "\n\n".join([head, *tables, "\n".join(_notes(found))])


def _shares(found: sensitivity.Sensitivity, row: sensitivity.Row, world: str) -> list[str]:
    head = say("laboratory-outcome", outcome=row.outcome, mean=number(row.mean), deviation=number(row.deviation),
               unit=row.unit or "none")
    head = f"{world}: {head}" if world else head
    if row.indices is None:
        return [head, f"  {say('laboratory-undefined')}"]
    width = max(map(len, found.uncertainties))
    order = (-row.indices.total).argsort(kind="stable").tolist()
    first, total = (say("laboratory-share", column=x) for x in ("first", "total"))
    return [head, f"  {'':{width}} {first:>23} {total:>23}",
            *(f"  {found.uncertainties[i]:{width}} {_share(row.indices, i)}" for i in order)]


def _share(its: Indices, i: int) -> str:
    return " ".join(f"{value[i]:z6.3f} ({ends[0, i]:z6.3f}, {ends[1, i]:z6.3f})"
                    for value, ends in ((its.first, its.first_ends), (its.total, its.total_ends)))


def _notes(found: sensitivity.Sensitivity) -> list[str]:
    means = [say("laboratory-replications", replications=found.replications)] if found.replications > 1 else []
    return [say("laboratory-method"), *means]


def discover_lines(found: discover.Discovery) -> str:
    """The boxes, fewest restrictions first, which of them to read and why."""
    share = f"{found.cases / found.runs:.1%}"
    head = [say("laboratory-discover", outcome=found.outcome, bound=_bound(found.above, found.below), cases=found.cases,
                runs=found.runs, share=share, study=found.study)]
    if len(found.drivers) < found.screened:
        head.append(say("laboratory-drivers", drivers=len(found.drivers), screened=found.screened))
    return "\n\n".join(["\n".join(head), "\n".join(_boxes(found.boxes)), *_advice(found, share),
                        say("laboratory-peeling", certain=f"{found.certain:g}")])


def _boxes(boxes: Sequence[discover.Box]) -> list[str]:
    box, density, coverage, mass, runs, limits = (say("laboratory-boxes", column=x) for x in (
        "box", "density", "coverage", "mass", "runs", "limits"))
    return [f"{box:>4} {density:>8} {coverage:>8} {mass:>7} {runs:>8}  {limits}",
            *(f"{x.number:4} {x.density:8.1%} {x.coverage:8.1%} {x.mass:7.1%} {x.runs:8,}  "
              f"{'; '.join(map(_limit, x.limits))}" for x in boxes)]


def _limit(its: discover.Limit) -> str:
    """`ore.price ≥ 12.5 (0.001) ≤ 80 (0.02)`, or the words of a column."""
    low, high = (f"{p:.2g}" if p is not None else "" for p in its.quasi_p)
    if its.words is not None:
        return f"{its.number} {' | '.join(its.words)} ({low})"
    ends = [(f"≥ {number(its.low)} ({low})", its.low), (f"≤ {number(its.high)} ({high})", its.high)]
    return " ".join([its.number, *(text for text, end in ends if end is not None)])


def _advice(found: discover.Discovery, share: str) -> Iterator[str]:
    chosen = next((box for box in found.boxes if box.number == found.read), None)
    if chosen is None:
        yield say("laboratory-unread", certain=f"{found.certain:g}")
    else:
        yield say("laboratory-read", box=chosen.number, density=f"{chosen.density:.1%}", share=share,
                  coverage=f"{chosen.coverage:.1%}", certain=f"{found.certain:g}")
    if 2 * found.cases > found.runs:
        yield say("laboratory-common", flag="--below" if found.below is None else "--above")
    if found.missing:
        yield say("laboratory-missing", missing=found.missing, parts=found.parts)


def differing(worlds: Sequence[Mapping[str, str]]) -> list[str]:
    """The columns that tell these worlds apart."""
    return [name for name in (worlds[0] if worlds else ()) if len({world[name] for world in worlds}) > 1]


def words(world: Mapping[str, str], differ: Sequence[str]) -> str:
    return ", ".join(f"{name} {world[name]}" for name in differ)


def _table(world: str, rows: Sequence[summary.Row]) -> list[str]:
    """Columns as narrow as what is in them, without those in which nothing is: a terminal is 80 wide. How often bounds
    are met stands below."""
    what, runs, mean, empty = (say("laboratory-head", column=x) for x in ("what", "runs", "mean", "empty"))
    lines = [(what, runs, mean, "5 %", "25 %", "50 %", "75 %", "95 %", empty, ""), *map(_cells, rows)]
    columns = [column for column in zip(*lines, strict=True) if any(column[1:])]
    fitted = [[f"{x:{'<' if k == 0 or not column[0] else '>'}{max(map(len, column))}}" for x in column]
              for k, column in enumerate(columns)]
    met = [f"  {_met(row.outcome, row.robustness)}" for row in rows if row.robustness]
    return [*([world] if world else []), *("  ".join(line).rstrip() for line in zip(*fitted, strict=True)), *met]


def _cells(row: summary.Row) -> tuple[str, ...]:
    numbers = [None] * 6 if row.quantiles is None else [row.mean, *row.quantiles]
    return (row.outcome, f"{row.count:,}", *map(number, numbers), f"{row.empty:.1%}" if row.empty else "", row.unit)


def _bound(above: float | None, below: float | None) -> str:
    return f"≥ {number(above)}" if above is not None else f"≤ {number(below)}"


def _met(outcome: str, its: summary.Robustness) -> str:
    return say("laboratory-met", outcome=outcome, bound=_bound(its.above, its.below), share=f"{its.share:.1%}",
               low=f"{its.low:.1%}", high=f"{its.high:.1%}")


def number(x: float | None) -> str:
    """Four digits, or a dash where there is none."""
    return NOTHING if x is None else f"{x:.4g}"
