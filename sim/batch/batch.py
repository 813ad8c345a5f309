"""Running a plan: its parts are shared among processes until all are in the store, whatever is interrupted."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.batch import store as stores
from sim.batch.part import CHUNK, run_part
from sim.batch.plan import PART, Plan
from sim.batch.points import points_of
from sim.batch.store import Store
from sim.batch.worlds import Source, worlds
from sim.disk import write_file
from sim.errors import MultivectorError
from sim.study.runner import each

if TYPE_CHECKING:
    import pyarrow as pa

Tell = Callable[[float], None]
TRIES = 2  # of a part that fails


@dataclass(frozen=True, slots=True)
class Done:
    """`failed`: part -> why it could not be run."""

    store: Store
    failed: dict[int, str]

    def as_json(self) -> dict[str, Any]:
        """The documented form of `batch --json` (docs/json.md)."""
        plan = self.store.plan
        return {"store": str(self.store.folder), "study": stores.read_manifest(self.store.folder)["study"],
                "runs": plan.rows, "experiments": len(plan.experiments), "parts": plan.parts,
                "failed": {str(number): why for number, why in self.failed.items()}}


def plan_of(source: Source) -> Plan:
    """Raises MultivectorError with every problem of a design, before anything runs."""
    experiments = tuple(worlds(source))
    plan = Plan(source.design, experiments, points_of(source))
    stores.all_outcomes(plan)
    return plan


def run_plan(plan: Plan, folder: Path, jobs: int = 1, csv: bool = False, again: bool = False, chunk: int = CHUNK,
             tell: Tell = lambda done: None) -> Done:
    """Run all parts that are missing. `again`: the folder holds what an earlier run left. `tell` hears the number of
    runs done, those of earlier runs included."""
    store = stores.resume(folder, plan) if again else stores.begin(folder, plan)
    todo = store.missing()
    tell(plan.rows - sum(rows_in(plan, number) for number in todo))
    failed: dict[int, str] = {}
    for number, why in each(partial(_work, str(folder), csv, chunk), todo, min(jobs, max(1, len(todo))), tell):
        if why:
            failed[number] = why
            _record(folder, failed)
    if not failed:
        (folder / stores.FAILED).unlink(missing_ok=True)
    return Done(store, failed)


def rows_in(plan: Plan, number: int) -> int:
    return min(PART, plan.rows - number * PART)


def _work(folder: str, csv: bool, chunk: int, number: int, tell: Tell) -> str:
    """Run a part and write it, twice if need be; why it failed, or nothing. It says nothing of a part that failed."""
    why = ""
    for _ in range(TRIES):
        told = 0.0

        def note(done: float) -> None:
            nonlocal told
            told += done
            tell(done)

        try:
            _make(folder, csv, chunk, number, note)
            return ""
        except MultivectorError:
            raise
        except Exception as error:
            why = "".join(traceback.format_exception_only(error)).strip()
            tell(-told)
    return why


def _make(folder: str, csv: bool, chunk: int, number: int, tell: Tell) -> None:
    store = opened_once(folder)
    tables = tables_of(store, number, chunk, tell)
    with stores.writing(store.folder):
        store.write(number, tables, csv)


def tables_of(store: Store, number: int, chunk: int = CHUNK, tell: Tell = lambda done: None) -> dict[str, pa.Table]:
    """A part, run: kind -> table."""
    found = run_part(store.plan, number, chunk, tell)
    columns = {stores.RUNS: found.runs, stores.PATHS: found.paths}
    return {kind: stores.table_of(stores.schema_of(store.plan, kind), columns[kind] or {}) for kind in store.kinds}


@lru_cache(maxsize=4)
def opened_once(folder: str) -> Store:
    """Read once for all parts that a worker runs."""
    return stores.opened(Path(folder))


def _record(folder: Path, failed: dict[int, str]) -> None:
    write_file(folder / stores.FAILED, (json.dumps(failed, indent=1) + "\n").encode())
