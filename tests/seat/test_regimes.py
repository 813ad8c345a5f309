"""Crises as a seat is told of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import RLock

import numpy as np
import pytest

from sim.engine.regimes import CALM, FIRST_EXIT, WORN_OUT, closed
from sim.game.game import Game
from sim.game.saved import begin, resume
from sim.seat.ahead import moved
from sim.seat.coming import coming
from sim.seat.forecasts import Forecasts
from sim.seat.regimes import odds_for, regimes_of, turned_of
from sim.seat.sight import Sight
from sim.seat.turn import turn_view
from sim.seat.why import why
from sim.treatment import treat
from sim.views import RegimeView, TurnView, wire
from tests.boards import CRISES

SEAT, OTHER, KEY = "mongolia", "china", "street@mongolia"


def after(turns: int, hear: bool = False, path: Path | None = None) -> Game:
    """Prices rise in the second turn; from the third on the street is open, and may be heard out."""
    game = Game(treat(CRISES), (SEAT, OTHER), seed=4)
    game = begin(game, path) if path else game
    for _ in range(turns):
        if hear and not game.refusals(SEAT, ["hear-them@mongolia"]):
            game.submit(SEAT, ["hear-them@mongolia"])
        game.end_turn()
    return game


def told(game: Game, seat: str = SEAT) -> RegimeView | None:
    return next((x for x in turn_view(game, seat).regimes if x.key == KEY), None)


@pytest.fixture(scope="module")
def opened() -> Game:
    return after(2)


def test_it_is_foretold_by_its_first_sign_and_to_those_whom_it_concerns() -> None:
    game = after(1)
    before = game.model.world.stocks["unrest"][0, 0]
    found = told(game)
    assert (found is not None) == (before > 0.3)
    assert told(game, OTHER) is None


def test_while_it_is_open_it_is_told_to_all_with_what_it_costs(opened: Game) -> None:
    mine, theirs = told(opened), told(opened, OTHER)
    assert mine and theirs and mine.since == theirs.since == "May 2015" and mine.months == 2
    assert mine.own and not theirs.own
    assert [x.path for x in mine.signs] == ["mongolia.unrest", "mongolia.responsiveness"] and theirs.signs == ()
    unrest = mine.signs[0]
    assert unrest.above and unrest.line == 0.3 and unrest.passed == (unrest.value > 0.3)
    assert mine.costs == ("Output gap -1.2 % over 12 months; it passes", "Approval -0.06 over 6 months")
    assert mine.standing == "play"


def test_a_sign_may_be_for_its_own_seat_alone() -> None:
    """Of a siege both ends are told, but only the besieged hears how its people stand."""
    game = after(0)
    pressure = game.model.world.stocks["pressure"].copy()
    china, mongolia = (game.board.sizes.actors.index(name) for name in (OTHER, SEAT))
    pressure[china, mongolia] = 0.55
    game.model.world = game.model.world.with_stocks(pressure=pressure)
    told_to = {seat: next(x for x in regimes_of(Sight(game, seat)) if x.key == f"siege@{SEAT}>{OTHER}")
               for seat in (SEAT, OTHER)}
    assert [x.path for x in told_to[SEAT].signs] == ["china.mongolia.pressure", "mongolia.approval"]
    assert [x.path for x in told_to[OTHER].signs] == ["china.mongolia.pressure"]
    assert told_to[OTHER].exits == () and told_to[OTHER].since == ""


def test_its_ways_out_name_the_seats_own_options(opened: Game) -> None:
    mine, theirs = told(opened), told(opened, OTHER)
    assert mine and theirs
    heard, meeting = mine.exits
    assert (heard.key, heard.cost, heard.chance) == ("hear-them@mongolia", 1, 0.5)
    assert (meeting.key, meeting.chance) == ("neighbours-meeting", 0.0)
    assert [way.key for way in theirs.exits] == ["", ""]
    assert heard.key in {option.key for option in turn_view(opened, SEAT).options if not option.refused}


def test_its_opening_is_news(opened: Game) -> None:
    assert "The street: Mongolia. Crowds fill the squares." in turn_view(opened, SEAT).brief.news


@pytest.mark.parametrize(("code", "why_it_closed"), [
    (FIRST_EXIT, "“Hear them out” ended it."), (WORN_OUT, "it wore out."), (CALM, "it calmed down.")])
def test_its_end_says_why(opened: Game, code: int, why_it_closed: str) -> None:
    before = opened.model.world
    row = next(row for row, regime in opened.board.rows_of_regimes if regime.key == KEY)
    since = before.since.copy()
    since[row] = closed(before.month, code)
    after = replace(before, since=since)
    assert list(turned_of(opened, before, after)) == [f"The street: Mongolia is over: {why_it_closed}"]
    assert list(turned_of(opened, after, after)) == []


def test_odds_are_told_to_those_whom_it_concerns_while_it_is_closed(opened: Game) -> None:
    game = after(1)
    mine = {x.key: x for x in odds_for(game, SEAT)}
    assert mine[KEY].odds == 1.0 and mine[KEY].months == 6 and "100%" in mine[KEY].words
    assert KEY not in {x.key for x in odds_for(game, OTHER)}
    assert KEY not in {x.key for x in odds_for(opened, SEAT)}


@pytest.mark.parametrize(("gained", "lost", "differ"), [(0, 0, False), (20, 20, False), (25, 10, True), (4, 0, False),
                                                        (5, 0, True), (10, 25, True)])
def test_shares_differ_by_the_runs_that_turn(gained: int, lost: int, differ: bool) -> None:
    """By more than two standard errors: of 35 that turn, 15 more one way than the other, and 2 * sqrt(35) is 11.8."""
    ours, bare = np.zeros((2, 100), dtype=bool)
    ours[:gained + 30], bare[gained:gained + lost + 30] = True, True  # 30 have both
    ours[gained + 30:], bare[:gained] = False, False
    assert (int((ours & ~bare).sum()), int((bare & ~ours).sum())) == (gained, lost)
    assert moved(ours, bare) is differ


def test_a_forecast_tells_that_a_way_out_ends_it(opened: Game) -> None:
    """Heard out, it ends at once with a chance of a half; and as often as not, it goes on as without."""
    found = Forecasts(opened, SEAT, RLock()).forecast(["hear-them@mongolia"], 3, 400, lambda: False)
    assert found
    mine = next(x for x in found.regimes if x.key == KEY)
    assert not mine.opens and mine.title == "The street: Mongolia"
    assert abs(mine.bundle - (1.0 - 0.5 * (1.0 - mine.unchanged))) < 0.08
    assert mine.words == (f"The street: Mongolia: over within 3 months in {mine.bundle:.0%} of the runs, without the "
                          f"orders in {mine.unchanged:.0%}.")
    assert mine.words in found.words


def test_a_forecast_of_no_orders_moves_none(opened: Game) -> None:
    found = Forecasts(opened, SEAT, RLock()).forecast([], 2, 100, lambda: False)
    assert found and found.regimes == ()


def test_a_forecast_tells_of_the_seats_own_crises_alone() -> None:
    """What concerns nobody but another is no part of it, and one that opens whatever is ordered is not moved."""
    game = after(1)
    for seat in (SEAT, OTHER):
        key = next(key for key in game.board.row if not game.sealable(seat, [key]) and seat in game.board.move(
            key).parties and not game.board.move(key).joint)
        found = Forecasts(game, seat, RLock()).forecast([key], 12, 100, lambda: False)
        assert found and KEY not in {x.key for x in found.regimes}


def test_why_names_it_and_what_is_in_force_lists_it(opened: Game) -> None:
    found = why(opened, "mongolia.approval", 2)
    row = next(row for row in found.rows if row.cause == f"regime:{KEY}")
    assert (row.words, row.kind, row.standing) == ("The street: Mongolia", "regime", "play")
    assert row.places == ("not in the chapter, made for play: judgement",)
    assert row.amount == pytest.approx(-0.02, abs=1e-6)  # in May and June
    open_ = next(x for x in coming(opened, SEAT) if x.key == KEY)
    assert open_.kind == "regime" and open_.own and open_.began == "May 2015"


def test_a_saved_game_goes_on_through_it(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    game = after(3, hear=True, path=path)
    again = resume(path)
    assert again.digests == game.digests
    for each in (game, again):
        while not each.over:
            each.end_turn()
    assert again.digests == game.digests


def test_its_view_goes_over_the_wire(opened: Game) -> None:
    view = turn_view(opened, SEAT)
    assert wire.from_json(TurnView, wire.to_json(view)) == view
