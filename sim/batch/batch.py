"""Running a plan: its parts are shared among processes until all are in the store, whatever is interrupted."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.batch import store as stores
from sim.batch.part import CHUNK, run_part
from sim.batch.plan import PART, Plan
from sim.batch.points import points_of
from sim.batch.store import Store
from sim.batch.worlds import Source, worlds
from sim.errors import MultivectorError, Problem, refuse
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
    _no_column_twice(source, plan)
    return plan


def _no_column_twice(source: Source, plan: Plan) -> None:
    taken = set(stores.schema_of(plan, stores.RUNS).names[:-len(plan.outcomes)])
    twice = [Problem("MV-B008", f"another column is called {name}", source.places.key_place(f"outcomes.{name}"), name,
                     mend="give the outcome another name") for name in source.design.outcomes if name in taken]
    if twice:
        raise MultivectorError(*twice)


def run_plan(plan: Plan, folder: Path, jobs: int = 1, csv: bool = False, again: bool = False, chunk: int = CHUNK,
             tell: Tell = lambda done: None, cluster: str = "") -> Done:
    """Run all parts that are missing. `again`: the folder holds what an earlier run left. `tell` hears the number of
    runs done, those of earlier runs included. `cluster`: the address of a Dask scheduler, or `local`."""
    with stores.alone(folder, again):
        store = stores.resume(folder, plan) if again else stores.begin(folder, plan)
        todo = store.missing(csv)
        tell(plan.rows - sum(rows_in(plan, number) for number in todo))
        with closing(_answers(store, todo, jobs, csv, chunk, tell, cluster)) as answers:
            return Done(store, _failed(store, answers))


def _answers(store: Store, todo: Sequence[int], jobs: int, csv: bool, chunk: int, tell: Tell,
             cluster: str) -> Generator[tuple[int, str]]:
    """Each part with why it failed, or nothing, as they come."""
    if cluster:
        from sim.batch.cluster import on_cluster

        yield from on_cluster(cluster, store, todo, jobs, csv, chunk, tell)
        return
    yield from each(partial(work, store, csv, chunk), todo, min(jobs, max(1, len(todo))), tell, cause)


def _failed(store: Store, answers: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Those that failed, which are on disk as soon as they are known."""
    failed: dict[int, str] = {}
    for number, why in answers:
        if why:
            failed[number] = why
            store.record(failed)
    store.record(failed)
    return failed


def whole(done: Done) -> Store:
    """Raises MultivectorError if a part failed."""
    if done.failed:
        number, why = next(iter(done.failed.items()))
        raise refuse("MV-B016", f"{len(done.failed)} parts could not be run; part {number}: {why}",
                     value=done.store.folder, mend="mend the cause, then go on with resume=True, or --resume")
    return done.store


def rows_in(plan: Plan, number: int) -> int:
    return min(PART, plan.rows - number * PART)


def work(store: Store, csv: bool, chunk: int, number: int, tell: Tell) -> str:
    """Run a part, twice if need be, and write it; why it cannot be run, or nothing. Where it cannot be written, nor can
    any other."""
    why = ""
    for _ in range(TRIES):
        try:
            with _taken_back(tell) as told:
                tables = tables_of(store.plan, number, chunk, told)
        except Exception as error:
            why = cause(error)
        else:
            store.write(number, tables, csv)
            return ""
    return why


@contextmanager
def _taken_back(tell: Tell) -> Generator[Tell]:
    """What is told of work that fails is taken back."""
    total = 0.0

    def note(done: float) -> None:
        nonlocal total
        total += done
        tell(done)

    try:
        yield note
    except BaseException:
        tell(-total)
        raise


def cause(error: BaseException) -> str:
    """In one line."""
    if isinstance(error, MultivectorError):
        return "; ".join(" ".join(filter(None, (x.code, f"{x.what}:", x.value))).rstrip(":") for x in error.problems)
    return " ".join("".join(traceback.format_exception_only(error)).split())


def tables_of(plan: Plan, number: int, chunk: int = CHUNK, tell: Tell = lambda done: None) -> dict[str, pa.Table]:
    """A part, run: kind -> table."""
    found = run_part(plan, number, chunk, tell)
    columns = {stores.RUNS: found.runs, stores.PATHS: found.paths}
    return {kind: stores.table_of(stores.schema_of(plan, kind), its)
            for kind, its in columns.items() if its is not None}
