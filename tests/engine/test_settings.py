"""Settings in words: what is a number, what parts two of them, and what a slip is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.engine.settings import settings_in, settings_of, words
from sim.errors import MultivectorError
from sim.scenario.schema import Override
from sim.world.arrays import LIMIT
from tests.boards import MINI, board


@pytest.mark.parametrize(("text", "found"), [
    ("", {}), ("a=1", {"a": 1.0}), (" a = -0.5 , b.c=2e3 ", {"a": -0.5, "b.c": 2000.0}), ("a=.5", {"a": 0.5})])
def test_settings(text: str, found: dict[str, float]) -> None:
    assert settings_of(text) == found


@pytest.mark.parametrize("text", ["a", "=1", "a=", "a=one", "a=nan", "a=inf", "a=1e99", f"a={LIMIT}", "a=0x1"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(MultivectorError) as caught:
        settings_of(text)
    problem, = caught.value.problems
    assert (problem.code, problem.value) == ("MV-R003", text)


def test_a_decimal_comma_is_a_slip_and_is_told_so() -> None:
    with pytest.raises(MultivectorError) as caught:
        settings_of("a=14,2,b=1")
    problem, = caught.value.problems
    assert problem.value == "a=14,2" and "write 14.2" in problem.mend


def test_words() -> None:
    assert words(" C24, region.openness ,,") == ("C24", "region.openness")


def test_what_is_set_by_hand_stands_before_what_the_scenario_sets() -> None:
    given = {name: Override(value=value, source="judgement") for name, value in (("a", 1.0), ("b", 2.0))}
    base = board(MINI)
    its = replace(base, scenario=base.scenario.model_copy(update={"parameters": given}), settings={"b": 3.0, "c": 4.0})
    assert settings_in(its) == {"a": 1.0, "b": 3.0, "c": 4.0}
