"""The loop that runs a program in blocks of runs, as numba compiles it.

Only `by_numba` imports this, late. The file stands alone, as numba's cache looks at one file: what is compiled here
calls nothing of other files. Every operation rounds once: no fast-math, so LLVM makes no contraction.
"""
# numba need not be there, and rewrites what it decorates
# pyright: reportMissingImports=false, reportCallIssue=false, reportUntypedFunctionDecorator=false

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from sim.tape.program import GRID, STEP, Op

NOTE = [types.boolean(types.intp[:, ::1], types.intp, types.Array(types.float64, 2, "C", readonly=readonly), types.intp,
                      types.intp) for readonly in (False, True)]
MACHINE = types.void(types.int32[:, ::1], types.float64[::1], types.intp[:, ::1], types.uintp, types.uintp,
                       types.uintp[:, ::1], types.intp, types.intp, types.intp)


def _at(kind: Any) -> Any:
    """What makes of an address the numbers of one kind that stand there."""

    @intrinsic
    def numbers(typing: Any, address: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            return builder.inttoptr(args[0], context.get_value_type(signature.return_type))

        return types.CPointer(kind)(types.uintp), emit

    return numbers


def _rounded(name: str) -> Any:
    """What rounds a number as the instruction of this name does."""

    @intrinsic
    def rounded(typing: Any, x: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            double = ir.DoubleType()
            return builder.call(cgutils.get_or_insert_function(
                builder.module, ir.FunctionType(double, [double]), name), args)

        return types.float64(types.float64), emit

    return rounded


floats, truths = _at(types.float64), _at(types.uint8)
rint, floor = _rounded("llvm.rint.f64"), _rounded("llvm.floor.f64")  # halves to the even one; down


@intrinsic
def fetch(typing: Any, address: Any) -> Any:
    """Ask for the cache line at an address before it is read."""

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        byte, word = ir.IntType(8).as_pointer(), ir.IntType(32)
        function = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        builder.call(cgutils.get_or_insert_function(builder.module, function, "llvm.prefetch.p0i8"),
                     [builder.inttoptr(args[0], byte), *(ir.Constant(word, n) for n in (0, 2, 1))])
        return context.get_dummy_value()

    return types.void(types.uintp), emit


@intrinsic
def call(typing: Any, function: Any, data: Any, source: Any, target: Any, count: Any) -> Any:
    """NumPy's own loop for a ufunc of one argument, void(char **args, intp *counts, intp *steps, void *data)."""

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        byte, word = ir.IntType(8).as_pointer(), context.get_value_type(types.intp)
        step = ir.Constant(word, 8)
        pointers = cgutils.pack_array(builder, [builder.inttoptr(args[2], byte), builder.inttoptr(args[3], byte)])
        where = [cgutils.alloca_once_value(builder, value)
                 for value in (pointers, args[4], cgutils.pack_array(builder, [step, step]))]
        kinds = [byte.as_pointer(), word.as_pointer(), word.as_pointer(), byte]
        loop = builder.inttoptr(args[0], ir.FunctionType(ir.VoidType(), kinds).as_pointer())
        builder.call(loop, [*(builder.bitcast(value, kind) for value, kind in zip(where, kinds, strict=False)),
                            builder.inttoptr(args[1], byte)])
        return context.get_dummy_value()

    return types.void(types.uintp, types.uintp, types.uintp, types.uintp, types.intp), emit


def note(table: Any, slot: int, x: Any, needs: int, runs: int) -> bool:
    """Put an input's address and its numbers a row, or 0 for what is the same in all runs, into the table; whether it
    has the rows and runs it needs."""
    table[slot, 0] = x.ctypes.data
    table[slot, 1] = 0 if x.shape[1] == 1 else runs
    return x.shape[0] >= needs and x.shape[1] in (1, runs)


def machine(block: int) -> Callable[..., None]:
    """The loop for blocks of so many runs; 0: for one block of any width, which LLVM cannot unroll.

    Line t of `lines` (N, 5) holds an operation, the register or row it writes and its registers, a LOAD the line of a
    later one in place of the last; `consts` (N,); `slots` (S, 3): what `note` put
    there, and where it stands which rows are not zero, or 0; `scratch`, `result`: addresses
    of (registers, block) and of (rows, runs); `ufuncs` (3, 2): NumPy's loops for exp, log and tanh with their data.
    LLVM makes a jump table of the chain.
    """

    def run(lines: Any, consts: Any, slots: Any, scratch: Any, result: Any, ufuncs: Any, runs: Any, first: Any,
            last: Any) -> None:
        n = block if block else last - first
        s = floats(scratch)
        out = floats(result)
        for start in range(first, last, n):
            t = -1
            while t < len(lines) - 1:
                t += 1
                op = lines[t, 0]
                d, x, y, z = n * lines[t, 1], n * lines[t, 2], n * lines[t, 3], n * lines[t, 4]
                k = consts[t]
                if op == Op.ADD:
                    for i in range(n):
                        s[d + i] = s[x + i] + s[y + i]
                elif op == Op.MUL:
                    for i in range(n):
                        s[d + i] = s[x + i] * s[y + i]
                elif op == Op.SUB:
                    for i in range(n):
                        s[d + i] = s[x + i] - s[y + i]
                elif op == Op.MULK:
                    for i in range(n):
                        s[d + i] = s[x + i] * k
                elif op == Op.LOAD:
                    if block:  # rows of many runs lie far apart: no prefetcher finds the next
                        later = lines[t, 4]
                        at = slots[lines[later, 2], 0] + 8 * (slots[lines[later, 2], 1] * lines[later, 3] + start)
                        for i in range(0, 8 * n, 64):
                            fetch(np.uintp(at + i))
                    at, step = slots[lines[t, 2], 0], slots[lines[t, 2], 1]
                    source = floats(np.uintp(at))
                    if step:
                        at = step * lines[t, 3] + start
                        for i in range(n):
                            s[d + i] = source[at + i]
                    else:
                        value = source[lines[t, 3]]
                        for i in range(n):
                            s[d + i] = value
                elif op == Op.SKIP:
                    if slots[lines[t, 2], 2] and not truths(np.uintp(slots[lines[t, 2], 2]))[lines[t, 3]]:
                        t += lines[t, 4]
                elif op == Op.ACCGRID:
                    for i in range(n):
                        s[d + i] += rint(s[y + i] * GRID) * STEP
                elif op == Op.MAXK:
                    for i in range(n):
                        s[d + i] = k if s[x + i] <= k else s[x + i]
                elif op == Op.MINK:
                    for i in range(n):
                        s[d + i] = k if s[x + i] >= k else s[x + i]
                elif op == Op.SETTLE:
                    for i in range(n):
                        p, q = s[x + i], s[y + i]
                        above = k if p <= k else p
                        within = above if above < q else q
                        s[d + i] = p + ((within if above == above else above) - p)
                elif op == Op.ADDGRID:
                    for i in range(n):
                        s[d + i] = s[x + i] + rint(s[y + i] * GRID) * STEP
                elif op == Op.STORE:
                    row = runs * lines[t, 1] + start
                    for i in range(n):
                        out[row + i] = s[x + i]
                elif op == Op.GRID:
                    for i in range(n):
                        s[d + i] = rint(s[x + i] * GRID) * STEP
                elif op == Op.MULADD:
                    for i in range(n):
                        s[d + i] = s[x + i] * s[y + i] + s[z + i]
                elif op == Op.MULMUL:
                    for i in range(n):
                        s[d + i] = s[x + i] * s[y + i] * s[z + i]
                elif op == Op.DIV:
                    for i in range(n):
                        s[d + i] = s[x + i] / s[y + i]
                elif op == Op.RSUBK:
                    for i in range(n):
                        s[d + i] = k - s[x + i]
                elif op == Op.SEL:
                    for i in range(n):
                        s[d + i] = s[y + i] if s[x + i] != 0.0 else s[z + i]
                elif op == Op.CLIP:
                    for i in range(n):
                        p, q = s[x + i], s[y + i]
                        above = k if p <= k else p
                        within = above if above < q else q
                        s[d + i] = within if above == above else above
                elif op == Op.ACC:
                    for i in range(n):
                        s[d + i] += s[y + i]
                elif op == Op.ACCMUL:
                    for i in range(n):
                        s[d + i] += s[x + i] * s[y + i]
                elif op == Op.NEG:
                    for i in range(n):
                        s[d + i] = -s[x + i]
                elif op == Op.SUBK:
                    for i in range(n):
                        s[d + i] = s[x + i] - k
                elif op == Op.ADDK:
                    for i in range(n):
                        s[d + i] = s[x + i] + k
                elif op == Op.GTK:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] > k else 0.0
                elif op == Op.MAX:
                    for i in range(n):
                        p, q = s[x + i], s[y + i]
                        larger = p if p > q else q
                        s[d + i] = larger if p == p else p
                elif op == Op.MIN:
                    for i in range(n):
                        p, q = s[x + i], s[y + i]
                        smaller = p if p < q else q
                        s[d + i] = smaller if p == p else p
                elif op == Op.GT:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] > s[y + i] else 0.0
                elif op == Op.GE:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] >= s[y + i] else 0.0
                elif op == Op.LT:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] < s[y + i] else 0.0
                elif op == Op.LE:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] <= s[y + i] else 0.0
                elif op == Op.EQ:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] == s[y + i] else 0.0
                elif op == Op.NE:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] != s[y + i] else 0.0
                elif op == Op.AND:
                    for i in range(n):
                        s[d + i] = 1.0 if (s[x + i] != 0.0) & (s[y + i] != 0.0) else 0.0
                elif op == Op.OR:
                    for i in range(n):
                        s[d + i] = 1.0 if (s[x + i] != 0.0) | (s[y + i] != 0.0) else 0.0
                elif op == Op.NOT:
                    for i in range(n):
                        s[d + i] = 0.0 if s[x + i] != 0.0 else 1.0
                elif op == Op.GEK:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] >= k else 0.0
                elif op == Op.LTK:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] < k else 0.0
                elif op == Op.LEK:
                    for i in range(n):
                        s[d + i] = 1.0 if s[x + i] <= k else 0.0
                elif op == Op.DIVK:
                    for i in range(n):
                        s[d + i] = s[x + i] / k
                elif op == Op.RDIVK:
                    for i in range(n):
                        s[d + i] = k / s[x + i]
                elif op == Op.CONST:
                    for i in range(n):
                        s[d + i] = k
                elif op == Op.ABS:
                    for i in range(n):
                        s[d + i] = abs(s[x + i])
                elif op == Op.SQRT:
                    for i in range(n):
                        s[d + i] = np.sqrt(s[x + i])
                elif op == Op.RINT:
                    for i in range(n):
                        s[d + i] = rint(s[x + i])
                elif op == Op.FLOOR:
                    for i in range(n):
                        s[d + i] = floor(s[x + i])
                elif op == Op.EXP:
                    call(ufuncs[0, 0], ufuncs[0, 1], scratch + np.uintp(8 * x), scratch + np.uintp(8 * d), n)
                elif op == Op.LOG:
                    call(ufuncs[1, 0], ufuncs[1, 1], scratch + np.uintp(8 * x), scratch + np.uintp(8 * d), n)
                elif op == Op.TANH:
                    call(ufuncs[2, 0], ufuncs[2, 1], scratch + np.uintp(8 * x), scratch + np.uintp(8 * d), n)
    return run
