"""What a scenario says of rules must fit them: parameters, weights of doctrines, causes of facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sim.errors import Problem
from sim.rules import RULES
from sim.scenario.codes import Code
from sim.scenario.words import listed

if TYPE_CHECKING:
    from sim.scenario.load import Loaded

PARAMETERS = {f"{rule.id}.{p.name}": p for rule in RULES for p in rule.params}
CAUSE = "rule, claim or regime"
CAUSES = frozenset[str]().union(*(rule.names for rule in RULES))
# At 0 the world has no numbers left.
DIVISORS = {
    "balance.depth.floor_money", "balance.depth.floor_index", "balance.outreach.half", "balance.balance.half",
    "ties.people-cushion.half", "balance.depth-past.months",
    "economy.trade-value.reference", "economy.trade-value.percent", "economy.currency.reference",
    "economy.near-growth.percent", "economy.near-growth.reference", "economy.trade-habit.percent",
    "economy.energy-trend.percent", "economy.energy-trend.reference", "economy.repayment.term",
    "economy.output.percent", "economy.trend.percent", "economy.scar.percent", "economy.hydrocarbon-end.percent",
    "economy.oil.reference", "economy.lean-years.reference", "economy.reserves.reference", "economy.reserves.balance",
    "home.honeymoon.months", "balance.precedent.width",
    "region.borders-first.deep", "economy.collateral-response.floor", "decide.aims.patience"}
CONSIDERATIONS = [rule.id for rule in RULES if rule.phase == "decide"]


def check_rules(loaded: Loaded) -> Iterator[Problem]:
    """The problems of a scenario that only those who know the rules can see, each with its place."""
    for name, given in loaded.scenario.parameters.items():
        field = f"parameters.{name}"
        yield from unknown(loaded, field, name, PARAMETERS, "MV-R002", "parameter")
        for part in ("value", "low", "high") if name in PARAMETERS else ():
            yield from turned(loaded, f"{field}.{part}", name, getattr(given, part))
    for doctrine, row in loaded.scenario.doctrines.items():
        for name in row.weights:
            yield from unknown(loaded, f"doctrines.{doctrine}.weights.{name}", name, CONSIDERATIONS, "MV-R001",
                               "decide rule")
    for id, fact in loaded.scenario.facts.items():
        for i, name in enumerate(fact.off):
            yield from unknown(loaded, f"facts.{id}.off.{i}", name, causes(loaded), "MV-R001", CAUSE)


def causes(loaded: Loaded) -> set[str]:
    """What can be switched off."""
    return {*CAUSES, *loaded.scenario.regimes}


def unknown(loaded: Loaded, field: str, name: str, known: Collection[str], code: str, noun: str) -> Iterator[Problem]:
    if name not in known:
        place = loaded.source.place(field) if field[-1].isdecimal() else loaded.source.key_place(field)
        yield Problem(code, f"there is no {noun} {name!r}", place, name, listed(known),
                      "list them with: multivector rules", (name, known))


def turned(loaded: Loaded, field: str, name: str, value: float | None) -> Iterator[Problem]:
    """A rule's sentence holds for parameters of one sign."""
    low, high = PARAMETERS[name].range
    if value == 0 and name in DIVISORS:
        yield Problem(Code.OUT_OF_RANGE, f"{name} would be 0, and its rule divides by it",
                      loaded.source.key_place(field), "0", "more than 0",
                      "to take the rule's effect away write `off:` with the rule")
    if value is not None and (value < 0 <= low or value > 0 >= high > low):
        yield Problem(Code.OUT_OF_RANGE, f"{name} would be {value:g}", loaded.source.key_place(field), f"{value:g}",
                      "0 or more" if low >= 0 else "0 or less",
                      "to take the rule's effect away write 0, or `off:` with the rule")
