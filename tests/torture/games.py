"""Games and runs, killed at any moment: what was acknowledged is in the log, and both go on to the end from there."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from time import monotonic

from sim.game.file import read
from sim.game.saved import resume
from tests.boards import MINI

COMMAND = [sys.executable, "-m", "sim"]
SCRIPT = "order 1\nsubmit\n" * 8 + "quit\n"
MOMENTS = 6.0  # seconds: the start of Python, the opening, the turns


def campaign(luck: Random, seconds: float) -> str:
    end, kills, whole = monotonic() + seconds, 0, 0
    while monotonic() < end:
        with tempfile.TemporaryDirectory() as folder:
            kills += to_the_end(Path(folder) / "a game.jsonl", luck.random() < 0.5, luck, end)
            whole += 1
    return f"{kills} kills in {whole} games and runs, and nothing that was acknowledged was lost"


def to_the_end(log: Path, alone: bool, luck: Random, end: float) -> int:
    """A game at a pipe, or a run, that is killed again and again until it is over; how often."""
    kills = 0
    while monotonic() < end and killed(log, alone, luck.uniform(0, MOMENTS)):
        kills += 1
    return kills


def killed(log: Path, alone: bool, after: float) -> bool:
    """Begin or go on, and kill it after some seconds; False when it was over by then."""
    before = turns(log)
    begun = log.exists() and log.stat().st_size > 0
    if not begun:
        log.unlink(missing_ok=True)  # killed before anything was acknowledged
    words = ["run", MINI, "--save", str(log)] if alone else [
        "play", "--plain", *(["--resume", str(log)] if begun else [MINI, "--save", str(log)])]
    with subprocess.Popen([*COMMAND, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True) as process:
        try:
            said, trouble = process.communicate(SCRIPT, timeout=after)
        except subprocess.TimeoutExpired:
            process.kill()
            said, trouble = process.communicate()
    shown = int(begun and before > 0)  # a game that goes on tells again which turn has passed
    passed = 0 if alone else max(0, said.count(" has passed.") - shown)
    assert "Traceback" not in trouble, trouble
    assert turns(log) >= before + passed, f"{log.name}: {turns(log)} turns, {before} before and {passed} told since"
    return process.returncode == -9


def turns(log: Path) -> int:
    """How many turns replay from the log as it is on disk."""
    if not log.exists() or not log.stat().st_size:
        return 0
    assert {problem.code for problem in read(log).damage} <= {"MV-L006"}
    return len(resume(log).orders)
