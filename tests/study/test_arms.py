"""Arms as the command line names them: what each says, what it is called, and what cannot be read."""

from __future__ import annotations

import pytest

from sim.errors import MultivectorError, refuse
from sim.study.arms import Arm, arms_of


def test_an_arm_says_what_the_flags_say() -> None:
    text = 'dry: --change X1 --change "my files/dry year.yaml" --set a.b=1 --set=c=2,d=3 --seat north=drift --off C24'
    assert arms_of([text])[1:] == (Arm(
        "dry", ("X1", "my files/dry year.yaml"), ("a.b=1", "c=2,d=3"), ("north=drift",), ("C24",)),)


def test_one_without_a_name_is_called_by_its_changes_or_its_number() -> None:
    found = arms_of(["--change X1 --change some/early.yaml", "--off C24", "as-it-is:"])
    assert [arm.name for arm in found] == ["base", "X1+early", "arm-2", "as-it-is"]


def test_the_base_comes_first_and_is_the_scenario_if_nobody_names_it() -> None:
    assert arms_of(["a: --off C24"])[0] == Arm("base")
    assert [arm.name for arm in arms_of(["a: --off C24", "base: --off C25", "b:"])] == ["base", "a", "b"]


@pytest.mark.parametrize(("texts", "what"), [
    (["a: --colour red"], "no --colour"), (["a: X1"], "no X1"), (["a: --change"], "no value"),
    (["a: --change --off C24"], "no value"), (["a: --set="], "no value"), (["a: --set 'x"], "not closed"),
    (["a: --off C24", "a: --off C25"], "this name"), (["base: --off C24"], "nothing is compared"),
    (["--off C24", "arm-1:"], "this name"),
])
def test_what_cannot_be_read_is_refused(texts: list[str], what: str) -> None:
    with pytest.raises(MultivectorError) as caught:
        arms_of(texts)
    (problem,) = caught.value.problems
    assert problem.code == "MV-U005" and what in problem.what
    assert problem.value and problem.allowed and problem.mend and problem.place.field == "--arm"


def test_problems_say_which_arm_they_are_of() -> None:
    for name, field in (("dry", "--arm dry: --set"), ("", "--set")):
        with pytest.raises(MultivectorError) as caught, Arm(name).told():
            raise refuse("MV-R003", "x", field="--set")
        assert caught.value.problems[0].place.field == field
