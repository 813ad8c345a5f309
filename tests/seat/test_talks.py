"""What doctrines say of a proposal: whole sentences, whatever weighed most."""

from __future__ import annotations

from sim.game.game import Game
from sim.seat.turn import turn_view
from sim.treatment import treat


def test_a_reason_that_is_a_number_is_told_whole() -> None:
    """A colon stands in its label, so no part of it is taken for a clause: once it ended there."""
    treatment = treat("summit-2018")
    views = [turn_view(Game(treatment, ["kazakhstan"], seed=seed), "kazakhstan") for seed in range(1, 7)]
    words = [answer.words for view in views for talk in view.talks for answer in talk.answers if answer.words]
    facts = [told for told in words if told.startswith("It points to a fact. ")]
    assert facts and all(" stands at " in told for told in facts)
    assert not any("stands at" in told for told in words if told not in facts)
