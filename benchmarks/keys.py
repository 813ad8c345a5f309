"""How soon keys answer on the Decide screen: at rest, and while a forecast is computed. A real terminal, real keys."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.tui.terminal import Terminal, game

PRESSES = 15
COMPUTING = 0.7  # seconds after a key: the cursor has rested, and the forecast is under way
SURELY = 10.0  # seconds after which it is there
KNOWN = "draws, worse in"


def medians() -> tuple[float, float]:
    """Seconds from a key to the first letter drawn: at rest, and during a forecast."""
    with TemporaryDirectory() as home:
        terminal = game(Path(home), "summit-2018")
        try:
            terminal.wait("THE SITUATION")
            terminal.press("2")
            terminal.wait(KNOWN)
            busy = [_leave_early(terminal) for _ in range(PRESSES)]
            terminal.press("j")
            time.sleep(SURELY)
            idle = [terminal.answer("kj"[n % 2]) for n in range(PRESSES)]
        finally:
            terminal.close()
    return median(idle), median(busy)


def _leave_early(terminal: Terminal) -> float:
    """From the first option to the second and, while its forecast is computed, back; so it has to begin anew."""
    terminal.press("j")
    time.sleep(COMPUTING)
    return terminal.answer("k")


def report() -> str:
    idle, busy = medians()
    return (f"a key answers in {idle * 1000:.0f} ms at rest and in {busy * 1000:.0f} ms while a forecast is computed: "
            f"{busy / idle:.1f} times as long (at most 2)")


if __name__ == "__main__":
    print(report())
