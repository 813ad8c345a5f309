"""What an interface elsewhere may ask a seat's session, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.errors import refuse
from sim.seminar.people import Person
from sim.seminar.room import Room
from sim.session.calls import METHODS, arguments, parameters
from sim.views.wire import to_json

LATER = ("debrief", "document")  # they tell what seats keep from each other
MOST = {"runs": 500, "months": 24, "plays": 1000}  # no single question keeps the host busy for long


def ask(room: Room, person: Person, method: str, given: Mapping[str, Any]) -> Any:
    """The answer as plain JSON values. Raises MultivectorError."""
    if method not in METHODS:
        raise refuse("MV-C016", "nobody can be asked for this", field="method", value=method[:40],
                     allowed=", ".join(METHODS), mend="see docs/seminar-api.md")
    if method in LATER and not room.table.game.over:
        raise refuse("MV-C017", "this is told when the game is over", field="method", value=method,
                     mend="play to the end first")
    words = _checked(method, given)
    if method in ("speak", "submit"):
        return to_json(getattr(room, method)(person, **words))
    return to_json(getattr(room.session(person.seat), method)(**words))


def _checked(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments, each of its type and within bounds."""
    try:
        words = arguments(method, given)
    except (ValueError, RecursionError) as error:
        raise refuse("MV-C016", f"{method} cannot be asked in this way", field=method, value=str(error)[:80],
                     allowed=", ".join(parameters(method)) or "no arguments", mend="see docs/seminar-api.md") from None
    return {name: max(1, min(value, MOST[name])) if name in MOST else value for name, value in words.items()}
