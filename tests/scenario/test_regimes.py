"""What a file may say of regimes, and every mistake in it: its code and its line."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from sim.scenario.identity import identity
from sim.scenario.load import load_scenario
from tests.boards import CRISES, MINI
from tests.scenario.mini import changed, line_of, problems_in

TEXT = Path(CRISES).read_text(encoding="utf-8")
SIGN = "{path: self.unrest, above: 0.3}"

# what is replaced, by what, the code, the text on the line that is reported, and the field
CASES: dict[str, tuple[str, str, str, str, str]] = {
    "unknown regime": (
        "{regime: {id: street, of: [self]}}", "{regime: {id: streat, of: [self]}}", "MV-S039", "streat",
        "options.hear-them.when.0.regime.id"),
    "whom it befalls": (
        "{regime: {id: street, of: [self]}}", "{regime: {id: street, of: [tibet]}}", "MV-S030", "tibet",
        "options.hear-them.when.0.regime.of.0"),
    "of nobody": (
        "{regime: {id: street, of: [self]}}", "{regime: {id: street, of: []}}", "MV-S026", "of: []",
        "options.hear-them.when.0.regime.of"),
    "no such role": ("    each: small", "    each: tiny", "MV-S024", "tiny", "regimes.street.each"),
    "a role that nobody has": (
        "    each: small", "    each: market\n    luck: x", "", "", ""),
    "an exit that is no option": (
        "{option: hear-them, chance: 0.5}", "{option: hear, chance: 0.5}", "MV-S032", "option: hear,",
        "regimes.street.exits.0.option"),
    "a chance above one": (
        "{option: hear-them, chance: 0.5}", "{option: hear-them, chance: 5}", "MV-S023", "chance: 5",
        "regimes.street.exits.0.chance"),
    "an exit of another kind": (
        "chance: 0.25, at: others}", "chance: 0.25, at: anybody}", "MV-S024", "anybody", "regimes.siege.exits.1.at"),
    "a sign with two lines": (
        SIGN, "{path: self.unrest, above: 0.3, below: 0.1}", "MV-S047", "below: 0.1", "regimes.street.signs.0"),
    "a sign without a line": (SIGN, "{path: self.calm}", "MV-S047", "self.calm", "regimes.street.signs.0"),
    "a sign that is no number": (
        SIGN, "{path: self.unrset, above: 0.3}", "MV-S037", "unrset", "regimes.street.signs.0.path"),
    "an effect on what is derived": (
        "{on: self.approval, size: -0.06", "{on: self.calm, size: -0.06", "MV-S044", "self.calm",
        "regimes.street.effects.1.on"),
    "target of one alone": (
        SIGN, "{path: target.self.pressure, above: 0.3}", "MV-S052", "  street:\n    title", "regimes.street"),
    "an act of nobody": (
        "squeeze-transit@target>self", "squeeze-transit@tibet>self", "MV-S031", "tibet",
        "regimes.siege.opens.1.in_force"),
    "an act on nobody": (
        "squeeze-transit@target>self", "squeeze-transit@target>tibet", "MV-S030", "tibet",
        "regimes.siege.opens.1.in_force"),
    "an act that is none": (
        "squeeze-transit@target>self", "squeeze@target>self", "MV-S032", "squeeze@", "regimes.siege.opens.1.in_force"),
    "an act in no form": (
        "squeeze-transit@target>self", "squeeze-transit>self@target", "MV-S025", "self@target",
        "regimes.siege.opens.1.in_force"),
    "it never closes": (
        "    closes: [{below: {path: self.unrest, value: 0.3}}]\n", "    closes: []\n", "MV-S026", "closes: []",
        "regimes.street.closes"),
    "no source": (
        "    standing: play\n    source: judgement\n  siege", "    standing: play\n  siege", "MV-S021",
        "  street:\n    title", "regimes.street.source"),
    "luck of another": ("    each: vector", "    each: vector\n    luck: street", "MV-S056", "luck: street",
                        "regimes.siege.luck"),
}
del CASES["a role that nobody has"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_mistake_is_told_at_its_line(case: tuple[str, str, str, str, str], tmp_path: Path) -> None:
    old, new, code, shown, field = case
    text = changed(old, new, TEXT)
    copy(MINI, tmp_path)
    problem, *more = problems_in(tmp_path, text)
    assert (problem.code, problem.place.field, more) == (code, field, []), problem
    assert problem.place.line == line_of(shown, text)


def test_a_role_that_nobody_has_befalls_nobody(tmp_path: Path) -> None:
    copy(MINI, tmp_path)
    text = changed("    each: small", "    each: twins", TEXT)
    text = text.replace("\noptions:", "\npairs: {twins: null}\n\noptions:")
    found = {problem.code for problem in problems_in(tmp_path, text)}
    assert "MV-S053" in found


def test_a_scenario_without_regimes_is_who_it_was() -> None:
    """A field that was added later counts where it is given only: old games go on."""
    mini = load_scenario(MINI)
    assert not mini.scenario.regimes
    given = mini.scenario.model_copy(update={"regimes": load_scenario(CRISES).scenario.regimes})
    assert identity(mini.scenario) == mini.identity != identity(given)


def test_whom_it_befalls() -> None:
    scenario = load_scenario(CRISES).scenario
    assert scenario.whom("small") == (("mongolia",), ("kyrgyzstan",))
    assert len(scenario.whom("vector")) == 8 and scenario.whom("twins")[0] == ("mongolia", "kyrgyzstan")
    assert scenario.whom("nobody") == ()
