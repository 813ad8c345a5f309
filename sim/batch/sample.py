"""Some runs of a world, where all would not fit into memory or would not change a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.batch import store as stores
from sim.batch.evidence import Evidence
from sim.batch.plan import PART
from sim.world.arrays import Array

if TYPE_CHECKING:
    import pyarrow as pa

MOST = 10_000  # runs of a world: a quantile of so many errs by less than half a percentage point
Tell = Callable[[float], None]


@dataclass(frozen=True)
class Sample:
    """`rows` (P, R): rows of the store, point by point, the same replications at each; all of the world's, if they are
    not more than MOST."""

    its: Evidence
    experiment: int
    rows: NDArray[np.int64]

    @property
    def whole(self) -> bool:
        return self.rows.size == self.its.store.plan.each

    @property
    def there(self) -> bool:
        """Whether there is any of them."""
        return next(self._parts(), None) is not None

    def runs(self, names: Sequence[str], tell: Tell = lambda done: None) -> Array:
        """Columns of `runs` (C, P, R), NaN where a cell is empty or a part is missing."""
        out = np.full((len(names), self.rows.size), np.nan)
        for number, places, within in self._parts():
            for k, column in enumerate(self.its.part(number, names)):
                out[k, places] = column[within]
            tell(len(places) * len(names))
        return out.reshape(len(names), *self.rows.shape)

    def months(self, names: Sequence[str], tell: Tell = lambda done: None) -> tuple[list[str], Array]:
        """The months of play, and columns of `paths` (C, T, n), of the runs whose part is there."""
        months, found = list[str](), list[Array]()
        for number, places, within in self._parts():
            own, first = self._own(number, ["experiment", "month", *names]), self._first(number)
            length = len(own) // (self._first(number, after=1) - first)
            months = [f"{day:%Y-%m}" for day in own["month"][:length].to_pylist()]
            found.append(np.stack([own[name].to_numpy().reshape(-1, length)[within - first] for name in names]))
            tell(len(places) * len(names))
        return months, np.concatenate(found, axis=1).swapaxes(1, 2)

    def _parts(self) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """Each part that is there and holds some of the rows: its number, their places here, and their rows there."""
        flat = self.rows.ravel()
        numbers = flat // PART
        for number in np.intersect1d(numbers, self.its.parts).tolist():
            places = np.flatnonzero(numbers == number)
            yield number, places, flat[places] - number * PART

    def _first(self, number: int, after: int = 0) -> int:
        """Where the rows of this world, or of one after it, begin in a part."""
        return min(max(0, (self.experiment + after) * self.its.store.plan.each - number * PART), PART)

    def _own(self, number: int, names: Sequence[str]) -> pa.Table:
        """What the world has in a part of `paths`: the same months in every run."""
        path = self.its.store.file(stores.PATHS, number)
        table = stores.read_table(path, names)
        if lost := [name for name in names if name not in table.column_names]:
            raise stores.damaged(path, f"it has no column {lost[0]}")
        own = table.filter(np.equal(table["experiment"].to_numpy(), self.experiment))
        if not len(own) or len(own) % (self._first(number, after=1) - self._first(number)):
            raise stores.damaged(path, "its runs have not the same months")
        return own


def sample(its: Evidence, experiment: int) -> Sample:
    """Of one world; which of its runs is drawn from the seed of the study, so every reading draws the same."""
    plan, rng = its.store.plan, np.random.default_rng(its.store.plan.design.seed)
    points = _some(rng, plan.count_of_points, MOST)
    again = _some(rng, plan.design.replications, max(1, MOST // len(points)))
    return Sample(its, experiment, experiment * plan.each + points[:, None] * plan.design.replications + again)


def _some(rng: np.random.Generator, count: int, most: int) -> NDArray[np.int64]:
    return np.arange(count) if count <= most else np.sort(rng.choice(count, most, replace=False))
