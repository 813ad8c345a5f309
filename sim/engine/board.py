"""Board: a scenario compiled to arrays. It is constant; the World is what changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sim.catalogue import REFERENCE, STORED
from sim.engine.effects import EffectRow, EffectTable, kernel_of, make_table
from sim.engine.indicators import Indicator, indicator, mirrored, split
from sim.engine.moves import Move, Part, make_moves, make_parts, tail_of
from sim.engine.predicates import Condition, Names, compile_all, month_number
from sim.errors import refuse
from sim.rules import RULES
from sim.rules.rule import Rule
from sim.rules.view import View
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.state import Params, Roles, Sizes, World

if TYPE_CHECKING:
    from sim.scenario.schema import Effect, Event, Scenario


@dataclass(frozen=True)
class Board:
    """Everything constant: `moves` come first in the rows of `World.since`, events after them."""

    scenario: Scenario
    digest: str
    sizes: Sizes
    roles: Roles
    rules: tuple[Rule, ...]
    moves: tuple[Move, ...]
    parts: tuple[Part, ...]
    events: tuple[tuple[str, Event], ...]
    effects: EffectTable
    conditions: tuple[tuple[Condition, ...], ...]
    tails: tuple[int, ...]
    inputs: tuple[tuple[Indicator, Array], ...]
    settings: Mapping[str, float] = field(default_factory=dict[str, float])

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
    def turns(self) -> int:
        return (self.ends - self.opens) // self.scenario.turn_months

    def agents(self) -> tuple[str, ...]:
        """Leaderships first, then the agents below them."""
        actors = self.scenario.actors
        return (*actors, *(f"{a}.{kind}" for a, actor in actors.items() for kind in actor.agents))

    def indicator(self, path: str) -> Indicator:
        return indicator(path, self.sizes)

    def view(self, world: World, params: Params, noise: Noise | None = None) -> View:
        return View(world, self.rules, params, self.roles, self.sizes, noise)

    def label(self, path: str) -> str:
        """An indicator's path in words: `Kazakhstan: approval`, `Russia to Kazakhstan: pressure`."""
        variable, names = split(path)
        if not names:
            return variable.label
        words = [self.word(name) for name in names]
        if variable.axes in ("ia", "qa", "ka"):
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

    def params(self, seed: int, runs: Array) -> Params:
        """Each rule parameter (R,), drawn from its range; run 0 has every parameter at its stated value."""
        noise = Noise(seed, runs)
        out: dict[str, Array] = {}
        for rule in self.rules:
            for p in rule.params:
                name = f"{rule.id}.{p.name}"
                value, (low, high) = p.value, p.range
                if name in self.scenario.parameters:
                    given = self.scenario.parameters[name]
                    value = given.value
                    low, high = (value if x is None else x for x in (given.low, given.high))
                if name in self.settings:
                    value = low = high = self.settings[name]
                out[name] = _draw(noise, name, value, low, high)
        return Params(out)

    def start(self, seed: int, runs: Array) -> World:
        """The World in the scenario's first month; judgement figures are drawn from their ranges, but for run 0."""
        stocks = {v.name: np.zeros((*self.sizes.shape(v.axes), len(runs))) for v in STORED}
        noise = Noise(seed, runs)
        for path, figure in self.scenario.figures.items():
            low = figure.value if figure.low is None else figure.low
            high = figure.value if figure.high is None else figure.high
            if path in self.settings:
                low = high = self.settings[path]
            value = self.settings.get(path, figure.value)
            self._put(stocks, path, on_grid(_draw(noise, "figure:" + path, value, low, high)))
        self._put_memberships(stocks)
        _put_reference(stocks)
        rows = len(self.moves) + len(self.events)
        since = np.full((rows, len(runs)), -1, dtype=np.int16)
        none = np.zeros((len(self.parts), len(runs)), dtype=np.bool_)
        return World(0, stocks, since, np.zeros_like(since, dtype=np.int16), none)

    def _put(self, stocks: Mapping[str, Array], path: str, value: Array | float) -> None:
        found = self.indicator(path)
        stocks[found.variable.name][found.where] = value
        if other := mirrored(found, self.sizes):
            stocks[found.variable.name][other.where] = value

    def _put_memberships(self, stocks: Mapping[str, Array]) -> None:
        for name, institution in self.scenario.institutions.items():
            for actor in institution.members:
                self._put(stocks, f"{actor}.member.{name}", 1.0)
        for name, issue in self.scenario.issues.items():
            for actor in self.scenario.actors:
                self._put(stocks, f"{actor}.consensus.{name}", on_grid(np.array(issue.consensus)))
        for name, actor in self.scenario.actors.items():
            if actor.doctrine in self.sizes.doctrines:
                self._put(stocks, f"{name}.line.{actor.doctrine}", 1.0)


def compile_board(scenario: Scenario, digest: str = "", off: Sequence[str] = (), historical: bool = False,
                  settings: Mapping[str, float] | None = None) -> Board:
    """Compile a validated scenario. `off`: rules or claims to switch off. `historical`: keep events that replay decisions."""
    sizes = Sizes(*(tuple(x) for x in (scenario.actors, scenario.institutions, scenario.issues, scenario.doctrines)))
    moves = make_moves(scenario)
    events = tuple((k, e) for k, e in scenario.events.items() if historical or e.exogenous)
    board = Board(
        scenario, digest, sizes, _roles(scenario, sizes), _switched(off), moves, make_parts(scenario, moves), events,
        EffectTable((), np.zeros(0, dtype=np.int64), np.zeros((0, 1))), (), (), (), dict(settings or {}))
    _check_settings(board)
    return _with_rows(board)


def _with_rows(board: Board) -> Board:
    s = board.scenario
    rows: list[EffectRow] = []
    for row, move in enumerate(board.moves):
        rows += _effect_rows(board, row, f"move:{move.key}", s.options[move.option].effects, move)
    for k, (key, event) in enumerate(board.events):
        rows += _effect_rows(board, len(board.moves) + k, f"event:{key}", event.effects, None)
    names = Names(board.sizes, board.starts, _row_index(board), _titles(s), board.label)
    options = [s.options[m.option] for m in board.moves]
    conditions = [compile_all(_filled(o.when, m), names) for o, m in zip(options, board.moves, strict=True)]
    conditions += [compile_all(e.when, names) for _, e in board.events]
    tails = [tail_of(o.effects, o.again_after) for o in options] + [tail_of(e.effects, 0) for _, e in board.events]
    inputs = tuple((board.indicator(path), _series(board, path)) for path in s.series)
    return Board(s, board.digest, board.sizes, board.roles, board.rules, board.moves, board.parts, board.events,
                 make_table(rows), tuple(conditions), tuple(tails), inputs, board.settings)


def _effect_rows(board: Board, row: int, cause: str, effects: Sequence[Effect], move: Move | None) -> list[EffectRow]:
    out: list[EffectRow] = []
    for e in effects:
        fill = move.fill if move else str
        on = board.indicator(fill(e.on))
        kernel = kernel_of(e.delay, e.over, e.holds, e.fades)
        times = tuple(board.indicator(fill(path)) for path in e.times)
        out.append(EffectRow(row, cause, on, e.size, kernel, times, e.room))
        if other := mirrored(on, board.sizes):
            out.append(EffectRow(row, cause, other, e.size, kernel, times, e.room))
    return out


def _filled(predicates: Sequence, move: Move):
    """Conditions with `self` and `target` replaced."""
    def fill(p):
        field = next(iter(p.model_fields_set))
        inner = getattr(p, field)
        if field in ("all", "any", "none"):
            return p.model_copy(update={field: tuple(fill(x) for x in inner)})
        if field in ("above", "below", "within"):
            return p.model_copy(update={field: inner.model_copy(update={"path": move.fill(inner.path)})})
        if field == "member":
            return p.model_copy(update={field: inner.model_copy(update={"actor": move.fill(inner.actor)})})
        return p
    return tuple(fill(p) for p in predicates)


def _row_index(board: Board) -> dict[str, tuple[int, ...]]:
    rows: dict[str, tuple[int, ...]] = {}
    for row, move in enumerate(board.moves):
        rows[move.option] = (*rows.get(move.option, ()), row)
    for k, (key, _) in enumerate(board.events):
        rows[key] = (len(board.moves) + k,)
    return rows


def _titles(s: Scenario) -> dict[str, str]:
    return {**{k: o.title for k, o in s.options.items()}, **{k: e.title for k, e in s.events.items()}}


def _series(board: Board, path: str) -> Array:
    """The input series as one value per month from the start on; the first and last values are held outward."""
    series = board.scenario.series[path]
    first = month_number(series.starts) - board.starts
    index = np.clip(np.arange(board.ends + 1) - first, 0, len(series.values) - 1)
    return on_grid(np.array(series.values)[index])


def _roles(s: Scenario, sizes: Sizes) -> Roles:
    actors = sizes.actors
    known = {role for actor in s.actors.values() for role in actor.roles} | set(ACTOR_ROLES)
    masks = {role: np.array([[float(role in s.actors[a].roles)] for a in actors]) for role in known}
    for role in {*s.pairs, "vector", "twins"}:
        mask = np.zeros((len(actors), len(actors), 1))
        for a, b in s.pairs.get(role, ()):
            mask[actors.index(a), actors.index(b)] = 1.0
            if role == "twins":
                mask[actors.index(b), actors.index(a)] = 1.0
        masks[role] = mask
    masks["vector_back"] = np.ascontiguousarray(masks["vector"].swapaxes(0, 1))
    masks["own"] = 1.0 - np.eye(len(actors))[:, :, None]
    masks["may_hold"] = np.array([[[float(a in d.actors or not d.actors)] for a in actors]
                                  for d in s.doctrines.values()]).reshape(-1, len(actors), 1)
    masks["institution_depth"] = np.array([[i.depth] for i in s.institutions.values()]).reshape(-1, 1)
    masks["institution_pair"] = _institution_pairs(s, masks["own"], actors)
    return Roles(masks)


ACTOR_ROLES = ("small", "twin", "power", "near", "west", "absorber", "creditor", "market", "sanctioner", "sanctioned",
               "precedent", "elected", "monitor")


def _institution_pairs(s: Scenario, own: Array, actors: Sequence[str]) -> Array:
    """1 where an institution deepens a pair's ties if both are members: any pair, or those of its hub."""
    out = np.zeros((len(s.institutions), len(actors), len(actors), 1))
    for k, institution in enumerate(s.institutions.values()):
        hub = np.array([float(institution.hub in (None, a)) for a in actors])[:, None]
        out[k] = own * np.maximum(hub[:, None], hub[None, :])
    return out


def _switched(off: Sequence[str]) -> tuple[Rule, ...]:
    known = {rule.id for rule in RULES} | {claim for rule in RULES for claim in rule.claims}
    for name in off:
        if name not in known:
            raise refuse("MV-R001", f"there is no rule or claim {name!r}", field="--off", value=name,
                         allowed=close_to(name, known), mend="list them with: multivector rules")
    return tuple(rule for rule in RULES if rule.id not in off and not set(rule.claims) & set(off))


def _check_settings(board: Board) -> None:
    """Every parameter that the scenario or `--set` names must exist."""
    known = {f"{rule.id}.{p.name}" for rule in RULES for p in rule.params}
    for name in (*board.scenario.parameters, *board.settings):
        if name not in known and name not in board.scenario.figures:
            raise refuse("MV-R002", f"there is no parameter or figure {name!r}", value=name,
                         allowed=close_to(name, known | set(board.scenario.figures)),
                         mend="list a rule's parameters with: multivector rules ID")


def close_to(name: str, known: set[str]) -> str:
    """Near matches for an error message."""
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=4, cutoff=0.4)
    return "close to it: " + ", ".join(near) if near else f"one of {len(known)} names"


def _draw(noise: Noise, name: str, value: float, low: float, high: float) -> Array:
    if low == high:
        return np.full(len(noise.runs), float(value))
    drawn = low + (high - low) * noise.uniform(name, 0)
    return np.where(noise.runs == 0, value, drawn)


def _put_reference(stocks: Mapping[str, Array]) -> None:
    """The reference year's ties, which depth and targets are measured against, and memories that start at rest."""
    sums = {"investment": stocks["investment_energy"] + stocks["investment_nonenergy"]}
    for constant, channel in REFERENCE.items():
        stocks[constant][...] = sums[channel] if channel in sums else stocks[channel]
    stocks["trade_year"][...] = stocks["trade"]
    stocks["depth_past"][...] = 1.0
    stocks["outreach"][...] = np.where(stocks["outreach"] > 0, stocks["outreach"], stocks["pull"])


def _lower(label: str) -> str:
    return label[0].lower() + label[1:] if label[1:2].islower() else label

