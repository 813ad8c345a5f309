"""The tutorial is a notebook that Jupyter opens, without outputs, and its cells run one after another."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
import numpy as np
import pytest

from sim import load_scenario
from sim.study.ensemble import run_ensemble
from sim.treatment import Treatment

FILE = Path(__file__).parents[1] / "docs" / "laboratory.ipynb"


def test_it_is_a_notebook_without_outputs() -> None:
    book = nbformat.read(FILE, as_version=nbformat.NO_CONVERT)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert len(code) > 5 and all(cell.outputs == [] and cell.execution_count is None for cell in code)


@pytest.mark.slow
def test_its_cells_run_from_nothing_to_a_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a kernel runs them, one after another in one namespace; its numbers are those of an ensemble."""
    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    with redirect_stdout(io.StringIO()) as said:
        for cell in nbformat.read(FILE, as_version=4).cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, str(FILE), "exec"), names)
    loaded = load_scenario("summit-2018")
    ends = [run_ensemble(Treatment(loaded, seats=seats), 200, seed=1).paths["kazakhstan.balanced_depth"][-1]
            for seats in ({}, {"kazakhstan": "drift"})]
    assert f"drift costs {np.mean(ends[0] - ends[1]):.4f} " in said.getvalue()
    assert (tmp_path / "balance.pdf").read_bytes().startswith(b"%PDF")
    assert len(names["made"].study) == 64
