"""Files that are no YAML, or YAML that means harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from sim.errors import MultivectorError
from sim.scenario import yaml_source
from sim.scenario.files import MAX_BYTES
from sim.scenario.yaml_source import MAX_DEPTH, parse_yaml, plain
from tests.scenario.mini import TEXT, problems, problems_in


def bad(text: str) -> list[tuple[str, int]]:
    with pytest.raises(MultivectorError) as caught:
        parse_yaml(text, "bad.yaml")
    return [(p.code, p.place.line) for p in caught.value.problems]


@pytest.fixture(params=["compiled", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers of ruamel must say the same."""
    if request.param == "pure":
        monkeypatch.setattr(yaml_source, "YAML", lambda typ: YAML(typ=typ, pure=True))
    return request.param


def test_scalars_follow_the_core_schema_of_yaml_1_2(parser: str) -> None:
    text = "a: 2018-01, b: 2018-01-01, c: no, d: true, e: 1e3, f: 012, g: '5', h: ~, i: -0.5, j: 1_000, k: 12:30"
    assert plain(parse_yaml(text.replace(", ", "\n"), "")) == {
        "a": "2018-01", "b": "2018-01-01", "c": "no", "d": True, "e": 1000.0, "f": 12, "g": "5", "i": -0.5,
        "j": "1_000", "k": "12:30"}


def test_both_parsers_read_the_miniature_alike(parser: str) -> None:
    root = parse_yaml(TEXT, "")
    place = root.value["figures"].value["rivalry"].value["value"]
    assert TEXT.splitlines()[place.line - 1][place.column - 1 :].startswith("0.35")
    assert len(plain(root)["options"]) == 8


def test_aliases_are_expanded(parser: str) -> None:
    assert plain(parse_yaml("a: &x [1, 2]\nb: *x\n", "")) == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.parametrize(("text", "code", "line"), [
    ("a: 1\nb: [1, 2\nc: 3\n", "MV-S005", 3),
    ("a: 1\n\tb: 2\n", "MV-S005", 2),
    ("a: 1\n---\nb: 2\n", "MV-S005", 2),
    ("a: 'open\n", "MV-S005", 2),
    ("a: 1\nb: 2\na: 3\n", "MV-S006", 3),
    ("a:\n  b: 1\n  b: 2\n", "MV-S006", 3),
    ("a: *nobody\n", "MV-S007", 1),
    ("a: &x [1, *x]\n", "MV-S007", 1),
    ("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "MV-S008", 1),
    ("a: 1\nb: !!python/object/apply:os.system [ls]\n", "MV-S009", 2),
    ("a: !secret x\n", "MV-S009", 1),
    ("a: !!str 5\n", "MV-S009", 1),
    ("- a\n- b\n", "MV-S010", 1),
    ("just text", "MV-S010", 1),
    ("", "MV-S010", 1),
    ("# nothing but a remark\n", "MV-S010", 1),
    ("a: 1\n? [b]\n: 2\n", "MV-S010", 2),
])
def test_bad_yaml(parser: str, text: str, code: str, line: int) -> None:
    assert (code, line) in bad(text)


@pytest.mark.parametrize(("text", "mend"), [
    ("a:\n\tb: 2\n", "indent with spaces"),
    ("unit: %/yr\n", "begins with % in quotes"),
    ("text: A war begins: now\n", "contains `: ` in quotes"),
    ("a: [1, 2\nb: 3\n", "look at indentation, brackets and quotes"),
])
def test_what_to_do_about_bad_yaml(parser: str, text: str, mend: str) -> None:
    with pytest.raises(MultivectorError) as caught:
        parse_yaml(text, "bad.yaml")
    assert mend in caught.value.problems[0].mend


def test_an_escape_that_is_no_character(parser: str) -> None:
    for escape in ("\\UFFFFFFFF", "\\uD800"):
        assert bad(f'a: 1\nb: "{escape}"\n')[0][0] in ("MV-S005", "MV-S003")


def test_several_mistakes_come_together() -> None:
    assert bad("a: 1\na: 2\nb: !x 1\nc: {d: 1, d: 2}\n") == [("MV-S006", 2), ("MV-S009", 3), ("MV-S006", 4)]


def test_an_alias_bomb_is_refused_at_once() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    assert bad("\n".join(rows))[0][0] == "MV-S007"


def test_a_deep_chain_of_aliases_is_refused() -> None:
    rows = ["a0: &a0 [x]", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, MAX_DEPTH + 5))]
    assert bad("\n".join(rows))[0] == ("MV-S007", MAX_DEPTH - 1)


def test_a_missing_file(tmp_path: Path) -> None:
    assert [p.code for p in problems(tmp_path / "nobody.yaml")] == ["MV-S001"]


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert [p.code for p in problems(tmp_path)] == ["MV-S002"]


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000 + ".yaml"])
def test_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    assert problems(tmp_path / name)[0].code in ("MV-S001", "MV-S002")


@pytest.mark.parametrize(("data", "code", "line"), [
    (b"title: caf\xe9\n", "MV-S003", 1),
    (b"a: 1\nb: \x00\n", "MV-S003", 2),
    (TEXT.encode("utf-16"), "MV-S003", 1),
    (b"a: \x07\n", "MV-S015", 1),
    (b"x" * (MAX_BYTES + 1), "MV-S004", 0),
])
def test_files_that_are_not_text(tmp_path: Path, data: bytes, code: str, line: int) -> None:
    (problem,) = problems_in(tmp_path, data)
    assert (problem.code, problem.place.line) == (code, line)


def test_a_byte_order_mark_is_welcome(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + b"a: 1\n")
    assert plain(yaml_source.read_yaml(path)) == {"a": 1}


@pytest.mark.parametrize("data", [b"iso,value\nKAZ,1\n", b"a;b\n\n1;2\n", b"a\tb\n1\t2\n", b"PAR1\x15\x04",
                                  b'a,b\n"x, y",1\n', b'"a","b"\n1,2\n', b"PK\x03\x04"])
def test_a_table_is_known_as_one(tmp_path: Path, data: bytes) -> None:
    (problem,) = problems_in(tmp_path, data)
    assert (problem.code, problem.place.line) == ("MV-S016", 1)


@pytest.mark.parametrize("text", ["a: 1, 2\nb: 3, 4\n", "- a, b\n- c, d\n", "{a: 1,\nb: 2}\n", "# a, b\na: 1, 2\n",
                                  "one, two\n", "one, two\nthree\n"])
def test_commas_alone_make_no_table(tmp_path: Path, text: str) -> None:
    assert "MV-S016" not in {problem.code for problem in problems_in(tmp_path, text.encode())}
