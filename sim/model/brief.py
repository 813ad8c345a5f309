"""Models that are needed for a while only."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sim.model.model import BalanceModel


@contextmanager
def brief(model: BalanceModel) -> Generator[BalanceModel]:
    """A model that is gone afterwards, with all that it holds. Models, their agents and Mesa's own parts point at each
    other, and would otherwise stay until the garbage collector comes by: some hundred megabytes of runs."""
    try:
        yield model
    finally:
        vars(model).clear()
