"""Thousands of broken scenarios, changes and worlds: each is refused in words, or runs with finite numbers in bounds.

`make fuzz` runs 5,000 of them and prints what fell over or took long; the tests beside it run 300. One alone:
`python -m tests.scenario.fuzz 1 SEED`.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from sim.catalogue import VARIABLES
from sim.engine.known import check_rules
from sim.engine.opening import start
from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.scenario.load import Loaded, load_changes, load_scenario
from sim.scenario.studies import Expectation
from sim.scenario.yaml_source import parse_yaml, plain
from sim.study.compare import outcome as measured
from sim.study.measure import options_in, paths_in
from sim.study.tape import Pair, record
from sim.treatment import Treatment
from sim.treatment.change import checked
from tests.scenario.mini import MINI, TEXT
from tests.scenario.mutations import mutated, written

HANG, SLOW = 60, 2.0  # seconds; of the clock, and of the processor
MONTHS = 3
KINDS = ("scenario", "scenario", "world", "change", "change", "scenario", "world", "change", "scenario", "shipped")
CHANGE = """
text: All that a change can say.
world: historical
figures: {mongolia.approval: {set: 0.4}, rivalry: {scale: 1.1}, mongolia.russia.trade: {shift: 0.1},
          mongolia.member.epa: {set: 1}}
parameters: {region.divide-and-rule.kappa: {scale: 0.5}, balance.hold.l: {set: 0}, economy.repayment.term: {shift: 1}}
series: {oil_price: {set: 60, first: 2015-01, last: 2015-06}}
stocks: {rivalry: {shift: 0.1, first: 2015-02, last: 2015-03}, mongolia.china.trade: {scale: 0.5, first: 2015-01},
         mongolia.member.union: {set: 1, first: 2015-02}, mongolia.output_gap: {set: 3, first: 2014-06, last: 2015-03}}
events: {rate-cut: {date: 2015-08, scale: 2}, visit: {remove: true}}
add:
  comet: {title: Comet, sentence: It comes., date: 2015-02, window: 2, when: [{ever: rate-cut}], chance: 0.5, luck: sky,
          source: invented, effects: [{on: instability, size: 0.1, over: 2, fades: 3, times: [rivalry], room: true}]}
force: [{option: neighbours-meeting, month: 2015-02}, {option: squeeze-transit, month: 2015-03, target: mongolia,
         agent: china}]
forbid: {compact: 2015-03}
effects: {mongolia.china.credit: 0.5, rivalry: {scale: 2, first: 2015-01, last: 2015-03}}
watch: [china.mongolia.reach]
seats: {mongolia: lean, china: random}
off: [C24]
expect:
  - {text: One, test: {above: {of: {mean: {path: rivalry, first: 2015-01, last: 2015-12}}, value: 0.02}}}
  - text: Two
    share: 0.5
    among: {struck: {option: partnership, first: 2015-01, last: 2016-12}}
    test:
      all:
        - {within: {of: {minus: [{at: {path: mongolia.growth, month: 2015-06}}, {number: 1}]}, low: -1, high: 1}}
        - {below: {of: {ratio: [{base: {highest: {path: rivalry, first: 2015-01, last: 2015-04}}},
                                {changed: {lowest: {path: rivalry, first: 2015-01, last: 2015-04}}}]}, value: 9}}
        - any: [{above: {of: {month_of: compact}, value: 3}}]
        - none: [{above: {of: {jumps: {path: oil_price, months: [2015-02, 2015-03]}}, value: 3}}]
        - {above: {of: {plus: [{total: {path: rivalry, first: 2015-01, last: 2015-02}}, {times: [{number: 2}]}]},
                   value: 0}}
  - text: Three
    test:
      any:
        - {above: {of: {around: {path: rivalry, option: compact, first: 2015-01, last: 2016-01, months: 3}}, value: 1}}
        - {above: {of: {variation: {paths: [mongolia.russia.trade, mongolia.china.trade], at: 2015-06, months: 3}},
                   value: 1}}
        - {above: {of: {usage: {options: [squeeze-transit, ease-border], at: 2015-06, months: 3}}, value: 1}}
        - {above: {of: {struck: {options: [squeeze-transit], first: 2015-01, last: 2015-12}}, value: 1}}
        - {above: {of: {lag: {leader: rivalry, follower: instability, first: 2015-01, last: 2015-12}}, value: 1}}
        - {above: {of: {average: {number: 1}}, value: 1}}
        - {above: {of: {median: {number: 1}}, value: 1}}
        - {above: {of: {share: {above: {of: {number: 1}, value: 0}}}, value: 1}}
"""


def seeds_of(kinds: str, count: int) -> list[int]:
    """The first seeds of some kinds: scenarios, changes, or worlds, which are whatever inherits."""
    wanted = {"scenarios": ("scenario",), "changes": ("change",), "worlds": ("world", "shipped")}[kinds]
    return [seed for seed in range(count * len(KINDS)) if KINDS[seed % len(KINDS)] in wanted][:count]


@cache
def tree(text: str) -> Any:
    return plain(parse_yaml(text, ""))


@cache
def mini() -> Loaded:
    return load_scenario(MINI)


def part_of(whole: dict[str, Any], luck: Random) -> dict[str, Any]:
    """Some entries of some sections, as a file that inherits would say anew; some of them are taken away."""
    part: dict[str, Any] = {}
    for section in luck.sample(list(whole), 4):
        entries = whole[section]
        part[section] = entries
        if isinstance(entries, dict):
            part[section] = {key: luck.choice((None, entries[key], entries[key]))
                             for key in luck.sample(list(entries), min(2, len(entries)))}
    return part


def text_of(seed: int) -> tuple[str, str]:
    """The kind of the mutant and its text."""
    luck = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    if kind == "scenario":
        return kind, written(mutated(tree(TEXT), luck))
    if kind == "change":
        change = mutated(tree(CHANGE), luck)
        return kind, written(luck.choice((change, change, {"changes": {"one": change, "two": tree(CHANGE)}})))
    inherits = {"inherits": luck.choice((str(MINI), str(MINI), [str(MINI)], ["mutant.yaml"], "nobody", 3, None))}
    if kind == "shipped":
        inherits = {"inherits": luck.choice(("summit-2018", "world-2014"))}
    part = part_of(tree(TEXT), luck)
    return kind, written({**inherits, **(mutated(part, luck) if luck.random() < 0.8 else part)})


def outcome(seed: int, folder: Path) -> str:
    """What became of the mutant: `refused`, or `ran`. Everything else is raised."""
    kind, text = text_of(seed)
    path = folder / "mutant.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        treatment = changed(path, seed) if kind == "change" else whole(path)
    except MultivectorError as error:
        assert error.problems and all(p.code.startswith("MV-") and p.what and str(p) for p in error.problems)
        return "refused"
    run(treatment, by_doctrine=seed % 20 == 0)
    return "ran"


def whole(path: Path) -> Treatment:
    loaded = load_scenario(path)
    if problems := list(check_rules(loaded)):
        raise MultivectorError(*problems)
    treatment = Treatment(loaded)
    assert treatment.board
    return treatment


def changed(path: Path, seed: int) -> Treatment:
    """The changed world; of one in six what is expected of it is measured, too."""
    loaded, ids = load_changes(mini(), str(path))
    treatment = Treatment(loaded, checked(loaded, ids))
    assert treatment.board
    if seed % 20 == 3:
        measure([item for id in ids for item in loaded.scenario.changes[id].expect], treatment)
    return treatment


def measure(expected: list[Expectation], treatment: Treatment) -> None:
    tape = record(by_chance(treatment), paths_in(*expected), options_in(*expected))
    for item in expected:
        measured(item, Pair(tape, tape))


def run(treatment: Treatment, by_doctrine: bool) -> None:
    """Three months; every number is finite and within its bounds. By doctrine: of play, after what is replayed. Else of
    the very beginning, by chance: that tries every option, and nobody looks ahead, which takes long."""
    board = treatment.board
    if by_doctrine:
        model = BalanceModel(treatment, runs=2, collect=False)
    else:
        model = BalanceModel(by_chance(treatment), runs=2, world=start(board, 0, np.arange(2)), collect=False)
    until = min(model.world.month + MONTHS, board.ends)
    while model.world.month < until:
        model.step()
    view = board.view(model.world, model.params)
    for variable in VARIABLES:
        x = np.asarray(getattr(view, variable.name))
        assert np.isfinite(x).all(), f"{variable.name} is not finite"
        if variable.kind != "derived":
            assert ((x >= variable.low) & (x <= variable.high)).all(), f"{variable.name} is out of bounds"


def by_chance(treatment: Treatment) -> Treatment:
    return treatment.seated(dict.fromkeys(treatment.board.agents(), "random"))


@contextlib.contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def survive(seed: int, folder: Path) -> str:
    """As `outcome`, silently and within a minute."""
    with warnings.catch_warnings(), no_longer_than(HANG):
        warnings.simplefilter("ignore", RuntimeWarning)
        return outcome(seed, folder)


def main(count: int = 5_000, first: int = 0) -> int:
    found: Counter[str] = Counter()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        mini()
        for seed in range(first, first + count):
            began = time.process_time()
            try:
                found[survive(seed, Path(folder))] += 1
            except Exception:
                faults += 1
                print(f"--- {KINDS[seed % len(KINDS)]} {seed}\n{traceback.format_exc(limit=-4)}", flush=True)
            if (took := time.process_time() - began) > SLOW:
                faults += 1
                print(f"--- {KINDS[seed % len(KINDS)]} {seed} took {took:.1f} s", flush=True)
    print(f"{count} mutants: {found['refused']} refused, {found['ran']} ran, {faults} fell over or took too long")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
