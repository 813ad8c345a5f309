"""Sobol's indices through a store, on functions whose indices are known."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest
from scipy.stats import sobol_indices

from sim.batch.evidence import evidence
from sim.batch.plan import Plan
from sim.batch.sensitivity import Row, sensitivity
from sim.batch.sobol import crossed, indices
from sim.errors import MultivectorError
from sim.report.laboratory import sensitivity_lines
from sim.world.arrays import Array
from tests.batch.stores import filled, plan

RANGES = {"mongolia.reserves": [1, 3], "ties.storms.threshold": [1.5, 2.5], "home.sparks.size": [0.0, 0.1]}
NAMES = ("ishigami", "flat", "holed", "single")
DESIGN: dict[str, Any] = {
    "uncertainties": RANGES, "sampling": {"method": "saltelli", "points": 512, "seed": 5}, "replications": 2,
    "policies": {"none": {}, "lean": {"mongolia": "lean"}}, "outcomes": {name: {"score": "mongolia"} for name in NAMES}}
A, B = 7.0, 0.1


def angles(its: Plan) -> Array:
    """The points of the plan, each uncertainty from -pi to pi (3, P)."""
    return np.array([(2 * (its.points[name] - low) / (high - low) - 1) * np.pi for name, (low, high) in RANGES.items()])


def ishigami(x: Array) -> Array:
    return np.sin(x[0]) + A * np.sin(x[1]) ** 2 + B * x[2] ** 4 * np.sin(x[0])


def known() -> tuple[Array, Array]:
    """Its first and total indices in closed form (Ishigami and Homma 1990)."""
    alone, second, third = (1 + B * np.pi**4 / 5) ** 2 / 2, A**2 / 8, 8 * B**2 * np.pi**8 / 225
    both = alone + second + third
    return np.array([alone, second, 0.0]) / both, np.array([alone + third, second, third]) / both


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two worlds and two replications, whose numbers lie 1 below and 1 above the function; `single` is 3 times the
    second angle in one world and the third in the other."""
    folder, its = tmp_path_factory.mktemp("made") / "store", plan(**DESIGN)
    x, apart = angles(its), np.array([-1.0, 1.0])
    both = (ishigami(x)[:, None] + apart).ravel()
    flat = np.tile([0.1, 0.7], 2 * x.shape[1])
    holed = np.where(np.arange(len(flat)) % 8, flat, np.nan)
    single = np.concatenate([np.repeat(3 * x[1], 2), np.repeat(x[2], 2)])
    filled(folder, its, {"ishigami": np.tile(both, 2), "flat": flat, "holed": holed, "single": single})
    return folder


def rows(folder: Path, *names: str) -> list[Row]:
    return list(sensitivity(evidence(folder), names).rows)


def test_ishigami_lies_within_its_intervals(made: Path) -> None:
    row = rows(made, "ishigami")[0]
    assert row.indices and row.mean == pytest.approx(A / 2, abs=0.02)
    for ends, exact in zip((row.indices.first_ends, row.indices.total_ends), known(), strict=True):
        assert (ends[0] <= exact).all() and (exact <= ends[1]).all()
    assert row.indices.first_ends[0, 1] > 0 < row.indices.total_ends[0, 2]  # and they are narrow enough to say this


def test_the_estimates_are_those_of_scipy() -> None:
    values = np.random.default_rng(2).random((5, 64))
    theirs = sobol_indices(func={"f_A": values[:1], "f_B": values[1:2], "f_AB": values[2:, None]}, n=64)
    ours = indices(values, 1)
    assert ours and ours.first == pytest.approx(theirs.first_order)
    assert ours.total == pytest.approx(theirs.total_order)


def test_each_world_has_its_own_indices(made: Path) -> None:
    """A function of one uncertainty owes all to it, and nothing to the others."""
    found = rows(made, "single")
    assert [row.world["policy"] for row in found] == ["none", "lean"]
    for row, which in zip(found, (1, 2), strict=True):
        assert row.indices and row.indices.total == pytest.approx(np.eye(3)[which], abs=0.01)
        assert row.indices.first == pytest.approx(np.eye(3)[which], abs=0.01)
    assert found[0].deviation == pytest.approx(3 * np.pi / np.sqrt(3), rel=0.01)


def test_an_outcome_without_variance_has_no_indices(made: Path) -> None:
    """The replications differ, the points do not."""
    found = sensitivity(evidence(made), ["flat"])
    assert found.rows[0].indices is None and found.as_json()["rows"][0]["indices"] is None
    assert "not defined" in sensitivity_lines(found) and "mean of 2 runs" in sensitivity_lines(found)


@pytest.mark.parametrize("values", [np.full((4, 8), 0.1), 0.1 + 1e-16 * np.arange(32.0).reshape(4, 8),
                                    np.zeros((4, 8))])
def test_the_last_digits_are_no_variance(values: Array) -> None:
    assert indices(values, 1) is None


def test_empty_cells_are_refused_with_their_share(made: Path) -> None:
    with pytest.raises(MultivectorError) as error:
        rows(made)
    problem, = error.value.problems
    assert (problem.code, problem.what.split()[0]) == ("MV-B025", "holed") and "12.50%" in problem.value


def test_a_store_with_a_part_missing_is_refused(made: Path, tmp_path: Path) -> None:
    folder = copytree(made, tmp_path / "store")
    (folder / "runs" / "part-00003.parquet").unlink()
    with pytest.raises(MultivectorError, match="MV-B024: 1 of 11 parts"):
        rows(folder, "ishigami")


def test_another_sampling_is_refused_with_what_to_write(tmp_path: Path) -> None:
    its = plan(uncertainties=RANGES, sampling={"method": "sobol", "points": 8}, outcomes={"y": {"score": "mongolia"}})
    filled(tmp_path / "store", its, {"y": np.arange(8.0)})
    with pytest.raises(MultivectorError, match=r"MV-B023 .*\n.*sobol\n(.*\n)*.*method: saltelli, points: 256"):
        rows(tmp_path / "store")


def test_an_outcome_that_is_not_there_is_refused(made: Path) -> None:
    with pytest.raises(MultivectorError, match="did you mean ishigami"):
        rows(made, "ishigame")


def test_samples_are_crossed_one_column_at_a_time() -> None:
    assert crossed(np.array([[1.0, 2.0, 10.0, 20.0], [3.0, 4.0, 30.0, 40.0]])).tolist() == [
        [1, 2], [3, 4], [10, 20], [30, 40], [10, 2], [30, 4], [1, 20], [3, 40]]


@pytest.mark.parametrize(("points", "mend"), [(1, "take 2"), (3, "take 4"), (1000, "take 1024")])
def test_points_that_are_no_power_of_two_are_refused(points: int, mend: str) -> None:
    with pytest.raises(MultivectorError, match=mend):
        plan(uncertainties=RANGES, sampling={"method": "saltelli", "points": points})


def test_the_points_of_all_blocks_count() -> None:
    with pytest.raises(MultivectorError, match="335,544,320 points"):
        plan(uncertainties=RANGES, sampling={"method": "saltelli", "points": 2**26})


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """200 plain random samples of a linear function whose indices are 0.8 and 0.2: the bootstrap is made for those."""
    rng, exact = np.random.default_rng(3), np.array([0.8, 0.2])
    held = np.zeros((2, 2))
    for seed in range(200):
        x = crossed(rng.random((128, 4)))
        found = indices((2 * x[:, 0] + x[:, 1]).reshape(4, 128), seed)
        assert found
        held += [(ends[0] <= exact) & (exact <= ends[1]) for ends in (found.first_ends, found.total_ends)]
    assert ((held > 0.9 * 200) & (held < 0.99 * 200)).all()
