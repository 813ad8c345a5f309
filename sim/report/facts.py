"""Facts and the ablation matrix: a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.studies import Fact
from sim.study.facts import Finding, Findings
from sim.texts import say

KEEPS = 0.8  # of a fact's share: a rule without which less is left is named


def facts_table(found: Findings) -> str:
    """One row per fact; below, the rules without which a fact keeps less than 80 % of its share."""
    if not found.facts:
        return say("facts-none", scenario=found.treatment.scenario.id)
    fact, kind, holds, bar, without, others, verdict = (say("facts-head", column=x) for x in (
        "fact", "kind", "holds", "bar", "without", "others", "verdict"))
    head = [say("facts-title", scenario=found.treatment.scenario.id, runs=found.runs, others=found.matrix_runs),
            *(say("comparison-off", rule=rule) for rule in found.treatment.off), "",
            f"{fact:6} {kind:7}{holds:>7} {bar:>5} {without:>8} {others:>7}  {verdict}"]
    return "\n".join([*head, *(_row(one) for one in found.facts), "", *_needed(found)])


def _row(one: Finding) -> str:
    others = f"{one.median_other:7.1%}" if one.others else f"{'–':>7}"
    return (f"{one.id:6} {one.fact.kind:7}{one.base.holds:7.1%} {one.fact.bar:5.0%} {one.without.holds:8.1%} {others}  "
            f"{', '.join(one.fact.off)}: {verdict(one.shown, one.lost)}")


def verdict(shown: bool, lost: bool) -> str:
    return say("facts-verdict", shown=shown, lost=lost)


def itself(fact: Fact) -> bool:
    """Whether the cause is what the pair differs by: without it both runs are the same."""
    return fact.kind == "paired" and fact.other is None


def _needed(found: Findings) -> Iterator[str]:
    for one in found.facts:
        if names := [rule for rule, share in one.others.items() if share < KEEPS * one.base.holds]:
            yield say("facts-needs", id=one.id, rules=", ".join(names))
