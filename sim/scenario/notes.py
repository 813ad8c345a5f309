"""What is allowed in a scenario and yet seldom meant: `check` tells it, and nothing is refused.

A figure that nobody gives is zero, and zero means something; docs/authoring.md lists what to give at least. A figure
that gets another value keeps the range that it inherits.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.catalogue import BY_NAME
from sim.errors import Place, Problem
from sim.scenario.codes import Code
from sim.scenario.load import Loaded
from sim.scenario.schema import Scenario

WORLD = ("oil_price", "rivalry", "instability", "regional_cooperation", "followers")
EVERYBODY = ("potential", "trend_growth", "approval", "capital")
OF_ROLE = {
    "power": ("attention",),
    "small": ("oil_dependence", "diversification", "investment_climate", "reserves", "rents", "unrest", "reform",
              "reform_pace", "responsiveness", "openness", "exposure", "threat"),
    "elected": ("polarisation", "transactional"),
    "market": ("food_demand",),
}
OF_VECTOR = ("trade", "investment_energy", "investment_nonenergy", "institutions", "security", "people", "goodwill",
             "staff", "pull", "substitutability", "investment_trend")
BACK = ("goodwill",)
NEXT_DOOR = ("transit",)
TOWARDS_SMALL = {"power": ("reach", "pressure"), "monitor": ("friction", "posture", "recognition")}


def notes(loaded: Loaded) -> Iterator[Problem]:
    yield from _kept_ranges(loaded)
    scenario = loaded.scenario
    given = {twin for path in scenario.figures for twin in _both(path)}
    for whose, paths in _expected(scenario):
        if missing := [path for path in paths if path not in given]:
            yield Problem(Code.NOT_GIVEN, f"nobody gives these figures {whose}, so they are zero",
                          Place(loaded.source.file, field="figures"), ", ".join(missing),
                          mend="give them under `figures:`, or mean zero")


def _kept_ranges(loaded: Loaded) -> Iterator[Problem]:
    for path, figure in loaded.scenario.figures.items():
        value, *ends = (loaded.source.place(f"figures.{path}.{part}") for part in ("value", "low", "high"))
        if figure.low is not None and figure.high is not None and all(end.file != value.file for end in ends):
            yield Problem(Code.RANGE_KEPT, "the figure has another value, and the range that it inherits", value,
                          f"{figure.value:g}", f"drawn from {figure.low:g} to {figure.high:g}",
                          "write `low` and `high` beside the value; null for a number that is known")


def _expected(scenario: Scenario) -> Iterator[tuple[str, list[str]]]:
    """Whose figures, and their paths."""
    yield "of the world", list(WORLD)
    small = [id for id, actor in scenario.actors.items() if "small" in actor.roles]
    for id, actor in scenario.actors.items():
        names = [*EVERYBODY, *(name for role in actor.roles for name in OF_ROLE.get(role, ()))]
        paths = [f"{id}.{name}" for name in names]
        paths += [f"{id}.priority.{issue}" for issue in scenario.issues if "elected" in actor.roles]
        paths += [f"{id}.{other}.{name}" for other in small if other != id
                  for role in actor.roles for name in TOWARDS_SMALL.get(role, ())]
        yield f"of {id}", paths
    for a, b in scenario.pairs.get("vector", ()):
        names = [*OF_VECTOR, *(NEXT_DOOR if "near" in scenario.actors[b].roles else ())]
        yield f"of {a} and {b}", [*(f"{a}.{b}.{name}" for name in names), *(f"{b}.{a}.{name}" for name in BACK)]


def _both(path: str) -> tuple[str, ...]:
    *names, variable = path.split(".")
    both = len(names) == 2 and variable in BY_NAME and BY_NAME[variable].both_ways
    return (path, f"{names[1]}.{names[0]}.{variable}") if both else (path,)
