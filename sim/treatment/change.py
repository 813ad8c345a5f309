"""A change as a pure transformation of a scenario: what it varies, and when the first month differs.

Paired luck: everything drawn is keyed by a name or by an element's place in a list, so a change takes nothing away. An
event that is removed stays and cannot fall; an option that is forbidden stays and has one condition more; a forced
option is a move that the board strikes in its month; an event that is added has luck of its own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sim.catalogue import BY_NAME
from sim.engine.indicators import split
from sim.engine.known import CAUSE, PARAMETERS, causes, turned, unknown
from sim.errors import MultivectorError, Problem
from sim.rules.rule import P
from sim.scenario import schema as s
from sim.scenario.codes import Code
from sim.scenario.load import Loaded
from sim.scenario.months import month_name, month_number
from sim.scenario.predicates import Predicate
from sim.scenario.studies import Change, Dated, EventSetting, Factor, Forced, Setting

ALWAYS = "9999-12"
CHANGED = "set by a change"


@dataclass(frozen=True, slots=True)
class Variant:
    """A scenario as changes leave it. `seats`: agent -> doctrine. `effects`: indicator -> what multiplies the effects
    of moves on it; `windows`: the same in some months. `stocks`: stock -> what moves it, one after the other."""

    scenario: s.Scenario
    off: tuple[str, ...] = ()
    seats: Mapping[str, str] = field(default_factory=dict[str, str])
    forced: tuple[Forced, ...] = ()
    effects: Mapping[str, float] = field(default_factory=dict[str, float])
    windows: tuple[tuple[str, Factor], ...] = ()
    stocks: tuple[tuple[str, Dated], ...] = ()


def apply(variant: Variant, change: Change) -> Variant:
    """The scenario after one more change."""
    scenario = variant.scenario
    parts = {"figures": _figures(scenario, change), "parameters": _parameters(scenario, change),
             "series": _series(scenario, change), "events": _events(scenario, change),
             "options": _options(scenario, change)}
    factors = [(key, factor_of(item)) for path, item in change.effects.items() for key in _both(path)]
    effects = {key: variant.effects.get(key, 1.0) * factor.scale for key, factor in factors if not is_dated(factor)}
    windows = [(key, factor) for key, factor in factors if is_dated(factor)]
    stocks = [(key, item) for path, item in change.stocks.items() for key in _both(path)]
    return Variant(scenario.model_copy(update=parts), (*variant.off, *change.off), {**variant.seats, **change.seats},
                   (*variant.forced, *change.force), {**variant.effects, **effects}, (*variant.windows, *windows),
                   (*variant.stocks, *stocks))


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


def touches(scenario: s.Scenario, change: Change) -> str:
    """The first month that the change can touch; before it nothing may differ."""
    months = [*news(scenario, change), *change.forbid.values(), *(item.month for item in change.force)]
    if change.seats:
        months.append(scenario.opens)
    return min(months, default=ALWAYS)


def news(scenario: s.Scenario, change: Change) -> Iterator[str]:
    """The months in which a part of the change shows that moves numbers; until then nobody foresees it. What begins to
    act is known with its end."""
    for item in (*change.series.values(), *change.stocks.values()):
        yield max(item.first or scenario.starts, scenario.starts)
    for key, item in change.events.items():
        yield from (scenario.events[key].date, *([item.date] if item.date else []))
    yield from (event.date for event in change.add.values())
    for item in map(factor_of, change.effects.values()):
        yield item.first or scenario.starts
        yield from [_next(item.last)] if item.last else []
    if change.figures or change.parameters or change.off:
        yield scenario.starts


def known(scenario: s.Scenario, change: Change, month: str) -> Change:
    """As much of the change as has shown by that month. An event whose new date is still to come is none any more from
    the old one on."""
    events = {key: seen for key, item in change.events.items()
              if (seen := _known_event(item, scenario.events[key].date, month))}
    add = {key: event if event.date <= month else event.model_copy(update={"chance": 0.0})
           for key, event in change.add.items()}
    dated = {name: {path: item for path, item in getattr(change, name).items()
                    if (getattr(item, "first", None) or "") <= month} for name in ("series", "stocks", "effects")}
    return change.model_copy(update={**dated, "events": events, "add": add})


def struck_in(change: Change, month: str) -> Change:
    """The change as it is for moves that come into force in that month."""
    factors = {path: factor_of(item) for path, item in change.effects.items()}
    effects = {path: item.scale for path, item in factors.items()
               if (item.first or "") <= month <= (item.last or ALWAYS)}
    return change.model_copy(update={"effects": effects}) if any(map(is_dated, factors.values())) else change


def _known_event(item: EventSetting, before: str, month: str) -> EventSetting | None:
    if month < min(before, item.date or before):
        return None
    return item if month >= (item.date or before) else EventSetting.model_construct(date=ALWAYS)


def _next(month: str) -> str:
    return month_name(month_number(month) + 1)


def factor_of(item: float | Factor) -> Factor:
    return item if isinstance(item, Factor) else Factor(scale=item, first=None, last=None)


def is_dated(factor: Factor) -> bool:
    """Whether it counts in some months only."""
    return bool(factor.first or factor.last)


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
    return {**out, **change.add}


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
        yield from unknown(loaded, f"changes.{id}.off.{i}", name, causes(loaded), "MV-R001", CAUSE)
    for key in change.add.keys() & loaded.scenario.events.keys():
        yield Problem(Code.MISFIT, f"there is {key} already", loaded.source.key_place(f"changes.{id}.add.{key}"), key,
                      "another id", "another change adds it, too: choose another id")
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
    dated += [(f"add.{key}.date", event.date) for key, event in change.add.items()]
    dated += [(f"{section}.{path}.{end}", month) for section in ("series", "stocks", "effects")
              for path, item in getattr(change, section).items()
              for end in ("first", "last") if (month := getattr(item, end, None))]
    for where, month in dated:
        if not scenario.starts <= month <= scenario.ends:
            yield Problem(Code.OUTSIDE_PERIOD, "the date lies outside the scenario",
                          loaded.source.place(f"changes.{id}.{where}"), month, f"{scenario.starts} to {scenario.ends}")


def _out_of_bounds(loaded: Loaded, id: str, change: Change) -> Iterator[Problem]:
    scenario = loaded.scenario
    after: dict[str, dict[str, s.Figure]] = {"figures": _figures(scenario, change), "series": {}, "stocks": {}}
    for section in after:
        settings: Mapping[str, Setting] = getattr(change, section)
        for path, setting in settings.items():
            variable = BY_NAME[split(path)[0].name]
            value = after[section][path].value if path in after[section] else setting.set
            if value is not None and not variable.low <= value <= variable.high:
                yield Problem(Code.OUT_OF_RANGE, f"{variable.name} would be {value:g}",
                              loaded.source.key_place(f"changes.{id}.{section}.{path}"), f"{value:g}",
                              f"{variable.low:g} to {variable.high:g} {variable.unit}", "stay within these bounds")
            elif setting.shift is not None and abs(setting.shift) > variable.high - variable.low:
                yield Problem(Code.OUT_OF_RANGE, f"{variable.name} would be shifted by {setting.shift:g}",
                              loaded.source.key_place(f"changes.{id}.{section}.{path}"), f"{setting.shift:g}",
                              f"{variable.low:g} to {variable.high:g} {variable.unit}", "shift it by less")
