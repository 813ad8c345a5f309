"""Mesa's own batch runner runs the model too, in one process and in two, to the same bits as `run`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.study.ensemble import run_ensemble
from sim.treatment import treat
from tests.boards import MINI

SCRIPT = Path(__file__).parent / "batch.py"


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
def test_batch_run_equals_run(processes: int) -> None:
    command = [sys.executable, str(SCRIPT), MINI, str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(SCRIPT.parents[2])})
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(rows) == 8
    for row in rows:
        same = run_ensemble(treat(MINI, off="C24", seats=row["seats"]), 1, row["first_run"], row["seed"])
        assert (row["month"], row["digest"]) == (same.final.month, same.digest), row
    assert len({row["digest"] for row in rows}) == 8
