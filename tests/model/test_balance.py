"""Balance in drawn worlds: shares that add up, an aim with room on both sides, and what moving ties costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules import RULES
from sim.rules.view import View
from sim.world.arrays import total
from tests import blank

SMALL = 0
NEAR, FAR = ("russia", "china"), ("united_states", "european_union")
VECTORS = (*NEAR, *FAR)
INDICES, MONEY = ("institutions", "security", "people"), ("trade_year", "investment_energy", "investment_nonenergy",
                                                          "credit")
CLOSE = 1e-6

some = settings(max_examples=60, deadline=None)
share = st.floats(0.05, 0.95)
tie = st.tuples(st.sampled_from(VECTORS), st.sampled_from((*INDICES, *MONEY)))


def seen(ties: dict[tuple[str, str], float], pull: float = 0.5) -> View:
    """A small state of an output of 2 with these ties; `pull` is the first near power's, the rest the other's."""
    given_ties = {f"kazakhstan.{partner}.{name}": size for (partner, name), size in ties.items()}
    pulls = {"kazakhstan.russia.pull": pull, "kazakhstan.china.pull": 1.0 - pull}
    world = blank.world({**given_ties, **pulls, "kazakhstan.potential": 2.0})
    return View(world, RULES, blank.params(RULES), blank.roles(), blank.SIZES)


def balance(ties: dict[str, float], pull: float = 0.5) -> float:
    """With institutions alone."""
    return float(seen({(partner, "institutions"): size for partner, size in ties.items()}, pull).balance[SMALL, 0])


def at_the_aim(pull: float, far: tuple[float, float]) -> dict[str, float]:
    """Distant ones hold a half as they like, near ones a half by their pull."""
    both = sum(far) / 2
    return dict(zip(VECTORS, (both * pull, both * (1 - pull), far[0] / 2, far[1] / 2), strict=True))


@some
@given(st.dictionaries(tie, st.floats(0.001, 1.0)), share)
def test_shares_and_targets_add_up_to_one_and_no_more_partners_count_than_there_are(
        ties: dict[tuple[str, str], float], pull: float) -> None:
    view = seen(ties, pull)
    assert total(view.engagement, 1)[SMALL, 0] == pytest.approx(1.0 if ties else 0.0, abs=CLOSE)
    assert total(view.target, 1)[SMALL, 0] == pytest.approx(1.0, abs=CLOSE)
    assert view.vectors[SMALL, 0] <= len({partner for partner, _ in ties}) + CLOSE
    assert 0.0 <= view.balance[SMALL, 0] <= 1.0


@some
@given(share, st.tuples(share, share))
def test_balance_is_one_at_the_aim_and_zero_when_one_near_power_holds_all(pull: float, far: Any) -> None:
    """The one with the smaller claim p. Where the other holds all, (1 + p) / 2 is off of a worst of 1 - p / 2."""
    assert balance(at_the_aim(pull, far), pull) == pytest.approx(1.0, abs=CLOSE)
    lesser, greater = NEAR if pull < 0.5 else NEAR[::-1]
    p = min(pull, 1 - pull)
    assert balance({lesser: 0.5}, pull) == pytest.approx(0.0, abs=CLOSE)
    assert balance({greater: 0.5}, pull) == pytest.approx((1 - 2 * p) / (2 - p), abs=CLOSE)


@some
@given(share, st.tuples(share, share), st.sampled_from([NEAR, NEAR[::-1], ("russia", FAR[0]), (FAR[0], "china")]))
def test_moving_ties_away_from_the_aim_costs_whichever_way_they_go(pull: float, far: Any, way: tuple[str, str]) -> None:
    """And the more is moved, the more."""
    aim, (giver, taker) = at_the_aim(pull, far), way
    found = [balance({**aim, giver: aim[giver] * (1 - part), taker: aim[taker] + aim[giver] * part}, pull)
             for part in (0.0, 0.3, 0.6, 1.0)]
    assert (np.diff(found) < 0).all()
