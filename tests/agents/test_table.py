"""The turn's table: yeses count from the next stage on, and agents know nothing else of the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim.agents
from sim.agents.agents import Leadership
from sim.agents.table import Deed, Table, Tray
from sim.model import BalanceModel
from tests.boards import MINI, board, on

BOARD = board(MINI)
MEETING = BOARD.row["neighbours-meeting"]
MONGOLIA, KYRGYZSTAN = (BOARD.part(actor, "neighbours-meeting") for actor in ("mongolia", "kyrgyzstan"))


def empty(runs: int = 2) -> Tray:
    return Tray.empty(BOARD, runs)


MODEL = BalanceModel(on(BOARD), seed=1, collect=False)
MODEL.open()


def table(**more) -> Table:
    """The table of an opening turn, laid by hand."""
    return Table(MODEL.outlook, empty(1), MODEL.weights, MODEL.whims, **{"due": (), "deeds": [], **more})


def agent(name: str, mind: str) -> Leadership:
    """One that nobody calls but the test."""
    made = Leadership(MODEL, BOARD, name, mind)
    made.remove()
    return made


def test_a_yes_is_seen_when_the_next_stage_opens() -> None:
    tray = empty()
    tray.say(np.array([MONGOLIA]), np.array([[True, False]]))
    assert not tray.asked.any()
    tray.open_stage()
    assert tray.asked[MEETING].tolist() == [True, False]
    assert tray.asked.sum() == 1


def test_what_was_said_holds_for_the_same_runs_again_and_is_a_copy() -> None:
    once = empty(1)
    once.say(np.array([KYRGYZSTAN]), np.array([[True]]))
    once.tell(np.array([KYRGYZSTAN]), np.array([[True]]))
    tray = once.again(3)
    tray.say(np.array([MONGOLIA]), np.array([[True, False, True]]))
    assert tray.asked[MEETING].all() and tray.told[KYRGYZSTAN].all() and not once.yes[MONGOLIA].any()


def test_a_no_in_public_refuses_a_move_and_silence_does_not() -> None:
    tray = empty()
    tray.say(np.array([MONGOLIA]), np.array([[True, True]]))
    tray.tell(np.array([KYRGYZSTAN]), np.array([[True, False]]))
    assert tray.refused[MEETING].tolist() == [True, False] and tray.refused.sum() == 1
    assert not tray.unnamed[MEETING].any() and tray.unnamed.sum() == 2 * (len(BOARD.moves) - 1)


def test_a_person_says_what_was_ordered_and_it_is_written_down() -> None:
    laid, person = table(), agent("mongolia", "handed")
    person.handed = {"neighbours-meeting": np.ones(1, dtype=np.bool_)}
    person.observe(laid)
    person.propose(laid)
    assert np.flatnonzero(laid.tray.yes[:, 0]).tolist() == [MONGOLIA]
    assert laid.deeds == [Deed(BOARD.opens, "mongolia", "neighbours-meeting", "start", True, ())]


def test_the_record_is_handed_in_for_its_month() -> None:
    due = [(BOARD.opens + 1, BOARD.row["partnership@mongolia>japan"]), (BOARD.opens + 2, MEETING)]
    laid = table(due=due)
    agent("kyrgyzstan", "historical").propose(laid)
    assert [(month, part) for month, part, _ in laid.tray.dated] == [(BOARD.opens + 2, KYRGYZSTAN)]
    assert not laid.tray.yes.any()


def test_the_purse_is_the_capital_less_what_is_on_the_tray() -> None:
    laid, person = table(), agent("mongolia", "handed")
    capital = laid.world.stocks["capital"][0, 0]
    assert person.purse(laid)[0] == capital
    laid.tray.say(np.array([MONGOLIA]), np.array([[True]]))
    assert person.purse(laid)[0] == capital - 1  # a meeting costs a point


@pytest.mark.parametrize("file", sorted(Path(sim.agents.__path__[0]).glob("*.py")), ids=lambda file: file.stem)
def test_agents_do_not_know_the_model(file: Path) -> None:
    """Not even for type checking, which the import contracts leave out."""
    text = file.read_text(encoding="utf-8")
    assert "sim.model" not in text and "BalanceModel" not in text
