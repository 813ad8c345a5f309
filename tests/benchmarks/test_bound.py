"""Operations are counted as programs run, whatever they are told of their inputs."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.bound import counting
from sim.tape.assemble import assemble
from sim.tape.machine import NUMPY, Machine, using
from tests.tape.drawn import given_to, traced


@pytest.mark.parametrize("known", [(), ({"around": np.ones(3, dtype=np.bool_)},)], ids=["nothing", "which are alive"])
def test_what_is_computed_counts_once_a_run(known: tuple[dict[str, np.ndarray]]) -> None:
    """Three sums, while loads and stores are none."""
    machine, inputs = Machine(assemble(*traced([("add", (1, 2, 1), 0.0)]))), given_to(5, 0)
    sums = 3
    with using(NUMPY), counting() as count:
        for _ in range(2):
            machine.run(inputs.__getitem__, 5, *known)
    assert count.operations == 2 * 5 * sums
