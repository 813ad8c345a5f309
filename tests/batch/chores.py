"""What workers do in the tests of batches."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.batch.store import Store


def die_at_part_1(store: Store, csv: bool, chunk: int, number: int, tell: Callable[[float], None]) -> str:
    """As if the system had no memory left for this part."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    from sim.batch.batch import work

    return work(store, csv, chunk, number, tell)


def never(means: object) -> Any:
    """A solver that does not return."""
    while True:
        time.sleep(1)
