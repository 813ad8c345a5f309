"""The arms of a comparison, as the command line names them: how each differs from the scenario as it is."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sim.errors import MultivectorError, Problem, refuse

BASE = "base"  # the arm that the others are compared with
NAME = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]{0,39})\s*:(.*)", re.DOTALL)
FLAGS = {"--change": "changes", "--set": "settings", "--seat": "seats", "--off": "off"}
ALLOWED = "NAME: --change FILE_OR_ID --set PARAM=VALUE --seat ACTOR=DOCTRINE --off RULE, each any number of times"


@dataclass(frozen=True, slots=True)
class Arm:
    """`changes`: ids or files; the rest as the flags `--set`, `--seat` and `--off` take it."""

    name: str
    changes: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    @contextmanager
    def told(self) -> Generator[None]:
        """Problems say which arm they are of, if it has a name."""
        try:
            yield
        except MultivectorError as error:
            if not self.name:
                raise
            raise MultivectorError(*map(self._named, error.problems)) from error

    def _named(self, problem: Problem) -> Problem:
        field = f": {problem.place.field}" if problem.place.field else ""
        return replace(problem, place=replace(problem.place, field=f"--arm {self.name}{field}"))


def arms_of(texts: Sequence[str]) -> tuple[Arm, ...]:
    """`NAME: --change FILE --set A=1` for each arm; one without a name is called by its changes, or by its number.
    The arm called `base` comes first; if there is none, it is the scenario as it is. Raises MultivectorError."""
    arms = [arm_of(text, number) for number, text in enumerate(texts, 1)]
    for name, count in Counter(arm.name for arm in arms).items():
        if count > 1:
            raise _unread(name, "two arms have this name", "give each a name of its own: NAME: --change ...")
    if all(arm.name == BASE for arm in arms):
        raise _unread(BASE, "nothing is compared with it", "name another arm, too")
    return (next((arm for arm in arms if arm.name == BASE), Arm(BASE)), *(arm for arm in arms if arm.name != BASE))


def arm_of(text: str, number: int) -> Arm:
    named = NAME.fullmatch(text)
    found: dict[str, list[str]] = {field: [] for field in FLAGS.values()}
    for flag, value in _flags(named[2] if named else text, text):
        found[FLAGS[flag]].append(value)
    name = named[1] if named else "+".join(map(_short, found["changes"])) or f"arm-{number}"
    return Arm(name, **{field: tuple(values) for field, values in found.items()})


def _flags(words: str, text: str) -> Iterator[tuple[str, str]]:
    """Flags with their values, `--set a=1` or `--set=a=1`."""
    try:
        parts = iter(shlex.split(words))
    except ValueError as error:
        raise _unread(text, "a quotation mark is not closed", "close it, or leave it out") from error
    for part in parts:
        flag, equals, value = part.partition("=")
        if flag not in FLAGS:
            raise _unread(text, f"an arm has no {flag}", "write the arm in quotes, as one word of the command")
        value = value if equals else next(parts, "")
        if not value or value in FLAGS:
            raise _unread(text, f"{flag} has no value", f"write a value after {flag}")
        yield flag, value


def _short(change: str) -> str:
    """`early` of `some/early.yaml`."""
    return re.split(r"[/\\]", change)[-1].rpartition(".")[0] or change


def _unread(value: str, what: str, mend: str) -> MultivectorError:
    return refuse("MV-U005", f"the arm cannot be read: {what}", field="--arm", value=value, allowed=ALLOWED, mend=mend)
