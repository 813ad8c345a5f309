"""What the economic themes share: pairs of roles, money over output, two reference numbers."""

from __future__ import annotations

import numpy as np

from sim.rules.rule import P
from sim.rules.view import View
from sim.world.arrays import Array, flip, pair
from sim.world.state import Numbers, Roles

Deltas = dict[str, Array]

PERCENT = P("percent", 100.0, "%", "definition")
REFERENCE = P("reference", 99.0, "USD/bbl", "EIA, spot price of Brent crude FOB, mean of 2014",
              meaning="oil price of 2014")


def of_output(money: Array, w: View) -> Array:
    """USD bn (A, R) as a fraction of output; zero where there is no output."""
    return np.divide(money, w.output, out=np.zeros_like(money), where=w.output > 0)


def log_oil(w: View, p: Numbers) -> Array:
    """Log distance of the oil price from its reference (R,); prices below 1 USD count as 1."""
    return np.log(np.maximum(w.oil_price, 1) / p.reference)


def near_pairs(r: Roles) -> Array:
    """1 at (small state, near power), (A, A, 1)."""
    return pair(r.small, r.near)


def western_pairs(r: Roles) -> Array:
    """1 at (small state, distant power), (A, A, 1)."""
    return pair(r.small, r.west)


def either_way(x: Array) -> Array:
    """A one-way dyad array between disjoint groups, made symmetric."""
    return x + flip(x)
