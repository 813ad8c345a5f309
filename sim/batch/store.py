"""A store: a directory with a manifest and Parquet parts, which tools of the field open as one table.

`manifest.json` says all that is needed to make it again. `runs/part-*.parquet` holds one row a run,
`paths/part-*.parquet` one a month of a run. All parts have one schema, fixed before the first run: readers take a
column's type from the first file. A part is written whole or not at all, and never changes afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.batch.plan import PART, Experiment, Plan
from sim.disk import HALF, held, read_file, sweep, sync_folder, write_file
from sim.errors import MultivectorError, refuse
from sim.machine import machine
from sim.rules import RULESET
from sim.scenario.design import Design
from sim.scenario.files import display
from sim.scenario.identity import digest

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = 1
MANIFEST, POINTS, FAILED, LOCK = "manifest.json", "points.parquet", "failed.json", ".lock"
RUNS, PATHS, CSV = "runs", "paths", "csv"
FOLLOW = ("study", "treatment", "identity", "points", "rows")  # what follows from the rest of a manifest
Manifest = dict[str, Any]


@dataclass(frozen=True)
class Store:
    """`folder`: where it lies. `plan`: what it holds when it is whole."""

    folder: Path
    plan: Plan

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process it goes as its folder, and is opened there."""
        return opened_once, (str(self.folder), read_manifest(self.folder)["study"])

    def file(self, kind: str, number: int, suffix: str = ".parquet") -> Path:
        """CSV lies apart: readers take every file of a folder for one of its parts."""
        home = self.folder / CSV if suffix == ".csv" else self.folder
        return home / kind / f"part-{number:05d}{suffix}"

    @property
    def kinds(self) -> tuple[str, ...]:
        return (RUNS, PATHS) if self.plan.design.paths else (RUNS,)

    def has(self, number: int, csv: bool = False) -> bool:
        """Whether all files of the part are on disk."""
        suffixes = (".parquet", ".csv") if csv else (".parquet",)
        return all(self.file(kind, number, suffix).is_file() for kind in self.kinds for suffix in suffixes)

    def missing(self, csv: bool = False) -> list[int]:
        return [number for number in range(self.plan.parts) if not self.has(number, csv)]

    def write(self, number: int, tables: Mapping[str, pa.Table], csv: bool) -> None:
        """A part, its runs last. What is there already is not touched."""
        for kind in reversed(self.kinds):
            if csv:
                self._put(self.file(kind, number, ".csv"), tables[kind], _as_csv)
            self._put(self.file(kind, number), tables[kind], as_parquet)

    def _put(self, file: Path, table: pa.Table, form: Callable[[pa.Table], bytes]) -> None:
        if not file.is_file():
            with writing(self.folder):
                file.parent.mkdir(parents=True, exist_ok=True)
                write_file(file, form(table))

    def record(self, failed: Mapping[int, str]) -> None:
        """Which parts could not be run, and why."""
        file = self.folder / FAILED
        with writing(self.folder):
            if failed:
                write_file(file, (json.dumps(failed, indent=1) + "\n").encode())
            else:
                file.unlink(missing_ok=True)


# --- the manifest ----------------------------------------------------------------------------------------------------


def manifest_of(plan: Plan) -> Manifest:
    """Everything to make the store again, and to refuse another one in its place."""
    import pyarrow as pa

    its: Manifest = {
        "format": FORMAT, "ruleset": RULESET, "machine": {**machine(), "pyarrow": pa.__version__},
        "design": plan.design.model_dump(mode="json", exclude_defaults=True),
        "experiments": [{"labels": dict(one.labels), "treatment": _told(told)}
                        for one, told in zip(plan.experiments, plan.manifests, strict=True)],
        "points": _digest_of(plan.points), "rows": plan.rows, "part": PART,
        "outcomes": {name: its.unit for name, its in plan.outcomes.items()}, "drawn": list(plan.drawn)}
    return {"study": digest(its), **its}


def _told(manifest: Mapping[str, Any]) -> Manifest:
    """Of a treatment, without the machine, which the store names once."""
    return {key: value for key, value in manifest.items() if key not in (*machine(), "ruleset")}


def _digest_of(points: Mapping[str, Any]) -> str:
    return digest({name: values.tolist() for name, values in points.items()})


@contextmanager
def alone(folder: Path, again: bool) -> Generator[None]:
    """A folder that nobody else writes to meanwhile, and in which nothing half written is left afterwards. `again`: it
    may hold a store. What holds something else is not touched."""
    _check_folder(folder, again)
    with ExitStack() as stack:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                stack.enter_context(held(folder / LOCK))
            except BlockingIOError as error:
                raise refuse("MV-B014", "another batch is writing to this folder", field="--out", value=folder,
                             mend="let it come to its end, or stop it; or name another folder") from error
        _sweep(folder)
        stack.callback(_sweep, folder)
        yield


def _sweep(folder: Path) -> None:
    for place in (folder, *(home / kind for home in (folder, folder / CSV) for kind in (RUNS, PATHS))):
        sweep(place)


def _check_folder(folder: Path, again: bool) -> None:
    if _is_new(folder):
        return
    if again:
        read_manifest(folder)
    else:
        raise refuse("MV-B010", "there is something in this folder already", field="--out", value=folder,
                     allowed="a new or an empty folder", mend="name another, or go on with what is there: --resume")


def _is_new(folder: Path) -> bool:
    """Whether nothing is in it but what a batch leaves that is stopped before it has written its manifest."""
    with writing(folder):
        return not folder.exists() or all(path.name == LOCK or path.name.startswith(HALF) for path in folder.iterdir())


def begin(folder: Path, plan: Plan) -> Store:
    """A new store in a new or empty folder. Its manifest comes first: from then on it can be resumed."""
    _check_folder(folder, again=False)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / MANIFEST, (json.dumps(manifest_of(plan), indent=1) + "\n").encode())
    return _laid(folder, plan)


def resume(folder: Path, plan: Plan) -> Store:
    """A store that was begun, if it is of this plan and was made by what is here; else the first difference is told."""
    if _is_new(folder):
        return begin(folder, plan)
    _refuse(folder, read_manifest(folder), manifest_of(plan), "--resume")
    return _laid(folder, plan)


def _laid(folder: Path, plan: Plan) -> Store:
    """With its points, and room for its parts."""
    store = Store(folder, plan)
    with writing(folder):
        if plan.points:
            write_file(folder / POINTS, as_parquet(_points_table(plan)))
        for kind in store.kinds:
            (folder / kind).mkdir(exist_ok=True)
        sync_folder(folder)
    return store


def same_world(folder: Path, plan: Plan) -> None:
    """Refuses a store whose scenario or rules have changed since, whatever the machine."""
    there, here = read_manifest(folder), manifest_of(plan)
    _refuse(folder, {**there, "machine": {}}, {**here, "machine": {}}, "DIR")


def _refuse(folder: Path, there: Manifest, here: Manifest, field: str) -> None:
    where, was, now = next(differences(there, here), ("study", "", ""))
    if was != now and where != "study":
        raise refuse("MV-B012", f"this store was made otherwise: {where} differs", field=field, value=now, allowed=was,
                     mend="run what it was made with, or begin another store with --out")


def read_manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        its = json.loads(read_file(path))
        if its["format"] != FORMAT or digest({key: x for key, x in its.items() if key != "study"}) != its["study"]:
            raise refuse("MV-B011", "the manifest is of another version, or was changed by hand", file=display(path),
                         value=its["format"], allowed=str(FORMAT), mend="run it again into another folder")
        return its
    except OSError as error:
        raise refuse("MV-B011", f"there is no store here: {error.strerror or error}", value=display(path),
                     mend="name the folder that a batch was written to") from error
    except (ValueError, KeyError, TypeError) as error:
        raise refuse("MV-B011", "this is no manifest of a batch", file=display(path),
                     mend="name the folder that a batch was written to") from error


def opened(folder: Path) -> Store:
    """A store as its manifest tells of it, to be read or run again; scenarios that have changed since are refused."""
    return Store(folder, plan_told(read_manifest(folder), _read_points(folder)))


def plan_told(its: Manifest, points: Mapping[str, Any]) -> Plan:
    """The plan that a manifest tells of."""
    experiments = tuple(Experiment(one["labels"], one["treatment"]) for one in its["experiments"])
    return Plan(Design.model_validate(its["design"], strict=False), experiments, points)


@lru_cache(maxsize=4)
def opened_once(folder: str, study: str) -> Store:
    """Read once for all parts of a study that a process runs."""
    return opened(Path(folder))


def differences(there: Any, here: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Where two manifests differ, and what stands there in each; the digests that follow from it last."""
    if isinstance(there, dict) and isinstance(here, dict):
        for key in sorted(dict.fromkeys([*there, *here]), key=lambda key: key in FOLLOW):
            yield from differences(there.get(key), here.get(key), f"{where}.{key}" if where else key)
    elif isinstance(there, list) and isinstance(here, list) and len(there) == len(here):
        for k, (one, other) in enumerate(zip(there, here, strict=True)):
            yield from differences(one, other, f"{where}.{k}")
    elif there != here:
        yield where, str(there), str(here)


# --- tables ----------------------------------------------------------------------------------------------------------


def schema_of(plan: Plan, kind: str) -> pa.Schema:
    """The columns of all parts: words and whole numbers that say which run, then numbers."""
    import pyarrow as pa

    words = [(name, pa.string()) for name in plan.labels]
    whose = [("experiment", pa.int64()), *words, ("point", pa.int64()), ("run", pa.int64())]
    if kind == PATHS:
        return pa.schema([*whose, ("month", pa.date32()), *((path, pa.float64()) for path in plan.design.paths)])
    return pa.schema([*whose, *((name, pa.float64()) for name in (*plan.drawn, *plan.outcomes))])


def table_of(schema: pa.Schema, columns: Mapping[str, Any]) -> pa.Table:
    """Columns in the order and types of the schema; what is not a number is null."""
    import pyarrow as pa

    length = len(columns["run"])
    found = [pa.array(columns[field.name], type=field.type, from_pandas=True) if field.name in columns
             else pa.nulls(length, field.type) for field in schema]
    return pa.Table.from_arrays(found, schema=schema)


def _points_table(plan: Plan) -> pa.Table:
    import pyarrow as pa

    return pa.table({"point": np.arange(plan.count_of_points), **plan.points})


def _read_points(folder: Path) -> dict[str, Any]:
    path = folder / POINTS
    if not path.is_file():
        return {}
    table = read_table(path)
    return {name: table[name].to_numpy() for name in table.column_names if name != "point"}


def read_table(path: Path, names: Sequence[str] | None = None) -> pa.Table:
    """One file as it is, or these columns of it; the names of its folders say nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read(names)
    except (OSError, pa.ArrowException) as error:
        raise damaged(path, str(error).splitlines()[0]) from error


def damaged(path: Path, why: str) -> MultivectorError:
    return refuse("MV-B020", f"this part cannot be read: {why}", file=display(path),
                  mend="delete it and run the batch again with --resume, which makes it anew")


def as_parquet(table: pa.Table) -> bytes:
    """Numbers as they are: hardly any comes twice, so a dictionary of them is time and room for nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    words = [field.name for field in table.schema if pa.types.is_string(field.type)]
    pq.write_table(table, sink, compression="zstd", use_dictionary=words)  # type: ignore[arg-type]
    return sink.getvalue().to_pybytes()


def _as_csv(table: pa.Table) -> bytes:
    import pyarrow as pa
    from pyarrow import csv

    sink = pa.BufferOutputStream()
    csv.write_csv(table, sink, csv.WriteOptions(quoting_style="needed"))
    return sink.getvalue().to_pybytes()


@contextmanager
def writing(folder: Path) -> Generator[None]:
    """What the system refuses, in words."""
    try:
        yield
    except OSError as error:
        raise refuse("MV-B013", f"nothing can be written here: {error.strerror or error}", field="--out", value=folder,
                     mend="name a folder that you may write to, with room on its disk; then --resume") from error
