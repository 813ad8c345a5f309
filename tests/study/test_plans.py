"""Plans are played as a person plays, whoever stands beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from sim.model import BalanceModel
from sim.study.goals import goals_of, score
from sim.study.greedy import greedy
from sim.study.plans import Orders, Plan, Runs, by_doctrines, by_hand, by_plans, opened, swapped, swaps, taken
from sim.study.plays import Swap, sayable
from sim.treatment import treat
from sim.world.arrays import Array
from tests.boards import MINI
from tests.study.planted import FOLLY, FORTUNE, with_options

SEAT = "mongolia"
FIRST, COUNT = 3, 2
HALF = 6  # months of a turn: there are four


def silent(done: float) -> None:
    pass


@cache
def runs() -> Runs:
    return opened(treat(MINI, turn_months=HALF), SEAT, 1, range(FIRST, FIRST + COUNT))


@cache
def played() -> tuple[Array, list[Plan]]:
    """Games of the doctrine in office and the plans that it followed."""
    scores, said = by_doctrines(runs(), ["third-neighbour"], silent)
    return scores[0], [taken(runs(), said, k) for k in range(COUNT)]


def alone(its: Runs, number: int, plan: Plan, mind: str = "handed") -> float:
    """One run from the first month on, in a model of its own."""
    seat, board = its.seat, its.treatment.board
    paths = [goal.path for goal, _ in goals_of(board, seat)]
    model = BalanceModel(its.treatment.seated({seat: mind}), seed=1, first_run=number, watch=paths)
    opening = model.read_all()
    while model.running:
        model.open()
        everywhere = {key: np.ones(1, dtype=np.bool_) for key in plan[model.turn]}
        model.close({seat: sayable(model, seat, everywhere)})
    values = np.stack([opening, *model.record[board.opens:]])
    return float(score(board, seat, {path: values[:, i] for i, path in enumerate(paths)})[0])


def test_a_plan_replayed_in_its_own_run_scores_what_the_doctrine_scored() -> None:
    scores, plans = played()
    assert all(any(plan) for plan in plans)
    assert np.array_equal(np.diag(by_plans(runs(), plans, silent)), scores)


NOTHING: Plan = ((),) * 4


def test_idling_is_a_game_in_which_nobody_orders() -> None:
    idle = by_hand(runs(), lambda model: {}, silent)[0]
    assert idle.tolist() == [alone(runs(), number, NOTHING) for number in runs().numbers]


def test_doctrines_side_by_side_play_as_each_does_alone() -> None:
    """The one in office gives effort to its patron, also where it was put in office by hand."""
    minds = ["third-neighbour", "lean"]
    found, _ = by_doctrines(runs(), minds, silent)
    assert found.tolist() == [[alone(runs(), number, NOTHING, mind) for number in runs().numbers] for mind in minds]


def test_a_swap_wins_the_difference_of_two_separate_games() -> None:
    plan = played()[1][0]
    others = [swapped(runs(), plan, swap) for swap in swaps(runs(), plan, silent)]
    before, *after = by_plans(runs(), [plan, *others], silent)
    most = int(np.argmax([np.abs(scores - before).min() for scores in after]))
    gains = (after[most] - before).tolist()
    assert gains == [alone(runs(), n, others[most]) - alone(runs(), n, plan) for n in runs().numbers] and all(gains)


def test_a_swap_touches_one_turn_only_and_keeps_the_order_of_the_board() -> None:
    row = runs().treatment.board.row
    plan = played()[1][0]
    found = swaps(runs(), plan, silent)
    assert found
    for swap in found:
        other = swapped(runs(), plan, swap)
        assert [turn for turn, (a, b) in enumerate(zip(plan, other, strict=True), start=1) if a != b] == [swap.turn]
        keys = other[swap.turn - 1]
        assert list(keys) == sorted(keys, key=lambda key: row[key])
        assert set(keys) == set(plan[swap.turn - 1]) - {swap.decided} | {swap.instead} - {""}


def test_every_decision_can_be_left_out_and_what_is_swapped_in_is_possible(tmp_path: Path) -> None:
    its = opened(with_options(tmp_path, FORTUNE, turn_months=HALF), SEAT, 1, range(2))
    empty: Plan = ((),) * its.treatment.board.turns
    found = swaps(its, (("fortune",), *empty[1:]), silent)
    assert Swap(1, "fortune", "") in found and Swap(1, "", "") not in found
    assert {swap.turn for swap in found if (swap.decided, swap.instead) == ("", "fortune")} == {2, 3, 4}
    assert Swap(1, "fortune", "fortune") not in found


def test_what_cannot_be_paid_falls_away_in_the_order_of_the_board(tmp_path: Path) -> None:
    dear = [FORTUNE.replace("fortune", key).replace("cost: 0", "cost: 8").replace("size: 30", size)
            for key, size in (("first", "size: 5"), ("second", "size: -5"))]
    its = opened(with_options(tmp_path, *dear, turn_months=HALF), SEAT, 1, range(2))
    rest: Plan = ((),) * (its.treatment.board.turns - 1)
    assert (its.world.stocks["capital"][its.treatment.board.sizes.actors.index(SEAT)] < 16).all()
    both, one, other = by_plans(its, [(keys, *rest) for keys in (("first", "second"), ("first",), ("second",))], silent)
    assert (both == one).all() and (one != other).all()


def test_the_greedy_player_takes_what_serves_its_goals_and_nothing_that_hurts_them(tmp_path: Path) -> None:
    its = opened(with_options(tmp_path, FORTUNE, FOLLY, turn_months=HALF), SEAT, 1, range(3))
    player, seen = greedy(its.treatment.board, SEAT), list[tuple[bool, bool]]()

    def look(model: BalanceModel) -> Orders:
        orders = player(model)
        seen.append((bool(orders["fortune"].all()), bool(orders["folly"].any())))
        return orders

    assert (by_hand(its, look, silent) > by_hand(its, lambda model: {}, silent)).all()
    assert seen[0] == (True, False) and not any(folly for _, folly in seen)
