"""Tables as CSV that spreadsheets, pandas, polars and DuckDB read alike: commas, quotation marks, UTF-8."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

FORMULA = tuple("=+-@＝＋－＠")


@dataclass(frozen=True)
class Table:
    """Cells are text, numbers, truths, or None where there is nothing."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


def csv_text(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(x) for x in row] for row in table.rows)
    return out.getvalue()


def wide(rows: Iterable[dict[str, Any]]) -> Table:
    """Rows with some columns each: all columns, in the order in which they first come."""
    found = list(rows)
    columns = tuple(dict.fromkeys(name for row in found for name in row))
    return Table(columns, [[row.get(name) for name in columns] for row in found])


def guarded(text: str) -> str:
    """A text that a spreadsheet would take for a formula, after a mark that says it is none."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return guarded(value.replace("\r\n", "\n").replace("\r", "\n"))  # the csv module leaves a lone return bare
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else value
