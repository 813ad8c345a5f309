"""Points stand where the scenarios say: at the opening, and where the record left the reference run."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.model import BalanceModel
from sim.model.brief import brief
from sim.study.goals import goals_of, points, scored
from sim.treatment import Treatment, treat
from sim.world.arrays import Array

SHIPPED = ("summit-2018", "sanctions-2017-2019", "afghanistan-2021", "multivector-2015-2021")
NEAR = 10  # points by which the record's run may miss what an anchor says of it: "nearly" is not exact
CALM = "home.sparks.size=0"  # what brings people out is drawn: one run's draw is no record


@cache
def record(name: str) -> tuple[Treatment, dict[str, Array]]:
    """The record's run with central parameters and no sparks: path -> values at the opening and at the end of each
    month (T, 1)."""
    treatment = treat(name, historical=True, set=CALM)
    board = treatment.board
    paths = tuple(dict.fromkeys(goal.path for seat in board.scenario.seats for goal, _ in goals_of(board, seat)))
    with brief(BalanceModel(treatment, seed=1, first=0, runs=1, watch=paths, collect=False)) as model:
        view = model.board.view(model.world, model.params)
        opening = [x.read(view) for x in model.watch]
        while model.running:
            model.step()
        months = list(model.record)[-(board.ends - board.opens):]
    return treatment, {path: np.stack([opening[i], *(x[i] for x in months)]) for i, path in enumerate(paths)}


@pytest.mark.parametrize("name", SHIPPED)
def test_anchors_stand_where_they_say(name: str) -> None:
    treatment, values = record(name)
    wrong: list[str] = []
    for seat in treatment.scenario.seats:
        for goal, _ in goals_of(treatment.board, seat):
            opening = float(points(goal, 0.0 if goal.measure == "change" else float(values[goal.path][0, 0])))
            left = float(scored(goal, values[goal.path])[0])
            for anchor in goal.points:
                said = {"as the game opens": opening, "as the record left it": left}
                wrong += [f"{seat}: {goal.text}: {anchor.at} points {words!r}, {found:.0f} in the record's run"
                          for words, found in said.items()
                          if words in anchor.why.lower() and abs(found - anchor.at) > NEAR]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_seat_can_win_and_lose_against_the_opening_and_the_record_was_neither_nothing_nor_all(name: str) -> None:
    treatment, values = record(name)
    for seat in treatment.scenario.seats:
        found = goals_of(treatment.board, seat)
        assert 3 < sum(not secret for _, secret in found) < 6
        left = sum(goal.weight * float(scored(goal, values[goal.path])[0]) for goal, _ in found)
        assert 40 < left < 80, (seat, left)
