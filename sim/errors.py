"""Every error that a user can meet: a stable id, the place, the value, what is allowed and what to do.

The programs raise nothing else at a user's mistake; `sim.cli` prints the problems and ends with exit code 2.
A refused order is not an error but a value (`sim.engine.moves.Rejection`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: a file, a line and column counted from 1, and the path of fields inside it."""

    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f":{self.line}:{self.column}"
        return " ".join(part for part in (where, f"[{self.field}]" if self.field else "") if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `code` never changes its meaning once released (docs/errors.md lists them)."""

    code: str
    what: str
    place: Place = Place()
    value: str = ""
    allowed: str = ""
    mend: str = ""

    def __str__(self) -> str:
        head = f"{self.code} {self.place}: {self.what}" if str(self.place) else f"{self.code}: {self.what}"
        rows = [("found", self.value), ("allowed", self.allowed), ("do this", self.mend)]
        return "\n".join([head, *(f"    {name}: {text}" for name, text in rows if text)])

    def as_json(self) -> dict[str, str | int | None]:
        """The documented form of a problem (docs/json.md); what there is nothing to say of is None."""
        where = self.place
        found = {"code": self.code, "what": self.what, "file": where.file, "line": where.line, "column": where.column,
                 "field": where.field, "value": self.value, "allowed": self.allowed, "do": self.mend}
        return {name: x or None for name, x in found.items()}


class MultivectorError(Exception):
    """A user's input cannot be used. Carries all the problems found, in the order of the file."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def refuse(code: str, what: str, *, file: str | Path = "", field: str = "", value: object = "",
           allowed: str = "", mend: str = "", line: int = 0, column: int = 0) -> MultivectorError:
    """Shorthand for the common case of one problem."""
    place = Place(str(file), line, column, field)
    return MultivectorError(Problem(code, what, place, "" if value == "" else str(value), allowed, mend))
