"""The check of play as a whole: its parts, its progress, its table and its document."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

import pytest

import sim.study.lint
from sim.report.play_check import play_table
from sim.study.lint import Lint
from sim.study.play_check import PlayCheck, as_json, check, work
from tests.scenario.mini import changed

RUNS = 2
OPTIONS = Lint(RUNS, {}, {"compact": "possible, never wanted"}, ("visit",), {}, {}, ())


@dataclass(frozen=True)
class Made:
    found: PlayCheck
    told: list[float]
    work: int


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Of two turns. What the linter finds is made up: that it is right is shown elsewhere."""
    path, told = tmp_path_factory.mktemp("play") / "years.yaml", list[float]()
    path.write_text(changed("turn_months: 3", "turn_months: 12"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sim.study.lint, "lint", lambda *args: OPTIONS)
        return Made(check(str(path), RUNS, tell=told.append), told, work(str(path), RUNS))


def test_progress_is_told_as_much_as_was_said(made: Made) -> None:
    assert sum(made.told) == made.work
    assert min(made.told) >= 0


def test_shares_lie_between_none_and_all_and_points_between_0_and_100(made: Made) -> None:
    for x in made.found.seats.values():
        assert all(0 <= share <= 1 for share in (x.idle_beats, x.greedy_beats, x.best_plan_beats))
        assert all(0 <= points <= 100 for points in x.points.values()) and x.spread >= 0


def test_what_a_process_finds_can_be_sent_to_another(made: Made) -> None:
    found = made.found
    for part in (*found.seats.values(), *found.agreements.values(), found.options):
        assert pickle.loads(pickle.dumps(part)) == part


def test_the_document_has_every_seat_and_counts_its_plays(made: Made) -> None:
    document = as_json(made.found)
    assert list(document["seats"]) == ["mongolia", "china"]
    assert [x["plays"] for x in document["seats"].values()] == [3 * RUNS, RUNS]
    assert document["plays"] == sum(x["plays"] for x in document["seats"].values())


def test_the_table_opens_with_the_stakes_and_tells_all_problems(made: Made) -> None:
    found, table = made.found, play_table(made.found)
    assert found.problems and all(line in table for line in found.problems)
    assert table.index("Mongolia") < table.index("Agreements") < table.index("Options in")
