"""`make bench`: what a run costs alone and among many, and where the time goes. Ratios travel between machines."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Callable

from benchmarks.forecast import costs
from sim.engine.setup import board_of, parts_of
from sim.study.ensemble import run_ensemble

SCENARIO = "multivector-2015-2021"
MANY = 768
REPEATS = 3
PIECES = {
    "rules": ("advance.py", "run_phase"),
    "effects of moves": ("advance.py", "_let_moves_act"),
    "scores of decisions": ("turn.py", "scores"),
    "what is blocked": ("turn.py", "blocked"),
    "choices of agents": ("agents.py", "_say"),
    "noise": ("noise.py", "bits"),
}


def seconds(work: Callable[[], object]) -> float:
    """The fastest of some repeats."""
    found: list[float] = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def main() -> None:
    board = board_of(SCENARIO)
    parts_of(board)
    alone = seconds(lambda: run_ensemble(board, 1))
    many = seconds(lambda: run_ensemble(board, MANY, chunk=MANY))
    print(f"{SCENARIO}, {board.ends} months, {len(board.rules)} rules, {len(board.moves)} moves, "
          f"{len(board.effects.rows)} effects")
    print(f"one run among {MANY} costs {many / MANY / alone:.4f} of one alone "
          f"({alone:.2f} s alone, {MANY / many:.0f} runs/s)")
    profile = cProfile.Profile()
    profile.runcall(run_ensemble, board, MANY, chunk=MANY)
    stats = pstats.Stats(profile)
    total = stats.total_tt  # type: ignore[attr-defined]
    print(f"where the time of {MANY} runs goes (noise and blocked are counted inside others too):")
    for name, (file, function) in PIECES.items():
        spent = sum(row[3] for key, row in stats.stats.items() if key[0].endswith(file) and key[2] == function)  # type: ignore[attr-defined]
        print(f"  {spent / total:6.1%}  {name}")
    print(costs(seconds))


if __name__ == "__main__":
    main()
