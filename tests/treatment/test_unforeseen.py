"""Nobody foresees a change: until its first month both worlds are the same to the bit, whatever staff expect."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.engine.prospects import parts_of
from sim.game.game import Game
from sim.model import BalanceModel
from sim.scenario.months import month_number
from sim.scenario.studies import Change
from sim.study.forecast import futures
from sim.tape.machine import NUMPY, using
from sim.treatment import Treatment, treat
from tests.boards import MINI

COMET = {"title": "Comet", "sentence": "It comes.", "date": "2015-05", "source": "invented",
         "effects": [{"on": "instability", "size": 0.3}, {"on": "mongolia.approval", "size": -0.2}]}
KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "a series": ({"series": {"oil_price": {"set": 20, "first": "2015-05"}}}, "2015-05"),
    "a stock": ({"stocks": {"rivalry": {"shift": 0.3, "first": "2015-05", "last": "2015-07"}}}, "2015-05"),
    "a stock that is held": ({"stocks": {"mongolia.china.transit": {"set": 0, "first": "2015-05"}}}, "2015-05"),
    "an event taken away": ({"events": {"rate-cut": {"remove": True}}}, "2015-06"),
    "an event larger": ({"events": {"rate-cut": {"scale": 9}}}, "2015-06"),
    "an event earlier": ({"events": {"rate-cut": {"date": "2015-05"}}}, "2015-05"),
    "an event later": ({"events": {"rate-cut": {"date": "2015-08"}}}, "2015-06"),
    "an event more": ({"add": {"comet": COMET}}, "2015-05"),
    "effects": ({"effects": {"mongolia.china.goodwill": {"scale": 9, "first": "2015-05"},
                             "mongolia.approval": {"scale": 0, "first": "2015-05", "last": "2015-09"}}}, "2015-05"),
    "forbidden": ({"forbid": {"aid-and-training": "2015-05", "court-investors": "2015-05"}}, "2015-05"),
    "forced": ({"force": [{"option": "corridor-credit", "month": "2015-05", "target": "mongolia"}]}, "2015-05"),
    "seats": ({"seats": {"mongolia": "lean"}}, "2015-01"),
    "a rule": ({"off": ["powers.rivalry-drift"]}, "2014-01"),
    "several": ({"stocks": {"rivalry": {"set": 0.9, "first": "2015-07"}}, "events": {"rate-cut": {"date": "2016-02"}},
                 "add": {"comet": {**COMET, "date": "2015-10"}}}, "2015-06"),
}
SURPRISING = [kind for kind, (change, _) in KINDS.items() if not {"force", "forbid", "seats"} & set(change)]
RUNS, LAST = 6, 23


def treatment(kind: str) -> Treatment:
    base = treat(MINI)
    return replace(base, changes={"x": Change.model_validate({"text": kind, **KINDS[kind][0]})}, before=base)


def at(month: str) -> int:
    return month_number(month) - treat(MINI).board.starts


def worlds(its: Treatment) -> list[bytes]:
    """All stocks at the end of each month."""
    model = BalanceModel(its, seed=1, runs=RUNS, watch=PATHS, collect=False)
    while model.world.month < LAST:
        model.step()
    return [record.tobytes() for record in model.record]


PATHS = (*(f"{a}.{b}.goodwill" for a in ("mongolia", "kyrgyzstan") for b in ("china", "russia", "japan")),
         "rivalry", "instability", "oil_price", "mongolia.approval", "mongolia.capital", "china.capital",
         "mongolia.growth", "mongolia.china.transit", "united_states.capital", "regional_cooperation",
         "mongolia.china.credit")


@cache
def plain() -> list[bytes]:
    return worlds(treat(MINI))


@pytest.mark.parametrize("kind", KINDS)
def test_both_worlds_are_the_same_to_the_bit_until_the_first_month(kind: str) -> None:
    its, first = treatment(kind), at(KINDS[kind][1])
    assert its.touched == KINDS[kind][1]
    with using(NUMPY):
        found = worlds(its)
        assert found[:first] == plain()[:first]
        assert found != plain()


@pytest.mark.parametrize("kind", SURPRISING)
def test_staff_expect_what_they_did_until_then_and_no_longer(kind: str) -> None:
    its, base, first = treatment(kind).board, treat(MINI).board, at(KINDS[kind][1])
    for month in range(first):
        assert parts_of(its, month).impact.tobytes() == parts_of(base, month).impact.tobytes()
        assert parts_of(its, month).deepens.tobytes() == parts_of(base, month).deepens.tobytes()
    assert parts_of(its, first).impact.tobytes() != parts_of(base, first).impact.tobytes()


def test_an_event_that_is_late_is_expected_when_it_comes() -> None:
    """From its old month on it is none; in its new month it is known. Of several parts each is known in its month."""
    late, never = treatment("an event later").board, treatment("an event taken away").board
    known = replace(treatment("an event later"), before=None).board
    months = [at(month) for month in ("2015-06", "2015-07", "2015-08")]
    assert [parts_of(late, month).impact.tobytes() == parts_of(never, month).impact.tobytes() for month in months] \
        == [True, True, False]
    assert parts_of(late, months[2]).impact.tobytes() == parts_of(known, months[2]).impact.tobytes()
    several = treatment("several").board
    tables = {parts_of(several, at(month)).impact.tobytes()
              for month in ("2015-05", "2015-06", "2015-07", "2015-10", "2016-02")}
    assert len(tables) == 5


def test_effects_are_expected_as_a_move_would_have_them_that_is_struck_now() -> None:
    its, base = treatment("effects").board, treat(MINI).board
    always = replace(treat(MINI), changes={"x": Change.model_validate({
        "text": "x", "effects": {"mongolia.china.goodwill": 9, "mongolia.approval": 0}})}).board
    partly = replace(treat(MINI), changes={"x": Change.model_validate({
        "text": "x", "effects": {"mongolia.china.goodwill": 9}})}).board
    for month, like in (("2015-04", base), ("2015-05", always), ("2015-09", always), ("2015-10", partly)):
        assert parts_of(its, at(month)).impact.tobytes() == parts_of(like, at(month)).impact.tobytes()


def test_a_players_forecast_foresees_it_no_more_than_staff_do() -> None:
    """The turn that begins in April knows nothing of the comet of May."""
    found = []
    for its in (treat(MINI), treatment("an event more")):
        game = Game(its, ("mongolia",), 1)
        game.end_turn()
        assert game.world.month == at("2015-04")
        ahead = futures(game, "mongolia", (), ("instability",), months=6, runs=4)
        assert ahead
        found.append(ahead.paths["instability"])
    assert np.array_equal(found[0], found[1])
