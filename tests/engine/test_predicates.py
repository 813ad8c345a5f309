"""Conditions: each form holds where it should, run by run, and says what it asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.engine.predicates import Names, compile_all, compile_one, filled
from sim.scenario.predicates import Predicate
from tests.boards import MINI, board, first_month, seen

BOARD = board(MINI)
ROWS = {"neighbours-meeting": (BOARD.row["neighbours-meeting"],), "rate-cut": (len(BOARD.moves),),
        "ease-border": tuple(row for key, row in BOARD.row.items() if key.startswith("ease-border"))}
TITLES = {"neighbours-meeting": "Call a neighbours' meeting", "rate-cut": "Ore prices fall",
          "ease-border": "Ease the border"}
FROM_CHINA = "ease-border@china>kyrgyzstan"
ROWS[FROM_CHINA] = (BOARD.row[FROM_CHINA],)
STREET = {("street", "mongolia"): (BOARD.row["neighbours-meeting"],)}
TITLES["street"] = "The street"
NAMES = Names(BOARD.sizes, BOARD.starts, ROWS, TITLES, BOARD.label, BOARD.word, STREET)
LOW = {"above": {"path": "rivalry", "value": 0.5}}


def view():
    """Three runs in month 14 with rivalry at 0.2, 0.5 and 0.8; in the last a meeting is in force, and prices fell."""
    world = first_month(runs=3).with_stocks(rivalry=np.array([0.2, 0.5, 0.8]))
    world.since[ROWS["neighbours-meeting"][0], 2] = 13
    world.uses[ROWS["rate-cut"][0], 2] = 1
    world.since[ROWS["ease-border"][-1], 1] = 14
    return seen(replace(world, month=14))


@pytest.mark.parametrize(("given", "holds", "text"), [
    (LOW, [False, False, True], "Great-power rivalry above 0.5"),
    ({"below": {"path": "rivalry", "value": 0.5}}, [True, False, False], "Great-power rivalry below 0.5"),
    ({"within": {"path": "rivalry", "low": 0.2, "high": 0.5}}, [True, True, False],
     "Great-power rivalry between 0.2 and 0.5"),
    ({"after": "2015-03"}, [True] * 3, "from 2015-03 on"),
    ({"after": "2015-04"}, [False] * 3, "from 2015-04 on"),
    ({"before": "2015-03"}, [False] * 3, "before 2015-03"),
    ({"before": "2015-04"}, [True] * 3, "before 2015-04"),
    ({"in_force": "neighbours-meeting"}, [False, False, True], "“Call a neighbours' meeting” in force"),
    ({"in_force": "ease-border"}, [False, True, False], "“Ease the border” in force"),
    ({"in_force": FROM_CHINA}, [False] * 3, "“Ease the border” (China, Kyrgyzstan) in force"),
    ({"in_force": "ease-border@japan"}, [False] * 3, "“Ease the border” (Japan) in force"),
    ({"began": "neighbours-meeting"}, [False, False, True], "“Call a neighbours' meeting” begun in the month before"),
    ({"began": "ease-border"}, [False] * 3, "“Ease the border” begun in the month before"),
    ({"regime": {"id": "street", "of": ["mongolia"]}}, [False, False, True], "“The street” open (Mongolia)"),
    ({"regime": {"id": "street", "of": ["kyrgyzstan"]}}, [False] * 3, "“The street” open (Kyrgyzstan)"),
    ({"ever": "rate-cut"}, [False, False, True], "“Ore prices fall” has happened"),
    ({"member": {"actor": "kyrgyzstan", "institution": "union"}}, [True] * 3,
     "Kyrgyzstan is a member of Customs union"),
    ({"member": {"actor": "mongolia", "institution": "union"}}, [False] * 3, "Mongolia is a member of Customs union"),
    ({"all": [LOW, {"ever": "rate-cut"}]}, [False, False, True],
     "Great-power rivalry above 0.5 and “Ore prices fall” has happened"),
    ({"any": [LOW, {"in_force": "ease-border"}]}, [False, True, True],
     "Great-power rivalry above 0.5 or “Ease the border” in force"),
    ({"none": [LOW, {"in_force": "ease-border"}]}, [True, False, False],
     "not: Great-power rivalry above 0.5 or “Ease the border” in force"),
])
def test_a_condition(given: dict[str, Any], holds: list[bool], text: str) -> None:
    condition = compile_one(Predicate.model_validate(given), NAMES)
    assert condition.holds(view()).tolist() == holds
    assert condition.text == text


def test_placeholders_are_filled_in_moves_and_regimes() -> None:
    given = [Predicate.model_validate(x) for x in (
        {"in_force": "ease-border@target>self"}, {"regime": {"id": "street", "of": ["self"]}})]
    move = BOARD.move("partnership@mongolia>japan")
    act, street = filled(tuple(given), move.fill)
    assert act.in_force == "ease-border@japan>mongolia"
    assert compile_one(street, NAMES).holds(view()).tolist() == [False, False, True]


def test_placeholders_are_filled_at_any_depth() -> None:
    given = Predicate.model_validate({"none": [{"all": [{"member": {"actor": "self", "institution": "union"}},
                                                        {"above": {"path": "self.target.goodwill", "value": 0}}]}]})
    move = BOARD.move("partnership@kyrgyzstan>japan")
    condition, = compile_all(filled((given,), move.fill), NAMES)
    assert condition.text == "not: Kyrgyzstan is a member of Customs union and Kyrgyzstan to Japan: goodwill above 0"
