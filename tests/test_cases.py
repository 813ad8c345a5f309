"""Every worked case comes out as worked by hand, and every rule and claim has its cases."""

from __future__ import annotations

from collections import Counter

import pytest

from sim.rules import RULES
from sim.rules.rule import Rule
from tests.worked import SCENARIOS, Case, differences, outcome, read_cases, read_yaml, real

CASES = read_cases()
CLAIMS = read_yaml(SCENARIOS / "claims.yaml")["claims"]


def claims_of(case: Case) -> tuple[str, ...]:
    """The claims of the rule, option or event that a case exercises."""
    if case.kind == "rule":
        return next(rule.claims for rule in RULES if rule.id == case.name)
    table = real().scenario.options if case.kind == "option" else real().scenario.events
    return table[case.name].claims


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert differences(case, outcome(case)) == []


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(map(str, CASES)).items() if times > 1] == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_id_begins_with_a_claim_of_what_it_exercises(case: Case) -> None:
    assert case.claim in (claims_of(case) or {"outside"})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_a_case_that_fires_and_one_that_must_not(rule: Rule) -> None:
    own = [case for case in CASES if case.kind == "rule" and case.name == rule.id]
    assert any(case.fires for case in own)
    assert any(case.rests for case in own)


def carried() -> list[str]:
    """The claims that do something: all but what is told of events, lives in a start value alone, or nowhere."""
    told = (*RULES, *real().scenario.options.values(), *real().scenario.events.values())
    return sorted({claim for one in told for claim in one.claims if claim.startswith("C")})


def test_only_claims_of_start_values_and_of_nothing_have_no_case() -> None:
    silent = {claim for claim in CLAIMS if claim.startswith("C")} - {*carried()}
    assert all(CLAIMS[claim].get("initial") or CLAIMS[claim].get("not_modelled") for claim in silent)


@pytest.mark.parametrize("claim", carried())
def test_claim_has_a_case_that_fires(claim: str) -> None:
    assert any(case.fires for case in CASES if case.claim == claim)
