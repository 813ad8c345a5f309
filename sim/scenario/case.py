"""A scenario under examination: every part of it with the path of its field, and problems that know their place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from sim.catalogue import Variable
from sim.errors import Problem
from sim.scenario.codes import Code
from sim.scenario.merge import SourceMap
from sim.scenario.paths import PLACEHOLDERS, Names, find_path
from sim.scenario.schema import Scenario
from sim.scenario.words import shown

Problems = Iterator[Problem]


@dataclass(frozen=True)
class Case:
    scenario: Scenario
    names: Names
    source: SourceMap

    @cached_property
    def _filled(self) -> Names:
        return self.names.with_placeholders()

    def _names(self, field: str) -> Names:
        return self._filled if in_option(field) else self.names

    def problem(self, code: Code, field: str, what: str, value: object = "", allowed: str = "",
                mend: str = "", near: tuple[str, Collection[str]] | None = None) -> Problem:
        return Problem(code, what, self.source.place(field), shown(value), allowed, mend, near)

    def placed(self, problem: Problem, field: str, on_key: bool = False) -> Problem:
        return replace(problem, place=self.source.key_place(field) if on_key else self.source.place(field))

    def own(self, field: str) -> bool:
        """Whether the field stands in the scenario's own file, not in one that it inherits from."""
        return self.source.place(field).file == self.source.file

    def name(self, section: str, name: str, field: str, on_key: bool = False) -> Problems:
        """The problem of a name that is not declared."""
        if wrong := self._names(field).unknown(section, name):
            yield self.placed(wrong, field, on_key)

    def path(self, path: str, field: str, on_key: bool = False) -> Problems:
        """The problem of a path that leads nowhere."""
        if not in_option(field) and any(part in PLACEHOLDERS for part in path.split(".")):
            wrong = Problem(Code.PLACEHOLDER, "`self` and `target` have a meaning in options, regimes and aims only",
                            value=path, mend="name the actor")
            yield self.placed(wrong, field, on_key)
            return
        found = find_path(path, self._names(field))
        if isinstance(found, Problem):
            yield self.placed(found, field, on_key)

    def variable(self, path: str) -> Variable | None:
        """The variable of a path that leads somewhere."""
        found = find_path(path, self._filled)
        return None if isinstance(found, Problem) else found.variable


def in_option(field: str) -> bool:
    """Options, regimes and the aims of doctrines may speak of `self`: the actor who holds them."""
    return field.startswith(("options.", "regimes.")) or (field.startswith("doctrines.") and ".aims." in field)


def walk(item: Any, field: str = "") -> Iterator[tuple[str, BaseModel]]:
    """Every model in the scenario, outermost first, with the path of its field."""
    if isinstance(item, BaseModel):
        yield field, item
        children: Any = ((name, getattr(item, name)) for name in type(item).model_fields)
    elif isinstance(item, dict):
        children = item.items()
    elif isinstance(item, tuple):
        children = enumerate(item)
    else:
        return
    for name, child in children:
        if isinstance(child, (BaseModel, dict, tuple)):
            yield from walk(child, f"{field}.{name}" if field else str(name))
