"""Board: a scenario compiled to arrays. It is constant; the World is what changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import NAMED
from sim.engine.effects import EffectTable
from sim.engine.indicators import Indicator, indicator, split
from sim.engine.luck import Luck, luck_of
from sim.engine.moves import Move, Part, Sequel
from sim.engine.predicates import Condition
from sim.engine.regimes import Regime
from sim.rules.rule import Rule
from sim.rules.view import View
from sim.scenario.months import month_number
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.pacts import Pacts
from sim.world.state import Params, Roles, Sizes, World

if TYPE_CHECKING:
    from sim.engine.ledger import Ledger
    from sim.engine.traced import Tapes
    from sim.scenario.schema import Call, Event, Scenario


QUARTER = 3  # months

Months: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = NDArray[np.int64]
How: TypeAlias = Literal["set", "scale", "shift"]


def season_of(turn_months: int) -> int:
    return turn_months * max(1, QUARTER // turn_months)


@dataclass(frozen=True, slots=True)
class Fall:
    """When an event may fall, from the `first` month to the `last`, counted from the start, and how likely: each is
    one number, or one per run (R,). `luck`: what its luck is called."""

    luck: str
    first: int | Months
    last: int | Months
    chance: float | Array


@dataclass(frozen=True, slots=True)
class Forced:
    """A move that comes into force in a month whatever anybody decides; `where`: in which runs (R,), or in all."""

    month: int
    move: int
    where: bool | Flags = True


@dataclass(frozen=True, slots=True)
class Intervention:
    """What moves a stock or a constant from outside, in the months `first` to `last`, counted from the start. `set`
    holds it at the number; `scale` and `shift` move it in the first month, and back after the last; `where`: in which
    runs (R,), or in all."""

    on: Indicator
    how: How
    number: float
    first: int
    last: int
    where: bool | Flags = True

    def holds(self, month: int) -> bool:
        return self.how == "set" and self.first <= month <= self.last

    def acts(self, month: int) -> bool:
        """Whether it does anything at the start of a month."""
        return self.holds(month) if self.how == "set" else month in (self.first, self.last + 1)

    def moved(self, x: Array, month: int) -> Array:
        """What it makes of the number (R,) at the start of a month in which it acts."""
        back = month != self.first
        if self.how == "set":
            return np.full_like(x, self.number)
        if self.how == "scale":
            return x / self.number if back else x * self.number
        return x - self.number if back else x + self.number


@dataclass(frozen=True)
class Board:
    """Everything constant. The rows of `World.since` are the moves, then events, regimes, and the sequels of refusals.
    `inputs`: indicator and its value in each month (T,), or (T, R); `interventions` come after them. `staff`: what its
    staff expect, computed when first asked for (`sim.engine.prospects`), so that it goes when the board goes; `before`:
    likewise how it stands at its opening, by luck (`sim.model.before`)."""

    scenario: Scenario
    sizes: Sizes
    roles: Roles
    rules: tuple[Rule, ...]
    moves: tuple[Move, ...]
    parts: tuple[Part, ...]
    events: tuple[tuple[str, Event], ...]
    sequels: tuple[Sequel, ...]
    effects: EffectTable
    conditions: tuple[tuple[Condition, ...], ...]
    discounts: tuple[tuple[Condition, ...], ...]
    durations: tuple[int, ...]
    inputs: tuple[tuple[Indicator, Array], ...]
    settings: Mapping[str, float] = field(default_factory=dict[str, float])
    falls: tuple[Fall, ...] = ()
    regimes: tuple[Regime, ...] = ()
    forced: tuple[Forced, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    staff: dict[str, Any] = field(default_factory=dict[str, Any], init=False, repr=False, compare=False)
    before: dict[Any, Any] = field(default_factory=dict[Any, Any], init=False, repr=False, compare=False)

    @property
    def starts(self) -> int:
        return month_number(self.scenario.starts)

    @property
    def opens(self) -> int:
        """First month of play, counted from the start."""
        return month_number(self.scenario.opens) - self.starts

    @property
    def ends(self) -> int:
        """The month after the last, counted from the start."""
        return month_number(self.scenario.ends) - self.starts + 1

    @property
    def rows(self) -> int:
        return len(self.moves) + len(self.events) + len(self.regimes) + len(self.sequels)

    @cached_property
    def rows_of_regimes(self) -> tuple[tuple[int, Regime], ...]:
        return tuple(enumerate(self.regimes, start=len(self.moves) + len(self.events)))

    @property
    def turns(self) -> int:
        return (self.ends - self.opens) // self.scenario.turn_months

    @property
    def season(self) -> int:
        """Months for which governments decide at a time: a turn, or as many as make up a quarter if it is shorter."""
        return season_of(self.scenario.turn_months)

    def begins_season(self, month: int) -> bool:
        return (month - self._counts_from(month)) % self.season == 0

    def _counts_from(self, month: int) -> int:
        """Turns are counted from the opening, those of the time before it from the start."""
        return self.opens if month >= self.opens else 0

    def slots(self, month: int, per_quarter: int) -> dict[int, int]:
        """The orders of the season that begins now: quarter, counted from the start -> how many. A year has as many
        whatever the length of a turn."""
        found: dict[int, int] = {}
        since = self._counts_from(month)
        first = month - since
        for j in range(-(-first * per_quarter // QUARTER), -(-(first + self.season) * per_quarter // QUARTER)):
            quarter = (since + j * QUARTER // per_quarter) // QUARTER
            found[quarter] = found.get(quarter, 0) + 1
        return found if self.begins_season(month) else {}

    def agents(self) -> tuple[str, ...]:
        """Leaderships first, then the agents below them."""
        actors = self.scenario.actors
        return (*actors, *(f"{a}.{kind}" for a, actor in actors.items() for kind in actor.agents))

    @cached_property
    def row(self) -> dict[str, int]:
        """Key of a move -> its row."""
        return {move.key: row for row, move in enumerate(self.moves)}

    def move(self, key: str) -> Move:
        """KeyError when no move has this key."""
        return self.moves[self.row[key]]

    def part(self, agent: str, key: str) -> int:
        """Which part is the agent's in the move with this key; KeyError when it has none."""
        return self._parts[agent, self.row[key]]

    @cached_property
    def _parts(self) -> dict[tuple[str, int], int]:
        return {(part.agent, part.move): k for k, part in enumerate(self.parts)}

    @cached_property
    def parties(self) -> tuple[tuple[Rows, Rows], ...]:
        """Moves, and the part of the first party of each; the same of those that have a second, and so on."""
        found: list[tuple[list[int], list[int]]] = []
        met = [0] * len(self.moves)
        for k, part in enumerate(self.parts):
            found += [([], [])] * (met[part.move] == len(found))
            moves, parts = found[met[part.move]]
            moves.append(part.move)
            parts.append(k)
            met[part.move] += 1
        return tuple((np.array(moves), np.array(parts)) for moves, parts in found)

    @cached_property
    def pacts(self) -> Pacts:
        """Moves that are agreements between two leaderships or more."""
        found = [(row, move) for row, move in enumerate(self.moves) if self.scenario.options[move.option].agreement]
        party = np.array([[float(actor in move.parties) for actor in self.sizes.actors] for _, move in found])
        party = party.reshape(len(found), len(self.sizes.actors), 1)
        return Pacts(np.array([row for row, _ in found], dtype=np.int64), party).of(party.sum(axis=(1, 2)) > 1)

    @cached_property
    def asked_by(self) -> tuple[tuple[int, int], ...]:
        """Parts of two leaderships in one move, the first of which may begin it."""
        leading = [k for k, part in enumerate(self.parts) if part.leads]
        return tuple((a, b) for a in leading for b in leading
                     if a != b and self.parts[a].starts and self.parts[a].move == self.parts[b].move)

    @cached_property
    def parts_of(self) -> dict[str, Rows]:
        """The parts of each agent that has any, in the order of the agents."""
        whose = np.array([part.agent for part in self.parts])
        found = {agent: np.flatnonzero(whose == agent) for agent in self.agents()}
        return {agent: rows for agent, rows in found.items() if len(rows)}

    def rows_of(self, option: str, target: str | None, parties: Collection[str]) -> list[int]:
        """The moves that an option is when it is aimed at the target, if it has one, and needs all of these parties."""
        return [row for row in self._moves_of.get(option, ()) if self.moves[row].target in ("", target or "")
                and set(parties) <= set(self.moves[row].parties)]

    @cached_property
    def _moves_of(self) -> dict[str, list[int]]:
        """By option."""
        found: dict[str, list[int]] = {}
        for row, move in enumerate(self.moves):
            found.setdefault(move.option, []).append(row)
        return found

    def indicator(self, path: str) -> Indicator:
        if path not in self._found:
            self._found[path] = indicator(path, self.sizes)
        return self._found[path]

    @cached_property
    def _found(self) -> dict[str, Indicator]:
        """Paths that have been resolved."""
        return {}

    @cached_property
    def luck(self) -> Luck:
        """What luck is called by whatever draws any."""
        return luck_of(self.scenario)

    @cached_property
    def calls(self) -> tuple[tuple[int, Call, Indicator], ...]:
        """What makes moves urgent: the move, the call, and the indicator that it reads."""
        return tuple((row, call, self.indicator(move.fill(call.path))) for row, move in enumerate(self.moves)
                     for call in self.scenario.options[move.option].calls)

    def view(self, world: World, params: Params, noise: Noise | None = None) -> View:
        return View(world, self.rules, params, self.roles, self.sizes, noise)

    def tapes(self, params: Params, ledger: Ledger) -> Tapes | None:
        """What the engine does with this board, as programs, where they say the same: not if something is written down
        on the way."""
        from sim.engine.traced import tapes_of

        return None if ledger.keeps else tapes_of(self, params)

    def label(self, path: str) -> str:
        """An indicator's path in words: `Northland: approval`, `Southland to Northland: pressure`."""
        variable, names = split(path)
        if not names:
            return variable.label
        words = [self.word(name) for name in names]
        if variable.name == "member":
            return f"{words[1]} is a member of {words[0]}"
        if variable.axes in NAMED:
            return f"{words[1]}: {variable.label.lower()} ({words[0]})"
        return f"{(' and ' if variable.both_ways else ' to ').join(words)}: {_lower(variable.label)}"

    def word(self, name: str) -> str:
        """The label of an actor, an agent, an institution, an issue or a doctrine."""
        s = self.scenario
        actor, _, kind = name.partition(".")
        if kind:
            return s.actors[actor].agent_labels.get(kind, f"{s.actors[actor].label}: {kind}")  # type: ignore[call-overload]
        for table in (s.actors, s.institutions, s.issues, s.doctrines):
            if name in table:
                return table[name].label
        return name


def _lower(label: str) -> str:
    return label[0].lower() + label[1:] if label[1:2].islower() else label
