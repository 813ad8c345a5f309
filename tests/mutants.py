"""Are the worked cases worth anything? Breaks each rule in two ways and expects one of its own cases to fail each time.

Run by `make mutants`; prints a table and ends with 1 if a broken rule goes unnoticed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sim.rules import RULES
from sim.rules.rule import Rule
from sim.world.arrays import Array
from tests.worked import Case, differences, outcome, read_cases

Deltas = Mapping[str, Array]
MUTATIONS: dict[str, Callable[[Array], Array]] = {"negated": np.negative, "zeroed": np.zeros_like}


def broken(rule: Rule, change: Callable[[Array], Array]) -> Rule:
    """The rule with everything that it returns changed."""
    def body(*given: Any) -> Deltas:
        return {name: change(x) for name, x in rule.body(*given).items()}

    return replace(rule, body=body)


def killers(rule: Rule, change: Callable[[Array], Array], cases: Sequence[Case]) -> list[str]:
    """The ids of the cases that notice."""
    rules = tuple(broken(rule, change) if other.id == rule.id else other for other in RULES)
    return [case.id for case in cases if differences(case, outcome(case, rules))]


def main() -> int:
    cases = [case for case in read_cases() if case.kind == "rule"]
    survivors = 0
    for rule in RULES:
        own = [case for case in cases if case.name == rule.id]
        found = {name: killers(rule, change, own) for name, change in MUTATIONS.items()}
        survivors += sum(not ids for ids in found.values())
        cells = "  ".join(f"{name}: {', '.join(ids) if ids else 'SURVIVES':24}" for name, ids in found.items())
        print(f"{rule.id:34} {cells}".rstrip())
    print(f"\n{len(RULES)} rules, {len(MUTATIONS) * len(RULES)} mutants, {survivors} survive.")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
