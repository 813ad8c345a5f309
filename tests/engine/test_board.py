"""The board: moves and parts by key, and the sums of months that its dates come to."""

from __future__ import annotations

import pytest

from sim.agents.doctrines import ONE, PICKS
from tests.boards import MINI, board, cut

BOARD = board(MINI)
LENGTHS = (1, 2, 3, 4, 6)


def test_moves_by_key() -> None:
    for row, move in enumerate(BOARD.moves):
        assert (BOARD.row[move.key], BOARD.move(move.key)) == (row, move)
    assert len(BOARD.row) == len(BOARD.moves)
    with pytest.raises(KeyError):
        BOARD.move("no-such-move")


def test_parts_by_agent_and_key() -> None:
    for k, part in enumerate(BOARD.parts):
        assert BOARD.part(part.agent, BOARD.moves[part.move].key) == k
    with pytest.raises(KeyError):
        BOARD.part("china", "neighbours-meeting")


def test_the_moves_that_an_option_is() -> None:
    def keys(*asked) -> list[str]:
        return [BOARD.moves[row].key for row in BOARD.rows_of(*asked)]

    assert keys("squeeze-transit", "mongolia", ["china"]) == ["squeeze-transit@china>mongolia"]
    both = [f"squeeze-transit@{actor}>mongolia" for actor in ("china", "russia")]
    assert keys("squeeze-transit", "mongolia", []) == both
    assert keys("squeeze-transit", None, ["china"]) == []
    assert keys("neighbours-meeting", "japan", ["mongolia"]) == ["neighbours-meeting"]  # it has no target to miss
    assert keys("compact", "mongolia", ["united_states.legislature", "mongolia"]) == ["compact>mongolia"]


def test_dates() -> None:
    """January 2014 to December 2016, opened in January 2015: 36 months, 24 of them in 8 turns of 3."""
    assert (BOARD.opens, BOARD.ends, BOARD.turns, BOARD.season) == (12, 36, 8, 3)


def test_rows_are_moves_events_and_sequels() -> None:
    assert BOARD.rows == len(BOARD.moves) + 2 - 1 + len(BOARD.sequels)  # one of the two events is not from outside


def test_leaderships_come_first() -> None:
    assert BOARD.agents()[:6] == tuple(BOARD.scenario.actors)
    assert all("." in agent for agent in BOARD.agents()[6:])


@pytest.mark.parametrize(("path", "label"), [
    ("rivalry", "Great-power rivalry"), ("mongolia.approval", "Mongolia: approval"),
    ("china.mongolia.pressure", "China to Mongolia: pressure"),
    ("mongolia.member.union", "Mongolia is a member of Customs union")])
def test_labels(path: str, label: str) -> None:
    assert BOARD.label(path) == label


def test_an_indicator_is_resolved_once() -> None:
    assert BOARD.indicator("mongolia.approval") is BOARD.indicator("mongolia.approval")


# --- seasons: a year has as many orders, whatever the length of a turn ------------------------------------------------


@pytest.mark.parametrize("months", LENGTHS)
@pytest.mark.parametrize("per_quarter", [PICKS, ONE])
def test_a_year_has_as_many_orders(months: int, per_quarter: int) -> None:
    its = cut(months)
    turns = range(its.opens, its.opens + 12, months)
    found = [slot for month in turns for slot in its.slots(month, per_quarter).items()]
    assert sum(count for _, count in found) == 4 * per_quarter
    quarters = sorted({quarter for quarter, _ in found})
    assert quarters == list(range(its.opens // 3, its.opens // 3 + 4))


def test_quarters_by_hand() -> None:
    """Two orders a quarter are due at 0, 1.5, 3, 4.5 ... months."""
    assert [cut(1).slots(cut(1).opens + m, 2) for m in range(3)] == [{cut(1).opens // 3: 2}, {}, {}]
    first = cut(4).opens // 3
    assert cut(4).slots(cut(4).opens, 2) == {first: 2, first + 1: 1}
    assert cut(4).slots(cut(4).opens + 4, 2) == {first + 1: 1, first + 2: 2}
    assert cut(6).slots(cut(6).opens, 1) == {first: 1, first + 1: 1}


def test_income_by_the_year() -> None:
    """Quarters that a season is long: monthly turns are paid once a quarter, half years twice as much at a time."""
    for months, quarters in ((1, 1.0), (2, 2 / 3), (3, 1.0), (4, 4 / 3), (6, 2.0)):
        assert cut(months).roles.quarters[0] == pytest.approx(quarters)
    assert [m for m in range(6) if cut(1).begins_season(cut(1).opens + m)] == [0, 3]
