"""Replay accepts what the game accepts, and nothing else: an order is legal, paid for, and given in its turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.errors import MultivectorError, Problem
from sim.game.saved import resume
from tests.game.games import SEAT, new, play, possible
from tests.game.test_file import body, resealed

Lines = list[dict[str, Any]]


def refused(path: Path, lines: Lines, others: bool = False) -> Problem:
    """How a log with these lines, well sealed, is refused."""
    path.write_bytes(resealed(lines))
    with pytest.raises(MultivectorError) as caught:
        game = resume(path)
        if others:
            game.check_other_lines(str(path))
    (problem,) = caught.value.problems
    assert problem.place.file == str(path)
    return problem


def lines_of(path: Path) -> Lines:
    return [body(line) for line in path.read_bytes().splitlines()]


def test_an_order_that_the_game_refuses_is_refused_on_replay(tmp_path: Path) -> None:
    """The digests are those of a world in which the order was carried out: only the check can tell."""
    game = new(tmp_path / "game.jsonl")
    free, all_own = possible(game), [move.key for move in game.board.moves if SEAT in move.parties]
    theirs = next(move.key for move in game.board.moves if SEAT not in move.parties)
    many = next(bundle for bundle in ([*free[:k]] for k in range(3, len(free) + 1)) if game.refusals(SEAT, bundle))
    shut = next(key for key in all_own if key not in free)
    for moves, why in (([theirs], "not yours"), ([shut], "accepted"), (many, "accepted"), (["nonsense"], "no option")):
        forced = new(tmp_path / "forced.jsonl")
        forced.waiting = {SEAT: tuple(key for key in moves if key != "nonsense")}
        forced.end_turn()
        header, turn = lines_of(tmp_path / "forced.jsonl")
        (tmp_path / "forced.jsonl").unlink()
        orders = {"kind": "orders", "turn": 1, "agent": SEAT, "moves": moves}
        problem = refused(tmp_path / "odd.jsonl", [header, orders, turn])
        assert (problem.code, problem.place.line) == ("MV-L012", 2) and why in problem.what
    waiting = refused(tmp_path / "odd.jsonl", [header, orders])
    assert (waiting.code, waiting.place.line) == ("MV-L012", 2)


def test_a_seat_that_nobody_plays_gives_no_orders(tmp_path: Path) -> None:
    play(new(tmp_path / "game.jsonl"), 1)
    header, word, orders, turn = lines_of(tmp_path / "game.jsonl")
    for agent in ("russia", "nobody"):
        problem = refused(tmp_path / "odd.jsonl", [header, word, {**orders, "agent": agent}, turn])
        assert (problem.code, problem.place.line) == ("MV-L012", 3)
        problem = refused(tmp_path / "odd.jsonl", [header, {**word, "agent": agent}, orders, turn])
        assert (problem.code, problem.place.line) == ("MV-L012", 2)


def test_a_word_that_the_game_refuses_is_refused_on_replay(tmp_path: Path) -> None:
    play(new(tmp_path / "game.jsonl"), 1)
    header, word, orders, turn = lines_of(tmp_path / "game.jsonl")
    alone = next(move.key for move in new().board.moves if move.parties == (SEAT,))
    for odd, field in (({"move": "nonsense"}, "move"), ({"move": alone}, "move"), ({"yes": False}, "move"),
                       ({"yes": False, "instead": "nonsense"}, "move"), ({"reason": "x" * 201}, "move"),
                       ({"reason": "two\nlines"}, "move")):
        problem = refused(tmp_path / "odd.jsonl", [header, {**word, **odd}, orders, turn])
        assert (problem.code, problem.place.line, problem.place.field) == ("MV-L012", 2, field)
    assert refused(tmp_path / "odd.jsonl", [header, word, word, orders, turn]).place.line == 3
    waiting = refused(tmp_path / "odd.jsonl", [header, {**word, "move": "nonsense"}])
    assert (waiting.code, waiting.place.line) == ("MV-L012", 2)


def test_turns_that_were_not_open_and_lines_that_there_are_not(tmp_path: Path) -> None:
    play(new(tmp_path / "game.jsonl"), 2)
    lines = lines_of(tmp_path / "game.jsonl")
    for at, odd in ((1, {"turn": 2}), (4, {"turn": 1}), (2, {"turn": 3})):
        problem = refused(tmp_path / "odd.jsonl", [*lines[:at], {**lines[at], **odd}, *lines[at + 1 :]])
        assert (problem.code, problem.place.line) == ("MV-L012", at + 1)
    for last in ({"kind": "back", "turn": 4}, {"kind": "switch", "branch": "line 9"}):
        assert refused(tmp_path / "odd.jsonl", [*lines, last]).place.line == len(lines) + 1
    game = resume(tmp_path / "game.jsonl", mending=True)
    while not game.over:
        game.end_turn()
    orders = {"kind": "orders", "turn": game.turn, "agent": SEAT, "moves": []}
    assert "No turn is left" in refused(tmp_path / "odd.jsonl", [*lines_of(tmp_path / "game.jsonl"), orders]).what


def test_the_other_lines_of_play_are_replayed_as_well(tmp_path: Path) -> None:
    game = play(new(tmp_path / "game.jsonl"), 2)
    game.back(2)
    play(game, 1, skip=1)
    again = resume(tmp_path / "game.jsonl")
    again.check_other_lines(str(tmp_path / "game.jsonl"))
    assert again.digests == game.digests
    lines = lines_of(tmp_path / "game.jsonl")
    kinds = [line["kind"] for line in lines if line["kind"] != "word"]
    assert kinds == ["game", "orders", "turn", "orders", "turn", "back", "orders", "turn"]
    at = [k for k, line in enumerate(lines) if line["kind"] == "orders"][1]
    odd = [*lines[:at], {**lines[at], "moves": ["nonsense"]}, *lines[at + 1 :]]
    (tmp_path / "odd.jsonl").write_bytes(resealed(odd))
    assert resume(tmp_path / "odd.jsonl").digests == game.digests
    problem = refused(tmp_path / "odd.jsonl", odd, others=True)
    assert (problem.code, problem.place.line, problem.value) == ("MV-L012", at + 1, "nonsense")
