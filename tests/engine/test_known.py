"""What a scenario says of rules must fit them: every misfit is found, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine.known import PARAMETERS, check_rules
from sim.errors import Problem
from sim.scenario.codes import Code
from sim.scenario.load import load_scenario
from tests.scenario.mini import TEXT, changed, line_of

OUTSIDE = next(name for name, p in PARAMETERS.items() if p.range[0] >= 0 and p.range[1] > 0)
GIVEN = "{{value: {value}, source: judgement}}"


def found(folder: Path, text: str) -> list[Problem]:
    path = folder / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    return list(check_rules(load_scenario(path)))


def with_parameter(name: str, value: float) -> str:
    return changed("parameters: {}", f"parameters:\n  {name}: {GIVEN.format(value=value)}")


def test_the_miniature_fits(tmp_path: Path) -> None:
    assert found(tmp_path, TEXT) == found(tmp_path, with_parameter(OUTSIDE, 0.5)) == []


@pytest.mark.parametrize(("name", "value", "code", "told"), [
    ("region.openness.no_such", 1.0, "MV-R002", "region.openness.no_such"), (OUTSIDE, -1.0, Code.OUT_OF_RANGE, "-1")])
def test_a_parameter_that_no_rule_has_or_that_turns_its_sentence_round(
        tmp_path: Path, name: str, value: float, code: str, told: str) -> None:
    text = with_parameter(name, value)
    problem, = found(tmp_path, text)
    assert (problem.code, problem.value, problem.place.line) == (code, told, line_of(f"  {name}:", text))


def test_weights_are_of_rules_that_decide(tmp_path: Path) -> None:
    """`region.openness` is a rule, but not one that weighs anything in a decision."""
    text = changed("    lean: china\n", "    lean: china\n    weights: {region.openness: 2, decide.outreach: 2}\n")
    problem, = found(tmp_path, text)
    assert (problem.code, problem.value) == ("MV-R001", "region.openness")
