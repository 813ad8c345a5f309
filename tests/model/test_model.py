"""World is all that the future depends on: a new model made from (World, month) ends with the same bits."""

from __future__ import annotations

import pytest

from sim.model import BalanceModel
from sim.world.state import World
from tests.boards import MINI, SHORT, finished, same

CASES = {
    "doctrines": (SHORT, "", False), "record": (SHORT, "", True), "chance": (MINI, "china=random", False),
    "set by hand": (SHORT, "kazakhstan=lean-russia", False), "mini": (MINI, "", False),
    "a person who passes": (MINI, "mongolia=handed", False),
}


def model(case: str, world: World | None = None) -> BalanceModel:
    name, seats, historical = CASES[case]
    return BalanceModel(name, seed=4, first_run=2, runs=3, seats=seats, historical=historical,
                        world=world, collect=False)


@pytest.mark.parametrize("case", CASES)
def test_any_turn_is_a_beginning(case: str) -> None:
    whole, worlds = model(case), []
    while whole.running:
        worlds.append(whole.world)
        whole.step()
    assert len(worlds) == whole.board.turns
    for turn, world in enumerate(worlds):
        again = model(case, world)
        assert (again.turn, again.running) == (turn, True)
        assert same(finished(again).world, whole.world), f"from turn {turn}"


def test_looking_twice_opens_once() -> None:
    """Opening a turn is done by whoever comes first: `open` by hand changes nothing that `step` would not do."""
    looked, stepped = model("doctrines"), model("doctrines")
    looked.open()
    looked.open()
    looked.step()
    stepped.step()
    assert same(looked.world, stepped.world)


def test_a_finished_world_is_finished() -> None:
    done = finished(model("mini"))
    assert not model("mini", done.world).running


def test_a_world_is_never_changed() -> None:
    whole = model("doctrines")
    world, before = whole.world, whole.world.digest()
    whole.step()
    assert world.digest() == before
