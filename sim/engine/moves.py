"""Options compiled into moves and parts.

A **move** is what may come into force: an option with its actor and its target. A **part** is a move and one agent
whose yes it needs. An order or an answer is a yes on a part; a move is struck when all of its parts have said yes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario.schema import Effect, Option, Scenario


@dataclass(frozen=True, slots=True)
class Move:
    """`key`: the option's id, `@actor` when several may make it alone, `>target` when it has one. `joint`: it takes
    more than one leadership, so it is proposed and answered in the public phase of a turn."""

    key: str
    option: str
    actor: str
    target: str
    parties: tuple[str, ...]
    starters: tuple[str, ...]
    joint: bool = False

    def fill(self, path: str) -> str:
        """A path with `self` and `target` replaced by actors."""
        names = {"self": actor_of(self.actor), "target": self.target}
        return ".".join(names.get(name, name) for name in path.split("."))


@dataclass(frozen=True, slots=True)
class Part:
    """One agent's part in a move. `cost` in points of the actor's political capital, before repeats."""

    move: int
    agent: str
    starts: bool
    cost: int

    @property
    def actor(self) -> str:
        return actor_of(self.agent)

    @property
    def leads(self) -> bool:
        return "." not in self.agent


@dataclass(frozen=True, slots=True)
class Sequel:
    """What follows for one asked party when a proposal fails: a row of its own beside moves and events."""

    move: int
    part: int
    party: str
    yielded: bool


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why an order cannot be given: a value, never an exception. `code` is stable."""

    code: str
    reason: str


def actor_of(agent: str) -> str:
    return agent.partition(".")[0]


def make_moves(scenario: Scenario) -> tuple[Move, ...]:
    return tuple(move for key, option in scenario.options.items() for move in _moves_of(key, option))


def _moves_of(key: str, option: Option) -> Iterator[Move]:
    alone = "self" in option.parties
    for agent in option.by if alone else option.by[:1]:
        for target in option.targets or ("",):
            if target == actor_of(agent):
                continue
            name = key + (f"@{agent}" if alone and len(option.by) > 1 else "") + (f">{target}" if target else "")
            names = {"self": agent, "target": target}
            parties = tuple(dict.fromkeys(names.get(p, p) for p in option.parties))
            starters = (agent,) if alone else tuple(a for a in option.by if a in parties)
            if alone and target in option.by and target in parties:
                starters = (agent, target)
            yield Move(name, key, agent, target, parties, starters, sum("." not in party for party in parties) > 1)


def make_parts(scenario: Scenario, moves: tuple[Move, ...]) -> tuple[Part, ...]:
    return tuple(Part(row, agent, agent in move.starters, cost_of(scenario.options[move.option], agent))
                 for row, move in enumerate(moves) for agent in move.parties)


def make_sequels(scenario: Scenario, moves: tuple[Move, ...], parts: tuple[Part, ...]) -> tuple[Sequel, ...]:
    """Two for each asked party of a move whose option says what a refusal brings: it yielded, or it refused."""
    found: list[Sequel] = []
    for k, part in enumerate(parts):
        refusal = scenario.options[moves[part.move].option].refusal
        if not part.starts:
            found += [Sequel(part.move, k, part.agent, yielded)
                      for yielded, effects in ((True, refusal.yields), (False, refusal.refuses)) if effects]
    return tuple(found)


def cost_of(option: Option, agent: str) -> int:
    if isinstance(option.cost, int):
        return option.cost
    return option.cost.get(agent, 0)


def duration_of(effects: tuple[Effect, ...], again_after: int) -> int:
    """Months until a move is over: the last month in which one of its effects still acts, or `again_after`."""
    return max([again_after, 1, *(e.delay + e.over + (e.holds + e.fades if e.fades else 0) for e in effects)])
