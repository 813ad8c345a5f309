"""CITATION.cff is of the form that GitHub, Zotero and Zenodo read, and says what the package says.

The schema is that of the Citation File Format 1.2.0 (doi:10.5281/zenodo.5171937), under CC BY 4.0, unchanged.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker

from sim.scenario.yaml_source import plain, read_yaml

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "tests" / "cff-1.2.0.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA, format_checker=FormatChecker())


def cited() -> dict[str, Any]:
    its = plain(read_yaml(ROOT / "CITATION.cff"))
    assert isinstance(its, dict)
    return its


def test_it_is_of_the_citation_file_format() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(cited())] == []
    assert list(VALIDATOR.iter_errors({**cited(), "licence": "MIT"}))


def test_it_says_what_the_package_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    its = cited()
    assert (its["version"], its["license"]) == (project["version"], project["license"])
    assert [{"name": author["name"]} for author in its["authors"]] == project["authors"]
    assert project["description"].split(": ")[-1].split(" of ")[-1] in its["title"]


def test_it_cites_the_text_as_the_rulebook_does() -> None:
    text, = cited()["references"]
    book = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
    told = next(line for line in book.splitlines() if line.startswith("- ") and text["title"] in line)
    names = [f"{author['given-names']} {author['family-names']}" for author in text["authors"]]
    for what in (*names, text["publisher"]["name"], str(text["year"]), "New Focus, New Grounding"):
        assert what in told
    assert "New Focus, New Grounding" in text["section"]
