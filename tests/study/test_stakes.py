"""Stakes against their definitions, and scenarios in which they were planted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim.study.stakes
from sim.study.plans import opened
from sim.study.stakes import IDLE, SWAP, Stakes, _compared, beats, doctrines_of, each, problems, spread, stakes
from sim.treatment import treat
from tests.boards import LONG, MINI, board
from tests.study.planted import WANTED_FOLLY, with_options

SEAT, RUNS = "mongolia", 2
YEAR = 12  # months of a turn: there are two


@given(st.integers(1, 4), st.integers(1, 5), st.data())
def test_beating_is_counted_game_by_game(doctrines: int, runs: int, data: st.DataObject) -> None:
    number = st.integers(0, 3).map(float)
    plays = [data.draw(st.lists(number, min_size=runs, max_size=runs)) for _ in range(doctrines)]
    mine = data.draw(st.lists(number, min_size=runs, max_size=runs))
    won = [1.0 if mine[r] > its[r] else 0.5 if mine[r] == its[r] else 0.0 for its in plays for r in range(runs)]
    assert beats(np.array([mine]), np.array(plays)) == pytest.approx(sum(won) / len(won))


def test_the_spread_is_that_of_decisions_and_not_of_luck() -> None:
    """Eleven doctrines 0, 1, .. 10 points apart in every run: nine tenths less one tenth are 8, whatever the run."""
    decided, luck = np.arange(11.0)[:, None], np.array([[0.0, 40.0, -7.0]])
    assert spread(decided + luck) == pytest.approx(8.0)
    assert spread(0 * decided + luck) == 0.0


@pytest.mark.parametrize("runs", [1, 7, 200, 1000, 5000])
def test_there_are_at_least_as_many_plays_as_asked_and_as_many_seeds_as_plans_are_scored_on(runs: int) -> None:
    at = board(LONG)
    for seat in at.scenario.seats:
        alike = each(at, seat, runs)
        assert len(doctrines_of(at, seat)) * alike >= runs and alike >= min(200, runs)


def test_a_scenario_in_which_passing_is_best_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All doctrines follow a call that ruins the country. Nothing is chosen where it is scored."""
    asked = list[range]()
    monkeypatch.setattr(sim.study.stakes, "opened", lambda *args: (asked.append(args[3]), opened(*args))[1])
    found = stakes(with_options(tmp_path, WANTED_FOLLY, turn_months=YEAR), SEAT, RUNS)
    assert found.idle_beats == 1.0 and found.points["idle"] > found.points["plays"]
    assert f"{SEAT}: passing every turn beats 100% of plays, more than 20%" in problems({SEAT: found})
    assert {swap.decided for swap, _ in found.swaps} == {"folly"}
    assert found.best_swap == pytest.approx(sum(gain for _, gain in found.swaps) / 3) and found.best_swap > 0
    assert len(asked) > 1 and not any(set(asked[0]) & set(runs) for runs in asked[1:])


def test_many_games_are_played_some_after_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_scores(width: int) -> list[list[list[float]]]:
        monkeypatch.setattr(sim.study.stakes, "WIDTH", width)
        found = _compared(treat(MINI, turn_months=YEAR), SEAT, 1, range(3, 7), ["third-neighbour"], lambda done: None)
        return [scores.tolist() for scores in found]

    assert all_scores(1000) == all_scores(3)


def test_a_swap_must_be_worth_a_fifth_of_the_spread() -> None:
    def told(swap: float) -> list[str]:
        return problems({"x": Stakes(9, IDLE, 1.0, 1.0, swap, 10.0, (), {})})

    assert SWAP == 0.2 and told(2.0) == []
    assert told(1.9) == ["x: the best swap of a decision wins 1.9 points, less than 0.2 of a spread of 10.0"]
