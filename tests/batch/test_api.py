"""The Python door: a batch as arrays and frames, from a scenario, a mapping, a file or treatments."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim import open_batch, run_batch
from sim.errors import MultivectorError
from sim.study.ensemble import run_ensemble
from sim.treatment import treat
from tests.boards import MINI

RUNS = 12


def test_arrays_are_those_of_the_ensemble() -> None:
    found = run_batch(MINI, replications=RUNS, seed=4).arrays()
    alone = run_ensemble(treat(MINI), RUNS, seed=4)
    assert np.array_equal(found["run"], np.arange(RUNS))
    assert np.array_equal(found["mongolia.balance.end"], alone.paths["mongolia.balance"][-1])


def test_treatments_are_worlds_of_their_own() -> None:
    plain, without = treat(MINI), treat(MINI, off="C24")
    frame = run_batch([plain, without], replications=RUNS, seed=4).pandas()
    for number, treatment in enumerate((plain, without)):
        own = frame[frame["treatment"] == str(number)]["mongolia.balance.end"]
        assert np.array_equal(own, run_ensemble(treatment, RUNS, seed=4).paths["mongolia.balance"][-1])
    assert len(frame) == 2 * RUNS


def test_treatments_are_run_at_the_points_of_the_design() -> None:
    found = run_batch([treat(MINI), treat(MINI, off="C24")], uncertainties={"mongolia.reserves": (1, 3)},
                      sampling={"method": "grid", "levels": 3}).arrays()
    assert found["point"].tolist() == [0, 1, 2] * 2
    assert found["mongolia.reserves"].tolist() == [1.0, 2.0, 3.0] * 2


def test_a_mapping_and_a_file_are_one_design(tmp_path: Path) -> None:
    file = tmp_path / "design.yaml"
    file.write_text(f"scenarios: [{MINI}]\npaths: [rivalry]\n", encoding="utf-8")
    one = run_batch(file, tmp_path / "out", replications=RUNS)
    other = run_batch({"scenarios": [MINI], "paths": ["rivalry"], "replications": RUNS})
    for table in ("runs", "paths"):
        assert one.arrow(table).equals(other.arrow(table))
    assert open_batch(tmp_path / "out").pandas("paths")["rivalry"].notna().to_numpy().all()


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    made = run_batch(MINI, tmp_path / "out", replications=2)
    with pytest.raises(MultivectorError, match="MV-B015"):
        made.arrow("paths")
    (tmp_path / "out" / "runs" / "part-00000.parquet").unlink()
    with pytest.raises(MultivectorError, match="MV-B016"):
        open_batch(tmp_path / "out")
