"""A View that notes, rule by rule, what is read; and what each rule reads and returns in a played world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from sim.engine.prospects import parts_of
from sim.model import BalanceModel
from sim.rules import RULES
from sim.rules.rule import Rule
from sim.rules.view import View
from sim.world.arrays import Array


@dataclass
class Record:
    """What a rule did: the variables and the luck that it asked for, and what it returned."""

    reads: set[str] = field(default_factory=set)
    luck: set[str] = field(default_factory=set)
    deltas: Mapping[str, Array] = field(default_factory=dict)


class RecordingView(View):
    """Reads are credited to the rule that asks; a derived variable's own rules are asked by the view, on a stack."""

    def __init__(self, *given: Any) -> None:
        self.records: dict[str, Record] = {}
        self.stack: list[Record] = [Record()]
        super().__init__(*given)

    @contextmanager
    def by(self, rule: Rule) -> Iterator[Record]:
        self.stack.append(self.records.setdefault(rule.id, Record()))
        try:
            yield self.stack[-1]
        finally:
            self.stack.pop()

    def __getattr__(self, name: str) -> Array:
        self.stack[-1].reads.add(name)
        return super().__getattr__(name)

    def luck(self, name: str) -> Array:
        self.stack[-1].luck.add(name)
        return super().luck(name)

    def _contribution(self, rule: Rule) -> dict[str, Array]:
        with self.by(rule):
            return super()._contribution(rule)


def view_of(model: BalanceModel) -> RecordingView:
    """The model's present world, as a rule with luck would see it."""
    board = model.board
    return RecordingView(model.world, board.rules, model.params, board.roles, board.sizes, model.noise)


def fourths(model: BalanceModel) -> dict[str, Any]:
    """The fourth argument of the phases that take one: the table of parts, everything called for by one half; the table
    of agreements; and how many proposals of each actor each other has left lying, no two pairs alike."""
    board, runs = model.board, model.world.runs
    table, actors = parts_of(board, model.world.month), len(board.sizes.actors)
    left = np.repeat(np.arange(actors * actors, dtype=float).reshape(actors, actors, 1) % 5, runs, axis=2)
    return {"decide": replace(table, called=np.full((table.size, runs), 0.5)), "conclude": board.pacts, "snub": left}


def apply(rule: Rule, view: View, fourth: Mapping[str, Any]) -> Mapping[str, Array]:
    more = (fourth[rule.phase],) if rule.phase in fourth else ()
    return rule.body(view, view.params.of(rule.id), view.roles, *more)


def record(model: BalanceModel) -> dict[str, Record]:
    """Every rule applied once to the model's present world."""
    view, fourth = view_of(model), fourths(model)
    for rule in RULES:
        with view.by(rule) as found:
            found.deltas = apply(rule, view, fourth)
    return view.records
