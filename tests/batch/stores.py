"""Stores that hold numbers made up for a test: no run is needed for them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.batch import store as stores
from sim.batch.batch import plan_of
from sim.batch.plan import Plan
from sim.batch.store import Store
from sim.batch.worlds import from_fields
from sim.world.arrays import Array
from tests.boards import MINI


def plan(**design: Any) -> Plan:
    """A plan of the miniature."""
    return plan_of(from_fields({"scenarios": [MINI], **design}))


def filled(folder: Path, its: Plan, outcomes: Mapping[str, Array], paths: Mapping[str, Array] = {}) -> Store:
    """A whole store with these outcomes, each with one number a row, and these months, each (rows, months); other
    numbers that runs draw are left empty."""
    store = stores.begin(folder, its)
    first = 0
    for number in range(its.parts):
        rows = list(its.part(number))
        last = first + sum(one.count for one in rows)
        labels = {name: [word for one in rows for word in [its.experiments[one.experiment].labels[name]] * one.count]
                  for name in its.labels}
        whose = {"experiment": np.concatenate([np.full(one.count, one.experiment) for one in rows]), **labels,
                 "point": np.concatenate([one.points for one in rows]),
                 "run": np.concatenate([one.numbers for one in rows])}
        tables = {stores.RUNS: {**whose, **{name: values[first: last] for name, values in outcomes.items()}}}
        if paths:
            tables[stores.PATHS] = _months(whose, {name: values[first: last] for name, values in paths.items()})
        store.write(number, {kind: stores.table_of(stores.schema_of(its, kind), columns)
                             for kind, columns in tables.items()}, csv=False)
        first = last
    return store


def _months(whose: Mapping[str, Any], paths: Mapping[str, Array]) -> dict[str, Any]:
    """Run by run and month by month from January 2015 on."""
    rows, months = next(iter(paths.values())).shape
    days = (np.datetime64("2015-01") + np.arange(months)).astype("datetime64[D]")
    return {**{name: np.repeat(np.array(column), months) for name, column in whose.items()},
            "month": np.tile(days, rows), **{name: values.ravel() for name, values in paths.items()}}
