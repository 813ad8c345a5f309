"""What changes, quantities and tests say must lead somewhere and fit together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from sim.scenario.case import Case, Problems, walk
from sim.scenario.codes import Code
from sim.scenario.consistency import remembered
from sim.scenario.measures import (
    Around,
    FirstMoves,
    Inside,
    Jumps,
    Lag,
    Moment,
    Quantity,
    Regained,
    Struck,
    Test,
    Times,
    Usage,
    Variation,
    Window,
)
from sim.scenario.predicates import split_move
from sim.scenario.studies import Arm, Change, Dated, EventSetting, Factor, Forced, Later, Setting, Thesis
from sim.scenario.words import DECLARE, listed, shown

CHANGING = ("figures", "parameters", "series", "stocks", "events", "add", "force", "forbid", "effects", "seats", "off")
BUILT_IN = ("historical", "random", "steady")


def _window(case: Case, field: str, item: Window) -> Problems:
    yield from case.path(item.path, f"{field}.path")
    yield from _order(case, field, item.first, item.last)


def _moment(case: Case, field: str, item: Moment) -> Problems:
    yield from case.path(item.path, f"{field}.path")


def _order(case: Case, field: str, first: str, last: str) -> Problems:
    if last < first:
        yield case.problem(Code.RANGE_ORDER, f"{field}.last", "`last` comes before `first`", last, f"{first} or later")


def _quantity(case: Case, field: str, item: Quantity) -> Problems:
    yield from _exactly_one(case, field, item, tuple(Quantity.model_fields))
    if item.month_of is not None:
        yield from case.name("options", item.month_of, f"{field}.month_of")


def _test(case: Case, field: str, item: Test) -> Problems:
    yield from _exactly_one(case, field, item, tuple(Test.model_fields))
    pooled = [f"facts.{id}.test" for id, fact in case.scenario.facts.items() if fact.kind == "pooled"]
    if (item.regained or item.first_moves) and not field.endswith(".share") and field not in pooled:
        yield case.problem(Code.MISFIT, field, "this test counts cases, not runs", allowed="in `share:`, or alone as "
                           "the `test` of a pooled fact", mend="write `above: {of: {share: ...}, value: 0.9}`")


def _around(case: Case, field: str, item: Around) -> Problems:
    yield from case.path(item.path, f"{field}.path")
    yield from _struck(case, field, item)


def _struck(case: Case, field: str, item: Around | Struck) -> Problems:
    yield from case.name("options", split_move(item.option)[0], f"{field}.option")
    yield from _order(case, field, item.first, item.last)


def _counted(case: Case, field: str, item: Times) -> Problems:
    yield from _usage(case, field, item)
    yield from _order(case, field, item.first, item.last)


def _usage(case: Case, field: str, item: Times | Usage) -> Problems:
    for i, key in enumerate(item.options):
        yield from case.name("options", split_move(key)[0], f"{field}.options.{i}")


def _variation(case: Case, field: str, item: Variation) -> Problems:
    for i, path in enumerate(item.paths):
        yield from case.path(path, f"{field}.paths.{i}")


def _indicator(case: Case, field: str, item: Jumps | Regained) -> Problems:
    yield from case.path(item.path, f"{field}.path")


def _lag(case: Case, field: str, item: Lag) -> Problems:
    yield from case.path(item.leader, f"{field}.leader")
    yield from case.path(item.follower, f"{field}.follower")
    yield from _order(case, field, item.first, item.last)


def _first_moves(case: Case, field: str, item: FirstMoves) -> Problems:
    for i, key in enumerate(item.options):
        yield from case.name("options", key, f"{field}.options.{i}")
        option = case.scenario.options.get(key)
        if option and item.by not in option.by:
            yield case.problem(Code.MISFIT, f"{field}.by", f"this agent may not start {key}", item.by,
                               listed(option.by))


def _inside(case: Case, field: str, item: Inside) -> Problems:
    arms = next((tuple(fact.arms) for id, fact in case.scenario.facts.items() if field.startswith(f"facts.{id}.")), ())
    yield from one_of(case, f"{field}.arm", item.arm, arms, Code.NOT_A_CHOICE, "arm")


def _arm(case: Case, field: str, item: Arm) -> Problems:
    for i, event in enumerate(item.remove):
        yield from one_of(case, f"{field}.remove.{i}", event, tuple(case.scenario.events),
                           Code.UNKNOWN_OPTION_OR_EVENT, "event")
    for path, factor in item.scale.items():
        yield from _number(case, f"{field}.scale.{path}", path, ("stock", "constant"))
        variable, figure = case.variable(path), case.scenario.figures.get(path)
        if variable and figure is None:
            yield case.problem(Code.UNKNOWN_VARIABLE, f"{field}.scale.{path}", "the scenario gives no such figure",
                               path, listed(case.scenario.figures), DECLARE, (path, case.scenario.figures))
        elif variable and figure and not variable.low <= (value := figure.value * factor) <= variable.high:
            yield case.problem(Code.OUT_OF_RANGE, f"{field}.scale.{path}", f"{variable.name} would be {value:g}",
                               factor, f"{variable.low:g} to {variable.high:g} {variable.unit}",
                               "stay within these bounds")


def _later(case: Case, field: str, item: Later) -> Problems:
    yield from case.name("options", item.option, f"{field}.option")


def _setting(case: Case, field: str, item: Setting) -> Problems:
    yield from _exactly_one(case, field, item, ("set", "scale", "shift"))


def _dated(case: Case, field: str, item: Dated) -> Problems:
    yield from _setting(case, field, item)
    yield from _months(case, field, item)


def _months(case: Case, field: str, item: Dated | Factor) -> Problems:
    if item.first and item.last:
        yield from _order(case, field, item.first, item.last)


def _factor(case: Case, field: str, item: Factor) -> Problems:
    yield from _months(case, field, item)
    if item.scale < 0 and (item.first or item.last):
        yield case.problem(Code.OUT_OF_RANGE, f"{field}.scale", "in some months only, effects keep their sign",
                           item.scale, "0 or more", "leave out `first` and `last`, or write 0 or more")


def _event_setting(case: Case, field: str, item: EventSetting) -> Problems:
    if not item.remove and item.date is None and item.scale is None:
        yield case.problem(Code.NOT_EXACTLY_ONE, field, "nothing becomes of the event", "none", "remove, date, scale",
                           "write `remove: true`, a `date` or a `scale`")
    if item.remove and (item.date or item.scale is not None):
        yield case.problem(Code.NOT_EXACTLY_ONE, field, "an event that is removed has no date and no size", "remove, "
                           + ("date" if item.date else "scale"), "remove, or else date and scale", "keep one of them")


def _exactly_one(case: Case, field: str, item: Any, names: tuple[str, ...]) -> Problems:
    given = [name for name in names if getattr(item, name) is not None]
    if len(given) != 1:
        yield case.problem(Code.NOT_EXACTLY_ONE, field, "exactly one of these fields must be given",
                           ", ".join(given) or "none", listed(names), "write one")


def _forced(case: Case, field: str, item: Forced) -> Problems:
    yield from case.name("options", item.option, f"{field}.option")
    option = case.scenario.options.get(item.option)
    if option is None:
        return
    if option.targets and item.target not in option.targets:
        yield case.problem(Code.MISFIT, f"{field}.target" if item.target else field, f"{item.option} needs a target",
                           item.target or "none", listed(option.targets), "write one of them as `target:`")
    alone = "self" in option.parties and len(option.by) > 1
    if (alone and item.agent is None) or (item.agent is not None and item.agent not in option.by):
        yield case.problem(Code.MISFIT, f"{field}.agent" if item.agent else field, f"who uses {item.option}?",
                           item.agent or "none", listed(option.by), "write one of them as `agent:`")


def _change(case: Case, field: str, item: Change) -> Problems:
    if not any(getattr(item, name) for name in CHANGING):
        yield case.problem(Code.MISSING_FIELD, field, "it changes nothing", "none", listed(CHANGING),
                           "write at least one of these")
    for path, setting in item.figures.items():
        yield from _number(case, f"{field}.figures.{path}", path, ("stock", "constant"))
        if variable := case.variable(path):
            yield from remembered(case, f"{field}.figures.{path}", variable)
        if ".member." in path and setting.set not in (0, 1):
            yield case.problem(Code.OUT_OF_RANGE, f"{field}.figures.{path}", "one is a member, or is not",
                               setting.set, "{set: 0} or {set: 1}")
    for path in item.series:
        its = case.variable(path)
        mend = f"{path} is no input of this scenario: write it under `stocks:`" if its and its.kind != "derived" else ""
        yield from one_of(case, f"{field}.series.{path}", path, tuple(case.scenario.series), Code.UNKNOWN_VARIABLE,
                           "series", mend or DECLARE)
    for path, dated in item.stocks.items():
        yield from _stock(case, f"{field}.stocks.{path}", path, dated)
    for event in item.add:
        yield from _added(case, f"{field}.add.{event}", event, item.add[event].luck or event)
    for event in item.events:
        yield from one_of(case, f"{field}.events.{event}", event, tuple(case.scenario.events),
                           Code.UNKNOWN_OPTION_OR_EVENT, "event")
    for path in item.effects:
        yield from _number(case, f"{field}.effects.{path}", path, ("stock",))
    for option in item.forbid:
        yield from case.name("options", option, f"{field}.forbid.{option}", on_key=True)
    for agent, doctrine in item.seats.items():
        yield from check_seat(case, f"{field}.seats.{agent}", agent, doctrine)
    for i, path in enumerate(item.watch):
        yield from case.path(path, f"{field}.watch.{i}")
    if item.within is not None:
        known = tuple(name for name in case.scenario.changes if field != f"changes.{name}")
        yield from one_of(case, f"{field}.within", item.within, known, Code.NOT_A_CHOICE, "change")


def _stock(case: Case, field: str, path: str, item: Dated) -> Problems:
    yield from _number(case, field, path, ("stock", "constant"))
    variable = case.variable(path)
    if variable is None:
        return
    if path in case.scenario.series:
        yield case.placed(case.problem(Code.NOT_SETTABLE, field, f"{path} is an input, which sets it every month", path,
                                       "a stock", "write it under `series:`"), field, on_key=True)
    elif variable.name == "line":
        yield case.placed(case.problem(Code.NOT_SETTABLE, field, "who follows which doctrine is no number", path,
                                       "another stock", "write `seats:` with the agent and its doctrine"), field, True)
    elif variable.name == "member" and item.set not in (0, 1):
        yield case.problem(Code.OUT_OF_RANGE, field, "one is a member, or is not", item.set, "{set: 0} or {set: 1}")
    elif item.scale == 0 and item.last:
        yield case.problem(Code.MISFIT, field, "what was made zero cannot be given back after `last`", 0,
                           "another number", "write `set: 0`, which ends after `last`")


def _added(case: Case, field: str, event: str, luck: str) -> Problems:
    if event in case.scenario.events or event in case.scenario.options:
        yield case.placed(case.problem(Code.MISFIT, field, f"there is {event} already", event, "another id",
                                       "change it under `events:`, or choose another id"), field, on_key=True)
    elif luck in {its.luck or key for key, its in case.scenario.events.items()}:
        yield case.problem(Code.LUCK, f"{field}.luck", f"{event} would share the luck of another event", luck,
                           "a word of its own", "write another `luck:`, or none")


def _number(case: Case, field: str, path: str, kinds: tuple[str, ...]) -> Problems:
    yield from case.path(path, field, on_key=True)
    variable = case.variable(path)
    if variable and variable.kind not in kinds:
        yield case.problem(Code.NOT_SETTABLE, field, f"{variable.name} is {variable.kind}: a change cannot set it",
                           path, " or ".join(kinds), "change the stocks that it is made of")


def one_of(case: Case, field: str, name: str, known: tuple[str, ...], code: Code, noun: str,
            mend: str = DECLARE) -> Problems:
    if name not in known:
        yield case.placed(case.problem(code, field, f"unknown {noun} {shown(name)}", name, listed(known), mend,
                                       near=(name, known)), field, on_key=True)


def check_seat(case: Case, field: str, agent: str, doctrine: str) -> Problems:
    yield from case.name("agents", agent, field, on_key=True)
    if doctrine in BUILT_IN:
        return
    yield from case.name("doctrines", doctrine, field)
    known = case.scenario.doctrines.get(doctrine)
    if known and known.actors and agent in case.names.agents and agent not in known.actors:
        open_to = [name for name, row in case.scenario.doctrines.items() if agent in (row.actors or (agent,))]
        yield case.problem(Code.MISFIT, field, f"{agent} may not hold this doctrine", doctrine,
                           listed([*open_to, *BUILT_IN]))


def _thesis(case: Case, field: str, item: Thesis) -> Problems:
    yield from case.name("actors", item.seat, f"{field}.seat")
    for i, doctrine in enumerate((item.doctrine, *item.rivals)):
        if doctrine not in BUILT_IN:
            yield from case.name("doctrines", doctrine, f"{field}.rivals.{i - 1}" if i else f"{field}.doctrine")
    named = {f"worlds.{i}": world for i, world in enumerate(item.worlds)} | {"mechanism": item.mechanism}
    for name, world in named.items():
        if world:
            yield from one_of(case, f"{field}.{name}", world, tuple(case.scenario.changes), Code.NOT_A_CHOICE,
                               "change")
    yield from one_of(case, f"{field}.varied", item.varied, tuple(item.yardsticks), Code.NOT_A_CHOICE, "yardstick")


CHECKS: dict[type, Callable[[Case, str, Any], Problems]] = {
    Window: _window, Moment: _moment, Quantity: _quantity, Test: _test, Setting: _setting,
    Dated: _dated, Factor: _factor, EventSetting: _event_setting, Forced: _forced, Change: _change,
    Thesis: _thesis, Around: _around, Struck: _struck, Times: _counted, Usage: _usage, Variation: _variation,
    Jumps: _indicator, Regained: _indicator, Lag: _lag, FirstMoves: _first_moves, Inside: _inside, Arm: _arm,
    Later: _later,
}


def check_changes(case: Case) -> Problems:
    return check_parts(case, case.scenario)


def check_parts(case: Case, whole: BaseModel) -> Problems:
    """Every quantity, test and setting in it, held against the scenario of the case."""
    for field, item in walk(whole):
        if check := CHECKS.get(type(item)):
            yield from check(case, field, item)
