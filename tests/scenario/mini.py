"""The miniature scenario and copies of it with one thing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import MultivectorError, Problem
from sim.scenario.load import load_scenario

MINI = Path(__file__).parents[1] / "mini" / "neighbours.yaml"
TEXT = MINI.read_text(encoding="utf-8")


def changed(old: str, new: str, text: str = TEXT) -> str:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the miniature"
    return text.replace(old, new)


def line_of(needle: str, text: str) -> int:
    """The line on which the needle begins, from 1; it must be there once."""
    assert text.count(needle) == 1, f"{needle!r} stands {text.count(needle)} times"
    return text[: text.index(needle)].count("\n") + 1


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(MultivectorError) as caught:
        load_scenario(path)
    return caught.value.problems


def problems_in(folder: Path, text: str | bytes, name: str = "bad.yaml") -> tuple[Problem, ...]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return problems(path)
