"""Symbols: arrays whose numbers are not known yet. A function on arrays that is handed symbols writes its own graph.

NumPy asks its operands how to work on them (`__array_ufunc__`, `__array_function__`), so a rule is traced as it stands.
The last axis of a symbol stands for all runs and has length 1. A branch on a symbol's numbers cannot be traced and
raises Untraceable. Rules ask `x.any()` to skip what is empty: a symbol answers True unless all of it is certain to be
zero. `np.any(x, axis)` is traced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

from sim.tape.graph import Graph
from sim.tape.program import Op

Ids: TypeAlias = NDArray[np.int64]

UFUNCS: dict[np.ufunc, Op] = {
    np.negative: Op.NEG, np.absolute: Op.ABS, np.rint: Op.RINT, np.sqrt: Op.SQRT, np.exp: Op.EXP, np.log: Op.LOG,
    np.tanh: Op.TANH, np.floor: Op.FLOOR, np.add: Op.ADD, np.subtract: Op.SUB, np.multiply: Op.MUL, np.divide: Op.DIV,
    np.maximum: Op.MAX, np.minimum: Op.MIN, np.greater: Op.GT, np.greater_equal: Op.GE, np.less: Op.LT,
    np.less_equal: Op.LE, np.equal: Op.EQ, np.not_equal: Op.NE, np.logical_and: Op.AND, np.bitwise_and: Op.AND,
    np.logical_or: Op.OR, np.bitwise_or: Op.OR, np.logical_not: Op.NOT, np.invert: Op.NOT,
}


class Untraceable(TypeError):
    """What a function does with a symbol that cannot be traced: it runs by NumPy, then."""


class Symbol(NDArrayOperatorsMixin):
    """An array (axes..., 1) of nodes of a graph, by number."""

    __array_priority__ = 1000

    def __init__(self, graph: Graph, ids: Ids) -> None:
        self.graph, self.ids = graph, np.asarray(ids, dtype=np.int64)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.ids.shape

    @property
    def ndim(self) -> int:
        return self.ids.ndim

    @property
    def T(self) -> Symbol:
        return Symbol(self.graph, self.ids.T)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Symbol]:
        return (Symbol(self.graph, row) for row in self.ids)

    def __getitem__(self, key: Any) -> Symbol:
        return Symbol(self.graph, self.ids[key])

    def __setitem__(self, key: Any, value: Any) -> None:
        self.ids[key] = self.graph.ids_of(value)

    def __bool__(self) -> bool:
        raise Untraceable("a branch on numbers that differ from run to run cannot be traced")

    def __array__(self, *args: Any, **named: Any) -> Any:
        raise Untraceable("a symbol has no numbers yet")

    def copy(self) -> Symbol:
        return Symbol(self.graph, self.ids.copy())

    def astype(self, dtype: Any, **named: Any) -> Symbol:
        """The same: a tape knows one kind of number, and truth as 1.0 or 0.0."""
        return self

    def reshape(self, *shape: int) -> Symbol:
        return Symbol(self.graph, self.ids.reshape(*shape))

    def swapaxes(self, first: int, second: int) -> Symbol:
        return Symbol(self.graph, self.ids.swapaxes(first, second))

    def any(self, axis: Any = None) -> Any:
        """Where it is not certain to be zero."""
        return ~np.asarray(self.graph.is_zero(self.ids)).all(axis=axis)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **named: Any) -> Any:
        if ufunc not in UFUNCS or method != "__call__":
            raise Untraceable(f"np.{ufunc.__name__} ({method}) cannot be traced")
        found = self.graph.apply(UFUNCS[ufunc], *map(self.graph.ids_of, inputs))
        out, where = named.get("out", (None,))[0], named.get("where", True)
        if where is not True:
            found = self.graph.apply(Op.SEL, self.graph.ids_of(where), found, self.graph.ids_of(out))
        elif isinstance(out, Symbol):
            out.ids[...] = found
            return out
        return Symbol(self.graph, found)

    def __array_function__(self, function: Callable[..., Any], types: Any, args: Any, named: Any) -> Any:
        if function not in FUNCTIONS:
            raise Untraceable(f"np.{function.__name__} cannot be traced")
        return FUNCTIONS[function](self.graph, *args, **named)


# --- the functions of NumPy that rules use beside ufuncs -------------------------------------------------------------


def _where(graph: Graph, where: Any, yes: Any, no: Any) -> Symbol:
    return Symbol(graph, graph.apply(Op.SEL, *map(graph.ids_of, (where, yes, no))))


def _clip(graph: Graph, x: Any, low: float, high: float) -> Symbol:
    """As NumPy does: first the lower bound, then the upper one; an infinite bound binds nothing."""
    found = graph.ids_of(x)
    if low > -np.inf:
        found = graph.apply(Op.MAX, found, graph.ids_of(low))
    if high < np.inf:
        found = graph.apply(Op.MIN, found, graph.ids_of(high))
    return Symbol(graph, found)


def _along(op: Op, of_none: float | None = None) -> Callable[..., Symbol]:
    """A reduction, strictly in index order. `of_none`: what it makes of no rows."""

    def reduce(graph: Graph, x: Any, axis: int | tuple[int, ...] | None = None) -> Symbol:
        if axis is None:
            raise Untraceable("a reduction over all axes would mix runs")
        axes = (axis,) if isinstance(axis, int) else axis
        rows = np.moveaxis(graph.ids_of(x), axes, range(len(axes)))
        rows = rows.reshape(prod(rows.shape[:len(axes)]), *rows.shape[len(axes):])
        if not len(rows) and of_none is not None:
            return Symbol(graph, graph.ids_of(np.full(rows.shape[1:], of_none)))
        found = rows[0]
        for row in rows[1:]:
            found = graph.apply(op, found, row)
        return Symbol(graph, found)

    return reduce


def _moved(function: Callable[..., Any]) -> Callable[..., Symbol]:
    """A function that moves numbers and changes none: it may as well move their nodes."""

    def move(graph: Graph, x: Any, *args: Any, **named: Any) -> Symbol:
        many = isinstance(x, Sequence)
        return Symbol(graph, function([graph.ids_of(one) for one in x] if many else graph.ids_of(x), *args, **named))

    return move


def _like(value: float | None) -> Callable[..., Any]:
    def make(graph: Graph, x: Symbol, given: Any = value) -> Any:
        return _moved(np.broadcast_to)(graph, given, x.shape).copy()

    return make


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.where: _where, np.clip: _clip, np.zeros_like: _like(0.0), np.ones_like: _like(1.0), np.full_like: _like(None),
    np.any: _along(Op.OR, 0.0), np.all: _along(Op.AND, 1.0), np.max: _along(Op.MAX), np.min: _along(Op.MIN),
    **{function: _moved(function) for function in (np.broadcast_to, np.moveaxis, np.swapaxes, np.expand_dims, np.take,
                                                   np.stack, np.concatenate)},
}
