"""The command called in this process, as `main` is called by the shell."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sim.cli import main


def call(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """The exit code."""
    monkeypatch.setattr(sys, "argv", ["multivector", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)
