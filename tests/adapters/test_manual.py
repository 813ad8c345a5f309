"""The examples of docs/laboratory.md under "In other programs", on the miniature scenario."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from sim.study.ensemble import run_ensemble
from sim.treatment import treat
from tests.boards import MINI

ROOT = Path(__file__).parents[2]
PART = (ROOT / "docs" / "laboratory.md").read_text(encoding="utf-8").partition("## In other programs")[2]
LEARNERS, WORKBENCH, MESA = re.findall(r"```python\n(.*?)```", PART, re.DOTALL)


def adapted(text: str, *changes: tuple[str, str]) -> str:
    for old, new in (('"summit-2018"', repr(MINI)), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_learners() -> None:
    pytest.importorskip("pettingzoo")
    names: dict[str, Any] = {}
    exec(adapted(LEARNERS, ('["kazakhstan", "uzbekistan"]', '["mongolia", "china"]')), names)
    assert names["env"].game.over and all(names["terminations"].values())


def test_workbench() -> None:
    pytest.importorskip("ema_workbench")
    names: dict[str, Any] = {}
    exec(adapted(WORKBENCH, ('["kazakhstan"]', '["mongolia"]'), ('["c5-plus-one"]', '["neighbours-meeting"]'),
                 ("scenarios=100", "scenarios=1"), ("policies=4", "policies=2")), names)
    assert len(names["experiments"]) == 2 and "score_mongolia" in names["outcomes"]


@pytest.mark.slow
def test_mesa_has_a_row_for_each_turn_and_the_last_is_that_of_run(tmp_path: Path) -> None:
    """In a process of its own, as Mesa sets how processes start. With iterations, to see what they are."""
    text = adapted(MESA, ("range(20)", "range(2)"), ('["", "russia=random"]', '["russia=random"]'),
                   ("data_collection_period=-1", "data_collection_period=1, iterations=2"))
    script = tmp_path / "batch.py"
    script.write_text(f"{text}\n    import json\n    print(json.dumps(rows, default=int))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    runs: dict[tuple[int, str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in json.loads(done.stdout):
        runs[row["first_run"], row["seats"], row["iteration"]].append(row)
    assert len(runs) == 4
    board = treat(MINI).board
    for (run, seats, iteration), rows in runs.items():
        same = run_ensemble(treat(MINI, seats=seats), 1, run, 0)
        assert [row["month"] for row in rows] == [*range(board.opens + 3, board.ends + 1, 3)]
        assert rows[-1]["digest"] == same.digest
        for path in board.scenario.report:
            assert [row[path] for row in rows] == [*same.paths[path][2::3, 0]], (path, iteration)
