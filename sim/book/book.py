"""What a reader looks up: rules with their worked cases, claims with all that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from sim.catalogue import BY_NAME
from sim.engine.board import Board
from sim.engine.opening import draw_params, start
from sim.errors import MultivectorError
from sim.rules import RULES
from sim.rules.rule import Rule
from sim.rules.view import View
from sim.seat.why import filled, rule_words
from sim.treatment import Treatment, treat

SCENARIO = "multivector-2015-2021"
"""The scenario whose words and claims fill the rules: the whole period, with every option and event."""
CHECKOUT = Path(__file__).parents[2]
FORM = {"": "{}", "a": "a.{}", "aa": "a.b.{}", "ia": "a.{}.institution", "qa": "a.{}.issue", "ka": "a.{}.doctrine",
        "ma": "a.{}.month"}
"""How a path is written, by the variable's axes: `a` and `b` are actors."""

Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carriers:
    """Everything that puts a claim into effect. `starts`: paths of start values."""

    rules: tuple[Rule, ...]
    options: tuple[str, ...]
    events: tuple[str, ...]
    doctrines: tuple[str, ...]
    starts: tuple[str, ...]

    @property
    def none(self) -> bool:
        return not (self.rules or self.options or self.events or self.doctrines or self.starts)


@dataclass(frozen=True)
class Book:
    """The rules in the words of one scenario. `folder`: where the worked cases are; a wheel does not carry them."""

    treatment: Treatment
    folder: Path

    @property
    def board(self) -> Board:
        return self.treatment.board

    def words(self, text: str) -> str:
        """The text with the scenario's words for the roles."""
        return filled(self.board, text)

    def sentence(self, rule: Rule) -> str:
        return rule_words(self.board, rule.sentence)

    def chapters(self) -> dict[str, list[Rule]]:
        """Rules by the file they stand in, in the order of the book."""
        out: dict[str, list[Rule]] = {}
        for rule in RULES:
            out.setdefault(chapter_of(rule), []).append(rule)
        return out

    @cached_property
    def carriers(self) -> dict[str, Carriers]:
        """Claim -> what carries it, for every claim of the scenario."""
        s = self.board.scenario
        return {claim: Carriers(tuple(r for r in RULES if claim in r.claims), _citing(s.options, claim),
                                _citing(s.events, claim), _citing(s.doctrines, claim), text.initial)
                for claim, text in s.claims.items()}

    @cached_property
    def opening(self) -> View:
        """The World in the scenario's first month, every number at its stated value."""
        first = np.zeros(1, dtype=np.int64)
        return self.board.view(start(self.board, 0, first), draw_params(self.board, 0, first))

    def start_value(self, path: str) -> str:
        """A start value in words: `rivalry: 0.35 0-1`."""
        found = self.board.indicator(path)
        return f"{path}: {found.read(self.opening)[0]:.4g} {found.variable.unit}"

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All worked cases, each with the `file` it stands in."""
        return tuple(case for path in sorted(self.folder.glob("*.yaml")) for case in read_cases(path))

    def cases_of(self, rule: Rule) -> list[Case]:
        return [case for case in self.cases if case.get("rule") == rule.id]

    def cases_on(self, claim: str) -> list[Case]:
        """Cases that are numbered after the claim."""
        return [case for case in self.cases if case["id"].partition("-")[0] == claim]


@cache
def open_book() -> Book:
    return Book(treat(SCENARIO), CHECKOUT / "tests" / "cases")


def chapter_of(rule: Rule) -> str:
    return rule.body.__module__.rpartition(".")[2]


def read_cases(path: Path) -> list[Case]:
    """The cases of one file. The file is a list, and the reader wants fields: hence the line above it."""
    from sim.scenario.yaml_source import parse_yaml, plain

    try:
        found = plain(parse_yaml("cases:\n" + path.read_text(encoding="utf-8"), path.name))["cases"]
    except MultivectorError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return [{**case, "file": path.name} for case in found]


def quantity(name: str) -> dict[str, str]:
    """A variable that a rule reads or writes: name, label, unit, and how its paths are written."""
    if name not in BY_NAME:
        return {"name": name, "label": "Score of a move", "unit": "score", "path": name}
    variable = BY_NAME[name]
    return {"name": name, "label": variable.label, "unit": variable.unit, "path": FORM[variable.axes].format(name)}


def _citing(entries: Any, claim: str) -> tuple[str, ...]:
    return tuple(key for key, entry in entries.items() if claim in entry.claims)


def unknown_claims(book: Book) -> list[str]:
    """`who: claim` for everything that cites a claim the scenario does not know."""
    s = book.board.scenario
    citing: Iterable[tuple[str, tuple[str, ...]]] = [
        *((f"rule {rule.id}", rule.claims) for rule in RULES),
        *((f"option {key}", x.claims) for key, x in s.options.items()),
        *((f"event {key}", x.claims) for key, x in s.events.items()),
        *((f"doctrine {key}", x.claims) for key, x in s.doctrines.items())]
    return [f"{who}: {claim}" for who, claims in citing for claim in claims if claim not in s.claims]
