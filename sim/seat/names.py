"""Which number a person means who writes its path, its name or a part of its name."""

from __future__ import annotations

from collections.abc import Iterable

from sim.errors import MultivectorError, refuse
from sim.game.game import Game
from sim.scenario.paths import resolve_path
from sim.seat.past import Past
from sim.seat.turn import readings_of
from sim.seat.words import label

SHOWN = 6  # of several that may be meant


def matching(wanted: str, numbers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those (path, name) that are meant, whatever the case of the letters: the one of just this path or name, else all
    with it in their name."""
    word, known = " ".join(wanted.split()).lower(), list(numbers)
    exact = [x for x in known if word in (x[0].lower(), x[1].lower())]
    return exact[:1] or [x for x in known if word and word in x[1].lower()]


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
