"""A Dask cluster: two workers, one killed in the middle; the store is the one that a single process writes."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from sim.batch import cluster
from sim.batch.batch import run_plan
from sim.errors import MultivectorError
from tests.batch.test_batch import contents, plan

distributed = pytest.importorskip("distributed")
GUARD = 120  # seconds


def kill_the_busy(cluster: Any, killed: list[int]) -> None:
    """Kill the first worker that is at work."""
    until = time.monotonic() + GUARD
    while time.monotonic() < until:
        busy = [state for state in cluster.scheduler.workers.values() if state.processing]
        if busy:
            pid = next(nanny.pid for nanny in cluster.workers.values() if nanny.worker_address == busy[0].address)
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            return
        time.sleep(0.05)


def test_a_killed_worker_costs_its_part_only(tmp_path: Path) -> None:
    run_plan(plan(), tmp_path / "alone")
    killed: list[int] = []
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as its:
        hunter = threading.Thread(target=kill_the_busy, args=(its, killed))
        hunter.start()
        done = run_plan(plan(), tmp_path / "cluster", cluster=its.scheduler_address)
        hunter.join()
    assert killed and done.failed == {}
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")


def test_an_address_where_nobody_is_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(MultivectorError, match="MV-B018"):
        run_plan(plan(), tmp_path / "store", cluster="tcp://127.0.0.1:9")
