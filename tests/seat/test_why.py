"""Whatever is played, the causes of a change add up to it exactly, for stocks and for what is derived from them."""

from __future__ import annotations

from functools import cache
from math import fsum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.catalogue import VARIABLES
from sim.game.game import Game
from sim.game.saved import begin, resume
from sim.report.story import tell
from sim.report.tables import why_json, why_table
from sim.scenario.studies import Change
from sim.seat.past import Past
from sim.seat.turn import turn_view
from sim.seat.why import why
from sim.treatment import treat
from sim.views import Explanation
from tests.boards import MINI, SHORT
from tests.game.games import possible

SEATS = {SHORT: "kazakhstan", MINI: "mongolia"}
PATHS = {
    SHORT: ["kazakhstan.capital", "kazakhstan.growth", "kazakhstan.output", "kazakhstan.united_states.institutions",
            "russia.kazakhstan.pressure", "kazakhstan.balance", "kazakhstan.balanced_depth", "kazakhstan.autonomy",
            "russia.kazakhstan.effective_pressure", "kazakhstan.russia.trade_value", "regional_cooperation",
            "united_states.priority.trade", "kazakhstan.member.espd", "oil_price"],
    MINI: ["mongolia.capital", "mongolia.growth", "mongolia.autonomy", "mongolia.balance", "mongolia.threat",
           "russia.mongolia.pressure", "mongolia.russia.trade_value", "mongolia.vectors", "mongolia.calm", "rivalry"],
}


def assert_adds_up(found: Explanation) -> None:
    amounts = [row.amount for row in found.rows]
    for order in (amounts, amounts[::-1], sorted(amounts)):
        assert found.before + sum(order) == found.after, found.path
    assert fsum([found.before, *amounts]) == found.after
    assert all(row.amount != 0 and row.words for row in found.rows)
    assert [abs(x) for x in amounts] == sorted(map(abs, amounts), reverse=True)


def played(scenario: str, seed: int, picks: list[tuple[int, int]], path: Path | None = None) -> Game:
    """One turn for each (first, second): places in the list of what the seat may order then."""
    seat = SEATS[scenario]
    game = Game(treat(scenario), (seat,), seed, run=seed % 3)
    game = begin(game, path) if path else game
    for first, second in picks:
        own = possible(game, seat)
        wanted = list(dict.fromkeys([own[first % len(own)], own[second % len(own)]])) if own else []
        game.decide(seat, wanted[:1] if game.refusals(seat, wanted) else wanted)
        game.end_turn()
    return game


@pytest.mark.parametrize("scenario", [MINI, SHORT], ids=["mini", "short"])
@given(seed=st.integers(0, 10**6), paths=st.lists(st.integers(0, 99), min_size=3, max_size=3, unique=True),
       picks=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=3))
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_causes_add_up_whatever_is_played(scenario: str, seed: int, picks: list[tuple[int, int]], paths: list[int],
                                          tmp_path_factory: pytest.TempPathFactory) -> None:
    log = tmp_path_factory.mktemp("why") / "game.jsonl"
    game = played(scenario, seed, picks, log)
    for k in paths:
        for turn in range(1, game.turn):
            assert_adds_up(why(game, PATHS[scenario][k % len(PATHS[scenario])], turn))
            assert_adds_up(why(game, PATHS[scenario][k % len(PATHS[scenario])], turn, since_start=True))
    assert resume(log).digests == game.digests


@cache
def one() -> Game:
    return played(MINI, 4, [(0, 3), (5, 1), (2, 2)])


def paths_of_every_kind() -> list[str]:
    """One place of every variable."""
    form = {"": "{}", "a": "mongolia.{}", "aa": "mongolia.russia.{}", "qa": "united_states.{}.trade",
            "ka": "mongolia.{}.third-neighbour", "ma": "mongolia.{}.12"}
    board = one().board
    form["ia"] = f"mongolia.{{}}.{board.sizes.institutions[0]}"
    form["qa"] = f"united_states.{{}}.{board.sizes.issues[0]}"
    return [form[v.axes].format(v.name) for v in VARIABLES]


@pytest.mark.parametrize("path", paths_of_every_kind())
def test_causes_of_every_variable_add_up(path: str) -> None:
    assert_adds_up(why(one(), path, 2))


@pytest.mark.parametrize("path", paths_of_every_kind())
def test_causes_since_the_start_add_up(path: str) -> None:
    found = why(one(), path, 3, since_start=True)
    assert_adds_up(found)
    assert (found.before, found.turn) == (why(one(), path, 1).before, 0)


@pytest.mark.slow
def test_every_number_that_a_seat_is_shown_answers_why() -> None:
    """In the turn and since the opening, at the opening of any turn."""
    game = played(SHORT, 2, [(0, 3), (5, 1)])
    view = turn_view(game, "kazakhstan")
    past = Past(game)
    for x in view.indicators:
        found, since = why(game, x.path, 2), why(game, x.path, 2, since_start=True)
        assert_adds_up(found)
        assert_adds_up(since)
        assert (found.after - found.before, since.after) == (x.change, x.value)
        assert (since.before, since.after) == (past.values(x.path)[0], past.values(x.path)[-1])
    assert {*(goal.path for goal in view.brief.goals), *view.status, *view.brief.changes} <= {
        x.path for x in view.indicators}
    in_hand = why(game, "kazakhstan.capital", 2)
    assert_adds_up(in_hand)
    assert (in_hand.after, why(game, "kazakhstan.capital", 2, since_start=True).after) == (view.capital, view.capital)


def test_turns_follow_each_other() -> None:
    found = [why(one(), "mongolia.autonomy", turn) for turn in (1, 2, 3)]
    assert [x.after for x in found[:-1]] == [x.before for x in found[1:]]


def test_a_persons_order_is_a_cause() -> None:
    game = one()
    moves = {key for turn in (1, 2, 3) for key in game.orders[turn - 1].get("mongolia", ()) if key in game.struck(turn)}
    causes = {row.cause for turn in (1, 2, 3) for row in why(game, "mongolia.capital", turn).rows}
    paid = {f"cost:{key}" for key in moves if game.model.outlook.prices[game.board.part("mongolia", key), 0] > 0}
    assert moves and paid & causes


def test_the_table_and_the_json_say_the_same() -> None:
    found = why(one(), "mongolia.autonomy", 2)
    data, text = why_json(found), why_table(found)
    assert (data["before"], data["after"], data["turn"]) == (found.before, found.after, 2)
    assert data["before"] + sum(cause["amount"] for cause in data["causes"]) == data["after"]
    assert [cause["cause"] for cause in data["causes"]] == [row.cause for row in found.rows]
    assert all(row.words in text for row in found.rows)


def test_what_a_change_moves_has_a_cause() -> None:
    """Rivalry is shifted in March and given back in May 2015; the transit is held; an event falls that nobody dated."""
    comet = {"title": "Comet", "sentence": "It comes.", "date": "2015-02", "source": "invented",
             "effects": [{"on": "instability", "size": 0.2}]}
    change = Change.model_validate({"text": "x", "add": {"comet": comet}, "stocks": {
        "rivalry": {"shift": 0.2, "first": "2015-03", "last": "2015-04"},
        "mongolia.output_gap": {"set": 2.0, "first": "2015-02", "last": "2015-08"},
        "mongolia.china.transit": {"set": 0.1, "first": "2015-02"}}})
    game = Game(treat(MINI).changed({"x": change}), (), 1)
    for _ in range(3):
        game.end_turn()
    shift, back = ({row.cause: row for row in why(game, "rivalry", n).rows}["input:rivalry"] for n in (1, 2))
    assert (shift.amount, back.amount) == pytest.approx((0.2, -0.2))
    assert shift.words == "Great-power rivalry, moved by a change"
    assert "event:comet" in {row.cause for row in why(game, "instability", 1).rows}
    moved = ("rivalry", "mongolia.output_gap", "mongolia.china.transit", "instability")
    for path in (*moved, "mongolia.growth", "mongolia.autonomy"):
        for turn in (1, 2, 3):
            assert_adds_up(why(game, path, turn))
    assert "Comet" in tell(game)
