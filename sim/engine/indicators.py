"""Indicator paths against arrays: `a.b.x`, `a.x`, `x`, `a.member.i`, `a.priority.q`, `a.line.k`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.catalogue import BY_NAME, NAMED, Variable
from sim.rules.view import View
from sim.world.arrays import Array
from sim.world.state import Sizes


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number of the world: a variable, the names along its axes, and where it stands in its array."""

    path: str
    variable: Variable
    names: tuple[str, ...]
    where: tuple[int, ...]
    place: int

    def read(self, view: View) -> Array:
        """Its value in every run (R,)."""
        return getattr(view, self.variable.name)[self.where]


def indicator(path: str, sizes: Sizes) -> Indicator:
    """Resolve a path; KeyError or ValueError when it names nothing (the scenario checks say so to the author)."""
    variable, names = split(path)
    where = tuple(sizes.names(axis).index(name) for axis, name in zip(variable.axes, names, strict=True))
    place = int(np.ravel_multi_index(where, sizes.shape(variable.axes))) if where else 0
    return Indicator(path, variable, names, where, place)


def split(path: str) -> tuple[Variable, tuple[str, ...]]:
    """The variable that a path names and the names along its axes, in the order of the axes."""
    *names, last = path.split(".")
    if len(names) == 2 and names[1] in BY_NAME and BY_NAME[names[1]].axes in NAMED:
        return BY_NAME[names[1]], (last, names[0])
    return BY_NAME[last], tuple(names)


def mirrored(found: Indicator, sizes: Sizes) -> Indicator | None:
    """The same number seen from the other end, for variables that are the same both ways."""
    if not found.variable.both_ways or found.where[0] == found.where[1]:
        return None
    a, b = found.names
    return indicator(f"{b}.{a}.{found.variable.name}", sizes)


def path_of(variable: Variable, place: int, sizes: Sizes) -> str:
    """The path of a flat place in a variable's array."""
    if not variable.axes:
        return variable.name
    where = np.unravel_index(place, sizes.shape(variable.axes))
    return joined(variable, [sizes.names(axis)[int(i)] for axis, i in zip(variable.axes, where, strict=True)])


def joined(variable: Variable, names: Sequence[str]) -> str:
    """The path of names in the order of the variable's axes."""
    if variable.axes in NAMED:
        return f"{names[1]}.{variable.name}.{names[0]}"
    return ".".join([*names, variable.name])

