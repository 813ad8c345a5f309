"""How large the view of a turn is as it is sent, at its largest; and what a second game of a scenario costs to open."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from sim.game.game import Game
from sim.scenario.load import list_scenarios, load_scenario
from sim.seat.turn import turn_view
from sim.treatment import treat
from sim.views.wire import to_json


def report() -> Iterator[str]:
    """A line a scenario. It runs first where nothing of a scenario has been opened in this process."""
    for scenario in (summary.id for summary in list_scenarios()):
        seat = next(iter(load_scenario(scenario).scenario.seats))
        first, same, other = (opening(scenario, seat, seed) for seed in (1, 1, 2))
        turn, size = largest(scenario, seat)
        yield (f"{scenario}: the largest view of a turn is {size / 1000:.1f} kB (turn {turn}); a second game opens in "
               f"{same / first:.2f} of the first one's time, with other luck in {other / first:.2f}")


def opening(scenario: str, seat: str, seed: int) -> float:
    start = time.perf_counter()
    Game(treat(scenario), (seat,), seed)
    return time.perf_counter() - start


def largest(scenario: str, seat: str) -> tuple[int, int]:
    """(turn, bytes of JSON) of the largest view of a game that is passed through to its end."""
    game, sizes = Game(treat(scenario), (seat,), 1), list[tuple[int, int]]()
    while True:
        sizes.append((len(json.dumps(to_json(turn_view(game, seat)))), game.turn))
        if game.over:
            break
        game.end_turn()
    size, turn = max(sizes)
    return turn, size
