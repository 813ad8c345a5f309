"""Sections that are skipped where an input is zero in all runs: the results are those of the whole program."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.tape import by_numba, by_numpy
from sim.tape.assemble import assemble
from sim.tape.graph import Graph
from sim.tape.program import Op, Program
from sim.tape.symbols import Symbol
from sim.world.arrays import on_grid

ROWS, RUNS = 6, 9


def acted(stock: Any, amount: Any, factor: Any) -> list[Any]:
    """Effects as the engine has them, a doctrine's share of a sum, and a product that stands alone."""
    out = stock[0]
    for k in range(3):
        out = out + on_grid(amount[k] * factor[k] * (1.0 - stock[1]))
    kept = out + stock[2]
    worth = stock[3] + amount[3] * np.tanh(factor[0] * stock[4] + factor[1])
    worth = worth + amount[4] * np.tanh(factor[2] * stock[4])
    return [out + on_grid(amount[1] * factor[4]), kept, worth, amount[5] * np.tanh(stock[5]), worth * 0.5 + stock[0]]


def traced(low: float) -> Program:
    """`low`: a bound of the factors; if it is infinite nothing may be skipped."""
    graph = Graph()

    def rows(slot: str, least: float) -> Symbol:
        return Symbol(graph, np.array([[graph.load(slot, k, least, 10.0)] for k in range(ROWS)]))

    found = acted(rows("stock", -10.0), rows("amount", -10.0), rows("factor", low))
    return assemble(graph, [int(x.ids[0]) for x in found], ["amount"])


PROGRAM = traced(-10.0)


def test_sections_are_found() -> None:
    skips = PROGRAM.args[PROGRAM.op == Op.SKIP]
    assert len(skips) == 7 and (skips[:, 2] >= 2).all()


def test_what_may_be_no_number_is_not_skipped() -> None:
    """Zero times what is no number is no number: what is left is the product that has no factor."""
    assert (traced(-np.inf).op == Op.SKIP).sum() == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.booleans(), min_size=ROWS, max_size=ROWS), st.sampled_from([1, 9, 130]))
def test_the_results_are_those_of_the_whole(seed: int, zero: list[bool], runs: int) -> None:
    drawn = np.random.default_rng(seed)
    stock, amount, factor = drawn.normal(size=(3, ROWS, runs))
    amount[zero] = 0.0
    amount[:, drawn.random(runs) < 0.5] = 0.0
    wanted = np.stack(acted(stock, amount, factor))
    inputs = [{"stock": stock, "amount": amount, "factor": factor}[slot] for slot in PROGRAM.slots]
    out = np.empty_like(wanted)
    by_numpy.Prepared(PROGRAM, [x.shape for x in inputs], runs)(inputs, out)
    np.testing.assert_array_equal(out, wanted)
    pytest.importorskip("numba")
    out[:] = 7.0
    by_numba.Prepared(PROGRAM)(inputs, out)
    np.testing.assert_array_equal(out, wanted)
