"""A game over any journal: what it writes there, and what is left when that cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from sim.errors import MultivectorError, refuse
from sim.game.branches import told_by
from sim.game.game import Game
from sim.game.journal import Entry, Journal, Reading, complete
from sim.treatment import treat
from tests.boards import MINI
from tests.game.games import SEAT, alone


@dataclass
class Memory:
    """Keeps a game as long as the test runs. `full`: the kind of entry for which there is no room."""

    header: Entry
    entries: list[Entry] = field(default_factory=list[Entry])
    full: str = ""
    place: str = "memory"
    lost: str = ""

    def write(self, entry: Entry) -> None:
        if entry["kind"] == self.full:
            raise refuse("MV-L001", "the log cannot be written")
        self.entries.append(entry)

    def keep(self) -> None: ...

    def read(self) -> Reading:
        return Reading(self.header, tuple(self.entries))


def begun() -> tuple[Game, Memory]:
    game = Game(treat(MINI), (SEAT,), 1)
    journal = Memory(game.header)
    game.journal = journal
    return game, journal


def again(journal: Journal) -> Game:
    """The game that the journal tells of."""
    found = journal.read()
    game = Game(treat(MINI), found.header["people"], found.header["seed"], found.header["run"])
    game.take_up(told_by(found.lines, "memory"), "memory")
    return game


def test_a_game_comes_back_from_what_it_wrote() -> None:
    game, journal = begun()
    game.submit(SEAT, alone(game)[:1])
    game.end_turn()
    game.end_turn()
    game.back(2)
    game.submit(SEAT, alone(game)[:1])
    assert all(complete({"kind": "game", **journal.header} if k == 0 else entry)
               for k, entry in enumerate([journal.header, *journal.entries]))
    found = again(journal)
    assert (found.digests, found.waiting, found.branches) == (game.digests, game.waiting, game.branches)
    assert found.model.world.digest() == game.model.world.digest()  # the open turn, too


@pytest.mark.parametrize("kind", ["orders", "turn", "back"])
def test_what_cannot_be_written_down_has_not_happened(kind: str) -> None:
    game, journal = begun()
    game.end_turn()
    journal.full, before, orders = kind, (game.turn, game.model.world.digest(), dict(game.waiting)), alone(game)[:1]
    act = {"orders": lambda: game.submit(SEAT, orders), "turn": game.end_turn, "back": lambda: game.back(1)}[kind]
    with pytest.raises(MultivectorError):
        act()
    assert (game.turn, game.model.world.digest(), dict(game.waiting)) == before
    assert len(journal.entries) == 1
