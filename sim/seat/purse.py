"""What a seat will have in hand when the next turn opens: asked of the engine, which knows what comes in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.catalogue import BY_NAME
from sim.engine.ledger import NullLedger
from sim.engine.turn import open_turn
from sim.game.game import Game


def purse(game: Game, agent: str) -> tuple[int, int]:
    """(what comes in, the most that can be in hand) when the next turn opens, approval and institutions standing as
    they do now; zeros when there is none."""
    if game.turn >= game.turns:
        return 0, 0
    return _opened(game, agent, BY_NAME["capital"].low), _opened(game, agent, BY_NAME["capital"].high)


def _opened(game: Game, agent: str, kept: float) -> int:
    """Points in hand at the next opening for a seat that has kept so many."""
    model = game.model
    then = replace(model.world, month=game.month(game.turn + 1))
    holding = then.with_stocks(capital=np.full_like(then.stocks["capital"], kept))
    opened = open_turn(game.board, holding, model.params, model.noise, NullLedger())
    return int(opened.stocks["capital"][game.board.sizes.actors.index(agent), 0])
