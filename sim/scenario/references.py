"""Every name and every path in a scenario leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

from sim.scenario import schema as s
from sim.scenario.base import PairRole
from sim.scenario.case import Case, Problems, in_option, walk
from sim.scenario.codes import Code
from sim.scenario.countries import wrong_codes
from sim.scenario.paths import PARTS, PLACEHOLDERS
from sim.scenario.predicates import Band, Belongs, Level, Open, Predicate, split_move
from sim.scenario.regimes import Exit, Regime, Sign


def _indicator(case: Case, field: str, item: Level | Band | s.Call | s.Goal | Sign) -> Problems:
    yield from case.path(item.path, f"{field}.path")


def _belongs(case: Case, field: str, item: Belongs) -> Problems:
    yield from case.name("actors", item.actor, f"{field}.actor")
    yield from case.name("institutions", item.institution, f"{field}.institution")


def _predicate(case: Case, field: str, item: Predicate) -> Problems:
    if item.in_force is not None:
        yield from _move(case, f"{field}.in_force", item.in_force)
    if item.began is not None:
        yield from _move(case, f"{field}.began", item.began)
    if item.ever is not None:
        yield from case.name("moments", item.ever, f"{field}.ever")


def _move(case: Case, field: str, key: str) -> Problems:
    option, agent, target = split_move(key)
    yield from case.name("options", option, field)
    head, _, part = agent.partition(".")
    if agent and not (in_option(field) and head in PLACEHOLDERS and part in ("", *PARTS)):
        yield from case.name("agents", agent, field)
    if target:
        yield from case.name("actors", target, field)


def _open(case: Case, field: str, item: Open) -> Problems:
    yield from case.name("regimes", item.id, f"{field}.id")
    yield from _all(case, "actors", item.of, f"{field}.of")


def _exit(case: Case, field: str, item: Exit) -> Problems:
    yield from case.name("options", item.option, f"{field}.option")


def _regime(case: Case, field: str, item: Regime) -> Problems:
    if item.each not in get_args(PairRole) and "target" in _names_in(item):
        yield case.problem(Code.NO_TARGETS, field, "the regime speaks of its `target`, but is no pair's",
                           mend=f"let it be of `each: {get_args(PairRole)[0]}`, or leave `target` out")


def _names_in(regime: Regime) -> set[str]:
    """All names in its paths and conditions."""
    found = {name for path in _paths(regime) for name in path.split(".")}
    for _, item in walk(regime):
        match item:
            case Predicate(in_force=str(key)) | Predicate(began=str(key)):
                found |= {split_move(key)[1].partition(".")[0], split_move(key)[2]}
            case Open(of=names):
                found |= set(names)
            case _:
                pass
    return found


def _institution(case: Case, field: str, item: s.Institution) -> Problems:
    if item.hub is not None:
        yield from case.name("actors", item.hub, f"{field}.hub")
    yield from _all(case, "actors", item.members, f"{field}.members")


def _actor(case: Case, field: str, item: s.Actor) -> Problems:
    actor = field.partition(".")[2]
    if actor in PLACEHOLDERS:
        yield case.problem(Code.PLACEHOLDER, field, f"an actor cannot be called {actor}", mend="choose another id")
    yield from case.name("doctrines", item.doctrine, f"{field}.doctrine")


def _effect(case: Case, field: str, item: s.Effect) -> Problems:
    yield from case.path(item.on, f"{field}.on")
    variable = case.variable(item.on)
    if variable and variable.kind != "stock":
        yield case.problem(Code.NOT_SETTABLE, f"{field}.on",
                           f"{variable.name} is {variable.kind}: nothing can act on it", item.on, "a stock",
                           "act on the stocks that it is made of")
    for i, path in enumerate(item.times):
        yield from case.path(path, f"{field}.times.{i}")


def _option(case: Case, field: str, item: s.Option) -> Problems:
    yield from _all(case, "agents", item.by, f"{field}.by")
    others = {i: party for i, party in enumerate(item.parties) if party not in PLACEHOLDERS}
    for i, party in others.items():
        yield from case.name("agents", party, f"{field}.parties.{i}")
    yield from _all(case, "actors", item.targets, f"{field}.targets")
    yield from _all(case, "issues", item.issues, f"{field}.issues")
    for agent in item.cost if isinstance(item.cost, dict) else ():
        yield from case.name("agents", agent, f"{field}.cost.{agent}", on_key=True)
    if not item.targets and _speaks_of_target(item):
        yield case.problem(Code.NO_TARGETS, field, "the option speaks of its `target`, but lists no `targets`",
                           mend="add `targets: [<actor>, ...]`")


def _speaks_of_target(item: s.Option) -> bool:
    return "target" in item.parties or any("target" in path.split(".") for path in _paths(item))


def _paths(option: s.Option | Regime) -> Iterator[str]:
    for _, item in walk(option):
        match item:
            case s.Effect(on=on, times=times):
                yield from (on, *times)
            case Level(path=path) | Band(path=path) | s.Call(path=path) | Belongs(actor=path) | Sign(path=path):
                yield path
            case _:
                pass


def _doctrine(case: Case, field: str, item: s.Doctrine) -> Problems:
    yield from _all(case, "agents", item.actors, f"{field}.actors")
    for path in item.aims:
        yield from case.path(path, f"{field}.aims.{path}", on_key=True)
    if item.lean is not None:
        yield from case.name("actors", item.lean, f"{field}.lean")


def _decision(case: Case, field: str, item: s.Decision) -> Problems:
    yield from case.name("agents", item.agent, f"{field}.agent")
    yield from case.name("options", item.option, f"{field}.option")
    if item.target is not None:
        yield from case.name("actors", item.target, f"{field}.target")


def _claim(case: Case, field: str, item: s.ClaimText) -> Problems:
    for i, path in enumerate(item.initial):
        yield from case.path(path, f"{field}.initial.{i}")


def _scenario(case: Case, field: str, item: s.Scenario) -> Problems:
    for actor, wrong in wrong_codes({name: actor.iso for name, actor in item.actors.items() if actor.iso}):
        yield case.placed(wrong, f"actors.{actor}.iso")
    for role, pairs in item.pairs.items():
        for i, pair in enumerate(pairs):
            yield from _all(case, "actors", pair, f"pairs.{role}.{i}")
    for section in ("figures", "series"):
        for path in getattr(item, section):
            yield from case.path(path, f"{section}.{path}", on_key=True)
    for actor in item.seats:
        yield from case.name("actors", actor, f"seats.{actor}", on_key=True)
    for i, path in enumerate(item.report):
        yield from case.path(path, f"report.{i}")


def _all(case: Case, section: str, names: tuple[str, ...], field: str) -> Problems:
    for i, name in enumerate(names):
        yield from case.name(section, name, f"{field}.{i}")


CHECKS: dict[type, Callable[[Case, str, Any], Problems]] = {
    Level: _indicator, Band: _indicator, s.Call: _indicator, s.Goal: _indicator, Belongs: _belongs,
    Predicate: _predicate, Open: _open, Sign: _indicator, Exit: _exit, Regime: _regime,
    s.Institution: _institution, s.Actor: _actor, s.Effect: _effect, s.Option: _option,
    s.Doctrine: _doctrine, s.Decision: _decision, s.ClaimText: _claim, s.Scenario: _scenario,
}


def check_references(case: Case) -> Problems:
    for field, item in walk(case.scenario):
        if check := CHECKS.get(type(item)):
            yield from check(case, field, item)
