"""Small games that tests play, damage and read again. They are of the miniature scenario, so that a replay is quick."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.errors import MultivectorError
from sim.game.game import Game
from sim.game.saved import begin
from sim.treatment import treat
from tests.boards import MINI

SEAT = "mongolia"


def new(path: Path | None = None, people: tuple[str, ...] = (SEAT,), seed: int = 1) -> Game:
    game = Game(treat(MINI), people, seed)
    return begin(game, path) if path else game


def possible(game: Game, agent: str = SEAT) -> list[str]:
    """Moves that the seat may say yes to now, in public or under seal, one by one."""
    own = [move.key for move in game.board.moves if agent in move.parties]
    return [key for key in own if not game.refusals(agent, [key])]


def alone(game: Game, agent: str = SEAT) -> list[str]:
    """Those that it may order under seal."""
    return [key for key in possible(game, agent) if not game.board.move(key).joint]


def one_of_each(game: Game, agent: str = SEAT) -> list[str]:
    """A move that it may say yes to in public, and one that it may order under seal."""
    public = [key for key in possible(game, agent) if game.board.move(key).joint]
    return public[:1] + alone(game, agent)[:1]


def play(game: Game, turns: int, agent: str = SEAT, skip: int = 0) -> Game:
    """Decide for the first possible move each turn; `skip` makes another game of it."""
    for _ in range(turns):
        game.decide(agent, possible(game, agent)[skip : skip + 1])
        game.end_turn()
    return game


@cache
def log_text(turns: int = 4, waiting: bool = True) -> bytes:
    """The log of a game of some turns, with a step back in it, and orders that wait for the next turn."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "game.jsonl"
        game = play(new(path), turns)
        game.back(turns - 1)
        play(game, 2, skip=1)
        if waiting:
            game.submit(SEAT, alone(game)[:1])
        return path.read_bytes()


def codes(error: MultivectorError) -> set[str]:
    return {problem.code for problem in error.problems}
