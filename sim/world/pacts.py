"""The table of agreements: which governments each binds. Constant arrays that the `conclude` rules read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.world.arrays import Array


@dataclass(frozen=True, slots=True)
class Pacts:
    """One row per agreement. `move` (N,): its move; `party` (N, A, 1): 1 for each actor whose leadership must say
    yes."""

    move: NDArray[np.int64]
    party: Array

    @property
    def size(self) -> int:
        return len(self.move)

    @property
    def between(self) -> Array:
        """1 where two different actors are both parties (N, A, A, 1)."""
        apart = 1.0 - np.eye(self.party.shape[1])[:, :, None]
        return self.party[:, :, None] * self.party[:, None, :] * apart

    def of(self, rows: NDArray[np.bool_]) -> Pacts:
        """Some of them (N,)."""
        return Pacts(self.move[rows], self.party[rows])
