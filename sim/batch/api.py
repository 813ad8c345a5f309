"""Batches from Python: run one, or open what one has left, as arrays or as a frame of pandas or polars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sim.batch import batch, store
from sim.batch.plan import Experiment, Plan
from sim.batch.store import RUNS, Store
from sim.batch.worlds import Source, from_fields, is_design, read_design
from sim.errors import refuse
from sim.scenario.design import NONE
from sim.treatment import Treatment

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Batch:
    """A store that is whole. `table`: "runs", a row a run, or "paths", a row a month of a run, if months are kept."""

    store: Store
    folder: TemporaryDirectory[str] | None = None  # it goes with the batch, if nobody named another

    @property
    def study(self) -> str:
        """The digest of all that it was made with, to cite it by."""
        return store.read_manifest(self.store.folder)["study"]

    def arrow(self, table: str = RUNS, columns: Sequence[str] | None = None) -> pa.Table:
        """As a table of pyarrow, or some of its columns. Raises MultivectorError if no months were kept."""
        import pyarrow as pa

        if table not in self.store.kinds:
            raise refuse("MV-B015", f"this batch keeps no {table}", value=table, allowed=", ".join(self.store.kinds),
                         mend="name indicators under `paths:` of the design")
        return pa.concat_tables([store.read_table(self.store.file(table, number), columns)
                                 for number in range(self.store.plan.parts)])

    def pandas(self, table: str = RUNS, columns: Sequence[str] | None = None) -> pd.DataFrame:
        return self.arrow(table, columns).to_pandas()

    def polars(self, table: str = RUNS, columns: Sequence[str] | None = None) -> pl.DataFrame:
        import polars as pl

        found = pl.from_arrow(self.arrow(table, columns))
        assert isinstance(found, pl.DataFrame)
        return found

    def arrays(self, table: str = RUNS, columns: Sequence[str] | None = None) -> dict[str, NDArray[Any]]:
        """Column -> array (rows,)."""
        found = self.arrow(table, columns)
        return {name: found[name].to_numpy() for name in found.column_names}


def run_batch(what: str | Path | Mapping[str, Any] | Treatment | Sequence[Treatment], out: str | Path | None = None,
              jobs: int = 1, resume: bool = False, **fields: Any) -> Batch:
    """Run a batch and open it.

    `what`: the file of a design; a scenario's id; a design as a mapping; or treatments, each a world of its own.
    `fields`: more fields of the design, such as `replications=500`. `out`: the folder of the store; if it is left out,
    one that goes with the batch. Raises MultivectorError with every problem of the design, or if a part failed.
    """
    plan, home = _plan(what, fields), TemporaryDirectory(prefix="multivector-") if out is None else None
    folder = Path(home.name) / "store" if home else Path(out or "")
    return Batch(batch.whole(batch.run_plan(plan, folder, jobs, again=resume)), home)


def open_batch(folder: str | Path) -> Batch:
    """What a batch has left in a folder. Raises MultivectorError if parts are missing."""
    found = store.opened(Path(folder))
    if missing := found.missing():
        raise refuse("MV-B016", f"{len(missing)} of {found.plan.parts} parts are missing", value=folder,
                     mend="finish it: multivector batch ... --resume")
    return Batch(found)


def _plan(what: str | Path | Mapping[str, Any] | Treatment | Sequence[Treatment], fields: Mapping[str, Any]) -> Plan:
    if isinstance(what, Mapping):
        return batch.plan_of(from_fields({**what, **fields}))
    if isinstance(what, (str, Path)):
        if is_design(str(what)):
            source = read_design(Path(what))
            design = source.design.model_copy(update=_checked(fields))
            return batch.plan_of(Source(design, source.places, source.folder))
        return batch.plan_of(from_fields({"scenarios": (str(what),), **fields}))
    return _of_treatments((what,) if isinstance(what, Treatment) else tuple(what), fields)


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a design holds them."""
    its = from_fields({"scenarios": ("x",), **fields}).design
    return {name: getattr(its, name) for name in fields}


def _of_treatments(treatments: Sequence[Treatment], fields: Mapping[str, Any]) -> Plan:
    """Each a world; the scenario's id and a number tell them apart."""
    source = from_fields({"scenarios": tuple(dict.fromkeys(one.loaded.name for one in treatments)), **fields})
    points = batch.plan_of(source).points
    return Plan(source.design, tuple(_world(one, k) for k, one in enumerate(treatments)), points)


def _world(treatment: Treatment, number: int) -> Experiment:
    return Experiment({"scenario": treatment.scenario.id, "policy": NONE, "change": NONE, "treatment": str(number)},
                      treatment.manifest())
