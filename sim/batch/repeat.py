"""Running a store again: does every number come out as it stands there?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.batch import store as stores
from sim.batch.batch import tables_of
from sim.batch.store import Store
from sim.machine import machine
from sim.study.runner import each

if TYPE_CHECKING:
    import pyarrow as pa

Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first number that is not the same. `row` counts from 0 within the part."""

    kind: str
    part: int
    row: int
    column: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Repeated:
    """`machines`: what this machine has otherwise than the one that made the store: name -> (there, here)."""

    rows: int
    missing: tuple[int, ...]
    difference: Difference | None
    machines: Mapping[str, tuple[str, str]]

    def as_json(self) -> dict[str, Any]:
        """The documented form of `repeat --json` (docs/json.md)."""
        return {"same": not (self.difference or self.missing), **asdict(self), "machines": dict(self.machines)}


def repeat(folder: Path, jobs: int = 1, tell: Tell = lambda done: None) -> Repeated:
    """Run all parts of a store again and hold each against what is kept. Raises MultivectorError if the scenario or
    the rules have changed since."""
    store = stores.opened(folder)
    stores.same_world(folder, store.plan)
    there = [number for number in range(store.plan.parts) if store.has(number)]
    found = dict(each(partial(_differs, store), there, min(jobs, max(1, len(there))), tell))
    first = next((found[number] for number in there if found[number]), None)
    return Repeated(store.plan.rows, tuple(store.missing()), first, _machines(folder))


def _machines(folder: Path) -> dict[str, tuple[str, str]]:
    was, now = stores.read_manifest(folder)["machine"], machine()
    return {name: (was[name], now[name]) for name in now if was.get(name) != now[name]}


def _differs(store: Store, number: int, tell: Tell) -> Difference | None:
    for kind, now in tables_of(store.plan, number, tell=tell).items():
        was = stores.read_table(store.file(kind, number))
        if not was.equals(now):
            return _first(kind, number, was, now)
    return None


def _first(kind: str, number: int, was: pa.Table, now: pa.Table) -> Difference:
    if was.schema.names != now.schema.names or len(was) != len(now):
        return Difference(kind, number, 0, "", f"{len(was)} rows of {len(was.schema)} columns",
                          f"{len(now)} rows of {len(now.schema)} columns")
    rows = [(row, name, one, other) for name in was.schema.names
            for row, (one, other) in enumerate(zip(was[name].to_pylist(), now[name].to_pylist(), strict=True))
            if one != other]
    row, name, one, other = min(rows, key=lambda found: found[0])
    return Difference(kind, number, row, name, one, other)
