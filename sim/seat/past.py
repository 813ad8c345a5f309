"""The months of a game read back: the ledger's entries put the World of every month together again, exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sim.engine.ledger import Entry
from sim.game.game import Game
from sim.rules.view import View
from sim.world.arrays import Array
from sim.world.state import World


class Past:
    """A game's months from the opening to now, or to the end of a turn. `views[m]` shows the World m months after the
    opening."""

    def __init__(self, game: Game, turns: int | None = None) -> None:
        self.game, self.board = game, game.board
        played = game.turn - 1 if turns is None else turns
        self.views: list[View] = [game.board.view(world, game.model.params) for world in _months(game, played)]

    def values(self, path: str) -> tuple[float, ...]:
        """The indicator at the opening and at the end of each month since."""
        found = self.board.indicator(path)
        return tuple(float(found.read(view)[0]) for view in self.views)

    def trails(self, paths: Iterable[str]) -> dict[str, tuple[float, ...]]:
        """The values of each."""
        return {path: self.values(path) for path in paths}

    def before(self) -> int:
        """Where in the values the last turn began."""
        return max(0, len(self.views) - 1 - self.board.scenario.turn_months)


def _months(game: Game, turns: int) -> Iterator[World]:
    """Stocks of each month (the moves in force are those of the turn's opening; no derived variable reads them)."""
    by_month: dict[int, list[Entry]] = defaultdict(list)
    for entry in game.ledger.entries:
        by_month[entry.month].append(entry)
    yield game.worlds[0]
    for turn, closing in enumerate(game.worlds[1 : turns + 1], start=1):
        world = game.worlds[turn - 1]
        for month in range(game.month(turn), game.month(turn + 1) - 1):
            world = _after(world, month, by_month[month])
            yield world
        yield closing


def _after(world: World, month: int, entries: list[Entry]) -> World:
    stocks: dict[str, Array] = {name: x[..., :1].copy() for name, x in world.stocks.items()}
    for entry in entries:
        stocks[entry.variable].reshape(-1)[entry.where] += entry.amount
    return replace(world, month=month + 1, stocks=stocks)
