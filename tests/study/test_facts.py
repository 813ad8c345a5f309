"""Facts: what is run for them, what they count as, and the documented JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sim.book.facts import made
from sim.book.lengths import lengths_section
from sim.book.measures import definition
from sim.errors import MultivectorError
from sim.report.facts import facts_table, itself, verdict
from sim.rules import RULES
from sim.scenario.load import load_scenario
from sim.scenario.studies import Fact
from sim.study.facts import MATRIX_RUNS, Finding, Findings, Share, Task, _worlds_of, as_json, batches, find, tasks, work
from sim.treatment import treat
from tests.boards import LONG, MINI, SHORT

FACT = Fact.model_validate({
    "text": "Rivalry stays below one.", "place": "GS1", "world": "doctrines", "kind": "run",
    "test": {"below": {"of": {"at": {"path": "rivalry", "month": "2018-12"}}, "value": 1}}, "off": ["C01"]})
SCENARIOS = ("multivector-2015-2021", "sanctions-2017-2019", "summit-2018", "afghanistan-2021")
LISTED = {f"F{n:02d}" for n in range(1, 18)}


def finding(holds: float, without: float, **lost: object) -> Finding:
    fact = FACT.model_copy(update={"lost": type(FACT.lost).model_validate(lost)})
    return Finding("F", fact, Share(holds, 100, 30), Share(without, 100, 44))


@pytest.mark.parametrize(("one", "shown", "lost"), [
    (finding(0.95, 0.47), True, True),
    (finding(0.95, 0.48), True, False),
    (finding(0.9, 0.45), True, False),
    (finding(0.89, 0.0), False, True),
    (finding(0.95, 0.56, at_most=0.55), True, False),
    (finding(0.95, 0.55, at_most=0.55), True, True),
    (finding(0.95, 0.95, later={"option": "espd", "months": 12}), True, True),
    (finding(0.95, 0.95, later={"option": "espd", "months": 15}), True, False),
])
def test_a_fact_is_shown_at_its_bar_and_lost_as_it_says(one: Finding, shown: bool, lost: bool) -> None:
    assert (one.shown, one.lost) == (shown, lost)


def test_a_verdict_hides_nothing() -> None:
    assert verdict(False, True) == "NOT SHOWN"
    assert "NOT LOST" in verdict(True, False)


def test_a_pair_that_differs_by_its_cause_is_lost_by_arithmetic() -> None:
    """So said in docs/facts.md; without the cause both worlds of the pair are one."""
    base = treat(LONG)
    facts = base.scenario.facts
    same = {key for key, fact in facts.items() if itself(fact)}
    assert same == {"F02b", "F03b", "F08b", "F10a", "F10b", "F11", "F12"}
    for key, fact in facts.items():
        worlds = {world.digest for world in _worlds_of(base, fact, fact.off)}
        assert (len(worlds) == 1) == (key in same or fact.kind != "paired")


def test_what_is_shown_at_one_length_of_turns_only_is_named() -> None:
    def rows(a: bool, b: bool, c: bool) -> dict[str, object]:
        return {"facts": [{"id": id, "holds": 0.9, "cases": 40, "holds_without_cause": 0.0, "shown": yes}
                          for id, yes in (("A", a), ("B", b), ("C", c))]}

    text = lengths_section({3: rows(True, True, False), 6: rows(True, False, False)},
                           {3: {"changes": []}, 6: {"changes": []}})
    assert "Below its bar at one length and above it at another: B at 6 months." in text


def test_every_fact_of_the_list_is_there() -> None:
    facts = load_scenario("multivector-2015-2021").scenario.facts
    assert {key[:3] for key in facts} == LISTED


@pytest.mark.parametrize("name", SCENARIOS)
def test_facts_name_causes_that_exist_and_fall_inside_the_scenario(name: str) -> None:
    scenario = load_scenario(name).scenario
    known = {rule.id for rule in RULES} | {claim for rule in RULES for claim in rule.claims}
    assert len(scenario.facts) >= 2
    for fact in scenario.facts.values():
        assert set(fact.off) <= known and fact.off
        assert set(fact.claims) <= set(scenario.claims)


def test_the_work_is_the_world_each_cause_once_and_each_rule() -> None:
    facts = {"A": FACT, "B": FACT, "C": replace_off(FACT, ("C24",))}
    found = tasks(facts, 1000, MATRIX_RUNS)
    assert found[0] == Task((), ("A", "B", "C"), 1000)
    assert found[1:3] == [Task(("C01",), ("A", "B"), 1000), Task(("C24",), ("C",), 1000)]
    assert [task.off for task in found[3:]] == [(rule.id,) for rule in RULES]
    assert tasks({}, 10, 10) == []


def test_what_is_off_anyhow_is_not_switched_off_once_more() -> None:
    on = [rule.id for rule in RULES if rule.standing != "play"]
    assert [task.off for task in tasks({"A": FACT}, 10, 10, ("play",))[2:]] == [(id,) for id in on]


def test_contexts_of_few_runs_share_chunks() -> None:
    """512 columns: eight contexts of 60 runs, and one of a thousand by itself."""
    every = tasks({"F": FACT}, 1000, 60)
    found = batches(every)
    assert [task for batch in found for task in batch] == every
    assert [len(batch) for batch in found][:4] == [1, 1, 8, 8]
    assert all(len({task.runs for task in batch}) == 1 for batch in found)


def replace_off(fact: Fact, off: tuple[str, ...]) -> Fact:
    return fact.model_copy(update={"off": off})


@pytest.fixture(scope="module")
def found():  # type: ignore[no-untyped-def]
    told: list[float] = []
    return find(SHORT, runs=3, ablate=False, progress=told.append), told


def test_the_documented_json(found) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(json.dumps(as_json(found[0])))
    assert (data["scenario"], data["runs"], data["matrix_runs"]) == (found[0].treatment.scenario.id, 3, 0)
    for row in data["facts"]:
        assert {"id", "text", "kind", "bar", "standing", "world", "holds", "cause", "holds_without_cause",
                "others_off"} <= set(row)
        assert 0 <= row["holds_without_cause"] <= 1 and 0 <= row["holds"] <= 1
        assert row["others_off"] == {}


def test_a_fact_without_a_case_is_not_shown_and_has_no_share() -> None:
    none = finding(float("nan"), float("nan"))
    assert (none.shown, none.lost) == (False, False)
    few = replace(none, others={"home.approval": float("nan"), "home.capital": 0.5, "home.unrest": 0.7})
    assert few.median_other == 0.6
    row = as_json(Findings(treat(LONG), 1, 9, 9, (few,)))["facts"][0]
    assert (row["holds"], row["holds_without_cause"], row["others_off"]["home.approval"]) == (None, None, None)


def test_one_fact_may_be_asked_for_alone(found) -> None:  # type: ignore[no-untyped-def]
    id = found[0].facts[-1].id
    alone = find(SHORT, runs=3, ablate=False, only=(id,))
    assert as_json(alone)["facts"] == as_json(found[0])["facts"][-1:]
    with pytest.raises(MultivectorError, match=r"MV-R014 \[--fact\]"):
        find(SHORT, runs=3, ablate=False, only=("F99",))


def test_progress_tells_of_every_context(found) -> None:  # type: ignore[no-untyped-def]
    causes = {one.fact.off for one in found[0].facts}
    assert len(found[1]) == 1 + len(causes)
    assert sum(found[1]) == work(SHORT, 3, ablate=False)


def test_the_same_runs_give_the_same_shares_in_other_processes(found) -> None:  # type: ignore[no-untyped-def]
    assert as_json(find(SHORT, runs=3, ablate=False, jobs=2))["facts"] == as_json(found[0])["facts"]


def test_facts_are_held_in_turns_of_another_length() -> None:
    found = find(SHORT, runs=1, ablate=False, turn_months=1)
    assert as_json(found)["turn_months"] == 1
    with pytest.raises(MultivectorError, match=r"MV-S043 \[--turn-months\]"):
        find(SHORT, runs=1, ablate=False, turn_months=7)


def test_the_table_says_which_rules_a_fact_needs_besides(found) -> None:  # type: ignore[no-untyped-def]
    one = replace(found[0].facts[0], others={"region.openness": 0.0, "home.approval": 1.0})
    text = facts_table(replace(found[0], facts=(one,)))
    assert f"{one.id} needs also: region.openness" in text
    assert "home.approval" not in text


def test_every_definition_has_words() -> None:
    board = treat(LONG).board
    for key, fact in board.scenario.facts.items():
        assert len(definition(board, fact)) > 40, key


def test_the_page_says_when_its_numbers_are_older_than_the_rules() -> None:
    now = treat(MINI)
    data = {"runs": 3, "scenario": LONG, "matrix_runs": 0, "manifest": now.manifest()}
    assert "make studies" not in made(data, now)
    assert "make studies" in made(data, treat(MINI, off="C24"))
    assert "make studies" in made({**data, "manifest": {**now.manifest(), "ruleset": "0"}}, now)
