"""Batches that are killed, stopped, crowded or out of room: what is finished stays, and --resume does the rest."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sim.batch import batch, store
from sim.batch.batch import Done, plan_of, run_plan
from sim.batch.repeat import repeat
from sim.batch.worlds import from_fields, read_design
from sim.disk import HALF, held
from sim.errors import MultivectorError
from sim.study import runner
from tests.batch import chores
from tests.boards import MINI
from tests.processes import members, session, until, workers
from tests.torture.batches import contents, words

RUNS = 1150  # two parts, the second a small one
posix = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


def run(folder: Path, jobs: int = 1, csv: bool = True, again: bool = False, **more: Any) -> Done:
    design = {"scenarios": [MINI], "replications": RUNS, "seed": 1, **more}
    return run_plan(plan_of(from_fields(design)), folder, jobs, csv, again)


def refused(folder: Path, again: bool = False, **more: Any) -> str:
    """The code of the first problem."""
    with pytest.raises(MultivectorError) as error:
        run(folder, again=again, **more)
    return error.value.problems[0].code


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Undisturbed."""
    folder = tmp_path_factory.mktemp("made") / "store"
    run(folder)
    return folder


@pytest.fixture
def partly(made: Path, tmp_path: Path) -> Path:
    """Without its second part."""
    folder = copytree(made, tmp_path / "store")
    (folder / "runs" / "part-00001.parquet").unlink()
    return folder


# --- kills and signals -----------------------------------------------------------------------------------------------


@posix
def test_killed_and_resumed_it_is_the_same_to_the_byte(made: Path, tmp_path: Path) -> None:
    """A worker, then its parent amid the writing. `make torture` does so at any moment."""
    folder = tmp_path / "store"
    with session(*words(folder, RUNS), "--jobs", 2, "--chunk", 500) as process:
        until(lambda: len(workers(process.pid)) == 2, "two workers")
        os.kill(workers(process.pid)[0], signal.SIGKILL)
        until(lambda: any((folder / "runs").glob("*")), "something is being written")
        process.kill()
        until(lambda: not members(process.pid), "no process is left")
    assert refused(folder) == "MV-B010"
    run(folder, again=True)
    assert contents(folder) == contents(made)


@posix
@pytest.mark.parametrize(("number", "jobs"), [(signal.SIGINT, 2), (signal.SIGTERM, 1)])
def test_stopped_as_a_group_it_says_what_is_kept(tmp_path: Path, number: int, jobs: int) -> None:
    folder = tmp_path / "a store"
    with session("batch", MINI, "--runs", 100_000, "--out", folder, "--jobs", jobs) as process:
        until(lambda: (folder / "runs").is_dir() and (jobs == 1 or len(workers(process.pid)) == jobs), "it works")
        os.killpg(process.pid, number)
        _, said = process.communicate(timeout=10)
        until(lambda: not members(process.pid), "no process is left")
    assert [line for line in said.splitlines() if not line.endswith((" left.", " ago."))] == [
        f"Stopped. All finished parts are kept in {folder}; go on with the same command and --resume."]
    assert process.returncode == 128 + number


@posix
def test_a_part_at_which_workers_die_is_recorded_and_the_rest_is_finished(
        made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "store"
    monkeypatch.setattr(batch, "work", chores.die_at_part_1)
    monkeypatch.setattr(runner, "LOSSES", 1)  # three take longer, and are tested with the runner
    assert list(run(folder, jobs=2).failed) == [1]
    assert "exit code -9" in (folder / "failed.json").read_text()
    monkeypatch.undo()
    assert run(folder, again=True).failed == {}
    assert contents(folder) == contents(made)


# --- what an earlier one left ----------------------------------------------------------------------------------------


def test_what_was_half_written_is_swept(made: Path, partly: Path) -> None:
    for place in (partly, partly / "runs"):
        (place / f"{HALF}0123456789ab").write_bytes(b"half")
    run(partly, again=True)
    assert contents(partly) == contents(made)


@pytest.mark.parametrize("left", [None, ".lock", f"{HALF}0123456789ab"])
def test_before_there_was_a_manifest_nothing_was_begun(tmp_path: Path, left: str | None) -> None:
    folder = tmp_path / "store"
    if left:
        folder.mkdir()
        (folder / left).touch()
    assert run(folder, csv=False, again=True, replications=2).store.missing() == []
    assert not (folder / f"{HALF}0123456789ab").exists()


def test_what_is_not_ours_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    assert (refused(tmp_path), refused(tmp_path, again=True)) == ("MV-B010", "MV-B011")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_points_and_csv_that_are_missing_are_made_again(tmp_path: Path) -> None:
    design = {"replications": 2, "uncertainties": {"mongolia.reserves": [1, 3]},
              "sampling": {"method": "grid", "levels": 3}}
    run(tmp_path / "whole", **design)
    run(tmp_path / "store", csv=False, **design)
    (tmp_path / "store" / "points.parquet").unlink()
    run(tmp_path / "store", again=True, **design)
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")


def test_a_folder_that_is_made_anew_is_read_anew(tmp_path: Path) -> None:
    """Two studies of one process, the second where the first was."""
    for seed in (1, 2):
        run(tmp_path / f"{seed}", replications=3, seed=seed)
        (tmp_path / f"{seed}").rename(tmp_path / "store")
        (tmp_path / "store").rename(tmp_path / f"{seed}")
    run(tmp_path / "store", replications=3, seed=1)
    (tmp_path / "store").rename(tmp_path / "first")
    run(tmp_path / "store", replications=3, seed=2)
    assert contents(tmp_path / "store") == contents(tmp_path / "2") != contents(tmp_path / "1")


# --- two at once -----------------------------------------------------------------------------------------------------


def test_the_second_in_a_folder_is_refused(partly: Path) -> None:
    before = contents(partly)
    with held(partly / ".lock"):
        assert refused(partly, again=True) == "MV-B014"
    assert contents(partly) == before


def test_a_new_folder_that_another_has_just_taken_is_refused(tmp_path: Path) -> None:
    with held(tmp_path / ".lock"):
        assert refused(tmp_path) == "MV-B014"


# --- no room, no permission ------------------------------------------------------------------------------------------


def full(real: Callable[[Path, bytes], None], name: str) -> Callable[[Path, bytes], None]:
    def write(path: Path, data: bytes) -> None:
        if path.name == name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, data)
    return write


@pytest.mark.parametrize("name", ["manifest.json", "part-00001.csv", "part-00001.parquet"])
def test_a_full_disk_keeps_what_is_finished(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                            name: str) -> None:
    folder = tmp_path / "store" if name == "manifest.json" else copytree(made, tmp_path / "store")
    (folder / ("csv/runs" if name.endswith("csv") else "runs") / name).unlink(missing_ok=True)
    monkeypatch.setattr(store, "write_file", full(store.write_file, name))
    assert refused(folder, again=True) == "MV-B013"
    assert name == "manifest.json" or (folder / "runs" / "part-00000.parquet").exists()
    monkeypatch.undo()
    run(folder, again=True)
    assert contents(folder) == contents(made)


@posix
def test_a_file_that_may_not_grow_leaves_no_half(made: Path, partly: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, before[1]))  # of half a megabyte
    try:
        assert refused(partly, again=True) == "MV-B013"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(partly.rglob(f"{HALF}*"))
    run(partly, again=True)
    assert contents(partly) == contents(made)


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("name", ["a file", "a file/store", "x" * 300])
def test_where_no_folder_can_be_it_says_so(tmp_path: Path, name: str, again: bool) -> None:
    (tmp_path / "a file").touch()
    assert refused(tmp_path / name, again=again) == "MV-B013"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_where_nobody_may_write_it_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert refused(tmp_path / "store") == "MV-B013"


# --- what was damaged since ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["runs/part-00001.parquet", "points.parquet"])
def test_a_file_that_was_cut_off_is_named(made: Path, tmp_path: Path, name: str) -> None:
    folder = copytree(made, tmp_path / "store")
    (folder / name).write_bytes(b"PAR1 and no more")
    with pytest.raises(MultivectorError, match="MV-B020") as error:
        repeat(folder)
    assert error.value.problems[0].place.file.endswith(name)


def test_a_table_of_points_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "points.parquet").write_bytes(b"PAR1 and no more")
    design = tmp_path / "design.yaml"
    design.write_text(f"scenarios: [{MINI}]\nuncertainties: {{mongolia.reserves: [1, 3]}}\n"
                      "sampling: {method: table, file: points.parquet}\n", encoding="utf-8")
    with pytest.raises(MultivectorError, match="MV-B004"):
        plan_of(read_design(design))
