"""What a seat may know: every view of every seat is walked, and nothing is found that it may not know.

What is forbidden is worked out here by another route than the filter's: from the scenario's texts, the model's own
books, the catalogue, and the orders that the test has given.
"""

from __future__ import annotations

import ast
import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sim.seat
from sim.catalogue import VARIABLES
from sim.engine.indicators import split
from sim.engine.moves import actor_of
from sim.errors import MultivectorError
from sim.game.game import Game
from sim.game.word import Word
from sim.seat.beside import history_of
from sim.seat.played import past_turn
from sim.seat.sight import Sight
from sim.seat.turn import turn_view
from sim.seat.why import move_words
from sim.seat.words import plain
from sim.treatment import treat
from sim.views import CauseRow, Explanation, wire
from tests.boards import SHORT
from tests.seat.offered import offered

PEOPLE = ("kazakhstan", "uzbekistan", "united_states")
TURNS = 3
SEED = 1


@cache
def drawn(seed: int = SEED) -> Game:
    """A game of several people who order what they may, drawn by lot; in the open turn all but one have ordered."""
    luck, game = random.Random(seed), Game(treat(SHORT), PEOPLE, seed)
    for turn in range(1, TURNS + 1):
        for agent in PEOPLE[turn == TURNS:]:
            submit_some(game, agent, luck)
        if turn < TURNS:
            game.end_turn()
    return game


def submit_some(game: Game, agent: str, luck: random.Random) -> None:
    mine = [move.key for move in game.board.moves if agent in move.parties]
    orders: list[str] = []
    for key in luck.sample(mine, len(mine)):
        if len(orders) < 3 and not game.refusals(agent, [*orders, key]):
            orders.append(key)
    assert not game.decide(agent, orders) and orders


@cache
def record() -> Game:
    return history_of(drawn())


def told(agent: str) -> list[tuple[str, Any]]:
    """All that the seat is given, as it is sent: name and JSON."""
    game, sight = drawn(), Sight(drawn(), agent)
    return [(name, wire.to_json(sight.explanation(view) if isinstance(view, Explanation) else view))
            for name, view in offered(game, agent, record())]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in texts(item))


# --- what is forbidden -----------------------------------------------------------------------------------------------


def secrets_of_others(game: Game, seat: str) -> set[str]:
    """Briefs, secrets and secret aims of the other seats."""
    return {plain(text) for name, its in game.board.scenario.seats.items() if name != seat
            for text in (its.brief, its.secret.text, *([its.secret.goal.text] if its.secret.goal else []))}


def hidden_moves(game: Game, seat: str) -> set[str]:
    """Moves between others, not aimed at the seat, that were tried or are sealed and never came into force, neither
    here nor in history."""
    board, struck = game.board, (*game.model.struck, *record().model.struck)
    in_force = {board.moves[row].key for _, rows in struck for row in range(len(board.moves)) if rows[row, 0]}
    tried = {deed.move for deed in game.model.deeds}
    tried |= {key for orders in (*game.orders, game.waiting) for keys in orders.values() for key in keys}
    return {key for key in tried - in_force
            if seat not in [actor_of(party) for party in board.move(key).parties] + [board.move(key).target]}


def names_number(text: str) -> bool:
    return bool(re.fullmatch(r"(\w+\.){1,2}\w+", text)) and any(v.name in text.split(".") for v in VARIABLES)


def unseen(path: str, seat: str) -> bool:
    """By the catalogue's words: `own` is the actor's, `pair` both ends', `none` nobody's."""
    try:
        variable, names = split(path)
    except KeyError:
        return False
    holders = {"all": [seat], "own": [n for n in names if n in PEOPLE or n == seat] or ["nobody"], "pair": names,
               "none": []}[variable.seen]
    return seat not in holders


@pytest.mark.parametrize("agent", PEOPLE)
def test_no_view_tells_what_the_seat_may_not_know(agent: str) -> None:
    game = drawn()
    forbidden, moves = secrets_of_others(game, agent), hidden_moves(game, agent)
    words = {move_words(game.board, key) for key in moves} - known_words(game, agent, moves)
    assert forbidden and words
    for name, view in told(agent):
        for text in texts(view):
            assert not any(secret in text for secret in forbidden), (name, text)
            assert text not in moves, (name, text)
            assert not any(tells(text, one) for one in words), (name, text)
            assert not (names_number(text) and unseen(text, agent)), (name, text)


def known_words(game: Game, agent: str, hidden: set[str]) -> set[str]:
    """Words of hidden moves that the seat's own and public moves share."""
    return {move_words(game.board, move.key) for move in game.board.moves if move.key not in hidden}


def tells(text: str, words: str) -> bool:
    title = words.partition(": ")[2] or words
    return words in text or (len(title) > 30 and title in text)


def test_sealed_orders_change_nothing_that_others_see() -> None:
    """Word for word: what one seat is given does not depend on what the others have handed in."""
    game, agent = drawn(), PEOPLE[0]
    before, sealed = json.dumps(told(agent)), dict(game.waiting)
    assert set(sealed) == set(PEOPLE[1:])
    game.waiting.clear()
    try:
        assert json.dumps(told(agent)) == before
    finally:
        game.waiting.update(sealed)


def test_a_proposal_between_others_that_came_to_nothing_is_not_told() -> None:
    """Tashkent proposed something in vain; Astana is told neither that nor why, and Tashkent is."""
    game = Game(treat(SHORT), ("kazakhstan",), 4)
    game.end_turn()
    theirs = {deed.move for deed in game.deeds(1) if deed.yes and deed.agent == "uzbekistan"
              and deed.move not in game.struck(1) and "kazakhstan" not in game.board.move(deed.move).parties}
    assert theirs
    for key in theirs:
        ours, tashkents = (past_turn(game, agent, 1) for agent in ("kazakhstan", "uzbekistan"))
        assert key not in {proposal.key for proposal in ours.proposals}
        assert key in {proposal.key for proposal in tashkents.proposals}
        title = game.board.scenario.options[game.board.move(key).option].title
        assert not any(title in text for text in texts(wire.to_json((ours.deeds, ours.proposals))))


def test_reasons_name_no_number_that_the_seat_cannot_see() -> None:
    game = drawn()
    for agent in PEOPLE:
        sight = Sight(game, agent)
        labels = [f"{v.label} stands at" for v in VARIABLES if v.seen == "none"]
        for turn in range(1, game.turn):
            for text in texts(wire.to_json(past_turn(game, agent, turn).deeds)):
                assert not any(text[2:].startswith(label) for label in labels), text
        with pytest.raises(MultivectorError):
            sight.check("russia.capital")


def test_what_follows_from_a_refusal_among_others_is_one_row_without_a_name() -> None:
    game, agent = drawn(), PEOPLE[0]
    hidden, own = min(hidden_moves(game, agent)), next(m.key for m in game.board.moves if agent in m.parties)
    rows = tuple(CauseRow(cause, cause, amount, "sequel") for cause, amount in (
        (f"refused:{hidden}", 0.5), (f"yielded:{hidden}", 0.25), (f"refused:{own}", 0.125)))
    found = Sight(game, agent).explanation(Explanation("rivalry", "Rivalry", "0-1", 2, 1, "", 0.0, 0.875, rows))
    assert [(row.cause, row.amount) for row in found.rows] == [("unseen", 0.75), (f"refused:{own}", 0.125)]
    assert not any(hidden in text for text in texts(wire.to_json(found)))


# --- the log ---------------------------------------------------------------------------------------------------------


def test_the_log_of_an_open_game_hides_its_luck_and_the_orders_of_others() -> None:
    game = drawn()
    header = {"kind": "game", "seed": 7, "run": 0, "scenario": SHORT, "digest": "d", "seal": "s"}
    lines = [{"kind": "orders", "turn": 1, "agent": "uzbekistan", "moves": ["x"], "seal": "t"},
             {"kind": "orders", "turn": 1, "agent": "kazakhstan", "moves": ["y"], "seal": "u"},
             {"kind": "turn", "turn": 1, "digest": "w", "seal": "v"}]
    assert list(Sight(game, "kazakhstan").log(header, lines)) == [
        {"kind": "game", "scenario": SHORT, "digest": "d"},
        {"kind": "orders", "turn": 1, "agent": "uzbekistan", "moves": None},
        {"kind": "orders", "turn": 1, "agent": "kazakhstan", "moves": ["y"]}, {"kind": "turn", "turn": 1}]


def test_what_is_said_between_others_is_told_to_its_parties_alone() -> None:
    game = Game(treat(SHORT), PEOPLE, 4)
    quiet = json.dumps(wire.to_json(turn_view(game, "kazakhstan")))
    key = next(move.key for move in game.board.moves if set(move.parties) == {"united_states", "uzbekistan"}
               and not game.refusals("united_states", [move.key]))
    word = Word("united_states", key, True, "a word in your ear")
    assert not game.speak(word)
    assert json.dumps(wire.to_json(turn_view(game, "kazakhstan"))) == quiet
    assert "a word in your ear" in json.dumps(wire.to_json(turn_view(game, "uzbekistan")))
    line = {**word.entry(1), "seal": "s"}
    secret = dict.fromkeys(("move", "yes", "reason", "instead"))
    told = {agent: next(iter(Sight(game, agent).log(line, ()))) for agent in PEOPLE}
    assert told["kazakhstan"] == {"kind": "word", "turn": 1, "agent": "united_states", **secret}
    assert told["uzbekistan"] == told["united_states"] == word.entry(1)
    game.end_turn()
    assert "a word in your ear" not in json.dumps(wire.to_json(past_turn(game, "kazakhstan", 1)))


# --- the source ------------------------------------------------------------------------------------------------------

KEPT = {"deeds", "orders", "waiting", "tray", "history", "secret"}


def test_only_the_filter_reads_what_agents_decided() -> None:
    """`game.orders`, `model.tray` and the like are read in sight.py alone; a seat's own secret is its own."""
    found = set[str]()
    for path in Path(str(sim.seat.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if path.name != "sight.py" and isinstance(node, ast.Attribute) and node.attr in KEPT:
                owner = ast.unparse(node.value)
                if owner != "sight" and owner not in ("own", "option"):
                    found.add(f"{path.name}: {ast.unparse(node)}")
    assert not found
