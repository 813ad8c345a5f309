"""The agents of the model are the only source of orders: without one of them exactly its moves are missing."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.ledger import FullLedger
from sim.model import BalanceModel
from tests.boards import SHORT, board, finished, played

RUNS = 24
TURNS = 2


def model(turns: int = 0, runs: int = RUNS, ledger: FullLedger | None = None, seats: str = "") -> BalanceModel:
    """A fresh model at the opening of a turn."""
    world = played(SHORT, turns, runs, seed=5).world
    return BalanceModel(SHORT, seed=5, runs=runs, seats=seats, ledger=ledger, world=world, collect=False)


def rows_of(m: BalanceModel, agent: str) -> list[int]:
    return [k for k, part in enumerate(m.board.parts) if part.agent == agent]


@pytest.mark.parametrize("agent", board().agents())
def test_without_an_agent_exactly_its_moves_are_missing(agent: str) -> None:
    """Its yeses are gone; what the others propose, before they know of it, is the same to the bit."""
    all_there, one_gone = model(TURNS), model(TURNS)
    one_gone.decider(agent).remove()
    for m in (all_there, one_gone):
        m.open()
    own = rows_of(all_there, agent)
    others = np.setdiff1d(np.arange(len(all_there.board.parts)), own)
    assert not one_gone.tray.yes[own].any()
    assert np.array_equal(one_gone.tray.yes[others], all_there.tray.yes[others])
    one_gone.close()
    moves = {one_gone.board.parts[k].move for k in own}
    assert not any(rows[row].any() for _, rows in one_gone.struck for row in moves)


def test_everybody_of_importance_acts() -> None:
    """So that the test above is not true for want of moves."""
    m = finished(model())
    acted = {m.board.parts[k].agent for _, rows in m.struck for k in range(len(m.board.parts))
             if rows[m.board.parts[k].move].any()}
    assert set(m.board.scenario.actors) <= acted


def test_without_agents_nothing_is_decided() -> None:
    ledger = FullLedger()
    m = model(runs=1, ledger=ledger)
    in_force = {move.key for move, since in zip(m.board.moves, m.world.since[:, 0], strict=False) if since >= 0}
    for agent in m.deciders():
        agent.remove()
    finished(m)
    causes = {entry.cause for entry in ledger.entries}
    assert not m.struck and not m.deeds
    assert not any(cause.startswith("cost:") for cause in causes)
    assert {cause.removeprefix("move:") for cause in causes if cause.startswith("move:")} <= in_force
    assert "region.falls-back" in causes


@pytest.mark.parametrize("mind", ["historical", "random", "steady", "multi-vector", "handed"])
def test_any_seat_can_be_held_in_any_way(mind: str) -> None:
    """A person's seat is the same agent with its orders handed in: the others' first proposals are the same."""
    doctrine, other = model(), model(seats=f"kazakhstan={mind}")
    for m in (doctrine, other):
        m.open()
    others = [k for k, part in enumerate(doctrine.board.parts) if part.agent != "kazakhstan"]
    assert np.array_equal(doctrine.tray.yes[others], other.tray.yes[others])


def test_handed_orders_are_the_whole_of_a_persons_moves() -> None:
    m = model(runs=1, seats="kazakhstan=handed")
    m.open()
    own = rows_of(m, "kazakhstan")
    assert not m.tray.yes[own].any()
    alone = {"anti-corruption", "win-investors", "listening-state"}
    free = [m.board.moves[m.board.parts[k].move].key for k in own if not m.outlook.blocked[m.board.parts[k].move, 0]]
    order = next(key for key in free if key in alone)
    m.close({"kazakhstan": [order]})
    struck = {m.board.moves[row].key for _, rows in m.struck for row in np.flatnonzero(rows[:, 0])
              if "kazakhstan" in m.board.moves[row].parties}
    assert struck == {order}


def test_a_steady_seat_renews_what_it_has_done_before_and_nothing_else() -> None:
    m = model(seats="kazakhstan=steady")
    own = [m.board.parts[k].move for k in rows_of(m, "kazakhstan")]
    before = m.world.uses[own] > 0
    while m.running:
        m.open()
        yes = m.tray.yes[rows_of(m, "kazakhstan")]
        assert not (yes & ~before).any()
        m.close()
    assert before.any(), "it renewed nothing, so nothing was tested"
