"""What everybody may see: the sight of a seat that nobody has. It knows what came into force and public numbers; no
order, word or proposal of others before that, and no brief or aim at all."""

from __future__ import annotations

from collections.abc import Iterator

from sim.catalogue import VARIABLES
from sim.engine.board import Board
from sim.game.game import Game
from sim.seat.board import moving
from sim.seat.past import Past
from sim.seat.played import check_played
from sim.seat.sight import Sight, visible
from sim.seat.talks import answer
from sim.seat.turn import doing, largest, news_of, reading, turn_dates
from sim.seat.why import why
from sim.seat.words import plain
from sim.views import ActView, Explanation, IndicatorView, PublicView, RevealView

NOBODY = ""
CHANGES = 4


def public_view(game: Game) -> PublicView:
    past, sight, board = Past(game), Sight(game, NOBODY), game.board
    told = [path for path in board.scenario.report if sight.sees(path)]
    return PublicView(
        board.scenario.id, board.scenario.title, plain(board.scenario.situation),
        turn_dates(game, min(game.turn, game.turns)), game.turn, game.turns, game.over,
        tuple(news_of(sight, game.turn - 1)),
        tuple(_indicator(past, path) for path in told), past.trails(told))


def reveal_view(game: Game, turn: int) -> RevealView:
    """A turn that has been played, as everybody may know it. Raises MultivectorError."""
    check_played(game, turn)
    sight = Sight(game, NOBODY)
    acts = sorted(_acts(sight, turn), key=lambda act: not act.seated)
    return RevealView(turn, turn_dates(game, turn), tuple(acts), tuple(_fell(sight, turn)),
                      tuple(_changes(sight, turn)))


def _indicator(past: Past, path: str) -> IndicatorView:
    found, now = past.board.indicator(path).variable, reading(past, path, past.values(path))
    return IndicatorView(path, found.name, past.board.label(path), found.unit, found.decimals, found.better, "world",
                         "", now.value, now.change, now.steps)


def _acts(sight: Sight, turn: int) -> Iterator[ActView]:
    """What came into force, and who said what to it in that turn."""
    seats = sight.board.scenario.seats
    for key in sight.game.struck(turn):
        said = {deed.agent: deed for deed in sight.deeds(turn) if deed.move == key}
        parties = sight.board.move(key).parties
        yield ActView(doing(sight.game, key), any(party in seats for party in parties),
                      tuple(answer(sight, turn, party, said[party]) for party in parties if party in said))


def _fell(sight: Sight, turn: int) -> Iterator[str]:
    """News beside what came into force, which is told as an act."""
    acts = {f"{doing(sight.game, key)}." for key in sight.game.struck(turn)}
    return (words for words in news_of(sight, turn) if words not in acts)


def _changes(sight: Sight, turn: int) -> Iterator[Explanation]:
    """The largest changes of public numbers, and why."""
    past = Past(sight.game, turn)
    readings = [reading(past, path, trail) for path in public_paths(sight.board) if any(trail := past.values(path))]
    for found in largest(readings, CHANGES):
        yield sight.explanation(why(sight.game, found.path, turn))


def public_paths(board: Board) -> tuple[str, ...]:
    """The scenario's figures, all actors' own numbers and the world's, as far as everybody may know them."""
    own = (f"{actor}.{v.name}" for actor in board.sizes.actors for v in VARIABLES if v.axes == "a" and moving(v))
    world = (v.name for v in VARIABLES if not v.axes and moving(v))
    found = dict.fromkeys([*board.scenario.report, *own, *world])
    return tuple(path for path in found if visible(board, path, NOBODY))
