"""Stakes: does it matter what a seat decides? Idling, greed, plans and single decisions against games among doctrines.

A *play* is a game in which a doctrine that may hold the seat holds it, and all others follow their own. Whatever is
held against plays is played in the same runs: the same parameters, the same luck. It *beats* a share of the plays: in
each run, those of the same run with a lower score, an equal one counts half; the mean over the runs. Scores are points,
0 to 100: all goals of the seat by their weights, the secret one included.

What is chosen is chosen in runs of its own and scored in fresh ones, or luck would be taken for skill. No rule and no
cost of the model looks at any of these numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.engine.board import Board
from sim.study.greedy import greedy
from sim.study.plans import WIDTH, Plan, Runs, Tell, by_doctrines, by_hand, by_plans, opened, swapped, swaps, taken
from sim.study.plays import Swap
from sim.treatment import Treatment
from sim.world.arrays import Array

IDLE = 0.20  # the share of plays that passing every turn may beat
SWAP = 0.2  # of the spread of plays: what the best swap of one decision must be worth
PLANS = 200  # from which the best is chosen
FRESH = 200  # runs in which plans and swaps are scored
CHOSEN_IN = 50  # runs in which they are chosen
SCREENED_IN, KEPT = 5, 40  # runs in which all swaps are tried, and how many then go on
STANDINGS = (0.25, 0.5, 0.75)  # of the plans in which decisions are swapped: one alone would be a draw by lot


@dataclass(frozen=True, slots=True)
class Stakes:
    """Of one seat. `plays`: how many; `idle_beats`, `greedy_beats`, `best_plan_beats`: shares of plays, 0 to 1;
    `best_swap`: points that the best single swap of a decision wins on the mean, in plans of low, median and high
    standing, and `swaps`, which ones these are and what each wins; `spread`: points between the tenth and the
    ninetieth of a hundred plays, each less the mean of its run; `points`: mean score of each."""

    plays: int
    idle_beats: float
    greedy_beats: float
    best_plan_beats: float
    best_swap: float
    spread: float
    swaps: tuple[tuple[Swap, float], ...]
    points: dict[str, float]


def stakes(treatment: Treatment, seat: str, runs: int = 1000, seed: int = 1,
           tell: Tell = lambda done: None) -> Stakes:
    """`runs`: at least so many plays, by equal shares of the doctrines. The first runs are those to choose in."""
    aside, doctrines = _aside(treatment.board, seat, runs), doctrines_of(treatment.board, seat)
    best, swaps = _chosen(opened(treatment, seat, seed, range(aside)), doctrines, min(PLANS, runs), tell)
    fresh = range(aside, aside + each(treatment.board, seat, runs))
    plays, idle, greed = _compared(treatment, seat, seed, fresh, doctrines, tell)
    some = opened(treatment, seat, seed, fresh[:FRESH])
    planned, gains = by_plans(some, [best], tell)[0], [gain(some, plan, swap, tell) for plan, swap in swaps]
    scores = {"plays": plays, "idle": idle, "greedy": greed, "best_plan": planned}
    return Stakes(plays.size, beats(idle, plays), beats(greed, plays), beats(planned, plays[:, : len(planned)]),
                  float(np.mean(gains or [0.0])), spread(plays),
                  tuple((swap, its) for (_, swap), its in zip(swaps, gains, strict=True)),
                  {name: float(its.mean()) for name, its in scores.items()})


def work(board: Board, seat: str, runs: int) -> int:
    """How many run-turns it takes, about: a turn has some thirty swaps."""
    count, chosen = min(PLANS, runs), min(CHOSEN_IN, _aside(board, seat, runs))
    games = (len(doctrines_of(board, seat)) + 2) * each(board, seat, runs) + 7 * FRESH + count * (chosen + 1)
    return board.turns * (games + len(STANDINGS) * (30 * board.turns * min(SCREENED_IN, chosen) + KEPT * chosen))


def doctrines_of(board: Board, seat: str) -> list[str]:
    """Those that the seat may hold."""
    return [key for key, x in board.scenario.doctrines.items() if seat in x.actors or not x.actors]


def each(board: Board, seat: str, runs: int) -> int:
    """In how many fresh runs each doctrine holds the seat; never fewer than plans are scored in."""
    return max(-(-runs // len(doctrines_of(board, seat))), min(FRESH, runs))


def _aside(board: Board, seat: str, runs: int) -> int:
    """How many runs are set aside to take plans from, and to choose in."""
    return max(-(-min(PLANS, runs) // len(doctrines_of(board, seat))), min(CHOSEN_IN, runs))


def _chosen(runs: Runs, doctrines: Sequence[str], count: int,
            tell: Tell) -> tuple[Plan, list[tuple[Plan, Swap]]]:
    """The best of so many plans; and some of lower standing, each with the best swap in it, if any is possible."""
    plans, few = _plans(runs, doctrines, count, tell), runs.first(CHOSEN_IN)
    order = np.argsort(by_plans(few, plans, tell).mean(axis=1), kind="stable")
    some = [plans[order[int(standing * len(order))]] for standing in STANDINGS]
    return plans[order[-1]], [(plan, swap) for plan in some if (swap := best_swap(few, plan, tell))]


def gain(runs: Runs, plan: Plan, swap: Swap, tell: Tell) -> float:
    """What a swap in a plan wins in these runs on the mean."""
    before, after = by_plans(runs, [plan, swapped(runs, plan, swap)], tell)
    return float((after - before).mean())


def _compared(treatment: Treatment, seat: str, seed: int, numbers: range, doctrines: Sequence[str],
              tell: Tell) -> tuple[Array, ...]:
    """Scores of plays (D, r), of idling and of the greedy player (1, r), some runs after the other."""
    several, greed = max(1, WIDTH // len(doctrines)), greedy(treatment.board, seat)
    pieces: list[tuple[Array, ...]] = []
    for k in range(0, len(numbers), several):
        runs = opened(treatment, seat, seed, numbers[k: k + several])
        plays, _ = by_doctrines(runs, doctrines, tell)
        pieces.append((plays, by_hand(runs, lambda model: {}, tell), by_hand(runs, greed, tell)))
    return tuple(np.concatenate(scores, axis=1) for scores in zip(*pieces, strict=True))


def _plans(runs: Runs, doctrines: Sequence[str], count: int, tell: Tell) -> list[Plan]:
    """So many, of all doctrines alike."""
    several = -(-count // len(doctrines))
    scores, said = by_doctrines(runs.first(several), doctrines, tell)
    return [taken(runs, said, column) for column in np.linspace(0, scores.size - 1, count).round().astype(int)]


def best_swap(runs: Runs, plan: Plan, tell: Tell) -> Swap | None:
    """The swap that gains most in these runs, of those that do in the first few; None if nothing else is possible."""
    found = swaps(runs, plan, tell)
    for some, kept in ((runs.first(SCREENED_IN), KEPT), (runs, 1)):
        means = by_plans(some, [swapped(runs, plan, swap) for swap in found], tell).mean(axis=1)
        found = [found[k] for k in np.argsort(-means, kind="stable")[:kept]]
    return found[0] if found else None


def beats(scores: Array, plays: Array) -> float:
    """The share of plays (D, r) that scores (r,) or (1, r) beat, run by run; ties count half."""
    return float(np.mean((scores > plays) + 0.5 * (scores == plays)))


def spread(plays: Array) -> float:
    """P90 less P10 of plays (D, r), each less the mean of its run: luck is taken out."""
    low, high = np.percentile(plays - plays.mean(axis=0), (10, 90))
    return float(high - low)


def problems(found: dict[str, Stakes]) -> list[str]:
    """What is against the bars, in words."""
    idle = [f"{seat}: passing every turn beats {x.idle_beats:.0%} of plays, more than {IDLE:.0%}"
            for seat, x in found.items() if x.idle_beats > IDLE]
    return idle + [f"{seat}: the best swap of a decision wins {x.best_swap:.1f} points, less than {SWAP:g} of a spread "
                   f"of {x.spread:.1f}" for seat, x in found.items() if x.best_swap < SWAP * x.spread]


def as_json(x: Stakes) -> dict[str, Any]:
    swaps = [{"turn": swap.turn, "decided": swap.decided, "instead": swap.instead, "gain": its}
             for swap, its in x.swaps]
    return {"plays": x.plays, "idle_beats": x.idle_beats, "greedy_beats": x.greedy_beats,
            "best_plan_beats": x.best_plan_beats, "best_swap": x.best_swap, "spread": x.spread, "swaps": swaps,
            "points": x.points}
