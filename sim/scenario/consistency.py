"""What the parts of a scenario say together: bounds, units, dates, weights, both directions of a pair, seats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from sim.catalogue import Variable
from sim.scenario import schema as s
from sim.scenario.case import Case, Problems, walk
from sim.scenario.codes import Code
from sim.scenario.measures import Span
from sim.scenario.months import month_name, month_number, span
from sim.scenario.predicates import Band, Predicate
from sim.scenario.regimes import Regime, Sign
from sim.scenario.words import listed

TOLERANCE = 0.001


# --- numbers ---------------------------------------------------------------------------------------------------------


def _figures(case: Case) -> Problems:
    for path, figure in case.scenario.figures.items():
        field, variable = f"figures.{path}", case.variable(path)
        yield from _order(case, field, figure)
        if variable is None:
            continue
        yield from _settable(case, field, variable, ("stock", "constant"))
        yield from remembered(case, field, variable)
        yield from _unit(case, field, figure.unit, variable)
        for part in ("value", "low", "high"):
            yield from _bounded(case, f"{field}.{part}", getattr(figure, part), variable)
        if variable.both_ways:
            yield from _same_both_ways(case, path, figure)


def _series(case: Case) -> Problems:
    for path, series in case.scenario.series.items():
        field, variable = f"series.{path}", case.variable(path)
        if variable is None:
            continue
        yield from _settable(case, field, variable, ("stock",))
        yield from _unit(case, field, series.unit, variable)
        for i, value in enumerate(series.values):
            yield from _bounded(case, f"{field}.values.{i}", value, variable)


def _settable(case: Case, field: str, variable: Variable, kinds: tuple[str, ...]) -> Problems:
    if variable.kind not in kinds:
        yield case.problem(Code.NOT_SETTABLE, field, f"{variable.name} is {variable.kind}: a file cannot set it",
                           allowed=" or ".join(kinds), mend="set the stocks that it is made of")


def remembered(case: Case, field: str, variable: Variable) -> Problems:
    """What the months before have left is made of the other figures."""
    if variable.axes == "ma":
        yield case.problem(Code.NOT_SETTABLE, field, f"{variable.name} begins as the other figures have it",
                           allowed="another stock", mend="give the figures that it is made of")


def _unit(case: Case, field: str, unit: str, variable: Variable) -> Problems:
    if unit != variable.unit:
        yield case.problem(Code.UNIT, f"{field}.unit", f"{variable.name} is not measured in this unit", unit,
                           variable.unit, "convert the number, then write this unit")


def _bounded(case: Case, field: str, value: float | None, variable: Variable) -> Problems:
    if value is not None and not variable.low <= value <= variable.high:
        yield case.problem(Code.OUT_OF_RANGE, field, f"{variable.name} is out of range", value,
                           f"{variable.low:g} to {variable.high:g} {variable.unit}")


def _order(case: Case, field: str, item: s.Figure | s.Override) -> Problems:
    low = item.value if item.low is None else item.low
    high = item.value if item.high is None else item.high
    if item.low is not None and item.high is not None and low > high:
        yield case.problem(Code.RANGE_ORDER, f"{field}.low", "`low` is above `high`", low, f"at most {high:g}")
    elif not low <= item.value <= high:
        yield case.problem(Code.RANGE_ORDER, f"{field}.value", "the value lies outside `low` and `high`", item.value,
                           f"{low:g} to {high:g}")


def _same_both_ways(case: Case, path: str, figure: s.Figure) -> Problems:
    """Reported once, at the later of the two."""
    first, second, variable = path.split(".")
    other = f"{second}.{first}.{variable}"
    twin = case.scenario.figures.get(other)
    if twin is None or (twin.value, twin.low, twin.high) == (figure.value, figure.low, figure.high):
        return
    if (case.source.place(f"figures.{other}").line, other) < (case.source.place(f"figures.{path}").line, path):
        yield case.problem(Code.BOTH_WAYS, f"figures.{path}", f"{variable} is the same in both directions, but differs "
                           f"from {other}", figure.value, f"{twin.value:g}", "keep one of the two")


def _parameters(case: Case) -> Problems:
    for path, override in case.scenario.parameters.items():
        yield from _order(case, f"parameters.{path}", override)


# --- time ------------------------------------------------------------------------------------------------------------


def _period(case: Case) -> Problems:
    starts, opens, ends = (month_number(m) for m in (case.scenario.starts, case.scenario.opens, case.scenario.ends))
    if opens < starts:
        yield case.problem(Code.PERIOD, "opens", "play opens before the model starts", case.scenario.opens,
                           f"{case.scenario.starts} or later")
    if ends < max(starts, opens):
        yield case.problem(Code.PERIOD, "ends", "the scenario ends before it opens", case.scenario.ends,
                           f"{month_name(max(starts, opens))} or later")
    else:
        yield from _turns(case)


def _turns(case: Case) -> Problems:
    scenario = case.scenario
    months = span(scenario.opens, scenario.ends)
    if months > 0 and months % scenario.turn_months:
        fitting = sorted((n for n in range(1, 13) if months % n == 0), key=lambda n: abs(n - scenario.turn_months))
        last = month_number(scenario.opens) + months - months % scenario.turn_months - 1
        ends = [month_name(m) for m in (last, last + scenario.turn_months) if m >= month_number(scenario.opens)]
        yield case.problem(Code.TURN_LENGTH, "turn_months",
                           f"the {months} months of play are not a whole number of turns", scenario.turn_months,
                           listed(sorted(map(str, fitting[:3]), key=int)),
                           f"choose one of these, or let it end in {' or '.join(ends)}")


def _dates(case: Case) -> Problems:
    """What is inherited may lie outside: it is then out of reach. What the file itself says may not."""
    dated: list[tuple[str, str]] = [(f"events.{id}.date", event.date) for id, event in case.scenario.events.items()]
    dated += [(f"history.{i}.date", decision.date) for i, decision in enumerate(case.scenario.history)]
    for field, date in dated:
        if not case.scenario.starts <= date <= case.scenario.ends and case.own(field):
            yield case.problem(Code.OUTSIDE_PERIOD, field, "the date lies outside the scenario", date,
                               f"{case.scenario.starts} to {case.scenario.ends}", "move it, or delete the entry")


# --- parts that must fit ---------------------------------------------------------------------------------------------


def _predicate(case: Case, field: str, item: Predicate) -> Problems:
    yield from _exactly_one(case, field, item, tuple(Predicate.model_fields))


def _call(case: Case, field: str, item: s.Call | Sign) -> Problems:
    yield from _exactly_one(case, field, item, ("above", "below"))


def _exactly_one(case: Case, field: str, item: Any, names: tuple[str, ...]) -> Problems:
    given = [name for name in names if getattr(item, name) is not None]
    if len(given) != 1:
        yield case.problem(Code.NOT_EXACTLY_ONE, field, "exactly one of these fields must be given",
                           ", ".join(given) or "none", listed(names), "write one; several conditions are a list")


def _option(case: Case, field: str, item: s.Option) -> Problems:
    for audience, taste in item.audiences.items():
        if not -1 <= taste <= 1:
            yield case.problem(Code.OUT_OF_RANGE, f"{field}.audiences.{audience}",
                               "how an audience takes it is out of range", taste, "-1 to 1")


def _band(case: Case, field: str, item: Band | Span) -> Problems:
    if item.low > item.high:
        yield case.problem(Code.RANGE_ORDER, f"{field}.low", "`low` is above `high`", item.low,
                           f"at most {item.high:g}")


def _regime(case: Case, field: str, item: Regime) -> Problems:
    if not case.scenario.whom(item.each):
        yield case.problem(Code.MISFIT, f"{field}.each", "nobody has this role: the regime can befall nobody",
                           item.each, mend="give an actor the role, list pairs of it, or take the regime away")


def _seat(case: Case, field: str, item: s.Seat) -> Problems:
    secret = (item.secret.goal,) if item.secret.goal else ()
    total = sum(goal.weight for goal in (*item.goals, *secret))
    if abs(total - 1) > TOLERANCE:
        with_secret = ", its secret one included," if secret else ""
        yield case.problem(Code.WEIGHTS, f"{field}.goals",
                           f"the weights of a seat's goals{with_secret} must add up to 1", f"{total:g}", "1")


def _goal(case: Case, field: str, item: s.Goal) -> Problems:
    """Points go from 0 to 100, and values all one way with them."""
    for end, at, what in ((0, 0, "first"), (len(item.points) - 1, 100, "last")):
        if item.points[end].at != at:
            yield case.problem(Code.POINTS, f"{field}.points.{end}.at",
                               f"the {what} number of a goal is worth {at} points", item.points[end].at, f"{at}")
    for k, (one, other) in enumerate(pairwise(item.points), start=1):
        if other.at <= one.at:
            yield case.problem(Code.POINTS, f"{field}.points.{k}.at", "points must rise from one number to the next",
                               other.at, f"more than {one.at}")
        if (other.value - one.value) * (item.points[-1].value - item.points[0].value) <= 0:
            yield case.problem(Code.POINTS, f"{field}.points.{k}.value", "a goal's numbers must all rise, or all fall",
                               f"{other.value:g}", f"{'above' if item.better == 'up' else 'below'} {one.value:g}")


def _actor(case: Case, field: str, item: s.Actor) -> Problems:
    actor = field.partition(".")[2]
    doctrine = case.scenario.doctrines.get(item.doctrine)
    if doctrine and doctrine.actors and actor not in doctrine.actors:
        open_to = [d for d, row in case.scenario.doctrines.items() if actor in (row.actors or (actor,))]
        yield case.problem(Code.MISFIT, f"{field}.doctrine", f"{actor} may not hold this doctrine", item.doctrine,
                           listed(open_to))
    if item.playable and actor not in case.names.seats:
        yield case.problem(Code.SEAT, f"{field}.playable", f"{actor} can be played, but has no seat",
                           mend=f"add `seats: {actor}:` with brief and goals, or write `playable: false`")


def _vectors(case: Case) -> Problems:
    actors = case.scenario.actors
    small = [actor for actor, item in actors.items() if "small" in item.roles]
    for i, (first, _) in enumerate(case.scenario.pairs.get("vector", ())):
        if first in actors and first not in small:
            yield case.problem(Code.MISFIT, f"pairs.vector.{i}.0", "a vector begins with the small state", first,
                               listed(small), "write [small state, partner], or give the actor the role small")


def _twins(case: Case) -> Problems:
    """The role and the pair go together, and a pair is written in both orders."""
    pairs = case.scenario.pairs.get("twins", ())
    role = [actor for actor, item in case.scenario.actors.items() if "twin" in item.roles]
    for i, (first, second) in enumerate(pairs):
        if (second, first) not in pairs:
            yield case.problem(Code.MISFIT, f"pairs.twins.{i}", "twins are written in both orders",
                               f"[{first}, {second}]", mend=f"add [{second}, {first}]")
        if first in case.scenario.actors and first not in role:
            yield case.problem(Code.MISFIT, f"pairs.twins.{i}.0", "a twin has the role twin", first, listed(role),
                               f"add twin to the roles of {first}")
    for actor in role:
        if not any(actor in pair for pair in pairs):
            yield case.problem(Code.MISFIT, f"actors.{actor}.roles", "a twin without its pair does nothing", "twin",
                               mend=f"add `pairs: twins:` with [{actor}, its neighbour] in both orders")


def _pulls(case: Case) -> Problems:
    """A small state's pulls are shares, if any is given."""
    for actor, item in case.scenario.actors.items():
        given = [path for path in case.scenario.figures if path.startswith(f"{actor}.") and path.endswith(".pull")]
        total = sum(case.scenario.figures[path].value for path in given)
        if "small" in item.roles and given and abs(total - 1) > TOLERANCE:
            yield case.problem(Code.WEIGHTS, f"figures.{given[-1]}", f"the pulls of {actor} must add up to 1",
                               f"{total:g}", "1", f"mend {listed(given)}")


def _luck(case: Case) -> Problems:
    """What two entries of a section drew under one name would be one luck."""
    for section in ("actors", "institutions", "issues", "doctrines", "options", "events", "regimes"):
        entries = getattr(case.scenario, section)
        ids = {item.luck or key: key for key, item in reversed(entries.items())}
        for key, item in entries.items():
            other = ids[item.luck or key]
            if other != key:
                named = key if item.luck else other
                yield case.problem(Code.LUCK, f"{section}.{named}.luck", f"{key} and {other} would share their luck",
                                   item.luck or key, "a word of its own for each", "give each a `luck:` of its own")


def _seats(case: Case) -> Problems:
    for actor in case.scenario.seats:
        known = case.scenario.actors.get(actor)
        if known and not known.playable:
            yield case.problem(Code.SEAT, f"seats.{actor}", f"{actor} has a seat, but cannot be played",
                               mend=f"write `playable: true` at the actor {actor}, or delete the seat")


def _decision(case: Case, field: str, item: s.Decision) -> Problems:
    option = case.scenario.options.get(item.option)
    if option is None:
        return
    if item.agent not in option.by:
        yield case.problem(Code.MISFIT, f"{field}.agent", f"this agent may not start {item.option}", item.agent,
                           listed(option.by))
    if option.targets and item.target is None:
        yield case.problem(Code.MISFIT, field, f"{item.option} needs a target", allowed=listed(option.targets),
                           mend="add `target:`")
    elif item.target is not None and item.target not in option.targets:
        yield case.problem(Code.MISFIT, f"{field}.target", f"{item.option} has no such target", item.target,
                           listed(option.targets))


WHOLE: tuple[Callable[[Case], Problems], ...] = (
    _period, _dates, _figures, _series, _parameters, _vectors, _twins, _pulls, _seats, _luck)
CHECKS: dict[type, Callable[[Case, str, Any], Problems]] = {
    Predicate: _predicate, s.Call: _call, Sign: _call, Regime: _regime, Band: _band, Span: _band,
    s.Option: _option, s.Seat: _seat, s.Goal: _goal, s.Actor: _actor, s.Decision: _decision,
}


def check_consistency(case: Case) -> Iterator[Any]:
    for whole in WHOLE:
        yield from whole(case)
    for field, item in walk(case.scenario):
        if check := CHECKS.get(type(item)):
            yield from check(case, field, item)
