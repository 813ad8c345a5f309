"""`facts` with the whole matrix. The old build takes some 80 minutes of one core for it, so it is sampled unless asked.

The sample is made of the same pieces of work: all facts without some rules (one of them for the old build, which does
one after the other; this build may do them side by side), and some facts with and without their cause. What it took is
scaled by how much there is of each, counted: rules, and run-months of the base worlds. Caches are empty at the
beginning of each piece but for code; that, and the board of the scenario itself, is there before. What is made once for
all contexts is counted once, with the context for which it was made.
"""

from __future__ import annotations

from benchmarks.builds import Build, now
from benchmarks.campaigns import SCENARIO
from benchmarks.rows import Row, in_turns
from benchmarks.workers import Worker, working
from sim.rules import RULES

RUNS = 1000
SOME = ("F04a",)  # of one world, and one without the cause, of sixty months
ITS = {rule.id for rule in RULES}
STRIDE = 43  # rules: every so many is in the sample


def measured(then: Build, rounds: int, quick: bool, whole: bool) -> list[Row]:
    if whole:
        times = in_turns({"then": lambda: _whole(then), "now": lambda: _whole(now())}, 1)
        return [Row(f"facts --runs {RUNS}, the whole", then.name, times["then"], times["now"], 8)]
    sample = _Sample(then, *((RUNS // 20, 4 * STRIDE) if quick else (RUNS, STRIDE)))
    times = in_turns({"then": sample.then_cpu, "now": sample.now_cpu}, rounds)
    return [Row(f"facts --runs {sample.runs}, sampled and scaled", then.name, times["then"], times["now"], 8)]


def _whole(build: Build) -> float:
    with working(build) as (worker,):
        _warm(worker)
        return worker.ask("facts", scenario=SCENARIO, runs=RUNS, ablate=True, only=())["cpu"]


def _warm(worker: Worker) -> None:
    worker.ask("campaigns", scenario=SCENARIO, runs=512 if worker.build.adapter == "now" else 1)


class _Sample:
    """Of the rules that both builds have."""

    def __init__(self, then: Build, runs: int, stride: int) -> None:
        self.then, self.runs, self._round = then, runs, 0
        with working(then) as (worker,):
            every = [id for id in worker.ask("rules")["ids"] if id in ITS]
            self.rules, self.other = every[::stride], every[1]
            self.counted = worker.ask("counted", scenario=SCENARIO, runs=runs, only=SOME)

    def then_cpu(self) -> float:
        self._round += 1
        return self._cpu(self.then, [self.rules[self._round % len(self.rules)]])

    def now_cpu(self) -> float:
        return self._cpu(now(), self.rules)

    def _cpu(self, build: Build, rules: list[str]) -> float:
        """CPU seconds of the whole, as this sample of it tells."""
        with working(build) as (worker,):
            _warm(worker)
            once = self._once(worker)
            matrix = worker.ask("matrix", scenario=SCENARIO, contexts=rules)
            some = worker.ask("facts", scenario=SCENARIO, runs=self.runs, ablate=False, only=SOME)
        return (once + matrix["cpu"] * self.counted["contexts"] / len(rules)
                + some["cpu"] * self.counted["base"] / self.counted["some"])

    def _once(self, worker: Worker) -> float:
        """What is there for all contexts once one was looked at: programs with switches. This build alone has any."""
        if worker.build.adapter == "then":
            return 0.0
        return worker.ask("matrix", scenario=SCENARIO, contexts=[self.other])["cpu"]
