"""The command in a session of its own, and which of its processes are left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SYSTEM = Path("/proc")
PATIENCE = 10.0  # two seconds for people; a loaded machine gets more


@contextmanager
def session(*words: str | Path | int) -> Iterator[subprocess.Popen[str]]:
    """`multivector WORDS` without a terminal. Whatever is left of it is killed at the end."""
    command = [sys.executable, "-m", "sim", *map(str, words)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, start_new_session=True) as process:
        try:
            yield process
        finally:
            for pid in members(process.pid):
                os.kill(pid, signal.SIGKILL)


def members(session: int) -> list[int]:
    """Its living processes, the leader first."""
    found = [(int(entry.name), _stat(entry)) for entry in SYSTEM.iterdir() if entry.name.isdigit()]
    return sorted(pid for pid, stat in found if stat and stat[0] != "Z" and int(stat[3]) == session)


def _stat(entry: Path) -> list[str]:
    """State, parent, group, session and so on; none if it has just ended."""
    try:
        return (entry / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def workers(session: int) -> list[int]:
    """The processes that compute for the leader: not the one that only tracks what they share."""
    return [pid for pid in members(session)[1:] if b"spawn_main" in _command(pid)]


def _command(pid: int) -> bytes:
    try:
        return (SYSTEM / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def listens(pid: int) -> bool:
    """Its handlers stand; before that it is Python that starts, and answers."""
    try:
        lines = (SYSTEM / str(pid) / "status").read_text().splitlines()
    except OSError:
        return False
    caught = next((int(line.split()[1], 16) for line in lines if line.startswith("SigCgt")), 0)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def until(true: object, what: str = "") -> None:
    """Look again and again, but not for ever."""
    end = time.monotonic() + 6 * PATIENCE
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.005)
