"""The rules on the terminal, as JSON and as a book."""

import re

import pytest

from sim.book.book import chapter_of, open_book
from sim.book.prefaces import CHAPTERS, PHASES, ROLES, STANDING, WORDS
from sim.book.rulebook import rule_list, rule_page, rules_json
from sim.book.rulebook_doc import rulebook
from sim.catalogue import BY_NAME
from sim.errors import MultivectorError
from sim.rules import RULES
from sim.rules.rule import Rule

KAPPA = "region.divide-and-rule"


def page(name: str) -> str:
    """The page as one line of words, however it was wrapped."""
    return " ".join(rule_page(name).split())


def test_the_list_names_every_rule_once() -> None:
    rows = re.findall(r"^  (\S+)  \[", rule_list(), re.MULTILINE)
    assert rows == [rule.id for rule in RULES]


def test_the_list_as_json() -> None:
    rows = rules_json()
    assert [row["id"] for row in rows] == [rule.id for rule in RULES]
    assert set(rows[0]) == {"id", "theme", "phase", "standing", "claims", "sentence"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_page_with_all_that_a_reader_needs(rule: Rule) -> None:
    text = page(rule.id)
    for expected in (rule.id, rule.phase, *(p.name for p in rule.params), *(p.unit for p in rule.params), *rule.claims):
        assert expected in text
    assert "{" not in text, "a role has been left without its word"


def test_a_rules_page_speaks_in_the_scenarios_words() -> None:
    text = page(KAPPA)
    assert "Kazakhstan and Uzbekistan do not coordinate" in text
    assert "kappa = 0.5 share (0.3 to 0.7)" in text
    assert "C24 (CA4)" in text
    assert "Case C24-e (region.yaml)" in text


def test_a_rules_page_as_json() -> None:
    found = rules_json(KAPPA)
    assert found["parameters"][0] | {"source": "", "meaning": ""} == {
        "name": "kappa", "value": 0.5, "low": 0.3, "high": 0.7, "unit": "share", "source": "", "meaning": ""}
    assert found["writes"] == [{"name": "effective_pressure", "label": BY_NAME["effective_pressure"].label,
                                "unit": "0-1", "path": "a.b.effective_pressure"}]
    assert found["source"][0]["claim"] == "C24"


def test_a_rules_luck_is_named() -> None:
    rule = next(rule for rule in RULES if rule.luck)
    assert rules_json(rule.id)["luck"] == [source.name for source in rule.luck]


def test_a_claims_page_lists_all_that_carries_it() -> None:
    found = rules_json("c24")
    assert KAPPA in found["rules"]
    assert "neighbours-summit" in found["options"]
    text = page("C24")
    for name in (*found["rules"], *found["options"], *found["events"], *found["doctrines"], *found["cases"]):
        assert name in text


def test_a_claims_page_shows_its_start_values() -> None:
    assert "start value rivalry: 0.35 0-1" in page("C01")


def test_an_unknown_name_is_refused_with_what_is_close_to_it() -> None:
    with pytest.raises(MultivectorError) as caught:
        rule_page("region.divide-and-rul")
    problem = caught.value.problems[0]
    assert problem.code == "MV-R001"
    assert KAPPA in problem.allowed


# --- the book --------------------------------------------------------------------------------------------------------


def test_every_chapter_phase_standing_and_role_has_its_words() -> None:
    assert {chapter_of(rule) for rule in RULES} <= set(CHAPTERS)
    assert {rule.phase for rule in RULES} <= set(PHASES)
    assert {rule.standing for rule in RULES} <= set(STANDING)
    named = {role for rule in RULES for role in re.findall(r"{(\w+)}", rule.sentence + rule.formula + rule.departs)}
    assert named <= {*ROLES, *WORDS}
    assert named <= set(open_book().board.scenario.terms)


def test_the_book_has_a_section_for_every_rule_and_claim() -> None:
    text = rulebook()
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    assert {rule.id for rule in RULES} | set(open_book().board.scenario.claims) <= set(anchors)


def test_links_of_the_book_lead_somewhere() -> None:
    text = rulebook()
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_every_worked_case_of_a_rule_is_in_the_book() -> None:
    text, book = rulebook(), open_book()
    for rule in RULES:
        for case in book.cases_of(rule):
            assert f"**{case['id']}** ({case['file']})" in text
