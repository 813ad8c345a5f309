"""Where the lines of a program find and put their numbers, and that they are the same numbers then."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pytest

from sim.tape.by_numba import BLOCK, Prepared
from sim.tape.places import AHEAD, placed
from sim.tape.program import Array, Op, Program
from tests.tape.bits import same

Code: TypeAlias = list[tuple[Op, int, tuple[int, int, int], float]]
LOADED: Code = [(Op.LOAD, 0, (0, 0, 0), 0.0), (Op.LOAD, 1, (0, 1, 0), 0.0)]
NUMBERS = np.random.default_rng(3).normal(size=(2, 2 * BLOCK + 5))
X, Y = NUMBERS


def program(code: Code, rows: int, slots: tuple[str, ...] = ("in",)) -> Program:
    op, out, args, const = zip(*code, strict=True)
    return Program(slots, np.array(op, dtype=np.uint8), np.array(out, dtype=np.int32), np.array(args, dtype=np.int32),
                   np.array(const), 8, rows)


def ops(made: Program) -> list[Op]:
    return [Op(op) for op in placed(made, [False] * len(made.slots)).lines[:, 0]]


def run(made: Program, *inputs: Array) -> Array:
    pytest.importorskip("numba")
    out = np.full((made.rows, NUMBERS.shape[1]), 7.0)
    Prepared(made)(inputs or [NUMBERS], out)
    return out


def test_what_is_loaded_and_stored_needs_no_line_and_no_register() -> None:
    made = program([*LOADED, (Op.ADD, 2, (0, 1, 0), 0.0), (Op.STORE, 0, (2, 0, 0), 0.0)], 1)
    assert ops(made) == [Op.ADD] and not len(placed(made, [False]).registers)
    same(run(made), (X + Y)[None])


def test_what_is_the_same_in_all_runs_is_spread() -> None:
    made = program([(Op.LOAD, 0, (0, 0, 0), 0.0), (Op.LOAD, 1, (1, 1, 0), 0.0), (Op.SUB, 2, (0, 1, 0), 0.0),
                    (Op.STORE, 0, (2, 0, 0), 0.0)], 1, ("wide", "same"))
    its = placed(made, [False, True])
    assert its.lines[:, 0].tolist() == [Op.LOAD, Op.SUB] and its.same.tolist() == [[1, 1]]
    same(run(made, NUMBERS, np.array([[9.0], [0.1]])), (X - 0.1)[None])


def test_an_input_goes_to_the_result_as_a_copy_and_so_does_what_is_stored_twice() -> None:
    stores: Code = [(Op.STORE, 1, (0, 0, 0), 0.0), (Op.STORE, 0, (2, 0, 0), 0.0), (Op.STORE, 2, (2, 0, 0), 0.0)]
    made = program([*LOADED, (Op.NEG, 2, (1, 0, 0), 0.0), *stores], 3)
    assert ops(made) == [Op.NEG, Op.STORE, Op.STORE]
    same(run(made), np.stack([-Y, X, -Y]))


@pytest.mark.parametrize(("before", "code"), [
    (True, [Op.STORE, Op.STORE, Op.ACC, Op.STORE]), (False, [Op.STORE, Op.ACC])])
def test_what_is_changed_leaves_the_input_and_what_was_stored_before(before: bool, code: list[Op]) -> None:
    """The input is copied; so is the sum if what it is added to is a result, too."""
    first: Code = [(Op.STORE, 0, (0, 0, 0), 0.0)] * before
    made = program([*LOADED, *first, (Op.ACC, 0, (0, 1, 0), 0.0), (Op.STORE, before, (0, 0, 0), 0.0)], 1 + before)
    given = NUMBERS.copy()
    found = run(made, given)
    same(found, np.stack([X, X + Y]) if before else (X + Y)[None])
    same(given, NUMBERS)
    assert ops(made) == code


@pytest.mark.parametrize("alive", [True, False])
def test_a_skipped_section_leaves_what_was_there(alive: bool) -> None:
    made = program([*LOADED, (Op.CONST, 2, (0, 0, 0), 0.0), (Op.SKIP, 0, (0, 1, 2), 0.0), (Op.MUL, 3, (0, 1, 0), 0.0),
                    (Op.NEG, 2, (3, 0, 0), 0.0), (Op.STORE, 0, (2, 0, 0), 0.0)], 1)
    assert ops(made) == [Op.CONST, Op.SKIP, Op.MUL, Op.NEG]
    given = np.stack([X, Y * alive])
    same(run(made, given), -(X * Y)[None] if alive else np.zeros((1, len(X))))


def test_registers_are_used_again() -> None:
    made = program([*LOADED, *((Op.ADD, 2 + n % 2, (1, 3 - n % 2, 0) if n else (0, 1, 0), 0.0) for n in range(9)),
                    (Op.STORE, 0, (2, 0, 0), 0.0)], 1)
    assert len(placed(made, [False]).registers) == 2
    wanted = X
    for _ in range(9):
        wanted = wanted + Y
    same(run(made), wanted[None])


def test_each_row_is_asked_for_once_before_it_is_read_but_not_in_a_section() -> None:
    """Whoever skips a section does not read for it."""
    rows = 3 * AHEAD
    code: Code = [(Op.CONST, 0, (0, 0, 0), 0.0), (Op.SKIP, 0, (0, rows, 2), 0.0), (Op.LOAD, 1, (0, rows, 0), 0.0),
                  (Op.ACC, 0, (0, 1, 0), 0.0)]
    for row in range(rows):
        code += [(Op.LOAD, 1, (0, row, 0), 0.0), (Op.MULK, 2, (1, 0, 0), 2.0), (Op.STORE, row, (2, 0, 0), 0.0)]
    its = placed(program(code, rows), [False])
    asked, read = its.lines[:, 5], its.lines[:, 2]
    lines = np.flatnonzero(asked >= 0)
    assert len(lines) == rows - AHEAD == len(set(asked[lines]))
    assert all(line < np.flatnonzero((read == asked[line]) & (its.lines[:, 0] == Op.MULK))[0] for line in lines)
