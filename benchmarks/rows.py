"""Rows: seconds of two contestants, measured in turns, and the ratio that travels between machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

Measure = Callable[[], float]
Times = dict[str, list[float]]


def in_turns(contestants: Mapping[str, Measure], rounds: int) -> Times:
    """Each once a round, every other round in the other order, so that no neighbour and no drift favours one."""
    times: Times = {name: [] for name in contestants}
    for number in range(rounds):
        for name in list(contestants)[:: -1 if number % 2 else 1]:
            times[name].append(contestants[name]())
    return times


@dataclass(frozen=True, slots=True)
class Row:
    """`base`, `ours`: what was measured in each round. `bar`: what the ratio has to reach; `at_most`: or must not
    exceed, and is then ours to base instead of base to ours. Without a bar the row is there to be known."""

    name: str
    base_name: str
    base: list[float]
    ours: list[float]
    bar: float | None = None
    at_most: bool = False
    unit: str = "s"

    @property
    def ratios(self) -> list[float]:
        pairs = zip(self.base, self.ours, strict=True)
        return [ours / base if self.at_most else base / ours for base, ours in pairs]

    @property
    def ratio(self) -> float:
        """The median of the rounds' own ratios."""
        return median(self.ratios)

    @property
    def met(self) -> bool | None:
        if self.bar is None:
            return None
        return self.ratio <= self.bar if self.at_most else self.ratio >= self.bar

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "against": self.base_name, "base": self.base, "ours": self.ours, "unit": self.unit,
                "ratios": self.ratios, "ratio": self.ratio, "bar": self.bar, "at_most": self.at_most, "met": self.met}

    def __str__(self) -> str:
        told = [f"{self.name:<46}", f"{self.base_name:>24} {_size(median(self.base), self.unit)}",
                f"now {_size(median(self.ours), self.unit)}", f"x{self.ratio:8.2f}", self._verdict]
        return "  ".join(told).rstrip()

    @property
    def _verdict(self) -> str:
        if self.bar is None:
            return ""
        return f"at {'most' if self.at_most else 'least'} {self.bar:g}: {'met' if self.met else 'NOT MET'}"


def _size(x: float, unit: str) -> str:
    """In a width of ten."""
    return f"{x * 1000:7.1f} ms" if unit == "s" and x < 0.1 else f"{x:8.2f} {unit}"
