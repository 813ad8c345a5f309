"""The forecast of one option of a turn, and of all of them, as a session asks for it: how long somebody waits."""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks.builds import Build, now
from benchmarks.rows import Row, in_turns
from benchmarks.workers import Worker, working

ASKED: dict[str, Any] = {"scenario": "summit-2018", "seat": "kazakhstan", "seed": 1, "turn": 2, "runs": 500,
                         "months": 24}


def measured(then: Build, rounds: int, quick: bool) -> list[Row]:
    asked = ASKED | ({"runs": 50} if quick else {})
    with working(then, now()) as workers:
        for worker in workers:
            worker.ask("preview", every=False, **asked)
        options = workers[0].ask("preview", every=True, **asked | {"runs": 2})["options"]
        times = in_turns({f"{worker.build.adapter} {every}": partial(_wait, worker, every, asked)
                          for every in (False, True) for worker in workers}, rounds)
    return [Row("preview of one option", then.name, times["then False"], times["now False"], 3),
            Row(f"preview of all {options} options", then.name, times["then True"], times["now True"], 10)]


def _wait(worker: Worker, every: bool, asked: dict[str, Any]) -> float:
    return worker.ask("preview", every=every, **asked)["wall"]
