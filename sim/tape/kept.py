"""Machines that were made once: in this process while they are in use, and their programs on disk."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import kept
from sim.tape.machine import Machine
from sim.tape.program import Program

KIND = "tape"
MACHINES = 64  # that are remembered


_made: OrderedDict[str, Machine] = OrderedDict()
_lock = RLock()


def machine_of(key: str, make: Callable[[], Program]) -> Machine:
    """The machine of the program that this key names. `make`: traces it, if nobody has."""
    with _lock:
        if key not in _made:
            _made[key] = Machine(recall(key, make))
            if len(_made) > MACHINES:
                _made.popitem(last=False)
        _made.move_to_end(key)
        return _made[key]


@cache
def is_kept(key: str) -> bool:
    """Whether a process before this one has made the program."""
    return kept.fetch(KIND, key) is not None


def recall(key: str, make: Callable[[], Program]) -> Program:
    """The program from disk, or made and kept."""
    found = kept.fetch_arrays(KIND, key)
    if found is not None:
        return _program(found)
    with _uncollected():
        program = make()
    kept.keep_arrays(KIND, key, _arrays(program))
    return program


@contextmanager
def _uncollected() -> Generator[None]:
    """For as long as it lasts, nobody looks for garbage that points at itself: tracing makes some hundred thousand
    small things and none of that, and every look goes through all that the process has."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _arrays(program: Program) -> dict[str, NDArray[Any]]:
    return {"slots": np.array(program.slots, dtype=np.str_), "sizes": np.array([program.registers, program.rows]),
            "op": program.op, "out": program.out, "args": program.args, "const": program.const}


def _program(found: dict[str, NDArray[Any]]) -> Program:
    registers, rows = found["sizes"].tolist()
    return Program(tuple(found["slots"].tolist()), found["op"], found["out"], found["args"], found["const"], registers,
                   rows)
