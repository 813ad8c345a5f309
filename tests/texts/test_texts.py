"""Texts: keys, plural forms, names, and another language as data only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import texts
from sim.texts import cut, nearest, say
from sim.texts.fluent import Language, TextError, known

OTHER = Path(__file__).parent / "pl-x-qps"


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Language:
    """The process speaks a language that nobody speaks."""
    monkeypatch.setenv(texts.VARIABLE, str(OTHER))
    return texts.language(str(OTHER))


def made(tmp_path: Path, tag: str, text: str, otherwise: Language | None = None) -> Language:
    (tmp_path / tag).mkdir()
    (tmp_path / tag / "made.ftl").write_text(text, encoding="utf-8")
    return Language(tmp_path / tag, otherwise)


def test_names_are_enumerated() -> None:
    said = [say("several-names", names=names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))]
    assert said == ["", "A", "A and B", "A, B and C"]


def test_counts_have_plural_forms() -> None:
    assert say("told-branch", name="line 1", turns=1) == "line 1: 1 turn"
    assert say("told-branch", name="line 1", turns=2) == "line 1: 2 turns"
    assert say("lines-price", cost=0) == "Costs you no political capital."


def test_numbers_of_numpy_are_numbers() -> None:
    """Fluent itself prints the variable's name instead."""
    assert say("told-branch", name="x", turns=np.int64(1)) == "x: 1 turn"  # pyright: ignore[reportArgumentType]
    over: Any = np.bool_(True)
    assert say("lines-status", seat="A", date="B", over=over, turn=1, turns=2, capital=np.float64(3.0),
               numbers="").startswith("A, B, the game is over. Political capital 3.")


def test_another_language_is_data_only(other: Language) -> None:
    assert [say("lines-price", cost=n) for n in (0, 1, 2, 5, 22, 25)] == [
        "Nothingo.", "1 punkt.", "2 punkty.", "5 punktów.", "22 punkty.", "25 punktów."]
    assert say("lines-nothing") == "nothing", "what it lacks is said in English"


def test_names_take_the_case_that_the_sentence_asks_for(tmp_path: Path) -> None:
    language = made(tmp_path, "pl", 'made-by = by { NAME($who, case: "genitive") }, to { NAME($who) }\n')
    language.learn("Rosja", "genitive", "Rosji")
    assert language.say("made-by", {"who": "Rosja"}) == "by Rosji, to Rosja"
    assert language.say("made-by", {"who": "Chiny"}) == "by Chiny, to Chiny", "no form was learned"


def test_every_one_of_several_names_takes_the_case(other: Language) -> None:
    other.learn("Rosja", "accusative", "Rosję")
    assert say("lines-proposed", names=("Rosja", "Chiny", "Rosja")) == "Proposedo przez Rosję; Chiny i Rosję."


def test_mistakes_are_errors_in_tests_and_words_for_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = made(tmp_path, "en", "made-a = A { $x }\nmade-b = B\n    .note = only\nmade-c = { $x -> C }\n")
    for key, args in (("made-a", {}), ("made-z", {}), ("other-z", {})):
        with pytest.raises(TextError):
            english.say(key, args)
    monkeypatch.setattr(texts, "STRICT", False)
    lenient = Language(english.folder)
    assert [lenient.say(key, {}) for key in ("made-a", "made-c", "other-z")] == ["A x", "made-c", "other-z"]


def test_a_translation_with_a_mistake_gives_way_to_english(tmp_path: Path) -> None:
    english = made(tmp_path, "en", "made-a = A { $x }\n")
    broken = made(tmp_path, "pl", "made-a = B { $y }\n", english)
    assert broken.say("made-a", {"x": "1"}) == "A 1"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"made-a B", b"made-a = { $x -> [one] B }", b"made-a = { NAME() }",
                                  b"made-a = { -none } { NAME($x, case: 1) }"])
def test_no_translation_leads_to_a_traceback(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "STRICT", False)
    english = made(tmp_path, "en", "made-a = A { $x }\n")
    broken = made(tmp_path, "pl", "", english)
    (broken.folder / "made.ftl").write_bytes(data)
    assert broken.say("made-a", {"x": "1"}) == "A 1"


@pytest.mark.parametrize(("tag", "tags"), [
    ("uz-Cyrl-UZ", ["uz-Cyrl-UZ", "uz-Cyrl"]),  # never Latin Uzbek, which is another text
    ("pt-BR", ["pt-BR", "pt"]), ("en", ["en"]), ("../../etc", []), ("", [])])
def test_the_nearest_language(tag: str, tags: list[str]) -> None:
    assert list(nearest(tag)) == tags


def test_plural_forms_are_those_of_the_language_not_of_the_machine() -> None:
    assert [known(tag) for tag in ("uz-Cyrl-UZ", "pl-x-qps", "qps")] == ["uz-Cyrl-UZ", "pl", "en"]
    assert list(cut("pl-x-qps")) == ["pl-x-qps", "pl-x", "pl"]


def test_an_unknown_language_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted in ("xx", "no/such/folder", ".."):
        monkeypatch.setenv(texts.VARIABLE, wanted)
        assert say("lines-nothing") == "nothing"


def test_texts_are_light_until_one_is_said() -> None:
    script = "import sys, sim.texts; print(*{m.partition('.')[0] for m in sys.modules})"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "mesa", "pydantic", "fluent", "babel"} & set(found)
    said = script.replace("; print", "; sim.texts.say('lines-nothing'); print")
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.split()
    assert "fluent" in found
    assert not {"numpy", "mesa", "pydantic"} & set(found)
