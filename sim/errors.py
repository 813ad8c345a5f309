"""Every error that a user can meet: a stable id, the place, the value, what is allowed and what to do.

The programs raise nothing else at a user's mistake; `sim.cli` prints the problems and ends with exit code 2.
A refused order is not an error but a value (`sim.engine.moves.Rejection`).
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from subprocess import list2cmdline

MOST_TOLD = 100
MOST_COMPARED = 1_000


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
    """One mistake. `code` never changes its meaning once released (docs/errors.md lists them).

    `near`: a name that is unknown, and the known ones. If one is close to it, it takes the place of `mend`; looked for
    when the problem is told, since it takes long.
    """

    code: str
    what: str
    place: Place = Place()
    value: str = ""
    allowed: str = ""
    mend: str = ""
    near: tuple[str, Collection[str]] | None = field(default=None, compare=False, repr=False)

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
    """A user's input cannot be used. `found`: all the problems, in the order of the file; `problems`: those that are
    told, at most MOST_TOLD, the last of which says how many more there are."""

    def __init__(self, *problems: Problem) -> None:
        self.found = problems
        self.problems = _told(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def __reduce__(self) -> tuple[type[MultivectorError], tuple[Problem, ...]]:
        return MultivectorError, self.problems


def _told(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    kept = problems if len(problems) <= MOST_TOLD else problems[: MOST_TOLD - 1]
    told = [_with_suggestion(problem) for problem in kept]
    if more := len(problems) - len(kept):
        told.append(Problem("MV-S054", f"{more:,} more problems are not shown", mend="mend these, then check again"))
    return tuple(told)


def _with_suggestion(problem: Problem) -> Problem:
    if problem.near is None:
        return problem
    from difflib import get_close_matches

    name, known = problem.near
    matches = get_close_matches(name[:80], list(islice(known, MOST_COMPARED)), n=3, cutoff=0.6)
    mend = f"did you mean {' or '.join(matches)}?" if matches else problem.mend
    return replace(problem, mend=mend, near=None)

    def __reduce__(self) -> tuple[type[MultivectorError], tuple[Problem, ...]]:
        """With its problems from a worker process, too."""
        return MultivectorError, self.problems


def refuse(code: str, what: str, *, file: str | Path = "", field: str = "", value: object = "",
           allowed: str = "", mend: str = "", line: int = 0, column: int = 0) -> MultivectorError:
    """Shorthand for the common case of one problem."""
    place = Place(str(file), line, column, field)
    return MultivectorError(Problem(code, what, place, "" if value == "" else str(value), allowed, mend))


def command(*words: str | Path) -> str:
    """A command of this program that can be pasted into a shell, whatever its file names hold."""
    line = ["multivector", *map(str, words)]
    return list2cmdline(line) if os.name == "nt" else shlex.join(line)
