"""What a journal must do: keep a game as it is played, entry by entry, and give it back. A file today.

Kinds of entries: `game` (the first: what is run, seed, people), `word` (what a seat said of a joint option in the
public phase of a turn), `orders` (one seat's accepted orders for a turn), `withdraw` (it took them back), `turn` (the
turn was run; the World's digest after it), `back` (the game went back to a turn; what was played after it is a line of
its own), `switch` (the game goes on with another line).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from sim.errors import Problem
from sim.world.seeds import MAX_SEED

Entry = dict[str, Any]


class Journal(Protocol):
    """An open journal. `place`: where it is, as a person calls it; `lost`: where it was before that place was gone."""

    @property
    def place(self) -> str: ...

    @property
    def lost(self) -> str: ...

    def write(self, entry: Entry) -> None:
        """Add one entry; it is kept for good when this returns. Where it raises MultivectorError nothing was added."""
        ...

    def keep(self) -> None:
        """See that all entries are kept, elsewhere if the place is gone. Raises MultivectorError."""
        ...

    def read(self) -> Reading:
        """All of it, from the beginning. Raises MultivectorError."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What a journal holds: the first entry, the sound ones after it, and what is wrong with the rest."""

    header: Entry
    lines: tuple[Entry, ...]
    damage: tuple[Problem, ...] = ()


FIELDS: dict[str, dict[str, type]] = {
    "game": {"scenario": str, "treatment": str, "identity": str, "changes": dict, "turn_months": int, "off": list,
             "settings": dict, "seats": dict, "record": bool, "ruleset": str, "seed": int, "run": int, "people": list},
    "word": {"turn": int, "agent": str, "move": str, "yes": bool, "reason": str, "instead": str},
    "orders": {"turn": int, "agent": str, "moves": list},
    "withdraw": {"turn": int, "agent": str},
    "turn": {"turn": int, "digest": str},
    "back": {"turn": int},
    "switch": {"branch": str},
}


def complete(line: Entry) -> bool:
    """Every field that its kind needs is there, and of the right type."""
    needed = FIELDS.get(line["kind"]) if isinstance(line["kind"], str) else None
    if needed is None or not all(isinstance(line.get(name), kind) for name, kind in needed.items()):
        return False
    words = [word for name, kind in needed.items() if kind is list for word in line[name]]
    words += line.get("seats", {}).values()
    numbers = line.get("settings", {}).values()
    return (all(isinstance(word, str) for word in words) and all(isinstance(x, (int, float)) for x in numbers)
            and line.get("turn", 1) >= 1 and 0 <= line.get("run", 0) < 2**62 and 0 <= line.get("seed", 0) <= MAX_SEED)
