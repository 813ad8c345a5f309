"""Observed series, year by year: the shipped table, a user's own years in the same form, and who published what.

A table is CSV with the columns `series,actor,partner,year,value`, one number a line; `partner` is empty where a series
is about one actor. Raises MultivectorError with every problem, each with its file and line.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sim.errors import MultivectorError, Place, Problem
from sim.scenario.csv_source import number_in
from sim.scenario.files import display, is_fields, not_a_table, read_text, shipped
from sim.scenario.words import listed, shown

HEADER = ("series", "actor", "partner", "year", "value")
YEARS = range(1900, 2101)


class Key(NamedTuple):
    """What is observed; `partner` is empty where a series is about one actor."""

    series: str
    actor: str
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Unit and bounds of a series, and whether it is about pairs."""

    unit: str
    low: float
    high: float
    of_pairs: bool = False
    decimals: int = 3


SERIES = {
    "growth": Series("% a year", -100, 200, decimals=1),
    "trade": Series("USD bn", 0, 1_000_000, True, 2),
    "trade_share": Series("%", 0, 100, True, 1),
    "investment_share": Series("%", 0, 100, True, 1),
    "votes": Series("0-1", 0, 1, True),
    "investment_climate": Series("0-1", 0, 1),
    "reform": Series("0-1", 0, 1),
    "rents": Series("0-1", 0, 1),
}

Observed = Mapping[Key, Mapping[int, float]]


def observed(actors: Collection[str], data: Path | None = None) -> Observed:
    """The shipped table as far as it speaks of these actors, with the years of the file `data` added or put in place of
    its own."""
    found = {key: dict(years) for key, years in _shipped().items() if {key.actor, key.partner} <= {*actors, ""}}
    for key, years in (table(data, actors) if data else {}).items():
        found.setdefault(key, {}).update(years)
    return dict(sorted(found.items(), key=lambda item: list(SERIES).index(item[0].series)))


@cache
def _shipped() -> Observed:
    return table(shipped() / "observed" / "values.csv")


def told(kind: str, key: Key) -> dict[str, str]:
    """What the shipped table `kind`, `sources` or `reasons`, says of a series: the row that speaks most closely of it;
    empty where none does."""
    rows = _told(kind)
    return next((rows[key] for key in (key, Key(key.series, key.actor), Key(key.series, "")) if key in rows), {})


def error_of(key: Key) -> float:
    """The standard deviation of its measurement, as far as that changes from year to year: in the unit of the series,
    but of sums of money, and what is a share of them, as a part of the sum. 0 where the shipped table says nothing."""
    return float(told("sources", key).get("error") or 0)


@cache
def _told(kind: str) -> dict[Key, dict[str, str]]:
    path = shipped() / "observed" / f"{kind}.csv"
    rows = csv.DictReader(read_text(path, display(path)).splitlines())
    return {Key(row["series"], row["actor"], row["partner"]): row for row in rows}


# --- one table -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file, and where its fields stand."""

    file: str
    line: int
    cells: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.cells[HEADER.index(name)]

    @property
    def key(self) -> Key:
        return Key(self["series"], self["actor"], self["partner"])

    def problem(self, code: str, what: str, name: str, allowed: str, mend: str, known: Collection[str] = ()) -> Problem:
        at = HEADER.index(name)
        place = Place(self.file, self.line, 1 + sum(len(cell) + 1 for cell in self.cells[:at]), name)
        near = (self.cells[at], known) if known else None
        return Problem(code, what, place, shown(self.cells[at]), allowed, mend, near)


def table(path: Path, actors: Collection[str] = ()) -> Observed:
    """A table as it stands. `actors`: those that it may speak of; none: any."""
    rows, problems = _rows(path)
    seen: dict[tuple[Key, int], int] = {}
    found: dict[Key, dict[int, float]] = {}
    for row in rows:
        wrong = list(_wrong(row, actors)) or list(_twice(row, seen))
        problems += wrong
        if not wrong:
            found.setdefault(row.key, {})[int(row["year"])] = float(row["value"])
    if problems:
        raise MultivectorError(*sorted(problems, key=lambda problem: problem.place.line))
    return found


def _rows(path: Path) -> tuple[list[_Row], list[Problem]]:
    """The lines below the header, and those that do not have its columns."""
    file = display(path)
    text = read_text(path, file, table=True)
    if is_fields(text):
        raise not_a_table(file)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows, problems = list[_Row](), list[Problem]()
    try:
        _check_header(next(reader, []), file)
        for cells in reader:
            row = _Row(file, reader.line_num, tuple(cell.strip() for cell in cells))
            if len(cells) == len(HEADER):
                rows.append(row)
            elif any(row.cells):
                place, what = Place(file, row.line, 1), f"a line has {len(cells)} field{'s' * (len(cells) > 1)}"
                problems.append(Problem("MV-O002", what, place, shown(",".join(cells)), ",".join(HEADER),
                                        "give all five; a partner may be empty"))
    except csv.Error as error:
        problems.append(Problem("MV-O002", f"this is not CSV: {error}", Place(file, reader.line_num, 1),
                                mend="close the quotation marks, one line a number"))
    if not rows and not problems:
        problems.append(Problem("MV-O001", "the table holds no numbers", Place(file, 1, 1), mend="add lines below it"))
    return rows, problems


def _check_header(cells: list[str], file: str) -> None:
    if tuple(cell.strip() for cell in cells) != HEADER:
        what = "the first line does not name the columns" if cells else "the file is empty"
        raise MultivectorError(Problem("MV-O001", what, Place(file, 1, 1), shown(",".join(cells)), ",".join(HEADER),
                                       "begin the file with this line"))


def _wrong(row: _Row, actors: Collection[str]) -> Iterator[Problem]:
    its = SERIES.get(row["series"])
    if its is None:
        yield row.problem("MV-O003", "there is no such series", "series", listed(SERIES), "take one of these", SERIES)
    yield from _wrong_actors(row, actors, its)
    if not row["year"].isascii() or not row["year"].isdigit() or int(row["year"][:5]) not in YEARS:
        yield row.problem("MV-O006", "this is not a year", "year", f"{YEARS[0]} to {YEARS[-1]}", "four digits")
    low, high = (its.low, its.high) if its else (-math.inf, math.inf)
    number = number_in(row["value"])
    if not low <= number <= high:
        what = "this is not a number" if math.isnan(number) else "the number is out of range"
        yield row.problem("MV-O007", what, "value", f"{low:,g} to {high:,g}{f' ({its.unit})' if its else ''}",
                          "digits, and a point before the decimals; leave out the line where nothing is known")


def _wrong_actors(row: _Row, actors: Collection[str], its: Series | None) -> Iterator[Problem]:
    for name in ("actor", "partner"):
        if actors and row[name] not in actors and (row[name] or name == "actor"):
            yield row.problem("MV-O004", "the scenario has no such actor", name, listed(actors), "take one of these",
                              actors)
    if its and bool(row["partner"]) != its.of_pairs:
        what = f"{row['series']} is about {'an actor and its partner' if its.of_pairs else 'one actor'}"
        yield row.problem("MV-O005", what, "partner", "", "name the partner" if its.of_pairs else "leave it empty")
    elif row["partner"] and row["partner"] == row["actor"]:
        yield row.problem("MV-O005", "an actor is no partner of its own", "partner", "", "name another actor")


def _twice(row: _Row, seen: dict[tuple[Key, int], int]) -> Iterator[Problem]:
    first = seen.setdefault((row.key, int(row["year"])), row.line)
    if first != row.line:
        yield row.problem("MV-O008", f"this year stands in line {first}, too", "year", "", "keep one of the two")
