"""Tournaments: payoffs against separate runs, verdicts against games that are solved in any textbook."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from sim.batch import equilibria
from sim.batch.batch import plan_of, run_plan
from sim.batch.equilibria import Mixed, gain, mixed, within
from sim.batch.evidence import evidence
from sim.batch.tournament import Game, as_json, design_of, game_of, minds_of
from sim.errors import MultivectorError
from sim.report.tournament import tournament_table
from sim.study.ensemble import run_ensemble
from sim.study.goals import goals_of, score
from sim.treatment import treat
from sim.world.arrays import Array
from tests.batch.chores import never
from tests.boards import MINI

MINDS = {"mongolia": ("lean", "steady"), "china": ("steady", "random")}
PAPER = np.array([[[0, -1, 1], [1, 0, -1], [-1, 1, 0]], [[0, 1, -1], [-1, 0, 1], [1, -1, 0]]], dtype=np.float64)
MEETING = np.stack([np.eye(3), np.eye(3)])  # who meets in one of three places gets a point


def game(means: Array, spread: float = 0.0, runs: int = 16) -> Game:
    """Of these means exactly; half of the runs lie above, half below, each seat and profile in its own order."""
    rng = np.random.default_rng(3)
    noise = rng.permuted(np.tile(np.repeat([-spread, spread], runs // 2), (*means.shape, 1)), axis=-1)
    names = ("north", "south", "east")[:len(means)]
    minds = {name: tuple(f"m{k}" for k in range(size)) for name, size in zip(names, means.shape[1:], strict=True)}
    return Game(minds, means[..., None] + noise)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Game:
    folder = tmp_path_factory.mktemp("played") / "store"
    run_plan(plan_of(design_of(MINI, MINDS, 5, 3)), folder)
    return game_of(evidence(folder), MINDS)


def test_payoffs_are_those_of_separate_runs(played: Game) -> None:
    for at in played.profiles:
        seats = ",".join(f"{seat}={mind}" for seat, mind in played.named(at).items())
        treatment = treat(MINI, seats=seats)
        board = treatment.board
        for s, seat in enumerate(MINDS):
            paths = [goal.path for goal, _ in goals_of(board, seat)]
            alone = run_ensemble(treatment, 5, seed=3, watch=paths)
            values = {path: np.concatenate([alone.start(path)[None], alone.paths[path]]) for path in paths}
            assert (played.points[(s, *at)] == score(board, seat, values)).all()
    assert len({played.means[:, *at].tobytes() for at in played.profiles}) > 1  # doctrines do make a difference


def test_best_responses_regret_and_pure_equilibria() -> None:
    """The prisoners' dilemma: to confess (1) is best against anything, and both regret to have kept silent."""
    its = game(np.array([[[3.0, 0.0], [5.0, 1.0]], [[3.0, 5.0], [0.0, 1.0]]]))
    assert its.equilibria.tolist() == [[False, False], [False, True]]
    assert its.regret.tolist() == [[[2, 1], [0, 0]], [[2, 0], [1, 0]]]
    assert its.best.tolist() == [[[False, False], [True, True]], [[False, True], [False, True]]]


def test_what_so_many_runs_do_not_tell_apart_may_be_an_equilibrium() -> None:
    means = np.array([[[1.0, 1.0], [0.9, -9.0]], [[1.0, 0.0], [1.0, 0.0]]])
    assert game(means).perhaps.tolist() == [[True, False], [False, False]]
    its = game(means, spread=2.0)
    assert its.equilibria.tolist() == [[True, False], [False, False]]
    assert its.perhaps[0, 0] and its.perhaps[1, 0] and not its.perhaps[1, 1]


def test_differences_are_of_pairs_of_runs() -> None:
    """Luck that moves both profiles alike moves the points and not the regret."""
    luck = np.random.default_rng(1).normal(0, 10, 50)
    points = np.zeros((2, 2, 1, 50)) + luck
    points[0, 1] += 1.0
    its = Game({"north": ("a", "b"), "south": ("c",)}, points)
    assert its.regret[0, 0, 0] == pytest.approx(1.0) and its.regret_half[0, 0, 0] == pytest.approx(0.0, abs=1e-9)
    assert its.half[0, 0, 0] == pytest.approx(1.96 * luck.std(ddof=1) / np.sqrt(50), rel=1e-3)


def test_the_solver_finds_the_equilibria_of_games_of_three_by_three() -> None:
    """Paper, scissors, stone has one; of meeting in one of three places there are 7: each set of places, in equal
    shares."""
    third = pytest.approx((1 / 3, 1 / 3, 1 / 3))
    found = mixed(PAPER).found
    assert len(found) == 1 and [list(found[0][s]) == third for s in (0, 1)] == [True, True]
    places = {tuple(round(float(x) * sum(some), 9) for x in np.array(some) / sum(some))
              for some in product((0, 1), repeat=3) if any(some)}
    its = mixed(MEETING)
    assert {tuple(1.0 * (x > 0) for x in shares[0]) for shares in its.found} == places and len(its.found) == 7
    assert all(shares[0] == shares[1] and set(shares[0]) - {0.0} == {max(shares[0])} for shares in its.found)
    assert its.missing == ""


def test_of_three_seats_what_is_found_is_sound_and_said_not_to_be_all() -> None:
    same = np.zeros((2, 2, 2))
    same[0, 0, 0] = same[1, 1, 1] = 1.0
    means = np.stack([same] * 3)
    its = mixed(means)
    assert (its.method, its.missing) == ("gnm", "some") and its.found
    assert all(gain(means, shares) <= equilibria.SLACK for shares in its.found)
    assert gain(means, ((1.0, 0.0), (0.5, 0.5), (0.0, 1.0))) == pytest.approx(0.5)
    assert np.argwhere(game(means).equilibria).tolist() == [[0, 0, 0], [1, 1, 1]]


def test_a_solver_that_does_not_return_is_ended() -> None:
    assert within(1.0, never, PAPER) == "time"


def test_without_pygambit_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equilibria, "find_spec", lambda name: None)
    assert mixed(PAPER) == Mixed("enummixed", "extra")
    text = tournament_table(as_json("x", 1, "s", game(PAPER), mixed(PAPER)))
    assert "multivector[games]" in text and "No combination is an equilibrium" in text
    assert "pygambit" not in sys.modules, "it is a child that imports it"


def test_the_table_tells_points_marks_and_shares() -> None:
    its = game(PAPER, spread=1.0)
    half = [[[1 / 3] * 3] * 2]
    text = tournament_table(as_json("x", 1, "s", its, Mixed("enummixed", "", tuple(
        tuple(tuple(x) for x in one) for one in half))))
    assert "north (rows) against south (columns)" in text and "Monte Carlo only" in text
    assert "north: m0 0.33, m1 0.33, m2 0.33 (0.0)" in text and "1.0 ±0.5*" in text


def test_three_seats_make_a_table_for_each_mind_of_the_first() -> None:
    text = tournament_table(as_json("x", 1, "s", game(np.zeros((3, 2, 2, 2))), Mixed("gnm", "time")))
    assert text.count("(rows) against") == 2 and "with north m1" in text


def test_every_doctrine_that_a_seat_may_hold_is_in(tmp_path: Path) -> None:
    its = treat(MINI).scenario
    found = minds_of(MINI, ["mongolia", "china"], ["china=steady, random"])
    assert found["china"] == ("steady", "random")
    assert found["mongolia"] == tuple(key for key, x in its.doctrines.items() if "mongolia" in x.actors)


@pytest.mark.parametrize(("seats", "doctrines", "code"), [
    (["mongolia"], [], "MV-B046"), (["mongolia", "mongolia"], [], "MV-B046"), (["mongolia", "chin"], [], "MV-B046"),
    (["mongolia", "china"], ["china"], "MV-B047"), (["mongolia", "china"], ["japan=lean"], "MV-B047")])
def test_what_is_no_tournament_is_refused(seats: list[str], doctrines: list[str], code: str) -> None:
    with pytest.raises(MultivectorError, match=code):
        minds_of(MINI, seats, doctrines)


def test_a_doctrine_that_there_is_not_is_refused_before_anything_runs() -> None:
    with pytest.raises(MultivectorError, match="MV-"):
        plan_of(design_of(MINI, {"mongolia": ("nope",), "china": ("steady",)}, 5, 1))
