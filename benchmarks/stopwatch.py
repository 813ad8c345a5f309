"""A stopwatch of several kinds of work: when one piece calls another, the time goes to the inner one, so it adds up."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from unittest.mock import patch


class Stopwatch:
    """`spent`: kind -> seconds."""

    def __init__(self, rest: str) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._stack = [rest]
        self._since = time.perf_counter()

    def _note(self) -> None:
        now = time.perf_counter()
        self.spent[self._stack[-1]] += now - self._since
        self._since = now

    def timed(self, kind: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def call(*args: Any, **named: Any) -> Any:
            self._note()
            self._stack.append(kind)
            try:
                return work(*args, **named)
            finally:
                self._note()
                self._stack.pop()

        return call

    def shares(self) -> dict[str, float]:
        self._note()
        whole = sum(self.spent.values())
        return {kind: seconds / whole for kind, seconds in sorted(self.spent.items(), key=lambda x: -x[1])}


@contextmanager
def watching(places: dict[str, list[tuple[Any, str]]], rest: str) -> Iterator[Stopwatch]:
    """While it lasts, the functions at these places (owner, name) are timed under their kind; all else is the rest."""
    watch = Stopwatch(rest)
    patches = [patch.object(owner, name, watch.timed(kind, getattr(owner, name)))
               for kind, found in places.items() for owner, name in found]
    for one in patches:
        one.start()
    try:
        yield watch
    finally:
        for one in patches:
            one.stop()
