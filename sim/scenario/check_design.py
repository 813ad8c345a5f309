"""A design held against each of its scenarios: names, ranges and months, each problem with its line in the design."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from sim.catalogue import Variable
from sim.errors import Problem
from sim.scenario.case import Case, Problems, walk
from sim.scenario.changes import check_parts, check_seat, one_of
from sim.scenario.codes import Code
from sim.scenario.design import NONE, Design, Outcome, Sampling
from sim.scenario.measures import Quantity
from sim.scenario.words import listed

NEEDS = {"grid": ("levels",), "lhs": ("points",), "sobol": ("points",), "halton": ("points",),
         "saltelli": ("points",), "table": ("file",)}
SAMPLED = ("points", "levels", "file")
MONTHS = {"first", "last", "month", "at"}  # fields of quantities that hold one


def check_design(case: Case, design: Design, parameters: tuple[str, ...]) -> Problems:
    """`parameters`: the numbers of rules, by name."""
    yield from check_parts(case, design)
    yield from _sampling(case, design)
    for name, seats in design.policies.items():
        for agent, doctrine in seats.items():
            yield from check_seat(case, f"policies.{name}.{agent}", agent, doctrine)
    for name, settings in design.levers.items():
        for word, setting in settings.items():
            for option in setting.forbid:
                yield from case.name("options", option, f"levers.{name}.{word}.forbid.{option}", on_key=True)
    for event in design.events:
        yield from one_of(case, f"events.{event}", event, tuple(case.scenario.events), Code.UNKNOWN_OPTION_OR_EVENT,
                          "event")
    known = (*parameters, *case.scenario.figures)
    for name, value in design.settings.items():
        yield from _number(case, f"settings.{name}", name, known, (value,))
    for name, ends in design.uncertainties.items():
        yield from _number(case, f"uncertainties.{name}", name, known, ends)
    for name, outcome in design.outcomes.items():
        yield from _outcome(case, f"outcomes.{name}", outcome)
    for i, path in enumerate(design.paths):
        yield from case.path(path, f"paths.{i}")


def _number(case: Case, field: str, name: str, known: tuple[str, ...], values: tuple[float, ...]) -> Problems:
    """A number of a rule, or a starting figure within its bounds."""
    yield from one_of(case, field, name, known, Code.UNKNOWN_VARIABLE, "parameter or figure",
                      "list a rule's parameters with: multivector rules ID")
    if len(values) == 2 and values[0] >= values[1]:
        yield case.problem(Code.RANGE_ORDER, field, "the range is empty", f"{values[0]:g} to {values[1]:g}",
                           "[low, high], low below high", "a number that does not vary belongs under `settings:`")
    variable = case.variable(name) if name in case.scenario.figures else None
    if variable and not all(_within(variable, value) for value in values):
        yield case.problem(Code.OUT_OF_RANGE, field, "the number is out of range", listed([f"{x:g}" for x in values]),
                           f"{variable.low:g} to {variable.high:g}")


def _within(variable: Variable, value: float) -> bool:
    return variable.low <= value <= variable.high and isfinite(value)


def _sampling(case: Case, design: Design) -> Problems:
    its = design.sampling
    needed = NEEDS.get(its.method, ())
    for name in SAMPLED:
        given = getattr(its, name) is not None
        if given != (name in needed):
            yield _misfit(case, its, name, given)
    if its.method == "saltelli" and its.points and (power := _power(its.points)) != its.points:
        yield case.problem(Code.OUT_OF_RANGE, "sampling.points", "the sequence is balanced at powers of two only",
                           its.points, "a power of two, 2 or more", f"take {power}")
    if its.method != "draw" and not design.uncertainties:
        yield case.problem(Code.MISSING_FIELD, "sampling", f"nothing varies, so there is nothing to sample by "
                           f"{its.method}", its.method, mend="name ranges under `uncertainties:`")


def _power(points: int) -> int:
    """The power of two, 2 or more, that is as large or the next larger."""
    return max(2, 1 << (points - 1).bit_length())


def _misfit(case: Case, its: Sampling, name: str, given: bool) -> Problem:
    if given:
        return case.problem(Code.MISFIT, f"sampling.{name}", f"{its.method} has no {name}", getattr(its, name),
                            mend="take it out")
    return case.problem(Code.MISSING_FIELD, "sampling", f"{its.method} needs `{name}:`", its.method,
                        mend=f"add `{name}:`")


def _outcome(case: Case, field: str, its: Outcome) -> Problems:
    given = [name for name in ("of", "score", "goal") if getattr(its, name) is not None]
    if len(given) != 1:
        yield case.problem(Code.NOT_EXACTLY_ONE, field, "exactly one of these fields must be given",
                           ", ".join(given) or NONE, "of, score, goal", "write one")
    if its.above is not None and its.below is not None:
        yield case.problem(Code.NOT_EXACTLY_ONE, field, "an outcome has one bound", "above, below", "above or below",
                           "write two outcomes")
    seats = tuple(case.scenario.seats)
    if its.score is not None:
        yield from one_of(case, f"{field}.score", its.score, seats, Code.NOT_A_CHOICE, "seat")
    if its.goal is not None:
        seat, path = its.goal
        yield from one_of(case, f"{field}.goal.0", seat, seats, Code.NOT_A_CHOICE, "seat")
        goals = tuple(goal.path for goal in case.scenario.seats[seat].goals) if seat in seats else ()
        if goals:
            yield from one_of(case, f"{field}.goal.1", path, goals, Code.NOT_A_CHOICE, "goal of this seat")
    if its.of is not None:
        yield from _months(case, f"{field}.of", its.of)


def _months(case: Case, field: str, quantity: Quantity) -> Iterator[Problem]:
    """Months that no run reaches."""
    first, last = case.scenario.starts, case.scenario.ends
    for place, item in walk(quantity, field):
        for name in MONTHS & type(item).model_fields.keys():
            month = getattr(item, name)
            if isinstance(month, str) and not first <= month <= last:
                yield case.problem(Code.OUT_OF_RANGE, f"{place}.{name}", "the run does not reach this month", month,
                                   f"{first} to {last}")
