"""`make bench`: this build against 6dbe51f, where the time goes, what the engines and the caches cost, how soon keys
answer, how large views are, and how soon a second game opens.

Ratios travel between machines; both builds are measured in turns in one run. What is met and what is not is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.builds import ONE_THREAD, Build, then

os.environ.update(ONE_THREAD)  # before NumPy is imported

from benchmarks import batches, bound, campaigns, facts, forecast, keys, places, previews, processes, views
from benchmarks.reading import reading
from benchmarks.rows import Row
from sim.machine import arithmetic, machine
from sim.treatment import treat

Found = Iterator[Row | str]


def _campaigns(base: Build, asked: argparse.Namespace) -> Found:
    rows, same = campaigns.measured(base, asked.rounds, asked.quick)
    yield from rows
    yield from same


def _facts(base: Build, asked: argparse.Namespace) -> Found:
    yield from facts.measured(base, asked.rounds, asked.quick, asked.whole)


def _previews(base: Build, asked: argparse.Namespace) -> Found:
    yield from previews.measured(base, asked.rounds, asked.quick)


def _start(base: Build, asked: argparse.Namespace) -> Found:
    yield from processes.start(base, asked.rounds)


def _memory(base: Build, asked: argparse.Namespace) -> Found:
    yield from processes.memory(asked.quick)


def _batches(base: Build, asked: argparse.Namespace) -> Found:
    yield from batches.measured(asked.rounds, asked.quick, asked.whole)


def _engines(base: Build, asked: argparse.Namespace) -> Found:
    yield from processes.engines()


def _places(base: Build, asked: argparse.Namespace) -> Found:
    """Where the time goes, and how far it is from the bound."""
    treatment = treat(campaigns.SCENARIO)
    list(places.told(treatment, campaigns.MANY))  # what is computed once is there
    yield from places.told(treatment, campaigns.MANY)
    yield from places.told(treatment, 1)
    yield from bound.told(treatment)


def _forecast(base: Build, asked: argparse.Namespace) -> Found:
    yield forecast.costs(fastest)


def _keys(base: Build, asked: argparse.Namespace) -> Found:
    yield keys.report()


def _views(base: Build, asked: argparse.Namespace) -> Found:
    yield from views.report()


def _reading(base: Build, asked: argparse.Namespace) -> Found:
    yield reading(fastest)


PARTS: dict[str, Callable[[Build, argparse.Namespace], Found]] = {
    "campaigns": _campaigns, "facts": _facts, "previews": _previews, "start": _start, "memory": _memory,
    "batches": _batches,
    "engines": _engines, "views": _views, "places": _places, "reading": _reading, "forecast": _forecast, "keys": _keys}
"""In this order: views want a process in which nothing of a scenario was opened."""


def fastest(work: Callable[[], object], repeats: int = 3) -> float:
    """Seconds of the fastest of some repeats."""
    found: list[float] = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), metavar="NAME",
                        help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="one round of less work: shows that all runs, not a ratio")
    parser.add_argument("--whole", action="store_true",
                        help="the whole of `facts`, once: hours; and memory of `batches` with ten times the runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep what was found")
    asked = parser.parse_args(words)
    if asked.quick:
        asked.rounds = 1
    return asked


def main() -> None:
    asked = arguments(sys.argv[1:])
    found: dict[str, Any] = {"on": machine() | arithmetic(), "rounds": asked.rounds, "quick": asked.quick, "rows": [],
                             "lines": []}
    with then() as base, TemporaryDirectory(prefix="multivector-") as cache:
        os.environ["MULTIVECTOR_CACHE"] = cache  # of this process; the others have their own
        for name in (name for name in PARTS if name in asked.only):
            for line in PARTS[name](base, asked):
                print(line, flush=True)
                kept = found["rows"] if isinstance(line, Row) else found["lines"]
                kept.append(line.as_json() if isinstance(line, Row) else line)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
