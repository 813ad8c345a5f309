"""Texts against the code: every key is there with its arguments, every text is used, and no sentence is left in a
module whose sentences have moved."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from sim.texts import HOME, SOURCE

ROOT = Path(__file__).parents[2]
MOVED = (*(str(path.relative_to(ROOT)) for path in sorted((ROOT / "tui").rglob("*.py"))),
         *(f"sim/report/{path.name}" for path in sorted((ROOT / "sim/report").glob("*.py"))
           if path.name not in ("debrief_page.py", "export.py")),  # they refuse
         *(f"sim/seat/{name}.py" for name in ("ahead", "beside", "board", "coming", "debrief", "glossary",
                                              "goals", "past", "purse", "turn", "why", "words")))
TEMPLATES = sorted(ROOT.glob("sim/*/templates/**/*.j2"))
IN_TEMPLATE = re.compile(r'say\("([\w.-]+)"((?:, \w+=(?:[^(),]|\([^()]*\))+)*)\)')
WORDS = re.compile(r"[A-Za-z]{2,}[.,;:!?]* [A-Za-z]{2,}")
PIECE = re.compile(r"[A-Za-z]{2,}.* | .*[A-Za-z]{2,}")  # of an f-string: words beside a blank
DATA = {"-1 to 1", "index, 2014 = 1", "pane aside", "pane more", "dialog tall", "bold reverse"}
LANGUAGES = sorted({path.parent for path in [*HOME.rglob("*.ftl"), *ROOT.glob("tests/texts/*/*.ftl")]})


class Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found = set[str]()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.found.add(node.id.name)


@cache
def messages(folder: Path) -> dict[str, set[str]]:
    """The variables of every message. Fails on what cannot be read, on twins, and on a key in another's file."""
    found: dict[str, set[str]] = {}
    for file in sorted(folder.glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, Message):
                assert entry.id.name.partition("-")[0] == file.stem, entry.id.name
                assert entry.id.name not in found, entry.id.name
                found[entry.id.name] = variables(entry.value)
                found.update({f"{entry.id.name}.{x.id.name}": variables(x.value) for x in entry.attributes})
    return found


def variables(pattern: object) -> set[str]:
    visitor = Variables()
    visitor.visit(pattern)
    return visitor.found


@cache
def modules() -> dict[str, ast.Module]:
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
            for room in ("sim", "tui") for path in sorted((ROOT / room).rglob("*.py"))}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield f"{name}:{node.lineno}", node


def test_every_text_that_is_said_is_there_with_its_arguments() -> None:
    english = messages(HOME / SOURCE)
    for place, call in calls():
        key = call.args[0]
        if isinstance(key, ast.Constant):
            given = {word.arg for word in call.keywords}
            assert key.value in english, f"{place}: {key.value}"
            assert english[key.value] <= given, f"{place}: {key.value} needs {english[key.value] - given}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_what_is_there_and_has_no_words_of_its_own(template: Path) -> None:
    text, english = template.read_text(encoding="utf-8"), messages(HOME / SOURCE)
    for key, args in IN_TEMPLATE.findall(text):
        assert english[key] <= set(re.findall(r"(\w+)=", args)), key
    assert text.count("say(") == len(IN_TEMPLATE.findall(text))
    bare = re.sub(r"<style>.*?</style>|<[^>]*>|\{[{%#].*?[%}#]\}", " ", text, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{3,}", bare.replace("Multivector", "")) == []


def test_every_text_is_said() -> None:
    literals = {node.value for tree in modules().values() for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    literals |= {key for path in TEMPLATES for key, _ in IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))}
    assert {key for key in messages(HOME / SOURCE) if key.partition(".")[0] not in literals} == set()


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_a_translation_knows_no_other_keys_and_arguments(folder: Path) -> None:
    english = messages(HOME / SOURCE)
    for key, variables in messages(folder).items():
        assert variables <= english[key], key


@pytest.mark.parametrize("module", MOVED)
def test_no_sentence_is_left_where_they_have_moved(module: str) -> None:
    assert list(sentences(modules()[module])) == []


def test_sentences_are_recognised() -> None:
    tree = ast.parse('"""A docstring is none."""\na = f"{x} of {y}", f"deed|{x}", "Nothing here.", "key", "#Rows of"\n')
    assert sorted(text for _, text in sentences(tree)) == [" of ", "Nothing here."]


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of literals that a person would read; docstrings and selectors are none."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            pattern = PIECE if id(node) in pieces else WORDS
            if pattern.search(node.value) and node.value not in DATA and not node.value.startswith("#"):
                yield node.lineno, node.value
