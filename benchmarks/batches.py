"""Batches against the bare model: what it costs to keep every run, on one process and on two, in memory and on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.builds import now
from benchmarks.processes import Spent, command, size
from benchmarks.rows import Row, in_turns
from benchmarks.workers import working

LONG, SHORT = "multivector-2015-2021", "summit-2018"
PART = 1000
CHUNK = 500  # two to a part of the store, so that both run the same chunks
RUNS = 4 * PART
FEW, MANY = 4_000, 20_000
FEW_WHOLE, MANY_WHOLE = 20_000, 200_000


def measured(rounds: int, quick: bool, whole: bool) -> Iterator[Row | str]:
    """What a run costs beside its world, on one process; what sharing costs, on two; and what a run takes."""
    runs = 2 * PART if quick else RUNS
    yield f"  load before: {' '.join(f'{x:.1f}' for x in os.getloadavg())}"
    yield from one(runs, rounds)
    yield from two(runs, rounds)
    yield from memory(*(FEW_WHOLE, MANY_WHOLE) if whole else (FEW // 4, MANY // 4) if quick else (FEW, MANY))


def one(runs: int, rounds: int) -> Iterator[Row | str]:
    """CPU seconds, in turns in one process that has run both before."""
    asked = {"scenario": LONG, "runs": runs, "chunk": CHUNK}
    with working(now()) as (worker,):
        kept = worker.ask("stored", **asked)["bytes"]
        worker.ask("bare", **asked)
        times = in_turns({name: lambda name=name: worker.ask(name, **asked)["cpu"] for name in ("bare", "stored")},
                         rounds)
    yield Row(f"{runs:,} campaigns, kept, one process", "the bare model", times["bare"], times["stored"], 0.9)
    yield f"  a run: {min(times['stored']) / runs * 1000:.2f} ms, {kept / runs / 1000:.2f} kB on disk"


def two(runs: int, rounds: int) -> Iterator[Row]:
    """Wall seconds, from the start of the command to its end."""
    with TemporaryDirectory(prefix="multivector-") as folder:
        cache, names = Path(folder), map(str, count())

        def batch(size: int, jobs: int) -> None:
            command(now(), cache, "batch", LONG, "--runs", str(size), "--jobs", str(jobs), "--out", next(names),
                    "--chunk", str(CHUNK))

        def apart() -> None:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(batch, (runs, runs), (1, 1)))

        batch(PART, 1)
        times = in_turns({"apart": lambda: _wall(apart), "shared": lambda: _wall(lambda: batch(2 * runs, 2))}, rounds)
    yield Row(f"{2 * runs:,} campaigns, kept, --jobs 2", "two commands", times["apart"], times["shared"], 0.9)


def _wall(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def memory(few: int, many: int) -> Iterator[Row | str]:
    """The peak of few runs and of many, with a filled cache: of the process alone, and the largest of a parent and its
    workers. And what a run takes, of many, with all that a command costs."""
    with TemporaryDirectory(prefix="multivector-") as folder:
        cache, names = Path(folder), map(str, count())

        def batch(runs: int, jobs: int) -> tuple[Spent, int]:
            name = next(names)
            spent = command(now(), cache, "batch", SHORT, "--runs", str(runs), "--out", name, "--jobs", str(jobs))
            return spent, size(cache / name)

        batch(few, 1)
        for jobs in (1, 2):
            (base, _), (ours, kept) = batch(few, jobs), batch(many, jobs)
            yield Row(f"peak memory of {many:,} kept runs, {jobs} at work", f"{few:,} runs", [base.peak], [ours.peak],
                      1.1, True, "MB")
            yield f"  a run of {SHORT}: {ours.cpu / many * 1000:.2f} ms, {kept / many / 1000:.2f} kB on disk"
