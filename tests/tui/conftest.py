"""A game to play in the tests of the terminal. It is made once, because what lies before its opening takes a second to
replay; each test finds it back at its first turn. Nobody's own settings or saved games are read or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.session.local import LocalSession, LocalTable, new_table
from tests.tui.stub import StubSession

SCENARIO, SEAT = "summit-2018", "kazakhstan"


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def stub() -> StubSession:
    """A session without a model: quick, and the same for ever."""
    return StubSession()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> LocalTable:
    return new_table(SCENARIO, [SEAT], 1, tmp_path_factory.mktemp("games") / "game.jsonl")


@pytest.fixture
def table(made: LocalTable) -> LocalTable:
    if made.game.turn > 1:
        made.back(1)
    return LocalTable(made.game)


@pytest.fixture
def session(table: LocalTable) -> LocalSession:
    return table.at()


@pytest.fixture
def fresh(tmp_path: Path) -> LocalTable:
    """A game with a log of its own."""
    return new_table(SCENARIO, [SEAT], 1, tmp_path / "game.jsonl")
