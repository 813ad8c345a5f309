"""Studies on several processes: what they print is what one process prints, to the byte."""

from __future__ import annotations

import pytest

from tests.boards import MINI
from tests.cli.command import call

STUDIES = {
    "run": ("run", MINI, "--runs", "7", "--run-digests", "--seat", "mongolia=lean", "--set", "home.sparks.size=0.01"),
    "compare": ("compare", MINI, "--off", "C24", "--runs", "5"),
    "record": ("record", MINI, "--runs", "5"),
}


def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    assert call(monkeypatch, *words, "--json") == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("words", STUDIES.values(), ids=STUDIES)
def test_processes_change_no_byte(words: tuple[str, ...], capsys: pytest.CaptureFixture[str],
                                  monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(capsys, monkeypatch, *words, "--jobs", "2") == said(capsys, monkeypatch, *words)
