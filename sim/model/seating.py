"""Who decides for whom: seats become minds, and doctrines set by hand are put in office."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board
from sim.engine.compile import close_to
from sim.errors import refuse
from sim.model.record import recorded
from sim.world.state import World

BUILT_IN = ("historical", "random", "steady", "handed")


def minds_of(board: Board, seats: Mapping[str, str], record: bool) -> dict[str, str]:
    """Agent -> mind: these seats on top of the world's own, the record or doctrines. Raises MultivectorError."""
    for agent, mind in seats.items():
        _check(board, agent, mind)
    return {**(dict.fromkeys(recorded(board), "historical") if record else {}), **seats}


def _check(board: Board, agent: str, mind: str) -> None:
    item, allowed = f"{agent}={mind}", {*board.sizes.doctrines, *BUILT_IN}
    if agent not in board.agents():
        raise refuse("MV-R004", f"there is no seat {agent!r}", field="--seat", value=item,
                     allowed=", ".join(board.agents()), mend="write ACTOR=DOCTRINE")
    if mind not in allowed:
        raise refuse("MV-R005", f"there is no doctrine {mind!r}", field="--seat", value=item,
                     allowed=close_to(mind, allowed - {"handed"}), mend="write ACTOR=DOCTRINE")
    holders = board.scenario.doctrines[mind].actors if mind in board.sizes.doctrines else ()
    if holders and agent not in holders:
        fitting = [d for d, x in board.scenario.doctrines.items() if agent in x.actors or not x.actors]
        raise refuse("MV-R006", f"{agent} cannot follow the doctrine {mind!r}", field="--seat", value=item,
                     allowed=", ".join(fitting), mend="choose one of these, or historical, random or steady")


def in_office(board: Board, world: World, fixed: Mapping[tuple[str, str], NDArray[np.bool_]]) -> World:
    """The World with doctrines in office: (actor, doctrine) -> in which runs (R,)."""
    line = world.stocks["line"].copy()
    for (actor, doctrine), where in fixed.items():
        at, office = board.sizes.actors.index(actor), np.array([[d == doctrine] for d in board.sizes.doctrines])
        line[:, at] = np.where(where, office, line[:, at])
    return world.with_stocks(line=line)
