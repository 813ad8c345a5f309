"""Turns that have been played, read back for one seat; and the lines of play."""

from __future__ import annotations

from pathlib import Path

from sim.errors import refuse
from sim.game.branches import Branch
from sim.game.game import Game
from sim.seat.past import Past
from sim.seat.sight import Sight
from sim.seat.talks import proposals
from sim.seat.turn import (
    deeds_of,
    largest,
    news_of,
    outcomes_of,
    readings_of,
    struck_of,
    turn_dates,
)
from sim.seat.words import title
from sim.views import BranchView, PastTurnView


def past_turn(game: Game, agent: str, turn: int) -> PastTurnView:
    """All that the seat may know of a turn that has been played."""
    check_played(game, turn)
    past, sight = Past(game, turn), Sight(game, agent)
    return PastTurnView(
        turn, turn_dates(game, turn), tuple(outcomes_of(sight, turn)), tuple(deeds_of(sight, turn)),
        tuple(proposals(sight, turn)), tuple(struck_of(game, turn)), tuple(news_of(sight, turn)),
        largest(tuple(readings_of(past, sight.seat))))


def check_played(game: Game, turn: int, file: str | Path = "", field: str = "") -> None:
    """Raises MultivectorError, naming the file and the field if given."""
    if not 1 <= turn < game.turn:
        raise refuse("MV-R007", f"turn {turn} has not been played", file=file, field=field, value=turn,
                     allowed=f"1 to {game.turn - 1}" if game.turn > 1 else "no turn has been played yet",
                     mend="name a played turn")


def check_secret(game: Game, reveal: bool, file: str | Path) -> None:
    """Raises MultivectorError where a person's secrets would be told to another: while several still play."""
    if len(game.people) > 1 and not game.over and not reveal:
        raise refuse("MV-P011", f"{len(game.people)} people play this game, and it is not over", file=file,
                     value=f"turn {game.turn} of {game.turns}", allowed="a game that is over, or of one person",
                     mend="play it to its end, or add --reveal: it tells numbers, aims and orders that a seat keeps "
                          "from the others")


# --- lines of play ---------------------------------------------------------------------------------------------------


def branches(game: Game, agent: str) -> tuple[BranchView, ...]:
    return tuple(_branch(Sight(game, agent), line) for line in game.branches.all())


def _branch(sight: Sight, line: Branch) -> BranchView:
    game, agent = sight.game, sight.agent
    orders = tuple((turn_dates(game, turn), _titles(game, agent, keys))
                   for turn, keys in enumerate(sight.orders_on(line), start=1))
    now = line.name == game.branches.now.name
    return BranchView(line.name, len(line.turns), line.left_at, line.parent, now, orders)


def _titles(game: Game, agent: str, keys: tuple[str, ...]) -> str | None:
    return "; ".join(title(game.board, key, agent) for key in keys) or None
