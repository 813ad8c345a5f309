"""The lowest versions and the interpreters that `make installs` tries."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from tests.installs import OLDEST, floors, interpreters

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_requirement_has_a_lowest_version() -> None:
    assert floors(["mesa[network]>=3.3.1,<4", "ruamel.yaml>=0.18; python_version > '3'", "textual==8.2.8"]) == [
        "mesa==3.3.1", "ruamel.yaml==0.18", "textual==8.2.8"]
    assert len(floors(PROJECT["dependencies"])) == len(PROJECT["dependencies"])
    with pytest.raises(ValueError, match="numpy"):
        floors(["numpy"])


def test_networkx_comes_with_mesa_which_imports_it_without_requiring_it() -> None:
    assert any(line.startswith("mesa[network]") for line in PROJECT["dependencies"])


def test_this_interpreter_is_among_those_found_and_none_is_too_old() -> None:
    found = interpreters()
    assert sys.version_info[:3] in found
    assert min(found) >= OLDEST
    assert f">={'.'.join(map(str, OLDEST))}" == PROJECT["requires-python"]
