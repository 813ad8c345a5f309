"""Where a log's scenario is: by the path that the log holds, or beside the log, wherever both have been moved."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath
from typing import Any

from sim.errors import MultivectorError, refuse
from sim.scenario.files import is_bare, is_file
from sim.scenario.load import load_scenario


def scenario_of(header: Mapping[str, Any], log: Path) -> str:
    """The name or path of the scenario that a log was played with. Of several files the one with the identity of then
    is taken; if none has it, the first. Raises MultivectorError when there is no file at all."""
    name: str = header["scenario"]
    if is_bare(name):
        return name
    there = [path for path in _places(name, log) if is_file(path)]
    if not there:
        raise refuse("MV-L011", "the scenario that this was played with is not there", file=log, line=1, column=1,
                     field="scenario", value=name,
                     allowed=f"a scenario whose identity begins {header['identity'][:16]}",
                     mend=f"put the file, and those that it inherits, beside the log: {_beside(name, log)}")
    return str(next((path for path in there if _identity(path) == header["identity"]), there[0]))


def _places(name: str, log: Path) -> Iterator[Path]:
    """As recorded; logs of older versions hold relative paths, from the working folder or from the log's."""
    yield Path(name).absolute()
    yield log.absolute().parent / name
    yield _beside(name, log)
    yield _beside(name, Path(os.path.realpath(log)))


def _beside(name: str, log: Path) -> Path:
    """The file's own name, whichever system its path was written on."""
    return log.absolute().parent / PureWindowsPath(name).name


def _identity(path: Path) -> str:
    try:
        return load_scenario(path).identity
    except MultivectorError:
        return ""
