"""The closed set of conditions: each becomes a test over all runs and a sentence for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.engine.indicators import indicator
from sim.rules.view import View
from sim.scenario.months import month_number
from sim.scenario.predicates import split_move
from sim.world.state import Sizes

if TYPE_CHECKING:
    from sim.scenario.predicates import Band, Belongs, Level, Open, Predicate

Truth: TypeAlias = NDArray[np.bool_]
Test = Callable[[View], Truth]


@dataclass(frozen=True, slots=True)
class Condition:
    """`holds(view)` -> bool (R,); `words` say it, or, if `negated`, say what must not be. `told`: the same as the
    scenario tells it; `where`: the runs (R,) in which it counts, if not in all."""

    holds: Test
    words: str
    negated: bool = False
    told: str = ""
    where: Truth | None = None

    @property
    def text(self) -> str:
        return f"not: {self.words}" if self.negated else self.words


@dataclass(frozen=True, slots=True)
class Names:
    """What conditions may refer to: months since the start, rows of `World.since` by option, move or event id, and by
    regime and whom it befalls."""

    sizes: Sizes
    starts: int
    rows: dict[str, tuple[int, ...]]
    titles: dict[str, str]
    label: Callable[[str], str]
    word: Callable[[str], str]
    regimes: Mapping[tuple[str, ...], tuple[int, ...]]

    def month(self, text: str) -> int:
        return month_number(text) - self.starts


def filled(predicates: tuple[Predicate, ...], fill: Callable[[str], str]) -> tuple[Predicate, ...]:
    """Conditions with the placeholders of their paths filled in."""
    return tuple(_filled(p, fill) for p in predicates)


def _filled(predicate: Predicate, fill: Callable[[str], str]) -> Predicate:
    field = next(iter(predicate.model_fields_set))
    inner = getattr(predicate, field)
    if field in ("all", "any", "none"):
        inner = filled(inner, fill)
    elif field in ("above", "below", "within"):
        inner = inner.model_copy(update={"path": fill(inner.path)})
    elif field == "member":
        inner = inner.model_copy(update={"actor": fill(inner.actor)})
    elif field in ("in_force", "began"):
        inner = _filled_move(inner, fill)
    elif field == "regime":
        inner = inner.model_copy(update={"of": tuple(map(fill, inner.of))})
    return predicate.model_copy(update={field: inner})


def _filled_move(key: str, fill: Callable[[str], str]) -> str:
    option, agent, target = split_move(key)
    return option + (f"@{fill(agent)}" if agent else "") + (f">{fill(target)}" if target else "")


def compile_all(predicates: tuple[Predicate, ...], names: Names) -> tuple[Condition, ...]:
    return tuple(replace(compile_one(p, names), told=p.model_dump_json(exclude_defaults=True)) for p in predicates)


def compile_one(predicate: Predicate, names: Names) -> Condition:
    field = next(iter(predicate.model_fields_set))
    return _MAKERS[field](getattr(predicate, field), names)


def _above(level: Level, names: Names) -> Condition:
    x = indicator(level.path, names.sizes)
    return Condition(lambda w: x.read(w) > level.value, f"{names.label(level.path)} above {level.value:g}")


def _below(level: Level, names: Names) -> Condition:
    x = indicator(level.path, names.sizes)
    return Condition(lambda w: x.read(w) < level.value, f"{names.label(level.path)} below {level.value:g}")


def _within(band: Band, names: Names) -> Condition:
    x = indicator(band.path, names.sizes)
    text = f"{names.label(band.path)} between {band.low:g} and {band.high:g}"
    return Condition(lambda w: (x.read(w) >= band.low) & (x.read(w) <= band.high), text)


def _after(month: str, names: Names) -> Condition:
    start = names.month(month)
    return Condition(lambda w: np.broadcast_to(w.world.month >= start, w.world.runs), f"from {month} on")


def _before(month: str, names: Names) -> Condition:
    end = names.month(month)
    return Condition(lambda w: np.broadcast_to(w.world.month < end, w.world.runs), f"before {month}")


def _in_force(key: str, names: Names) -> Condition:
    return Condition(_one_of(names.rows.get(key, ()), lambda w, since: since >= 0), f"{_move(key, names)} in force")


def _began(key: str, names: Names) -> Condition:
    held = _one_of(names.rows.get(key, ()), lambda w, since: since == w.world.month - 1)
    return Condition(held, f"{_move(key, names)} begun in the month before")


def _move(key: str, names: Names) -> str:
    option, *who = split_move(key)
    whose = ", ".join(names.word(name) for name in who if name)
    return f"“{names.titles[option]}”{f' ({whose})' if whose else ''}"


def _regime(item: Open, names: Names) -> Condition:
    who = ", ".join(map(names.word, item.of))
    opened = _one_of(names.regimes.get((item.id, *item.of), ()), lambda w, since: since >= 0)
    return Condition(opened, f"“{names.titles[item.id]}” open ({who})")


def _one_of(rows: Sequence[int], test: Callable[[View, NDArray[np.int16]], Truth]) -> Test:
    """Whether it is true of one of these rows of `World.since`; of none, never."""
    if not rows:
        return lambda w: np.zeros(w.world.runs, dtype=np.bool_)
    return lambda w: np.any(test(w, w.world.since[list(rows)]), axis=0)


def _ever(key: str, names: Names) -> Condition:
    rows = list(names.rows[key])
    return Condition(lambda w: np.any(w.world.uses[rows] > 0, axis=0), f"“{names.titles[key]}” has happened")


def _member(belongs: Belongs, names: Names) -> Condition:
    path = f"{belongs.actor}.member.{belongs.institution}"
    x = indicator(path, names.sizes)
    return Condition(lambda w: x.read(w) > 0, names.label(path))


def _all(inner: tuple[Predicate, ...], names: Names) -> Condition:
    parts = compile_all(inner, names)
    return Condition(lambda w: all_hold(w, parts), " and ".join(p.text for p in parts))


def _any(inner: tuple[Predicate, ...], names: Names) -> Condition:
    parts = compile_all(inner, names)
    return Condition(lambda w: _fold(w, parts, np.logical_or, False), " or ".join(p.text for p in parts))


def _none(inner: tuple[Predicate, ...], names: Names) -> Condition:
    parts = compile_all(inner, names)
    words = " or ".join(p.text for p in parts)
    return Condition(lambda w: ~_fold(w, parts, np.logical_or, False), words, negated=True)


def all_hold(w: View, conditions: tuple[Condition, ...]) -> Truth:
    """Whether all of them hold (R,)."""
    return _fold(w, conditions, np.logical_and, True)


def _fold(w: View, parts: tuple[Condition, ...], join: Callable[[Truth, Truth], Truth], start: bool) -> Truth:
    out = np.full(w.world.runs, start)
    for part in parts:
        out = join(out, part.holds(w))
    return out


_MAKERS: dict[str, Callable[..., Condition]] = {
    "above": _above, "below": _below, "within": _within, "after": _after, "before": _before, "in_force": _in_force,
    "began": _began,
    "ever": _ever, "member": _member, "regime": _regime, "all": _all, "any": _any, "none": _none,
}
