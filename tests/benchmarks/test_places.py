"""What is watched and what is counted is there: whoever moves a function takes its name here along."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.bound import Count
from benchmarks.places import PLACES
from sim.tape.program import Op, Program


@pytest.mark.parametrize("kind", PLACES)
def test_every_place_is_a_function(kind: str) -> None:
    assert [name for owner, name in PLACES[kind] if not callable(getattr(owner, name, None))] == []


def test_only_arithmetic_counts_once_a_run() -> None:
    op = np.array([Op.LOAD, Op.CONST, Op.ADD, Op.MULK, Op.STORE], dtype=np.uint8)
    lines = len(op)
    program = Program(("x",), op, np.zeros(lines, dtype=np.int32), np.zeros((lines, 3), dtype=np.int32),
                      np.zeros(lines), 2, 1)
    count = Count()
    count.add(program, 10)
    count.add(program, 5)
    assert count.operations == 2 * 15
