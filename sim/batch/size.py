"""How large a plan is: runs, time and disk, told before anything is kept, from a few runs of it."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any

from sim.batch import store as stores
from sim.batch.part import CHUNK, run_part
from sim.batch.plan import Plan

TRIED = 128  # runs


@dataclass(frozen=True, slots=True)
class Size:
    """`seconds`: on one process; `bytes`: on disk, without CSV."""

    experiments: int
    points: int
    replications: int
    runs: int
    parts: int
    seconds: float
    bytes: int
    columns: int

    def as_json(self) -> dict[str, Any]:
        """The documented form of `batch --dry-run --json` (docs/json.md)."""
        return asdict(self)


def size_of(plan: Plan) -> Size:
    """The first runs are made twice, and the second time counts: the first also makes ready."""
    few = _few(plan)
    run_part(few, 0, CHUNK)
    before = time.perf_counter()
    found = run_part(few, 0, CHUNK)
    spent = time.perf_counter() - before
    columns = {stores.RUNS: found.runs, stores.PATHS: found.paths}
    kinds = (stores.RUNS, stores.PATHS) if plan.design.paths else (stores.RUNS,)
    tables = [stores.table_of(stores.schema_of(plan, kind), columns[kind] or {}) for kind in kinds]
    share = plan.rows / few.rows
    return Size(len(plan.experiments), plan.count_of_points if plan.points else 0, plan.design.replications, plan.rows,
                plan.parts, spent * share, int(sum(len(stores.as_parquet(table)) for table in tables) * share),
                sum(len(table.schema) for table in tables))


def _few(plan: Plan) -> Plan:
    """The first rows of the first world."""
    design = plan.design.model_copy(update={"replications": min(plan.design.replications, TRIED)})
    points = {name: values[:max(1, TRIED // design.replications)] for name, values in plan.points.items()}
    return Plan(design, plan.experiments[:1], points)
