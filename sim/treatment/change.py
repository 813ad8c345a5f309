"""A change as a pure transformation of a scenario: what it varies, and when the first month differs.

Paired luck: everything drawn is keyed by a name or by an element's place in a list, so a change takes nothing away. An
event that is removed stays and cannot fall; an option that is forbidden stays and has one condition more; a forced
option is a move that the board strikes in its month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sim.catalogue import BY_NAME
from sim.engine.indicators import split
from sim.engine.known import CAUSES, PARAMETERS, turned, unknown
from sim.errors import MultivectorError, Problem
from sim.rules.rule import P
from sim.scenario import schema as s
from sim.scenario.codes import Code
from sim.scenario.load import Loaded
from sim.scenario.months import month_name, month_number
from sim.scenario.predicates import Predicate
from sim.scenario.studies import Change, Forced, Setting

ALWAYS = "9999-12"
CHANGED = "set by a change"


@dataclass(frozen=True, slots=True)
class Variant:
    """A scenario as changes leave it. `seats`: agent -> doctrine. `effects`: indicator -> what multiplies the effects
    of moves on it."""

    scenario: s.Scenario
    off: tuple[str, ...] = ()
    seats: Mapping[str, str] = field(default_factory=dict[str, str])
    forced: tuple[Forced, ...] = ()
    effects: Mapping[str, float] = field(default_factory=dict[str, float])


def apply(variant: Variant, change: Change) -> Variant:
    """The scenario after one more change."""
    scenario = variant.scenario
    parts = {"figures": _figures(scenario, change), "parameters": _parameters(scenario, change),
             "series": _series(scenario, change), "events": _events(scenario, change),
             "options": _options(scenario, change)}
    effects = {key: variant.effects.get(key, 1.0) * factor for path, factor in change.effects.items()
               for key in _both(path)}
    return Variant(scenario.model_copy(update=parts), (*variant.off, *change.off), {**variant.seats, **change.seats},
                   (*variant.forced, *change.force), {**variant.effects, **effects})


def checked(loaded: Loaded, ids: Iterable[str]) -> dict[str, Change]:
    """The changes of these names, each held against what those before it left. Raises with every problem, at its
    line."""
    variant, good, found = Variant(loaded.scenario), dict[str, Change](), dict[Problem, None]()
    for id in ids:
        wrong = list(check(replace(loaded, scenario=variant.scenario), id))
        found.update(dict.fromkeys(wrong))
        if not wrong:
            good[id] = loaded.scenario.changes[id]
            variant = apply(variant, good[id])
    if found:
        raise MultivectorError(*found)
    return good


def is_unexpected(change: Change) -> bool:
    """Whether staff who knew of it would expect anything else of a move."""
    return any((change.figures, change.parameters, change.series, change.events, change.off, change.effects))


def touches(scenario: s.Scenario, change: Change) -> str:
    """The first month that the change can touch; before it nothing may differ."""
    months = [item.month for item in change.force] + list(change.forbid.values())
    months += [max(item.first or scenario.starts, scenario.starts) for item in change.series.values()]
    for key, item in change.events.items():
        months.append(min(scenario.events[key].date, item.date or scenario.events[key].date))
    if change.figures or change.parameters or change.off or change.effects:
        months.append(scenario.starts)
    if change.seats:
        months.append(scenario.opens)
    return min(months, default=ALWAYS)


def _both(path: str) -> tuple[str, ...]:
    """The path, and of a tie that is the same both ways its other direction."""
    variable, names = split(path)
    return (path, ".".join([*names[::-1], variable.name])) if variable.both_ways else (path,)


# --- the parts --------------------------------------------------------------------------------------------------------


def _figures(scenario: s.Scenario, change: Change) -> dict[str, s.Figure]:
    figures = dict(scenario.figures)
    for path, setting in change.figures.items():
        variable = split(path)[0]
        for key in [key for key in _both(path) if key in figures] or [path]:
            given = figures.get(key) or s.Figure(value=0, unit=variable.unit, source=CHANGED)
            value, low, high = _moved(setting, given.value, _or(given.low, given.value), _or(given.high, given.value))
            bounds = [min(max(x, variable.low), variable.high) for x in (low, high)]
            figures[key] = given.model_copy(update={"value": value, "low": bounds[0], "high": bounds[1]})
    return figures


def _parameters(scenario: s.Scenario, change: Change) -> dict[str, s.Override]:
    out = dict(scenario.parameters)
    for name, setting in change.parameters.items():
        low, high = PARAMETERS[name].range
        given = out.get(name) or s.Override(value=PARAMETERS[name].value, low=low, high=high, source=CHANGED)
        value, *ends = _moved(setting, given.value, _or(given.low, given.value), _or(given.high, given.value))
        first, last = (_unturned(PARAMETERS[name], x) for x in ends)
        out[name] = s.Override(value=value, low=first, high=last, source=CHANGED)
    return out


def _unturned(parameter: P, x: float) -> float:
    """The end of a range, cut at zero where a rule's sentence holds for one sign only."""
    low, high = parameter.range
    return max(x, 0.0) if low >= 0 else min(x, 0.0) if high <= 0 else x


def _moved(setting: Setting, value: float, low: float, high: float) -> tuple[float, float, float]:
    """A number and its range after the setting; a number that is set has no range."""
    if setting.set is not None:
        return setting.set, setting.set, setting.set
    ends = sorted(_new(setting, x) for x in (low, high))
    return _new(setting, value), ends[0], ends[1]


def _new(setting: Setting, x: float) -> float:
    if setting.set is not None:
        return setting.set
    return x * setting.scale if setting.scale is not None else x + (setting.shift or 0.0)


def _or(x: float | None, otherwise: float) -> float:
    return otherwise if x is None else x


def _series(scenario: s.Scenario, change: Change) -> dict[str, s.Series]:
    """A changed series is written out for every month of the scenario, within the bounds of its variable."""
    out = dict(scenario.series)
    starts, ends = month_number(scenario.starts), month_number(scenario.ends)
    for path, setting in change.series.items():
        given, variable = out[path], BY_NAME[path.rpartition(".")[2]]
        first, last = setting.first or scenario.starts, setting.last or scenario.ends
        values: list[float] = []
        for month in range(starts, ends + 1):
            at = min(max(month - month_number(given.starts), 0), len(given.values) - 1)
            x = given.values[at]
            if first <= month_name(month) <= last:
                x = min(max(_new(setting, x), variable.low), variable.high)
            values.append(x)
        out[path] = given.model_copy(update={"starts": scenario.starts, "values": tuple(values)})
    return out


def _events(scenario: s.Scenario, change: Change) -> dict[str, s.Event]:
    out = dict(scenario.events)
    for key, setting in change.events.items():
        update: dict[str, object] = {"date": setting.date} if setting.date else {}
        if setting.remove:
            update["chance"] = 0.0
        if setting.scale is not None:
            update["effects"] = tuple(e.model_copy(update={"size": e.size * setting.scale}) for e in out[key].effects)
        out[key] = out[key].model_copy(update=update)
    return out


def _options(scenario: s.Scenario, change: Change) -> dict[str, s.Option]:
    out = dict(scenario.options)
    for key, month in change.forbid.items():
        out[key] = out[key].model_copy(update={"when": (*out[key].when, Predicate.model_validate({"before": month}))})
    return out


# --- what the loader cannot know: rules, parameters and the numbers that come of it -----------------------------------


def check(loaded: Loaded, id: str) -> Iterator[Problem]:
    """The problems of one change of the scenario, each with its place."""
    change = loaded.scenario.changes[id]
    for name in change.parameters:
        yield from unknown(loaded, f"changes.{id}.parameters.{name}", name, PARAMETERS, "MV-R002", "parameter")
    for i, name in enumerate(change.off):
        yield from unknown(loaded, f"changes.{id}.off.{i}", name, CAUSES, "MV-R001", "rule or claim")
    yield from _turned(loaded, id, change)
    yield from _outside(loaded, id, change)
    yield from _out_of_bounds(loaded, id, change)


def _turned(loaded: Loaded, id: str, change: Change) -> Iterator[Problem]:
    """A rule's sentence holds for parameters of one sign."""
    known = {name: x for name, x in change.parameters.items() if name in PARAMETERS}
    after = _parameters(loaded.scenario, change.model_copy(update={"parameters": known}))
    for name in known:
        yield from turned(loaded, f"changes.{id}.parameters.{name}", name, after[name].value)


def _outside(loaded: Loaded, id: str, change: Change) -> Iterator[Problem]:
    """Dates that the scenario does not reach."""
    scenario = loaded.scenario
    dated = [(f"force.{i}.month", item.month) for i, item in enumerate(change.force)]
    dated += [(f"forbid.{key}", month) for key, month in change.forbid.items()]
    dated += [(f"events.{key}.date", item.date) for key, item in change.events.items() if item.date]
    dated += [(f"series.{path}.{end}", month) for path, item in change.series.items()
              for end, month in (("first", item.first), ("last", item.last)) if month]
    for where, month in dated:
        if not scenario.starts <= month <= scenario.ends:
            yield Problem(Code.OUTSIDE_PERIOD, "the date lies outside the scenario",
                          loaded.source.place(f"changes.{id}.{where}"), month, f"{scenario.starts} to {scenario.ends}")


def _out_of_bounds(loaded: Loaded, id: str, change: Change) -> Iterator[Problem]:
    scenario = loaded.scenario
    after = {"figures": _figures(scenario, change), "series": {}}
    for section, settings in (("figures", change.figures), ("series", change.series)):
        for path, setting in settings.items():
            variable = BY_NAME[split(path)[0].name]
            value = after[section][path].value if path in after[section] else setting.set
            if value is not None and not variable.low <= value <= variable.high:
                yield Problem(Code.OUT_OF_RANGE, f"{variable.name} would be {value:g}",
                              loaded.source.key_place(f"changes.{id}.{section}.{path}"), f"{value:g}",
                              f"{variable.low:g} to {variable.high:g} {variable.unit}", "stay within these bounds")
