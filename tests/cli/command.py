"""The command called in this process, as `main` is called by the shell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from sim.cli import app, main


def commands() -> dict[str, Any]:
    """All commands by their own names, those of groups among them."""
    found: dict[str, Any] = {}
    for name, command in vars(typer.main.get_command(app))["commands"].items():
        found |= vars(command).get("commands", {name: command})
    return found


def call(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """The exit code."""
    monkeypatch.setattr(sys, "argv", ["multivector", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)
