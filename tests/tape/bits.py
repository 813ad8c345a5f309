"""Comparing numbers to the last bit."""

from __future__ import annotations

import numpy as np

from sim.tape.program import Array


def same(found: Array, wanted: Array) -> None:
    """The same bits, but for what sort of NaN it is."""
    nan = np.isnan(wanted)
    np.testing.assert_array_equal(np.isnan(found), nan)
    np.testing.assert_array_equal(np.where(nan, 0.0, found).view(np.int64), np.where(nan, 0.0, wanted).view(np.int64))
