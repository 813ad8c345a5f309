"""What an agent may still spend and begin in a turn: people and doctrines are held to it alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.world.arrays import Array


@dataclass(frozen=True, slots=True)
class Means:
    """In every run: `capital` (R,), points that are left; `picks` (R,), moves that may still be begun."""

    capital: Array
    picks: NDArray[np.int64]

    @classmethod
    def of(cls, capital: Array, picks: int | NDArray[np.int64]) -> Means:
        return cls(capital, np.full(capital.shape, picks, dtype=np.int64))

    def cover(self, prices: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the capital pays each of these prices (..., R)."""
        return prices <= self.capital

    def left(self) -> NDArray[np.bool_]:
        """Whether another move may be begun (R,)."""
        return self.picks > 0

    def after(self, price: NDArray[np.int64], begun: NDArray[np.bool_]) -> Means:
        """When so much (R,) was spent, and a move begun where `begun` (R,)."""
        return Means(self.capital - price, self.picks - begun)
