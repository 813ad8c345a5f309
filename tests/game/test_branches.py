"""Lines of play: nothing that was played is lost, and any line can be gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import MultivectorError
from sim.game.branches import Branches, Played, told_by
from sim.game.saved import resume
from tests.game.games import SEAT, codes, new, play


def test_going_back_keeps_the_later_turns_as_a_line(tmp_path: Path) -> None:
    game = play(new(tmp_path / "game.jsonl"), 3)
    first = list(game.digests)
    game.back(2)
    assert [(line.name, len(line.turns)) for line in game.branches.all()] == [("line 1", 3), ("line 2", 1)]
    play(game, 2, skip=1)
    second = list(game.digests)
    assert second[0] == first[0] and second[1] != first[1]
    game.switch("line 1")
    assert (game.digests, game.turn) == (first, 4)
    assert game.world.digest() == first[-1]
    game.switch("line 2")
    assert game.digests == second
    again = resume(tmp_path / "game.jsonl")
    assert (again.digests, again.branches) == (game.digests, game.branches)


def test_a_line_that_was_switched_to_can_be_played_on(tmp_path: Path) -> None:
    game = play(new(tmp_path / "game.jsonl"), 2)
    game.back(1)
    play(game, 1, skip=1)
    game.switch("line 1")
    play(game, 2)
    assert game.digests == play(new(), 4).digests
    assert len(game.ledger.entries) == len(play(new(), 4).ledger.entries)
    assert [deed.month for deed in game.model.deeds] == [deed.month for deed in play(new(), 4).model.deeds]


def test_a_line_without_turns_of_its_own_is_not_kept() -> None:
    game = play(new(), 3)
    game.back(3)
    game.back(2)
    assert [(line.name, line.left_at) for line in game.branches.all()] == [("line 1", 0), ("line 2", 2)]
    game.switch("line 1")
    assert [line.name for line in game.branches.all()] == ["line 1"]
    assert len(game.digests) == 3


def test_what_there_is_not_is_refused() -> None:
    game = play(new(), 1)
    for ask in (lambda: game.switch("line 7"), lambda: game.back(0), lambda: game.back(3)):
        with pytest.raises(MultivectorError) as caught:
            ask()
        assert codes(caught.value) <= {"MV-P006", "MV-P007"}
    assert game.turn == 2


Step = st.one_of(st.tuples(st.just("turn"), st.integers(0, 2)), st.tuples(st.just("back"), st.integers(1, 6)),
                 st.tuples(st.just("switch"), st.integers(0, 9)))


@settings(max_examples=200, deadline=None)
@given(st.lists(Step, max_size=25))
def test_no_turn_is_ever_lost(steps: list[tuple[str, int]]) -> None:
    """Every sequence of turns that was ever played in full is the beginning of some line."""
    found, told, seen = Branches(), list[dict[str, object]](), set[tuple[str, ...]]()
    for kind, number in steps:
        if kind == "turn":
            told += [{"kind": "orders", "turn": found.turn, "agent": SEAT, "moves": [str(number)]},
                     {"kind": "turn", "turn": found.turn, "digest": str(number)}]
            found.played(Played({SEAT: (str(number),)}, str(number)))
        elif kind == "back" and number <= len(found.now.turns) + 1:
            found.back(number)
            told.append({"kind": "back", "turn": number})
        elif kind == "switch" and found.kept:
            name = sorted(found.kept)[number % len(found.kept)]
            found.switch(name)
            told.append({"kind": "switch", "branch": name})
        seen.add(tuple(turn.digest for turn in found.now.turns))
    lines = [tuple(turn.digest for turn in line.turns) for line in found.all()]
    assert all(any(line[: len(one)] == one for line in lines) for one in seen)
    assert len({line.name for line in found.all()}) == len(lines)
    assert told_by(told, Path("game.jsonl")).branches == found
