"""Functions on arrays, drawn: the same text for numbers and for symbols."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from hypothesis import strategies as st

from sim.tape.graph import Graph
from sim.tape.program import Array
from sim.tape.symbols import Symbol
from sim.world.arrays import on_grid, total, two_largest

ROWS = 3
BOUNDS = {"unit": (0.0, 1.0), "around": (-2.0, 3.0), "apart": (5.0, 9.0), "wild": (-np.inf, np.inf),
          "same": (-5.0, 5.0), "rare": (-3.0, 3.0)}
"""Slots and what is known of them; those of `same` are the same in all runs, those of `rare` are mostly zero."""
STRANGE = (np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, 0.0, -0.0)

Step: TypeAlias = tuple[str, tuple[int, int, int], float]


def guarded(x: Any, y: Any) -> Any:
    return np.divide(x, y, out=np.zeros_like(x + y), where=y > 0.0)


def back(x: Any, low: float) -> Any:
    """A number on the grid comes back within bounds."""
    x = on_grid(np.clip(x, -1e9, 1e9))
    return x + (np.clip(x, low, 3.0) - x)


NUMBERS: dict[str, Callable[[Any, Any, Any, float], Any]] = {
    "add": lambda x, y, z, k: x + y, "sub": lambda x, y, z, k: x - y, "mul": lambda x, y, z, k: x * y,
    "muladd": lambda x, y, z, k: x * y + z, "mulmul": lambda x, y, z, k: x * y * z,
    "addk": lambda x, y, z, k: x + k, "ksub": lambda x, y, z, k: k - x, "mulk": lambda x, y, z, k: k * x,
    "max": lambda x, y, z, k: np.maximum(x, y), "min": lambda x, y, z, k: np.minimum(x, y),
    "maxk": lambda x, y, z, k: np.maximum(x, k), "mink": lambda x, y, z, k: np.minimum(k, x),
    "clip": lambda x, y, z, k: np.clip(x, -0.5, abs(k)), "back": lambda x, y, z, k: back(x, -abs(k)),
    "divide": lambda x, y, z, k: guarded(x, y), "apart": lambda x, y, z, k: x / (1.0 + np.abs(y)),
    "divk": lambda x, y, z, k: x / 3.0, "kdiv": lambda x, y, z, k: k / (2.0 + y * y),
    "where": lambda x, y, z, k: np.where(x > y, y, z), "wherek": lambda x, y, z, k: np.where(x != k, z, 0.0),
    "number decides": lambda x, y, z, k: np.where(x, y, z),
    "truth": lambda x, y, z, k: (x > y).astype(np.float64), "truths": lambda x, y, z, k: counted(x >= k, y < z),
    "neg": lambda x, y, z, k: -x, "abs": lambda x, y, z, k: np.abs(x), "rint": lambda x, y, z, k: np.rint(x),
    "floor": lambda x, y, z, k: np.floor(x), "sqrt": lambda x, y, z, k: np.sqrt(np.abs(x)),
    "exp": lambda x, y, z, k: np.exp(np.minimum(x, 9.0)), "log": lambda x, y, z, k: np.log(1.0 + np.abs(x)),
    "tanh": lambda x, y, z, k: np.tanh(x), "grid": lambda x, y, z, k: on_grid(x),
    "acts": lambda x, y, z, k: y + on_grid(k * x * (3.0 - z)), "acts on itself": lambda x, y, z, k: y + x * (k - y),
    "addgrid": lambda x, y, z, k: y + on_grid(x), "total": lambda x, y, z, k: x + total(y)[None],
    "largest": lambda x, y, z, k: x * two_largest(y, axis=0)[None], "turned": lambda x, y, z, k: x[::-1],
    "taken": lambda x, y, z, k: np.stack([x[2], y[0], z[1]]), "most": lambda x, y, z, k: x - np.max(y, axis=0)[None],
    "any": lambda x, y, z, k: np.where(np.any(x > k, axis=0)[None] & ~(y <= z) | (z == k), x, y),
}


def counted(first: Any, second: Any) -> Any:
    """How many of two hold, and what functions make of a truth."""
    one, two = first.astype(np.float64), second.astype(np.float64)
    return one + two - one * two + np.exp(one) - np.sqrt(two) * np.tanh(-one)


@st.composite
def functions(draw: st.DrawFn) -> list[Step]:
    """Each step works on what was there before, by number from the end."""
    before = st.tuples(*[st.integers(1, 12)] * 3)
    numbers = st.sampled_from([0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 30.0]) | st.floats(-4.0, 4.0)
    return draw(st.lists(st.tuples(st.sampled_from(sorted(NUMBERS)), before, numbers), min_size=1, max_size=14))


def results(steps: Sequence[Step], inputs: Sequence[Any]) -> list[Any]:
    """The last four arrays (ROWS, R), in numbers or in symbols."""
    found = list(inputs)
    for name, places, k in steps:
        x, y, z = (found[-min(place, len(found))] for place in places)
        found.append(NUMBERS[name](x, y, z, k))
    return found[-4:]


def traced(steps: Sequence[Step]) -> tuple[Graph, list[int]]:
    """The graph of a function, and the nodes of its results row by row."""
    graph = Graph()
    inputs = [Symbol(graph, np.array([[graph.load(slot, row, *ends)] for row in range(ROWS)]))
              for slot, ends in BOUNDS.items()]
    return graph, [int(id) for x in results(steps, inputs) for id in x.ids.ravel()]


def given_to(runs: int, seed: int) -> dict[str, Array]:
    """Inputs within their bounds, ends and zeros of both signs among them; `wild` ones may be no numbers."""
    rng = np.random.default_rng(seed)
    out: dict[str, Array] = {}
    for slot, (low, high) in BOUNDS.items():
        low, high = max(low, -1e3), min(high, 1e3)
        special = STRANGE if slot == "wild" else [x for x in (low, high, 0.0, -0.0, 1.0) if low <= x <= high]
        shape = ROWS, 1 if slot == "same" else runs
        x = rng.uniform(low, high, shape)
        x = np.where(rng.random(shape) < 0.3, rng.choice(special, shape), x)
        out[slot] = np.where(rng.random((ROWS, 1)) < 0.7, 0.0, x) if slot == "rare" else x
    return out


def in_numbers(steps: Sequence[Step], inputs: dict[str, Array], runs: int) -> Array:
    """What NumPy makes of it, row by row."""
    with np.errstate(all="ignore"):
        found = results(steps, [np.broadcast_to(x, (ROWS, runs)) for x in inputs.values()])
    return np.concatenate([np.broadcast_to(x, (ROWS, runs)) for x in found]) + 0.0
