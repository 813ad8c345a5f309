"""Luck is data: known values, the right moments, and the same for a run whatever stands beside it."""

from __future__ import annotations

import subprocess
import sys
from statistics import NormalDist

import numpy as np
import pytest

from sim.world.noise import Noise, key_of

MANY = np.arange(200_000)


def noise(seed: int = 1, runs: np.ndarray = MANY, stream: str = "game") -> Noise:
    return Noise(seed, runs, stream)


# --- known values: a change here changes every game ever saved -------------------------------------------------------


def test_known_values() -> None:
    few = noise(seed=1, runs=np.array([0, 1, 73_112]))
    assert key_of("storms") == 13808760684427733706
    assert few.bits("storms", 7)[0].tolist() == [6777606789392096338, 2031714110725265491, 421781410084103677]
    assert few.uniform("storms", 7).tolist() == [0.3674148002655708, 0.11013944263588943, 0.022864816056359205]
    assert few.normal("storms", 7, (2,)) == pytest.approx(np.array([
        [-0.338744457827389, -1.225794868084523, -1.998012250271953],
        [1.881709359316793, 0.082940405474756, 1.678124719712915]]), abs=1e-12)


def test_keys_are_the_same_in_every_process() -> None:
    """`hash()` of a name would not be."""
    code = "from sim.world.noise import key_of; print(key_of('storms'))"
    found = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                            env={"PYTHONHASHSEED": str(k)}).stdout for k in (1, 2)]
    assert {int(text) for text in found} == {key_of("storms")}


# --- the same alone and among others ---------------------------------------------------------------------------------


@pytest.mark.parametrize("chunk", [1, 7, 64, 1000])
def test_a_run_has_its_own_luck_in_any_chunk(chunk: int) -> None:
    whole = noise(runs=np.arange(1000))
    pieces = [noise(runs=np.arange(first, min(first + chunk, 1000))) for first in range(0, 1000, chunk)]
    for draw in ("normal", "uniform", "bits"):
        shape = 6 if draw == "bits" else (2, 3)
        joined = np.concatenate([getattr(piece, draw)("storms", 5, shape) for piece in pieces], axis=-1)
        assert np.array_equal(joined, getattr(whole, draw)("storms", 5, shape))


def test_order_and_repetition_of_runs_do_not_matter() -> None:
    runs = np.array([5, 3, 5])
    assert np.array_equal(noise(runs=runs).normal("storms", 2), noise(runs=np.arange(10)).normal("storms", 2)[runs])


@pytest.mark.parametrize(("runs", "once"), [
    ([4, 2, 9, 4, 2, 9], [4, 2, 9]), ([0, 0, 0], [0]), ([1, 2, 1, 2, 1], [1, 2, 1, 2, 1]), ([3, 4, 3, 5], [3, 4, 3, 5]),
    ([7], [7]), ([5, 5, 6, 5, 5, 6], [5, 5, 6, 5, 5, 6])])
def test_runs_that_come_again_in_the_same_order_are_drawn_once(runs: list[int], once: list[int]) -> None:
    its = noise(runs=np.array(runs))
    assert its.once.runs.tolist() == once
    assert np.array_equal(its.spread(its.once.uniforms(["a", "b"], 3)), noise().uniforms(["a", "b"], 3)[:, runs])
    assert np.array_equal(its.normal("storms", 2, (2, 3)), noise().normal("storms", 2, (2, 3))[..., runs])
    assert np.array_equal(its.bits("storms", 2, 2), noise().bits("storms", 2, 2)[:, runs])


def test_an_element_is_its_place_in_the_flat_array() -> None:
    few = noise(runs=np.arange(4))
    assert np.array_equal(few.normal("storms", 2, (2, 3)).reshape(6, -1), few.normal("storms", 2, (6,)))
    assert np.array_equal(few.normal("storms", 2, (6,))[:1], few.normal("storms", 2)[None])


def test_shapes() -> None:
    few = noise(runs=np.arange(4))
    assert few.normal("x", 0).shape == few.uniform("x", 0).shape == (4,)
    assert few.normal("x", 0, (2, 3)).shape == (2, 3, 4)


# --- moments ---------------------------------------------------------------------------------------------------------


def test_uniform_draws_are_uniform() -> None:
    u = noise().uniform("storms", 3)
    assert 0 < u.min() < 1e-4 and 1 - 1e-4 < u.max() < 1
    assert abs(u.mean() - 1 / 2) < 5 / np.sqrt(12 * len(u))
    assert abs(u.var() - 1 / 12) < 1e-3
    gap = np.abs(np.sort(u) - (np.arange(len(u)) + 0.5) / len(u)).max()
    assert gap < 1.95 / np.sqrt(len(u))  # Kolmogorov-Smirnov at 0.1 %


def test_normal_draws_are_normal() -> None:
    x = noise().normal("storms", 3)
    assert abs(x.mean()) < 5 / np.sqrt(len(x))
    assert abs(x.var() - 1) < 0.02
    assert abs((x**3).mean()) < 0.05 and abs((x**4).mean() - 3) < 0.15
    for z in (-2.0, -1.0, 0.0, 0.5, 1.5):
        assert abs((x < z).mean() - NormalDist().cdf(z)) < 0.005
    assert np.abs(x).max() < 4.01


def others() -> list[tuple[str, np.ndarray]]:
    return [
        ("another source", noise().normal("whim", 3)), ("another month", noise().normal("storms", 4)),
        ("another seed", noise(seed=2).normal("storms", 3)),
        ("another stream", noise(stream="forecast/1").normal("storms", 3)),
        ("another element", noise().normal("storms", 3, (2,))[1]),
        ("the next run", np.roll(noise().normal("storms", 3), 1)),
        ("the seed with one bit turned", noise(seed=1 ^ (1 << 40)).normal("storms", 3)),
    ]


@pytest.mark.parametrize(("what", "y"), others(), ids=lambda x: x if isinstance(x, str) else "")
def test_everything_else_draws_for_itself(what: str, y: np.ndarray) -> None:
    x = noise().normal("storms", 3)
    assert (x != y).mean() > 0.99
    assert abs(np.corrcoef(x, y)[0, 1]) < 5 / np.sqrt(len(x))
    assert abs(np.corrcoef(x**2, y**2)[0, 1]) < 5 / np.sqrt(len(x))


def test_months_and_runs_do_not_trade_places() -> None:
    """Run 3 in month 5 is not run 5 in month 3, and no diagonal repeats."""
    grid = np.stack([noise(runs=np.arange(300)).uniform("storms", month) for month in range(300)])
    assert len(np.unique(grid)) == grid.size


@pytest.mark.parametrize("seed", [0, 2**63, 2**64 - 1])
def test_any_whole_number_of_64_bits_is_a_seed(seed: int) -> None:
    assert np.isfinite(noise(seed=seed, runs=np.arange(3)).normal("storms", 0)).all()
