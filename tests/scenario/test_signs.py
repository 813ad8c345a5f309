"""Characters that nobody sees are refused in texts, keys and remarks; what languages need stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.load import load_scenario
from tests.scenario.mini import MINI, TEXT, changed, problems_in

TITLE = "title: Third neighbours\n"
ESCAPES = ["\\e[2J", "\\x07", "\\x9b1m", "\\r", "\\x7f", "\\u202e", "\\u2066", "\\u2028", "\\u200b", "\\u2060", "\\xad",
           "\\ufeff", "\\u3164", "\\U000e0041"]


@pytest.mark.parametrize("escape", ESCAPES)
def test_an_escape_in_a_text(tmp_path: Path, escape: str) -> None:
    (problem,) = problems_in(tmp_path, changed(TITLE, f'title: "Third{escape} neighbours"\n'))
    assert (problem.code, problem.place.line, problem.place.column) == ("MV-S015", 4, 8)
    assert problem.value.isprintable() and problem.allowed and problem.mend


@pytest.mark.parametrize("escape", [*ESCAPES, "\\n", "\\t", "\\u200d"])
def test_an_escape_in_a_key(tmp_path: Path, escape: str) -> None:
    found = problems_in(tmp_path, changed("\nclaims:\n", f'\nfacts: {{"a{escape}b": {{}}}}\nclaims:\n'))
    assert [problem.code for problem in found] == ["MV-S015"]


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\x7f", "\u202e", "\u2067", "\u2028", "\x85", "\u200b"])
@pytest.mark.parametrize(("line", "column"), [("title: ab{}c", 10), ("# re{}mark", 5), ("ti{}tle: x", 3)])
def test_the_character_itself_anywhere_in_a_file(tmp_path: Path, line: str, column: int, sign: str) -> None:
    found = problems_in(tmp_path, changed(TITLE, line.format(sign) + "\n"))
    assert [(p.code, p.place.line, p.place.column) for p in found] == [("MV-S015", 4, column)]


@pytest.mark.parametrize("title", ["می\u200cخواهم", "क्\u200dष", "\u200fשלום (א)\u200e", "Café 東京 👩\u200d🔬", "a\tb"])
def test_what_languages_need_stays(tmp_path: Path, title: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(changed("  - What does a third", f"  - {title}\n  - What does a third"), encoding="utf-8")
    assert load_scenario(path).scenario.questions[0] == title


def test_lines_may_end_as_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert load_scenario(path).identity == load_scenario(MINI).identity


@pytest.mark.parametrize("title", ["'two\n\n  lines'", '"a\\tb"'])
def test_a_title_stands_on_one_line(tmp_path: Path, title: str) -> None:
    (problem,) = problems_in(tmp_path, changed(TITLE, f"title: {title}\n"))
    assert (problem.code, problem.place.field, problem.allowed) == ("MV-S025", "title", "text on one line")
