"""Quantities and tests of facts and changes, read off tapes: a closed set of forms, one function for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.scenario import measures as m
from sim.scenario.case import walk
from sim.scenario.studies import Later
from sim.study import forms
from sim.study.tape import Kept, Pair, Tally
from sim.world.arrays import Array

Truth: TypeAlias = NDArray[np.bool_]

YEAR = 12.0
OPEN = (m.Around, m.Variation, m.Usage, m.Lag, m.Regained, m.FirstMoves, Later)


def measure(quantity: m.Quantity, kept: Kept) -> Array:
    """The quantity in every run (R,). Of a Pair, of the differences; not a number where it divides by zero."""
    field = _only(quantity)
    return _QUANTITIES[field](getattr(quantity, field), kept)


def holds(test: m.Test, kept: Kept) -> Truth:
    """Whether the test holds, in every run (R,). What is not a number fulfils nothing."""
    field = _only(test)
    return _TESTS[field](getattr(test, field), kept)


def fits(item: m.Quantity | m.Test | None, kept: Kept) -> bool:
    """Whether every month that it speaks of lies on the tape."""
    return item is None or all(0 <= kept.at(month) < kept.months for month in _months(item))


def tally(test: m.Test, kept: Kept, among: m.Test | None = None) -> Tally:
    """In how many cases the test holds: runs, unless its form counts something else. `among`: runs that count."""
    field = _only(test)
    if field in forms.COUNTS:
        found = forms.COUNTS[field](getattr(test, field), kept)
    else:
        truth = holds(test, kept)
        found = Tally(truth.astype(np.float64), np.ones(len(truth)))
    counted = holds(among, kept) if among else np.ones_like(found.cases, dtype=np.bool_)
    return Tally(found.hits * counted, found.cases * counted)


def paths_in(*items: Any) -> list[str]:
    """Every indicator that quantities and tests read, in their order."""
    found: list[str] = []
    for item in items:
        for _, x in walk(item):
            if isinstance(x, m.Variation):
                found += x.paths
            elif isinstance(x, m.Lag):
                found += (x.leader, x.follower)
            elif isinstance(x, (m.Window, m.Moment, m.Around, m.Jumps, m.Regained)):
                found.append(x.path)
    return list(dict.fromkeys(found))


def options_in(*items: Any) -> list[str]:
    """Every option, or move, whose striking or proposal they ask about."""
    found: list[str] = []
    for item in items:
        for _, x in walk(item):
            if isinstance(x, (m.Struck, m.Around, Later)):
                found.append(x.option)
            elif isinstance(x, (m.Usage, m.Times, m.FirstMoves)):
                found += x.options
            elif isinstance(x, m.Quantity) and x.month_of is not None:
                found.append(x.month_of)
    return list(dict.fromkeys(found))


def last_month(*items: Any) -> str:
    """The last month that they read; "" where they may read on to the end of the run."""
    found = [x for item in items for _, x in walk(item)]
    if any(isinstance(x, OPEN) or getattr(x, "month_of", None) for x in found):
        return ""
    return max((month for item in items for month in _months(item)), default="")


def _months(item: Any) -> Iterator[str]:
    for _, x in walk(item):
        if isinstance(x, (m.Window, m.Struck, m.Times, m.Around, m.Lag)):
            yield from (x.first, x.last)
        elif isinstance(x, m.Moment):
            yield x.month
        elif isinstance(x, m.Regained):
            yield x.last
        elif isinstance(x, m.Jumps):
            yield from x.months
        elif isinstance(x, (m.Variation, m.Usage)):
            yield x.at


def _only(item: m.Quantity | m.Test) -> str:
    """The one field that is given."""
    return next(name for name in type(item).model_fields if getattr(item, name) is not None)


# --- quantities ------------------------------------------------------------------------------------------------------


def _window(window: m.Window, kept: Kept) -> Array:
    return kept.path(window.path)[kept.at(window.first): kept.at(window.last) + 1]


def _mean(window: m.Window, kept: Kept) -> Array:
    return np.mean(_window(window, kept), axis=0)


def _total(window: m.Window, kept: Kept) -> Array:
    return np.sum(_window(window, kept), axis=0) / YEAR


def _highest(window: m.Window, kept: Kept) -> Array:
    return np.max(_window(window, kept), axis=0)


def _lowest(window: m.Window, kept: Kept) -> Array:
    return np.min(_window(window, kept), axis=0)


def _at(moment: m.Moment, kept: Kept) -> Array:
    return kept.path(moment.path)[kept.at(moment.month)]


def _number(value: float, kept: Kept) -> Array:
    return np.full(kept.runs, value)


def _month_of(option: str, kept: Kept) -> Array:
    return kept.first(option)


def _plus(parts: tuple[m.Quantity, ...], kept: Kept) -> Array:
    return sum((measure(part, kept) for part in parts[1:]), measure(parts[0], kept))


def _minus(parts: tuple[m.Quantity, m.Quantity], kept: Kept) -> Array:
    return measure(parts[0], kept) - measure(parts[1], kept)


def _times(parts: tuple[m.Quantity, ...], kept: Kept) -> Array:
    out = measure(parts[0], kept)
    for part in parts[1:]:
        out = out * measure(part, kept)
    return out


def _ratio(parts: tuple[m.Quantity, m.Quantity], kept: Kept) -> Array:
    above, below = (np.asarray(measure(part, kept)) for part in parts)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below != 0, above / np.where(below != 0, below, 1.0), np.nan)


def _in_base(quantity: m.Quantity, kept: Kept) -> Array:
    return measure(quantity, kept.base if isinstance(kept, Pair) else kept)


def _in_changed(quantity: m.Quantity, kept: Kept) -> Array:
    return measure(quantity, kept.changed if isinstance(kept, Pair) else kept)


def _inside(inside: m.Inside, kept: Kept) -> Array:
    return measure(inside.of, kept.arms[inside.arm])


def _average(quantity: m.Quantity, kept: Kept) -> Array:
    values = measure(quantity, kept)
    return np.full_like(values, np.nanmean(values))


def _median(quantity: m.Quantity, kept: Kept) -> Array:
    values = measure(quantity, kept)
    return np.full_like(values, np.nanmedian(values))


def _share(test: m.Test, kept: Kept) -> Array:
    found = tally(test, kept)
    cases = found.cases.sum()
    return np.full(len(found.hits), found.hits.sum() / cases if cases else np.nan)


_QUANTITIES: dict[str, Callable[[Any, Kept], Array]] = {
    "mean": _mean, "total": _total, "highest": _highest, "lowest": _lowest, "at": _at, "number": _number,
    "month_of": _month_of, "plus": _plus, "minus": _minus, "times": _times, "ratio": _ratio, "base": _in_base,
    "changed": _in_changed, "inside": _inside, "average": _average, "median": _median, "share": _share,
    **forms.QUANTITIES,
}


# --- tests -----------------------------------------------------------------------------------------------------------


def _above(bound: m.Bound, kept: Kept) -> Truth:
    return np.asarray(measure(bound.of, kept) >= bound.value)


def _below(bound: m.Bound, kept: Kept) -> Truth:
    return np.asarray(measure(bound.of, kept) <= bound.value)


def _within(span: m.Span, kept: Kept) -> Truth:
    x = measure(span.of, kept)
    return np.logical_and(x >= span.low, x <= span.high)


def _struck(struck: m.Struck, kept: Kept) -> Truth:
    came = kept.came(struck.option)[kept.at(struck.first): kept.at(struck.last) + 1]
    return np.asarray(came.any(axis=0))


def _all(tests: tuple[m.Test, ...], kept: Kept) -> Truth:
    return np.asarray(np.all([holds(test, kept) for test in tests], axis=0))


def _any(tests: tuple[m.Test, ...], kept: Kept) -> Truth:
    return np.asarray(np.any([holds(test, kept) for test in tests], axis=0))


def _none(tests: tuple[m.Test, ...], kept: Kept) -> Truth:
    return ~_any(tests, kept)


_TESTS: dict[str, Callable[[Any, Kept], Truth]] = {
    "above": _above, "below": _below, "within": _within, "struck": _struck, "all": _all, "any": _any, "none": _none,
}
