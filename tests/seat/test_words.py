"""Effects in words: a name keeps its capital letter wherever it stands."""

from __future__ import annotations

import pytest

from sim.seat.words import effect
from tests.boards import LONG, SHORT, board


@pytest.mark.parametrize("name", [LONG, SHORT])
def test_no_name_begins_with_a_small_letter(name: str) -> None:
    its = board(name)
    small = {actor.label.lower() for actor in its.scenario.actors.values()}
    texts = [effect(its, move, one, seat) for seat in its.scenario.seats for move in its.moves
             for one in its.scenario.options[move.option].effects]
    assert any("times" in text for text in texts)
    assert [text for text in texts if any(label.removeprefix("the ") in text for label in small)] == []
