"""Which seeds there are."""

from __future__ import annotations

import operator
from typing import SupportsIndex

from sim.errors import refuse

MAX_SEED = 2**64 - 1


def checked_seed(seed: SupportsIndex) -> int:
    """The seed as a whole number. Raises MultivectorError for one out of range, another's second name."""
    number = operator.index(seed)
    if not 0 <= number <= MAX_SEED:
        raise refuse("MV-R016", "there is no such seed", field="seed", value=number,
                     allowed=f"whole numbers from 0 to {MAX_SEED}", mend="take one of these")
    return number
