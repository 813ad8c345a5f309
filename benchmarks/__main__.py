"""`make bench`: what a run costs alone and among many, where time goes, what a forecast costs, how soon keys answer,
how large views are, and how soon a second game opens.

Ratios travel between machines.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks import forecast, keys, views
from benchmarks.stopwatch import watching
from sim.engine import advance, turn
from sim.model import BalanceModel, model
from sim.scenario.yaml_source import parse_yaml
from sim.study.ensemble import run_ensemble
from sim.treatment import Treatment, treat
from sim.world.noise import Noise

SCENARIO = "multivector-2015-2021"
MANY = 768
REPEATS = 3
OPTION = "  o{}:\n    title: Title\n    by: [a, b]\n    effects:\n      - {{on: rivalry, size: 0.2}}\n    cost: 1\n"
PLACES: dict[str, list[tuple[Any, str]]] = {
    "rules": [(advance, "run_phase"), (turn, "run_phase")],
    "effects of moves and events": [(advance, "_let_moves_act"), (advance, "let_events_fall"),
                                    (model, "let_events_fall")],
    "decisions: what is possible, scores, choices": [(BalanceModel, "lay_table"), (BalanceModel, "_stage"),
                                                     (BalanceModel, "_follow_up"), (BalanceModel, "_strike"),
                                                     (BalanceModel, "_keep_open")],
    "noise": [(Noise, "bits"), (Noise, "uniforms")],
    "what is kept of each month": [(BalanceModel, "_note")],
}


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The fastest of some repeats."""
    found: list[float] = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def campaigns(treatment: Treatment) -> None:
    """One campaign among many, as a ratio to one alone."""
    board = treatment.board
    alone = seconds(lambda: run_ensemble(treatment, 1))
    many = seconds(lambda: run_ensemble(treatment, MANY, chunk=MANY))
    print(f"{SCENARIO}, {board.ends} months, {len(board.rules)} rules, {len(board.moves)} moves, "
          f"{len(board.effects.rows)} effects")
    print(f"one campaign among {MANY} costs {many / MANY / alone:.4f} of one alone "
          f"({alone:.2f} s alone, {MANY / many:.0f} a second among {MANY})")


def pieces(treatment: Treatment, runs: int) -> None:
    with watching(PLACES, "all else: setting up, inputs, bookkeeping") as watch:
        run_ensemble(treatment, runs, chunk=runs)
    print(f"where the time of {runs} run{'s' if runs > 1 else ''} goes:")
    for kind, share in watch.shares().items():
        print(f"  {share:6.1%}  {kind}")


def reading() -> None:
    """Reading a file should cost as much again for each line: ten times the lines, about ten times the time."""
    short, long = ("options:\n" + "".join(OPTION.format(i) for i in range(n)) for n in (170, 1700))
    ratio = seconds(lambda: parse_yaml(long, "")) / seconds(lambda: parse_yaml(short, ""))
    print(f"a file of {long.count(chr(10)):,} lines takes {ratio:.1f} times as long to read as one of "
          f"{short.count(chr(10)):,}")


def main() -> None:
    treatment = treat(SCENARIO)
    campaigns(treatment)
    pieces(treatment, MANY)
    pieces(treatment, 1)
    reading()
    print(forecast.costs(seconds))
    print(keys.report())
    print("\n".join(views.report()))


if __name__ == "__main__":
    main()
