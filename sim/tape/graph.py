"""The graph of a traced function: every operation once, what is constant computed, what cannot matter left out.

What is left out leaves every result as it was, but for the sign of a zero, which nothing here can tell but a division
by it: rules ask before they divide, or divide by a difference, which is 0.0 where it is zero. `0 * x` is zero only
where x is a number for certain, so every node carries bounds: those of the inputs are given, and infinite bounds mean
that it may be infinite, or no number.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isfinite, isnan
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.tape.program import TRUTHS, Op

Ids: TypeAlias = NDArray[np.int64]

SURE = 1e60  # bound of a quotient whose divisor was asked to be above zero: numbers on the grid cannot reach it
EXACT = 2.0**52  # below it floating-point numbers tell whole numbers apart
COMMUTES = {Op.ADD, Op.MUL, Op.MAX, Op.MIN, Op.AND, Op.OR, Op.EQ, Op.NE}
NUMPY: dict[Op, Any] = {
    Op.NEG: np.negative, Op.ABS: np.absolute, Op.RINT: np.rint, Op.SQRT: np.sqrt, Op.EXP: np.exp, Op.LOG: np.log,
    Op.TANH: np.tanh, Op.FLOOR: np.floor, Op.NOT: np.logical_not, Op.ADD: np.add, Op.SUB: np.subtract,
    Op.MUL: np.multiply, Op.DIV: np.divide, Op.MAX: np.maximum, Op.MIN: np.minimum, Op.GT: np.greater,
    Op.GE: np.greater_equal, Op.LT: np.less, Op.LE: np.less_equal, Op.EQ: np.equal, Op.NE: np.not_equal,
    Op.AND: np.logical_and, Op.OR: np.logical_or, Op.SEL: np.where,
}
Node = tuple[Any, ...]
"""(operation, *arguments); (Op.CONST, value); (Op.LOAD, slot, row)."""


class Bounds(NamedTuple):
    low: float
    high: float


ANY = Bounds(-np.inf, np.inf)


class Graph:
    """Nodes in the order in which they were made: arguments stand before what uses them."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.bounds: list[Bounds] = []
        self._index: dict[Node, int] = {}
        self._values: list[float] = []  # node -> its constant; not a number where it has none
        self._sure: list[bool] = []  # node -> whether it is a number for certain
        self._consts, self._finite, self._done = np.zeros(0), np.zeros(0, dtype=np.bool_), 0

    def add(self, node: Node, bounds: Bounds) -> int:
        found = self._index.get(node)
        if found is None:
            found = self._index[node] = len(self.nodes)
            self.nodes.append(node)
            self.bounds.append(bounds)
            self._values.append(node[1] if node[0] is Op.CONST else np.nan)
            self._sure.append(bounds.low > -inf and bounds.high < inf)
        return found

    def const(self, value: float) -> int:
        """A constant; both zeros are one."""
        value = float(value) + 0.0
        return self.add((Op.CONST, value), Bounds(value, value) if np.isfinite(value) else ANY)

    def load(self, slot: str, row: int, low: float, high: float) -> int:
        """A row of an input, which is a number within these bounds."""
        return self.add((Op.LOAD, slot, row), Bounds(low, high))

    def ids_of(self, x: Any) -> Ids:
        """The nodes of a symbol, or of an array of constants."""
        if hasattr(x, "ids"):
            return x.ids
        if np.ndim(x) == 0:
            return np.array(self.const(x))
        values, back = np.unique(np.asarray(x, dtype=np.float64), return_inverse=True)
        return np.array([self.const(v) for v in values], dtype=np.int64)[back].reshape(np.shape(x))

    def values_of(self, ids: Ids) -> NDArray[np.float64]:
        """Their constants, not a number where they are none."""
        self._catch_up()
        return self._consts[ids]

    def _catch_up(self) -> None:
        """Constants and bounds of the newest nodes as arrays, too."""
        done, count = self._done, len(self.nodes)
        if count > len(self._consts):
            self._consts, self._finite = np.resize(self._consts, 2 * count), np.resize(self._finite, 2 * count)
        if done < count:
            self._consts[done:count], self._finite[done:count] = self._values[done:], self._sure[done:]
            self._done = count

    def is_zero(self, ids: Ids) -> NDArray[np.bool_]:
        return self.values_of(ids) == 0.0

    def apply(self, op: Op, *args: Ids) -> Ids:
        """One operation on arrays of nodes, broadcast against each other; each case that occurs is made once."""
        shape = np.broadcast_shapes(*(a.shape for a in args))
        if set(shape) <= {1}:
            return np.array(self.op(op, *(int(a.item()) for a in args)), dtype=np.int64).reshape(shape)
        flat = [np.broadcast_to(a, shape).ravel() for a in args]
        if op not in (Op.MUL, Op.ADD):
            return self._cases(op, flat).reshape(shape)
        return self._cases_but_zeros(op, *flat).reshape(shape)

    def _cases(self, op: Op, flat: Sequence[Ids]) -> Ids:
        code = flat[0]
        for more in flat[1:]:
            code = code * len(self.nodes) + more
        _, first, back = np.unique(code, return_index=True, return_inverse=True)
        cases = zip(*(a[first].tolist() for a in flat), strict=True)
        return np.array([self.op(op, *case) for case in cases], dtype=np.int64)[back]

    def _cases_but_zeros(self, op: Op, a: Ids, b: Ids) -> Ids:
        """What zeros make of it is seen at once: most of what masks and aims multiply is zero."""
        zeros, found = self.is_zero(a), np.full(len(a), -1)
        other = self.is_zero(b)
        if op is Op.ADD:
            found[other], found[zeros] = a[other], b[zeros]
        else:
            sure = self._finite
            found[(zeros & sure[b]) | (other & sure[a])] = self.const(0.0)
        left = found < 0
        found[left] = self._cases(op, (a[left], b[left]))
        return found

    def op(self, op: Op, *args: int) -> int:
        """One operation on nodes, simplified."""
        given = [self._values[a] for a in args]
        if not any(map(isnan, given)):
            with np.errstate(all="ignore"):
                return self.const(NUMPY[op](*map(np.float64, given)))
        known = self._simple(op, args, given)
        if known is not None:
            return known
        if op in COMMUTES and args[0] > args[1]:
            args = (args[1], args[0])
        found = self._index.get((op, *args))
        return self.add((op, *args), self._bounds(op, args)) if found is None else found

    def _simple(self, op: Op, args: tuple[int, ...], given: list[float]) -> int | None:
        if op is Op.SEL:
            return self._chosen(args, given)
        if len(args) == 1:
            return None
        (a, b), (x, y) = args, given
        if op is Op.MUL:
            if (x == 0.0 and self.sure(b)) or (y == 0.0 and self.sure(a)):
                return self.const(0.0)
            return b if x == 1.0 else a if y == 1.0 else self._turned(b, x) or self._turned(a, y)
        if op is Op.ADD:
            return b if x == 0.0 else a if y == 0.0 else None
        if op is Op.SUB:
            return a if y == 0.0 else self.const(0.0) if a == b and self.sure(a) else None
        if op is Op.DIV:
            return a if y == 1.0 else self.const(0.0) if x == 0.0 and self._apart(b) else None
        if op is Op.AND:
            return self.const(0.0) if 0.0 in (x, y) else self._truth(a, y) or self._truth(b, x)
        if op is Op.OR:
            return self._either(a, b, x, y)
        return self._bound(op, a, b) if op in (Op.MAX, Op.MIN) else None

    def _bound(self, op: Op, a: int, b: int) -> int | None:
        """The larger or smaller of two, if it is known which one that is."""
        if not (self.sure(a) and self.sure(b)):
            return a if a == b else None
        for x, y in ((a, b), (b, a)):
            if self.bounds[x].low >= self.bounds[y].high:
                return x if op is Op.MAX else y
        return None

    def _turned(self, id: int, factor: float) -> int | None:
        return self.op(Op.NEG, id) if factor == -1.0 else None

    def _truth(self, id: int, other: float) -> int | None:
        """A truth is itself where the other one holds."""
        return id if other == other and other != 0.0 and self.nodes[id][0] in TRUTHS else None

    def _either(self, a: int, b: int, x: float, y: float) -> int | None:
        if (x == x and x != 0.0) or (y == y and y != 0.0):
            return self.const(1.0)
        if x == 0.0 and self.nodes[b][0] in TRUTHS:
            return b
        return a if y == 0.0 and self.nodes[a][0] in TRUTHS else None

    def _chosen(self, args: tuple[int, ...], given: list[float]) -> int | None:
        _, yes, no = args
        if given[0] == given[0]:
            return yes if given[0] != 0.0 else no
        return yes if yes == no else None

    def sure(self, id: int) -> bool:
        """It is a number for certain."""
        return self._sure[id]

    def _apart(self, id: int) -> bool:
        """It is a number other than zero for certain."""
        low, high = self.bounds[id]
        return self.sure(id) and (low > 0.0 or high < 0.0)

    def _bounds(self, op: Op, args: tuple[int, ...]) -> Bounds:
        if op in TRUTHS:
            return Bounds(0.0, 1.0)
        if op is Op.SEL:
            return self._bounds_chosen(*args)
        if not all(map(self._sure.__getitem__, args)):
            return ANY
        if op is Op.ADD and (settled := self._settled(*args) or self._settled(*args[::-1])):
            return settled
        its = [self.bounds[a] for a in args]
        ends = _ENDS.get(op, _none)(*its)
        return Bounds(*ends) if isfinite(ends[0]) and isfinite(ends[1]) else ANY

    def _settled(self, x: int, back: int) -> Bounds | None:
        """Of x + (y - x), where y is x within limits on both sides of zero: it is y. x lies on the grid, or is so large
        that it has no digits below it, and y - x is no larger than x, so nothing is rounded."""
        node, (low, high) = self.nodes[back], self.bounds[x]
        if node[0] is not Op.SUB or node[2] != x or max(-low, high) >= EXACT or not self._within_limits(node[1], x):
            return None
        its = self.bounds[node[1]]
        return its if its.low <= 0.0 <= its.high and self._whole(node[1]) else None

    def _within_limits(self, id: int, x: int) -> bool:
        """Whether it is x but for a lower or upper limit."""
        while id != x and self.nodes[id][0] in (Op.MAX, Op.MIN):
            _, *both = self.nodes[id]
            free = [a for a in both if self._values[a] != self._values[a]]
            if len(free) > 1:
                return False
            id = free[0]
        return id == x

    def _whole(self, id: int) -> bool:
        """Whether its bounds are those of a clip: whole numbers."""
        return all(end == np.rint(end) for end in self.bounds[id])

    def _bounds_chosen(self, where: int, yes: int, no: int) -> Bounds:
        branches = [self._bounds_asked(where, yes), self.bounds[no]]
        return Bounds(min(b.low for b in branches), max(b.high for b in branches))

    def _bounds_asked(self, where: int, id: int) -> Bounds:
        """Of a quotient where its divisor was asked to be above zero."""
        node, asked = self.nodes[id], self.nodes[where]
        if node[0] is not Op.DIV or asked[0] is not Op.GT or asked[1] != node[2] or self._values[asked[2]] != 0.0:
            return self.bounds[id]
        if not (self.sure(node[1]) and self.sure(node[2])):
            return ANY
        low, high = self.bounds[node[1]].low, self.bounds[node[2]].high
        return Bounds(low / high if low >= 0.0 < high else -SURE, SURE)


def _none(*its: Bounds) -> tuple[float, float]:
    return ANY


def _product(x: Bounds, y: Bounds) -> tuple[float, float]:
    ends = x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high
    return min(ends), max(ends)


def _quotient(x: Bounds, y: Bounds) -> tuple[float, float]:
    if y.low <= 0.0 <= y.high:
        return ANY
    ends = x.low / y.low, x.low / y.high, x.high / y.low, x.high / y.high
    return min(ends), max(ends)


def _size(x: Bounds) -> tuple[float, float]:
    return (0.0 if x.low <= 0.0 <= x.high else min(abs(x.low), abs(x.high))), max(abs(x.low), abs(x.high))


def _exp(x: Bounds) -> tuple[float, float]:
    return (0.0, float(np.exp(x.high)) * 2.0) if x.high < 700.0 else ANY


def _log(x: Bounds) -> tuple[float, float]:
    return (float(np.log(x.low)) - 1.0, float(np.log(x.high)) + 1.0) if x.low > 0.0 else ANY


_ENDS: dict[Op, Any] = {
    Op.NEG: lambda x: (-x.high, -x.low), Op.ABS: _size, Op.RINT: lambda x: (x.low - 1.0, x.high + 1.0),
    Op.FLOOR: lambda x: (x.low - 1.0, x.high), Op.SQRT: lambda x: (0.0, x.high + 1.0) if x.low >= 0.0 else ANY,
    Op.EXP: _exp, Op.LOG: _log, Op.TANH: lambda x: (-1.0, 1.0), Op.ADD: lambda x, y: (x.low + y.low, x.high + y.high),
    Op.SUB: lambda x, y: (x.low - y.high, x.high - y.low), Op.MUL: _product, Op.DIV: _quotient,
    Op.MAX: lambda x, y: (max(x.low, y.low), max(x.high, y.high)),
    Op.MIN: lambda x, y: (min(x.low, y.low), min(x.high, y.high)),
}
