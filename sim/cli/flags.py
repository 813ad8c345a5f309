"""Flags that do not go together, and flags that mean nothing alone: refused before a command begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from typer.core import TyperCommand

from sim.errors import MultivectorError, Place, Problem


@dataclass(frozen=True, slots=True)
class Pair:
    """Two flags of a command, why one excludes (or needs) the other, and what to do. Arguments are flags in capitals.

    A flag may need one of several: `others`.
    """

    command: str
    flag: str
    others: tuple[str, ...]
    why: str
    mend: str


def _apart(command: str, flag: str, others: str, why: str, mend: str) -> tuple[Pair, ...]:
    """A row for each of the others."""
    return tuple(Pair(command, flag, (other,), why, mend) for other in others.split())


APART = (
    *_apart("run", "--story", "--runs", "a story tells one run", "leave out --runs; --first-run says which run"),
    *_apart("run", "--story", "--run-digests", "a story tells one run and has its digest", "leave out --run-digests"),
    *_apart("play", "--resume", "SCENARIO --seat --seed --save", "a saved game has all of these already",
            "leave it out, or begin a new game without --resume"),
    *_apart("host", "--resume", "SCENARIO --seats --turn-minutes --rooms", "the file has all of these already",
            "leave it out, or begin another file without --resume"),
    *_apart("compare", "--arm", "--change --set --seat --off --against", "an arm says all that is changed in it",
            "write it into an arm; the one called base is what the others are compared with"),
)  # fmt: skip

CHANGED = ("--change", "--set", "--seat", "--off")
NEEDS = (
    Pair("run", "--run-digests", ("--json",), "a table has no room for them", "add --json"),
    Pair("check", "--runs", ("--play",), "a check alone plays no games", "add --play"),
    Pair("check", "--seed", ("--play",), "a check alone plays no games", "add --play"),
    Pair("check", "--jobs", ("--play",), "a check alone plays no games", "add --play"),
    Pair("compare", "--against", CHANGED, "nothing is named that could be compared with it",
         "name a change, too: --change FILE_OR_ID"),
    Pair("compare", "--watch", (*CHANGED, "--arm"), "without a change all counterfactuals are gone through, and what "
         "is expected of them is told", "name a change, too: --change FILE_OR_ID"),
    Pair("tournament", "--resume", ("--out",), "what is not kept cannot go on", "name the folder: --out DIR"),
    Pair("play", "--seed", ("SCENARIO", "--seat", "--save", "--resume"), "there is no game yet whose luck it could be",
         "name a scenario, too"),
)  # fmt: skip


class Checked(TyperCommand):
    """A command that refuses flags which do not go together."""

    def invoke(self, ctx: Any) -> object:
        found = list(refused(self.name or "", given(ctx)))
        if found:
            raise MultivectorError(*found)
        return super().invoke(ctx)


def given(ctx: Any) -> set[str]:
    """What the command line names; the default number of runs, spelled out, asks for nothing new."""
    usual = any(p.opts[0] == "--runs" and ctx.params.get(p.name or "") == p.default for p in ctx.command.params)
    return named(ctx) - {"--runs"} if usual else named(ctx)


def named(ctx: Any) -> set[str]:
    """All that the command line names, arguments in capitals."""
    names = {p.name or "": p.opts[0] if p.opts[0].startswith("-") else p.opts[0].upper() for p in ctx.command.params}
    sources = {name: ctx.get_parameter_source(name) for name in names}
    return {names[name] for name, source in sources.items() if source and source.name == "COMMANDLINE"}


def refused(command: str, flags: set[str]) -> Iterator[Problem]:
    """One problem for every rule that is broken."""
    for pair in APART:
        if pair.command == command and {pair.flag, *pair.others} <= flags:
            yield _problem("MV-U002", f"{pair.flag} and {pair.others[0]} do not go together", pair)
    for pair in NEEDS:
        if pair.command == command and pair.flag in flags and flags.isdisjoint(pair.others):
            yield _problem("MV-U003", f"{pair.flag} needs {' or '.join(pair.others)}", pair)


def _problem(code: str, what: str, pair: Pair) -> Problem:
    return Problem(code, f"{what}: {pair.why}", Place(field=pair.flag), mend=pair.mend)
