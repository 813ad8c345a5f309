"""A batch that is killed again and again, as a whole or a worker of it, and resumed: in the end the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from random import Random

from tests.boards import MINI
from tests.processes import listens, members, session, until, workers

RUNS = 4200
WITHIN = 60.0


def campaign(luck: Random, seconds: float) -> str:
    end, kills, batches = time.monotonic() + seconds, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        before = time.monotonic()
        whole = undisturbed(Path(folder) / "whole", RUNS)
        moments = 2 * (time.monotonic() - before)  # a kill for each that comes to its end
        while time.monotonic() < end:
            store = Path(folder) / f"store-{batches}"
            kills += to_the_end(store, luck, moments)
            assert contents(store) == whole, f"{store.name} is not what it would have been"
            batches += 1
    return f"{kills} kills in {batches} batches, each the same to the byte as one that was left in peace"


def undisturbed(store: Path, runs: int) -> dict[str, bytes]:
    with session(*words(store, runs)) as process:
        _, said = process.communicate(timeout=WITHIN)
        assert process.returncode == 0, said
    return contents(store)


def words(store: Path, runs: int) -> list[str | Path | int]:
    return ["batch", MINI, "--runs", runs, "--csv", "--out", store, "--resume"]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def to_the_end(store: Path, luck: Random, moments: float) -> int:
    """Begin or go on, on as many processes and in as large chunks as luck has it, until it is over; how often it was
    killed."""
    kills = 0
    while (killed := one(store, luck, moments)) is not None:
        kills += killed
    return kills


def one(store: Path, luck: Random, moments: float) -> int | None:
    """One command: how often it was killed, or None if it came to its end."""
    how = ["--jobs", luck.choice([1, 2, 3]), "--chunk", luck.choice([64, 300, 512])]
    whom = luck.choice(["parent", "worker", "all"])
    with session(*words(store, RUNS), *how) as process:
        if _ends(process, luck.uniform(0, moments)):
            _, said = process.communicate(timeout=WITHIN)
            assert process.returncode == 0, f"{how}: {process.returncode}, {said}"
            return None
        if whom == "worker":
            _hurt_a_worker(process)
        return _kill(process, whom == "all") + (whom == "worker")


def _ends(process: subprocess.Popen[str], within: float) -> bool:
    until(lambda: listens(process.pid) or process.poll() is not None)
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        return False
    return True


def _hurt_a_worker(process: subprocess.Popen[str]) -> None:
    """It goes on: work that was lost is done again."""
    for pid in workers(process.pid)[:1]:
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        assert process.poll() in (None, 0), f"it ended with {process.returncode}"


def _kill(process: subprocess.Popen[str], everybody: bool) -> int:
    if process.poll() is not None:
        return 0
    (os.killpg if everybody else os.kill)(process.pid, signal.SIGKILL)
    _, said = process.communicate(timeout=WITHIN)
    until(lambda: not members(process.pid), "no process is left")
    assert "Traceback" not in said, said
    return 1
