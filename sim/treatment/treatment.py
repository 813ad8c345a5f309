"""Treatment: the one value that says what is run, in games, studies and batches alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial, reduce
from typing import Any
from weakref import WeakValueDictionary

from sim import kept
from sim.engine.board import Board, Forced
from sim.engine.compile import compile_board
from sim.engine.effects import EffectRow, make_table
from sim.engine.prospects import expect_as_in, remember
from sim.machine import machine
from sim.rules import RULESET
from sim.scenario.identity import digest, what_counts
from sim.scenario.load import Loaded
from sim.scenario.months import month_number
from sim.scenario.schema import Scenario
from sim.scenario.studies import Change
from sim.scenario.studies import Forced as ForcedOption
from sim.treatment.change import ALWAYS, Variant, apply, is_unexpected, touches

STUDIED = {"expect", "within", "world", "claims", "note"}  # of a change: how it is compared, not what it does
_ALIVE: WeakValueDictionary[str, Board] = WeakValueDictionary()
"""Boards in use by the digest of what they are made of: what staff expect, and how the record leaves the world at the
opening, take a second each, and are computed once."""


@dataclass(frozen=True)
class Treatment:
    """`changes`: by name, made one after the other. `off`: rules or claims switched off. `settings`: numbers of rules
    and starting figures. `seats`: agent -> doctrine, historical, random or handed, on top of what changes seat.
    `record`: the record decides. `turn_months`: 0 for those of the scenario. `before`: the treatment that staff expect
    things to go on as in, up to the first month that differs, since nobody foresees a change; None: as in this one."""

    loaded: Loaded
    changes: Mapping[str, Change] = field(default_factory=dict[str, Change])
    off: tuple[str, ...] = ()
    settings: Mapping[str, float] = field(default_factory=dict[str, float])
    seats: Mapping[str, str] = field(default_factory=dict[str, str])
    record: bool = False
    turn_months: int = 0
    before: Treatment | None = None

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
        """The compiled board, with the moves that are forced and the effects that are multiplied."""
        its = self.variant
        board = compile_board(its.scenario, (*its.off, *self.off), self.record, self.settings)
        forced = tuple(_forced(board, item) for item in its.forced)
        rows = [_multiplied(row, _factor(its, row)) for row in board.effects.rows]
        board = replace(board, forced=forced, effects=make_table(rows) if its.effects else board.effects)
        known = _ALIVE.setdefault(self._rules_digest, board)
        if known is not board:
            board.__dict__.update(staff=known.staff, before=known.before)
            return board
        remember(board, partial(kept.array, "prospects"))
        if self.before is not None:
            until = self.first_unexpected
            expect_as_in(self.before.board, board, month_number(until) - board.starts if until else None)
        return board

    @cached_property
    def structure(self) -> str:
        """A digest of all that must be the same for treatments to be run side by side; the rest is numbers."""
        turned = [[key, path] for key, change in self.changes.items() for path, x in change.effects.items() if x < 0]
        turned += [[key, event, x.scale < 0] for key, change in self.changes.items()
                   for event, x in change.events.items() if x.scale is not None and x.scale <= 0]
        return digest([self.loaded.identity, self.record, self.months, turned])

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
        return min((touches(self.loaded.scenario, change) for change in self._apart()), default=ALWAYS)

    @property
    def first_unexpected(self) -> str:
        """The same, if anything differs in what staff would expect; else empty."""
        return self.touched if any(map(is_unexpected, self._apart())) else ""

    def _apart(self) -> Iterator[Change]:
        """The changes that one of the two has and the other has not."""
        other = self.before.changes if self.before else {}
        for ours, theirs in ((self.changes, other), (other, self.changes)):
            yield from (change for name, change in ours.items() if name not in theirs)

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


def _forced(board: Board, item: ForcedOption) -> Forced:
    move = board.rows_of(item.option, item.target, [item.agent] if item.agent else [])[0]
    return Forced(month_number(item.month) - board.starts, move)


def _multiplied(row: EffectRow, factor: float) -> EffectRow:
    return replace(row, size=row.size * factor, rises=row.rises != (factor < 0))


def _factor(variant: Variant, row: EffectRow) -> float:
    return 1.0 if row.cause.startswith("event:") else variant.effects.get(row.on.path, 1.0)
