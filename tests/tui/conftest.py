"""A game to play in the tests of the terminal. It is made once, because what lies before its opening takes a second to
replay; each test finds it back at its first turn. Nobody's own settings or saved games are read or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.stub import StubSession
from tui.session import LocalSession, new_session

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
def table(tmp_path_factory: pytest.TempPathFactory) -> LocalSession:
    return new_session(SCENARIO, SEAT, 1, tmp_path_factory.mktemp("games") / "game.jsonl")


@pytest.fixture
def session(table: LocalSession) -> LocalSession:
    if table.game.turn > 1:
        table.back(1)
    return LocalSession(table.game, SEAT)


@pytest.fixture
def fresh(tmp_path: Path) -> LocalSession:
    """A game with a log of its own."""
    return new_session(SCENARIO, SEAT, 1, tmp_path / "game.jsonl")
