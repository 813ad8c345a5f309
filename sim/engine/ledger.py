"""Who changed what. The engine records every delta here, under the cause that it came from.

Causes: a rule's id; `move:<key>` for an option in force, `event:<id>`, `cost:<key>`, `input:<path>`, `bounds`; with
`worn:` before it where an effect of an option or an event expires and is given back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.world.arrays import Array


@dataclass(frozen=True, slots=True)
class Entry:
    """One cause's deltas to one variable in one phase of one month, for run column 0: flat places and amounts."""

    month: int
    phase: str
    cause: str
    variable: str
    where: NDArray[np.int64]
    amount: Array


class Ledger(Protocol):
    keeps: bool
    """Whether anything comes of what is added: who keeps nothing need not be told."""

    def add(self, month: int, phase: str, cause: str, variable: str, delta: Array) -> None:
        """Record a delta that covers a whole variable (axes..., R)."""
        ...

    def add_at(self, month: int, phase: str, cause: str, variable: str, place: int, delta: Array) -> None:
        """Record a delta (R,) at one flat place of a variable."""
        ...


class NullLedger:
    """Keeps nothing: for ensembles."""

    keeps = False

    def add(self, month: int, phase: str, cause: str, variable: str, delta: Array) -> None:
        return

    def add_at(self, month: int, phase: str, cause: str, variable: str, place: int, delta: Array) -> None:
        return


class FullLedger:
    """Keeps every non-zero delta of column 0, in the order in which it was added."""

    keeps = True

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, month: int, phase: str, cause: str, variable: str, delta: Array) -> None:
        flat = delta[..., 0].reshape(-1)
        where = np.flatnonzero(flat)
        if len(where):
            self.entries.append(Entry(month, phase, cause, variable, where, flat[where]))

    def add_at(self, month: int, phase: str, cause: str, variable: str, place: int, delta: Array) -> None:
        if delta[0] != 0.0:
            self.entries.append(Entry(month, phase, cause, variable, np.array([place]), delta[:1].copy()))

    def between(self, first: int, last: int) -> Iterator[Entry]:
        """Entries of the months first <= month < last, in order."""
        return (entry for entry in self.entries if first <= entry.month < last)

    def forget_from(self, month: int) -> None:
        """Drop what was recorded from a month on: the game has gone back to it."""
        self.entries = [entry for entry in self.entries if entry.month < month]
