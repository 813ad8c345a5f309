"""Studies on several processes: what they print is what one process prints, to the byte."""

from __future__ import annotations

import sys

import pytest

from multivector import main
from tests.boards import MINI

STUDIES = {
    "run": ("run", MINI, "--runs", "7", "--run-digests", "--seat", "mongolia=lean", "--set", "home.sparks.size=0.01"),
    "compare": ("compare", MINI, "--off", "C24", "--runs", "5"),
    "record": ("record", MINI, "--runs", "5"),
}


def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["multivector", *words, "--json"])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    return capsys.readouterr().out


@pytest.mark.parametrize("words", STUDIES.values(), ids=STUDIES)
def test_processes_change_no_byte(words: tuple[str, ...], capsys: pytest.CaptureFixture[str],
                                  monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(capsys, monkeypatch, *words, "--jobs", "2") == said(capsys, monkeypatch, *words)
