"""Rooms in a file: begun, closed, found again just as they were, and told as an ordinary log."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import MultivectorError
from sim.game.saved import resume as resume_log
from sim.seminar import house, state
from sim.seminar.house import House, export
from tests.game.games import alone
from tests.seminar.rooms import SEATS, one, opened, people


@pytest.fixture
def found(tmp_path: Path) -> House:
    """Two turns old: one in which all ordered, one that the teacher ended over a draft."""
    its = opened(tmp_path)
    room, who = one(its), people(its)
    room.submit(who["mongolia"], 1, alone(room.table.game)[:1])
    room.submit(who["china"], 1, [])
    room.keep_draft(who["mongolia"], 2, alone(room.table.game)[:1], 0)
    room.close_turn()
    return its


def code(error: pytest.ExceptionInfo[MultivectorError]) -> str:
    return error.value.problems[0].code


def test_a_room_is_found_again_as_it_was(found: House) -> None:
    room, who = one(found), people(found)
    room.submit(who["china"], 3, [])
    room.write(who["china"], "mongolia", "A pipeline?", "first")
    room.hold("mongolia", False)
    before = room.table.game
    found.close()
    again = one(house.resume(found.state.path))
    now = again.table.game
    assert (now.digests, now.waiting, now.turn) == (before.digests, {"china": ()}, 3)
    assert [x.text for x in again.messages(who["mongolia"])] == ["A pipeline?"]


def test_an_unanswered_seat_has_its_draft_handed_in_at_the_end(found: House) -> None:
    then = one(found).table.game.as_of(2)
    assert list(one(found).table.game.branches.now.turns[1].orders["mongolia"]) == alone(then)[:1]


def test_the_log_of_a_room_is_a_log_as_any(found: House, tmp_path: Path) -> None:
    export(found.state, 1, tmp_path / "class.jsonl")
    assert resume_log(tmp_path / "class.jsonl").digests == one(found).table.game.digests


def test_orders_that_were_withdrawn_are_a_draft_and_nothing_else(found: House) -> None:
    room, who = one(found), people(found)
    orders = alone(room.table.game)[:1]
    room.submit(who["mongolia"], 3, orders)
    room.withdraw(who["mongolia"], 3)
    assert (room.table.game.waiting, list(room.draft("mongolia").moves)) == ({}, orders)
    found.close()
    assert one(house.resume(found.state.path)).table.game.waiting == {}


def test_a_seat_that_is_held_is_not_waited_for(found: House) -> None:
    room, who = one(found), people(found)
    room.hold("china")
    room.submit(who["mongolia"], 3, [])
    assert room.table.game.turn == 4
    assert [seat.held for seat in room.status().seats] == [seat == "china" for seat in SEATS]


def test_two_hosts_cannot_have_one_file(found: House) -> None:
    with pytest.raises(MultivectorError) as error:
        house.resume(found.state.path)
    assert code(error) == "MV-C002"


def test_what_is_no_room_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no room at all\n" * 400)
    (tmp_path / "a folder").mkdir()
    for name, wanted in (("notes.txt", "MV-C001"), ("nothing", "MV-C003"), ("a folder", "MV-C003")):
        with pytest.raises(MultivectorError) as error:
            state.reopen(tmp_path / name)
        assert code(error) == wanted


def test_nothing_is_written_over(found: House, tmp_path: Path) -> None:
    with pytest.raises(MultivectorError) as error:
        opened(tmp_path)
    assert code(error) == "MV-C003"


def test_each_room_has_luck_of_its_own(tmp_path: Path) -> None:
    seeds = {room.table.game.seed for room in opened(tmp_path, rooms=3).rooms.values()}
    assert len(seeds) == 3


def test_a_clock_that_a_turn_was_given_is_there_after_a_crash(found: House) -> None:
    one(found).extend(300)
    found.close()
    assert one(house.resume(found.state.path)).clock.whole == 300


def test_a_headline_is_one_line_that_can_be_shown(found: House) -> None:
    room = one(found)
    room.write_headline(" Two\n words ")
    for text in ("a\x07b", "x" * 141):
        with pytest.raises(MultivectorError) as error:
            room.write_headline(text)
        assert code(error) == "MV-C014" and room.status().headline == "Two words"
    room.write_headline("")
    assert room.status().headline == ""
