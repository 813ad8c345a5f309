"""Doctrines ask for agreements by the odds that people are told, too."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sim.agents.agents import Decider
from sim.model import BalanceModel
from sim.treatment import treat
from tests.boards import MINI

RUNS = 40
HOPELESS = "agree.fails.risk=3"


def opened(turns: int = 0, **words: str) -> BalanceModel:
    found = BalanceModel(treat(MINI, **words), seed=3, runs=RUNS, collect=False)
    for _ in range(turns):
        found.step()
    found.open()
    return found


def leaderships(m: BalanceModel) -> Iterator[Decider]:
    return (agent for agent in m.deciders() if agent.mind == "doctrine" and "." not in agent.name and len(agent.rows))


def appetites(m: BalanceModel, stage: str) -> Iterator[tuple[Decider, np.ndarray, np.ndarray]]:
    return ((agent, *agent.appetite(m.table, stage, m.world.month // 3)) for agent in leaderships(m))


def pacts(m: BalanceModel) -> dict[int, int]:
    """Parts of agreements, with their place among the odds."""
    place = {int(row): n for n, row in enumerate(m.board.pacts.move)}
    return {k: place[part.move] for k, part in enumerate(m.board.parts) if part.move in place}


def sure() -> BalanceModel:
    """All of them would come about."""
    found = opened()
    vars(found.table.outlook)["chances"] = np.ones_like(found.table.outlook.chances)
    return found


def test_of_what_is_sure_and_of_all_else_only_its_worth_counts() -> None:
    """The odds take from what lies above the bar their share; what lies below stays below."""
    told, at, some = opened(), pacts(opened()), 0
    chances = told.table.outlook.chances
    for (agent, mine, bar), (_, whole, same) in zip(appetites(told, "start"), appetites(sure(), "start"), strict=True):
        assert np.array_equal(bar, same)
        for i, k in enumerate(agent.rows):
            by = chances[at[k]] if k in at else 1.0
            assert mine[i] - bar == pytest.approx(by * (whole[i] - bar), abs=1e-9)
            some += int(k in at)
    assert some


def test_an_answer_does_not_weigh_odds() -> None:
    """A yes that comes to nothing costs nothing; a no is a snub."""
    for (_, mine, _), (_, whole, _) in zip(appetites(opened(), "answer"), appetites(sure(), "answer"), strict=True):
        assert np.array_equal(mine, whole)


def test_nobody_asks_for_what_cannot_come_about() -> None:
    m, asked = opened(set=HOPELESS), False
    at = list(pacts(m))
    while m.running:
        asked = asked or bool(m.tray.yes[at].any())
        m.step()
        m.open() if m.running else None
    assert not asked


def test_after_a_failure_nobody_asks_until_the_odds_are_better() -> None:
    """Over all turns: whoever begins an agreement is told odds that it has; some were asked for again."""
    m, again, failed = opened(), 0, np.zeros((len(pacts(opened())), RUNS), dtype=bool)
    at = pacts(m)
    while m.running:
        asked = m.tray.yes[list(at)]
        assert (m.table.outlook.chances[list(at.values())][asked] > 0.0).all()
        again += int((asked & failed).sum())
        m.step()
        failed |= (m.world.since[[m.board.parts[k].move for k in at]] < -1)
        m.open() if m.running else None
    assert failed.any() and again
