"""What workers do in the tests of the runner. Imported in each of them, so nothing heavy."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from sim.errors import refuse

Tell = Callable[[float], None]


def square(number: int, tell: Tell) -> int:
    tell(number)
    return number * number


def threads(number: int, tell: Tell) -> list[str | None]:
    return [os.environ.get(name) for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")]


def die_once(folder: Path, number: int, tell: Tell) -> int:
    """The first worker at an even number dies after having told of it."""
    tell(1)
    mark = folder / str(number)
    if number % 2 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(number: int, tell: Tell) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_at_0(number: int, tell: Tell) -> int:
    return number or die(number, tell)


def complain(number: int, tell: Tell) -> int:
    raise refuse("MV-R014", "there is no fact", field="--fact", value=number, mend="take another")


def sleep(folder: Path, number: int, tell: Tell) -> None:
    (folder / f"{os.getpid()}.pid").touch()
    time.sleep(60)
