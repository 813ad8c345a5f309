"""CSV text to cells that know their place: the other form in which numbers come.

The sign between cells is the comma, the semicolon or the tab, whichever the first line has most of. All cells are
text; nothing is guessed, so that `NA` stays the code of a country and no empty cell is a number.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sim.errors import MultivectorError, Place, Problem
from sim.scenario.codes import Code
from sim.scenario.files import display, is_fields, not_a_table, read_text
from sim.scenario.signs import hidden_in_lines, number_of
from sim.scenario.words import listed, shown

SIGNS = ",;\t"
QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Cell:
    """`line` and `column` from 1, as an editor counts them."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by the names of their columns."""

    file: str
    cells: dict[str, Cell]

    def __getitem__(self, name: str) -> str:
        return self.cells[name].text

    def place(self, name: str) -> Place:
        cell = self.cells[name]
        return Place(self.file, cell.line, cell.column, name)


@dataclass(frozen=True, slots=True)
class Table:
    """`text`: the whole file, by which it is known again."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    text: str


def read_csv(path: Path) -> Table:
    """A file whose first line names the columns. Raises MultivectorError with every problem."""
    file = display(path)
    return parse_csv(read_text(path, file, table=True), file)


def parse_csv(text: str, file: str) -> Table:
    if is_fields(text):
        raise not_a_table(file)
    if hidden := [_hidden(file, *found) for found in hidden_in_lines(text)]:
        raise MultivectorError(*hidden)
    head, *rows = _lines(text, file) or [[]]
    columns = _columns(head, file)
    if wrong := [_length(file, row, columns) for row in rows if len(row) != len(columns)]:
        raise MultivectorError(*wrong)
    return Table(file, columns, tuple(Row(file, dict(zip(columns, row, strict=True))) for row in rows), text)


def number_in(text: str) -> float:
    """Not a number where it is none; `_` and other scripts' digits, which Python takes, are none."""
    try:
        return float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return math.nan


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(text: str, file: str) -> list[list[Cell]]:
    """The cells of every line that is not empty. The csv module says what they hold, and we where they begin."""
    sign = _sign(text)
    source = re.split("(?<=\n)", text.replace("\r\n", "\n").replace("\r", "\n"))
    reader = csv.reader(source, delimiter=sign, strict=True)
    out, before = list[list[Cell]](), 0
    try:
        for texts in reader:
            if any(cell.strip() for cell in texts):
                places = _places("".join(source[before: reader.line_num]), before + 1, sign)
                out.append([Cell(cell.strip(), *place) for cell, place in zip(texts, places, strict=False)])
            before = reader.line_num
    except csv.Error as error:
        raise MultivectorError(Problem(Code.NOT_CSV, f"this is not CSV: {error}", Place(file, before + 1, 1),
                                       mend="close the quotation marks; write one inside a cell twice")) from None
    return out


def _sign(text: str) -> str:
    head = text.partition("\n")[0]
    return max(SIGNS, key=head.count)


def _places(line: str, number: int, sign: str) -> Iterator[tuple[int, int]]:
    """Line and column of every cell; one in quotation marks may go on over several lines."""
    column, quoted = 1, False
    yield number, column
    marked = line.startswith(QUOTE)  # only a cell that begins with a mark has any; elsewhere it is a sign like others
    for here, after in pairwise([*line, ""]):
        quoted ^= marked and here == QUOTE
        if here == "\n":
            number, column = number + 1, 0
        column += 1
        if here == sign and not quoted:
            marked = after == QUOTE
            yield number, column


def _columns(head: list[Cell], file: str) -> tuple[str, ...]:
    if not head:
        raise MultivectorError(Problem(Code.NOT_CSV, "the table is empty", Place(file, 1, 1),
                                       mend="write a line with the names of columns, and rows below it"))
    names = tuple(cell.text for cell in head)
    for cell in head:
        if names.count(cell.text) > 1:
            raise MultivectorError(Problem(
                Code.COLUMN, "a column stands twice" if cell.text else "several columns have no name",
                Place(file, cell.line, cell.column), shown(cell.text), "each name once", "rename one, or take it out"))
    return names


def _length(file: str, row: list[Cell], columns: tuple[str, ...]) -> Problem:
    return Problem(Code.NOT_CSV, "a row is longer or shorter than the line of names",
                   Place(file, row[0].line, row[0].column), f"{len(row)} cells",
                   f"{len(columns)}: {listed(columns)}", "fill in or take out cells; quote text that holds a comma")


def _hidden(file: str, line: int, column: int, text: str) -> Problem:
    return Problem(Code.HIDDEN, f"there is a hidden character, {number_of(text)}", Place(file, line, column),
                   shown(text), "signs that are seen", "delete the character, or type the text anew")
