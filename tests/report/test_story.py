"""The record, told: the plot is in it, every cause pushes the way its sentence says, and what expires wears off."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from sim.engine.effects import WORN
from sim.game.game import Game
from sim.report.story import story_json
from sim.seat.why import BY_ID, why
from sim.treatment import treat
from sim.views import CauseRow
from tests.boards import LONG

CHANGE = re.compile(r"^(?P<arrow>[▲▼]) (?P<label>.+?) (?P<before>-?[\d.]+) → (?P<after>-?[\d.]+)\. (?P<why>.*)$")


@cache
def record() -> Game:
    game = Game(treat(LONG, historical=True), (), 1)
    while not game.over:
        game.end_turn()
    return game


@cache
def story() -> dict[str, Any]:
    return story_json(record())


def told(label: str, first: str, last: str) -> list[re.Match[str]]:
    """What the story says of a number, in turns that open between two months."""
    lines = [line for turn in story()["turns"] if first <= turn["opens"] <= last for line in turn["changes"]]
    return [found for line in lines if (found := CHANGE.match(line)) and found["label"] == label]


def gain(found: re.Match[str]) -> float:
    return float(found["after"]) - float(found["before"])


# --- the plot --------------------------------------------------------------------------------------------------------


def test_sanctions_are_told_as_losses() -> None:
    rounds = told("Kazakhstan: sanctions loss", "2017-07", "2019-06")
    assert len(rounds) >= 2 and all(gain(found) > 0 for found in rounds)
    assert all("Russia" in found["why"] and "(-" not in found["why"] for found in rounds)


def test_goodwill_swings_in_2018() -> None:
    swing = told("Kazakhstan to the United States: goodwill", "2018-01", "2018-12")
    assert max(map(gain, swing)) >= 0.1 and min(map(gain, swing)) < 0
    assert "White House" in max(swing, key=gain)["why"]


def test_attention_is_lost_in_2020() -> None:
    lost = min(told("The United States: attention to the region", "2020-01", "2020-12"), key=gain)
    assert gain(lost) <= -0.1
    assert "pandemic" in lost["why"]


def test_what_was_decided_in_2015_and_came_in_2018_is_told_in_2018() -> None:
    fell = {turn["opens"]: " ".join(turn["events"]) for turn in story()["turns"]}
    assert "The financial centre opens" in fell["2018-07"] and "Shares of the atomic company" in fell["2018-10"]


def test_a_ban_by_a_court_is_no_mass_detention() -> None:
    """It is an event of a fifth of the size; calm at home does not jump."""
    assert all(abs(gain(found)) < 0.05 for found in told("Kazakhstan: calm at home", "2018-01", "2018-03"))


def test_nobody_is_credited_with_what_others_did() -> None:
    """Washington signed no railway through Afghanistan, and the offices in Almaty were the United Nations'."""
    decided = [line for turn in story()["turns"] if turn["opens"] >= "2021-01" for line in turn["decisions"]]
    assert [line for line in decided if "Railway through Afghanistan" in line and "United States" not in line]
    assert not [line for line in decided if "Hub for" in line]


def test_numbers_at_the_end_have_their_unit_beside_the_name() -> None:
    assert all(re.fullmatch(r".+ \([^)]+\): -?[\d.]+ → -?[\d.]+", line) for line in story()["end"])
    assert not [line for line in story()["end"] if line[:1].islower()]


# --- signs -----------------------------------------------------------------------------------------------------------


def rows() -> Iterator[tuple[str, CauseRow]]:
    """(path, cause) of every change that the story could tell of what is stored. (Of a number that is derived from
    others, the direction of a cause is not that in which it pushes any one of them.)"""
    for path in (p for p in record().board.scenario.report if record().board.indicator(p).variable.kind == "stock"):
        for turn in range(1, record().turn):
            yield from ((path, row) for row in why(record(), path, turn).rows)


@cache
def pushes() -> dict[tuple[str, int, str], set[int]]:
    """The directions in which each cause ever pushed a number, as the ledger has them."""
    found: dict[tuple[str, int, str], set[int]] = defaultdict(set)
    for entry in record().ledger.entries:
        for place, amount in zip(entry.where, entry.amount, strict=True):
            found[entry.variable, int(place), entry.cause].add(1 if amount > 0 else -1)
    return found


def test_no_cause_is_told_against_its_own_direction() -> None:
    """A cause that only ever lowers a number is never told as having raised it."""
    checked, wrong = 0, []
    for path, row in rows():
        x = record().board.indicator(path)
        ways = pushes().get((x.variable.name, x.place, row.cause), set())
        if not row.cause.startswith(WORN) and len(ways) == 1:
            checked += 1
            wrong += [(path, row.cause, row.amount)] if (row.amount > 0) != (ways == {1}) else []
    assert wrong == [] and checked > 500


def test_what_expires_is_written_down_as_worn_and_against_what_was_done() -> None:
    done, given_back = ({(v, p, c.removeprefix(WORN)): ways for (v, p, c), ways in pushes().items()
                         if c.startswith(WORN) == worn} for worn in (False, True))
    assert len(given_back) > 10
    plain = [key for key in given_back if len(done.get(key, ())) == 1 and len(given_back[key]) == 1]
    assert len(plain) > 10
    assert not [key for key in plain if done[key] == given_back[key]]


def test_an_expired_effect_is_told_as_wearing_off() -> None:
    """The rallies of June 2019 raise unrest in that turn; what they raised is given back in the next."""
    lines = {turn: [row for row in why(record(), "kazakhstan.unrest", turn).rows if "Take to the streets" in row.words]
             for turn in (18, 19)}
    (raised,), (worn,) = lines[18], lines[19]
    assert raised.amount > 0 and not raised.cause.startswith(WORN)
    assert worn.amount < 0 and worn.words == "The cost of “Kazakh society: Take to the streets” wears off"


def test_every_cause_that_expires_says_so() -> None:
    worn = {row.words for _, row in rows() if row.cause.startswith(WORN)}
    assert worn and all("wears off" in words or words.startswith("Less than before: ") for words in worn)


@pytest.mark.parametrize("path", ["kazakhstan.growth", "uzbekistan.growth", "uzbekistan.unrest"])
def test_a_why_of_one_country_does_not_name_its_neighbour(path: str) -> None:
    """Rules speak of small states; the scenario's word for one is the name of one of the two."""
    own, other = ("Kazakhstan", "Uzbekistan") if path.startswith("kaz") else ("Uzbekistan", "Kazakhstan")
    spoken = [row for turn in range(1, record().turn) for row in why(record(), path, turn).rows
              if row.rule and "{small}" in BY_ID[row.rule].sentence]
    assert spoken
    assert all(own in row.words and other not in row.words for row in spoken)
