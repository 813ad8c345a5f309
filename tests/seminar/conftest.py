"""What tests of rooms share."""

from __future__ import annotations

import pytest

from sim.seminar import house


@pytest.fixture
def known_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room's seed is drawn where nobody can know it; under some seeds an option that a test needs is closed."""
    monkeypatch.setattr(house, "randbelow", lambda most: 1)
