"""How far long work has come, for those without a terminal: plain lines on stderr, now and then."""

from __future__ import annotations

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
