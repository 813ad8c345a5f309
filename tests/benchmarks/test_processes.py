"""What a process cost is its own, not what whoever starts it holds."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks.builds import now
from benchmarks.processes import python

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the benchmarks measure processes as POSIX does")
MEGABYTES = 300


def test_memory_is_that_of_the_process_alone(tmp_path: Path) -> None:
    ours = np.ones(MEGABYTES * 125_000)
    small, large = (python(now(), tmp_path, "-c", f"x = b'.' * {size}000000").peak for size in (1, MEGABYTES))
    assert len(ours) and small < MEGABYTES / 2 < MEGABYTES < large


def test_time_is_what_it_computed(tmp_path: Path) -> None:
    busy, idle = "sum(i * i for i in range(3_000_000))", "time.sleep(1)"
    took = [python(now(), tmp_path, "-c", f"import time; {what}").cpu for what in (busy, idle)]
    assert took[0] > 2 * took[1]


def test_a_process_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        python(now(), tmp_path, "-c", "1 / 0")
