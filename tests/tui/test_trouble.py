"""Full disks, homes that cannot be written, damaged saves, wrong names: a clear message, nothing lost, no traceback."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sim.game.file import read
from sim.game.saved import resume

COMMAND = [sys.executable, "-m", "sim"]
ORDERS = "order 1\nsubmit\n" * 3


def run(*words: str, stdin: str = "", home: Path | str = "", room: int = 0) -> subprocess.CompletedProcess[str]:
    """`room`: bytes that a file may have at most, as on a full disk."""
    env = {**os.environ, **({"XDG_DATA_HOME": str(home)} if home else {})}

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run([*COMMAND, *words], input=stdin, capture_output=True, text=True, env=env, timeout=120,
                          check=False, preexec_fn=limit if room else None)


def fine(done: subprocess.CompletedProcess[str], *told: str) -> None:
    both = done.stdout + done.stderr
    assert "Traceback" not in both, both[-3000:]
    assert all(words in both for words in told), both[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("more", [60, 200])
def test_a_full_disk_in_the_middle_of_a_game(tmp_path: Path, more: int) -> None:
    log = tmp_path / "game.jsonl"
    fine(run("play", "--plain", "--save", str(log), stdin=""), str(log))
    done = run("play", "--plain", "--resume", str(log), stdin=ORDERS, room=log.stat().st_size + more)
    fine(done, "MV-L001", "free some space")
    kept = read(log)
    assert not kept.damage
    assert resume(log).turn == 1 + sum(line["kind"] == "turn" for line in kept.lines)
    fine(run("play", "--plain", "--resume", str(log), stdin="submit\n"), "has passed")


@pytest.mark.slow
def test_a_full_disk_at_the_beginning(tmp_path: Path) -> None:
    done = run("play", "--plain", "--save", str(tmp_path / "game.jsonl"), stdin=ORDERS, room=10)
    fine(done, "MV-L001")
    assert done.returncode == 2 and not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_home_that_cannot_be_written() -> None:
    done = run("play", "summit-2018", "--plain", home="/dev/null/home")
    fine(done, "MV-P001", "--save FILE")
    assert done.returncode == 2
    fine(run("play", "--plain", home="/dev/null/home", stdin="play 1 kazakhstan\nquit\n"), "MV-P001", "--save FILE")


@pytest.mark.slow
def test_a_damaged_save_goes_on_from_its_last_whole_turn(tmp_path: Path) -> None:
    log = tmp_path / "game.jsonl"
    run("play", "--plain", "--save", str(log), stdin=ORDERS)
    whole = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*whole[:-1], whole[-1][:-9]]))
    fine(run("play", "--plain", "--resume", str(log), stdin="quit\n"), "damaged", "turn 3 of 6")
    assert not read(log).damage
    assert (tmp_path / "game.jsonl.damaged").exists()


@pytest.mark.slow
@pytest.mark.parametrize(("words", "code"), [
    (["play", "no-such-scenario"], "no-such-scenario"),
    (["play", "--plain", "--seat", "atlantis"], "MV-P002"),
    (["play", "--plain", "--resume", "nowhere.jsonl"], "MV-L005"),
    (["play", "--plain", "--resume", "."], "MV-L005"),
    (["debrief", "nowhere.jsonl"], "MV-L005"),
    (["play", "--plain", "--save", "/dev/null"], "MV-L002"),
])
def test_wrong_names(words: list[str], code: str) -> None:
    done = run(*words)
    fine(done, code)
    assert done.returncode == 2
