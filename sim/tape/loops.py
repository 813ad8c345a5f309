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

from sim.tape.fused import Fused
from sim.tape.program import GRID, STEP, Op

NOTE = [types.boolean(types.intp[:, ::1], types.intp, types.Array(types.float64, 2, "C", readonly=readonly), types.intp,
                      types.intp) for readonly in (False, True)]
MACHINE = types.void(types.int32[:, ::1], types.float64[::1], types.intp[::1], types.intp, types.boolean[::1],
                     types.uintp[:, ::1], types.intp, types.intp)


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


floats, words = _at(types.float64), _at(types.intp)
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

    `lines`, `consts`: as `places.Placed` has them; `places` (P,): addresses, of which those from `still` on move on
    from block to block; `acts` (A,): which of what is asked is not zero in all runs; `ufuncs` (3, 2): NumPy's loops for
    exp, log and tanh with their data; `width`: of a block, if it is any.
    LLVM makes a jump table of the chain.
    """

    def run(lines: Any, consts: Any, places: Any, still: Any, acts: Any, ufuncs: Any, blocks: Any, width: Any) -> None:
        n, at = block if block else width, words(np.uintp(places.ctypes.data))
        for _ in range(blocks):
            t = np.uintp(0)
            while t < np.uintp(len(lines)):
                op, k = lines[t, 0], consts[t]
                d, x = floats(np.uintp(at[lines[t, 1]])), floats(np.uintp(at[lines[t, 2]]))
                y, z = floats(np.uintp(at[lines[t, 3]])), floats(np.uintp(at[lines[t, 4]]))
                if block and lines[t, 5] >= 0:  # rows of many runs lie far apart: no prefetcher finds the next
                    for i in range(0, 8 * n, 64):
                        fetch(np.uintp(at[lines[t, 5]] + i))
                if op == Op.ADD:
                    for i in range(n):
                        d[i] = x[i] + y[i]
                elif op == Op.MUL:
                    for i in range(n):
                        d[i] = x[i] * y[i]
                elif op == Op.SUB:
                    for i in range(n):
                        d[i] = x[i] - y[i]
                elif op == Op.MULK:
                    for i in range(n):
                        d[i] = x[i] * k
                elif op == Op.SKIP:
                    if not acts[lines[t, 2]]:
                        t += np.uintp(lines[t, 3])
                elif op == Op.ACCGRID:
                    for i in range(n):
                        d[i] += rint(y[i] * GRID) * STEP
                elif op == Op.MAXK:
                    for i in range(n):
                        d[i] = k if x[i] <= k else x[i]
                elif op == Op.MINK:
                    for i in range(n):
                        d[i] = k if x[i] >= k else x[i]
                elif op == Op.SETTLE:
                    for i in range(n):
                        p, q = x[i], y[i]
                        above = k if p <= k else p
                        within = above if above < q else q
                        d[i] = p + ((within if above == above else above) - p)
                elif op == Op.ADDGRID:
                    for i in range(n):
                        d[i] = x[i] + rint(y[i] * GRID) * STEP
                elif op == Op.STORE:
                    for i in range(n):
                        d[i] = x[i]
                elif op == Op.LOAD:
                    value = x[0]
                    for i in range(n):
                        d[i] = value
                elif op == Op.GRID:
                    for i in range(n):
                        d[i] = rint(x[i] * GRID) * STEP
                elif op == Op.MULADD:
                    for i in range(n):
                        d[i] = x[i] * y[i] + z[i]
                elif op == Op.MULMUL:
                    for i in range(n):
                        d[i] = x[i] * y[i] * z[i]
                elif op == Fused.ADDADD:
                    for i in range(n):
                        d[i] = x[i] + y[i] + z[i]
                elif op == Fused.MULKADD:
                    for i in range(n):
                        d[i] = x[i] * k + y[i]
                elif op == Fused.SUBMAXK:
                    for i in range(n):
                        p = x[i] - y[i]
                        d[i] = k if p <= k else p
                elif op == Fused.MULADDGRID:
                    for i in range(n):
                        d[i] = rint(x[i] * y[i] * GRID) * STEP + z[i]
                elif op == Fused.ADDSETTLE:
                    for i in range(n):
                        p, q = x[i] + rint(y[i] * GRID) * STEP, z[i]
                        above = k if p <= k else p
                        within = above if above < q else q
                        d[i] = p + ((within if above == above else above) - p)
                elif op == Fused.ONEMUL:
                    one = x[0]
                    for i in range(n):
                        d[i] = one * y[i]
                elif op == Fused.ONEMULADD:
                    one = x[0]
                    for i in range(n):
                        d[i] = one * y[i] + z[i]
                elif op == Op.DIV:
                    for i in range(n):
                        d[i] = x[i] / y[i]
                elif op == Op.RSUBK:
                    for i in range(n):
                        d[i] = k - x[i]
                elif op == Op.SEL:
                    for i in range(n):
                        p, q = y[i], z[i]
                        d[i] = p if x[i] != 0.0 else q
                elif op == Op.CLIP:
                    for i in range(n):
                        p, q = x[i], y[i]
                        above = k if p <= k else p
                        within = above if above < q else q
                        d[i] = within if above == above else above
                elif op == Op.ACC:
                    for i in range(n):
                        d[i] += y[i]
                elif op == Op.ACCMUL:
                    for i in range(n):
                        d[i] += x[i] * y[i]
                elif op == Op.NEG:
                    for i in range(n):
                        d[i] = -x[i]
                elif op == Op.SUBK:
                    for i in range(n):
                        d[i] = x[i] - k
                elif op == Op.ADDK:
                    for i in range(n):
                        d[i] = x[i] + k
                elif op == Op.GTK:
                    for i in range(n):
                        d[i] = 1.0 if x[i] > k else 0.0
                elif op == Op.MAX:
                    for i in range(n):
                        p, q = x[i], y[i]
                        larger = p if p > q else q
                        d[i] = larger if p == p else p
                elif op == Op.MIN:
                    for i in range(n):
                        p, q = x[i], y[i]
                        smaller = p if p < q else q
                        d[i] = smaller if p == p else p
                elif op == Op.GT:
                    for i in range(n):
                        d[i] = 1.0 if x[i] > y[i] else 0.0
                elif op == Op.GE:
                    for i in range(n):
                        d[i] = 1.0 if x[i] >= y[i] else 0.0
                elif op == Op.LT:
                    for i in range(n):
                        d[i] = 1.0 if x[i] < y[i] else 0.0
                elif op == Op.LE:
                    for i in range(n):
                        d[i] = 1.0 if x[i] <= y[i] else 0.0
                elif op == Op.EQ:
                    for i in range(n):
                        d[i] = 1.0 if x[i] == y[i] else 0.0
                elif op == Op.NE:
                    for i in range(n):
                        d[i] = 1.0 if x[i] != y[i] else 0.0
                elif op == Op.AND:
                    for i in range(n):
                        d[i] = 1.0 if (x[i] != 0.0) & (y[i] != 0.0) else 0.0
                elif op == Op.OR:
                    for i in range(n):
                        d[i] = 1.0 if (x[i] != 0.0) | (y[i] != 0.0) else 0.0
                elif op == Op.NOT:
                    for i in range(n):
                        d[i] = 0.0 if x[i] != 0.0 else 1.0
                elif op == Op.GEK:
                    for i in range(n):
                        d[i] = 1.0 if x[i] >= k else 0.0
                elif op == Op.LTK:
                    for i in range(n):
                        d[i] = 1.0 if x[i] < k else 0.0
                elif op == Op.LEK:
                    for i in range(n):
                        d[i] = 1.0 if x[i] <= k else 0.0
                elif op == Op.DIVK:
                    for i in range(n):
                        d[i] = x[i] / k
                elif op == Op.RDIVK:
                    for i in range(n):
                        d[i] = k / x[i]
                elif op == Op.CONST:
                    for i in range(n):
                        d[i] = k
                elif op == Op.ABS:
                    for i in range(n):
                        d[i] = abs(x[i])
                elif op == Op.SQRT:
                    for i in range(n):
                        d[i] = np.sqrt(x[i])
                elif op == Op.RINT:
                    for i in range(n):
                        d[i] = rint(x[i])
                elif op == Op.FLOOR:
                    for i in range(n):
                        d[i] = floor(x[i])
                elif op == Op.EXP:
                    call(ufuncs[0, 0], ufuncs[0, 1], np.uintp(at[lines[t, 2]]), np.uintp(at[lines[t, 1]]), n)
                elif op == Op.LOG:
                    call(ufuncs[1, 0], ufuncs[1, 1], np.uintp(at[lines[t, 2]]), np.uintp(at[lines[t, 1]]), n)
                elif op == Op.TANH:
                    call(ufuncs[2, 0], ufuncs[2, 1], np.uintp(at[lines[t, 2]]), np.uintp(at[lines[t, 1]]), n)
                t += np.uintp(1)
            for place in range(still, len(places)):
                at[place] += 8 * n
    return run
