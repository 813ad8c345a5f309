"""Drawn functions by programs, in every way to run them, against what NumPy makes of their text.

Every number must be the same, and no number where there is none. The sign of a zero may differ, which only a division
by it could tell: those here ask before, or divide by what is no zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from typing import TypeAlias
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.tape import by_numba, by_numpy
from sim.tape.assemble import UNIFORM, assemble, assemble_apart
from sim.tape.groups import ARITY, Input, Plan, plan
from sim.tape.machine import NUMBA, NUMPY, Machine, using
from sim.tape.program import Array, Op, Program
from tests.tape.drawn import BOUNDS, Step, functions, given_to, in_numbers, traced

Way: TypeAlias = Callable[[Program, Sequence[Array], Array], None]


def grouped(by_level: bool, program: Program, inputs: Sequence[Array], out: Array) -> None:
    def forced(program: Program, inputs: Sequence[Input], narrow: bool) -> Plan:
        return plan(program, inputs, by_level)

    with patch.object(by_numpy, "plan_of", forced):
        by_numpy.Prepared(program, [x.shape for x in inputs], out.shape[1])(inputs, out)  # type: ignore[misc]


def compiled(known: bool, program: Program, inputs: Sequence[Array], out: Array) -> None:
    """`known`: which rows of `rare` are zero is handed in, or else found out."""
    pytest.importorskip("numba")
    alive = {slot: np.any(x, axis=1) for slot, x in zip(program.slots, inputs, strict=True) if slot == "rare" and known}
    by_numba.Prepared(program)(inputs, out, alive)


WAYS: dict[str, Way] = {"by level": partial(grouped, True), "by neighbours": partial(grouped, False),
                        "numba": partial(compiled, False), "numba that knows": partial(compiled, True)}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def run(way: Way, program: Program, inputs: dict[str, Array], runs: int) -> Array:
    out = np.full((program.rows, runs), 7.0)
    way(program, [np.ascontiguousarray(inputs[slot]) for slot in program.slots], out)
    return out + 0.0


@each_way
@settings(max_examples=40, deadline=None, derandomize=True)
@given(functions(), st.sampled_from([1, 3, 130]), st.integers(0, 2**32 - 1))
def test_a_program_says_what_its_text_says(way: Way, steps: list[Step], runs: int, seed: int) -> None:
    inputs, (graph, ids) = given_to(runs, seed), traced(steps)
    wanted, program = in_numbers(steps, inputs, runs), assemble(graph, ids, ["rare"])
    found = run(way, program, inputs, runs)
    np.testing.assert_array_equal(found, wanted)
    column = [seed % runs]
    alone = {slot: x if x.shape[1] == 1 else x[:, column] for slot, x in inputs.items()}
    np.testing.assert_array_equal(run(way, program, alone, 1), found[:, column])


@each_way
@settings(max_examples=12, deadline=None, derandomize=True)
@given(functions(), st.sampled_from([1, 3, 130]), st.integers(0, 2**32 - 1))
def test_two_halves_say_it_too(way: Way, steps: list[Step], runs: int, seed: int) -> None:
    inputs, (graph, ids) = given_to(runs, seed), traced(steps)
    same, rest = assemble_apart(graph, ids, ["same"], ["rare"])
    assert set(same.slots) <= {"same"} and set(rest.slots) <= set(BOUNDS) - {"same"} | {UNIFORM}
    foreseen = run(way, same, inputs, 1)
    np.testing.assert_array_equal(run(way, rest, {**inputs, UNIFORM: foreseen}, runs), in_numbers(steps, inputs, runs))


@given(functions())
@settings(max_examples=12, deadline=None, derandomize=True)
def test_nothing_is_computed_that_nobody_reads(steps: list[Step]) -> None:
    program = assemble(*traced(steps))
    written = list[tuple[Op, int, list[int], float]](program.lines())
    read = {x for op, _, args, _ in written if op is not Op.LOAD for x in args[:ARITY[op]]}
    assert all(op is Op.STORE or out in read for op, out, _, _ in written)
    assert sorted(out for op, out, _, _ in written if op is Op.STORE) == list(range(program.rows))


@pytest.mark.parametrize(("steps", "skips"), [
    ([("acts", (1, 2, 5), 1.0)], True), ([("acts", (1, 3, 5), 1.0)], True), ([("muladd", (1, 4, 2), 0.0)], True),
    ([("acts", (1, 2, 3), 1.0)], False), ([("muladd", (1, 3, 2), 0.0)], False), ([("acts", (4, 2, 5), 1.0)], False)])
def test_what_adds_nothing_is_skipped_if_it_is_a_number_for_certain(steps: list[Step], skips: bool) -> None:
    """1 is `rare`, 3 may be no number, 4 is apart from zero."""
    assert skips == any(op is Op.SKIP for op, *_ in assemble(*traced(steps), ["rare"]).lines())
    assert not any(op is Op.SKIP for op, *_ in assemble(*traced(steps)).lines())


@each_way
def test_a_program_of_nothing(way: Way) -> None:
    graph, _ = traced([])
    assert run(way, assemble(graph, []), {}, 3).shape == (0, 3)
    assert run(way, assemble(graph, [graph.const(2.5)]), {}, 3).tolist() == [[2.5] * 3]
    twice = [graph.load("around", 1, *BOUNDS["around"])] * 2
    assert run(way, assemble(graph, twice), {"around": np.arange(6.0).reshape(3, 2)}, 2).tolist() == [[2, 3], [2, 3]]


@pytest.mark.parametrize("wanted", [NUMPY, NUMBA])
def test_threads_share_a_machine(wanted: str) -> None:
    if wanted == NUMBA:
        pytest.importorskip("numba")
    steps: list[Step] = [("muladd", (1, 2, 3), 0.0), ("tanh", (1, 1, 1), 0.0), ("divide", (1, 3, 1), 0.0)]
    machine, wrong = Machine(assemble(*traced(steps))), list[int]()

    def many(first: int) -> None:
        for seed in range(first, first + 40):
            runs = 1 + seed % 3
            inputs = given_to(runs, seed)
            found = machine.run(lambda slot, its=inputs: np.ascontiguousarray(its[slot]), runs)
            if not np.array_equal(found + 0.0, in_numbers(steps, inputs, runs), equal_nan=True):
                wrong.append(seed)

    with using(wanted):
        threads = [Thread(target=many, args=(100 * n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


@each_way
@pytest.mark.parametrize("last", [("add", (1, 2, 1), 0.0), ("acts", (3, 2, 7), 2.0), ("neg", (1, 1, 1), 0.0)],
                         ids=["read again", "added to twice", "not read again"])
def test_what_is_added_to_is_there_for_others(way: Way, last: Step) -> None:
    """A product, what adds to it where `rare` is not zero, and what reads the product or the sum."""
    steps: list[Step] = [("mul", (5, 4, 1), 0.0), ("acts", (2, 1, 6), 1.0), last]
    program = assemble(*traced(steps), ["rare"])
    assert any(op is Op.SKIP for op, *_ in program.lines())
    for seed in range(6):
        inputs = given_to(3, seed)
        np.testing.assert_array_equal(run(way, program, inputs, 3), in_numbers(steps, inputs, 3))
