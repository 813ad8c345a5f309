"""The turn by hand: what is blocked and why, prices, agreement, striking, forcing, and what follows a refusal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.engine.board import Forced
from sim.engine.ledger import FullLedger, NullLedger
from sim.engine.opening import draw_params
from sim.engine.turn import (
    FIRST_CONDITION,
    FREE,
    IN_FORCE,
    ONCE,
    all_agree,
    blocked,
    follow_up,
    force,
    open_turn,
    price,
    rejection,
    some_agree,
    strike,
)
from sim.model import BalanceModel
from sim.tape.machine import NUMPY, PLAIN, using
from sim.world.noise import Noise
from tests.boards import MINI, SHORT, board, cut, finished, first_month, seen

BOARD = board(MINI)
TREATY, MEETING = BOARD.row["partnership@mongolia>japan"], BOARD.row["neighbours-meeting"]
RUN_0 = np.zeros(1, dtype=np.int64)
NOISE = Noise(0, RUN_0)


def no_moves(its=BOARD) -> np.ndarray:
    return np.zeros((len(its.moves), 1), dtype=np.bool_)


def no_parts(its=BOARD) -> np.ndarray:
    return np.zeros((len(its.parts), 1), dtype=np.bool_)


def test_the_first_reason_counts() -> None:
    """A treaty is blocked by membership first (condition 0), then by ill will (condition 1)."""
    world = first_month(runs=5)
    goodwill, member = world.stocks["goodwill"].copy(), world.stocks["member"].copy()
    goodwill[BOARD.indicator("mongolia.japan.goodwill").where][3:] = -0.5
    member[BOARD.indicator("mongolia.member.epa").where][4] = 1
    world.since[TREATY, 1], world.uses[TREATY, 2] = 0, 1
    codes = blocked(BOARD, seen(world.with_stocks(goodwill=goodwill, member=member)))
    assert codes[TREATY].tolist() == [FREE, IN_FORCE, ONCE, FIRST_CONDITION + 1, FIRST_CONDITION]
    assert codes[MEETING].tolist() == [FREE] * 5


def test_what_may_be_done_again_is_not_blocked_by_having_been_done() -> None:
    world = first_month()
    world.uses[MEETING] = 3
    assert blocked(BOARD, seen(world))[MEETING, 0] == FREE


def test_words_of_a_refusal() -> None:
    world = first_month()
    world.since[MEETING] = 0
    later = replace(world, month=12)
    assert rejection(BOARD, MEETING, IN_FORCE, world).reason == "It is in force for another 13 months."
    assert rejection(BOARD, MEETING, IN_FORCE, later).reason == "It is in force for another 1 month."
    found = [rejection(BOARD, TREATY, code, world) for code in (ONCE, FIRST_CONDITION, FIRST_CONDITION + 1)]
    assert [x.code for x in found] == ["once", "condition", "condition"]
    assert [x.reason for x in found[1:]] == [
        "Not while Mongolia is a member of Economic partnership agreement.",
        "Needs: Mongolia to Japan: goodwill above -0.2."]


def test_every_repeat_costs_a_point_more() -> None:
    world = first_month(runs=2)
    world.uses[MEETING, 1] = 2
    prices = price(BOARD, seen(world))
    assert prices[BOARD.part("mongolia", "neighbours-meeting")].tolist() == [1, 3]
    assert prices[BOARD.part("japan", "partnership@mongolia>japan")].tolist() == [2, 2]


def test_a_discount_is_a_point_and_nothing_costs_less_than_nothing() -> None:
    some = tuple(BOARD.conditions[TREATY][1:] if row in (TREATY, MEETING) else () for row in range(len(BOARD.moves)))
    prices = price(replace(BOARD, discounts=some), seen(first_month()))
    assert prices[BOARD.part("mongolia", "partnership@mongolia>japan"), 0] == 1
    assert prices[BOARD.part("mongolia", "neighbours-meeting"), 0] == 0


def test_agreement_of_all_and_of_some() -> None:
    yes = no_parts()
    yes[BOARD.part("mongolia", "neighbours-meeting")] = True
    assert np.flatnonzero(some_agree(BOARD, yes)).tolist() == [MEETING]
    assert not all_agree(BOARD, yes).any()
    yes[BOARD.part("kyrgyzstan", "neighbours-meeting")] = True
    assert np.flatnonzero(all_agree(BOARD, yes)).tolist() == [MEETING]


def test_who_agrees_in_many_runs() -> None:
    yes = np.random.default_rng(1).random((len(BOARD.parts), 40)) < 0.6
    for row in range(len(BOARD.moves)):
        own = yes[[k for k, part in enumerate(BOARD.parts) if part.move == row]]
        assert np.array_equal(some_agree(BOARD, yes)[row], own.any(axis=0))
        assert np.array_equal(all_agree(BOARD, yes)[row], own.all(axis=0))


def test_striking_dates_counts_and_is_paid_for() -> None:
    world, struck, ledger = replace(first_month(), month=5), no_moves(), FullLedger()
    struck[MEETING] = True
    after = strike(BOARD, world, struck, price(BOARD, seen(world)), NOISE, ledger)
    assert (after.since[MEETING, 0], after.uses[MEETING, 0], after.month) == (5, 1, 5)
    paid = world.stocks["capital"][:, 0] - after.stocks["capital"][:, 0]
    assert paid.tolist() == [1, 1, 0, 0, 0, 0]
    assert {entry.cause for entry in ledger.entries} == {"cost:neighbours-meeting"}
    assert strike(BOARD, world, no_moves(), price(BOARD, seen(world)), NOISE, ledger) is world


def test_those_below_a_leadership_pay_nothing() -> None:
    world, struck = first_month(), no_moves()
    struck[BOARD.row["compact>mongolia"]] = True
    after = strike(BOARD, world, struck, price(BOARD, seen(world)), NOISE, NullLedger())
    us = BOARD.sizes.actors.index("united_states")
    assert world.stocks["capital"][us, 0] - after.stocks["capital"][us, 0] == 2


def test_a_drawn_delay_lies_between_none_and_the_most() -> None:
    options = dict(BOARD.scenario.options)
    options["neighbours-meeting"] = options["neighbours-meeting"].model_copy(update={"delay_drawn": 2})
    its = replace(BOARD, scenario=BOARD.scenario.model_copy(update={"options": options}))
    runs, world = np.arange(60), first_month(runs=60)
    struck = np.zeros((len(its.moves), 60), dtype=np.bool_)
    struck[MEETING] = True
    after = strike(its, world, struck, price(its, seen(world)), Noise(0, runs), NullLedger())
    assert set(after.since[MEETING]) == {0, 1, 2}


def test_what_is_forced_is_free_of_charge_in_its_month() -> None:
    its = replace(BOARD, forced=(Forced(7, TREATY), Forced(8, MEETING)))
    codes, prices = np.full_like(no_moves(), FIRST_CONDITION, dtype=np.int8), price(BOARD, seen(first_month()))
    struck, free = force(its, 7, no_moves(), codes, prices)
    assert np.flatnonzero(struck).tolist() == [TREATY]
    assert [free[BOARD.part(a, "partnership@mongolia>japan"), 0] for a in ("mongolia", "japan")] == [0, 0]
    assert free[BOARD.part("mongolia", "neighbours-meeting"), 0] == 1
    assert not force(its, 6, no_moves(), codes, prices)[0].any()


@pytest.mark.parametrize("code", [IN_FORCE, ONCE])
def test_what_is_in_force_or_done_is_not_forced_again(code: int) -> None:
    its = replace(BOARD, forced=(Forced(7, TREATY),))
    codes = np.full_like(no_moves(), code, dtype=np.int8)
    assert not force(its, 7, no_moves(), codes, price(BOARD, seen(first_month())))[0].any()


@pytest.mark.parametrize("yielded", [True, False])
def test_a_failed_demand_has_the_sequel_of_what_was_answered(yielded: bool) -> None:
    its = board(SHORT)
    first = its.rows - len(its.sequels)
    k = next(k for k, sequel in enumerate(its.sequels) if sequel.yielded == yielded)
    world, asked, yes = first_month(SHORT), no_moves(its), no_parts(its)
    asked[its.sequels[k].move], yes[its.sequels[k].part] = True, yielded
    after = follow_up(its, world, asked, yes, no_moves(its))
    assert (after.since[first + k, 0], after.uses[first + k, 0]) == (0, 1)
    assert not follow_up(its, world, asked, yes, asked).uses[first:].any()  # it was agreed
    assert not follow_up(its, world, no_moves(its), yes, no_moves(its)).uses[first:].any()  # nobody asked
    assert follow_up(its, after, asked, yes, no_moves(its)).uses[first + k, 0] == 1  # it is still being punished


def test_capital_comes_in_when_a_season_begins() -> None:
    monthly = cut(1)
    for month, comes in ((12, True), (13, False), (14, False), (15, True)):
        world = replace(first_month(), month=month)
        after = open_turn(monthly, world, draw_params(monthly, 0, RUN_0), NOISE, NullLedger())
        assert np.array_equal(after.stocks["capital"], world.stocks["capital"]) != comes


@pytest.mark.parametrize("engine", [PLAIN, NUMPY])
def test_a_world_in_which_nobody_can_decide_anything_goes_on(tmp_path: Path, engine: str) -> None:
    """Without options there are no moves and no parts: nothing costs anything, and nobody wants anything."""
    text = re.sub(r"(?ms)^(options|history):\n.*?(?=^\S)", "", Path(MINI).read_text(encoding="utf-8"))
    path = tmp_path / "none.yaml"
    path.write_text(text.replace(", {ever: neighbours-meeting}", ""), encoding="utf-8")
    with using(engine):
        model = finished(BalanceModel(str(path), seed=1, runs=2, collect=False))
    assert not model.board.parts and not model.struck and model.world.month == model.board.ends
    assert price(model.board, model.board.view(model.world, model.params)).shape == (0, 2)
    assert {len(score) for score in model.outlook.scores.values()} == {0}
