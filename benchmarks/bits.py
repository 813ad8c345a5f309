"""`python -m benchmarks.bits`: do rules and the programs traced from them come to the same worlds, bit by bit?

All run the same cases under the same seeds: worlds by doctrines and by the record, with rules off, with settings that
luck draws, with changes, and games with a person in a seat. Each inequality is printed, by run. The World's digest does
not know the sign of a zero; the hash of its bytes (raw) does.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.builds import Build, is_fast, now
from benchmarks.workers import Worker, working
from sim.rules import RULES
from sim.scenario.load import list_scenarios
from sim.treatment import treat

LONG = "multivector-2015-2021"
SETTINGS = 3  # numbers that a case sets
TURNS = 4  # of a game
Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A question to both builds. `do`: of the worker's jobs; `words`: its arguments but the seed."""

    do: str
    words: Words = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return ", ".join([self.do, *(f"{name}={value}" for name, value in self.words.items())])


# --- the cases -------------------------------------------------------------------------------------------------------


def plain(scenario: str, luck: random.Random, draws: int) -> Iterator[Words]:
    yield {}
    yield {"historical": True}


def off(scenario: str, luck: random.Random, draws: int) -> Iterator[Words]:
    """Without one rule; so many draws, or each rule once if there are more draws than rules."""
    for rule in luck.sample(RULES, min(draws, len(RULES))):
        yield {"off": rule.id, "historical": luck.random() < 0.3}


def settings(scenario: str, luck: random.Random, draws: int) -> Iterator[Words]:
    """With numbers anywhere in their ranges."""
    numbers = [(f"{rule.id}.{p.name}", p.range) for rule in RULES for p in rule.params]
    for _ in range(draws):
        some = luck.sample(numbers, SETTINGS)
        yield {"set": ",".join(f"{name}={luck.uniform(*ends):.6g}" for name, ends in some)}


def changes(scenario: str, luck: random.Random, draws: int) -> Iterator[Words]:
    """With a change of its own, one or two."""
    its = treat(scenario).scenario
    fitting = [id for id in its.changes if _fits(scenario, id)]
    for id in luck.sample(fitting, min(draws, len(fitting))):
        yield {"changes": (id,)}


def _fits(scenario: str, id: str) -> bool:
    try:
        return bool(treat(scenario, (id,)).board)
    except Exception:
        return False


def seats(scenario: str, luck: random.Random, draws: int) -> Iterator[Words]:
    """With somebody held to a doctrine, or deciding at random."""
    actors = [name for name in treat(scenario).board.agents() if "." not in name]
    for name in luck.sample(actors, min(draws, len(actors))):
        yield {"seats": f"{name}={luck.choice(('random', 'historical'))}"}


KINDS: dict[str, Callable[[str, random.Random, int], Iterator[Words]]] = {
    "plain": plain, "off": off, "set": settings, "changes": changes, "seats": seats}


def cases(scenario: str, kinds: Sequence[str], runs: int, draws: int, luck: random.Random) -> Iterator[Case]:
    for kind in kinds:
        if kind == "games":
            seat = next(iter(treat(scenario).scenario.seats))
            yield Case("played", {"scenario": scenario, "seat": seat, "turns": TURNS})
        else:
            for words in KINDS[kind](scenario, luck, draws):
                yield Case("bits", {"scenario": scenario, "runs": runs, **words})


# --- asking ----------------------------------------------------------------------------------------------------------


def unequal(workers: Sequence[Worker], case: Case, seed: int) -> Iterator[str]:
    """A line for each run in which a build does not come to what the first one does."""
    first, *others = [worker.ask(case.do, seed=seed, **case.words) for worker in workers]
    for worker, found in zip(workers[1:], others, strict=True):
        for what in ("digests", "raw"):
            wrong = [k for k, (a, b) in enumerate(zip(first[what], found[what], strict=True)) if a != b]
            if wrong:
                yield f"{worker.build.name}: {case}, seed={seed}: other {what} in {wrong}"


def compare(builds: Sequence[Build], asked: argparse.Namespace) -> int:
    """The number of inequalities, each printed."""
    luck, done, wrong = random.Random(asked.luck), 0, 0
    for scenario in asked.scenarios:
        with working(*builds) as workers:
            for case in cases(scenario, asked.kinds, asked.runs, asked.draws, luck):
                for seed in asked.seeds if case.words.keys() <= PLAIN else asked.seeds[:1]:
                    for line in unequal(workers, case, seed):
                        wrong += 1
                        print(line, flush=True)
                    done += 1
        print(f"{scenario}: {done} cases so far, {wrong} unequal", flush=True)
    return wrong


PLAIN = {"scenario", "runs", "historical"}  # only cases of no other words are run with all seeds


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bits", description=__doc__)
    parser.add_argument("--scenarios", nargs="+", default=[summary.id for summary in list_scenarios()])
    parser.add_argument("--kinds", nargs="+", choices=[*KINDS, "games"], default=[*KINDS, "games"])
    parser.add_argument("--engines", nargs="+", choices=["numpy", "numba"],
                        default=["numpy", "numba"] if is_fast() else ["numpy"],
                        help="what is compared with the rules themselves")
    parser.add_argument("--seeds", nargs="+", type=int, default=list(range(5)))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--draws", type=int, default=2, help="of rules, settings, changes and seats, a scenario each")
    parser.add_argument("--luck", type=int, default=0, help="another number draws other cases")
    return parser.parse_args(words)


def main() -> None:
    asked = arguments(sys.argv[1:])
    wrong = compare([now(engine) for engine in ("plain", *asked.engines)], asked)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
