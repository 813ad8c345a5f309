"""Generated files: written, found stale, and true to the format."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sim.book.book import open_book
from sim.book.generate import FILES, generate, schema
from sim.book.reference import coverage, indicators, options
from sim.catalogue import VARIABLES
from sim.errors import MultivectorError
from sim.scenario.files import shipped
from sim.scenario.yaml_source import plain, read_yaml


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def test_generate_writes_what_is_missing_and_then_finds_nothing_stale(checkout: Path) -> None:
    assert generate(check=True, root=checkout) == list(FILES)
    assert not (checkout / "docs").exists()
    assert generate(root=checkout) == list(FILES)
    assert generate(check=True, root=checkout) == []


def test_an_edited_file_is_stale_and_is_written_again(checkout: Path) -> None:
    generate(root=checkout)
    page = checkout / "docs" / "coverage.md"
    page.write_text(page.read_text(encoding="utf-8") + "more", encoding="utf-8")
    assert generate(root=checkout) == ["docs/coverage.md"]


def test_outside_a_checkout_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(MultivectorError, match="MV-D001"):
        generate(root=tmp_path)


def test_coverage_has_a_row_for_every_claim() -> None:
    rows = re.findall(r"^\| \[([CE]\d\d)\]", coverage(), re.MULTILINE)
    assert sorted(rows) == sorted(open_book().board.scenario.claims)


def test_every_option_is_told_once() -> None:
    told = re.findall(r'^### <a id="([^"]+)">', options(), re.MULTILINE)
    assert sorted(told) == sorted(open_book().board.scenario.options)


def test_an_option_shows_its_discount_and_what_a_refusal_brings() -> None:
    sections = options().split("### ")
    for key, option in open_book().board.scenario.options.items():
        section = next(text for text in sections if text.startswith(f'<a id="{key}">'))
        assert ("one point cheaper" in section) == bool(option.cheaper)
        assert section.count("When asked and not agreed") == bool(option.refusal.yields) + bool(option.refusal.refuses)
        effects = (*option.effects, *option.refusal.yields, *option.refusal.refuses)
        assert len(re.findall(r"^- ", section, re.MULTILINE)) == len(effects)


def test_every_variable_is_listed() -> None:
    text = indicators()
    assert all(f"| {v.label} | {v.unit} |" in text for v in VARIABLES)


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_the_schema_accepts_what_the_loader_accepts(path: Path) -> None:
    errors = list(Draft202012Validator(json.loads(schema())).iter_errors(plain(read_yaml(path))))
    assert not errors, errors[0].message
