"""Turns read back: proposals with answers and reasons, what is still to come, lines of play, the Start screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sim.engine.effects import WORN
from sim.errors import MultivectorError
from sim.game.game import Game
from sim.game.saved import begin
from sim.scenario.load import list_scenarios
from sim.seat.coming import coming
from sim.seat.glossary import glossary
from sim.seat.played import branches, past_turn
from sim.seat.sight import visible
from sim.seat.start import saved, scenario_views
from sim.seat.turn import turn_view
from sim.seat.words import months
from sim.treatment import treat
from tests.boards import SHORT

SEAT = "kazakhstan"
ORDERS = ("espd", "neighbours-summit")


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    """The first turn with two joint options, one of them left to the others; the second without orders."""
    game = begin(Game(treat(SHORT), (SEAT,), 1), tmp_path_factory.mktemp("games") / "game.jsonl")
    assert not game.decide(SEAT, ORDERS)
    game.end_turn()
    game.end_turn()
    return game


# --- proposals -------------------------------------------------------------------------------------------------------


def test_every_joint_order_is_a_proposal_with_answers(game: Game) -> None:
    found = {x.key: x for x in past_turn(game, SEAT, 1).proposals}
    assert set(ORDERS) <= set(found)
    for key in ORDERS:
        move = game.board.move(key)
        answers = {answer.who: answer for answer in found[key].answers}
        assert set(answers) == {game.board.word(party) for party in move.parties}
        assert found[key].struck == all(x.said in ("proposed", "agreed") for x in answers.values())
        assert found[key].struck == (key in game.struck(1))


def test_what_was_asked_and_not_answered_says_so(game: Game) -> None:
    mine = [x for x in past_turn(game, SEAT, 2).proposals if x.own and not x.struck]
    me = game.board.word(SEAT)
    assert mine
    for proposal in mine:
        said = {answer.who: answer.said for answer in proposal.answers}
        assert said[me] == "silent" and me in proposal.words
        assert "proposed" in said.values()


def test_who_decided_by_doctrine_has_reasons(game: Game) -> None:
    answers = [answer for turn in (1, 2) for x in past_turn(game, SEAT, turn).proposals for answer in x.answers
               if answer.who != game.board.word(SEAT) and answer.said != "silent"]
    assert answers and all(answer.reasons for answer in answers)


def test_a_past_turn_is_as_it_was_shown_then(game: Game) -> None:
    then = game.as_of(2)
    shown, told = turn_view(then, SEAT), past_turn(game, SEAT, 1)
    assert told.outcomes == shown.outcomes
    assert told.deeds == shown.deeds
    assert tuple(x.path for x in told.changes) == shown.brief.changes
    assert set(told.changes) <= set(shown.indicators)
    assert told.news == shown.brief.news


def test_a_turn_that_was_not_played_is_refused(game: Game) -> None:
    for turn in (0, 3):
        with pytest.raises(MultivectorError) as caught:
            past_turn(game, SEAT, turn)
        assert caught.value.problems[0].code == "MV-R007"


# --- what is to come -------------------------------------------------------------------------------------------------


def test_what_is_to_come_of_a_move_comes(game: Game) -> None:
    """For effects without factors, what was said to be left is what the ledger records later on."""
    told = {(f"move:{view.key}", e.path): e for view in coming(game.as_of(2), SEAT) for e in view.effects}
    plain = [row for row in game.board.effects.rows if not row.times and not row.room]
    rows = [row for row in plain if (row.cause, row.on.path) in told]
    soon = [row for row in rows if told[row.cause, row.on.path].months_left <= game.board.scenario.turn_months]
    assert soon
    for row in soon:
        came = sum(float(e.amount[e.where == row.on.place].sum())
                   for e in game.ledger.between(game.month(2), game.month(3))
                   if e.cause.removeprefix(WORN) == row.cause and e.variable == row.on.variable.name)
        assert came == pytest.approx(told[row.cause, row.on.path].left, abs=1e-6), (row.cause, row.on.path)


def test_the_months_that_are_left_run_down(game: Game) -> None:
    """What is told in one turn has as many months less in the next, and is gone when they are over."""
    turn = game.board.scenario.turn_months
    first, second = ({(v.key, v.began, e.path, e.first): e.months_left for v in coming(game.as_of(n), SEAT)
                      for e in v.effects} for n in (2, 3))
    assert {key: left - turn for key, left in first.items() if left > turn}.items() <= second.items()
    assert any(left <= turn for left in first.values())
    assert not {key for key, left in first.items() if left <= turn} & second.keys()
    for e in (e for view in coming(game.as_of(2), SEAT) for e in view.effects):
        last = game.month(2) + game.board.starts + e.months_left - 1
        assert e.last == months(last, last)


def test_nothing_hidden_and_nothing_finished_is_listed(game: Game) -> None:
    for view in coming(game, SEAT):
        assert view.effects
        assert all(visible(game.board, e.path, SEAT) and e.months_left > 0 for e in view.effects)
    assert [view.own for view in coming(game, SEAT)] == sorted((view.own for view in coming(game, SEAT)), reverse=True)


# --- lines, saved games, words ---------------------------------------------------------------------------------------


def test_lines_of_play_tell_their_orders(game: Game) -> None:
    (line,) = branches(game, SEAT)
    assert (line.name, line.turns, line.now, len(line.orders)) == ("line 1", 2, True, 2)
    assert "; " in (line.orders[0][1] or "") and line.orders[1][1] is None


def test_saved_games_say_how_far_they_are(game: Game, tmp_path: Path) -> None:
    assert game.journal
    log = Path(game.journal.place)
    whole = log.read_bytes()
    (tmp_path / "a.jsonl").write_bytes(whole)
    (tmp_path / "cut.jsonl").write_bytes(whole[:-20])
    (tmp_path / "other.jsonl").write_text("no game\n")
    (tmp_path / "notes.txt").write_text("x")
    for k, name in enumerate(("other", "cut", "a")):
        os.utime(tmp_path / f"{name}.jsonl", (k, k))
    first, cut, other = saved(tmp_path)
    assert (first.turn, first.turns, first.over, first.trouble) == (3, 6, False, "")
    assert first.date == turn_view(game, SEAT).date and first.seats == ("Kazakhstan",)
    assert (cut.turn, "damaged" in cut.trouble) == (2, True)
    assert other.trouble and not other.seats
    assert not list(saved(tmp_path / "nowhere"))


def test_the_start_screen_has_every_scenario_and_seat() -> None:
    found = scenario_views()
    assert {view.id for view in found} == {summary.id for summary in list_scenarios()}
    for view in found:
        assert view.seats and view.turns > 0
        assert all(seat.goals and seat.situation for seat in view.seats)


def test_the_glossary_has_words_for_everything(game: Game) -> None:
    found = glossary(game.board)
    assert {entry.kind for entry in found} == {"term", "number", "doctrine", "institution", "claim"}
    assert all(entry.words and "{" not in entry.words for entry in found)
    assert len({(entry.kind, entry.term) for entry in found}) == len(found)
    terms = [entry for entry in found if entry.kind == "term"]
    assert sum(bool(entry.places) for entry in terms) > len(terms) / 2
