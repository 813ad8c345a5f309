"""Many mistakes at once: a hundred are told, the rest are counted, and the work grows as their number does."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest

from sim.errors import MOST_TOLD, MultivectorError, Problem
from tests.scenario.mini import changed, problems_in

FIGURES = "\nfigures:\n"
OPTIONS = "\noptions:\n"


def decisions(count: int) -> str:
    return changed("\nseats:\n", "\n" + "  - {}\n" * count + "seats:\n")


def figures(count: int) -> str:
    row = "  mongolia.aproval{}: {{value: 0.5, unit: '0-1', source: judgement}}\n"
    return changed(FIGURES, FIGURES + "".join(map(row.format, range(count))))


def options(count: int) -> str:
    row = "  o{0}: {{title: a, sentence: b, by: [mongolia], history: c, when: [{{in_force: x{0}}}]}}\n"
    return changed(OPTIONS, OPTIONS + "".join(map(row.format, range(count))))


def calls(folder: Path, text: str) -> int:
    """Functions called until the file is refused: a clock that shows the same on every machine."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        problems_in(folder, text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("many", [decisions, figures, options])
def test_the_work_grows_as_the_number_of_mistakes(tmp_path: Path, many) -> None:
    less, more = (calls(tmp_path, many(n)) for n in (200, 800))
    assert more < 4.4 * less


def test_a_hundred_are_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    found = problems_in(tmp_path, decisions(300))
    assert len(found) == MOST_TOLD
    assert [p.place.field for p in found[:4]] == [f"history.0.{name}" for name in ("date", "agent", "option", "source")]
    assert (found[-1].code, found[-1].what) == ("MV-S054", f"{4 * 300 - 99:,} more problems are not shown")


def test_a_hundred_are_told_as_they_are() -> None:
    found = tuple(Problem("MV-S022", str(i)) for i in range(MOST_TOLD))
    assert MultivectorError(*found).problems == found


def test_an_error_survives_the_way_to_another_process() -> None:
    error = MultivectorError(*(Problem("MV-S030", "unknown", near=("chna", {"china": 0}.keys())) for _ in range(300)))
    there = pickle.loads(pickle.dumps(error))
    assert there.problems == error.problems
    assert there.problems[0].mend == "did you mean china?"
