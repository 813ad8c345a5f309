"""What a forecast costs, in single runs of the same horizon; and whether its bands hold what they promise.

`python -m benchmarks.forecast [SEEDS]` measures the calibration: for each seed a game's second turn, a random allowed
bundle, four turns. The 10-90 band should hold eight of ten outcomes drawn under the forecast's own assumptions. Told
are the share of one outcome a seed, that of many a seed, which is measured more sharply, and that of the game's own way
on: not quite such a draw, because some of its luck is settled already.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.game.game import Game
from sim.seat.ahead import forecast_view, paths_of
from sim.seat.past import Past
from sim.study.forecast import RUNS, futures, play_on, present
from sim.treatment import treat
from sim.world.arrays import Array

SCENARIO, SEAT, TURN, TURNS = "summit-2018", "kazakhstan", 2, 4
LOW, HIGH = 10, 90
OUTCOMES = 20  # a seed
EVERY = 50  # seeds
NAMED = ("kazakhstan.balance", "kazakhstan.growth", "kazakhstan.autonomy", "kazakhstan.approval",
         "kazakhstan.russia.goodwill", "russia.kazakhstan.effective_pressure")




@dataclass(frozen=True, slots=True)
class Inside:
    """Which outcomes lay in the band: those drawn (D,), and the game's own way on."""

    drawn: NDArray[np.bool_]
    own: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of outcomes inside: `one` outcome a seed, `many` a seed, the games' `own` ways on."""

    one: float
    many: float
    own: float


Row = dict[str, Inside]
Told = Callable[[int, dict[str, Shares]], None]


def game_at(scenario: str, seat: str, seed: int, turn: int = TURN) -> Game:
    game = Game(treat(scenario), (seat,), seed)
    while game.turn < turn:
        game.end_turn()
    return game


def random_bundle(game: Game, seat: str, seed: int) -> tuple[str, ...]:
    """Some of the orders that the seat may give together; the same for the same seed."""
    luck = random.Random(seed)
    keys = [move.key for move in game.board.moves if seat in move.parties]
    luck.shuffle(keys)
    bundle: list[str] = []
    for key in keys:
        if len(bundle) < 2 and not game.refusals(seat, [*bundle, key]):
            bundle.append(key)
    return tuple(bundle[: luck.randint(0, 2)])


def held(game: Game, seat: str, bundle: Sequence[str], paths: Sequence[str], runs: int = RUNS) -> Row:
    """Indicator -> which of some more draws its band held, and whether it held the game's own way on."""
    months = TURNS * game.board.scenario.turn_months
    found = futures(game, seat, bundle, paths, months, runs + OUTCOMES)
    assert found is not None
    for turn in range(TURNS):
        game.decide(seat, bundle if turn == 0 else ())
        game.end_turn()
    view = game.board.view(game.model.world, game.model.params)
    return {path: _inside(values[-1], runs, float(game.board.indicator(path).read(view)[0]))
            for path, values in found.paths.items()}


def _inside(ends: Array, runs: int, own: float) -> Inside:
    low, high = np.percentile(ends[:runs], (LOW, HIGH))
    return Inside((low <= ends[runs:]) & (ends[runs:] <= high), bool(low <= own <= high))


def calibration(seeds: Sequence[int], scenario: str = SCENARIO, seat: str = SEAT, paths: Sequence[str] = NAMED,
                runs: int = RUNS, told: Told = lambda done, found: None) -> dict[str, Shares]:
    """Indicator -> shares of the outcomes that its bands held. `told` hears of them after each seed."""
    rows: list[Row] = []
    for seed in seeds:
        game = game_at(scenario, seat, seed)
        rows.append(held(game, seat, random_bundle(game, seat, seed), paths, runs))
        told(len(rows), shares(rows))
    return shares(rows)


def shares(rows: Sequence[Row]) -> dict[str, Shares]:
    return {path: Shares(one=float(np.mean([row[path].drawn[0] for row in rows])),
                         many=float(np.mean([row[path].drawn for row in rows])),
                         own=float(np.mean([row[path].own for row in rows]))) for path in rows[0]}


def costs(seconds: Callable[[Callable[[], object]], float]) -> str:
    """The preview of one option, and all of a turn's, as multiples of one run of the same horizon."""
    game = game_at(SCENARIO, SEAT, 1)
    paths, free = paths_of(game.board, SEAT), _free(game)

    def preview(keys: Sequence[str]) -> None:
        bare = futures(game, SEAT, (), paths)
        trails = Past(game).trails(paths)
        for key in keys:
            found = futures(game, SEAT, (key,), paths)
            assert found is not None and bare is not None
            forecast_view(game.board, game.turn, SEAT, trails, (key,), found, bare)

    alone = seconds(lambda: play_on(present(game, SEAT, 1, paths), SEAT, [()], 24, lambda: False))
    one, every = seconds(lambda: preview(free[:1])), seconds(lambda: preview(free))
    return (f"the forecast of one option over {RUNS} runs, and of none, costs {one / alone:.1f} single runs of its "
            f"horizon (at most 30)\nof all {len(free)} options of a turn: {every / alone:.1f}, "
            f"{every / alone / len(free):.1f} each")


def _free(game: Game) -> list[str]:
    keys = [move.key for move in game.board.moves if SEAT in move.parties]
    return [key for key in keys if not game.refusals(SEAT, [key])]


def main() -> None:
    count, start = int(sys.argv[1]) if len(sys.argv) > 1 else 500, time.perf_counter()
    print(f"{SCENARIO}, seeds 0 to {count - 1}, turn {TURN}, {TURNS} turns, {RUNS} runs: share of outcomes inside")

    def tell(done: int, found: dict[str, Shares]) -> None:
        if done % EVERY == 0 or done == count:
            print(f"after {done} seeds, {time.perf_counter() - start:.0f} s", flush=True)
            for path, share in found.items():
                print(f"  {path:40} one a seed {share.one:6.1%}   {OUTCOMES} a seed {share.many:6.1%}   "
                      f"the games' own ways on {share.own:6.1%}", flush=True)

    calibration(range(count), told=tell)


if __name__ == "__main__":
    main()
