"""Programs by numba against NumPy's functions, operation by operation and in drawn programs."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import kept
from sim.tape import by_numba, machine
from sim.tape.program import Array, Op, Program
from sim.world.arrays import on_grid
from tests.tape.bits import same

pytest.importorskip("numba")

WIDTHS = (1, 2, 7, 8, 9, by_numba.BLOCK - 1, by_numba.BLOCK, by_numba.BLOCK + 1, 2 * by_numba.BLOCK + 44)
TINY = 5e-324
STRANGE = (0.0, -0.0, 1.0, -1.0, 0.5, 1.5, -2.5, np.nan, np.inf, -np.inf, TINY, -TINY, 1e-310, 1e308, -1e308, 0.1,
           2.0**30 + 0.5, 2.0**-31, 3 * 2.0**-31, 700.0, -745.0)


def truth(function: Callable[..., Array]) -> Callable[..., Array]:
    return lambda x, y, z, k: function(x, y, z, k).astype(np.float64)


NUMPY: dict[Op, Callable[..., Array]] = {
    Op.CONST: lambda x, y, z, k: np.full_like(x, k),
    Op.NEG: lambda x, y, z, k: -x, Op.ABS: lambda x, y, z, k: np.abs(x), Op.RINT: lambda x, y, z, k: np.rint(x),
    Op.SQRT: lambda x, y, z, k: np.sqrt(x), Op.EXP: lambda x, y, z, k: np.exp(x), Op.LOG: lambda x, y, z, k: np.log(x),
    Op.TANH: lambda x, y, z, k: np.tanh(x), Op.FLOOR: lambda x, y, z, k: np.floor(x),
    Op.NOT: truth(lambda x, y, z, k: np.logical_not(x)), Op.GRID: lambda x, y, z, k: on_grid(x),
    Op.ADD: lambda x, y, z, k: x + y, Op.SUB: lambda x, y, z, k: x - y, Op.MUL: lambda x, y, z, k: x * y,
    Op.DIV: lambda x, y, z, k: x / y,
    Op.MAX: lambda x, y, z, k: np.maximum(x, y), Op.MIN: lambda x, y, z, k: np.minimum(x, y),
    Op.GT: truth(lambda x, y, z, k: x > y), Op.GE: truth(lambda x, y, z, k: x >= y),
    Op.LT: truth(lambda x, y, z, k: x < y), Op.LE: truth(lambda x, y, z, k: x <= y),
    Op.EQ: truth(lambda x, y, z, k: x == y), Op.NE: truth(lambda x, y, z, k: x != y),
    Op.AND: truth(lambda x, y, z, k: np.logical_and(x, y)), Op.OR: truth(lambda x, y, z, k: np.logical_or(x, y)),
    Op.ADDK: lambda x, y, z, k: x + k, Op.SUBK: lambda x, y, z, k: x - k, Op.RSUBK: lambda x, y, z, k: k - x,
    Op.MULK: lambda x, y, z, k: x * k, Op.DIVK: lambda x, y, z, k: x / k, Op.RDIVK: lambda x, y, z, k: k / x,
    Op.MAXK: lambda x, y, z, k: np.maximum(x, k), Op.MINK: lambda x, y, z, k: np.minimum(x, k),
    Op.GTK: truth(lambda x, y, z, k: x > k), Op.GEK: truth(lambda x, y, z, k: x >= k),
    Op.LTK: truth(lambda x, y, z, k: x < k), Op.LEK: truth(lambda x, y, z, k: x <= k),
    Op.SEL: lambda x, y, z, k: np.where(x != 0.0, y, z), Op.ADDGRID: lambda x, y, z, k: x + on_grid(y),
    Op.CLIP: lambda x, y, z, k: np.minimum(np.maximum(x, k), y),
    Op.SETTLE: lambda x, y, z, k: x + (np.minimum(np.maximum(x, k), y) - x),
    Op.MULADD: lambda x, y, z, k: x * y + z, Op.MULMUL: lambda x, y, z, k: x * y * z,
}


def program(lines: list[tuple[Op, int, tuple[int, int, int], float]], registers: int, rows: int,
            slots: tuple[str, ...] = ("in",)) -> Program:
    op, out, args, const = zip(*lines, strict=True)
    return Program(slots, np.array(op, dtype=np.uint8), np.array(out, dtype=np.int32), np.array(args, dtype=np.int32),
                   np.array(const, dtype=np.float64), registers, rows)


def by_numpy(made: Program, inputs: list[Array], out: Array) -> None:
    registers = np.zeros((made.registers, out.shape[1]))
    lines = zip(made.op.tolist(), made.out.tolist(), made.args.tolist(), made.const.tolist(), strict=True)
    with np.errstate(all="ignore"):
        for op, target, args, k in lines:
            if op == Op.LOAD:
                registers[target] = inputs[args[0]][args[1]]
            elif op == Op.STORE:
                out[target] = registers[args[0]]
            else:
                registers[target] = NUMPY[Op(op)](*registers[args], k)


def run(made: Program, inputs: list[Array], runs: int) -> Array:
    out = np.full((made.rows, runs), 7.0)
    by_numba.Prepared(made)(inputs, out)
    return out


def single(op: Op, k: float = 0.0) -> Program:
    loads = [(Op.LOAD, n, (0, n, 0), 0.0) for n in range(3)]
    return program([*loads, (op, 3, (0, 1, 2), k), (Op.STORE, 0, (3, 0, 0), 0.0)], 4, 1)


def test_numba_is_there_and_works() -> None:
    assert by_numba.available() and by_numba.usable()
    assert set(NUMPY) | set(ONTO) == set(Op) - {Op.LOAD, Op.STORE, Op.SKIP}


@pytest.mark.parametrize("op", NUMPY, ids=lambda op: op.name)
@pytest.mark.parametrize("k", [0.5, 0.0, -0.0, np.nan, np.inf, TINY, 3.0])
def test_each_operation_on_all_pairs_of_strange_numbers(op: Op, k: float) -> None:
    x, y = (each.ravel() for each in np.meshgrid(STRANGE, STRANGE))
    values = np.stack([x, y, np.resize(STRANGE[::-1], x.shape)])
    for runs in (len(x), 9):
        made, inputs = single(op, k), [np.ascontiguousarray(values[:, :runs])]
        wanted = np.empty((1, runs))
        by_numpy(made, inputs, wanted)
        same(run(made, inputs, runs), wanted)


ONTO = {Op.ACC: (Op.ADD, (0, 1, 0)), Op.ACCGRID: (Op.ADDGRID, (0, 1, 0)), Op.ACCMUL: (Op.MULADD, (1, 2, 0))}


@pytest.mark.parametrize("op", ONTO, ids=lambda op: op.name)
def test_what_is_added_in_place_is_what_is_added(op: Op) -> None:
    apart, args = ONTO[op]
    loads = [(Op.LOAD, n, (0, n, 0), 0.0) for n in range(3)]
    x, y = (each.ravel() for each in np.meshgrid(STRANGE, STRANGE))
    values = np.stack([x, y, np.resize(STRANGE[::-1], x.shape)])
    made = [program([*loads, (one, out, args, 0.0), (Op.STORE, 0, (out, 0, 0), 0.0)], 4, 1)
            for one, out in ((op, 0), (apart, 3))]
    same(run(made[0], [values], len(x)), run(made[1], [values], len(x)))


def test_products_are_rounded_before_they_are_added() -> None:
    x = 1.0 + 2.0**-30
    values = np.repeat([[x], [x], [-(1.0 + 2.0**-29)]], 130, axis=1)
    assert (run(single(Op.MULADD), [values], 130) == 0.0).all()  # one rounding alone would leave 2^-60
    lines = [(Op.LOAD, 0, (0, 0, 0), 0.0), (Op.MUL, 1, (0, 0, 0), 0.0), (Op.LOAD, 0, (0, 2, 0), 0.0),
             (Op.ADD, 2, (1, 0, 0), 0.0), (Op.STORE, 0, (2, 0, 0), 0.0)]
    assert (run(program(lines, 3, 1), [values], 130) == 0.0).all()
    thirds = np.repeat([[1.0], [2.0**-30 / 3.0], [0.0]], 130, axis=1)
    same(run(single(Op.ADDGRID), [thirds], 130), np.ones((1, 130)))


NUMBERS = st.floats(-1e3, 1e3) | st.sampled_from(STRANGE)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Lines on registers that were written before."""
    registers = draw(st.integers(2, 6))
    register = st.integers(0, registers - 1)
    lines = [(Op.LOAD, n, (n % 2, n % 3, 0), 0.0) for n in range(registers)]
    for _ in range(draw(st.integers(1, 25))):
        op, out = draw(st.sampled_from(list(NUMPY))), draw(register)
        x, y, z = (draw(register.filter(lambda n, out=out: n != out)) for _ in range(3))
        lines.append((op, out, (x, y, z), draw(NUMBERS)))
    lines += [(Op.STORE, n, (n, 0, 0), 0.0) for n in range(registers)]
    return program(lines, registers, registers, ("wide", "narrow"))


@settings(max_examples=100, deadline=None)
@given(programs(), st.sampled_from(WIDTHS), st.integers(0, 2**32 - 1))
def test_drawn_programs(made: Program, runs: int, seed: int) -> None:
    drawn = np.random.default_rng(seed)
    wide = np.where(drawn.random((3, runs)) < 0.1, drawn.choice(STRANGE, (3, runs)), drawn.normal(0, 3, (3, runs)))
    inputs = [wide, drawn.normal(0, 3, (3, 1))]
    wanted = np.empty((made.rows, runs))
    by_numpy(made, inputs, wanted)
    prepared, column = by_numba.Prepared(made), seed % runs
    found, alone = np.empty((made.rows, runs)), np.empty((made.rows, 1))
    prepared(inputs, found)
    same(found, wanted)
    its = [np.ascontiguousarray(wide[:, column:column + 1]), inputs[1]]
    prepared(its, alone)
    same(alone, found[:, column:column + 1])
    same(run(made, its, 1), alone)


def test_one_run_needs_no_places_of_its_own() -> None:
    """To find them takes longer than many such runs."""
    prepared = by_numba.Prepared(single(Op.ADD))
    for runs in (5, 1, 3):
        prepared([np.ones((3, runs))], np.empty((1, runs)))
    assert len(prepared._placed) == 1


def test_inputs_may_be_others_each_time_and_read_only() -> None:
    prepared = by_numba.Prepared(single(Op.ADD))
    for runs in (1, 5, 1, 300):
        values = np.arange(3.0 * runs).reshape(3, runs)
        values.flags.writeable = False
        out = np.empty((1, runs))
        prepared([values], out)
        same(out, values[0:1] + values[1])
        prepared([values[:, :1].copy()], out)
        same(out, np.full((1, runs), values[0, 0] + values[1, 0]))


@pytest.mark.parametrize("inputs", [
    [], [np.zeros((2, 4))], [np.zeros((3, 5))], [np.zeros((3, 4), dtype=np.float32)], [np.zeros((3, 8))[:, ::2]],
    [np.zeros((4, 3)).T], [np.zeros(12)]], ids=str)
def test_what_is_of_another_shape_or_kind_is_refused(inputs: list[Array]) -> None:
    with pytest.raises((ValueError, TypeError)):
        by_numba.Prepared(single(Op.ADD))(inputs, np.empty((1, 4)))


@pytest.mark.parametrize("out", [np.zeros((2, 4)), np.zeros((1, 4), dtype=np.float32), np.zeros((1, 8))[:, ::2]],
                         ids=["rows", "kind", "strides"])
def test_a_result_of_another_shape_or_kind_is_refused(out: Array) -> None:
    with pytest.raises(ValueError, match="wants 1 inputs and a result of 1 rows"):
        by_numba.Prepared(single(Op.ADD))([np.zeros((3, 4))], out)


def test_threads_share_a_program_but_no_registers() -> None:
    prepared, found = by_numba.Prepared(single(Op.MULADD)), {}

    def many(n: int) -> None:
        values = np.full((3, 200), float(n))
        found[n] = [np.empty((1, 200)) for _ in range(50)]
        for out in found[n]:
            prepared([values], out)

    threads = [Thread(target=many, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((out == n * n + n).all() for n in range(4) for out in found[n])


# --- what is compiled is kept -----------------------------------------------------------------------------------------


def twice(x: float) -> float:
    return x + x


def compiled() -> float:
    """Compiled or loaded without a warning; what it gives."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return by_numba.jitted("float64(float64)", twice)(2.0)


def test_what_is_compiled_is_kept_below_our_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    assert compiled() == 4.0 and by_numba.lasting.__wrapped__()
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("numba/**/*twice*.nb[ic]")}
    assert {path.suffix for path in files} == {".nbi", ".nbc"}
    assert compiled() == 4.0 and {path: path.stat().st_mtime_ns for path in files} == files


def test_another_text_of_the_loop_has_another_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    before = by_numba.folder()
    monkeypatch.setattr(by_numba, "TEXTS", ("by_numba.py",))
    assert before and by_numba.folder() != before


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:len(data) // 2], lambda data: b"x" * 999],
                         ids=["empty", "half", "other"])
def test_a_cache_that_cannot_be_read_is_made_anew(
        damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    compiled()
    for suffix in (".nbi", ".nbc"):
        for path in tmp_path.rglob(f"*{suffix}"):
            path.write_bytes(damage(path.read_bytes()))
        assert compiled() == 4.0
        assert compiled() == 4.0


@pytest.mark.parametrize("place", ["off", "a file", "below a file"])
def test_without_a_folder_it_is_compiled_for_this_process(
        place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    where = {"off": kept.OFF, "a file": tmp_path / "file", "below a file": tmp_path / "file" / "more"}
    monkeypatch.setenv(kept.VARIABLE, str(where[place]))
    assert compiled() == 4.0 and not by_numba.lasting.__wrapped__()
    beside = list(Path(__file__).parent.rglob("*.nb[ic]"))
    assert not beside and [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_numba_that_does_not_work_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_numba, "machine", lambda block: 1 / 0)
    assert not by_numba.usable.__wrapped__()


def test_where_nothing_is_kept_numba_is_taken_for_larger_jobs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for ahead, lasting, wanted in ((machine.REPAID - 1, True, machine.NUMPY), (machine.REPAID, True, machine.NUMBA),
                                   (machine.REPAID, False, machine.NUMPY), (machine.COMPILED, False, machine.NUMBA)):
        monkeypatch.setattr(machine, "_ahead", ahead)
        monkeypatch.setattr(by_numba, "lasting", lambda lasting=lasting: lasting)
        with machine.using(""):
            assert machine.engine() == wanted
