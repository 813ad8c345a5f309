"""World: all that the future depends on. Params: the numbers of the rules, one per run. Roles: who plays which part.

Shapes: R runs last; A actors, I institutions, Q issues, K doctrines, M moves, P parts (a move and one of its parties).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import STORED
from sim.world.arrays import Array


@dataclass(frozen=True, slots=True)
class Sizes:
    """Names along each axis, in the order of the scenario."""

    actors: tuple[str, ...]
    institutions: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    doctrines: tuple[str, ...] = ()
    months: ClassVar[tuple[str, ...]] = tuple(str(month) for month in range(1, 13))

    def shape(self, axes: str) -> tuple[int, ...]:
        return tuple(len(self.names(axis)) for axis in axes)

    def names(self, axis: str) -> tuple[str, ...]:
        return {"a": self.actors, "i": self.institutions, "q": self.issues, "k": self.doctrines,
                "m": self.months}[axis]


@dataclass(frozen=True, slots=True)
class World:
    """The state at the start of a month.

    `month`: months since the scenario's first month. `stocks`: name -> float64 array (axes..., R), on the grid.
    `since`: int16 (M, R), the month in which a move began to bite, -1 when it is not in force; below that what is
    remembered of an agreement that failed, or of a regime that has closed.
    `uses`: int16 (M, R), how often it has been struck.
    """

    month: int
    stocks: Mapping[str, Array]
    since: NDArray[np.int16]
    uses: NDArray[np.int16]

    @property
    def runs(self) -> int:
        return self.since.shape[-1]

    def column(self, k: int) -> World:
        """The world of run column k alone."""
        return self.take(np.array([k]))

    def take(self, columns: NDArray[Any]) -> World:
        """The same month for the given columns; a column may be repeated (a forecast repeats one world n times)."""
        pick = {name: np.take(x, columns, axis=-1) for name, x in self.stocks.items()}
        return World(self.month, pick, np.take(self.since, columns, axis=-1), np.take(self.uses, columns, axis=-1))

    def with_stocks(self, **changed: Array) -> World:
        return replace(self, stocks={**self.stocks, **changed})

    def digests(self) -> list[str]:
        """SHA-256 of each run: its month, its stocks in catalogue order, its moves."""
        return [_digest(self.column(k)) for k in range(self.runs)]

    def digest(self) -> str:
        return _digest(self)


def join(worlds: Sequence[World]) -> World:
    """Worlds of one month side by side, in the order given."""
    stocks = {name: np.concatenate([w.stocks[name] for w in worlds], axis=-1) for name in worlds[0].stocks}
    since, uses = (np.concatenate([getattr(w, name) for w in worlds], axis=-1) for name in ("since", "uses"))
    return World(worlds[0].month, stocks, since, uses)


def _digest(world: World) -> str:
    return digest_of(world.month, (*(world.stocks[variable.name] for variable in STORED), world.since, world.uses))


def digest_of(month: int, arrays: Iterable[NDArray[Any]]) -> str:
    """SHA-256 of a month and of arrays, in the order of their bytes; a zero has no sign."""
    digest = hashlib.sha256(str(month).encode())
    for x in arrays:
        digest.update(np.ascontiguousarray(x + 0.0 if x.dtype == np.float64 else x).tobytes())
    return digest.hexdigest()


class Numbers:
    """The parameters of one rule: `p.rate` is an array (R,)."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Array]) -> None:
        self._values = dict(values)

    def __getattr__(self, name: str) -> Array:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"the rule declares no parameter {name!r}") from None


class Params:
    """All parameters, by "rule.name" -> (R,). `on`: the runs (R,) in which a rule is on, for each rule that is not on
    in all of them. `fit`: whether programs hold for them, once that is known."""

    __slots__ = ("_rules", "_switches", "_table", "fit", "on", "values")

    def __init__(self, values: Mapping[str, Array], on: Mapping[str, NDArray[np.bool_]] | None = None) -> None:
        self.values, self.on = dict(values), dict(on or {})
        self._table: Array | None = None
        self._switches: tuple[Sequence[str], Array] | None = None
        self.fit: bool | None = None
        grouped: dict[str, dict[str, Array]] = {}
        for name, value in values.items():
            rule, _, last = name.rpartition(".")
            grouped.setdefault(rule, {})[last] = value
        self._rules = {rule: Numbers(found) for rule, found in grouped.items()}

    @property
    def table(self) -> Array:
        """All of them (N, R), in their order."""
        if self._table is None:
            self._table = np.stack(list(self.values.values())) if self.values else np.zeros((0, 1))
        return self._table

    def of(self, rule: str) -> Numbers:
        return self._rules.get(rule, NONE)

    def switched(self, rule: str, given: Array) -> Array:
        """What a rule gives (..., R), where it is on; elsewhere -0.0, which leaves every number as it was."""
        return np.where(self.on[rule], given, -0.0) if rule in self.on else given

    def switches(self, rules: Sequence[str]) -> Array:
        """1 where a rule is on, else 0 (N, R)."""
        if self._switches is None or self._switches[0] != rules:
            always = np.ones(len(next(iter(self.values.values()))), dtype=np.bool_)
            found = np.stack([self.on.get(rule, always) for rule in rules]).astype(np.float64)
            self._switches = rules, found
        return self._switches[1]

    def take(self, columns: NDArray[Any]) -> Params:
        values = {name: np.take(x, columns) for name, x in self.values.items()}
        return Params(values, {rule: x[columns] for rule, x in self.on.items()})


NONE = Numbers({})


class Roles:
    """Masks that the scenario declares: an actor role is 0/1 (A, 1), a pair role 0/1 (A, A, 1), a figure of an
    institution (I, 1). Rules address these and never an actor."""

    __slots__ = ("_masks",)

    def __init__(self, masks: Mapping[str, Array]) -> None:
        self._masks = dict(masks)

    @property
    def masks(self) -> Mapping[str, Array]:
        return self._masks

    def __getattr__(self, name: str) -> Array:
        try:
            return self._masks[name]
        except KeyError:
            raise AttributeError(f"no role {name!r}; known: {', '.join(sorted(self._masks))}") from None
