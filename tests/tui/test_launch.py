"""Which game is opened, and what a mistake is answered with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.game.file import create_free
from sim.game.folder import own_names
from sim.session.local import new_table, resumed_table
from tui.session import MultivectorError

COMMAND = [sys.executable, "-m", "sim"]


def run(*words: str, stdin: str = "", home: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **({"XDG_DATA_HOME": str(home)} if home else {})}
    return subprocess.run([*COMMAND, *words], input=stdin, capture_output=True, text=True, env=env, timeout=120,
                          check=False)


def test_without_a_terminal_it_compares_with_history(tmp_path: Path) -> None:
    done = run("play", "summit-2018", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "beside history" in done.stdout
    assert "FIGURES AT THE END" in done.stdout
    assert not list(tmp_path.rglob("*.jsonl"))


def test_plain_by_a_script_keeps_a_log_that_verifies(tmp_path: Path) -> None:
    done = run("play", "summit-2018", "--plain", stdin="order 1\nsubmit\nsubmit\n", home=tmp_path)
    assert done.returncode == 0, done.stderr
    (log,) = tmp_path.rglob("*.jsonl")
    assert log.name == "summit-2018-kazakhstan-001.jsonl"
    assert str(log) in done.stdout
    checked = run("verify", str(log))
    assert checked.returncode == 0, checked.stderr
    assert "2 of 6 turns" in checked.stdout
    again = run("play", "--plain", "--resume", str(log), home=tmp_path)
    assert "turn 3 of 6" in again.stdout


def test_textual_is_imported_only_for_a_terminal() -> None:
    code = "import sys, tui.launch, tui.plain, tui.session; assert not {'textual', 'mesa', 'numpy'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_screens_need_neither_numpy_nor_mesa() -> None:
    code = "import sys, tui.app; assert not {'mesa', 'numpy'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_seat_is_refused_with_the_open_ones(tmp_path: Path) -> None:
    with pytest.raises(MultivectorError) as caught:
        new_table("summit-2018", ["atlantis"], 1, tmp_path / "x.jsonl")
    (problem,) = caught.value.problems
    assert problem.code == "MV-P002"
    assert "kazakhstan" in problem.allowed


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "multivector").write_text("a file in the way")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(MultivectorError) as caught:
        own_names("summit-2018", "kazakhstan")
    (problem,) = caught.value.problems
    assert problem.code == "MV-P001"
    assert "--save" in problem.mend


def test_logs_are_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    made = [create_free(own_names("s", "a"), {}).path.name for _ in range(2)]
    assert made == ["s-a-001.jsonl", "s-a-002.jsonl"]


def test_a_log_without_a_player_cannot_be_played_on(tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    assert run("run", "summit-2018", "--save", str(log)).returncode == 0
    with pytest.raises(MultivectorError) as caught:
        resumed_table(log)
    assert caught.value.problems[0].code == "MV-P004"
