"""How far long work has come, on stderr: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

FIRST, NEXT, GROWS, MOST = 5.0, 10.0, 1.5, 60.0  # seconds to the first line, then from line to line
SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def progress(what: str, total: float, jobs: int = 1) -> Generator[Callable[[float], None]]:
    """Tell what is handed over how much of `total` has been done. The bar is gone when the work is; of work that takes
    less than five seconds there are no lines."""
    where = f" on {jobs} processes" if jobs > 1 else ""
    with (_bar if sys.stderr.isatty() else _lines)(what + where, total) as tick:
        yield tick


@contextmanager
def _bar(what: str, total: float) -> Generator[Callable[[float], None]]:
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    columns = *Progress.get_default_columns(), TextColumn("{task.fields[pace]}")
    bar, work = Progress(*columns, console=Console(file=sys.__stderr__), transient=True), Work(what, total)
    task = bar.add_task(what, total=total, pace="")

    def tick(done: float) -> None:
        work.add(done)
        bar.update(task, advance=done, pace=work.pace(time.monotonic()))

    try:
        bar.start()
        yield tick
    finally:
        try:
            bar.stop()
        finally:  # a bar that a signal stopped amid its start has hidden the cursor, and cannot be stopped
            if not bar.console.is_dumb_terminal:
                print(SHOW_CURSOR, end="", file=sys.__stderr__, flush=True)


@contextmanager
def _lines(what: str, total: float) -> Generator[Callable[[float], None]]:
    work, over = Work(what, total), threading.Event()
    threading.Thread(target=_tell, args=(work, over), daemon=True).start()
    try:
        yield work.add
    finally:
        over.set()


@dataclass
class Work:
    """`done` of `total`, in whatever the work is counted in."""

    what: str
    total: float
    done: float = 0.0
    since: float = field(default_factory=time.monotonic)

    def add(self, done: float) -> None:
        self.done += done

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 0.0

    def pace(self, now: float) -> str:
        """How fast it was until `now`, in seconds of the same clock."""
        return f"{6000 * self.share / (now - self.since):.3g} % a minute" if now > self.since else ""

    def line(self, now: float) -> str:
        """The share done, how fast, and how long it will take from `now`."""
        seconds, share = now - self.since, self.share
        if share <= 0:
            return f"{self.what}: begun {spell(seconds)} ago."
        left = seconds * max(0.0, 1 / share - 1)
        return f"{self.what}: {100 * share:.0f} % done, {self.pace(now)}, about {spell(left)} left."


def spell(seconds: float) -> str:
    """Seconds, minutes or hours, about two figures."""
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 90 * 60 else f"{seconds / 3600:.1f} hours"


def _tell(work: Work, over: threading.Event) -> None:
    pause, then = FIRST, NEXT
    while not over.wait(pause):
        with contextlib.suppress(OSError, ValueError):  # nobody reads it: no reason to stop
            print(work.line(time.monotonic()), file=sys.stderr, flush=True)
        pause, then = then, min(MOST, GROWS * then)
