"""Generated files, documents and the JSON Schema of scenarios: `multivector docs` writes them or names the stale."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.book.book import CHECKOUT
from sim.book.facts import facts_page
from sim.book.play import play_page
from sim.book.reference import coverage, indicators, options
from sim.book.rulebook_doc import rulebook
from sim.book.thesis import thesis_page
from sim.book.validation import validation_page
from sim.errors import refuse
from sim.scenario import design, editor


def schema() -> str:
    return _json(editor.json_schema())


def design_schema() -> str:
    return _json(design.json_schema())


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


FILES: dict[str, Callable[[], str]] = {
    "docs/rulebook.md": rulebook, "docs/coverage.md": coverage, "docs/options.md": options,
    "docs/indicators.md": indicators, "docs/thesis.md": thesis_page, "docs/facts.md": facts_page,
    "docs/validation.md": validation_page, "docs/play.md": play_page,
    "scenarios/schema.json": schema, "scenarios/design.schema.json": design_schema,
}


def generate(check: bool = False, root: Path = CHECKOUT) -> list[str]:
    """Write every generated file that is out of date, or with `check` only name them. Returns their paths."""
    if not (root / "pyproject.toml").is_file():
        raise refuse("MV-D001", "there is no checkout to write documents into", file=root,
                     mend="clone the repository and run make docs there")
    texts = {path: make() for path, make in FILES.items()}
    stale = [path for path, text in texts.items() if _read(root / path) != text]
    for path in [] if check else stale:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(texts[path], encoding="utf-8")
    return stale


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
