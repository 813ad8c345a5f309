"""Files that inherit, broken at random, are refused in words, or run: a hundred of them. `make fuzz` runs thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario.fuzz import seeds_of, survive


@pytest.mark.parametrize("tens", range(10))
def test_a_mutant_is_refused_or_runs(tmp_path: Path, tens: int) -> None:
    for seed in seeds_of("worlds", 100)[tens * 10 : tens * 10 + 10]:
        try:
            survive(seed, tmp_path)
        except Exception as error:
            raise AssertionError(f"see: python -m tests.scenario.fuzz 1 {seed}") from error
