"""Reading a store: a few columns at a time of the parts that are there, whatever has become of the scenario since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.batch import store as stores
from sim.batch.batch import rows_in
from sim.batch.plan import PART
from sim.batch.store import Store
from sim.errors import MultivectorError, Place, Problem, refuse
from sim.scenario.files import display
from sim.scenario.words import listed
from sim.world.arrays import Array

AT_ONCE = 4_000_000  # cells in memory, though always one whole column
Tell = Callable[[float], None]


@dataclass(frozen=True)
class Evidence:
    """`study`: its digest. `parts`: the numbers of those that were there when it was opened. `units`: outcome -> its
    unit."""

    store: Store
    study: str
    parts: tuple[int, ...]
    units: Mapping[str, str]

    @property
    def missing(self) -> int:
        return self.store.plan.parts - len(self.parts)

    @cached_property
    def experiments(self) -> NDArray[np.int64]:
        """Which experiment each row that is there belongs to (n,)."""
        plan = self.store.plan
        rows = [number * PART + np.arange(rows_in(plan, number), dtype=np.int64) for number in self.parts]
        return np.concatenate(rows or [np.zeros(0, dtype=np.int64)]) // plan.each

    def columns(self, names: Sequence[str], tell: Tell = lambda done: None) -> Iterator[tuple[str, Array]]:
        """Columns of numbers, each with all rows that are there (n,), NaN where a cell is empty. `tell` hears the
        number of cells read."""
        width = max(1, AT_ONCE // max(1, len(self.experiments)))
        for k in range(0, len(names), width):
            some = names[k: k + width]
            yield from zip(some, self._read(some, tell), strict=True)

    def _read(self, names: Sequence[str], tell: Tell) -> NDArray[np.float64]:
        """(columns, n)"""
        out = np.empty((len(names), len(self.experiments)))
        first = 0
        for number in self.parts:
            count = rows_in(self.store.plan, number)
            out[:, first: first + count] = self.part(number, names)
            first += count
            tell(count * len(names))
        return out

    def part(self, number: int, names: Sequence[str]) -> list[Array]:
        """Columns of one part, NaN where a cell is empty. Raises MultivectorError where it is not what it should be."""
        path, count = self.store.file(stores.RUNS, number), rows_in(self.store.plan, number)
        try:
            table = stores.read_table(path, names)
            found = [table[name].to_numpy() for name in names]
        except KeyError as error:
            raise stores.damaged(path, str(error)) from error
        if len(table) != count:
            raise stores.damaged(path, f"it has {len(table)} rows instead of {count}")
        return found


def evidence(folder: Path) -> Evidence:
    """Raises MultivectorError if there is no store, or none of its parts."""
    store, manifest = stores.opened(folder), stores.read_manifest(folder)
    parts = tuple(number for number in range(store.plan.parts) if store.has(number))
    if not parts:
        raise refuse("MV-B021", "this store has no finished part yet", value=display(folder),
                     mend="run the batch again with --resume")
    return Evidence(store, manifest["study"], parts, manifest["outcomes"])


def known(names: Sequence[str], there: Sequence[str], flag: str, what: str) -> None:
    """Raises MultivectorError for every name that the store does not have."""
    if wrong := [name for name in dict.fromkeys(names) if name not in there]:
        raise MultivectorError(*(Problem("MV-B022", f"the store has no such {what}", Place(field=flag), name,
                                         listed(there), f"name one of those that it has with {flag}", (name, there))
                                 for name in wrong))

