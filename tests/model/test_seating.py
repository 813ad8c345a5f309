"""Seats in words become minds, and what cannot be is refused with what can."""

from __future__ import annotations

import numpy as np
import pytest

from sim.errors import MultivectorError
from sim.model.record import recorded
from sim.model.seating import in_office, minds_of
from sim.treatment.words import seats_of
from tests.boards import MINI, board, first_month

BOARD = board(MINI)
LEADERSHIPS = tuple(BOARD.scenario.actors)


def test_minds() -> None:
    assert minds_of(BOARD, seats_of(" mongolia=lean, china=random ,russia=handed"), False) == \
        {"mongolia": "lean", "china": "random", "russia": "handed"}
    assert minds_of(BOARD, {}, False) == {}


def test_the_record_holds_every_seat_that_nobody_else_does() -> None:
    assert minds_of(BOARD, {"china": "handed"}, True) == {**dict.fromkeys(LEADERSHIPS, "historical"), "china": "handed"}


def test_agents_below_a_leadership_follow_the_record_where_it_names_them() -> None:
    """No dated decision of the miniature is an investor's or a society's."""
    assert recorded(BOARD) == LEADERSHIPS


@pytest.mark.parametrize(("seats", "code", "allowed"), [
    ("mongolai=lean", "MV-R004", "mongolia"), ("mongolia=leen", "MV-R005", "lean"), ("mongolia", "MV-R005", "names"),
    ("china=lean", "MV-R006", "great-power")])
def test_what_cannot_be(seats: str, code: str, allowed: str) -> None:
    with pytest.raises(MultivectorError) as caught:
        minds_of(BOARD, seats_of(seats), False)
    problem, = caught.value.problems
    assert problem.code == code
    assert (code == "MV-R005" and seats == "mongolia") or allowed in problem.allowed


def test_a_doctrine_in_office_replaces_the_one_before_in_every_run() -> None:
    world = first_month(runs=2)
    after = in_office(BOARD, world, {("mongolia", "lean"): np.array([True, True])}).stocks["line"]
    assert after[:, 0].tolist() == [[0, 0], [1, 1], [0, 0]]
    assert after[:, 1:].tolist() == world.stocks["line"][:, 1:].tolist()
    assert world.stocks["line"][0, 0].tolist() == [1, 1]  # the World itself is never changed
