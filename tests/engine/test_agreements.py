"""What becomes of yeses: odds by hand, luck that lasts, and what is left lying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim.engine.agreements import LUCK_LASTS, chances, fail, note, odds, remember, renewed, snubs
from sim.engine.board import Board
from sim.engine.ledger import FullLedger
from sim.engine.opening import draw_params
from sim.model import BalanceModel
from sim.rules import RULES
from sim.scenario.studies import Change
from sim.treatment import treat
from sim.world.noise import Noise
from tests.boards import MINI, board, finished
from tests.worked import blank_world

ITS = board(MINI)
MOVE = "partnership@mongolia>japan"
ROWS = {ITS.moves[row].key: int(row) for row in ITS.pacts.move}
HOPELESS, UNLIKELY = "agree.fails.risk=3", "agree.fails.risk=0.9"


def a_view(goodwill: float, runs: int = 1, its: Board = ITS, month: int = 0) -> Any:
    """Nothing is there but what all think of each other; every parameter has its stated value."""
    world = blank_world(its, {}).take(np.zeros(runs, dtype=np.int64))
    world.stocks["goodwill"][...] += goodwill
    return its.view(replace(world, month=month), draw_params(its, 0, np.zeros(runs, dtype=np.int64)))


# --- odds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("goodwill", "expected"), [(0.0, 0.5), (0.2, 0.64), (1.0, 1.0), (-1.0, 0.0)])
def test_odds_are_what_the_rules_leave_of_one(goodwill: float, expected: float) -> None:
    """1 - 0.5 + 0.7 * goodwill between a state and a near power, and no less than never, no more than always."""
    pact = ITS.pacts.of(ITS.pacts.move == ROWS["corridor-credit>mongolia"])
    assert odds(ITS, a_view(goodwill), pact) == pytest.approx(expected, abs=1e-6)


def test_without_the_rules_every_agreement_comes_about() -> None:
    bare = board(MINI, off="play")
    assert {rule.standing for rule in RULES} - {rule.standing for rule in bare.rules} == {"play"}
    assert (odds(bare, a_view(-1.0, its=bare), bare.pacts) == 1.0).all()
    assert not fail(bare, a_view(-1.0, 50, bare), np.ones((len(bare.moves), 50), dtype=bool), noise(50)).any()


def test_only_agreements_between_two_leaderships_fail() -> None:
    found = fail(ITS, a_view(-1.0, 20), np.ones((len(ITS.moves), 20), dtype=bool), noise(20))
    assert set(np.flatnonzero(found.any(axis=1))) == set(ROWS.values())
    assert found[list(ROWS.values())].all()


def test_what_is_not_agreed_does_not_fail() -> None:
    agreed = np.zeros((len(ITS.moves), 20), dtype=bool)
    agreed[ROWS[MOVE], :5] = True
    assert np.array_equal(fail(ITS, a_view(-1.0, 20), agreed, noise(20)), agreed)
    assert not fail(ITS, a_view(-1.0, 20), agreed & False, noise(20)).any()


# --- luck ------------------------------------------------------------------------------------------------------------

RUNS = 200


def noise(runs: int = RUNS) -> Noise:
    return Noise(4, np.arange(runs))


def failed(month: int, its: Board = ITS, luck: Noise | None = None) -> dict[str, np.ndarray]:
    """In which runs each agreement fails in that month, at odds of about one half."""
    luck = luck or noise()
    runs = len(luck.runs)
    found = fail(its, a_view(0.0, runs, its, month), np.ones((len(its.moves), runs), dtype=bool), luck)
    return {its.moves[row].key: found[row] for row in its.pacts.move}


@cache
def turns_of_luck() -> Mapping[str, list[int]]:
    """Months of six years in which the luck of an agreement is another than the month before."""
    months = [failed(month, luck=noise(20)) for month in range(2 * LUCK_LASTS + 1)]
    return {key: [k for k, (one, other) in enumerate(pairwise(months), 1) if not np.array_equal(one[key], other[key])]
            for key in ROWS}


@pytest.mark.parametrize("key", ROWS)
def test_luck_lasts_for_36_months(key: str) -> None:
    first, second = turns_of_luck()[key]
    assert second - first == 36


def test_not_all_agreements_have_new_luck_in_the_same_month() -> None:
    assert len({months[0] for months in turns_of_luck().values()}) >= len(ROWS) - 1


def test_a_share_of_odds_comes_about() -> None:
    """Within three standard errors of one half."""
    share = 1.0 - failed(0)["corridor-credit>mongolia"].mean()
    assert abs(share - 0.5) < 3 * 0.5 / RUNS**0.5


def test_a_run_alone_fails_as_among_many() -> None:
    among = failed(7)
    for k in (0, 3, RUNS - 1):
        alone = failed(7, luck=Noise(4, np.array([k])))
        assert {key: bool(x[0]) for key, x in alone.items()} == {key: bool(x[k]) for key, x in among.items()}


def named(luck: str) -> Board:
    """The board on which the partnership has its luck by this name."""
    scenario = ITS.scenario
    options = {**scenario.options, "partnership": scenario.options["partnership"].model_copy(update={"luck": luck})}
    return replace(ITS, scenario=scenario.model_copy(update={"options": options}))


def test_luck_goes_by_the_name_of_the_move_s_luck() -> None:
    """So two worlds of a pair, in which a move has another id or the world another number, share it."""
    assert np.array_equal(failed(3, named("partnership"))[MOVE], failed(3)[MOVE])
    assert not np.array_equal(failed(3, named("another"))[MOVE], failed(3)[MOVE])


# --- what a failure tells of luck ------------------------------------------------------------------------------------

MANY = 4000
CREDIT = "corridor-credit>mongolia"
PACT = ITS.pacts.of(ITS.pacts.move == ROWS[CREDIT])


def after_failing(goodwill: float, month: int = 0, luck: Noise | None = None) -> tuple[Any, np.ndarray]:
    """In which of many runs it fails, and a view of the world that has it written down, of another goodwill."""
    view = a_view(0.0, MANY)
    failed = fail(ITS, view, np.ones((len(ITS.moves), MANY), dtype=bool), luck or noise(MANY))
    world = replace(note(ITS, view, failed), month=month)
    later = world.with_stocks(goodwill=world.stocks["goodwill"] + goodwill)
    return ITS.view(later, view.params), failed[ROWS[CREDIT]]


@pytest.mark.parametrize(("goodwill", "expected"), [(0.0, 0.0), (-0.2, 0.0), (0.2, 0.28), (1.0, 1.0)])
def test_what_failed_needs_better_odds(goodwill: float, expected: float) -> None:
    """It failed at 0.5. At 0.64 its luck is one of the 14 in 50 between; without a failure, odds are odds."""
    view, failed = after_failing(goodwill)
    found = chances(ITS, view, PACT)[0]
    assert failed.any() and not failed.all()
    assert found[failed] == pytest.approx(expected, abs=1e-6)
    assert found[~failed] == pytest.approx(odds(ITS, view, PACT)[0, ~failed])


def test_a_failure_is_forgotten_with_its_luck() -> None:
    last = renewed(ITS, ROWS[CREDIT], 0)
    view, failed = after_failing(0.2, last - 1)
    assert chances(ITS, view, PACT)[0, failed] == pytest.approx(0.28, abs=1e-6)
    view, failed = after_failing(0.2, last)
    assert chances(ITS, view, PACT)[0, failed] == pytest.approx(0.64, abs=1e-6)
    assert renewed(ITS, ROWS[CREDIT], last) == last + LUCK_LASTS


@pytest.mark.parametrize("stream", ["game", "forecast/3"])
def test_a_second_try_comes_about_as_often_as_is_told(stream: str) -> None:
    """With the luck by which it failed, and with any other: a forecast knows no more, and no less, than a seat."""
    view, failed = after_failing(0.2)
    luck = Noise(4, np.arange(MANY), stream)
    again = fail(ITS, view, np.ones((len(ITS.moves), MANY), dtype=bool), luck)[ROWS[CREDIT]]
    share, count = 1.0 - again[failed].mean(), failed.sum()
    assert abs(share - 0.28) < 3 * (0.28 * 0.72 / count) ** 0.5
    assert abs(1.0 - again[~failed].mean() - (1.0 if stream == "game" else 0.64)) < 3 * (0.64 * 0.36 / count) ** 0.5


def test_what_is_written_down_changes_no_luck_of_the_game() -> None:
    noted, _ = after_failing(0.3)
    plain = ITS.view(replace(noted.world, since=np.full_like(noted.world.since, -1)), noted.params)
    agreed = np.ones((len(ITS.moves), MANY), dtype=bool)
    assert np.array_equal(fail(ITS, noted, agreed, noise(MANY)), fail(ITS, plain, agreed, noise(MANY)))


def test_of_two_failures_the_better_odds_are_kept() -> None:
    view, failed = after_failing(-0.2)
    twice = fail(ITS, view, np.ones((len(ITS.moves), MANY), dtype=bool), noise(MANY))
    world = note(ITS, view, twice)
    better = world.with_stocks(goodwill=world.stocks["goodwill"] + 0.4)
    assert chances(ITS, ITS.view(better, view.params), PACT)[0, failed] == pytest.approx(0.28, abs=1e-6)


def test_a_failure_outlasts_the_months_of_a_game() -> None:
    its = game(set=UNLIKELY)
    month, row, k = next(x for x in rows_of(its.failed) if not {y[1:] for y in rows_of(its.struck)} & {x[1:]})
    assert its.world.since[row, k] < -1 and its.world.month > month + 1


# --- in games --------------------------------------------------------------------------------------------------------


@cache
def game(**words: Any) -> BalanceModel:
    return finished(BalanceModel(treat(MINI, **words), seed=1, runs=2, collect=False))


def rows_of(books: list[tuple[int, np.ndarray]]) -> Iterator[tuple[int, int, int]]:
    """Month, move and run of agreements in what is written down."""
    return ((month, int(row), int(k)) for month, moves in books for row, k in np.argwhere(moves)
            if row in ROWS.values())


def test_what_fails_is_not_struck_and_is_off_for_the_turn() -> None:
    its = game(set=UNLIKELY)
    failures, struck = ([((month - ITS.opens) // ITS.scenario.turn_months, *which) for month, *which in rows_of(book)]
                        for book in (its.failed, its.struck))
    assert failures and len(set(failures)) == len(failures) and not {*failures} & {*struck}


def test_without_the_rules_none_fails() -> None:
    its = game(off="play")
    assert not its.failed and list(rows_of(its.struck))


def test_decisions_of_the_record_never_fail() -> None:
    hopeless, certain = game(historical=True, set=HOPELESS), game(historical=True, off="play")
    recorded = {ROWS[MOVE]}
    assert recorded <= {row for _, row, _ in rows_of(hopeless.struck)}
    assert set(rows_of(hopeless.struck)) == set(rows_of(certain.struck))
    assert not list(rows_of(hopeless.failed))


def test_forced_moves_never_fail() -> None:
    force = {"option": "partnership", "month": "2015-08", "agent": "mongolia", "target": "japan"}
    change = Change.model_validate({"text": "forced", "force": [force]})
    its = finished(BalanceModel(treat(MINI, set=HOPELESS).changed({"forced": change}), seed=1, runs=3, collect=False))
    assert sorted(rows_of(its.struck)) == [(19, ROWS[MOVE], k) for k in range(3)]


# --- proposals that are left lying -----------------------------------------------------------------------------------


def asked(*agents: str, move: str = "corridor-credit>mongolia") -> tuple[np.ndarray, np.ndarray]:
    """That move proposed in one run, and the yeses of these agents."""
    open_ = np.zeros((len(ITS.moves), 1), dtype=bool)
    open_[ROWS[move]] = True
    yes = np.array([[part.agent in agents and part.move == ROWS[move]] for part in ITS.parts])
    return open_, yes


def test_who_leaves_a_proposal_lying_snubs_its_proposer() -> None:
    actors = ITS.sizes.actors
    found = snubs(ITS, *asked("china"))
    assert found[actors.index("china"), actors.index("mongolia")] == 1.0 and found.sum() == 1.0


@pytest.mark.parametrize("agents", [("china", "mongolia"), ("mongolia",), ()])
def test_an_answer_or_no_proposal_is_no_snub(agents: tuple[str, ...]) -> None:
    """Who may not begin the move has proposed nothing."""
    assert not snubs(ITS, *asked(*agents)).any()


def test_what_was_not_possible_is_no_snub() -> None:
    open_, yes = asked("china")
    assert not snubs(ITS, ~open_, yes).any()


def test_snubs_are_written_down_to_the_bit() -> None:
    view, ledger = a_view(0.2), FullLedger()
    after = remember(ITS, view.world, view.params, snubs(ITS, *asked("china")), ledger)
    added = {name: x[..., 0].reshape(-1).copy() for name, x in view.world.stocks.items()}
    for entry in ledger.entries:
        assert entry.phase == "snub" and entry.cause.startswith("agree.")
        added[entry.variable][entry.where] += entry.amount
    assert all(np.array_equal(x, after.stocks[name].reshape(-1)) for name, x in added.items())
    assert after.stocks["goodwill"].sum() < view.world.stocks["goodwill"].sum()


def test_without_snubs_nothing_is_remembered() -> None:
    view, ledger = a_view(0.2), FullLedger()
    none = np.zeros((len(ITS.sizes.actors), len(ITS.sizes.actors), 1))
    assert remember(ITS, view.world, view.params, none, ledger) is view.world and not ledger.entries
