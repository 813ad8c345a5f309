"""The points of a design: where in the ranges of its uncertainties the model is run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.batch.sobol import crossed
from sim.batch.worlds import Source
from sim.disk import read_file
from sim.errors import MultivectorError, Place, Problem, refuse
from sim.scenario.design import Sampling
from sim.scenario.files import PARQUET, decoded, display, is_fields, not_a_table
from sim.scenario.words import listed, shown
from sim.world.arrays import Array

if TYPE_CHECKING:
    from scipy.stats.qmc import QMCEngine

MOST_POINTS = 100_000_000


def points_of(source: Source) -> dict[str, Array]:
    """Uncertainty -> its value at each point (P,); none where each run draws its own. Raises MultivectorError."""
    its, ranges = source.design.sampling, source.design.uncertainties
    if its.method == "draw":
        return {}
    if its.method == "table":
        return _table(source, source.folder / (its.file or ""))
    _count(source)
    unit = _unit(its, len(ranges))
    return {name: low + (high - low) * unit[:, k] for k, (name, (low, high)) in enumerate(ranges.items())}


def _unit(its: Sampling, dimensions: int) -> Array:
    """The points in the unit cube (P, D)."""
    if its.method == "grid":
        return _grid(dimensions, its.levels or 2)
    if its.method == "saltelli":
        return crossed(_sequence("sobol", 2 * dimensions, its.points or 2, its.seed))
    return _sequence(its.method, dimensions, its.points or 1, its.seed)


def _count(source: Source) -> None:
    """Looked at before anything is made."""
    its, dimensions = source.design.sampling, len(source.design.uncertainties)
    count = (its.levels or 2) ** dimensions if its.method == "grid" else its.points or 1
    if its.method == "saltelli":
        count *= dimensions + 2
    if count > MOST_POINTS:
        raise MultivectorError(Problem(
            "MV-B003", f"the design has {count:,} points", source.places.place("sampling"), its.method,
            f"at most {MOST_POINTS:,}", "take fewer levels or uncertainties, or a sequence, such as sobol"))


def _grid(dimensions: int, levels: int) -> Array:
    """All combinations of so many levels from 0 to 1, the last varying fastest (P, D)."""
    axes = np.meshgrid(*[np.linspace(0.0, 1.0, levels)] * dimensions, indexing="ij")
    return np.stack([axis.ravel() for axis in axes], axis=1)


def _sequence(method: str, dimensions: int, count: int, seed: int) -> Array:
    """The first points of a sequence in the unit cube (P, D). `rng=`, not `seed=`: with the same number the two make
    different designs."""
    from scipy.stats import qmc

    engines: dict[str, Callable[..., QMCEngine]] = {
        "lhs": qmc.LatinHypercube, "sobol": qmc.Sobol, "halton": qmc.Halton}
    return engines[method](d=dimensions, rng=np.random.default_rng(seed)).random(count)


# --- a table of one's own --------------------------------------------------------------------------------------------


def _table(source: Source, path: Path) -> dict[str, Array]:
    """One column for each uncertainty, each value within its range; nothing else."""
    try:
        data = read_file(path)
    except OSError as error:
        raise MultivectorError(Problem("MV-B004", f"the table cannot be read: {error.strerror or error}",
                                       source.places.place("sampling.file"), display(path),
                                       mend="name a CSV or Parquet file beside the design")) from error
    file = display(path)
    header, columns = _parquet(path) if data.startswith(PARQUET) else _csv(decoded(data, file, table=True), file)
    _check_header(header, list(source.design.uncertainties), file)
    found = {name: _numbers(name, header.index(name) + 1, columns[header.index(name)], range_, file)
             for name, range_ in source.design.uncertainties.items()}
    problems = [problem for _, wrong in found.values() for problem in wrong]
    if problems:
        raise MultivectorError(*problems)
    return {name: values for name, (values, _) in found.items()}


def _csv(text: str, file: str) -> tuple[list[str], list[list[str]]]:
    if is_fields(text):
        raise not_a_table(file)
    reader = csv.reader(StringIO(text), strict=True)
    try:
        rows = [row for row in reader if row]
    except csv.Error as error:
        raise refuse("MV-B005", f"this is not CSV: {error}", file=file, line=reader.line_num, column=1,
                     mend="close the quotation marks; write one inside a cell twice") from error
    if len(rows) < 2:
        raise refuse("MV-B005", "the table has no rows", file=file, line=1, column=1, value=str(max(0, len(rows) - 1)),
                     mend="write a line of names, and below it a line of numbers for each point")
    for line, row in enumerate(rows[1:], 2):
        if len(row) != len(rows[0]):
            raise refuse("MV-B005", "a row is longer or shorter than the line of names", file=file, line=line, column=1,
                         value=f"{len(row)} cells", allowed=f"{len(rows[0])} cells", mend="fill in or take out cells")
    return [name.strip() for name in rows[0]], [list(column) for column in zip(*rows[1:], strict=True)]


def _parquet(path: Path) -> tuple[list[str], list[list[Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException) as error:
        raise refuse("MV-B004", "the table is no whole Parquet file", file=display(path),
                     value=str(error).splitlines()[0], mend="write it anew, or as CSV") from error
    return table.column_names, [column.to_pylist() for column in table.columns]


def _check_header(header: Sequence[str], names: Sequence[str], file: str) -> None:
    """Each uncertainty once, and no other column."""
    for k, name in enumerate(header, 1):
        if header.index(name) != k - 1:
            raise refuse("MV-B006", f"the column {shown(name)} stands twice", file=file, line=1, column=k,
                         value=name, mend="take one of them out")
        if name not in names:
            raise MultivectorError(Problem("MV-B006", f"the design has no uncertainty {shown(name)}", Place(file, 1, k),
                                           name, listed(names), "name it under `uncertainties:`, or take it out",
                                           (name, names)))
    for name in names:
        if name not in header:
            raise refuse("MV-B006", f"the table has no column {name}", file=file, line=1, column=1,
                         value=", ".join(header), allowed=listed(names),
                         mend="add it, or take it out of `uncertainties:`")


def _numbers(name: str, column: int, cells: Sequence[Any], range_: tuple[float, float],
             file: str) -> tuple[Array, list[Problem]]:
    found = [_number(cell) for cell in cells]
    low, high = range_
    wrong = [Problem("MV-B007", "this is no number within the range", Place(file, row, column, name),
                     shown(cells[row - 2]), f"{low:g} to {high:g}", "mend the cell, or widen the range in the design")
             for row, x in enumerate(found, 2) if not low <= x <= high]
    return np.array(found), wrong


def _number(cell: Any) -> float:
    try:
        return float(cell)
    except (TypeError, ValueError):
        return float("nan")
