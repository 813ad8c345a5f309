"""Tests mirror the code: every module of these rooms has a test file of its name."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("room", ["agents", "engine", "model"])
def test_every_module_has_a_test_file_of_its_name(room: str) -> None:
    modules = {file.stem for file in (ROOT / "sim" / room).glob("[!_]*.py")}
    tested = {file.stem.removeprefix("test_") for file in (ROOT / "tests" / room).glob("test_*.py")}
    assert modules - tested == set()
