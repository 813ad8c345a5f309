"""The forms of quantities that look at a run's moves and turning points, one function for each, over a tape.

Each takes the form's model and what is kept, and returns an array (R,). Where there is nothing to measure it is not a
number, which fulfils no test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sim.scenario import measures as m
from sim.study.tape import NEVER, Kept, Months, Pair, Tally
from sim.world.arrays import Array


def around(form: m.Around, kept: Kept) -> Array:
    """Means over the months after and before the first strike; the month of the strike belongs to neither."""
    came = kept.came(form.option)[kept.at(form.first): kept.at(form.last) + 1]
    first = np.where(came.any(axis=0), kept.at(form.first) + np.argmax(came, axis=0), NEVER)
    values = kept.path(form.path)
    month = np.arange(len(values))[:, None]
    after = (month > first) & (month <= first + form.months)
    before = (month < first) & (month >= first - form.months)
    return _mean_where(values, after, form.months) - _mean_where(values, before, form.months)


def _mean_where(values: Array, where: Months, count: int) -> Array:
    """Mean over the months that `where` marks; not a number if they are not all on the tape."""
    return np.where(where.sum(axis=0) == count, (values * where).sum(axis=0) / count, np.nan)


def variation(form: m.Variation, kept: Kept) -> Array:
    moved = [_after_less_before(kept.path(path), kept.at(form.at), form.months) for path in form.paths]
    return np.abs(np.stack(moved)).sum(axis=0) / 2.0


def usage(form: m.Usage, kept: Kept) -> Array:
    at, months = kept.at(form.at), form.months
    came = np.stack([kept.came(option) for option in form.options])
    now, then = (came[:, a:b].sum(axis=(1, 2)) for a, b in ((at, at + months), (at - months, at)))
    moved = np.abs(now / max(now.sum(), 1) - then / max(then.sum(), 1)).sum() / 2.0
    return np.full(came.shape[2], moved)


def struck(form: m.Times, kept: Kept) -> Array:
    span = slice(kept.at(form.first), kept.at(form.last) + 1)
    return sum((kept.came(option)[span].sum(axis=0) for option in form.options), np.zeros(1))


def jumps(form: m.Jumps, kept: Kept) -> Array:
    values = kept.path(form.path)
    found = [np.abs(values[kept.at(month)] - values[kept.at(month) - 1]) for month in form.months]
    return np.mean(found, axis=0)


def lag(form: m.Lag, kept: Kept) -> Array:
    leader, follower = kept.path(form.leader), kept.path(form.follower)
    first, last = kept.at(form.first), kept.at(form.last)
    level = (leader[first] + leader[last]) / 2.0
    months = _month_of(follower[first:] >= level) - _month_of(leader[first:] >= level)
    return np.where(leader[last] > leader[first], months, np.nan)


def _month_of(reached: Months) -> Array:
    """The first month in which it is reached (T, R); T where it never is."""
    return np.where(reached.any(axis=0), np.argmax(reached, axis=0), len(reached)).astype(np.float64)


def _after_less_before(values: Array, at: int, months: int) -> Array:
    return values[at: at + months].mean(axis=0) - values[at - months: at].mean(axis=0)


QUANTITIES: dict[str, Callable[[Any, Kept], Array]] = {
    "around": around, "variation": variation, "usage": usage, "struck": struck, "jumps": jumps, "lag": lag,
}


# --- tests that count cases, several in a run ----------------------------------------------------------------------


def regained(form: m.Regained, kept: Kept) -> Tally:
    """Shocks that were made good, among all."""
    values = kept.path(form.path)
    cases, hits = np.zeros(values.shape[1]), np.zeros(values.shape[1])
    for month in range(1, min(kept.at(form.last) + 1, len(values) - form.months)):
        fall = values[month - 1] - values[month]
        shock = fall >= form.fall
        back = values[month: month + form.months + 1].max(axis=0) >= values[month - 1] - fall / 4.0
        cases += shock
        hits += shock & back
    return Tally(hits, cases)


def first_moves(form: m.FirstMoves, kept: Kept) -> Tally:
    """New formats that the agent proposed first, among all that anybody proposed; a tie counts half."""
    tape = kept.changed if isinstance(kept, Pair) else kept
    tallies = [_first_move(form.by, tape.proposals(option)) for option in form.options]
    return Tally(np.sum([t.hits for t in tallies], axis=0), np.sum([t.cases for t in tallies], axis=0))


def _first_move(agent: str, proposals: Mapping[str, Months]) -> Tally:
    first = {who: _month_of(came) for who, came in proposals.items()}
    mine = first[agent]
    others = np.min([month for who, month in first.items() if who != agent], axis=0)
    proposed = np.minimum(mine, others) < len(proposals[agent])
    return Tally(np.where(proposed, (mine < others) + 0.5 * (mine == others), 0.0), proposed.astype(np.float64))


COUNTS: dict[str, Callable[[Any, Kept], Tally]] = {"regained": regained, "first_moves": first_moves}
