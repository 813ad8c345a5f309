"""Several boards as one: what differs is a number per column, what agrees stays one number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.engine.beside import alone, sides_of, spread, wide, wide_params, wide_start
from sim.engine.board import Board, Forced
from sim.engine.opening import draw_params, start
from sim.rules import RULES
from tests.boards import MINI, board

ITS = board(MINI)
OTHER = replace(ITS)
LACKS = board(MINI, off=RULES[3].id)
RUNS = np.array([4, 9, 0, 4, 9])
TWO, THREE = slice(0, 2), slice(2, 5)


def both(first: Board, second: Board) -> Board:
    """Two columns of the first, three of the second."""
    return wide(sides_of([first, second], [2, 3]))


def test_neighbours_of_one_board_are_one_side() -> None:
    found = sides_of([ITS, ITS, OTHER, ITS], [2, 3, 1, 4])
    assert [(side.board is ITS, side.columns) for side in found] == [
        (True, slice(0, 5)), (False, slice(5, 6)), (True, slice(6, 10))]
    assert spread(found, [1, 2, 3]).tolist() == [1] * 5 + [2] + [3] * 4


def test_a_board_alone_has_all_rules_and_is_made_once() -> None:
    assert alone(ITS) is ITS and wide(sides_of([ITS], [5])) is ITS
    assert len(LACKS.rules) == len(RULES) - 1
    assert alone(LACKS).rules == RULES and alone(LACKS) is alone(LACKS)


def test_what_agrees_stays_one_number() -> None:
    found = both(ITS, OTHER)
    assert found.effects.sizes is ITS.effects.sizes and found.falls == ITS.falls
    assert all(series is ours for (_, series), (_, ours) in zip(found.inputs, ITS.inputs, strict=True))
    assert found.conditions == ITS.conditions


def test_what_differs_is_a_column() -> None:
    fall = replace(ITS.falls[0], first=7, chance=0.25)
    (where, series), sizes = ITS.inputs[0], ITS.effects.sizes
    other = replace(ITS, falls=(fall, *ITS.falls[1:]), inputs=((where, series + 1.0), *ITS.inputs[1:]),
                    effects=replace(ITS.effects, sizes=3.0 * sizes))
    found = both(ITS, other)
    assert np.array_equal(found.effects.sizes, sizes * [1, 1, 3, 3, 3])
    assert np.array_equal(found.inputs[0][1], np.stack([series, series, *[series + 1.0] * 3], axis=1))
    assert np.array_equal(found.falls[0].first, [17, 17, 7, 7, 7])
    assert np.array_equal(found.falls[0].chance, [1.0, 1.0, 0.25, 0.25, 0.25])
    assert found.falls[0].last == ITS.falls[0].last == 17


def test_a_condition_of_some_counts_in_their_columns() -> None:
    row, when = next((row, ITS.scenario.options[move.option].when) for row, move in enumerate(ITS.moves)
                     if ITS.scenario.options[move.option].when)
    option = ITS.moves[row].option
    free = {**ITS.scenario.options, option: ITS.scenario.options[option].model_copy(update={"when": when[:-1]})}
    fewer = [its[:-1] if move.option == option else its for move, its in zip(ITS.moves, ITS.conditions, strict=False)]
    other = replace(ITS, scenario=ITS.scenario.model_copy(update={"options": free}),
                    conditions=(*fewer, *ITS.conditions[len(fewer):]))
    *shared, last = both(other, ITS).conditions[row]
    assert all(condition.where is None for condition in shared)
    assert last.text == ITS.conditions[row][-1].text
    assert last.where is not None and last.where.tolist() == [False, False, True, True, True]


def test_a_forced_move_is_forced_in_its_columns() -> None:
    (found,) = both(ITS, replace(ITS, forced=(Forced(3, 1),))).forced
    assert (found.month, found.move) == (3, 1)
    assert np.array_equal(found.where, [False, False, True, True, True])


def test_a_rule_that_is_off_is_off_in_its_columns() -> None:
    sides = sides_of([ITS, LACKS], [2, 3])
    params = wide_params(wide(sides), sides, 1, RUNS)
    assert {rule: where.tolist() for rule, where in params.on.items()} == {
        RULES[3].id: [True, True, False, False, False]}


def test_each_run_has_the_parameters_and_the_start_that_it_has_alone() -> None:
    sides = sides_of([ITS, LACKS], [2, 3])
    params, world = wide_params(wide(sides), sides, 1, RUNS), wide_start(sides, 1, RUNS)
    for its, columns in ((ITS, TWO), (LACKS, THREE)):
        wanted = draw_params(its, 1, RUNS[columns])
        assert all(np.array_equal(params.values[name][columns], x) for name, x in wanted.values.items())
        first = start(its, 1, RUNS[columns])
        assert all(np.array_equal(world.stocks[name][..., columns], x) for name, x in first.stocks.items())
