"""Which number a person means who writes its path, its name or a part of its name."""

from __future__ import annotations

from sim.errors import MultivectorError, refuse
from sim.game.game import Game
from sim.scenario.paths import resolve_path
from sim.seat.past import Past
from sim.seat.turn import readings_of
from sim.seat.words import label
from sim.views.names import matching

SHOWN = 6  # of several that may be meant


def number_named(game: Game, wanted: str) -> str:
    """The path of the number, named as the first seat calls it or in full. Raises MultivectorError when there is none,
    or several."""
    seat = next(iter((*game.people, *game.board.scenario.seats)), "")
    numbers = [(x.path, label(game.board, x.path, seat)) for x in readings_of(Past(game), seat)] if seat else []
    found = _path(game, wanted) or matching(wanted, numbers) or matching(
        wanted, [(path, game.board.label(path)) for path, _ in numbers])
    if len(found) > 1:
        raise refuse("MV-R017", f"{len(found)} numbers have {wanted!r} in their name", field="INDICATOR", value=wanted,
                     allowed=", ".join(path for path, _ in found[:SHOWN]) + (", ..." if len(found) > SHOWN else ""),
                     mend="write more of the name, or one of these paths")
    if not found:
        resolve_path(game.board.scenario, wanted)
    return found[0][0]


def _path(game: Game, wanted: str) -> list[tuple[str, str]]:
    try:
        resolve_path(game.board.scenario, wanted.lower())
    except MultivectorError:
        return []
    return [(wanted.lower(), "")]
