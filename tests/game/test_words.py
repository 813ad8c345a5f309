"""Words in public and orders under seal: what can be said, what it does to seals, and how a log tells of it."""

from __future__ import annotations

import random
from pathlib import Path

from sim.game.file import read
from sim.game.game import Game
from sim.game.saved import begin, resume
from sim.game.word import LONGEST, Word
from sim.treatment import treat
from tests.boards import MINI, SHORT
from tests.game.games import SEAT, alone, new, possible

OTHER = "kyrgyzstan"
MEETING = "neighbours-meeting"


def two(path: Path | None = None) -> Game:
    game = Game(treat(MINI), (SEAT, OTHER), 1)
    return begin(game, path) if path else game


def codes(found: dict) -> list[str]:
    return [why.code for why in found.values()]


# --- what can be said ------------------------------------------------------------------------------------------------


def test_two_people_agree_within_a_turn(tmp_path: Path) -> None:
    game = two(tmp_path / "game.jsonl")
    assert not game.speak(Word(SEAT, MEETING, True, "the herds cross anyway"))
    assert game.is_asked(OTHER, MEETING) and not game.is_asked(SEAT, MEETING)
    assert not game.speak(Word(OTHER, MEETING, True))
    game.end_turn()
    assert MEETING in game.struck(1)
    assert read(tmp_path / "game.jsonl").lines[0] == {
        "kind": "word", "turn": 1, "agent": SEAT, "move": MEETING, "yes": True, "reason": "the herds cross anyway",
        "instead": ""}
    again = resume(tmp_path / "game.jsonl")
    assert (again.digests, again.orders) == (game.digests, game.orders) == (
        game.digests, [{SEAT: (MEETING,), OTHER: (MEETING,)}])


def test_what_cannot_be_said_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    game = two(tmp_path / "game.jsonl")
    before, own = (tmp_path / "game.jsonl").read_bytes(), alone(game)[0]
    theirs = next(move.key for move in game.board.moves if SEAT not in move.parties)
    for word, code in ((Word(SEAT, own, True), "own"), (Word(SEAT, MEETING, False), "not-asked"),
                       (Word(SEAT, theirs, True), "not-yours"), (Word(SEAT, "nonsense", True), "unknown"),
                       (Word(SEAT, MEETING, True, "x" * (LONGEST + 1)), "reason"),
                       (Word(SEAT, MEETING, True, "a\x1b[2J"), "reason"),
                       (Word(SEAT, MEETING, True, "\ud800"), "reason")):
        assert codes(game.speak(word)) == [code]
    assert (tmp_path / "game.jsonl").read_bytes() == before and not game.words
    assert codes(game.submit(SEAT, [MEETING])) == ["joint"]


def test_what_was_said_stands() -> None:
    game = two()
    game.speak(Word(SEAT, MEETING, True))
    for yes in (True, False):
        assert codes(game.speak(Word(SEAT, MEETING, yes))) == ["said"]
    game.speak(Word(OTHER, MEETING, False, "not this year"))
    assert codes(game.speak(Word(OTHER, MEETING, True))) == ["said"]
    game.end_turn()
    assert MEETING not in game.struck(1)


def test_a_refused_proposal_frees_its_price_and_not_its_place() -> None:
    game = two()
    price, left = int(game.price(SEAT, MEETING)[0]), game.startable(SEAT)
    game.speak(Word(SEAT, MEETING, True))
    assert price and (game.pledged(SEAT), game.startable(SEAT)) == (price, left - 1)
    game.speak(Word(OTHER, MEETING, False))
    assert (game.pledged(SEAT), game.startable(SEAT)) == (0, left - 1)
    assert (game.pledged(OTHER), game.startable(OTHER)) == (0, left)


def test_an_answer_takes_no_place_and_its_price_is_pledged() -> None:
    game = two()
    left = game.startable(OTHER)
    game.speak(Word(SEAT, MEETING, True))
    game.speak(Word(OTHER, MEETING, True))
    assert game.startable(OTHER) == left and game.pledged(OTHER) == int(game.price(OTHER, MEETING)[0])


def test_a_counter_is_of_the_same_parties_and_begins_something() -> None:
    game = Game(treat(SHORT), ("kazakhstan", "russia"), 2)
    game.speak(Word("russia", "caspian-bar", True))
    for instead, code in (("neighbours-summit", "other-parties"), ("nonsense", "unknown"),
                          ("astana-table", "not-asked")):
        assert codes(game.speak(Word("kazakhstan", "caspian-bar", False, "", instead))) == [code]
    left = game.startable("kazakhstan")
    assert not game.speak(Word("kazakhstan", "caspian-bar", False, "not the sea", "deepen-eaeu>kazakhstan"))
    assert game.startable("kazakhstan") == left - 1 and game.is_asked("russia", "deepen-eaeu>kazakhstan")
    assert not game.speak(Word("russia", "deepen-eaeu>kazakhstan", True))
    game.end_turn()
    assert "deepen-eaeu>kazakhstan" in game.struck(1) and "caspian-bar" not in game.struck(1)


# --- seals -----------------------------------------------------------------------------------------------------------


def test_a_word_breaks_the_seal_of_whoever_hears_it_and_of_nobody_else() -> None:
    people = ("kazakhstan", "russia", "china")
    game = Game(treat(SHORT), people, 2)
    for seat in people:
        game.submit(seat, [])
    assert game.awaited == ()
    game.speak(Word("russia", "caspian-bar", True))
    assert game.awaited == ("kazakhstan", "russia")
    assert (game.called("kazakhstan"), game.called("russia"), game.called("china")) == (True, False, False)
    game.submit("russia", [])
    game.submit("kazakhstan", [])
    assert game.awaited == ()


def test_broken_orders_lie_there_as_they_were_and_count_if_the_turn_is_ended() -> None:
    game = two()
    order = alone(game)[:1]
    game.submit(SEAT, order)
    game.speak(Word(OTHER, MEETING, True))
    assert game.called(SEAT) and game.waiting[SEAT] == tuple(order)
    game.end_turn()
    assert game.orders[0] == {OTHER: (MEETING,), SEAT: tuple(order)} and order[0] in game.struck(1)


def test_own_words_take_the_orders_back() -> None:
    """They may no longer be paid for."""
    game = two()
    game.submit(SEAT, alone(game)[:1])
    game.speak(Word(SEAT, MEETING, True))
    assert SEAT not in game.waiting and game.awaited == (SEAT, OTHER)


def test_no_seal_is_older_than_a_word_that_its_seat_heard(tmp_path: Path) -> None:
    """Whatever three people say and order, in whatever order; and a log tells it again, seals included."""
    people = (SEAT, OTHER, "china")
    for seed in range(6):
        luck, path = random.Random(seed), tmp_path / f"{seed}.jsonl"
        game, clock = begin(Game(treat(MINI), people, seed), path), 0
        heard, sealed = dict.fromkeys(people, 0), dict[str, int]()
        for _ in range(14):
            seat, clock = luck.choice(people), clock + 1
            joint = [key for key in possible(game, seat) if game.board.move(key).joint]
            if joint and luck.random() < 0.6:
                key = luck.choice(joint)
                assert not game.speak(Word(seat, key, not game.is_asked(seat, key) or luck.random() < 0.5))
                heard |= dict.fromkeys(game.board.move(key).parties, clock)
                sealed.pop(seat, None)
            elif not game.submit(seat, alone(game, seat)[: luck.randrange(2)]):
                sealed[seat] = clock
            assert set(game.awaited) == {person for person in people if heard[person] > sealed.get(person, -1)}
        again = resume(path)
        assert (again.words, again.waiting, again.awaited) == (game.words, game.waiting, game.awaited)
        assert again.model.tray.yes.tolist() == game.model.tray.yes.tolist()


# --- going back ------------------------------------------------------------------------------------------------------


def test_going_back_unsays_what_was_said_and_a_line_keeps_what_was_played(tmp_path: Path) -> None:
    game = new(tmp_path / "game.jsonl")
    key = next(key for key in possible(game) if game.board.move(key).joint)
    game.speak(Word(SEAT, key, True, "first"))
    game.end_turn()
    first = game.digests
    game.back(1)
    assert not game.words and not game.model.tray.told.any()
    game.speak(Word(SEAT, key, True, "second"))
    game.back(1)
    assert not game.words and possible(game)
    game.end_turn()
    game.switch("line 1")
    assert game.digests == first and game.branches.now.turns[0].words[0].reason == "first"
    again = resume(tmp_path / "game.jsonl")
    assert (again.digests, len(again.branches.all())) == (first, 2)
    assert game.as_of(1, game.branches.now.turns[0].words).words == [Word(SEAT, key, True, "first")]


def test_a_proposal_is_not_open_in_the_next_turn() -> None:
    game = two()
    game.speak(Word(SEAT, MEETING, True))
    game.end_turn()
    assert not game.words and not game.is_asked(OTHER, MEETING)
