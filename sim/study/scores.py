"""Scores of forecasts against what was observed, and the simple forecasts that they must beat."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.world.arrays import Array

WINDOW = 5  # years before the first scored one, from which the trend is drawn
LEAST = 3
EQUAL = 1e-9


def crps(values: Array, real: float) -> float:
    """The continuous ranked probability score of an ensemble (R,), in the unit of its values: the mean distance to what
    was observed less half the mean distance between two members (Gneiting and Raftery, JASA 102:477, 2007)."""
    x, n = np.sort(values), len(values)
    apart = 2 * float(np.mean((2 * np.arange(1, n + 1) - n - 1) * x)) / n
    return float(np.mean(np.abs(x - real))) - apart / 2


def trend(years: Mapping[int, float], first: int, year: int) -> float | None:
    """The line of least squares through the last years before `first`, drawn on to `year`; None of too few years."""
    known = [known for known in range(first - WINDOW, first) if known in years]
    if len(known) < LEAST:
        return None
    x, y = np.array(known, dtype=np.float64), np.array([years[k] for k in known])
    away = x - np.mean(x)
    slope = float(np.mean(away * y) / np.mean(away * away))
    return float(np.mean(y)) + slope * (year - float(np.mean(x)))


def beats(error: float, rival: float, real: float) -> bool:
    """Whether an error is smaller than that of the rival's value; equal is not smaller, however they were added up."""
    return abs(error) < abs(rival - real) - EQUAL * max(1.0, abs(real))
