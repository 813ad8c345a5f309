"""Paths of indicators: where they stand, what they are called from the other end, and back again."""

from __future__ import annotations

import numpy as np
import pytest

from sim.catalogue import BY_NAME, VARIABLES
from sim.engine.indicators import indicator, mirrored, path_of, split
from sim.world.state import Sizes
from tests.boards import first_month, seen

SIZES = Sizes(("north", "south", "east"), ("pact", "bank"), ("trade",), ("drift", "lean"))


@pytest.mark.parametrize(("path", "name", "names", "where", "place"), [
    ("rivalry", "rivalry", (), (), 0),
    ("south.approval", "approval", ("south",), (1,), 1),
    ("east.south.trade", "trade", ("east", "south"), (2, 1), 7),
    ("east.member.bank", "member", ("bank", "east"), (1, 2), 5),
    ("south.priority.trade", "priority", ("trade", "south"), (0, 1), 1),
    ("south.line.lean", "line", ("lean", "south"), (1, 1), 4),
])
def test_a_path_by_hand(path: str, name: str, names: tuple[str, ...], where: tuple[int, ...], place: int) -> None:
    found = indicator(path, SIZES)
    assert (found.path, found.variable, found.names, found.where, found.place) == \
        (path, BY_NAME[name], names, where, place)
    assert split(path) == (BY_NAME[name], names)


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda v: v.name)
def test_places_and_paths_are_each_others_way_back(variable) -> None:
    for place in range(int(np.prod(SIZES.shape(variable.axes), dtype=int))):
        assert indicator(path_of(variable, place, SIZES), SIZES).place == place


NOTHING = ["west.approval", "north.south", "north.approval.south", "north.member.club", "nothing"]


@pytest.mark.parametrize("path", NOTHING)
def test_what_names_nothing(path: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        indicator(path, SIZES)


def test_the_other_end() -> None:
    def other(path: str) -> str:
        found = mirrored(indicator(path, SIZES), SIZES)
        return found.path if found else ""

    assert other("north.east.trade") == "east.north.trade"
    assert other("north.east.goodwill") == other("north.approval") == other("north.north.trade") == ""


def test_reading() -> None:
    view = seen(first_month(runs=2))
    assert indicator("mongolia.approval", view.sizes).read(view).tolist() == [0.5, 0.5]
    assert indicator("kyrgyzstan.member.union", view.sizes).read(view).tolist() == [1.0, 1.0]
