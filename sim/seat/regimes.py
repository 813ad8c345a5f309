"""Regimes as a seat sees them: those that are open, those that its own signs foretell, and the odds that they open."""

from __future__ import annotations

from collections.abc import Iterator

from sim.engine.regimes import WORN_OUT, Exit, Regime, ended_by, how_closed
from sim.engine.turn import price
from sim.game.game import Game
from sim.scenario.regimes import Sign
from sim.seat.sight import Sight
from sim.seat.why import regime_words
from sim.seat.words import effect, label, months, plain, title
from sim.study.odds import AHEAD, MEMBERS, odds_of
from sim.texts import say
from sim.views import ExitView, OddsView, RegimeView, SignView
from sim.world.state import World

LEAST = 0.005  # odds that are no longer nothing


def regimes_of(sight: Sight) -> Iterator[RegimeView]:
    """What is open anywhere, what ended in the turn before, and what concerns the seat and has its first sign past its
    line; the seat's own first."""
    found = [_view(sight, row, regime) for row, regime in sight.board.rows_of_regimes]
    told = [x for x in found if x.since or x.ended or any(sign.passed for sign in x.signs[:1])]
    return iter(sorted(told, key=lambda x: (not x.since, not x.own)))


def odds_for(game: Game, agent: str) -> tuple[OddsView, ...]:
    """How likely it is that a regime that concerns the seat opens soon; the likeliest first."""
    sight, now = Sight(game, agent), game.model.world.since
    mine = {regime.key for row, regime in game.board.rows_of_regimes if sight.seat in regime.who and now[row, 0] < 0}
    found = {key: share for key, share in odds_of(game).items() if key in mine and share >= LEAST} if mine else {}
    return tuple(_odds(sight, key, found[key]) for key in sorted(found, key=lambda key: -found[key]))


def _odds(sight: Sight, key: str, share: float) -> OddsView:
    words = say("regime-odds", what=regime_words(sight.board, key), months=AHEAD, odds=f"{share:.0%}")
    return OddsView(key, regime_words(sight.board, key), share, AHEAD, MEMBERS, words)


def turned_of(game: Game, before: World, now: World) -> Iterator[str]:
    """What opened and closed between two Worlds, in words."""
    for row, regime in game.board.rows_of_regimes:
        its = game.board.scenario.regimes[regime.id]
        if now.uses[row, 0] > before.uses[row, 0]:
            yield say("regime-opened", what=regime_words(game.board, regime.key), sentence=plain(its.sentence))
        if ended := _ended(game, regime, row, before, now):
            yield say("regime-closed", what=regime_words(game.board, regime.key), ended=ended)


def _view(sight: Sight, row: int, regime: Regime) -> RegimeView:
    game, board = sight.game, sight.board
    its, world, own = board.scenario.regimes[regime.id], game.model.world, sight.seat in regime.who
    since, open_ = int(world.since[row, 0]), world.since[row, 0] >= 0
    costs = tuple(effect(board, regime, e, sight.seat) for e in its.effects)
    before = game.worlds[game.turn - 2] if game.turn > 1 else world
    return RegimeView(
        regime.key, regime_words(board, regime.key), plain(its.sentence), own,
        months(since + board.starts, since + board.starts) if open_ else "", world.month - since if open_ else 0,
        _ended(game, regime, row, before, world), tuple(x.text for x in regime.opens),
        tuple(_signs(sight, regime, its.signs)) if own else (), costs,
        tuple(_exit(sight, way) for way in regime.exits if open_), its.standing)


def _signs(sight: Sight, regime: Regime, signs: tuple[Sign, ...]) -> Iterator[SignView]:
    board = sight.board
    view = board.view(sight.game.model.world, sight.game.model.params)
    for sign in signs:
        path = regime.fill(sign.path)
        if sight.sees(path) and (sign.seen == "all" or sight.seat == regime.who[0]):
            found, above = board.indicator(path), sign.above is not None
            value, line = float(found.read(view)[0]), float((sign.above if above else sign.below) or 0.0)
            yield SignView(path, label(board, path, sight.seat), found.variable.unit, found.variable.decimals, value,
                           line, above, value > line if above else value < line)


def _exit(sight: Sight, way: Exit) -> ExitView:
    """The seat's own move, if it is one of those that are the way out."""
    board, model = sight.board, sight.game.model
    for k, part in enumerate(board.parts):
        if part.move in way.moves and part.agent == sight.agent:
            key = board.moves[part.move].key
            cost = int(price(board, board.view(model.world, model.params))[k, 0])
            return ExitView(title(board, key, sight.agent), way.chance, key, cost)
    return ExitView(plain(board.scenario.options[way.option].title), way.chance)


def _ended(game: Game, regime: Regime, row: int, before: World, now: World) -> str:
    """How it was left between two Worlds, in words."""
    was, since = before.since[row, 0] >= 0 or now.uses[row, 0] > before.uses[row, 0], int(now.since[row, 0])
    if since >= 0 or not was:
        return ""
    option = ended_by(regime, since)
    how = "exit" if option else "worn" if how_closed(since) == WORN_OUT else "calm"
    return say("regime-ended", how=how, option=plain(game.board.scenario.options[option].title) if option else "none")


