"""What stays the same all game long, told once; numbers now, which name what they are by its path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

NumberGroup = Literal["goals", "home", "partner", "world"]


@dataclass(frozen=True, slots=True)
class ActorView:
    """A country or a union. `label`: as it stands in a sentence; `short`: its usual letters."""

    id: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number that a seat may know. `group`: where it is listed, the seat's `goals` and the scenario's figures first;
    `partner`: the other actor of a relation. `better`: 1 if more of it is welcome, -1 if less, 0 if that depends.
    `term`: its entry in the glossary, by id."""

    path: str
    term: str
    label: str
    unit: str
    decimals: int
    better: int
    group: NumberGroup
    partner: str

    def at(self, value: float, change: float, steps: float, history: float | None = None) -> IndicatorView:
        """The number with a reading."""
        return IndicatorView(self.path, self.term, self.label, self.unit, self.decimals, self.better, self.group,
                             self.partner, value, change, steps, history)


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A number now, and its change in the last turn; `steps`: the change in steps that a government would notice."""

    path: str
    value: float
    change: float
    steps: float


@dataclass(frozen=True, slots=True)
class IndicatorView(NumberView):
    """A number with its reading. `history`: its value when history is replayed under the same luck."""

    value: float
    change: float
    steps: float
    history: float | None = None


@dataclass(frozen=True, slots=True)
class BoardView:
    """A game as one seat sees it before anything has moved. `scenario`: its id. `numbers`: in the order in which they
    are listed, each once."""

    scenario: str
    title: str
    seat: str
    actors: tuple[ActorView, ...]
    numbers: tuple[NumberView, ...]

    def actor(self, name: str) -> ActorView:
        return next(actor for actor in self.actors if actor.id == name)

    def read(self, readings: Iterable[ReadingView]) -> dict[str, IndicatorView]:
        """The numbers with their readings, by path."""
        known = {number.path: number for number in self.numbers}
        return {x.path: known[x.path].at(x.value, x.change, x.steps) for x in readings}
