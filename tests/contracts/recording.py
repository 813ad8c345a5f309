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
from sim.world.parts import Parts


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


def called(model: BalanceModel) -> Parts:
    """The table of parts, everything called for by one half."""
    table = parts_of(model.board, model.world.month)
    return replace(table, called=np.full((table.size, model.world.runs), 0.5))


def apply(rule: Rule, view: View, parts: Parts) -> Mapping[str, Array]:
    more = (parts,) if rule.phase == "decide" else ()
    return rule.body(view, view.params.of(rule.id), view.roles, *more)


def record(model: BalanceModel) -> dict[str, Record]:
    """Every rule applied once to the model's present world."""
    view, parts = view_of(model), called(model)
    for rule in RULES:
        with view.by(rule) as found:
            found.deltas = apply(rule, view, parts)
    return view.records
