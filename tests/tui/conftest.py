"""A game to play in the tests of the terminal. It is made once, because what lies before its opening takes a second to
replay; each test finds it back at its first turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.session import LocalSession, new_session

SCENARIO, SEAT = "summit-2018", "kazakhstan"


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
