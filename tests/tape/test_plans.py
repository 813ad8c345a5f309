"""A plan comes back from disk as it was made, and is made once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import kept
from sim.tape import plans
from sim.tape.by_numpy import Prepared
from sim.tape.groups import inputs_of, plan
from sim.tape.places import placed
from sim.tape.plans import placed_of, plan_of
from sim.tape.program import Op, Program

LINES = [(Op.LOAD, 0, (0, 0, 0), 0.0), (Op.LOAD, 1, (0, 1, 0), 0.0), (Op.LOAD, 2, (1, 0, 0), 0.0),
         (Op.CONST, 3, (0, 0, 0), 2.5), (Op.ADD, 4, (0, 1, 0), 0.0), (Op.ADD, 5, (1, 3, 0), 0.0),
         (Op.MULK, 6, (4, 0, 0), 3.0), (Op.MULK, 7, (5, 0, 0), -0.5), (Op.GT, 4, (6, 7, 0), 0.0),
         (Op.SEL, 5, (4, 6, 2), 0.0), (Op.STORE, 0, (5, 0, 0), 0.0), (Op.STORE, 2, (4, 0, 0), 0.0),
         (Op.STORE, 1, (2, 0, 0), 0.0)]
NUMBERS = np.array([[1.0, -2.0, 0.5], [4.0, 0.25, -9.0]])
SHAPES = [(2, 3), (1, 1)]


def program(const: float = 2.5) -> Program:
    op, out, args, numbers = zip(*LINES, strict=True)
    return Program(("x", "y"), np.array(op, dtype=np.uint8), np.array(out, dtype=np.int32),
                   np.array(args, dtype=np.int32), np.array([const if x == 2.5 else x for x in numbers]), 8, 3)


def plainly(x: Any) -> Any:
    """With lists for arrays, so that two can be compared."""
    if is_dataclass(x):
        return [plainly(getattr(x, field.name)) for field in fields(x)]
    return [plainly(one) for one in x] if isinstance(x, list | tuple) else np.asarray(x).tolist()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("by_level", [True, False])
def test_it_comes_back_as_it_was_made(by_level: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = inputs_of(SHAPES, 3)
    made = plan(program(), inputs, by_level)
    assert plainly(plan_of(program(), inputs, by_level)) == plainly(made)
    monkeypatch.setattr(plans, "plan", None)
    assert plainly(plan_of(program(), inputs, by_level)) == plainly(made)


def test_places_come_back_as_they_were_found(monkeypatch: pytest.MonkeyPatch) -> None:
    made = placed(program(), [False, True])
    assert plainly(placed_of(program(), [False, True])) == plainly(made)
    monkeypatch.setattr(plans, "placed", None)
    assert plainly(placed_of(program(), [False, True])) == plainly(made)
    with pytest.raises(TypeError):
        placed_of(program(), [True, True])


def test_another_program_width_or_way_has_another(home: Path) -> None:
    for made, shapes, by_level in ((program(), SHAPES, True), (program(), SHAPES, False), (program(1.5), SHAPES, True),
                                   (program(), [(2, 3), (1, 3)], True)):
        plan_of(made, inputs_of(shapes, 3), by_level)
    assert len(list(home.iterdir())) == 4


def test_it_runs_the_same_when_it_was_kept() -> None:
    """By hand: 3 (a + b) where that is above -(b + 2.5) / 2, else y; y; and whether it was."""
    a, b, y = *NUMBERS, np.full(3, 7.0)
    above = 3 * (a + b) > -(b + 2.5) / 2
    for _ in range(2):
        out = np.zeros((3, 3))
        Prepared(program(), SHAPES, 3)([NUMBERS, y[:1, None]], out)
        assert out.tolist() == [np.where(above, 3 * (a + b), y).tolist(), y.tolist(), above.astype(float).tolist()]
