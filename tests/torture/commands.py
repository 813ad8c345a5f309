"""Long commands, and signals to them, their workers or all of them, at any moment after Python itself has started."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from random import Random

from tests.boards import MINI, SHORT
from tests.processes import listens, members, session, until, workers

MANY = ("--runs", "200000")
LONG = [
    ("run", MINI, *MANY),
    ("run", SHORT, *MANY),
    ("run", SHORT, *MANY, "--jobs", "2"),
    ("facts", SHORT, "--runs", "20000"),
    ("facts", SHORT, "--runs", "20000", "--jobs", "2"),
    ("facts", SHORT, "--jobs", "3", "--runs", "20000", "--no-ablate"),
    ("compare", "multivector-2015-2021", *MANY),
    ("compare", "multivector-2015-2021", *MANY, "--jobs", "2"),
    ("thesis", "multivector-2015-2021", *MANY),
    ("thesis", "multivector-2015-2021", *MANY, "--jobs", "2"),
    ("record", SHORT, *MANY),
    ("record", SHORT, *MANY, "--jobs", "2"),
    ("hindcast", "multivector-2015-2021", "--runs", "100000", "--jobs", "2"),
    ("check", SHORT, "--play", "--runs", "50000"),
    ("check", SHORT, "--play", "--runs", "50000", "--jobs", "2"),
]
MOMENTS = 4.0  # seconds: the imports, the first workers, the work
WITHIN = 2.0


def campaign(luck: Random, seconds: float) -> str:
    end, seen, slowest = time.monotonic() + seconds, Counter[str](), 0.0
    while time.monotonic() < end:
        words, number = luck.choice(LONG), luck.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
        whom = luck.choice(["parent", "all", "worker"])
        slowest = max(slowest, one(words, number, whom, luck.uniform(0, MOMENTS)))
        seen[f"{number.name} to {whom}"] += 1
    assert slowest < WITHIN, f"the slowest took {slowest:.2f} s to end"
    return f"{seen.total()} commands, the slowest gone after {slowest:.2f} s; {dict(seen)}"


def one(words: tuple[str, ...], number: signal.Signals, whom: str, after: float) -> float:
    """Start a command, send the signal; the seconds until nothing of it is left."""
    told = f"{' '.join(words)}: {number.name} to {whom} after {after:.3f} s"
    with session(*words) as process:
        until(lambda: listens(process.pid), told)
        time.sleep(after)
        if whom == "worker":
            _hurt_a_worker(process, number, told)
            number = signal.SIGTERM
        start = time.monotonic()
        (os.killpg if whom == "all" else os.kill)(process.pid, number)
        _, said = process.communicate(timeout=60)
        until(lambda: not members(process.pid), f"{told}: no process is left")
        _check(process.returncode, said, number, told)
        return time.monotonic() - start


def _hurt_a_worker(process: subprocess.Popen[str], number: signal.Signals, told: str) -> None:
    """Whatever becomes of it, the command goes on."""
    for pid in workers(process.pid)[:1]:
        os.kill(pid, number)
        time.sleep(0.5)
        assert process.poll() is None, f"{told}: it ended with {process.returncode}"


def _check(code: int, said: str, number: signal.Signals, told: str) -> None:
    lines = [line for line in said.splitlines() if not line.endswith((" left.", " ago."))]  # those of progress
    if number == signal.SIGKILL:
        assert (code, lines) == (-number, []), f"{told}: {code}, {said!r}"
    else:
        assert (code, lines) == (128 + number, ["Stopped. Nothing was kept."]), f"{told}: {code}, {said!r}"
