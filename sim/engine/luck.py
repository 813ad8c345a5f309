"""The names of luck: whatever would draw by an id draws by its `luck:`, which is the id unless the file says else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.engine.indicators import joined, split

if TYPE_CHECKING:
    from sim.engine.moves import Move
    from sim.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Luck:
    """Id -> luck, by section."""

    actors: Mapping[str, str]
    institutions: Mapping[str, str]
    issues: Mapping[str, str]
    doctrines: Mapping[str, str]
    options: Mapping[str, str]
    events: Mapping[str, str]
    regimes: Mapping[str, str]

    def agent(self, name: str) -> str:
        """Of a leadership, or of an agent below it."""
        actor, dot, kind = name.partition(".")
        return self.actors[actor] + dot + kind

    def move(self, move: Move) -> str:
        """As its key, in the words of luck."""
        by = f"@{self.agent(move.actor)}" if "@" in move.key else ""
        return self.options[move.option] + by + (f">{self.actors[move.target]}" if move.target else "")

    def path(self, path: str) -> str:
        """Of a figure, as its path."""
        variable, names = split(path)
        known = {"a": self.actors, "i": self.institutions, "q": self.issues, "k": self.doctrines}
        return joined(variable, [known.get(axis, {}).get(name, name)
                                 for axis, name in zip(variable.axes, names, strict=True)])


def luck_of(scenario: Scenario) -> Luck:
    return Luck(*({key: item.luck or key for key, item in section.items()} for section in (
        scenario.actors, scenario.institutions, scenario.issues, scenario.doctrines, scenario.options,
        scenario.events, scenario.regimes)))
