"""Programs that were made once: told apart by their keys, whole on disk, and made anew where they are damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sim import kept
from sim.tape.assemble import assemble
from sim.tape.kept import KIND, machine_of, recall
from sim.tape.program import Op, Program
from tests.tape.drawn import Step, traced

STEPS: list[Step] = [("muladd", (1, 2, 3), 0.0), ("clip", (1, 1, 1), 2.0), ("where", (1, 3, 5), 0.0)]
KEY = kept.key_of("a program of these tests")


class Maker:
    """Makes the program, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Program:
        self.asked += 1
        return assemble(*traced(STEPS))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    return tmp_path


def plainly(program: Program) -> list[object]:
    return [program.slots, program.registers, program.rows, *(getattr(program, name).tolist() for name in (
        "op", "out", "args", "const")), *(getattr(program, name).dtype for name in ("op", "out", "args", "const"))]


def test_it_comes_back_as_it_was_made() -> None:
    make = Maker()
    first, second = recall(KEY, make), recall(KEY, make)
    assert make.asked == 1 and plainly(first) == plainly(second)
    assert recall(kept.key_of("another"), make) and make.asked == 2


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: data[:40] + b"?" + data[41:],
                                  lambda data: b"not ours at all" * 20], ids=["shorter", "empty", "other", "foreign"])
def test_what_is_damaged_is_made_anew(harm: Callable[[bytes], bytes], home: Path) -> None:
    make = Maker()
    whole = recall(KEY, make)
    path, = home.glob(f"{KIND}-*")
    path.write_bytes(harm(path.read_bytes()))
    assert plainly(recall(KEY, make)) == plainly(whole) and make.asked == 2
    assert plainly(recall(KEY, make)) == plainly(whole) and make.asked == 2


def test_a_machine_that_is_in_use_is_not_made_twice() -> None:
    make = Maker()
    assert machine_of(KEY, make) is machine_of(KEY, Maker()) and make.asked == 1


def test_a_program_of_nothing_is_kept_too() -> None:
    graph, _ = traced([])
    for _ in range(2):
        assert recall(KEY, lambda: assemble(graph, [])).rows == 0
    assert not np.isin(Op.LOAD, recall(KEY, lambda: assemble(graph, [])).op)


