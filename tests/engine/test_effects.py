"""Effects by hand: the share of each month, what multiplies it, and the runs in which the move is not struck."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.engine.effects import Window, acting, amounts, kernel_of, make_table
from sim.tape.machine import NUMBA, NUMPY, PLAIN, using
from sim.world.arrays import STEP, on_grid
from sim.world.state import World
from tests.boards import MINI, board, first_month, seen

BOARD = board(MINI)
TREATY = BOARD.row["partnership@mongolia>japan"]


@pytest.mark.parametrize(("given", "shares"), [
    ((0, 1, 0, 0), [1]),
    ((2, 2, 0, 0), [0, 0, 0.5, 0.5]),
    ((0, 1, 2, 4), [1, 0, 0, -0.25, -0.25, -0.25, -0.25]),
    ((0, 1, 2, 0), [1]),  # what does not fade is held for good
])
def test_shares_by_age(given: tuple[int, int, int, int], shares: list[float]) -> None:
    assert kernel_of(*given).tolist() == shares


def test_a_table_has_as_many_columns_as_its_longest_effect() -> None:
    rows = list(BOARD.effects.rows)
    short, long = min(rows, key=lambda row: len(row.kernel)), max(rows, key=lambda row: len(row.kernel))
    table = make_table([short, long])
    assert table.kernels.shape == (2, len(long.kernel))
    assert not table.kernels[0, len(short.kernel) :].any()
    assert table.moves.tolist() == [short.move, long.move]


def deltas(world: World) -> dict[str, list[float]]:
    return {row.on.path: delta.tolist() for row, delta in acting(BOARD.effects, seen(world))}


def struck(age: int, runs: int = 1) -> World:
    """The treaty was struck so many months ago, in run column 0 only."""
    world = first_month(runs=runs)
    world.since[TREATY, 0] = 0
    return World(age, world.stocks, world.since, world.uses)


def test_nothing_acts_when_nothing_is_in_force() -> None:
    assert deltas(first_month()) == {}
    assert acting(make_table([]), seen(first_month())) == []


def test_delay_room_and_factors() -> None:
    """Month 3: membership, and a sixth of 0.1 of what is left up to 1. Month 6: a twelfth of 0.2 times openness 0.5."""
    assert deltas(struck(2)) == {}
    depth = BOARD.indicator("mongolia.japan.institutions").read(seen(struck(3)))[0]
    third, sixth = deltas(struck(3)), deltas(struck(6))
    assert third["mongolia.member.epa"] == [1.0]
    assert third["mongolia.japan.institutions"] == third["japan.mongolia.institutions"]
    assert third["mongolia.japan.institutions"] == pytest.approx([0.1 / 6 * (1 - depth)], abs=STEP)
    assert sixth["mongolia.japan.trade"] == pytest.approx([0.2 / 12 * 0.5], abs=STEP)
    assert "mongolia.member.epa" not in sixth


def test_other_runs_are_left_alone() -> None:
    assert deltas(struck(3, runs=2))["mongolia.member.epa"] == [1.0, 0.0]


def test_what_begins_later_does_not_act_yet() -> None:
    """A drawn delay puts the beginning into the future."""
    world = first_month()
    world.since[BOARD.row["ease-border@china>mongolia"]] = 2
    assert deltas(world) == {}
    assert "mongolia.china.goodwill" in deltas(World(2, world.stocks, world.since, world.uses))


def test_deltas_lie_on_the_grid() -> None:
    for delta in deltas(struck(6)).values():
        assert np.array_equal(np.rint(np.array(delta) / STEP) * STEP, delta)


@pytest.mark.parametrize("which", [slice(None), slice(2, -2), slice(0, 0)], ids=["all", "those in the middle", "none"])
def test_all_amounts_at_once_are_those_of_each(which: slice) -> None:
    """Also where the first and last moves in force have no effects."""
    moves = sorted({row.move for row in BOARD.effects.rows})[which]
    table = make_table([row for row in BOARD.effects.rows if row.move in moves and not row.times and not row.room])
    world = struck(1, runs=3)
    world.since[:] = np.arange(3) - 1
    with using(NUMPY):
        found, alive = amounts(table, world)
    wanted = {id(row): amount for row, amount in acting(table, seen(world))}
    assert alive.tolist() == [amount.any() for amount in found]
    assert found.shape == (len(table.rows), 3) and (len(wanted) > 0) == (len(table.rows) > 0)
    for row, amount in zip(table.rows, found, strict=True):
        np.testing.assert_array_equal(on_grid(amount), wanted.get(id(row), np.zeros(3)))


def test_a_window_multiplies_what_came_into_force_in_its_months() -> None:
    """Struck in month 0: three months later a member, whatever the month; the window asks when it was struck."""
    rows = np.array([k for k, row in enumerate(BOARD.effects.rows) if row.on.path == "mongolia.member.epa"])
    for first, last, size in ((0, 0, 0.5), (1, 9, 1.0), (-5, 7, 0.5)):
        table = replace(BOARD.effects, windows=(Window(rows, first, last, 0.5),))
        found = {row.on.path: delta.tolist() for row, delta in acting(table, seen(struck(3)))}
        assert found["mongolia.member.epa"] == [size]
        assert {**found, "mongolia.member.epa": [1.0]} == deltas(struck(3))


@pytest.mark.parametrize("engine", [PLAIN, NUMPY, NUMBA])
def test_windows_are_the_same_in_every_way(engine: str) -> None:
    """And what the kernel hands out is not written over."""
    if engine == NUMBA:
        pytest.importorskip("numba")
    world = struck(3, runs=3)
    world.since[TREATY] = [0, 1, -1]
    windows = (Window(np.arange(len(BOARD.effects.rows)), 0, 0, 3.0), Window(np.array([0, 1]), 0, 5, np.full(3, 0.25)))
    table = replace(BOARD.effects, windows=windows)
    with using(engine):
        plain = amounts(BOARD.effects, world)[0].copy()
        found = [amounts(table, world)[0].copy() for _ in range(2)]
        assert np.array_equal(found[0], found[1]) and np.array_equal(amounts(BOARD.effects, world)[0], plain)
    factors = np.where(np.arange(len(plain))[:, None] < 2, 0.25, 1.0) * np.array([3.0, 1.0, 1.0])
    assert np.array_equal(found[0], plain * factors)
