"""A validated scenario compiled to a Board: moves, effects, conditions, roles and the rules that are on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, get_args

import numpy as np

from sim.engine.board import QUARTER, Board, Fall, season_of
from sim.engine.effects import EffectRow, kernel_of, make_table
from sim.engine.indicators import mirrored
from sim.engine.known import CAUSES
from sim.engine.moves import Move, Sequel, duration_of, make_moves, make_parts, make_sequels
from sim.engine.predicates import Names, compile_all, filled
from sim.engine.regimes import LASTS, Regime, befallen, exits_of, filled_in, index_of, key_of, luck_of
from sim.errors import MultivectorError, Problem, refuse
from sim.rules import RULES
from sim.rules.rule import PLAY, Rule
from sim.scenario.base import PairRole, Role
from sim.scenario.months import month_number
from sim.scenario.paths import find_path, names_of
from sim.scenario.words import listed
from sim.world.arrays import Array, on_grid
from sim.world.state import Roles, Sizes

if TYPE_CHECKING:
    from sim.scenario.schema import Effect, Event, Scenario


def compile_board(scenario: Scenario, off: Sequence[str] = (), historical: bool = False,
                  settings: Mapping[str, float] | None = None) -> Board:
    """Compile a validated scenario. `off`: what `rules_without` takes. `historical`: keep replayed events, too."""
    sizes = Sizes(*(tuple(x) for x in (scenario.actors, scenario.institutions, scenario.issues, scenario.doctrines)))
    moves = make_moves(scenario)
    parts = make_parts(scenario, moves)
    events = tuple((k, e) for k, e in scenario.events.items() if historical or e.exogenous)
    board = Board(
        scenario, sizes, _roles(scenario, sizes), rules_without(off, scenario.regimes), moves, parts, events,
        make_sequels(scenario, moves, parts), make_table([]), (), (), (), (), dict(settings or {}))
    _check_settings(board)
    return _with_rows(board, off)


def _with_rows(board: Board, off: Sequence[str]) -> Board:
    s = board.scenario
    rows: list[EffectRow] = []
    for row, move in enumerate(board.moves):
        rows += _effect_rows(board, row, f"move:{move.key}", s.options[move.option].effects, move.fill)
    for k, (key, event) in enumerate(board.events):
        rows += _effect_rows(board, len(board.moves) + k, f"event:{key}", event.effects, str)
    whom, first = tuple(befallen(s)), len(board.moves) + len(board.events)
    for k, (id, who) in enumerate(whom):
        cause = f"regime:{key_of(id, who)}"
        rows += _effect_rows(board, first + k, cause, s.regimes[id].effects, partial(filled_in, who))
    for k, sequel in enumerate(board.sequels):
        move = replace(board.moves[sequel.move], actor=sequel.party)
        cause = f"{'yielded' if sequel.yielded else 'refused'}:{move.key}"
        rows += _effect_rows(board, first + len(whom) + k, cause, _sequel_effects(s, board, sequel), move.fill)
    names = Names(board.sizes, board.starts, _row_index(board), _titles(s), board.label, board.word,
                  index_of(whom, first))
    options = [s.options[m.option] for m in board.moves]
    conditions = [compile_all(filled(o.when, m.fill), names) for o, m in zip(options, board.moves, strict=True)]
    conditions += [compile_all(e.when, names) for _, e in board.events]
    discounts = tuple(compile_all(filled(o.cheaper, m.fill), names) for o, m in zip(options, board.moves, strict=True))
    durations = [duration_of(o.effects, o.again_after) for o in options]
    durations += [duration_of(e.effects, 0) for _, e in board.events]
    durations += [LASTS] * len(whom)
    durations += [duration_of(_sequel_effects(s, board, sequel), 0) for sequel in board.sequels]
    inputs = tuple((board.indicator(path), _series(board, path)) for path in s.series)
    falls = tuple(_fall(board, key, event) for key, event in board.events)
    return replace(board, effects=make_table(rows), conditions=tuple(conditions), discounts=discounts,
                   durations=tuple(durations), inputs=inputs, falls=falls,
                   regimes=tuple(_regime(board, names, id, who, off) for id, who in whom))


def _regime(board: Board, names: Names, id: str, who: tuple[str, ...], off: Sequence[str]) -> Regime:
    """One that is off, by its id or its standing, never opens."""
    its, fill = board.scenario.regimes[id], partial(filled_in, who)
    opens, closes = (compile_all(filled(conditions, fill), names) for conditions in (its.opens, its.closes))
    exits = exits_of(board.scenario, board.luck, board.moves, id, who)
    luck = luck_of(board.luck, id, who)
    chance = its.chance if {id, its.standing}.isdisjoint(off) else 0.0
    return Regime(key_of(id, who), id, who, luck, opens, closes, chance, its.wears_out, its.rests, exits)


def _fall(board: Board, key: str, event: Event) -> Fall:
    first = month_number(event.date) - board.starts
    return Fall(board.luck.events[key], first, first + event.window, event.chance)


def _sequel_effects(s: Scenario, board: Board, sequel: Sequel) -> tuple[Effect, ...]:
    refusal = s.options[board.moves[sequel.move].option].refusal
    return refusal.yields if sequel.yielded else refusal.refuses


def _effect_rows(board: Board, row: int, cause: str, effects: Sequence[Effect],
                 fill: Callable[[str], str]) -> list[EffectRow]:
    out: list[EffectRow] = []
    for e in effects:
        on = board.indicator(fill(e.on))
        kernel = kernel_of(e.delay, e.over, e.holds, e.fades)
        times = tuple(board.indicator(fill(path)) for path in e.times)
        out.append(EffectRow(row, cause, on, e.size, kernel, times, e.room, e.size > 0))
        if other := mirrored(on, board.sizes):
            out.append(EffectRow(row, cause, other, e.size, kernel, times, e.room, e.size > 0))
    return out


def _row_index(board: Board) -> dict[str, tuple[int, ...]]:
    rows: dict[str, tuple[int, ...]] = {}
    for row, move in enumerate(board.moves):
        for key in _names_of(move):
            rows[key] = (*rows.get(key, ()), row)
    for k, (key, _) in enumerate(board.events):
        rows[key] = (len(board.moves) + k,)
    return rows


def _names_of(move: Move) -> set[str]:
    """What a condition may call it: by its option alone, with who starts it, and with whom it is aimed at."""
    by, to = f"@{move.actor}", f">{move.target}" if move.target else ""
    return {move.option + some + other for some in ("", by) for other in ("", to)}


def _titles(s: Scenario) -> dict[str, str]:
    return {key: item.title for section in (s.options, s.events, s.regimes) for key, item in section.items()}


def _series(board: Board, path: str) -> Array:
    """The input series as one value per month from the start on; the first and last values are held outward."""
    series = board.scenario.series[path]
    first = month_number(series.starts) - board.starts
    index = np.clip(np.arange(board.ends + 1) - first, 0, len(series.values) - 1)
    return on_grid(np.array(series.values)[index])


def _roles(s: Scenario, sizes: Sizes) -> Roles:
    actors = sizes.actors
    masks = {role: np.array([[float(role in s.actors[a].roles)] for a in actors]) for role in get_args(Role)}
    for role in get_args(PairRole):
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
    masks["quarters"] = np.array([season_of(s.turn_months) / QUARTER])
    doctrines = s.doctrines.values()
    masks["sets_aside"] = np.array([[max(0.0, 1.0 - d.weights.get("decide.outreach", 1.0))] for d in doctrines])
    masks["patron"] = np.array([[[float(d.lean == a)] for a in actors] for d in doctrines]).reshape(-1, len(actors), 1)
    masks["institution_depth"] = np.array([[i.depth] for i in s.institutions.values()]).reshape(-1, 1)
    masks["institution_pair"] = _institution_pairs(s, masks["own"], actors)
    masks["rungs_2014"] = _rungs(s, masks["institution_pair"], actors)
    return Roles(masks)


def _institution_pairs(s: Scenario, own: Array, actors: Sequence[str]) -> Array:
    """1 where an institution deepens a pair's ties if both are members: any pair, or those of its hub."""
    out = np.zeros((len(s.institutions), len(actors), len(actors), 1))
    for k, institution in enumerate(s.institutions.values()):
        hub = np.array([float(institution.hub in (None, a)) for a in actors])[:, None]
        out[k] = own * np.maximum(hub[:, None], hub[None, :])
    return out


def _rungs(s: Scenario, pairs: Array, actors: Sequence[str]) -> Array:
    """Depth of the institutions that a pair shares at the start (A, A, 1)."""
    out = np.zeros(pairs.shape[1:])
    for k, institution in enumerate(s.institutions.values()):
        inside = np.array([float(a in institution.members) for a in actors])[:, None]
        out += institution.depth * pairs[k] * inside[:, None] * inside[None, :]
    return np.minimum(out, 1.0)


def rules_without(off: Sequence[str], regimes: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that none of these names switches off: ids, claims, regimes, or `play`. Raises MultivectorError."""
    known = CAUSES.union(regimes)
    for name in off:
        if name not in known:
            raise refuse("MV-R001", f"there is no rule, claim or regime {name!r}", field="--off", value=name,
                         allowed=f"{PLAY}, for all that play needs, or {close_to(name, known)}",
                         mend="list them with: multivector rules")
    return tuple(rule for rule in RULES if rule.names.isdisjoint(off))


def _check_settings(board: Board) -> None:
    """Every parameter that the scenario or `--set` names must exist."""
    known = {f"{rule.id}.{p.name}" for rule in RULES for p in rule.params}
    for name in (*board.scenario.parameters, *board.settings):
        if name not in known and name not in board.scenario.figures:
            raise _not_set(board, name, known | set(board.scenario.figures))
    for path in board.settings.keys() & board.scenario.figures.keys():
        variable, value = board.indicator(path).variable, board.settings[path]
        if not variable.low <= value <= variable.high:
            raise refuse("MV-R009", f"{board.label(path)} cannot be {value:g}", field="--set",
                         mend="stay within bounds",
                         value=f"{path}={value:g}", allowed=f"{variable.low:g} to {variable.high:g}")


def _not_set(board: Board, name: str, known: set[str]) -> MultivectorError:
    """Why a name that is no parameter and no given figure cannot be set."""
    found = find_path(name, names_of(board.scenario))
    if isinstance(found, Problem):
        return refuse("MV-R002", f"there is no parameter or figure {name!r}", value=name, allowed=close_to(name, known),
                      mend="list a rule's parameters with: multivector rules ID")
    variable, other = found.variable, mirrored(board.indicator(name), board.sizes)
    if variable.kind == "derived":
        return refuse("MV-R019", f"{name} is derived from other numbers and cannot be set", field="--set", value=name,
                      allowed=listed(board.scenario.figures),
                      mend="set the stocks that it is made of; docs/indicators.md tells the kinds apart")
    if other and other.path in board.scenario.figures:
        return refuse("MV-R019", f"{name} is the same in both directions", field="--set", value=name,
                      allowed=other.path, mend=f"write {other.path}, as the scenario does")
    return refuse("MV-R019", f"the scenario gives no figure {name}", field="--set", value=name,
                  allowed="figures of the scenario, and parameters of rules",
                  mend="give it under `figures:`, in the scenario or in a change")


def close_to(name: str, known: Collection[str]) -> str:
    """Near matches for an error message."""
    near = get_close_matches(name, sorted(known), n=4, cutoff=0.4)
    return "close to it: " + ", ".join(near) if near else f"one of {len(known)} names"
