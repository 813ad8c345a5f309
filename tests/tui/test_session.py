"""The door to the game: what it keeps, what it refuses, and what it must not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from sim.game.game import Game
from sim.treatment import treat
from tests.boards import SHORT
from tui.session import LocalSession, MultivectorError, new_session, resumed_session, saved_games, scenarios

SEAT, OTHER = "kazakhstan", "russia"


def free(session: LocalSession) -> list[str]:
    return [option.key for option in session.view().options if not option.refused]


# --- forecasts -------------------------------------------------------------------------------------------------------


def test_a_forecast_is_computed_once_a_turn(session: LocalSession, monkeypatch: pytest.MonkeyPatch) -> None:
    key = free(session)[0]
    first = session.preview(key, months=4, runs=20)
    monkeypatch.setattr("sim.study.forecast.play_on", None)  # nothing is played again
    assert session.preview(key, months=4, runs=20) == first
    assert first and first.orders == (key,) and first.runs == 20


def test_all_previews_share_the_future_without_orders(session: LocalSession) -> None:
    shares: list[float] = []
    found = session.previews(months=2, runs=20, progress=shares.append)
    assert found and set(found) == set(free(session))
    assert len({view.fans[0].unchanged for view in found.values()}) == 1
    assert shares == sorted(shares) and shares[0] == 0


def test_an_outdated_forecast_gives_up(session: LocalSession) -> None:
    assert session.forecast((), 24, 20, cancelled=lambda: True) is None
    assert session.previews(24, 20, cancelled=lambda: True) is None


def test_a_forecast_goes_on_while_the_game_does(fresh: LocalSession) -> None:
    """It is taken from the turn in which it was asked for, whatever happens to the game meanwhile."""
    expected = LocalSession(Game.new(treat(SHORT), (SEAT,), 1), SEAT).forecast((), 12, 60)
    found: list[object] = []

    def moved() -> bool:
        if fresh.game.turn == 1:
            fresh.submit([])
        return False

    worker = Thread(target=lambda: found.append(fresh.forecast((), 12, 60, cancelled=moved)))
    worker.start()
    worker.join()
    assert fresh.game.turn == 2
    assert found == [expected]


def test_what_cannot_be_ordered_has_no_forecast(session: LocalSession) -> None:
    with pytest.raises(MultivectorError) as caught:
        session.forecast(free(session), runs=5)  # together they cost too much
    assert caught.value.problems[0].code == "MV-P010"


def test_a_finished_game_has_no_forecast(fresh: LocalSession) -> None:
    while not fresh.game.over:
        fresh.submit([])
    with pytest.raises(MultivectorError) as caught:
        fresh.forecast(())
    assert caught.value.problems[0].code == "MV-P005"


# --- several people --------------------------------------------------------------------------------------------------


def test_the_turn_runs_when_everybody_has_ordered(tmp_path: Path) -> None:
    one = new_session(SHORT, SEAT, 1, tmp_path / "game.jsonl", others=(OTHER,))
    two = one.at(OTHER)
    assert one.seats == ((SEAT, "Kazakhstan"), (OTHER, "Russia")) and one.awaited == (SEAT, OTHER)
    before = two.view()
    assert not one.submit(free(one)[:1])
    assert one.awaited == (OTHER,) and one.game.turn == 1
    assert two.view() == before and two.waiting == ()  # what was ordered is sealed
    assert resumed_session(tmp_path / "game.jsonl").awaited == (OTHER,)
    assert not two.submit([])
    assert one.game.turn == 2 and one.awaited == (SEAT, OTHER)


def test_nobody_takes_a_seat_that_is_not_held(session: LocalSession) -> None:
    with pytest.raises(MultivectorError):
        session.at("atlantis")
    assert session.at(OTHER).check(["espd"])


# --- time ------------------------------------------------------------------------------------------------------------


def test_lines_of_play_survive_a_resume(tmp_path: Path) -> None:
    session = new_session(SHORT, SEAT, 1, tmp_path / "game.jsonl")
    session.submit([])
    session.back(1)
    session.submit(free(session)[:1])
    again = resumed_session(tmp_path / "game.jsonl")
    assert again.branches() == session.branches() and len(again.branches()) == 2
    again.switch("line 1")
    assert again.past_turn(1).outcomes == ()


def test_why_asks_for_what_was_played(session: LocalSession) -> None:
    for turn in (None, 1):
        with pytest.raises(MultivectorError) as caught:
            session.why("kazakhstan.balance", turn)
        assert caught.value.problems[0].code == "MV-R007"


def test_forecasts_meet_their_outcome(fresh: LocalSession) -> None:
    fresh.submit(free(fresh)[:1])
    found = fresh.hindsight(1, runs=40)
    now = {x.path: x.value for x in fresh.view().indicators}
    assert found
    for x in found:
        assert x.low <= x.middle <= x.high and x.inside == (x.low <= x.outcome <= x.high)
        assert now.get(x.path, x.outcome) == x.outcome


# --- before and after ------------------------------------------------------------------------------------------------


def test_games_and_scenarios_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert saved_games() == ()
    made = new_session(SHORT, SEAT, 1, None)
    (found,) = saved_games()
    assert (found.path, found.turn, found.turns) == (str(made.path), 1, 6)
    assert SHORT in {view.id for view in scenarios()}


def test_every_number_has_the_ghost_of_history(fresh: LocalSession) -> None:
    fresh.submit([])
    shown = {x.path: x for x in fresh.view().indicators}
    trails, ghosts = fresh.trails(list(shown)), fresh.ghosts(list(shown))
    months = 1 + fresh.game.board.scenario.turn_months
    assert all(trails[path][-1] == x.value and len(trails[path]) == months for path, x in shown.items())
    assert {path: len(ghost) for path, ghost in ghosts.items()} == dict.fromkeys(shown, months)


def test_months_of_a_number_that_the_seat_cannot_know_are_refused(session: LocalSession) -> None:
    for ask in (session.trails, session.ghosts):
        with pytest.raises(MultivectorError) as caught:
            ask(["russia.capital"])
        assert caught.value.problems[0].code == "MV-P003"


def test_a_debrief_of_a_game_in_progress(fresh: LocalSession, tmp_path: Path) -> None:
    fresh.submit(free(fresh)[:1])
    told: list[float] = []
    view = fresh.debrief(told.append, plays=20)
    assert view and (view.turns, view.turns_of, view.plays) == (1, 6, 20)
    assert told == sorted(told) and told[-1] == 1.0
    fresh.save_debrief(view, tmp_path / "a.html", tmp_path / "a.md")
    assert (tmp_path / "a.html").stat().st_size > 10_000 and (tmp_path / "a.md").read_text().startswith("# ")


@pytest.mark.parametrize("module", ["tui.session", "tui.views", "tui.app", "tui.plain", "sim.views"])
def test_a_client_loads_neither_numpy_nor_mesa(module: str) -> None:
    code = f"import sys, {module}; found = {{'numpy', 'mesa', 'pydantic'}} & set(sys.modules); assert not found, found"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
