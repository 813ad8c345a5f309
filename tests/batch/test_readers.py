"""A store in the tools of others: pandas, polars, DuckDB and pyarrow see the same rows, types and sums."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from sim.batch.batch import run_plan
from tests.batch.stores import filled, plan

K = np.arange(2200.0)
OUTCOMES = {"whole_first": np.where(K < 1000, K, K + 0.6),  # the first part holds whole numbers only
            "empty_first": np.where(K < 1000, np.nan, K / 8), "empty": np.full(2200, np.nan)}
SUMS = {"whole_first": 2200 * 2199 / 2 + 1200 * 0.6, "empty_first": (2200 * 2199 - 1000 * 999) / 16, "empty": 0.0}
COLUMNS = ["experiment", "scenario", "policy", "change", "point", "run", *OUTCOMES]
WORDS = {"int64": "whole", "bigint": "whole", "double": "number", "float64": "number", "string": "text", "str": "text",
         "object": "text", "varchar": "text", "large_string": "text"}


@dataclass(frozen=True)
class Read:
    """As a tool hands it out: column -> the tool's own word for its type, rows, column -> the tool's own sum."""

    types: Mapping[str, str]
    rows: list[tuple[Any, ...]]
    sums: Mapping[str, float]


def by_pandas(folder: Path, columns: list[str]) -> Read:
    frame = pd.read_parquet(folder)
    some = frame[columns]
    return Read(frame.dtypes.astype(str).to_dict(), list(some.itertuples(index=False, name=None)),
                frame.select_dtypes("number").sum().to_dict())


def by_polars(folder: Path, columns: list[str]) -> Read:
    frame = pl.read_parquet(folder / "*.parquet")
    return Read({name: str(kind) for name, kind in frame.schema.items()}, frame.select(columns).rows(),
                {name: float(frame[name].sum()) for name, kind in frame.schema.items() if kind.is_numeric()})


def quoted(name: str) -> str:
    return f'"{name}"'


def by_duckdb(folder: Path, columns: list[str]) -> Read:
    """Of an empty column it says none, where the others say 0."""
    table = f"read_parquet('{folder}/*.parquet')"
    with duckdb.connect() as link:
        types = {name: kind for name, kind, *_ in link.execute(f"describe select * from {table}").fetchall()}
        names = [name for name, kind in types.items() if kind in ("BIGINT", "DOUBLE")]
        totals = ", ".join(f"sum({quoted(name)})" for name in names)
        sums = link.execute(f"select {totals} from {table}").fetchall()[0]
        rows = link.execute(f"select {', '.join(map(quoted, columns))} from {table}").fetchall()
    return Read(types, rows, {name: float(x or 0) for name, x in zip(names, sums, strict=True)})


def by_pyarrow(folder: Path, columns: list[str]) -> Read:
    table = ds.dataset(folder).to_table()
    rows = list(zip(*(table[name].to_pylist() for name in columns), strict=True))
    types = {field.name: str(field.type) for field in table.schema}
    return Read(types, rows, {name: float(np.nansum(table[name].to_numpy())) for name, kind in types.items()
                              if kind in ("int64", "double")})


TOOLS = [by_pandas, by_polars, by_duckdb, by_pyarrow]
Reader = Callable[[Path, list[str]], Read]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "store"
    its = plan(policies={"none": {}, "lean": {"mongolia": "lean"}}, replications=1100,
               outcomes={name: {"score": "mongolia"} for name in OUTCOMES})
    filled(folder, its, OUTCOMES)
    return folder / "runs"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs with every month, as CSV, too."""
    folder = tmp_path_factory.mktemp("small") / "store"
    run_plan(plan(replications=2, paths=["rivalry", "mongolia.balance"]), folder, csv=True)
    return folder


def empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and isnan(cell))


def told(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows with one word for an empty cell: pandas has NaN for it, the others none."""
    return [tuple(None if empty(cell) else cell for cell in row) for row in rows]


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_reads_the_same_rows(made: Path, tool: Reader) -> None:
    k = np.arange(2200)
    policies = np.repeat(["none", "lean"], 1100).tolist()
    columns = [(k // 1100).tolist(), ["neighbours"] * 2200, policies, ["none"] * 2200, [-1] * 2200,
               (k % 1100).tolist(), *(values.tolist() for values in OUTCOMES.values())]
    assert told(tool(made, COLUMNS).rows) == told(list(zip(*columns, strict=True)))


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_sees_the_same_types_and_sums(made: Path, tool: Reader) -> None:
    """A number is one in every part, also where its first part holds whole numbers or nothing."""
    found = tool(made, COLUMNS)
    types = {name: WORDS[kind.lower()] for name, kind in found.types.items()}
    whole, text = {"experiment", "point", "run"}, {"scenario", "policy", "change"}
    assert types == {name: "whole" if name in whole else "text" if name in text else "number" for name in types}
    assert list(types)[:6] == COLUMNS[:6] and list(types)[-3:] == COLUMNS[6:]
    assert {name: found.sums[name] for name in SUMS} == pytest.approx(SUMS, rel=1e-12)
    assert (found.sums["run"], found.sums["point"]) == (1100 * 1099, -2200)


@pytest.mark.parametrize("tool", TOOLS)
def test_months_are_days_in_every_tool_and_csv_beside_them_is_in_nobodys_way(small: Path, tool: Reader) -> None:
    columns = ["run", "month", "rivalry"]
    found = tool(small / "paths", columns)
    assert [row[:2] for row in found.rows[:2]] == [(0, date(2015, 1, 1)), (0, date(2015, 2, 1))]
    assert [row[:2] for row in found.rows[24:25]] == [(1, date(2015, 1, 1))] and len(found.rows) == 48
    assert found.rows == by_pyarrow(small / "paths", columns).rows
    assert len(tool(small / "runs", ["run"]).rows) == 2


def test_csv_says_the_same(small: Path) -> None:
    """Digit for digit; and `none` is a word there, too, which pandas reads as one."""
    for kind in ("runs", "paths"):
        file = small / "csv" / kind / "part-00000.csv"
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        kept = pd.read_parquet(small / kind)
        assert list(rows[0]) == kept.columns.tolist()
        for name in kept.select_dtypes("float64").columns:
            assert told([(float(row[name] or "nan"),) for row in rows]) == told([(x,) for x in kept[name].tolist()])
        assert pd.read_csv(file)["policy"].tolist() == ["none"] * len(kept)
