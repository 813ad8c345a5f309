"""What a seat is told of an agreement before it says a word: the engine's own odds, and what a no costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from sim.catalogue import BY_NAME
from sim.engine.agreements import fail
from sim.game.game import Game
from sim.game.word import Word
from sim.rules import RULES
from sim.seat.chances import chance_of, snub_of
from sim.seat.choices import card
from sim.seat.sight import Sight
from sim.seat.turn import turn_view
from sim.treatment import treat
from sim.views import ChanceView, OptionView, wire
from sim.world.noise import Noise
from tests.boards import MINI, SHORT, board
from tests.engine.drawn import a_world, near_params

SEAT, MANY = "mongolia", 1000
AGREED = re.compile(r"All had agreed, but it failed: (\d+) in 100")


@pytest.fixture(scope="module")
def sight() -> Sight:
    return Sight(Game(treat(MINI), [SEAT], seed=1), SEAT)


def worlds(name: str, count: int = 12) -> Iterator[tuple[Any, Any]]:
    its, rng = board(name), np.random.default_rng(12)
    return ((a_world(its, rng, 1), near_params(its, rng, 1)) for _ in range(count))


def test_as_many_of_a_hundred_hold_as_are_told(sight: Sight) -> None:
    """Over drawn worlds, by the engine's dice: within four standard errors, for each of some hundred cases."""
    its, same = sight.board, np.zeros(MANY, dtype=np.int64)
    told = set[float]()
    for world, params in worlds(MINI):
        many = its.view(world.take(same), params.take(same))
        failed = fail(its, many, np.ones((len(its.moves), MANY), dtype=bool), Noise(3, np.arange(MANY)))
        for row in its.pacts.move:
            found = chance_of(sight, its.view(world, params), its.moves[row].key)
            assert found and abs(1.0 - failed[row].mean() - found.odds) <= 4 * 0.5 / MANY**0.5
            told.add(round(found.odds, 2))
    assert len(told) > 10 and 0.0 in told


def test_what_it_is_made_of_adds_up() -> None:
    its = board(SHORT)
    sight = Sight(Game(treat(SHORT), ["kazakhstan"], seed=1), "kazakhstan")
    for world, params in worlds(SHORT, 3):
        for row in its.pacts.move:
            found = chance_of(sight, its.view(world, params), its.moves[row].key)
            assert found and 1.0 + sum(x.amount for x in found.rows) == pytest.approx(found.odds, abs=1e-12)
            assert all(x.amount and x.words for x in found.rows)


def test_the_number_named_is_the_one_that_is_weighed(sight: Sight) -> None:
    """Of a world in which all think 0.2 of each other, and one neighbour 0.1 less of the other."""
    its = sight.board
    world = sight.game.model.world
    regard = np.full_like(world.stocks["goodwill"], 0.2)
    china, mongolia = (its.sizes.actors.index(name) for name in ("china", "mongolia"))
    regard[china, mongolia] = 0.1
    view = its.view(world.with_stocks(goodwill=regard), sight.game.model.params)
    found = chance_of(sight, view, "corridor-credit>mongolia")
    assert found
    row = next(x for x in found.rows if x.rule == "agree.regard")
    assert row.words.endswith("Goodwill from China: 0.10.") and row.amount == pytest.approx(0.07, abs=1e-6)
    assert row.standing == "play" and row.places


def test_odds_rest_on_what_all_may_know() -> None:
    """So whoever is told them is told no number that is hidden from that seat."""
    reads = {name for rule in RULES if rule.phase in ("conclude", "snub") for name in rule.reads}
    assert reads and all(BY_NAME[name].seen == "all" for name in reads)


def test_only_what_can_fail_has_odds(sight: Sight) -> None:
    its, view = sight.board, sight.board.view(sight.game.model.world, sight.game.model.params)
    pacts = {its.moves[row].key for row in its.pacts.move}
    assert {move.key for move in its.moves if chance_of(sight, view, move.key)} == pacts
    bare = Sight(Game(treat(MINI, off="play"), [SEAT], seed=1), SEAT)
    assert not any(chance_of(bare, view, key) or snub_of(bare, view, key) for key in pacts)


# --- in a game -------------------------------------------------------------------------------------------------------


def asked(game: Game, seat: str) -> list[OptionView]:
    return [o for o in turn_view(game, seat).options if o.proposed_by and not o.refused]


def test_a_no_costs_what_was_told() -> None:
    """By the ledger, of a seat that leaves the one proposal to it lying."""
    game = Game(treat(SHORT), ["kazakhstan"], seed=1)
    those = asked(game, "kazakhstan")
    left, others = those[0], those[1:]
    told = card(game, "kazakhstan", left.key).snub
    for other in others:
        game.speak(Word("kazakhstan", other.key, True))
    game.end_turn()
    its, sums = game.board, dict[str, float]()
    (who,) = (name for name in its.sizes.actors if (its.word(name),) == left.proposed_by)
    flat = np.ravel_multi_index([its.sizes.actors.index(name) for name in (who, "kazakhstan")],
                                (len(its.sizes.actors),) * 2)
    for entry in (e for e in game.ledger.entries if e.phase == "snub"):
        sums[entry.variable] = sums.get(entry.variable, 0.0) + float(entry.amount[entry.where == flat].sum())
    assert sums["goodwill"] == pytest.approx(-0.03, abs=1e-6)
    assert f"which costs you: Goodwill from {its.word(who)} -0.03; " in told
    assert not sums["pressure"] or f"Pressure from {its.word(who)} {sums['pressure']:+.3f}" in told
    assert told.endswith("Goodwill of each who saw it -0.005.")


def test_who_asks_is_told_what_the_others_risk() -> None:
    game = Game(treat(SHORT), ["united_states", "kazakhstan"], seed=1)
    assert card(game, "united_states", "espd").snub.startswith(
        "Without a yes of Kazakhstan it is a snub, which costs them: Goodwill towards Kazakhstan -0.03; "
        "Pressure on Kazakhstan +0.00")


def test_while_all_agree_the_odds_stand_by_it_and_afterwards_those_that_it_had() -> None:
    """The same number in the list, on the card and in the talks; when it has failed, that which it had, after the
    turn's snubs; and that the same odds help no more."""
    game = Game(treat(SHORT), ["kazakhstan"], seed=2)
    option, told = next(o for o in asked(game, "kazakhstan") if o.key == "espd"), card(game, "kazakhstan", "espd")
    assert told.chance and option.odds is not None
    assert option.odds == told.chance.in_hundred == int(100 * told.chance.odds)
    game.speak(Word("kazakhstan", "espd", True))
    talk = next(p for p in turn_view(game, "kazakhstan").talks if p.key == "espd")
    assert talk.words == f"All have agreed: it is due when the turn runs, and holds in {option.odds} of 100."
    game.end_turn()
    failed = AGREED.search(next(o.words for o in turn_view(game, "kazakhstan").outcomes if not o.struck))
    assert failed and option.odds - 2 <= int(failed[1]) <= option.odds
    again = card(game, "kazakhstan", "espd").chance
    assert again
    anew, before = 1.0 + sum(x.amount for x in again.rows[:-1]), int(failed[1]) / 100
    assert again.odds == pytest.approx(max(0.0, (anew - before) / (1.0 - before)), abs=1e-6)
    assert f"It failed at {failed[1]} in 100." in again.rows[-1].words and again.until in again.rows[-1].words
    assert wire.from_json(ChanceView, wire.to_json(again)) == again
    assert game.as_of(2).failed(1) == game.failed(1) and game.failed(2) == {}
