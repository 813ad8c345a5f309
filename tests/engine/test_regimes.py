"""Regimes: when they open and close, what they cost while open, whose luck decides, and that both paths agree."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.advance import advance
from sim.engine.board import Board
from sim.engine.indicators import path_of
from sim.engine.ledger import FullLedger, NullLedger
from sim.engine.opening import draw_params, start
from sim.engine.regimes import (
    CALM,
    FIRST_EXIT,
    NEVER,
    WORN_OUT,
    Regime,
    closed,
    ended_by,
    how_closed,
    month_closed,
    turn,
)
from sim.engine.turn import blocked
from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.tape.machine import NUMPY, PLAIN, using
from sim.treatment import treat
from sim.world.noise import Noise
from sim.world.state import World
from tests.boards import CRISES, board, finished, same
from tests.engine.drawn import a_world, near_params

ITS = board(CRISES)
RUNS = np.arange(4000)
STREET = next(row for row, regime in ITS.rows_of_regimes if regime.key == "street@mongolia")
SIEGE = next(row for row, regime in ITS.rows_of_regimes if regime.key == "siege@mongolia>china")
LEDGER = NullLedger()


def regime(row: int) -> Regime:
    return dict(ITS.rows_of_regimes)[row]


@cache
def opening(runs: int = len(RUNS)) -> World:
    return start(ITS, 0, np.zeros(runs, dtype=np.int64))


def at(month: int, unrest: float, since: int = NEVER, world: World | None = None) -> World:
    """A month's end with this much unrest; the street has been open `since`."""
    world = world or opening()
    stocks, then = {**world.stocks, "unrest": world.stocks["unrest"].copy()}, world.since.copy()
    stocks["unrest"][ITS.sizes.actors.index("mongolia")], then[STREET] = unrest, since
    return replace(world, month=month, stocks=stocks, since=then)


def turned(ended: World, its: Board = ITS, seed: int = 0) -> World:
    noise = Noise(seed, RUNS[:ended.runs])
    params = draw_params(its, 0, np.zeros(ended.runs, dtype=np.int64))
    return turn(its, ended, replace(ended, month=ended.month + 1), params, noise, LEDGER)


def struck(world: World, key: str) -> World:
    since = world.since.copy()
    since[ITS.row[key]] = world.month
    return replace(world, since=since)


def test_it_opens_above_its_line_and_not_on_it() -> None:
    assert (turned(at(11, 0.40)).since[STREET] == NEVER).all()
    after = turned(at(11, 0.41))
    assert (after.since[STREET] == 12).all() and (after.uses[STREET] == 1).all()


def test_it_stays_open_below_its_line_and_closes_well_below() -> None:
    """Between the two lines it is what it was: closed if it was closed, open if it was open."""
    assert (turned(at(11, 0.35)).since[STREET] == NEVER).all()
    still = turned(at(11, 0.35, since=9), calm_only())
    assert (still.since[STREET] == 9).all() and (still.uses[STREET] == 0).all()
    assert (turned(at(11, 0.29, since=9), calm_only()).since[STREET] == closed(12, CALM)).all()


def calm_only() -> Board:
    return replace(ITS, regimes=tuple(replace(x, wears_out=0.0) for x in ITS.regimes))


def test_it_wears_out_by_its_chance_a_month() -> None:
    after = turned(at(11, 0.5, since=9)).since[STREET]
    assert set(after) == {9, closed(12, WORN_OUT)}
    assert np.mean(after < 0) == pytest.approx(0.05, abs=0.012)  # 3.5 standard errors of 4,000 draws


def test_an_exit_ends_it_by_its_chance_and_only_its_own() -> None:
    heard = struck(at(11, 0.5, since=9), "hear-them@mongolia")
    after = turned(heard, calm_only()).since[STREET]
    assert np.mean(after == closed(12, FIRST_EXIT)) == pytest.approx(0.5, abs=0.03)
    assert {ended_by(regime(STREET), int(since)) for since in set(after)} == {"hear-them", ""}
    assert (turned(struck(at(11, 0.5, since=9), "hear-them@kyrgyzstan"), calm_only()).since[STREET] == 9).all()
    assert (turned(struck(at(11, 0.5, since=9), "neighbours-meeting"), calm_only()).since[STREET] == 9).all()


def test_an_exit_that_was_struck_before_it_opened_ends_nothing() -> None:
    late = replace(struck(at(10, 0.5, since=9), "hear-them@mongolia"), month=11)
    assert (turned(late, calm_only()).since[STREET] == 9).all()


def test_it_opens_again_not_in_the_month_in_which_it_closes() -> None:
    over = turned(at(11, 0.29, since=9), calm_only())
    again = turned(at(12, 0.5, since=closed(12, CALM)), calm_only())
    assert (over.since[STREET] < 0).all() and (again.since[STREET] == 13).all()


def test_it_rests_for_its_months_whatever_closed_it() -> None:
    """Closed from month 12 on, it may be open again from month 15 on; what never opened need not rest."""
    resting = replace(ITS, regimes=tuple(replace(x, rests=3) for x in ITS.regimes))
    for how in (CALM, WORN_OUT, FIRST_EXIT + 1):
        was = closed(12, how)
        assert (turned(at(13, 0.5, since=was), resting).since[STREET] == was).all()
        assert (turned(at(14, 0.5, since=was), resting).since[STREET] == 15).all()
        assert (month_closed(was), how_closed(was)) == (12, how)
    assert (turned(at(1, 0.5), resting).since[STREET] == 2).all()


def test_what_opens_a_pairs_regime_may_be_an_act_of_the_other() -> None:
    world = opening()
    pressed = world.stocks["pressure"].copy()
    china, mongolia = (ITS.sizes.actors.index(name) for name in ("china", "mongolia"))
    pressed[china, mongolia] = 0.7
    pressed = replace(world.with_stocks(pressure=pressed), month=11)
    assert (turned(pressed).since[SIEGE] == NEVER).all()
    assert (turned(struck(pressed, "squeeze-transit@russia>mongolia")).since[SIEGE] == NEVER).all()
    after = turned(struck(pressed, "squeeze-transit@china>mongolia")).since[SIEGE]
    assert np.mean(after == 12) == pytest.approx(0.5, abs=0.03) and set(after) == {NEVER, 12}


def test_a_way_out_is_aimed_at_the_other_or_at_anybody_else() -> None:
    ways = {way.option: {ITS.moves[row].key for row in way.moves} for way in regime(SIEGE).exits}
    assert ways == {"yield-to": {"yield-to@mongolia>china"},
                    "court-investors": {"court-investors@mongolia>united_states", "court-investors@mongolia>japan"}}


def test_an_option_may_need_an_open_regime() -> None:
    row, pair = ITS.row["hear-them@mongolia"], ITS.row["yield-to@mongolia>china"]
    world = at(11, 0.5, since=9)
    view = ITS.view(world, draw_params(ITS, 0, np.zeros(world.runs, dtype=np.int64)))
    free = blocked(ITS, view)
    assert (free[row] == 0).all() and (free[ITS.row["hear-them@kyrgyzstan"]] != 0).all() and (free[pair] != 0).all()
    condition = ITS.conditions[row][0]
    assert condition.text == "“The street” open (Mongolia)"


def test_its_effects_act_while_it_is_open_and_no_longer_than_they_say() -> None:
    """1.2 over twelve months is 0.1 a month, 0.06 over six 0.01; closed after five, it costs nothing more."""
    alone = replace(ITS, rules=(), inputs=(), falls=(), regimes=())
    ledger, world = FullLedger(), at(0, 0.5, since=0, world=opening(1))
    params, noise = draw_params(alone, 0, np.zeros(1, dtype=np.int64)), Noise(0, RUNS[:1])
    for _ in range(5):
        world = advance(alone, world, params, noise, ledger)
    world = at(world.month, 0.5, since=closed(5, CALM), world=world)
    for _ in range(3):
        world = advance(alone, world, params, noise, ledger)
    found: dict[tuple[str, str], list[float]] = {}
    for entry in ledger.entries:
        for place, amount in zip(entry.where, entry.amount, strict=True):
            path = path_of(ITS.indicator(f"mongolia.{entry.variable}").variable, int(place), ITS.sizes)
            found.setdefault((entry.cause, path), []).append(float(amount))
    cause = "regime:street@mongolia"
    assert found.keys() == {(cause, "mongolia.output_gap"), (cause, "mongolia.approval")}
    assert found[cause, "mongolia.output_gap"] == pytest.approx([-0.1] * 5, abs=1e-6)
    assert found[cause, "mongolia.approval"] == pytest.approx([-0.01] * 5, abs=1e-6)


def test_the_ledger_adds_up_with_regimes_open() -> None:
    """Bit for bit: what every variable was, plus all that is written down, is what it is."""
    ledger = FullLedger()
    before = start(ITS, 3, RUNS[:1]).stocks
    model = finished(BalanceModel(CRISES, seed=3, runs=1, ledger=ledger, collect=False))
    causes = {entry.cause for entry in ledger.entries}
    assert any(cause.startswith("regime:street") for cause in causes)
    for name, stock in before.items():
        x = stock[..., 0].reshape(-1).copy()
        for entry in ledger.entries:
            if entry.variable == name:
                x[entry.where] += entry.amount
        assert np.array_equal(x, model.world.stocks[name][..., 0].reshape(-1)), name


def test_run_k_alone_is_run_k_of_many() -> None:
    many = finished(BalanceModel(CRISES, seed=5, runs=6, collect=False))
    assert (many.world.uses[[row for row, _ in ITS.rows_of_regimes]] > 0).any()
    for k in (0, 4):
        alone = finished(BalanceModel(CRISES, seed=5, first_run=k, runs=1, collect=False))
        assert same(alone.world, many.world.column(k))


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=10, deadline=None)
def test_programs_turn_them_as_the_text_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ended, params = a_world(ITS, rng, 5), near_params(ITS, rng, 5)
    after, noise = replace(ended, month=ended.month + 1), Noise(seed, RUNS[:5])
    found: dict[str, World] = {}
    for engine in (PLAIN, NUMPY):
        with using(engine):
            found[engine] = turn(ITS, ended, after, params, noise, LEDGER)
    assert np.array_equal(found[PLAIN].since, found[NUMPY].since)
    assert np.array_equal(found[PLAIN].uses, found[NUMPY].uses)


def test_luck_is_named_by_the_regime_and_whom_it_befalls() -> None:
    assert regime(STREET).luck == "regime:street@mongolia"
    assert regime(SIEGE).luck == "regime:siege@mongolia>china"
    noise, ended = Noise(0, RUNS), at(11, 0.5, since=9)
    spent = noise.uniform("regime:street@mongolia:wears-out", 11) < 0.05
    assert np.array_equal(turned(ended).since[STREET] == closed(12, WORN_OUT), spent)
    heard = turned(struck(ended, "hear-them@mongolia"), calm_only()).since[STREET] == closed(12, FIRST_EXIT)
    assert np.array_equal(heard, noise.uniform("regime:street@mongolia:hear-them", 11) < 0.5)


def test_one_that_is_off_never_opens_and_its_name_must_be_known() -> None:
    off = board(CRISES, off="street")
    assert (turned(at(11, 0.9), off).since[STREET] == NEVER).all()
    with pytest.raises(MultivectorError, match="no rule, claim or regime 'strait'"):
        board(CRISES, off="strait")


def test_side_by_side_it_is_off_in_its_own_columns_only() -> None:
    """Each side has the bits that it has alone."""
    with_it, without = treat(CRISES), treat(CRISES, off="street")
    both = finished(BalanceModel([with_it, without], seed=5, runs=2, collect=False))
    for k, one in enumerate((with_it, without)):
        alone = finished(BalanceModel(one, seed=5, runs=2, collect=False))
        assert alone.world.digests() == both.world.digests()[2 * k: 2 * k + 2]
    assert (both.world.uses[STREET] > 0).tolist() == [True, True, False, False]
