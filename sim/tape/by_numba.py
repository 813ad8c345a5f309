"""Programs run by numba, a block of runs at a time. The bits are those of NumPy; numba need not be there.

exp, log and tanh are NumPy's own loops, called at their addresses. numba keeps what it compiled below our own cache
folder. Its key covers the processor, the versions of numba and Python, the signature, the bytecode and the file's time
stamp; the folder is named by the texts of this package of which the loop is made. Without such a folder the loop is
compiled in every process.
"""

from __future__ import annotations

import ctypes
import threading
import warnings
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import kept
from sim.tape.places import Placed
from sim.tape.plans import placed_of
from sim.tape.program import Array, Op, Program

BLOCK = 256  # runs: 2 KiB a register, so that most of what a line works on is in the cache of a core
LINE = 64  # bytes of a cache line, to which registers are aligned
UFUNCS = {Op.EXP: np.exp, Op.LOG: np.log, Op.TANH: np.tanh}
OPTIONS = {"nogil": True, "error_model": "numpy", "boundscheck": False}
TEXTS = ("fused.py", "kernels.py", "loops.py", "program.py")
_compiling = threading.Lock()


def available() -> bool:
    """Whether numba seems to be there; it is not imported."""
    return find_spec("numba") is not None


@cache
def usable() -> bool:
    """Whether numba works here: it is imported, and gives NumPy's bits for what is called by address."""
    lines = [(Op.LOAD, 0, (0, 0, 0)), *((op, n, (0, 0, 0)) for n, op in enumerate(UFUNCS, 1)),
             *((Op.STORE, n, (n + 1, 0, 0)) for n in range(len(UFUNCS)))]
    op, out, args = (np.array(column) for column in zip(*lines, strict=True))
    x = np.linspace(0.01, 9.0, BLOCK)[None, :]
    found = np.zeros((len(UFUNCS), BLOCK))
    try:
        Prepared(Program(("x",), op, out, args, np.zeros(len(op)), len(UFUNCS) + 1, len(UFUNCS)))([x], found)
    except Exception:  # not there, too old or too new for this NumPy, half installed: NumPy runs everything
        return False
    return all(ufunc(x).tobytes() == row.tobytes() for ufunc, row in zip(UFUNCS.values(), found, strict=True))


@cache
def lasting() -> bool:
    """Whether what this process compiles will be there for the next one."""
    place = folder()
    try:
        return place is not None and _writable(place)
    except OSError:
        return False


class Layout(NamedTuple):
    """Where the places of `its` lie for so many `runs` (P,): in which `memory`, and at which `offset` of bytes. Memory
    0 is the `scratch`, of so many bytes, then come the inputs and the result."""

    its: Placed
    runs: int
    scratch: int
    memory: NDArray[np.int64]
    offset: NDArray[np.int64]


class Prepared:
    """A program as the loop wants it; made once, run often, from several threads if need be."""

    def __init__(self, program: Program) -> None:
        self._program, self._placed = program, dict[bytes, Placed]()
        self._layout: Layout | None = None
        loads = program.op == Op.LOAD
        self._needs = np.zeros(len(program.slots), dtype=np.int64)
        np.maximum.at(self._needs, program.args[loads, 0], program.args[loads, 1] + 1)
        self._last: tuple[Sequence[Array | None], NDArray[np.intp]] = (
            [None] * len(program.slots), np.zeros((len(program.slots), 2), dtype=np.intp))

    def __call__(self, inputs: Sequence[Array], out: Array,
                 alive: Mapping[str, NDArray[np.bool_]] | None = None) -> None:
        """`inputs`: one for each slot, (rows, R), or (rows, 1) for what is the same in all runs; `out` (rows, R): all
        float64 and C-contiguous. `alive`: of a slot the rows that are not zero in all runs, where that is known.
        Raises ValueError or TypeError if an array is not so."""
        (slots, rows), runs = (self._program.slots, self._program.rows), out.shape[1]
        if out.shape[0] != rows or out.dtype != np.float64 or not out.flags.carray or len(inputs) != len(slots):
            raise ValueError(f"wants {len(slots)} inputs and a result of {rows} rows of float64")
        table = self._table(inputs, runs)
        its = self._placed_for(table, runs)
        places, acts = self._addresses(its, table, out), self._acts(its, inputs, alive or {})
        still = len(its.registers) + len(its.same)
        given = its.lines, its.consts, places, still, acts, _ufuncs()
        if runs >= BLOCK:
            machine(BLOCK)(*given, runs // BLOCK, BLOCK)
        if runs % BLOCK:
            machine(0)(*given, 1, runs % BLOCK)

    def _placed_for(self, table: NDArray[np.intp], runs: int) -> Placed:
        """The places for inputs that are the same in all runs where these are; one run fits into any."""
        if runs == 1 and self._placed:
            return next(iter(self._placed.values()))
        same = table[:, 1] == 0
        key = same.tobytes()
        if key not in self._placed:
            self._placed[key] = placed_of(self._program, same.tolist())
        return self._placed[key]

    def _addresses(self, its: Placed, table: NDArray[np.intp], out: Array) -> NDArray[np.intp]:
        """Of the places, in the first block. `table`: as `note` makes it."""
        layout = self._layout
        if layout is None or layout.its is not its or layout.runs != out.shape[1]:
            layout = self._layout = _layout(its, len(table), *out.shape)
        memory = np.concatenate([[_scratch(layout.scratch)], table[:, 0], [out.ctypes.data]])
        return memory[layout.memory] + layout.offset

    def _acts(self, its: Placed, inputs: Sequence[Array], known: Mapping[str, NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """Which of the rows that are asked are not zero in all runs."""
        found = [np.zeros(0, dtype=np.bool_)]
        for slot, rows in its.asked.tolist():
            name = self._program.slots[slot]
            found.append(known[name][:rows] if name in known else np.any(inputs[slot][:rows], axis=1))
        return np.concatenate(found)

    def _table(self, inputs: Sequence[Array], runs: int) -> NDArray[np.intp]:
        """Where each input stands, and its numbers a row, or 0. Those that are the same in all runs are mostly the last
        call's and need no second look."""
        look, (last, table), needs = note(), self._last, self._needs
        table = table.copy()
        for slot, (x, known) in enumerate(zip(inputs, last, strict=True)):
            if x is not known and not look(table, slot, x, needs[slot], runs):
                raise ValueError(
                    f"{self._program.slots[slot]}: shape {x.shape} among {runs} runs, {needs[slot]} rows needed")
        self._last = [x if x.shape[1] == 1 else None for x in inputs], table
        return table


def _layout(its: Placed, slots: int, rows: int, runs: int) -> Layout:
    """Where the places lie in the memory of the registers, of each slot, and of the result of so many rows and runs."""
    width, row = 8 * min(runs, BLOCK), 8 * runs
    registers, result = np.zeros_like(its.registers), np.full(rows, slots + 1)
    memory = np.concatenate([registers, 1 + its.same[:, 0], 1 + its.wide[:, 0], result])
    offset = np.concatenate([width * its.registers, 8 * its.same[:, 1], row * its.wide[:, 1], row * np.arange(rows)])
    return Layout(its, runs, len(its.registers) * width, memory, offset)


# --- memory -----------------------------------------------------------------------------------------------------------


class _Scratch(threading.local):
    """Registers of whichever program a thread runs."""

    floats: Array = np.empty(0)


_kept = _Scratch()


def _scratch(size: int) -> int:
    """The address of so many bytes, aligned; they stay until this thread asks for more."""
    if 8 * _kept.floats.size < size + LINE:
        _kept.floats = np.empty((size + LINE) // 8)
    address = _kept.floats.ctypes.data
    return address + -address % LINE


# --- NumPy's loops ----------------------------------------------------------------------------------------------------


class _Ufunc(ctypes.Structure):
    """The head of PyUFuncObject, as NumPy's C interface has it."""

    _fields_ = [("object", ctypes.c_char * object.__basicsize__),
                *((name, ctypes.c_int) for name in ("nin", "nout", "nargs", "identity")),
                ("functions", ctypes.POINTER(ctypes.c_void_p)), ("data", ctypes.POINTER(ctypes.c_void_p)),
                ("ntypes", ctypes.c_int)]


@cache
def _ufuncs() -> NDArray[np.uintp]:
    """Addresses of the loops for float64 and of their data (3, 2)."""
    return np.array([_loop(ufunc) for ufunc in UFUNCS.values()], dtype=np.uintp)


def _loop(ufunc: np.ufunc) -> tuple[int, int]:
    head = _Ufunc.from_address(id(ufunc))
    if (head.nin, head.nout, head.nargs, head.ntypes) != (1, 1, 2, ufunc.ntypes):
        raise LookupError(f"{ufunc} is laid out in another way")
    place = ufunc.types.index("d->d")
    return head.functions[place] or 0, head.data[place] or 0 if head.data else 0


# --- what numba compiles ----------------------------------------------------------------------------------------------


@cache
def machine(block: int) -> Callable[..., None]:
    """The loop for blocks of so many runs, or for any number (0)."""
    from sim.tape import loops

    return jitted(loops.MACHINE, loops.machine(block))


@cache
def note() -> Callable[..., bool]:
    """What looks at an input."""
    from sim.tape import loops

    return jitted(loops.NOTE, loops.note)


def jitted(signature: Any, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function for one signature, or several. A cache that cannot be read or written is as if it were not there."""
    place = folder()
    with _compiling, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        numba: Any = import_module("numba")
        if place:
            try:
                with _caching_in(place):
                    return numba.njit(signature, cache=True, **OPTIONS)(function)
            except Exception:  # numba lets through what pickle or a full disk raise
                for path in place.rglob("*.nb[ic]"):
                    path.unlink(missing_ok=True)
        return numba.njit(signature, **OPTIONS)(function)


@contextmanager
def _caching_in(place: Path) -> Generator[None]:
    """numba asks for its cache's folder when it decorates. One that cannot be written to raises OSError here, as numba
    would go on to the folder of the program itself."""
    config: Any = import_module("numba").config
    _writable(place)
    before, config.CACHE_DIR = config.CACHE_DIR, str(place)
    try:
        yield
    finally:
        config.CACHE_DIR = before


def _writable(place: Path) -> bool:
    """Made if need be, and tried; raises OSError if it cannot be written to."""
    place.mkdir(parents=True, exist_ok=True)
    TemporaryFile(dir=place).close()
    return True


def folder() -> Path | None:
    """Where numba keeps what it makes of these texts."""
    home, here = kept.folder(), Path(__file__).parent
    texts = sha256(b"".join((here / name).read_bytes() for name in TEXTS))
    return home / "numba" / texts.hexdigest()[:16] if home else None
