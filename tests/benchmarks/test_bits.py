"""Which cases are compared, and that an inequality is told."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.bits import KINDS, Case, cases, unequal
from benchmarks.builds import now
from tests.boards import MINI


class Told:
    """A worker that has been told its answer."""

    def __init__(self, digests: list[str], raw: list[str]) -> None:
        self.build, self._found = now("numpy"), {"digests": digests, "raw": raw}

    def ask(self, do: str, **words: Any) -> dict[str, Any]:
        return self._found


def test_only_the_runs_that_differ_are_told() -> None:
    first: Any = Told(["a", "b", "c"], ["A", "B", "C"])
    sign: Any = Told(["a", "b", "c"], ["A", "B", "other"])
    case = Case("bits", {"scenario": "s"})
    assert list(unequal([first, first], case, 0)) == []
    assert list(unequal([first, sign], case, 7)) == ["numpy: bits, scenario=s, seed=7: other raw in [2]"]


def test_the_same_luck_draws_the_same_cases() -> None:
    first, again = ([str(case) for case in cases(MINI, [*KINDS, "games"], 2, 3, random.Random(1))] for _ in range(2))
    assert first == again
    assert sum("off=" in case for case in first) == 3 and sum("set=" in case for case in first) == 3
