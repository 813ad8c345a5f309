"""What a file takes away with `null`, though files that it inherits speak of it: told once, where it is taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.errors import Place, Problem
from sim.scenario.codes import Code
from sim.scenario.merge import SourceMap
from sim.scenario.words import listed, shown

UNKNOWN = {Code.UNKNOWN_ACTOR, Code.UNKNOWN_AGENT, Code.UNKNOWN_OPTION, Code.UNKNOWN_OPTION_OR_EVENT,
           Code.UNKNOWN_INSTITUTION, Code.UNKNOWN_ISSUE, Code.UNKNOWN_DOCTRINE, Code.UNKNOWN_VARIABLE,
           Code.NOT_A_CHOICE}
INSTEAD = {"events": "keep it and write `chance: 0`: it never falls",
           "options": "keep it and write `when: [{before: 1900-01}]`: nobody can use it"}


def gathered(problems: Sequence[Problem], source: SourceMap) -> Iterator[Problem]:
    """The problems; those in inherited files with a name that was taken away become one for each name."""
    taken = dict(_taken(source))
    users: dict[str, list[Problem]] = {}
    for problem in problems:
        away = taken.get(problem.value) if problem.code in UNKNOWN else None
        if away is None or problem.place.file == away.file:
            yield problem
        else:
            users.setdefault(problem.value, []).append(problem)
    for name, found in users.items():
        section = taken[name].field.partition(".")[0]
        yield Problem(found[0].code, f"{name} is taken away, but files that are inherited speak of it", taken[name],
                      f"in {listed([p.place.field for p in found])}", "",
                      INSTEAD.get(section, "take away, or write anew, what speaks of it"))


def _taken(source: SourceMap) -> Iterator[tuple[str, Place]]:
    for section, entries in source.root.items():
        for name, entry in entries.items() if isinstance(entries.value, dict) else ():
            if entry.value is None:
                yield shown(name), entry.key_place(f"{section}.{name}")
