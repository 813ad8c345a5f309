"""What workers do in the tests of batches. Nothing heavy is imported before they die."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable


def die_at_part_1(folder: str, study: str, csv: bool, chunk: int, number: int, tell: Callable[[float], None]) -> str:
    """As if the system had no memory left for this part."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    from sim.batch.batch import work

    return work(folder, study, csv, chunk, number, tell)
