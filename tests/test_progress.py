"""How far long work has come, for those without a terminal: plain lines on stderr, now and then."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from sim.cli import progress as module
from sim.cli.progress import Work, progress, spell


def test_a_line_tells_the_share_the_pace_and_the_time_that_is_left() -> None:
    work = Work("worlds on 2 processes", 400, since=1000)
    work.add(60)
    work.add(-20)  # lost with a worker
    assert work.line(1060) == "worlds on 2 processes: 10 % done, 10 % a minute, about 9 minutes left."


def test_before_anything_is_done_nothing_is_foretold() -> None:
    assert Work("playing", 10, since=0).line(5) == "playing: begun 5 seconds ago."
    assert Work("playing", 0, since=0).line(5) == "playing: begun 5 seconds ago."


@pytest.mark.parametrize(("seconds", "words"), [(42, "42 seconds"), (89.6, "90 seconds"), (150, "2 minutes"),
                                                (2400, "40 minutes"), (9000, "2.5 hours")])
def test_times_are_told_in_two_figures(seconds: float, words: str) -> None:
    assert spell(seconds) == words


def test_without_a_terminal_there_are_lines_on_stderr_alone(capsys: pytest.CaptureFixture[str],
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST", 0.01)
    with progress("playing", 4) as tick:
        tick(2)
        time.sleep(0.5)
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1  # the next is far off
    assert err.startswith("playing: 50 % done, ") and err.endswith(" left.\n")


def test_short_work_is_not_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("playing", 4) as tick:
        tick(4)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize(("jobs", "title"), [(1, "playing "), (2, "playing on 2 processes ")])
def test_on_a_terminal_a_bar_tells_the_pace_and_the_time_that_is_left(jobs: int, title: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    code = f"""if True:
        import time
        from sim.cli.progress import progress
        with progress("playing", 4, {jobs}) as tick:
            for _ in range(3):
                tick(1)
                time.sleep(0.3)"""
    subprocess.run([sys.executable, "-c", code], stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
                   check=True, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    assert title in shown and "75%" in shown and " % a minute" in shown
