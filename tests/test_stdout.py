"""What is printed reaches its reader, or the command says that it did not."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ["--help", "scenarios"]
FULL = Path("/dev/full")


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run `line` with the command as $M; its exit code is that of the command."""
    full = f'set -o pipefail; M() {{ "$0" -m sim "$@"; }}; {line}'
    return subprocess.run(["bash", "-c", full, sys.executable], capture_output=True, text=True)


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_a_problem(command: str) -> None:
    done = shell(f"M {command} > {FULL}")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "MV-X001")
    assert "No space left on device" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_no_standard_output_is_a_problem(command: str) -> None:
    done = shell(f"M {command} >&-")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "MV-X001")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_has_gone_is_none(command: str) -> None:
    hear, tell = os.pipe()
    os.close(hear)
    done = subprocess.run([sys.executable, "-m", "sim", *command.split()], stdout=tell, stderr=subprocess.PIPE,
                          text=True)
    os.close(tell)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not hasattr(fcntl, "F_SETPIPE_SZ"), reason="needs a small pipe")
def test_more_than_a_pipe_holds() -> None:
    """The reader goes in the middle, not before."""
    hear, tell = os.pipe()
    fcntl.fcntl(tell, fcntl.F_SETPIPE_SZ, 4096)
    with subprocess.Popen([sys.executable, "-m", "sim", "rules", "--json"], stdout=tell, stderr=subprocess.PIPE,
                          text=True) as process:
        os.close(tell)
        os.read(hear, 10)
        os.close(hear)
        assert (process.communicate()[1], process.returncode) == ("", 141)


def test_a_mistake_is_told_whatever_becomes_of_the_output() -> None:
    done = shell(f"M rules nonsense > {FULL}")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "MV-R001")


@pytest.mark.parametrize("lost", ["2>&-", f"2> {FULL}"])
def test_a_mistake_that_cannot_be_told_keeps_its_exit_code(lost: str) -> None:
    done = shell(f"M rules nonsense {lost}")
    assert (done.returncode, done.stdout + done.stderr) == (2, "")
