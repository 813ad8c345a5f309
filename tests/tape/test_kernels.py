"""The loops that numba compiles beside programs, against the NumPy texts that they stand for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.agents.doctrines import choose
from sim.engine.effects import EffectRow, acting, kernel_of, make_table
from sim.tape import kernels
from sim.world import noise as its
from sim.world.arrays import on_grid
from sim.world.noise import Noise
from sim.world.state import World

pytest.importorskip("numba")

SEEDS = st.integers(0, 2**64 - 1)
ANY: Any = None
VIEW: Any = SimpleNamespace
RUNS = st.sampled_from([1, 2, 7, 129])


def start(noise: Noise) -> np.uint64:
    return np.uint64(noise.seed ^ its.key_of(noise.stream))


def elements(sources: list[str], month: int, places: range) -> kernels.Words:
    where = np.array([its.key_of(source) for source in sources], dtype=np.uint64)[:, None]
    with np.errstate(over="ignore"):
        return its._mix(np.array(places, dtype=np.uint64) * its.GOLDEN
                        + (where + np.uint64(month & 0xFFFF) * its.MIX1)).ravel()


@settings(max_examples=40, deadline=None)
@given(SEEDS, RUNS, st.integers(0, 2**40), st.integers(-5, 90), st.integers(1, 9))
def test_luck(seed: int, runs: int, first: int, month: int, count: int) -> None:
    noise = Noise(seed, np.arange(first, first + runs))
    given = start(noise), noise.runs, elements(["a"], month, range(1, count + 1))
    np.testing.assert_array_equal(kernels.words(*given), noise.bits("a", month, count))
    np.testing.assert_array_equal(kernels.normals(*given, its._normal_table()), noise.normal("a", month, (count,)))
    sources = [f"{n}" for n in range(count)]
    np.testing.assert_array_equal(kernels.uniforms(*given[:2], elements(sources, month, range(1, 2))),
                                  noise.uniforms(sources, month))


@settings(max_examples=40, deadline=None)
@given(SEEDS, RUNS, st.integers(0, 90))
def test_effects_in_force(seed: int, runs: int, month: int) -> None:
    drawn = np.random.default_rng(seed)
    kinds = [(0, 1, 0, 0), (2, 6, 0, 0), (1, 3, 12, 5), (0, 24, 3, 24)]
    rows = [EffectRow(int(drawn.integers(5)), "", ANY, float(drawn.normal()), kernel_of(*kinds[n % 4]), (), False, True)
            for n in range(9)]
    effects = make_table(rows)
    world = World(month, {}, drawn.integers(-1, 95, (5, runs)).astype(np.int16), np.zeros((5, runs), np.int16))
    size = np.array([row.size for row in rows])
    found, alive = kernels.amounts(world.since, month, effects.moves,
                                   np.column_stack([effects.kernels * size[:, None], size * 0.0]))
    np.testing.assert_array_equal(alive, found.any(axis=1))
    wanted = {id(row): amount for row, amount in acting(effects, VIEW(world=world))}
    for row, amount in zip(rows, found, strict=True):
        np.testing.assert_array_equal(on_grid(amount), wanted.get(id(row), np.zeros(runs)))


@settings(max_examples=150, deadline=None)
@given(SEEDS, RUNS, st.integers(1, 12), st.integers(1, 4))
def test_choice(seed: int, runs: int, parts: int, most: int) -> None:
    drawn = np.random.default_rng(seed)
    picks = drawn.integers(0, most + 1, runs)
    score = drawn.choice([-1.0, 0.0, 0.5, 0.5, 1.0, 2.0, np.nan, np.inf, -np.inf], (parts, runs),
                         p=[.15, .15, .15, .15, .15, .15, .04, .03, .03])
    allowed, prices = drawn.random((parts, runs)) < 0.7, drawn.integers(0, 4, (parts, runs))
    purse, threshold = drawn.choice([0.0, 1.0, 2.5, 6.0, np.nan], runs), drawn.choice([0.25, 0.5, -1.0], runs)
    before = score.copy(), purse.copy()
    np.testing.assert_array_equal(kernels.chosen(score, allowed, prices, purse, threshold, picks),
                                  choose(score, allowed, prices, purse, threshold, picks))
    np.testing.assert_array_equal(score, before[0])
    np.testing.assert_array_equal(purse, before[1])
