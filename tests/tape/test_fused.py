"""Two lines that are joined do what they do apart, to the bit."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.tape import fused
from sim.tape.fused import PAIRS, WHERE, Fused
from sim.tape.groups import ARITY
from sim.tape.places import placed
from sim.tape.program import Array, Op, Program
from tests.tape.bits import same
from tests.tape.test_by_numba import NUMBERS, STRANGE, WIDTHS, program, run

K = st.sampled_from([0.5, 0.0, -0.0, np.nan, np.inf, 3.0]) | NUMBERS
CASES = [(first, then, place) for first, then in PAIRS for place in WHERE.get(then, range(ARITY[then]))]


def pair(first: Op, then: Op, place: int, k: float = 0.5, top: float = 3.0) -> Program:
    """The first line on registers 0 and 1, or on the one number in 5, and the second, which has it in this place."""
    loads = [*((Op.LOAD, n, (0, n, 0), 0.0) for n in range(4)), (Op.LOAD, 5, (1, 0, 0), 0.0)]
    out = 5 if first is Op.LOAD else 6
    lines = [] if first is Op.LOAD else [(first, 6, (0, 1, 0), k)]
    others = [2, 3]
    args = [out if n == place else others.pop(0) for n in range(ARITY[then])]
    x, y, z = (*args, 0, 0)[:3]
    return program([*loads, *lines, (then, 7, (x, y, z), top), (Op.STORE, 0, (7, 0, 0), 0.0)], 8, 1, ("wide", "one"))


def apart(made: Program, inputs: list[Array], runs: int) -> Array:
    with patch.object(fused, "PAIRS", {}), patch("sim.tape.by_numba.placed_of", placed):
        assert not {*_ops(made)} & {*Fused}
        return run(made, inputs, runs)


def _ops(made: Program) -> list[int]:
    return placed(made, [False, True]).lines[:, 0].tolist()


@pytest.mark.parametrize(("first", "then", "place"), CASES, ids=str)
def test_a_pair_becomes_one_line(first: Op, then: Op, place: int) -> None:
    made = pair(first, then, place)
    assert PAIRS[first, then] in _ops(made) and not {first, then} & {*_ops(made)}


@pytest.mark.parametrize(("first", "then", "place"), CASES, ids=str)
@settings(max_examples=25, deadline=None)
@given(K, K, st.sampled_from(WIDTHS), st.integers(0, 2**32 - 1))
def test_it_gives_the_bits_of_both(first: Op, then: Op, place: int, k: float, top: float, runs: int, seed: int) -> None:
    drawn = np.random.default_rng(seed)
    wide = np.where(drawn.random((4, runs)) < 0.5, drawn.choice(STRANGE, (4, runs)), drawn.normal(0, 3, (4, runs)))
    inputs, made = [wide, drawn.choice([*STRANGE, 0.1, -3.7], (1, 1))], pair(first, then, place, k, top)
    same(run(made, inputs, runs), apart(made, inputs, runs))


def test_products_are_rounded_before_they_are_added() -> None:
    """One rounding alone would leave 2^-60."""
    x = 1.0 + 2.0**-30
    wide, one = np.repeat([[x], [x], [-(1.0 + 2.0**-29)], [-(1.0 + 2.0**-29)]], 300, axis=1), np.array([[x]])
    for first, then, place, k in ((Op.MULK, Op.ADD, 0, x), (Op.LOAD, Op.MULADD, 0, 0.0)):
        made = pair(first, then, place, k)
        if first is Op.LOAD:
            wide[2] = x
        assert (run(made, [wide, one], 300) == 0.0).all()


@pytest.mark.parametrize("more", [[(Op.STORE, 1, (6, 0, 0), 0.0)], [(Op.NEG, 0, (6, 0, 0), 0.0)]],
                         ids=["a result", "read again"])
def test_what_somebody_else_reads_stays(more: list[tuple[Op, int, tuple[int, int, int], float]]) -> None:
    lines = [*((Op.LOAD, n, (0, n, 0), 0.0) for n in range(3)), (Op.ADD, 6, (0, 1, 0), 0.0),
             (Op.ADD, 7, (6, 2, 0), 0.0), *more, (Op.STORE, 0, (7, 0, 0), 0.0)]
    assert _ops(program(lines, 8, 2, ("wide", "one"))).count(Op.ADD) == 2


def test_what_changes_in_between_is_read_before() -> None:
    """By hand: 1 + 2, then 1 becomes 11, and 3 + 3."""
    lines = [*((Op.LOAD, n, (0, n, 0), 0.0) for n in range(4)), (Op.ADD, 6, (0, 1, 0), 0.0),
             (Op.ACC, 0, (0, 3, 0), 0.0), (Op.ADD, 7, (6, 2, 0), 0.0), (Op.STORE, 0, (7, 0, 0), 0.0),
             (Op.STORE, 1, (0, 0, 0), 0.0)]
    made, given = program(lines, 8, 2), np.array([[1.0], [2.0], [3.0], [10.0]]) + np.zeros((4, 300))
    assert run(made, [given], 300).tolist() == [[6.0] * 300, [11.0] * 300]
