"""The clock of a turn. It stands until it is told to go, and after a crash it stands where it stood."""

from __future__ import annotations

import time
from collections.abc import Callable

SEALED_PART = 1 / 3  # of a turn's time, its last: nothing new is proposed, and orders are thought over in peace


class Clock:
    """Seconds left of a turn of so many seconds; 0 for a turn without end. `now`: seconds of a clock that never goes
    back."""

    def __init__(self, whole: float, left: float | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self.whole, self._now = whole, now
        self._left = whole if left is None else left
        self._since: float | None = None

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def left(self) -> float:
        """Below zero once the time is up."""
        return self._left - (self._now() - self._since if self._since is not None else 0.0)

    @property
    def floor_open(self) -> bool:
        """Whether joint options may still be spoken of."""
        return not self.whole or self.left > self.whole * SEALED_PART

    def go(self) -> None:
        if self.whole and not self.running:
            self._since = self._now()

    def pause(self) -> None:
        self._left, self._since = max(0.0, self.left), None

    def extend(self, seconds: float) -> None:
        """More time, or less; what has run out begins anew."""
        self._left, running = max(0.0, self.left) + seconds, self.running
        self._left, self._since = max(0.0, self._left), self._now() if running else None

    def begin_turn(self) -> None:
        """All of the time again; it goes on running if it ran."""
        self._left, self._since = self.whole, self._now() if self.running else None

    def up(self, grace: float) -> bool:
        """Whether the time has been up for so long."""
        return self.running and self.left <= -grace
