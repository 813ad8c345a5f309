"""Annual values of replays as the observed series count them, and as somebody would have measured them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.scenario.observed import SERIES, Key, error_of
from sim.world.arrays import Array
from sim.world.noise import Noise

YEAR = 12
READ = {
    "growth": ("output", "growth"), "trade": ("trade_value",), "trade_share": ("trade_value",),
    "investment_share": ("investment_energy", "investment_nonenergy"), "votes": ("alignment",),
    "investment_climate": ("investment_climate",), "reform": ("reform",), "rents": ("rents",),
}
SHARES = ("trade_share", "investment_share")
RELATIVE = ("trade", "investment_share")  # sums of money are measured
STOCKS = ("investment_energy", "investment_nonenergy")  # published as of the end of the year; of all else, the mean
Annual = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Played:
    """Annual values of indicators (years, R), from the year `begins` on. `noise`: the luck of whoever measures."""

    begins: int
    annual: Annual
    noise: Noise

    def value(self, key: Key, year: int, partners: Sequence[str] = ()) -> Array:
        """An observed series as the model has it (R,). `partners`: among whom a share is counted."""
        return _counted(key, partners, lambda one: self.stock(one, year))

    def measured(self, key: Key, year: int, partners: Sequence[str] = ()) -> Array:
        """The same with a drawn error of measurement."""
        return _counted(key, partners, lambda one: self._slipped(one, year))

    def _slipped(self, key: Key, year: int) -> Array:
        value, its = self.stock(key, year), SERIES[key.series]
        error = slip(self.noise, key, year)
        return value * np.exp(error) if is_relative(key) else np.clip(value + error, its.low, its.high)

    def stock(self, key: Key, year: int) -> Array:
        """What a share is a share of; of all else, the value."""
        if key.series == "growth":
            return self._growth(key.actor, year)
        first, *others = [self._at(path, year) for path in paths_of(key)]
        return sum(others, first)

    def _growth(self, actor: str, year: int) -> Array:
        """Mean output of the year over that of the year before, as statistics have it; of the first year, which has
        none before it, the model's own rate."""
        if year == self.begins:
            return self._at(f"{actor}.growth", year)
        before = self._at(f"{actor}.output", year - 1)
        return 100 * over(self._at(f"{actor}.output", year) - before, before)

    def _at(self, path: str, year: int) -> Array:
        return self.annual[path][year - self.begins]


def _counted(key: Key, partners: Sequence[str], of: Callable[[Key], Array]) -> Array:
    """What `of` says of a series, or of a share in the sum over these partners."""
    if key.series not in SHARES:
        return of(key)
    first, *others = [of(key._replace(partner=partner)) for partner in partners]
    return 100 * over(of(key), sum(others, first))


def slip(noise: Noise, key: Key, year: int) -> Array:
    """The drawn error (R,) of one year's measurement, the same for the share as for the trade behind it."""
    its = behind(key)
    return error_of(its) * noise.normal(".".join(its), year)


def behind(key: Key) -> Key:
    """What is measured: for a share of trade, trade."""
    return key._replace(series="trade") if key.series == "trade_share" else key


def is_relative(key: Key) -> bool:
    """Whether an error is a part of what is measured, a sum of money."""
    return behind(key).series in RELATIVE


def over(above: Array, below: Array) -> Array:
    """The quotient; 0 over nothing."""
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


def paths_of(key: Key) -> tuple[str, ...]:
    """The indicators that an observed series is made of."""
    return tuple(f"{tie_of(key)}.{name}" for name in READ[key.series])


def tie_of(key: Key) -> str:
    """Whose number it is, as indicators are called: an actor's, or a pair's."""
    return ".".join(name for name in key[1:] if name)


def by_year(months: Mapping[str, Array], first: int) -> dict[str, Array]:
    """Whole years (years, R) of months (T, R), from the month `first` on: the mean, or of stocks the last month."""
    return {path: _by_year(monthly, first, path.endswith(STOCKS)) for path, monthly in months.items()}


def _by_year(monthly: Array, first: int, last: bool) -> Array:
    years = (len(monthly) - first) // YEAR
    months = monthly[first: first + years * YEAR].reshape(years, YEAR, -1)
    return months[:, -1] if last else np.mean(months, axis=1)
