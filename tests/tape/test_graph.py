"""What a graph leaves out: each simplification where it may be made, and not where a number could tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.tape.assemble import assemble
from sim.tape.graph import EXACT, SURE, Bounds, Graph
from sim.tape.program import Op
from sim.tape.symbols import Symbol
from sim.world.arrays import on_grid

INPUTS = {"unit": (0.0, 1.0), "around": (-2.0, 3.0), "above": (5.0, 9.0), "below": (-9.0, -5.0),
          "wild": (-np.inf, np.inf), "open": (0.0, np.inf), "far": (5.0, np.inf),
          "vast": (-EXACT, EXACT), "large": (-2.0**40, 2.0**40)}


class Sheet(Graph):
    """A graph with inputs by name."""

    def __init__(self) -> None:
        super().__init__()
        self.its = {name: self.load(name, 0, low, high) for name, (low, high) in INPUTS.items()}

    def of(self, given: Any) -> int:
        """A node: an input by name, a number, or an operation as (op, given, ...)."""
        if isinstance(given, tuple):
            return self.op(given[0], *map(self.of, given[1:]))
        return self.its[given] if isinstance(given, str) else self.const(given)


TRUE = (Op.GT, "around", 0.0)
CASES: dict[str, tuple[Any, Any]] = {
    "0 * x": ((Op.MUL, 0.0, "around"), 0.0), "x * -0": ((Op.MUL, "around", -0.0), 0.0),
    "1 * x": ((Op.MUL, 1.0, "wild"), "wild"), "x * 1": ((Op.MUL, "wild", 1.0), "wild"),
    "-1 * x": ((Op.MUL, -1.0, "wild"), (Op.NEG, "wild")), "x * -1": ((Op.MUL, "wild", -1.0), (Op.NEG, "wild")),
    "x + 0": ((Op.ADD, "wild", 0.0), "wild"), "-0 + x": ((Op.ADD, -0.0, "wild"), "wild"),
    "x - 0": ((Op.SUB, "wild", 0.0), "wild"), "x - x": ((Op.SUB, "around", "around"), 0.0),
    "x / 1": ((Op.DIV, "wild", 1.0), "wild"), "0 / x above": ((Op.DIV, 0.0, "above"), 0.0),
    "0 / x below": ((Op.DIV, 0.0, "below"), 0.0),
    "x where 1": ((Op.SEL, 1.0, "wild", "unit"), "wild"), "x where 0": ((Op.SEL, 0.0, "wild", "unit"), "unit"),
    "x or x": ((Op.SEL, TRUE, "wild", "wild"), "wild"),
    "max of apart": ((Op.MAX, "around", "above"), "above"), "min of apart": ((Op.MIN, "above", "around"), "around"),
    "max that binds nothing": ((Op.MAX, "unit", 0.0), "unit"),
    "min that binds nothing": ((Op.MIN, 1.0, "unit"), "unit"),
    "max that leaves nothing": ((Op.MAX, "unit", 1.0), 1.0), "max with itself": ((Op.MAX, "wild", "wild"), "wild"),
    "t and 1": ((Op.AND, TRUE, 1.0), TRUE), "0 and t": ((Op.AND, 0.0, "wild"), 0.0),
    "t or 0": ((Op.OR, TRUE, 0.0), TRUE), "x or 1": ((Op.OR, "wild", 1.0), 1.0),
    "x + y": ((Op.ADD, "around", "unit"), (Op.ADD, "unit", "around")),
    "max turned": ((Op.MAX, "around", "wild"), (Op.MAX, "wild", "around")),
    "t > x turned": ((Op.EQ, "around", "unit"), (Op.EQ, "unit", "around")),
    "constants": ((Op.ADD, 0.1, 0.2), 0.1 + 0.2), "root": ((Op.SQRT, 2.0), np.sqrt(2.0)),
}

KEPT: dict[str, Any] = {
    "0 * what may be infinite": (Op.MUL, 0.0, "wild"), "what has no upper bound * 0": (Op.MUL, "open", 0.0),
    "0 * a quotient": (Op.MUL, 0.0, (Op.DIV, "unit", "around")),
    "x - x that may be infinite": (Op.SUB, "wild", "wild"),
    "0 - x": (Op.SUB, 0.0, "around"), "x - y": (Op.SUB, "around", "unit"),
    "0 / what may be zero": (Op.DIV, 0.0, "around"), "0 / what ends at zero": (Op.DIV, 0.0, "unit"),
    "0 / what may be infinite": (Op.DIV, 0.0, "open"), "0 / what is above it or none": (Op.DIV, 0.0, "far"),
    "x / x": (Op.DIV, "above", "above"),
    "1 / x": (Op.DIV, 1.0, "above"), "x / 0": (Op.DIV, "above", 0.0),
    "max of what may be no number": (Op.MAX, "wild", "above"), "min with an open end": (Op.MIN, "open", 0.0),
    "max of what overlaps": (Op.MAX, "around", "unit"), "min of what overlaps": (Op.MIN, "around", "unit"),
    "a number and 1": (Op.AND, "around", 1.0), "a number or 0": (Op.OR, "around", 0.0),
    "1 and a number": (Op.AND, 1.0, "around"), "0 or a number": (Op.OR, 0.0, "around"),
    "two branches": (Op.SEL, TRUE, "unit", "around"), "a number decides": (Op.SEL, "around", "unit", "above"),
    "x > x, which no NaN is": (Op.GE, "wild", "wild"), "-x": (Op.NEG, "unit"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_known_is_left_out(case: str) -> None:
    sheet, (given, wanted) = Sheet(), CASES[case]
    assert sheet.of(given) == sheet.of(wanted)


@pytest.mark.parametrize("case", KEPT)
def test_what_a_number_could_tell_is_kept(case: str) -> None:
    sheet, given = Sheet(), KEPT[case]
    found = sheet.nodes[sheet.of(given)]
    assert (found[0], set(found[1:])) == (given[0], set(map(sheet.of, given[1:])))


@pytest.mark.parametrize(("one", "other"), [((Op.SUB, "unit", "around"), (Op.SUB, "around", "unit")),
                                            ((Op.DIV, "unit", "above"), (Op.DIV, "above", "unit")),
                                            ((Op.GT, "unit", "around"), (Op.GT, "around", "unit"))])
def test_what_does_not_commute_is_not_turned(one: Any, other: Any) -> None:
    sheet = Sheet()
    assert sheet.of(one) != sheet.of(other)


def test_both_zeros_are_the_one_without_a_sign() -> None:
    graph = Graph()
    zero = graph.const(-0.0)
    assert zero == graph.const(0.0) and not np.signbit(graph.values_of(np.array([zero]))).any()


def test_arrays_are_simplified_like_numbers() -> None:
    """Of each product the zeros are seen first: with a number for certain it is zero, else it is kept."""
    sheet = Sheet()
    masks = sheet.ids_of(np.array([0.0, 0.0, 1.0, 2.0]))
    inputs = np.array([sheet.its[name] for name in ("around", "wild", "wild", "wild")])
    kept, doubled = sheet.of((Op.MUL, 0.0, "wild")), sheet.of((Op.MUL, 2.0, "wild"))
    assert sheet.apply(Op.MUL, masks, inputs).tolist() == [sheet.of(0.0), kept, sheet.its["wild"], doubled]
    assert sheet.apply(Op.ADD, sheet.ids_of(np.zeros(2)), inputs[:2]).tolist() == inputs[:2].tolist()


def test_of_nothing_there_is_nothing() -> None:
    """A board without issues, say: no rows, with one actor or many."""
    graph = Graph()
    for shape in ((0, 1), (0, 3, 1)):
        none = Symbol(graph, np.zeros(shape, dtype=np.int64))
        assert (2.0 * none + none).shape == np.where(none > 0.0, none, 1.0).shape == shape
        assert graph.values_of(np.any(none > 0.0, axis=0).ids).ravel().tolist() == [0.0] * int(np.prod(shape[1:]))
        assert graph.values_of(np.all(none > 0.0, axis=0).ids).ravel().tolist() == [1.0] * int(np.prod(shape[1:]))


def test_the_least_along_two_axes() -> None:
    """Of the rows and columns of a cube, for each layer: the same node as if it were asked along one axis."""
    graph = Graph()
    cube = np.array([graph.load("x", row, 0.0, 1.0) for row in range(12)]).reshape(2, 3, 2, 1)
    wanted = np.min(Symbol(graph, cube.transpose(0, 2, 1, 3).reshape(4, 3, 1)), axis=0)
    assert np.min(Symbol(graph, cube), axis=(0, 2)).ids.tolist() == wanted.ids.tolist()


# --- bounds ----------------------------------------------------------------------------------------------------------

BOUNDS: dict[str, tuple[Any, Bounds]] = {
    "sum": ((Op.ADD, "around", "above"), Bounds(3.0, 12.0)), "difference": ((Op.SUB, "unit", "above"), Bounds(-9, -4)),
    "product": ((Op.MUL, "around", "below"), Bounds(-27.0, 18.0)), "size": ((Op.ABS, "around"), Bounds(0.0, 3.0)),
    "size below": ((Op.ABS, "below"), Bounds(5.0, 9.0)), "negative": ((Op.NEG, "around"), Bounds(-3.0, 2.0)),
    "quotient": ((Op.DIV, "around", "above"), Bounds(-0.4, 0.6)), "tanh": ((Op.TANH, "vast"), Bounds(-1.0, 1.0)),
    "by what may be zero": ((Op.DIV, "around", "unit"), Bounds(-np.inf, np.inf)),
    "max": ((Op.MAX, "around", "unit"), Bounds(0.0, 3.0)), "min": ((Op.MIN, "around", "unit"), Bounds(-2.0, 1.0)),
    "max of no number": ((Op.MAX, "wild", 0.0), Bounds(-np.inf, np.inf)), "truth": ((Op.GT, "wild", 0.0), Bounds(0, 1)),
    "one of two": ((Op.SEL, TRUE, "below", "above"), Bounds(-9.0, 9.0)),
    "one of two that may be no number": ((Op.SEL, TRUE, "wild", "above"), Bounds(-np.inf, np.inf)),
    "exp too large": ((Op.EXP, "vast"), Bounds(-np.inf, np.inf)), "root of less": ((Op.SQRT, "around"),
                                                                                   Bounds(-np.inf, np.inf)),
    "log of zero": ((Op.LOG, "unit"), Bounds(-np.inf, np.inf)), "too large": ((Op.MUL, 1e300, "vast"),
                                                                             Bounds(-np.inf, np.inf)),
}


@pytest.mark.parametrize("case", BOUNDS)
def test_bounds_follow(case: str) -> None:
    sheet, (given, wanted) = Sheet(), BOUNDS[case]
    assert sheet.bounds[sheet.of(given)] == pytest.approx(wanted)


@pytest.mark.parametrize("op", [Op.RINT, Op.FLOOR, Op.SQRT, Op.EXP, Op.LOG])
def test_a_result_lies_within_its_bounds(op: Op) -> None:
    sheet = Sheet()
    low, high = sheet.bounds[sheet.of((op, "above"))]
    function = {Op.RINT: np.rint, Op.FLOOR: np.floor, Op.SQRT: np.sqrt, Op.EXP: np.exp, Op.LOG: np.log}[op]
    assert all(low <= x <= high for x in function(np.linspace(5.0, 9.0, 99)))


def test_a_quotient_that_was_asked_for_is_a_number() -> None:
    """Only if it was its own divisor that was asked to be above zero, and the quotient stands where it is."""
    def sure(where: Any, yes: Any, no: Any) -> bool:
        sheet = Sheet()
        return sheet.of((Op.MUL, 0.0, (Op.SEL, where, yes, no))) == sheet.of(0.0)

    quotient = (Op.DIV, "above", "around")
    assert sure((Op.GT, "around", 0.0), quotient, 0.0)
    assert not sure((Op.GE, "around", 0.0), quotient, 0.0)
    assert not sure((Op.GT, "around", -1.0), quotient, 0.0)
    assert not sure((Op.GT, "unit", 0.0), quotient, 0.0)
    assert not sure((Op.GT, "around", 0.0), 0.0, quotient)
    assert not sure((Op.GT, "around", 0.0), quotient, "wild")
    assert not sure((Op.GT, "around", 0.0), (Op.DIV, "wild", "around"), 0.0)


@pytest.mark.parametrize(("x", "wanted"), [("above", Bounds(5 / 3, SURE)), ("unit", Bounds(0.0, SURE)),
                                           ("around", Bounds(-SURE, SURE)), ("below", Bounds(-SURE, SURE))])
def test_a_quotient_that_was_asked_for_is_no_less_than_it_can_be(x: str, wanted: Bounds) -> None:
    """5 to 9, 0 to 1, -2 to 3 and -9 to -5, by something above zero and at most 3; 2 where that is not."""
    sheet = Sheet()
    found = sheet.bounds[sheet.of((Op.SEL, (Op.GT, "around", 0.0), (Op.DIV, x, "around"), 2.0))]
    assert found == pytest.approx((min(wanted.low, 2.0), wanted.high))


# --- a stock that comes back within its bounds ------------------------------------------------------------------------


def settled(name: str, low: float, high: float, within: Callable[[Any], Any] | None = None) -> Bounds:
    """What is known of x + (clip(x) - x)."""
    sheet = Sheet()
    x = Symbol(sheet, np.array([sheet.its[name]]))
    limited = within(x) if within else np.clip(x, low, high)  # type: ignore[call-overload]
    return sheet.bounds[int((x + (limited - x)).ids[0])]


def test_it_is_within_them_where_nothing_is_rounded() -> None:
    assert settled("large", 0.0, 1.0) == (0.0, 1.0)
    assert settled("large", -1.0, 3.0) == (-1.0, 3.0)
    assert settled("large", 0.0, np.inf) == (0.0, 2.0**40)


def test_else_it_may_be_a_little_beyond() -> None:
    """Bounds that are no whole numbers, or on one side of zero; numbers without a last digit; and no clip at all."""
    for found, low, high in ((settled("large", 0.0, 0.3), 0.0, 0.3), (settled("large", 1.0, 2.0), 1.0, 2.0),
                             (settled("vast", 0.0, 1.0), 0.0, 1.0), (settled("wild", 0.0, 1.0), 0.0, 1.0),
                             (settled("large", 0.0, 1.0, lambda x: np.clip(x * x, 0.0, 1.0)), 0.0, 1.0),
                             (settled("large", 0.0, 9.0, lambda x: np.clip(np.maximum(x, x * x), 0.0, 9.0)), 0.0, 9.0)):
        assert found.low < low and found.high > high


def test_why() -> None:
    """Of large numbers on the grid: a limit on the other side of zero may be missed, one on the same side never is."""
    x = -(2.0**40 - np.arange(1.0, 9.0) * 2.0**-13)
    assert (x + (1.0 - x) != 1.0).any()
    drawn = on_grid(np.random.default_rng(0).normal(0.0, 2.0**np.arange(0.0, 40.0, 0.01)))
    for low, high in ((0.0, 1.0), (-2.0, 0.0), (-100.0, 12.0)):
        for one in (drawn, x, -x):
            assert np.array_equal(one + (np.clip(one, low, high) - one), np.clip(one, low, high))


# --- pairs ------------------------------------------------------------------------------------------------------------


def ops(make: Callable[[Any, Any], Any], *more: Callable[[Any, Any], Any]) -> list[str]:
    """The operations of the program of these results; loads and stores left out."""
    graph = Graph()
    x, y = (Symbol(graph, np.array([graph.load("x", row, -9.0, 9.0)])) for row in range(2))
    lines = assemble(graph, [int(graph.ids_of(one(x, y))[0]) for one in (make, *more)]).lines()
    return [op.name for op, *_ in lines if op not in (Op.LOAD, Op.STORE)]


def test_pairs_are_one_step() -> None:
    assert ops(lambda x, y: on_grid(x)) == ["GRID"]
    assert ops(lambda x, y: y + on_grid(x)) == ops(lambda x, y: on_grid(x) + y) == ["ADDGRID"]
    assert ops(lambda x, y: x * y + x) == ["MULADD"]
    assert ops(lambda x, y: x * y * x) == ["MULMUL"]
    assert ops(lambda x, y: np.clip(x, 0.0, 1.0)) == ["CONST", "CLIP"]
    assert ops(lambda x, y: x + (np.clip(x, 0.0, 1.0) - x)) == ["CONST", "SETTLE"]
    assert ops(lambda x, y: 2.0 - x) == ["RSUBK"]
    assert ops(lambda x, y: np.greater(2.0, x)) == ["LTK"]


def test_what_is_read_elsewhere_stays_a_step_of_its_own() -> None:
    assert ops(lambda x, y: x * y + x, lambda x, y: x * y) == ["MUL", "ADD"]
    assert ops(lambda x, y: y + on_grid(x), lambda x, y: on_grid(x)) == ["GRID", "ADD"]
    assert sorted(ops(lambda x, y: np.clip(x, 0.0, 1.0), lambda x, y: np.maximum(x, 0.0))) == ["MAXK", "MINK"]
    assert "SETTLE" not in ops(lambda x, y: x + (np.clip(x, 0.0, 1.0) - x), lambda x, y: np.clip(x, 0.0, 1.0))
    assert "SETTLE" not in ops(lambda x, y: x + (np.clip(x, 0.0, 1.0) - y))
    assert "SETTLE" not in ops(lambda x, y: x + (np.clip(y, 0.0, 1.0) - x))


def test_the_grid_is_told_by_its_numbers() -> None:
    assert "GRID" not in ops(lambda x, y: np.rint(x * 2.0**29) * 2.0**-30)
    assert "GRID" not in ops(lambda x, y: np.floor(x * 2.0**30) * 2.0**-30)
    assert ops(lambda x, y: np.minimum(np.maximum(x, 0.0), y)) == ["MAXK", "MIN"]
