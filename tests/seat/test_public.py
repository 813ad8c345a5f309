"""What everybody may see, without a seat: public numbers and what came into force, and nothing that is kept."""

from __future__ import annotations

import json

import pytest

from sim.engine.indicators import split
from sim.errors import MultivectorError
from sim.game.game import Game
from sim.game.word import Word
from sim.seat.public import public_paths, public_view, reveal_view
from sim.seat.words import plain
from sim.views import wire
from tests.game.games import alone, new, possible

PEOPLE = ("mongolia", "china")


@pytest.fixture(scope="module")
def game() -> Game:
    """Two turns old; in the open one a word was said and orders are sealed."""
    found = new(people=PEOPLE)
    for _ in range(2):
        for seat in PEOPLE:
            found.decide(seat, possible(found, seat)[:1])
        found.end_turn()
    found.submit("china", alone(found, "china")[:1])
    joint = next(key for key in possible(found) if found.board.move(key).joint)
    found.speak(Word("mongolia", joint, True, "A word for your ears only"))
    return found


def told(game: Game) -> str:
    return json.dumps([wire.to_json(public_view(game)), *(wire.to_json(reveal_view(game, turn)) for turn in (1, 2))])


def test_what_comes_into_force_is_told_with_who_agreed(game: Game) -> None:
    for turn in (1, 2):
        acts = reveal_view(game, turn).acts
        assert len(acts) == len(game.struck(turn))
        for act in acts:
            assert {part.said for part in act.parts} <= {"proposed", "agreed"}


def test_the_seats_own_are_told_first(game: Game) -> None:
    seated = [act.seated for act in reveal_view(game, 2).acts]
    assert seated == sorted(seated, reverse=True)


def test_numbers_that_only_some_may_know_are_not_told(game: Game) -> None:
    assert {split(path)[0].seen for path in public_paths(game.board)} == {"all"}
    assert all(split(x.path)[0].seen == "all" for x in public_view(game).indicators)


def test_no_brief_aim_or_word_of_the_open_turn_is_told(game: Game) -> None:
    text = told(game)
    for seat in game.board.scenario.seats.values():
        assert plain(seat.brief) not in text
        assert plain(seat.secret.text) not in text
    assert "for your ears only" not in text


def test_what_was_sealed_in_the_open_turn_changes_nothing(game: Game) -> None:
    before = told(game)
    game.withdraw("china")
    game.submit("mongolia", alone(game)[:1])
    assert told(game) == before


def test_a_turn_that_is_not_played_is_not_revealed(game: Game) -> None:
    with pytest.raises(MultivectorError):
        reveal_view(game, 3)


def test_causes_add_up(game: Game) -> None:
    for change in reveal_view(game, 2).changes:
        assert change.before + sum(row.amount for row in change.rows) == pytest.approx(change.after)
