"""From words to treatments: scenario names, changes, rules, settings and seats as the command line gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sim.engine.known import check_rules
from sim.engine.settings import settings_of, words
from sim.errors import MultivectorError, Place, Problem, refuse
from sim.scenario.codes import Code
from sim.scenario.load import Loaded, change_from, load_changes, load_scenario
from sim.scenario.months import span
from sim.scenario.paths import find_path, names_of
from sim.scenario.schema import Scenario
from sim.scenario.words import listed
from sim.treatment.change import checked
from sim.treatment.treatment import Treatment


@lru_cache(maxsize=16)
def treat(scenario: str, changes: str | tuple[str, ...] = (), off: str = "", set: str = "", seats: str = "",
          historical: bool = False, turn_months: int = 0, watch: tuple[str, ...] = ()) -> Treatment:
    """The treatment that these words of the command name: a scenario's id or file, changes by id or file, rules
    (`RULE,...`), settings (`PARAM=VALUE,...`), seats (`ACTOR=DOCTRINE,...`); changes, too, may be one text with commas.
    `watch`: indicators that are reported, too. Staff foresee none of the changes. Raises MultivectorError with every
    problem."""
    names = words(changes) if isinstance(changes, str) else changes
    loaded, ids = with_changes(_sound(scenario), names)
    loaded = watching(loaded, (*watch, *(path for id in ids for path in loaded.scenario.changes[id].watch)))
    plain = Treatment(loaded, {}, words(off), settings_of(set), seats_of(seats), historical,
                      check_turns(loaded.scenario, turn_months))
    return plain.changed(checked(loaded, ids))


def told_by_manifest(manifest: Mapping[str, Any], scenario: str) -> Treatment:
    """The treatment that a manifest tells of, made with the scenario as it is now: the digests say whether it is the
    same. Raises MultivectorError."""
    loaded = _sound(scenario)
    plain = Treatment(loaded, {}, tuple(manifest["off"]), manifest["settings"], manifest["seats"], manifest["record"],
                      check_turns(loaded.scenario, manifest["turn_months"]))
    changes = {name: change_from(data) for name, data in manifest["changes"].items()}
    return plain.changed(changes)


def _sound(scenario: str) -> Loaded:
    """A scenario that fits the rules, too."""
    loaded = load_scenario(scenario)
    if problems := list(check_rules(loaded)):
        raise MultivectorError(*problems)
    return loaded


def with_changes(loaded: Loaded, names: Iterable[str],
                 others: Sequence[str] = ()) -> tuple[Loaded, tuple[str, ...]]:
    """The scenario with the changes that are named, by id or file, and their ids. A file may bring a change of the
    scenario's own id, but none of an id that was named before, or is among the `others`."""
    ids: list[str] = []
    for name in names:
        before = loaded.scenario.changes
        loaded, more = load_changes(loaded, name)
        for id in more:
            if id in (*others, *ids) and loaded.scenario.changes[id] != before[id]:
                raise refuse("MV-R020", f"another change is called {id}, too", field="--change", value=name,
                             mend="give one of the two files another name, or its change another id")
        ids += more
    return loaded, tuple(ids)


def watching(loaded: Loaded, paths: Iterable[str]) -> Loaded:
    """The scenario that also reports these indicators. No number of a run differs. Raises MultivectorError for a path
    that leads nowhere."""
    scenario, names = loaded.scenario, names_of(loaded.scenario)
    found = [(path, find_path(path, names)) for path in paths]
    if wrong := [problem for _, problem in found if isinstance(problem, Problem)]:
        raise MultivectorError(*(replace(problem, place=Place(field="--watch")) for problem in wrong))
    report = tuple(dict.fromkeys((*scenario.report, *(path for path, _ in found))))
    return replace(loaded, scenario=scenario.model_copy(update={"report": report}))


def first_seat(scenario: str) -> str:
    """The seat that a player takes who names none: the first that the scenario describes."""
    return next(iter(treat(scenario).scenario.seats), "")


def check_turns(scenario: Scenario, months: int) -> int:
    """Turns of so many months, 0 for the scenario's own, fill its time; raises MultivectorError otherwise."""
    play = span(scenario.opens, scenario.ends)
    if months and (months not in range(1, 13) or play % months):
        fitting = [str(n) for n in range(1, 13) if play % n == 0]
        raise refuse(Code.TURN_LENGTH, f"the {play} months of play are not a whole number of turns",
                     field="--turn-months", value=months, allowed=listed(fitting), mend="choose one of these")
    return months


def seats_of(text: str) -> dict[str, str]:
    """`north=drift,south=random` as agent -> mind; whether there are such is known to `minds_of`."""
    return {agent.strip(): mind.strip() for agent, _, mind in (item.partition("=") for item in words(text))}
