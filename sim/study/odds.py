"""The odds that regimes open: futures of one present in which everybody follows the doctrine in office (ADR 23)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.game.game import Game
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.scenario.months import month_name
from sim.treatment import Treatment
from sim.world.arrays import Array
from sim.world.state import Params, World

MEMBERS = 200
AHEAD = 6  # months


def odds_of(game: Game, members: int = MEMBERS, months: int = AHEAD) -> dict[str, float]:
    """By regime, the share of futures of the open turn in which it opens within these months. Sealed orders are not
    read, and people are taken to go on as their doctrine would."""
    known = game.treatment.known(month_name(game.board.starts + game.model.world.month))
    found = odds(known, game.model.world, game.model.params, game.seed, f"odds/{game.turn}", members, months)
    return {regime.key: float(share[0]) for regime, share in zip(game.board.regimes, found, strict=True)}


def odds(treatment: Treatment, world: World, params: Params, seed: int, stream: str, members: int = MEMBERS,
         months: int = AHEAD, numbers: Sequence[int] = ()) -> Array:
    """The same (N, R) for each run of a World in which a turn has just been opened. `numbers`: of its runs, 0 onwards
    if left out; each has members, and so luck, of its own."""
    if not treatment.board.regimes:
        return np.zeros((0, world.runs))
    columns = np.repeat(np.arange(world.runs), members)
    each = np.arange(len(columns)) if not len(numbers) else (
        np.repeat(np.array(numbers), members) * members + np.tile(np.arange(members), len(numbers)))
    with brief(BalanceModel(treatment, seed=seed, numbers=each.tolist(), world=world.take(columns),
                            params=params.take(columns), stream=stream, collect=False)) as model:
        model.lay_table()
        model.close()
        while model.running and model.world.month < world.month + months:
            model.step()
        opened = openings(model.regimes[:months], world.month)
    return opened.any(axis=0).reshape(len(opened[0]), world.runs, members).mean(axis=2)


def openings(since: Sequence[NDArray[np.int16]], first: int) -> NDArray[np.bool_]:
    """Where regimes opened (T, N, R). `since`: their rows at the end of each month from the month `first` on."""
    found = np.stack(since)
    return found == first + 1 + np.arange(len(found))[:, None, None]
