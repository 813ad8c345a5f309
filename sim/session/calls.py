"""The contract of a session by the names of its methods, with plain values: what passes between a host and an interface
elsewhere. It loads the standard library only."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

from sim.session import Session
from sim.views.wire import from_json

METHODS = ("view", "board", "card", "speak", "orders", "check", "submit", "forecast", "odds", "coming", "past_turn",
           "why", "hindsight", "branches", "comparison", "trails", "ghosts", "debrief", "document", "glossary")
LOCAL = ("self", "cancelled", "progress")  # parameters that do not travel


def arguments(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a method is to be called with. Raises ValueError where something is missing, unknown or of another type."""
    wanted = parameters(method)
    missing = [name for name, (_, needed) in wanted.items() if needed and name not in given]
    if missing or not given.keys() <= wanted.keys():
        raise ValueError(f"missing: {', '.join(missing)}" if missing else
                         f"unknown: {', '.join(sorted(given.keys() - wanted.keys()))}")
    return {name: from_json(wanted[name][0], value) for name, value in given.items()}


def answer(method: str, value: Any) -> Any:
    """The value that a session would have given. Raises ValueError."""
    return from_json(_hints(method)["return"], value)


@cache
def parameters(method: str) -> dict[str, tuple[Any, bool]]:
    """Of a method: name -> (type, whether it must be given)."""
    hints, signature = _hints(method), inspect.signature(getattr(Session, method))
    return {name: (hints[name], x.default is x.empty) for name, x in signature.parameters.items() if name not in LOCAL}


@cache
def _hints(method: str) -> dict[str, Any]:
    return {name: tuple[str, ...] if "Sequence" in str(kind) else kind
            for name, kind in get_type_hints(getattr(Session, method)).items()}
