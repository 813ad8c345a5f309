"""Worked cases: tests/cases/*.yaml read and worked out. `tests/test_cases.py` and `tests/mutants.py` run them.

A case names what it exercises and what must come of it; everything not given is zero:

- `rule`: the rule's own monthly delta, or its part of a derived variable, in the blank world of `tests/blank.py`.
- `rule: agree.*` with `parties`: the odds of one agreement between them; or with `left`: `a.b` -> how many proposals of
  a have been left lying by b.
- `rule: decide.*` with `part`: the score of one part, from the real table by `option` or made up field by field.
- `option`: the move is ordered, all parties agree, and `months` pass without any rule; what the move and its price
  change. If its conditions do not hold nothing happens, `expect: {}`. `ever`: an option that has been struck before.
- `event`: the same for an event that has fallen.

`expect` lists the paths that matter; an expected 0 must be absent, `{}` means that nothing fires.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from sim.catalogue import BY_NAME
from sim.engine.advance import advance
from sim.engine.board import Board
from sim.engine.effects import WORN
from sim.engine.indicators import mirrored, path_of
from sim.engine.ledger import FullLedger
from sim.engine.opening import draw_params, start
from sim.engine.prospects import parts_of
from sim.engine.turn import blocked, price, strike
from sim.rules import RULES
from sim.rules.rule import Rule
from sim.scenario.months import month_number
from sim.treatment import treat
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.pacts import Pacts
from sim.world.parts import Parts
from sim.world.state import World
from tests import blank

FOLDER = Path(__file__).parent / "cases"
SCENARIOS = Path(__file__).parents[1] / "scenarios"
SCENARIO = "multivector-2015-2021"
TOLERANCE = 1e-6
KINDS = ("rule", "option", "event")
KEYS = {"id", "says", "given", "expect", "depths", "seed", "part", "months", "date", "by", "target", "parties", "left",
        "ever", *KINDS}

Outcome = dict[str, float]


@dataclass(frozen=True)
class Case:
    """One worked case; `kind` is what it exercises and `name` which one."""

    file: str
    id: str
    kind: str
    name: str
    given: Mapping[str, float]
    expect: Mapping[str, float]
    more: Mapping[str, Any]

    @property
    def claim(self) -> str:
        return self.id.partition("-")[0]

    @property
    def fires(self) -> bool:
        return any(value != 0 for value in self.expect.values())

    @property
    def rests(self) -> bool:
        """It says where nothing must happen."""
        return not self.expect or 0 in self.expect.values()

    def __str__(self) -> str:
        return f"{self.file}:{self.id}"


def read_cases() -> list[Case]:
    return [_case(path.stem, row) for path in sorted(FOLDER.glob("*.yaml")) for row in read_yaml(path)]


def read_yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def _case(file: str, row: dict[str, Any]) -> Case:
    kinds = [kind for kind in KINDS if kind in row]
    if len(kinds) != 1 or not row.keys() <= KEYS or "expect" not in row or not row.get("says"):
        raise ValueError(f"{file}: not a worked case: {row}")
    return Case(file, row["id"], kinds[0], row[kinds[0]], row.get("given") or {}, row["expect"] or {}, row)


def differences(case: Case, found: Outcome) -> list[str]:
    """Where an outcome is not what the case expects, in words; empty when it is right."""
    if not case.expect:
        return [f"{path} is {value:.9g}, and nothing should fire" for path, value in found.items()]
    return [f"{path} is {found.get(path, 0.0):.9g}, expected {value:.9g}" for path, value in case.expect.items()
            if abs(found.get(path, 0.0) - value) > TOLERANCE]


def outcome(case: Case, rules: Sequence[Rule] = RULES) -> Outcome:
    """What comes of a case under these rules, by path; zeros are left out."""
    with np.errstate(divide="raise", invalid="raise", over="raise"):
        if case.kind != "rule":
            return _of_row(case)
        rule = next(rule for rule in rules if rule.id == case.name)
        if rule.phase == "decide":
            return _of_part(rule, case)
        given = rule, tuple(rules), case.given, case.more.get("seed", 0), case.more.get("depths") or {}
        if rule.phase == "conclude":
            return _nonzero("odds", blank.deltas(*given, _pact(case.more["parties"]))["odds"])
        return blank.apply(*given, *([_left(case.more["left"])] if rule.phase == "snub" else []))


def _nonzero(name: str, x: Array) -> Outcome:
    """The one number of a row, if it is more than the grid's rounding."""
    return {name: float(x[0, 0])} if on_grid(x)[0, 0] != 0 else {}


def _pact(parties: Sequence[str]) -> Pacts:
    return Pacts(np.array([0]), np.array([[[float(actor in parties)] for actor in blank.ACTORS]]))


def _left(given: Mapping[str, float]) -> Array:
    out = np.zeros((len(blank.ACTORS), len(blank.ACTORS), 1))
    for pair, count in given.items():
        out[tuple(blank.ACTORS.index(actor) for actor in pair.split("."))] = count
    return out


# --- options and events ----------------------------------------------------------------------------------------------


@cache
def real() -> Board:
    """The shipped scenario; its events and replayed ones included."""
    return treat(SCENARIO, historical=True).board


@cache
def _still() -> Board:
    """The same without anything that changes the world by itself: moves and events act alone."""
    derived = tuple(rule for rule in RULES if rule.phase == "derived")
    return replace(real(), rules=derived, inputs=())


def _of_row(case: Case) -> Outcome:
    """Let a move or an event act for some months; the sums of its entries in the ledger."""
    board, ledger = _still(), FullLedger()
    noise = Noise(case.more.get("seed", 0), np.array([0]))
    params = draw_params(board, 0, np.array([0]))
    world = replace(blank_world(board, case.given), month=_month(board, case))
    world.uses[[k for k, move in enumerate(board.moves) if move.option == case.more.get("ever")]] = 1
    row, key = _row(board, case)
    if case.kind == "option":
        struck = np.zeros((len(board.moves), 1), dtype=np.bool_)
        struck[row] = blocked(board, board.view(world, params))[row] == 0
        world = strike(board, world, struck, price(board, board.view(world, params)), noise, ledger)
    elif all(condition.holds(board.view(world, params))[0] for condition in board.conditions[row]):
        since = world.since.copy()
        since[row] = world.month
        world = replace(world, since=since)
    alone = replace(board, events=(), falls=())
    for _ in range(case.more.get("months", 1)):
        world = advance(alone, world, params, noise, ledger)
    causes = {f"move:{key}", f"cost:{key}"} if case.kind == "option" else {f"event:{key}"}
    return _sums(board, [entry for entry in ledger.entries if entry.cause.removeprefix(WORN) in causes])


def _row(board: Board, case: Case) -> tuple[int, str]:
    if case.kind == "event":
        keys = [key for key, _ in board.events]
        return len(board.moves) + keys.index(case.name), case.name
    found = [(row, move.key) for row, move in enumerate(board.moves) if move.option == case.name
             and move.target == case.more.get("target", "") and move.actor == case.more.get("by", move.actor)]
    if len(found) != 1:
        raise ValueError(f"{case}: {len(found)} moves fit; say `by` and `target`")
    return found[0]


def _month(board: Board, case: Case) -> int:
    date = case.more.get("date")
    return month_number(date) - board.starts if date else 0


def _sums(board: Board, entries: Sequence[Any]) -> Outcome:
    sums: Outcome = {}
    for entry in entries:
        for place, amount in zip(entry.where, entry.amount, strict=True):
            path = path_of(BY_NAME[entry.variable], int(place), board.sizes)
            sums[path] = sums.get(path, 0.0) + float(amount)
    return {path: value for path, value in sums.items() if value != 0}


def blank_world(board: Board, given: Mapping[str, float]) -> World:
    """The board's world in its first month with all numbers zero but those given."""
    world = start(board, 0, np.array([0]))
    stocks = {name: np.zeros_like(x) for name, x in world.stocks.items()}
    for path, value in given.items():
        found = board.indicator(path)
        for x in (found, mirrored(found, board.sizes)):
            if x is not None:
                stocks[x.variable.name][x.where] = on_grid(np.array(float(value)))
    return replace(world, stocks=stocks)


# --- parts -----------------------------------------------------------------------------------------------------------


def _of_part(rule: Rule, case: Case) -> Outcome:
    board = real()
    params = draw_params(board, 0, np.array([0]))
    view = board.view(blank_world(board, case.given), params)
    part = _described(board, case.more["part"])
    score = np.broadcast_to(rule.body(view, params.of(rule.id), board.roles, part)["score"], (1, 1))
    return _nonzero("score", score)


def _described(board: Board, part: Mapping[str, Any]) -> Parts:
    """One part: the real one of `agent` and `option`, or a made-up one; fields given besides replace those."""
    base = _real_part(board, part) if "option" in part else _made_up(board, part)
    columns = {"called", "cost", "taste", "distant", "formats"} & part.keys()
    return replace(base, **{name: np.array([[float(part[name])]]) for name in columns},
                   **{name: np.array([bool(part[name])]) for name in {"starts", "joint"} & part.keys()})


def _real_part(board: Board, part: Mapping[str, Any]) -> Parts:
    table = parts_of(board)
    k = next(k for k, p in enumerate(board.parts) if p.agent == part["agent"]
             and board.moves[p.move].option == part["option"]
             and board.moves[p.move].target == part.get("target", ""))
    whole = ("aims", "lean", "above", "aimed", "opening")
    rows = {f.name: getattr(table, f.name)[k : k + 1] for f in fields(Parts) if f.name not in whole}
    return replace(table, **rows, aims=table.aims[:, k : k + 1])


def _made_up(board: Board, part: Mapping[str, Any]) -> Parts:
    """`deepens`, `regard`: actor -> steps; `issues`: list; `impact`: aim -> steps; `aims`: doctrine -> aim -> weight;
    `own_aims`: aim -> weight; `above`: aim -> steps gained since the start."""
    sizes, names = board.sizes, sorted(part.get("impact", {}))
    actor = part["agent"].partition(".")[0]
    aims = part.get("aims", {})
    return Parts(
        actor=np.array([sizes.actors.index(actor)]), agent=np.array([board.agents().index(part["agent"])]),
        move=np.array([0]), starts=np.array([False]), leads=np.array(["." not in part["agent"]]),
        joint=np.array([False]), formats=np.zeros((1, 1)), cost=np.zeros((1, 1)),
        deepens=_over(sizes.actors, part.get("deepens", {})),
        regard=_over(sizes.actors, part.get("regard", {})),
        issue=_over(sizes.issues, dict.fromkeys(part.get("issues", ()), 1.0)),
        taste=np.zeros((1, 1)), distant=np.zeros((1, 1)),
        impact=_over(names, part.get("impact", {})),
        aims=np.stack([_over(names, aims.get(doctrine, {})) for doctrine in sizes.doctrines]),
        own_aims=_over(names, part.get("own_aims", {})),
        above=_over(names, part.get("above", {})).T, aimed=tuple(names), opening=np.zeros((len(names), 1)),
        lean=np.array([[float(d.lean == a) for a in sizes.actors] for d in board.scenario.doctrines.values()]),
        called=np.zeros((1, 1)))


def _over(names: Sequence[str], values: Mapping[str, float]) -> np.ndarray:
    unknown = values.keys() - set(names)
    if unknown:
        raise ValueError(f"unknown: {sorted(unknown)}")
    return np.array([[float(values.get(name, 0.0)) for name in names]])
