"""Figures from tables: `figures.tables` of a file names CSV files, whose rows become figures of its actors.

A figure that the file gives itself wins. Each number knows its cell, so whatever is wrong with it later is told there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.catalogue import BY_NAME, Variable
from sim.errors import MultivectorError, Place, Problem
from sim.scenario.base import Model
from sim.scenario.codes import Code
from sim.scenario.countries import by_code, unknown, wrong_codes
from sim.scenario.csv_source import Row, Table, number_in, read_csv
from sim.scenario.design import NONE
from sim.scenario.files import display, is_file
from sim.scenario.merge import SourceMap, merge
from sim.scenario.schema import FigureTable
from sim.scenario.shape import read_as
from sim.scenario.words import DECLARE, listed, shown
from sim.scenario.yaml_source import Node, plain

TABLES = "tables"
OTHERS = "*"  # under `codes`: all that are no country's
Way = tuple[str, str]


class _Section(Model):
    tables: tuple[FigureTable, ...]


class _File(Model):
    figures: _Section


def with_tables(tree: Node, before: Node, folder: Path) -> tuple[Node, dict[Path, str]]:
    """The tree of a file with the figures of its tables, and the texts of these. `before`: what it inherits; `folder`:
    where the file lies. Raises MultivectorError with every problem."""
    figures = tree.value.get("figures")
    if figures is None or not isinstance(figures.value, dict) or TABLES not in figures.value:
        return tree, {}
    rest = {path: child for path, child in figures.value.items() if path != TABLES}
    found, texts, problems = dict[str, Node](), dict[Path, str](), list[Problem]()
    for reading in _readings(tree, figures, merge(before, tree), folder):
        found |= reading.figures()
        texts[reading.path] = reading.table.text
        problems += reading.problems
    if problems:
        raise MultivectorError(*problems)
    both = merge(replace(figures, value=found), replace(figures, value=rest))
    return replace(tree, value={**tree.value, "figures": both}), texts


def _readings(tree: Node, figures: Node, whole: Node, folder: Path) -> Iterator[_Reading]:
    root = replace(tree, value={"figures": replace(figures, value={TABLES: figures.value[TABLES]})})
    source = SourceMap(root, tree.file)
    given = read_as(_File, plain(root), source).figures.tables
    actors = {name: _text(actor, "iso") for name, actor in _entries(whole, "actors")}
    _check_codes(actors, SourceMap(whole, tree.file))
    known = frozenset(path for path, _ in _entries(whole, "figures"))
    for k, its in enumerate(given):
        at = f"figures.{TABLES}.{k}"
        if not is_file(path := folder / its.file):
            raise MultivectorError(Problem(Code.FILE_MISSING, f"there is no file {shown(display(path))}",
                                           source.place(f"{at}.file"), shown(its.file), "a CSV file beside this one",
                                           "check name and folder"))
        yield _Reading(its, source, at, path.resolve(), read_csv(path), actors, known)


def _entries(root: Node, section: str) -> Iterator[tuple[str, Node]]:
    found = root.value.get(section)
    return ((str(key), child) for key, child in (found.items() if found else ()))


def _text(node: Node, name: str) -> str:
    found = node.value.get(name) if isinstance(node.value, dict) else None
    return found.value if found and isinstance(found.value, str) else ""


def _check_codes(actors: Mapping[str, str], source: SourceMap) -> None:
    wrong = wrong_codes({name: code for name, code in actors.items() if code})
    if problems := [replace(problem, place=source.place(f"actors.{name}.iso")) for name, problem in wrong]:
        raise MultivectorError(*problems)


# --- one table -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sum:
    """A number that rows give together: its first row, and which of the rows have been added by what tells them
    apart."""

    row: Row
    total: float = 0.0
    rows: dict[tuple[str, ...], Row] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """`at`: the field of the table's entry; `known`: paths of figures that are there without it."""

    its: FigureTable
    source: SourceMap
    at: str
    path: Path
    table: Table
    actors: Mapping[str, str]
    known: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    def figures(self) -> dict[str, Node]:
        """Path -> figure. Adds to `problems` what is wrong."""
        variable = BY_NAME.get(self.its.figure)
        self.problems += [*self._misfits(variable), *self._missing()]
        if self.problems or variable is None:
            return {}
        sums = self._sums(variable)
        if not sums and not self.problems:
            self.problems.append(self._nothing())
        return {path: self._node(its) for path, its in sums.items()}

    # --- is it what it should be? -----------------------------------------------------------------------------------

    def _misfits(self, variable: Variable | None) -> Iterator[Problem]:
        place = self.source.place(f"{self.at}.figure")
        if variable is None:
            yield Problem(Code.UNKNOWN_VARIABLE, f"unknown variable {shown(self.its.figure)}", place,
                          shown(self.its.figure), "a variable of an actor or a pair, docs/indicators.md", DECLARE,
                          (self.its.figure, tuple(BY_NAME)))
        elif variable.axes not in ("a", "aa"):
            yield Problem(Code.MISFIT, f"{variable.name} is of no actor and of no pair of actors", place,
                          variable.name, mend="give it under `figures:` itself")
        elif variable.unit != self.its.unit:
            yield Problem(Code.UNIT, f"{variable.name} is not measured in this unit",
                          self.source.place(f"{self.at}.unit"), self.its.unit, variable.unit,
                          "convert the numbers with `scale:`, then write this unit")
        for code, actor in self.its.codes.items():
            if actor != NONE and (code == OTHERS or actor not in self.actors):
                allowed = (NONE,) if code == OTHERS else (*self.actors, NONE)
                yield Problem(Code.UNKNOWN_ACTOR, f"unknown actor {shown(actor)}",
                              self.source.place(f"{self.at}.codes.{code}"), shown(actor), listed(allowed), DECLARE,
                              (actor, allowed))

    def _missing(self) -> Iterator[Problem]:
        """Columns that the table should have."""
        parts = ["reporter", "value", *(["year"] if self.its.year else [])]
        parts += ["partner"] if self._of_pairs else []
        for name in dict.fromkeys([*map(self._column, parts), *self.its.where]):
            if name not in self.table.columns:
                yield Problem(Code.COLUMN, f"the table has no column {shown(name)}", Place(self.table.file, 1, 1),
                              listed(self.table.columns), mend=f"name its columns under `columns:` in "
                              f"{self.source.place(self.at)}", near=(name, self.table.columns))

    @property
    def _of_pairs(self) -> bool:
        variable = BY_NAME.get(self.its.figure)
        return variable is not None and variable.axes == "aa"

    def _column(self, part: str) -> str:
        return next((column for name, column in self.its.columns.items() if name == part), part)

    # --- rows -------------------------------------------------------------------------------------------------------

    def _sums(self, variable: Variable) -> dict[str, _Sum]:
        by_reporter: dict[str, dict[str, _Sum]] = {}
        for row in self.table.rows:
            if self._counts(row) and (who := self._who(row)):
                self._add(by_reporter.setdefault(self._path(who, variable), {}), who, row)
        order = list(self.actors)
        return {path: reports[min(reports, key=order.index)] for path, reports in by_reporter.items() if reports}

    def _counts(self, row: Row) -> bool:
        """It is of the year, and of those that are asked for."""
        of_year = self.its.year is None or row[self._column("year")] == str(self.its.year)
        return of_year and all(row[name] in words for name, words in self.its.where.items())

    def _who(self, row: Row) -> tuple[str, ...]:
        """The actors that a row is about; none if one of them is nobody here, or is the same as the other."""
        parts = ("reporter", "partner") if self._of_pairs else ("reporter",)
        known = {**by_code(self.actors), **self.its.codes}
        found = [known.get(row[self._column(part)], "") for part in parts]
        strange = [part for part, actor in zip(parts, found, strict=True) if not actor]
        if len(strange) == 1 and NONE not in found:
            self._tell_unknown(row, self._column(strange[0]))
        return () if strange or NONE in found or len(set(found)) < len(found) else tuple(found)

    def _tell_unknown(self, row: Row, column: str) -> None:
        """A code that is no country's may be anybody's."""
        code = row[column]
        if code in self.unknown or OTHERS in self.its.codes:
            return
        self.unknown.add(code)
        if problem := unknown(code):
            mend = f"say under `codes:` which actor it is, or {NONE}"
            mend = f"{problem.mend}; or {mend}" if problem.mend else mend
            self.problems.append(replace(problem, place=row.place(column), mend=mend))

    def _path(self, who: tuple[str, ...], variable: Variable) -> str:
        """Of what is the same both ways, in the direction that is there already, or the first actor's."""
        ways = [".".join((*who, variable.name))]
        if variable.both_ways:
            order = list(self.actors)
            ways = [".".join((*way, variable.name)) for way in (sorted(who, key=order.index),
                                                                sorted(who, key=order.index, reverse=True))]
        return next((way for way in ways if way in self.known), ways[0])

    def _add(self, reports: dict[str, _Sum], who: tuple[str, ...], row: Row) -> None:
        column = self._column("value")
        number, text = number_in(row[column]) * self.its.scale, row[column]
        if not text:
            return
        if not math.isfinite(number):
            self.problems.append(Problem(
                Code.WRONG_TYPE, "this is no number", row.place(column), shown(text), "a number, or nothing",
                "write digits, and a point before the decimals; leave the cell empty where nothing is known"))
            return
        its = reports.setdefault(who[0], _Sum(row))
        key = tuple(row[name] for name in self.its.where)
        if key in its.rows:
            self.problems.append(self._twice(row, its.rows[key]))
        its.rows.setdefault(key, row)
        its.total += number

    def _twice(self, row: Row, first: Row) -> Problem:
        column = self._column("value")
        place = row.place(self._column("reporter"))
        apart = [name for name in self.table.columns if row[name] != first[name] and name != column]
        mend = f"they differ in {listed(apart)}: choose with `where:`, or `year:`" if apart else "take one of them out"
        return Problem(Code.TWICE, f"line {first.cells[column].line} gives this number, too", place,
                       shown(row[column]), "one row for each number", mend)

    def _nothing(self) -> Problem:
        coded = [f"{name} {code}" for name, code in self.actors.items() if code]
        years = sorted({row[self._column("year")] for row in self.table.rows} if self.its.year else ())
        what = "the table has no number of the scenario's actors" + (f" in {self.its.year}" if years else "")
        place = self.source.place(f"{self.at}.{'year' if years else 'file'}")
        return Problem(Code.NO_ROWS, what, place, shown(self.its.file),
                       listed(coded) if coded else "actors with a code",
                       f"it has the years {years[0]} to {years[-1]}" if years else
                       "give actors their codes with `iso:`")

    # --- a figure -----------------------------------------------------------------------------------------------------

    def _node(self, its: _Sum) -> Node:
        """As if it stood in the file: the number where its cell is, the rest where the table is named."""
        cell = its.row.cells[self._column("value")]
        entry = self.source.find(self.at)[0].value
        where = (self.table.file, cell.line, cell.column)
        year = {"year": Node(self.its.year, *where)} if self.its.year else {}
        told = {name: entry[name] for name in ("unit", "source", "note") if name in entry}
        return Node({"value": Node(its.total, *where), "low": Node(None, *where), "high": Node(None, *where), **year,
                     **told}, *where, key=where[1:])
