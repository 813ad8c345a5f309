"""The text of `sim/`: rules hold no bare numbers and call nothing that depends on the shape; nobody is named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.worked import SCENARIOS, read_yaml

SIM = Path(__file__).parents[2] / "sim"
THEMES = sorted(path for path in (SIM / "rules").glob("*.py") if path.stem not in ("__init__", "rule", "view"))
SOURCES = sorted(SIM.rglob("*.py"))

PLAIN = {0, 1, -1, 2, 12}  # 12 months a year; every other number is a parameter
BANNED_NUMPY = {"sum", "mean", "std", "var", "average", "einsum", "dot", "vdot", "inner", "matmul", "tensordot",
                "cumsum", "prod", "cumprod", "trapezoid", "linalg", "random", "vectorize"}
BANNED_METHODS = {"sum", "mean", "std", "var", "dot", "cumsum", "prod", "cumprod", "reduce", "accumulate", "outer"}
BANNED_MODULES = {"math", "random", "statistics", "time", "datetime", "os", "secrets"}


def name_of(path: Path) -> str:
    return str(path.relative_to(SIM.parent))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


# --- numbers ---------------------------------------------------------------------------------------------------------


def bare_numbers(tree: ast.AST) -> Iterator[tuple[int, float]]:
    """(line, number) of every literal outside decorators and declared parameters, other than the plain ones."""
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id == "P":
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, int | float) and not isinstance(tree.value, bool):
        if tree.value not in PLAIN:
            yield tree.lineno, tree.value
        return
    decorators = getattr(tree, "decorator_list", [])
    for child in ast.iter_child_nodes(tree):
        if child not in decorators:
            yield from bare_numbers(child)


@pytest.mark.parametrize("path", THEMES, ids=name_of)
def test_rules_hold_no_bare_number(path: Path) -> None:
    assert [f"{name_of(path)}:{line}: {number}" for line, number in bare_numbers(parse(path))] == []


@pytest.mark.parametrize("text", ["x = 0.5", "def f(w):\n    return w.x * 3", "def f(w):\n    return w.x ** 1.5"])
def test_a_bare_number_is_found(text: str) -> None:
    assert list(bare_numbers(ast.parse(text)))


def test_parameters_and_plain_numbers_are_none() -> None:
    text = "PACE = P('p', 0.12, 'x')\n@rule('a', params=(P('b', 7, 'x'),))\ndef f(w):\n    return -1 * w.x[:, 0] / 12.0"
    assert list(bare_numbers(ast.parse(text))) == []


# --- calls -----------------------------------------------------------------------------------------------------------


def banned(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, what) of everything whose last bit depends on the shape, or on chance."""
    for node in ast.walk(tree):
        if isinstance(node, ast.MatMult):
            yield 0, "@"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            yield from ((node.lineno, name) for name in names if name.partition(".")[0] in BANNED_MODULES)
        elif isinstance(node, ast.Attribute):
            numpy = isinstance(node.value, ast.Name) and node.value.id == "np"
            if node.attr in BANNED_NUMPY and numpy:
                yield node.lineno, f"np.{node.attr}"
            elif node.attr in BANNED_METHODS and not numpy:
                yield node.lineno, f".{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("sum", "hash", "id"):
            yield node.lineno, node.func.id


@pytest.mark.parametrize("path", THEMES, ids=name_of)
def test_rules_call_nothing_that_depends_on_the_shape(path: Path) -> None:
    assert [f"{name_of(path)}:{line}: {what}" for line, what in banned(parse(path))] == []


@pytest.mark.parametrize("text", ["np.sum(x)", "x.sum(0)", "x @ y", "np.add.reduce(x)", "import math", "sum(x)",
                                  "from random import random", "np.random.normal()", "np.einsum('ab,b', x, y)"])
def test_a_banned_call_is_found(text: str) -> None:
    assert list(banned(ast.parse(text)))


# --- names -----------------------------------------------------------------------------------------------------------

KNOWN = set("""
    Kazakh Kazakhstan Kazakhstani Astana Almaty Nur-Sultan Uzbek Uzbekistan Tashkent Samarkand Kyrgyz Kyrgyzstan Bishkek
    Tajik Tajikistan Dushanbe Turkmen Turkmenistan Ashgabat Afghan Afghanistan Kabul Taliban Russia Russian Moscow
    Kremlin China Chinese Beijing Xinjiang Washington America American Americans Europe European Europeans Brussels Iran
    Iranian Tehran Ukraine Crimea Turkey Turkish India Pakistan Mongolia Mongolian Ulaanbaatar Japan Japanese Tokyo
    Eurasia Eurasian Eurasianists Caspian Amu-Darya Syr-Darya Aral Nazarbayev Tokayev Mirziyoyev Karimov Putin Trump
    Biden Obama Pompeo Kerry Xi Tengiz Kazatomprom Nasdaq EAEU EEU ESPD C5+1 AIFC Nurly Zhol
""".split())  # noqa: SIM905
PHRASES = {"Central Asia", "Silk Road", "Belt and Road", "White House", "United States", "European Union"}
WORDS_OF_THEIR_OWN = {"alliance", "consultative", "relations", "us", "region", "partnership", "dialogue", "the region",
                      "abc", "union", "compact", "corridor"}


@cache
def names() -> frozenset[str]:
    """What the scenarios and the miniature call their actors and institutions, beside the names listed above."""
    found = KNOWN | PHRASES
    for path in (*SCENARIOS.glob("*.yaml"), SIM.parent / "tests" / "mini" / "neighbours.yaml"):
        data = read_yaml(path)
        for key, actor in (data.get("actors") or {}).items():
            found |= {key, actor["label"].removeprefix("the "), actor["short"], actor["adjective"]}
        for key, institution in (data.get("institutions") or {}).items():
            found |= {key, institution["label"].removeprefix("the ")}
    return frozenset(name for name in found if name.lower() not in WORDS_OF_THEIR_OWN and len(name) > 2)


@cache
def pattern() -> re.Pattern[str]:
    """Whole words; `_` and digits count as their ends, so that `lean_russia` is found too. Short forms as written."""
    longer = "|".join(sorted(map(re.escape, (n for n in names() if not n.isupper())), key=len, reverse=True))
    capitals = "|".join(sorted(map(re.escape, (n for n in names() if n.isupper())), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])((?i:{longer})|{capitals})(?:s|'s)?(?![A-Za-z])")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nobody_is_named(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [(k, name[0]) for k, line in enumerate(lines, 1) for name in pattern().finditer(line)]
    assert [f"{name_of(path)}:{k}: {name}" for k, name in found] == []


@pytest.mark.parametrize("text", ["on Russia", "kazakhstan=drift", "Uzbek opening", "lean_china", "EAEU", "an ESPD"])
def test_a_name_is_found(text: str) -> None:
    assert pattern().search(text)


def test_the_files_are_there() -> None:
    assert len(SOURCES) > 30
    assert len(THEMES) >= 10
    assert len(names()) > 100
