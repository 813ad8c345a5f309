"""Treatment: the one value that says what is run, in games, studies and batches alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property, partial, reduce
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from sim import kept
from sim.engine.board import Board, Forced, How, Intervention
from sim.engine.compile import compile_board
from sim.engine.effects import EffectRow, Window, make_table
from sim.engine.prospects import expect_as_known, remember
from sim.machine import machine
from sim.rules import RULESET
from sim.scenario.identity import digest, what_counts
from sim.scenario.load import Loaded
from sim.scenario.months import month_number
from sim.scenario.schema import Scenario
from sim.scenario.studies import Change, Dated, Factor
from sim.scenario.studies import Forced as ForcedOption
from sim.treatment.change import ALWAYS, Variant, apply, factor_of, known, news, struck_in, touches

HOW: tuple[How, ...] = ("set", "scale", "shift")
STUDIED = {"expect", "within", "world", "watch", "claims", "note"}  # of a change: how it is compared, not what it does
_ALIVE: WeakValueDictionary[str, Board] = WeakValueDictionary()
"""Boards in use by the digest of what they are made of: what staff expect, and how the record leaves the world at the
opening, take a second each, and are computed once."""


@dataclass(frozen=True)
class Treatment:
    """`changes`: by name, made one after the other. `off`: rules or claims switched off. `settings`: numbers of rules
    and starting figures. `seats`: agent -> doctrine, historical, random, steady or handed, on top of what changes seat.
    `record`: the record decides. `turn_months`: 0 for those of the scenario. `before`: the treatment without changes;
    staff expect things to go on as in it until a change shows, for nobody foresees one; None: they know all changes."""

    loaded: Loaded
    changes: Mapping[str, Change] = field(default_factory=dict[str, Change])
    off: tuple[str, ...] = ()
    settings: Mapping[str, float] = field(default_factory=dict[str, float])
    seats: Mapping[str, str] = field(default_factory=dict[str, str])
    record: bool = False
    turn_months: int = 0
    before: Treatment | None = None

    def __getstate__(self) -> dict[str, Any]:
        """To another process goes what was said; what follows from it is made there."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def variant(self) -> Variant:
        """The scenario as the changes leave it."""
        its = self.loaded.scenario.model_copy(update={"turn_months": self.months})
        return reduce(apply, self.changes.values(), Variant(its))

    @property
    def scenario(self) -> Scenario:
        return self.variant.scenario

    @cached_property
    def board(self) -> Board:
        """The compiled board, with the moves that are forced, the effects that are multiplied and the stocks that are
        moved."""
        board = self._compiled()
        known = _ALIVE.setdefault(self._rules_digest, board)
        if known is not board:
            board.__dict__.update(staff=known.staff, before=known.before)
            return board
        remember(board, partial(kept.array, "prospects"))
        if self.before is not None:
            expect_as_known(board, list(self._stages(self.before)))
        return board

    def _compiled(self) -> Board:
        its = self.variant
        board = compile_board(its.scenario, (*its.off, *self.off), self.record, self.settings)
        rows = [_multiplied(row, _factor(its, row)) for row in board.effects.rows]
        table = make_table(rows) if its.effects else board.effects
        windows = tuple(_window(board, *item) for item in its.windows)
        return replace(board, forced=tuple(_forced(board, item) for item in its.forced),
                       effects=replace(table, windows=windows) if windows else table,
                       interventions=tuple(_intervention(board, *item) for item in its.stocks))

    def known(self, month: str) -> Treatment:
        """What its staff know in that month: the changes as far as they have shown."""
        scenario = self.loaded.scenario
        changes = {key: known(scenario, x, month) for key, x in self.changes.items()}
        return replace(self, changes=changes, before=None) if changes else self

    def _stages(self, before: Treatment) -> Iterator[tuple[int, Callable[[], Board] | None]]:
        """From which months on its staff expect things to go on as on which board; None: this one's own. Nobody
        foresees a change."""
        yield 0, lambda: before.board
        scenario = self.loaded.scenario
        months = {max(x, scenario.starts) for change in self.changes.values() for x in news(scenario, change)}
        for month in sorted(months):
            then = self.known(month)
            then = replace(then, changes={key: struck_in(x, month) for key, x in then.changes.items()})
            first, own = month_number(month) - month_number(scenario.starts), then.changes == self.changes
            yield first, None if own else cache(lambda its=then: its.board)

    @cached_property
    def structure(self) -> str:
        """A digest of all that must be the same for treatments to be run side by side; the rest is numbers."""
        turned = [[key, path] for key, change in self.changes.items() for path, x in change.effects.items()
                  if factor_of(x).scale < 0]
        turned += [[key, event, x.scale < 0] for key, change in self.changes.items()
                   for event, x in change.events.items() if x.scale is not None and x.scale <= 0]
        added = [[key, what_counts(event)] for change in self.changes.values() for key, event in change.add.items()]
        return digest([self.loaded.identity, self.record, self.months, turned, added])

    def changed(self, changes: Mapping[str, Change]) -> Treatment:
        """The same with these changes instead of its own; nobody foresees them."""
        plain = replace(self, changes={}, before=None)
        return replace(plain, changes=changes, before=plain) if changes else plain

    def seated(self, seats: Mapping[str, str]) -> Treatment:
        """The same with these seats, too; its board is this one's."""
        found = replace(self, seats={**self.seats, **seats})
        found.__dict__.update(variant=self.variant, board=self.board)
        return found

    @property
    def months(self) -> int:
        """The length of a turn."""
        return self.turn_months or self.loaded.scenario.turn_months

    @property
    def minds(self) -> Mapping[str, str]:
        """Who holds which seat: what is said here wins over what changes say."""
        return {agent: mind for seats in (*(x.seats for x in self.changes.values()), self.seats)
                for agent, mind in seats.items()}

    # --- what differs from the world before -----------------------------------------------------------------------

    @property
    def touched(self) -> str:
        """The first month in which this may differ from the treatment `before`."""
        return first_apart(self.before, self) if self.before else ALWAYS

    # --- its name ---------------------------------------------------------------------------------------------------

    @cached_property
    def digest(self) -> str:
        """Of all that can change a number of a run, and of nothing else: SHA-256, in hexadecimal."""
        return digest([self._rules_digest, sorted(self.minds.items())])

    @cached_property
    def _rules_digest(self) -> str:
        """The same of everything but who decides: what a board is made of."""
        return digest([self.loaded.identity, [what_counts(change) for change in self.changes.values()],
                       sorted(set(self.off)), sorted(self.settings.items()), self.record, self.months,
                       self.before._rules_digest if self.before else ""])

    def manifest(self) -> dict[str, Any]:
        """What every log and every stored result carries (docs/json.md); `told_by_manifest` makes it a treatment."""
        changes = {name: change.model_dump(mode="json", exclude_defaults=True, exclude=STUDIED)
                   for name, change in self.changes.items()}
        return {"treatment": self.digest, "scenario": self.loaded.name, "identity": self.loaded.identity,
                "changes": changes, "turn_months": self.months, "off": list(self.off),
                "settings": dict(self.settings), "seats": dict(self.minds), "record": self.record, "ruleset": RULESET,
                **machine()}


def first_apart(one: Treatment, other: Treatment) -> str:
    """The first month in which two treatments of a scenario may differ."""
    scenario = one.loaded.scenario
    differ = [change for its, theirs in ((one, other), (other, one)) for key, change in its.changes.items()
              if theirs.changes.get(key) != change]
    months = [touches(scenario, change) for change in differ]
    if (set(one.off), one.settings, one.record) != (set(other.off), other.settings, other.record):
        months.append(scenario.starts)
    if one.minds != other.minds:
        months.append(scenario.opens)
    return min(months, default=ALWAYS)


def _forced(board: Board, item: ForcedOption) -> Forced:
    move = board.rows_of(item.option, item.target, [item.agent] if item.agent else [])[0]
    return Forced(month_number(item.month) - board.starts, move)


def _multiplied(row: EffectRow, factor: float) -> EffectRow:
    return replace(row, size=row.size * factor, rises=row.rises != (factor < 0))


def _factor(variant: Variant, row: EffectRow) -> float:
    return variant.effects.get(row.on.path, 1.0) if _is_done(row) else 1.0


def _is_done(row: EffectRow) -> bool:
    """Whether it is an effect of what somebody decides."""
    return not row.cause.startswith(("event:", "regime:"))


def _window(board: Board, path: str, factor: Factor) -> Window:
    rows = [k for k, row in enumerate(board.effects.rows) if row.on.path == path and _is_done(row)]
    return Window(np.array(rows, dtype=np.int64), *_months(board, factor), factor.scale)


def _intervention(board: Board, path: str, item: Dated) -> Intervention:
    how: How = next(name for name in HOW if getattr(item, name) is not None)
    return Intervention(board.indicator(path), how, getattr(item, how), *_months(board, item))


def _months(board: Board, item: Dated | Factor) -> tuple[int, int]:
    """The first and the last, counted from the start."""
    first = month_number(item.first) - board.starts if item.first else 0
    return first, month_number(item.last) - board.starts if item.last else board.ends
