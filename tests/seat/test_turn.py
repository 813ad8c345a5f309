"""What a seat is shown."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sim.game.game import Game
from sim.scenario.schema import Effect
from sim.seat.beside import compare, history_of
from sim.seat.choices import card
from sim.seat.goals import verdict
from sim.seat.past import Past
from sim.seat.sight import visible
from sim.seat.turn import LARGEST, largest, turn_view
from sim.seat.words import effect, months, when
from sim.treatment import treat
from sim.views import ReadingView, TurnView, wire

SEAT = "kazakhstan"


@pytest.fixture(scope="module")
def game() -> Game:
    """Two turns played, the first with the first proposal or move on the list."""
    game = Game(treat("summit-2018"), [SEAT], seed=1)
    first = turn_view(game, SEAT).options[0]
    assert not game.decide(SEAT, [first.key])
    game.end_turn()
    game.end_turn()
    return game


def test_the_past_is_the_ledger_read_back(game: Game) -> None:
    past = Past(game)
    step = game.board.scenario.turn_months
    assert len(past.views) == 2 * step + 1
    for turn in (1, 2):
        stocks = past.views[turn * step - 1].world.stocks
        entries = [e for e in game.ledger.entries if e.month == game.month(turn + 1) - 1]
        for name, stock in stocks.items():
            after = stock[..., :1].copy()
            for entry in entries:
                if entry.variable == name:
                    after.reshape(-1)[entry.where] += entry.amount
            assert (after == game.worlds[turn].stocks[name]).all(), name


def test_options_are_proposals_then_advice_then_what_is_closed(game: Game) -> None:
    view = turn_view(game, SEAT)
    order = ["asked", "advised", "open", "closed"]
    places = [order.index(option.place) for option in view.options]
    assert places == sorted(places)
    assert sum(option.place in ("asked", "advised") for option in view.options) >= 3
    for option in view.options:
        assert bool(option.refused) == (option.key in game.refusals(SEAT, [option.key]))
        told = card(game, SEAT, option.key)
        assert told.sentence and told.history


def changes_of(view: TurnView) -> list[ReadingView]:
    known = {x.path: x for x in view.indicators}
    return [known[path] for path in view.brief.changes]


def test_changes_are_visible_few_and_explained(game: Game) -> None:
    from sim.seat.why import why

    view = turn_view(game, SEAT)
    assert 0 < len(view.brief.changes) <= LARGEST
    for x in changes_of(view):
        assert visible(game.board, x.path, SEAT)
        found = why(game, x.path, game.turn - 1)
        assert found.after - found.before == x.change
        assert found.before + sum(row.amount for row in found.rows) == found.after


def test_what_grows_by_habit_is_no_news_to_a_large_economy() -> None:
    game = Game(treat("summit-2018"), ["united_states"], seed=1)
    game.end_turn()
    view = turn_view(game, "united_states")
    (output,) = (x for x in view.indicators if x.path == "united_states.output")
    assert output.change > 50 and output.steps < 1  # 50 billion dollars, and half a per cent
    assert output.path not in view.brief.changes
    assert max(abs(x.steps) for x in view.indicators) == abs(changes_of(view)[0].steps)


def test_the_largest_changes_are_not_all_of_one_kind(game: Game) -> None:
    view = turn_view(game, SEAT)
    one = changes_of(view)[0]
    alike = tuple(replace(one, path=f"kazakhstan.{other}.trade", steps=9.0 - n)
                  for n, other in enumerate(("russia", "china", "uzbekistan")))
    assert [x.path for x in largest((*alike, replace(one, path="kazakhstan.growth", steps=0.5)))] == [
        "kazakhstan.russia.trade", "kazakhstan.china.trade", "kazakhstan.growth"]


def test_what_a_seat_may_know(game: Game) -> None:
    board = game.board
    assert visible(board, "kazakhstan.capital", SEAT)
    assert not visible(board, "russia.capital", SEAT)
    assert visible(board, "russia.kazakhstan.pressure", SEAT)
    assert not visible(board, "united_states.priority.trade", SEAT)
    assert visible(board, "united_states.priority.trade", "united_states")


def test_deeds_have_reasons(game: Game) -> None:
    view = turn_view(game, SEAT)
    assert view.deeds
    for deed in view.deeds:
        assert deed.who != view.seat
        assert all(reason[:2] in ("+ ", "- ") for reason in deed.reasons)


def test_the_view_does_not_move_the_game(game: Game) -> None:
    before = game.model.world.digest()
    assert turn_view(game, SEAT) == turn_view(game, SEAT)
    assert game.model.world.digest() == before


def test_a_view_of_a_turn_is_small() -> None:
    """44 kB as it is sent, however many turns have been played: what was before is asked for."""
    for agent in ("kazakhstan", "united_states"):
        game = Game(treat("summit-2018"), [agent], seed=1)
        while not game.over:
            assert len(json.dumps(wire.to_json(turn_view(game, agent)))) < 44_000
            game.end_turn()
        assert len(json.dumps(wire.to_json(turn_view(game, agent)))) < 44_000


def test_history_beside_itself_is_the_same() -> None:
    history = Game(treat("summit-2018", historical=True), seed=1)
    history.end_turn()
    found = compare(history, SEAT, history_of(history))
    assert all(x.value == x.history for x in found.indicators)
    assert all(goal.verdict == "about the same as in history" for goal in found.goals)


def test_verdicts() -> None:
    assert verdict(50, None) == ""
    assert verdict(50.4, 50) == "about the same as in history"
    assert verdict(50.6, 50) == "better than in history by 1 point"
    assert verdict(38, 50) == "worse than in history by 12 points"


def test_a_score_is_the_sum_of_what_is_shown(game: Game) -> None:
    brief = turn_view(game, SEAT).brief
    assert brief.score == pytest.approx(sum(goal.weight * goal.points for goal in brief.goals))
    assert 0 <= brief.score <= 100 and sum(goal.weight for goal in brief.goals) == pytest.approx(1)


def test_the_change_of_a_score_is_what_the_last_turn_brought() -> None:
    game = Game(treat("summit-2018"), [SEAT], seed=1)
    before = turn_view(game, SEAT).brief
    assert before.change == 0 and all(goal.change == 0 for goal in before.goals)
    game.end_turn()
    after = turn_view(game, SEAT).brief
    assert after.change == pytest.approx(after.score - before.score)
    assert [goal.change for goal in after.goals] == pytest.approx(
        [now.points - then.points for now, then in zip(after.goals, before.goals, strict=True)])


def test_when_an_effect_acts() -> None:
    assert when(Effect(on="x", size=1)) == ""
    assert when(Effect(on="x", size=1, delay=2, over=6)) == ", from month 3 over 6 months"
    assert when(Effect(on="x", size=1, holds=3, fades=6)) == "; fades after 3 months"


def test_what_an_option_does_to_an_economy_passes_or_stays() -> None:
    board = treat("multivector-2015-2021").board
    told = [(move.fill(e.on), effect(board, move, e, "")) for move in board.moves
            for e in board.scenario.options[move.option].effects]
    passing, staying = ([words for path, words in told if path.endswith(end)] for end in (".output_gap", ".potential"))
    assert len(passing) > 20 and len(staying) > 5
    assert all(words.endswith("; it passes") for words in passing)
    assert all(words.endswith("; it stays") for words in staying)
    assert any("potential output +0.15 %" in words for words in staying)


def test_months() -> None:
    assert months(2018 * 12, 2018 * 12 + 1) == "Jan-Feb 2018"
    assert months(2018 * 12 + 11, 2019 * 12) == "Dec 2018-Jan 2019"
    assert months(2018 * 12, 2018 * 12) == "Jan 2018"


def test_what_comes_in_next_turn_is_told_before() -> None:
    game = Game(treat("summit-2018"), [SEAT], seed=1)
    for _ in range(game.turns - 1):
        before = turn_view(game, SEAT)
        game.end_turn()
        after = turn_view(game, SEAT)
        assert after.capital == before.income + min(before.capital, before.income)
        assert before.most == 2 * before.income > 0
    assert (after.income, after.most) == (0, 0)
