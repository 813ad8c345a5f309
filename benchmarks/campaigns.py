"""Whole campaigns: many side by side, one alone, and as `mesa.batch_run` runs them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.builds import Build, is_fast, now
from benchmarks.rows import Measure, Row, in_turns
from benchmarks.workers import Worker, working

SCENARIO = "multivector-2015-2021"
MANY, BATCH = 768, 2


def measured(then: Build, rounds: int, quick: bool) -> tuple[list[Row], list[str]]:
    """The rows, and whether the ways of this build came to the same worlds."""
    many = MANY // 8 if quick else MANY
    with working(then, now(), now("numpy"), now("plain")) as workers:
        campaigns = _Campaigns(workers, many)
        campaigns.warm()
        times = in_turns(campaigns.contestants(), rounds)
    return _rows(then, times, many), list(campaigns.same())


class _Campaigns:
    """The same asked of each worker, whose digests are kept."""

    def __init__(self, workers: list[Worker], many: int) -> None:
        self.then, self.now, self.numpy, self.plain = workers
        self.many = many
        self.digests: dict[str, dict[str, str]] = {}

    def warm(self) -> None:
        """What is computed once is computed before; code is compiled at the size that will be measured."""
        for worker in (self.then, self.now, self.numpy, self.plain):
            worker.ask("campaigns", scenario=SCENARIO, runs=1)
            worker.ask("batch", scenario=SCENARIO, runs=1)
        for worker in (self.now, self.numpy):
            worker.ask("campaigns", scenario=SCENARIO, runs=self.many)

    def contestants(self) -> dict[str, Measure]:
        return {"then many": lambda: self._cpu(self.then, "campaigns", self.many),
                "now many": lambda: self._cpu(self.now, "campaigns", self.many),
                "numpy many": lambda: self._cpu(self.numpy, "campaigns", self.many),
                "plain many": lambda: self._cpu(self.plain, "campaigns", self.many),
                "then one": lambda: self._cpu(self.then, "campaigns", 1),
                "now one": lambda: self._cpu(self.now, "campaigns", 1),
                "then batch": lambda: self._cpu(self.then, "batch", BATCH),
                "now batch": lambda: self._cpu(self.now, "batch", BATCH)}

    def _cpu(self, worker: Worker, do: str, runs: int) -> float:
        """CPU seconds of one run."""
        found = worker.ask(do, scenario=SCENARIO, runs=runs)
        if worker is not self.then:  # rule set 1 came to other worlds
            self.digests.setdefault(f"{do} of {runs}", {})[worker.build.engine or "now"] = found["digest"]
        return found["cpu"] / runs

    def same(self) -> Iterator[str]:
        for what, found in self.digests.items():
            verdict = "equal" if len(set(found.values())) == 1 else f"NOT EQUAL: {found}"
            yield f"digests, {what}, {', '.join(found)}: {verdict}"


def _rows(then: Build, times: dict[str, list[float]], many: int) -> list[Row]:
    fast = "with [fast]" if is_fast() else "[fast] is not installed"
    return [Row(f"{many} campaigns, a run, {fast}", then.name, times["then many"], times["now many"], 6),
            Row(f"{many} campaigns, a run, without [fast]", then.name, times["then many"], times["numpy many"], 1.6),
            Row(f"{many} campaigns, a run, {fast}", f"batch_run of {then.name}", times["then batch"],
                times["now many"], 500),
            Row(f"{many} campaigns, a run, {fast}", "the rules of this build", times["plain many"],
                times["now many"], 5),
            Row("one campaign alone", then.name, times["then one"], times["now one"], 3),
            Row("mesa.batch_run, a run", then.name, times["then batch"], times["now batch"], 3)]
