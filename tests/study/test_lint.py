"""The linter of play finds what was planted, and nothing of the kind where nothing was."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.engine.board import Board
from sim.engine.turn import FREE, ONCE
from sim.model import BalanceModel
from sim.study.lint import FAULTS, REFUSED, Games, Lint, _why_never, as_json, lint, play, problems, steps
from sim.study.responses import SHORTEST, sampled_turns
from sim.study.rivals import WON, rivals
from sim.treatment import treat
from tests.boards import LONG, MINI, board, played
from tests.scenario.mini import changed
from tests.study.planted import FOLLY, FORTUNE, URGENT, option, planted, with_options

RUNS = 6


GIFT = option("gift", "size: 1, over: 1", cost=1)
POOR_GIFT = option("poor-gift", "size: 0.5, over: 1", cost=2)
OFFER = option("offer", "size: 3, over: 1", more="    parties: [mongolia, china]\n").replace(
    "    history", "      - {on: mongolia.china.credit, size: -9}\n      - {on: instability, size: 0.5}\n    history")
DEMAND = OFFER.replace("offer", "demand").replace("    history: Planted.\n", (
    "    refusal:\n      yields: []\n      refuses:\n        - {on: mongolia.self.goodwill, size: -0.1}\n"
    "    history: Planted.\n"))
GHOST = ("events:\n  ghost:\n    title: Ghost\n    sentence: Planted.\n    date: 2015-06\n    chance: 0\n"
         "    effects: [{on: mongolia.output_gap, size: 1}]\n    source: judgement\n")
CONTRARY = ("doctrines:\n  contrary:\n    label: Contrary\n    sentence: Planted.\n    actors: [mongolia]\n"
            "    aims: {self.growth: 1}\n    weights: {decide.aims: -3, decide.calls: 0, decide.outreach: 0}\n"
            "  earnest:\n    label: Earnest\n    sentence: Planted.\n    actors: [mongolia]\n"
            "    aims: {self.growth: 1}\n    weights: {decide.aims: 3, decide.calls: 0, decide.outreach: 0}\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lint")


@cache
def plain() -> tuple[Board, Lint, list[float]]:
    told: list[float] = []
    found = lint(treat(MINI), RUNS, 1, told.append)
    return treat(MINI).board, found, told


def test_progress_is_told_as_often_as_was_said() -> None:
    at, _, told = plain()
    assert sum(told) == steps(at)


@pytest.mark.parametrize("name", [MINI, "summit-2018", "sanctions-2017-2019", LONG])
def test_sampled_turns_are_different_ones_from_the_first_to_the_last_that_counts(name: str) -> None:
    at = board(name)
    turns = sampled_turns(at, 8)
    last = max(t for t in range(at.turns) if (at.turns - t) * at.scenario.turn_months >= SHORTEST)
    assert turns == sorted(set(turns))
    assert (turns[0], turns[-1]) == (0, last)
    assert len(turns) == min(8, last + 1)


def test_a_dominated_option_is_named_with_the_better_one(folder: Path) -> None:
    at = with_options(folder, GIFT, POOR_GIFT)
    assert lint(at, RUNS).seats["mongolia"].dominated["poor-gift"] == "gift"


def test_a_dearer_option_that_does_more_is_not_dominated(folder: Path) -> None:
    at = with_options(folder, GIFT, POOR_GIFT.replace("size: 0.5", "size: 1.5"))
    assert "poor-gift" not in lint(at, RUNS).seats["mongolia"].dominated


def test_what_is_always_best_is_too_good(folder: Path) -> None:
    at = with_options(folder, FORTUNE)
    found = lint(at, RUNS)
    assert found.seats["mongolia"].shares["fortune"] == 1.0
    assert found.seats["mongolia"].passes == 0.0
    assert any("'fortune' stands in 100%" in line for line in problems(found))
    assert "fortune" not in plain()[1].seats["mongolia"].shares


def test_a_crackdown_may_be_as_good_as_it_is(folder: Path) -> None:
    at = with_options(folder, FORTUNE.replace("    effects", "    repression: true\n    effects"))
    found = lint(at, RUNS)
    assert found.seats["mongolia"].shares["fortune"] == 1.0
    assert not any("'fortune' stands in" in line for line in problems(found))


def test_what_nobody_wants_is_never_chosen(folder: Path) -> None:
    at = with_options(folder, FOLLY)
    found = lint(at, RUNS)
    assert found.never["folly"] == FAULTS[0]
    assert "folly" not in found.seats["mongolia"].shares
    assert f"option 'folly' is never chosen: {FAULTS[0]}" in problems(found)


def test_what_a_partner_never_agrees_to_is_told_apart_from_a_demand_made_to_be_refused(folder: Path) -> None:
    at = with_options(folder, OFFER, DEMAND)
    found = lint(at, RUNS)
    assert (found.never["offer"], found.never["demand"]) == (FAULTS[1], REFUSED)
    assert not any("'demand' is never chosen" in line for line in problems(found))


def test_what_is_hardly_ever_open_is_no_fault() -> None:
    model = played(MINI, turns=8, runs=2)
    rows = [row for row, move in enumerate(model.board.moves) if move.option == "ease-border"]
    codes = [Counter({FREE: 1, ONCE: 99}) if row in rows else Counter() for row in range(len(model.board.moves))]
    games = Games(model, np.zeros((0, 0)), codes, set(), {}, [])
    assert _why_never(games, "ease-border") == "hardly ever possible: in 1.0% of runs and turns"
    codes[rows[0]][FREE] = 99
    assert _why_never(games, "ease-border") == FAULTS[0]


def test_an_event_that_cannot_fall_is_named(folder: Path) -> None:
    at = planted(folder, "\nevents:\n", "\n" + GHOST)
    found = lint(at, RUNS)
    assert "ghost" in found.unreached and "event 'ghost' never falls" in problems(found)
    assert "rate-cut" not in found.unreached


def test_a_secret_without_an_aim_changes_nothing() -> None:
    _, found, _ = plain()
    line = "{}: the secret aim never changes what is best"
    assert found.seats["mongolia"].secret == 0.0 and line.format("mongolia") in problems(found)
    assert found.seats["china"].secret > 0.0 and line.format("china") not in problems(found)


def test_capital_binds_where_something_wanted_is_too_dear(folder: Path) -> None:
    _, found, _ = plain()
    line = "mongolia: political capital never binds"
    assert found.seats["mongolia"].binds == 0.0 and line in problems(found)
    at = with_options(folder, option("jewel", "size: 24, over: 1", cost=12, more=URGENT))
    dear = lint(at, RUNS)
    assert dear.seats["mongolia"].binds > 0.0 and line not in problems(dear)


def test_a_doctrine_is_measured_by_its_own_aims(folder: Path) -> None:
    text = changed("\ndoctrines:\n", "\n" + CONTRARY)
    text = changed("\noptions:\n", "\noptions:\n" + FORTUNE + FOLLY, text)
    (folder / "doctrines.yaml").write_text(text, encoding="utf-8")
    at = treat(str(folder / "doctrines.yaml"))
    found = {rival.doctrine: rival for rival in rivals(at, RUNS) if rival.agent == "mongolia"}
    assert found["earnest"].wins == 1.0 and found["earnest"].lead > 0
    assert found["contrary"].wins < 1 - WON and found["contrary"].lead < 0


def test_the_document_holds_what_was_found() -> None:
    _, found, _ = plain()
    document = as_json(found)
    assert {seat: x["points"] for seat, x in document["seats"].items()} == {"mongolia": 42, "china": 42}
    assert [x["doctrine"] for x in document["doctrines"]][:1] == ["third-neighbour"]


def test_playing_leaves_the_samples_at_the_turns_that_were_asked() -> None:
    at = board(MINI)
    games = play(BalanceModel(MINI, seed=1, runs=RUNS, collect=False), lambda done: None)
    months = [sample.world.month for sample in games.samples]
    assert months == [at.opens + 3 * turn for turn in sampled_turns(at, 8)]
