"""Both adapters, in processes of their own, do the same; the commit is skipped where the clone lacks it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import builds
from benchmarks.builds import BASE, HERE, Build, now, then
from benchmarks.workers import Worker, working
from sim.study.ensemble import run_ensemble
from sim.treatment import treat
from tests.boards import MINI

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the benchmarks measure processes as POSIX does")
held = subprocess.run(["git", "-C", str(HERE), "cat-file", "-e", f"{BASE}^{{tree}}"], capture_output=True)
BITS = {"do": "bits", "scenario": MINI, "runs": 2, "seed": 3, "off": "C24"}
GAME = {"do": "played", "scenario": MINI, "seat": "mongolia", "seed": 1, "turns": 2}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with working(now()) as (one,):
        yield one


def test_a_worker_answers_with_the_worlds_of_this_build(worker: Worker) -> None:
    found = worker.ask(**BITS)
    assert found["digests"] == run_ensemble(treat(MINI, off="C24"), 2, seed=3).run_digests()
    assert len(set(found["raw"])) == 2 and found["cpu"] > 0


def test_what_fails_is_told_and_the_worker_goes_on(worker: Worker) -> None:
    with pytest.raises(RuntimeError, match="no rule, claim or regime"):
        worker.ask(**{**BITS, "off": "nothing"})
    assert worker.ask("rules")["ids"]


def test_a_worker_must_not_import_another_build(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="has imported"), working(Build("other", tmp_path, "now", "multivector")):
        pass


@pytest.mark.slow
@pytest.mark.skipif(held.returncode != 0, reason=f"this clone does not hold {BASE}")
def test_the_adapters_of_both_builds_do_the_same(worker: Worker) -> None:
    """Rule set 1 comes to other worlds, so it is the form of the answers that must be one."""
    with then() as base, working(base) as (old,):
        for asked in (BITS, {**GAME, "seat": "kazakhstan"}, {"do": "campaigns", "runs": 2}):
            expected, found = (its.ask(**{**asked, "scenario": "summit-2018"}) for its in (old, worker))
            assert {name: type(x) for name, x in expected.items()} == {name: type(x) for name, x in found.items()}


def test_a_clone_without_the_commit_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(builds, "HERE", tmp_path)
    with pytest.raises(SystemExit) as ended, then():
        pass
    assert "git fetch --unshallow" in str(ended.value) and "\n" not in str(ended.value)
