"""What tests of rooms share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sim.seminar import house


@pytest.fixture(scope="module")
def known_luck() -> Iterator[None]:
    """A room's seed is drawn where nobody can know it; under some seeds an option that a test needs is closed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(house, "randbelow", lambda most: 1)
        yield
