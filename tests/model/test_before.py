"""What lies before the opening is replayed once for one luck, and every game has it as if it had been replayed."""

from __future__ import annotations

import pytest

from sim.game.game import Game
from sim.model import BalanceModel
from sim.model.before import LUCKS
from sim.treatment import treat
from tests.boards import SHORT, same

SEAT = "kazakhstan"
SEED = 90210


def entries(game: Game) -> list[tuple[int, str, str, str, bytes]]:
    return [(e.month, e.phase, e.cause, e.variable, e.amount.tobytes()) for e in game.ledger.entries]


def test_a_second_game_replays_nothing_and_is_the_first_one_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Game(treat(SHORT), (SEAT,), SEED)
    opening, told, decided = first.worlds[0].digest(), entries(first), list(first.model.deeds)
    first.end_turn()
    with monkeypatch.context() as patch:
        patch.setattr(BalanceModel, "replay_record", None)
        second = Game(treat(SHORT), (SEAT,), SEED)
    assert (second.worlds[0].digest(), entries(second)) == (opening, told)
    assert second.model.deeds == decided
    second.end_turn()
    assert second.digests == first.digests and entries(second) == entries(first)


def test_it_is_what_a_replay_without_a_game_comes_to() -> None:
    game = Game(treat(SHORT), (SEAT,), SEED)
    alone = BalanceModel(SHORT, seed=SEED, seats=f"{SEAT}=handed", collect=False)
    assert same(game.worlds[0], alone.world)
    assert [(month, rows.tolist()) for month, rows in game.model.struck] == [
        (month, rows.tolist()) for month, rows in alone.struck]


def test_other_luck_is_replayed_and_few_are_kept() -> None:
    first, other = (Game(treat(SHORT), (SEAT,), seed) for seed in (SEED, SEED + 1))
    assert not same(first.worlds[0], other.worlds[0])
    for name in range(LUCKS + 1):
        first.board.before[name] = next(iter(first.board.before.values()))
    Game(treat(SHORT), (SEAT,), SEED + 2)
    assert len(first.board.before) <= LUCKS
    first.board.before.clear()
