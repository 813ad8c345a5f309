"""Paths of indicators: `rivalry`, `a.approval`, `a.b.pressure` (a towards b), `a.member.i`, `a.priority.q`, `a.line.k`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sim.catalogue import BY_NAME, Variable
from sim.errors import MultivectorError, Problem
from sim.scenario.codes import Code
from sim.scenario.schema import Scenario
from sim.scenario.words import DECLARE, listed, shown

PLACEHOLDERS = ("self", "target")
SECTION = {"i": "institutions", "q": "issues", "k": "doctrines"}
UNKNOWN = {"actors": Code.UNKNOWN_ACTOR, "institutions": Code.UNKNOWN_INSTITUTION, "issues": Code.UNKNOWN_ISSUE,
           "doctrines": Code.UNKNOWN_DOCTRINE, "agents": Code.UNKNOWN_AGENT, "options": Code.UNKNOWN_OPTION,
           "moments": Code.UNKNOWN_OPTION_OR_EVENT, "regimes": Code.UNKNOWN_REGIME}
MONTHS = tuple(str(month) for month in range(1, 13))  # of memories of a year
PARTS = ("legislature", "society", "investors")
NOUN = {"moments": "option or event"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number of the world. `indices` are in the order of the array's axes: (a,), (a, b), (institution, a)..."""

    variable: Variable
    indices: tuple[int, ...]

    @property
    def reversed(self) -> tuple[int, ...]:
        """Of a pair, the indices of the other direction."""
        return self.indices[::-1]


@dataclass(frozen=True, slots=True)
class Names:
    """All ids that a scenario declares, by section, each with its place on the axis."""

    actors: dict[str, int]
    agents: dict[str, int]
    institutions: dict[str, int]
    issues: dict[str, int]
    doctrines: dict[str, int]
    options: dict[str, int]
    moments: dict[str, int]
    seats: dict[str, int]
    regimes: dict[str, int]

    def with_placeholders(self) -> Names:
        return replace(self, actors=_numbered((*self.actors, *PLACEHOLDERS)))

    def plus(self, more: Iterable[tuple[str, str]]) -> Names:
        """With more ids, (section, id); an actor brings all the agents that it may have."""
        found: dict[str, list[str]] = {}
        for section, name in more:
            for key, names in _brought(section, name):
                found.setdefault(key, []).extend(names)
        return replace(self, **{key: _numbered((*getattr(self, key), *names)) for key, names in found.items()})

    def unknown(self, section: str, name: str) -> Problem | None:
        """The problem with a name, None when it is declared."""
        known: dict[str, int] = getattr(self, section)
        if name in known:
            return None
        noun = NOUN.get(section, section.removesuffix("s"))
        return Problem(UNKNOWN[section], f"unknown {noun} {shown(name)}", value=shown(name),
                       allowed=listed(known), mend=DECLARE, near=(name, known))


def _brought(section: str, name: str) -> Iterator[tuple[str, list[str]]]:
    if section in Names.__slots__:
        yield section, [name]
    if section == "actors":
        yield "agents", [name, *(f"{name}.{part}" for part in PARTS)]
    if section in ("options", "events"):
        yield "moments", [name]


def names_of(scenario: Scenario) -> Names:
    agents = [f"{a}.{part}" for a, actor in scenario.actors.items() for part in actor.agents]
    return Names(*map(_numbered, (
        scenario.actors, (*scenario.actors, *agents), scenario.institutions, scenario.issues, scenario.doctrines,
        scenario.options, (*scenario.options, *scenario.events), scenario.seats, scenario.regimes)))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: i for i, name in enumerate(dict.fromkeys(names))}


def resolve_path(scenario: Scenario, path: str) -> Indicator:
    """The variable and the indices of a path; raises MultivectorError when there is no such indicator."""
    found = find_path(path, names_of(scenario))
    if isinstance(found, Problem):
        raise MultivectorError(found)
    return found


def find_path(path: str, names: Names) -> Indicator | Problem:
    """As `resolve_path`, many times over the same names; the problem is a value and has no place yet."""
    parts = path.split(".")
    if len(parts) == 3 and parts[1] in BY_NAME and BY_NAME[parts[1]].axes == "ma":
        return _of_month(BY_NAME[parts[1]], parts[0], parts[2], names)
    if len(parts) == 3 and parts[1] in BY_NAME and BY_NAME[parts[1]].axes[:1] in SECTION:
        return _of_actor(BY_NAME[parts[1]], parts[0], parts[2], names)
    variable = BY_NAME.get(parts[-1])
    if variable is None:
        return _unknown(path, parts)
    if len(variable.axes) != len(parts) - 1 or variable.axes[:1] in SECTION:
        return _misspelt(variable, path)
    return _of_actors(variable, parts[:-1], names)


def _unknown(path: str, parts: list[str]) -> Problem:
    misplaced = [BY_NAME[part] for part in parts if part in BY_NAME and part not in PLACEHOLDERS]
    if misplaced:
        return _misspelt(misplaced[0], path)
    return Problem(Code.UNKNOWN_VARIABLE, f"unknown variable {shown(parts[-1])}", value=path,
                   allowed="a variable of docs/indicators.md", mend="take one of those", near=(parts[-1], BY_NAME))


def _misspelt(variable: Variable, path: str) -> Problem:
    return Problem(Code.WRONG_PATH, f"{variable.name} is not written like this", value=path, allowed=form(variable),
                   mend="write it in this order, with the names of your scenario")


def form(variable: Variable) -> str:
    """How a path to the variable is written."""
    if variable.axes[:1] in SECTION:
        return f"<actor>.{variable.name}.<{SECTION[variable.axes[0]].removesuffix('s')}>"
    if variable.axes == "ma":
        return f"<actor>.{variable.name}.<1 to {len(MONTHS)}, months back>"
    return {"": "", "a": "<actor>.", "aa": "<actor>.<actor>."}[variable.axes] + variable.name


def _of_month(variable: Variable, actor: str, month: str, names: Names) -> Indicator | Problem:
    if wrong := names.unknown("actors", actor):
        return wrong
    return Indicator(variable, (MONTHS.index(month), names.actors[actor])) if month in MONTHS else _misspelt(
        variable, f"{actor}.{variable.name}.{month}")


def _of_actor(variable: Variable, actor: str, member: str, names: Names) -> Indicator | Problem:
    section = SECTION[variable.axes[0]]
    wrong = names.unknown("actors", actor) or names.unknown(section, member)
    return wrong or Indicator(variable, (getattr(names, section)[member], names.actors[actor]))


def _of_actors(variable: Variable, actors: list[str], names: Names) -> Indicator | Problem:
    for actor in actors:
        if wrong := names.unknown("actors", actor):
            return wrong
    if len(actors) == 2 and actors[0] == actors[1]:
        return Problem(Code.WRONG_PATH, "the two actors of a pair must differ", value=actors[0], allowed=form(variable),
                       mend="name two actors, the one that acts first")
    return Indicator(variable, tuple(names.actors[actor] for actor in actors))
