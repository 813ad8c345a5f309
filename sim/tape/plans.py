"""Plans that were made once, on disk: to group the lines of a program, or to find places for them, takes longer than to
run it a few times."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import kept
from sim.tape.groups import Group, Input, Plan, Rows, plan
from sim.tape.places import Placed, placed
from sim.tape.program import Op, Program

KIND, PLACES = "plan", "places"
ARGS = 3  # that a line may have; -1 stands for none


def plan_of(program: Program, inputs: Sequence[Input], by_level: bool) -> Plan:
    """The plan from disk, or made and kept."""
    key = kept.key_of(kept.code(), _digest(program), repr(inputs), str(by_level))
    found = kept.fetch_arrays(KIND, key)
    if found is not None:
        return _plan(found)
    made = plan(program, inputs, by_level)
    kept.keep_arrays(KIND, key, _arrays(made))
    return made


def placed_of(program: Program, same: Sequence[bool]) -> Placed:
    """The places from disk, or made and kept."""
    key = kept.key_of(kept.code(), _digest(program), repr(same))
    found = kept.fetch_arrays(PLACES, key)
    if found is not None:
        return Placed(**found)
    made = placed(program, same)
    kept.keep_arrays(PLACES, key, asdict(made))
    return made


def _digest(program: Program) -> str:
    parts = (program.op, program.out, program.args, program.const)
    texts = repr((program.slots, program.registers, program.rows, [x.dtype for x in parts])).encode()
    return hashlib.blake2b(b"".join([texts, *(x.tobytes() for x in parts)])).hexdigest()


def _arrays(its: Plan) -> dict[str, NDArray[Any]]:
    groups = [[group.op, group.first, len(group.const), *(x.kind for x in group.args), *[-1] * (ARGS - len(group.args))]
              for group in its.groups]
    return {
        "sizes": np.array([its.numbers, its.truths]),
        "groups": np.array(groups, dtype=np.int64).reshape(-1, 3 + ARGS),
        "args": _joined(x.rows for group in its.groups for x in group.args),
        "const": np.concatenate([np.zeros(0), *(group.const for group in its.groups)]),
        "stores": np.array([[len(to), source.kind] for to, source in its.stores], dtype=np.int64).reshape(-1, 2),
        "to": _joined(to for to, _ in its.stores), "source": _joined(source.rows for _, source in its.stores),
    }


def _joined(arrays: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(0, dtype=np.int64), *arrays])


def _plan(found: dict[str, NDArray[Any]]) -> Plan:
    groups, arg, const = list[Group](), 0, 0
    for op, first, count, *kinds in found["groups"].tolist():
        args = [Rows(kind, found["args"][arg + k * count: arg + (k + 1) * count])
                for k, kind in enumerate(kinds) if kind >= 0]
        groups.append(Group(Op(op), first, args, found["const"][const: const + count]))
        arg, const = arg + len(args) * count, const + count
    ends = np.cumsum(found["stores"][:, 0])
    stores = [(found["to"][end - count: end], Rows(kind, found["source"][end - count: end]))
              for (count, kind), end in zip(found["stores"].tolist(), ends.tolist(), strict=True)]
    numbers, truths = found["sizes"].tolist()
    return Plan(numbers, truths, groups, stores)
