"""A forecast has its own luck: it neither touches the game's nor knows it."""

from __future__ import annotations

import numpy as np

from sim.model import BalanceModel
from sim.world.state import World
from tests.boards import MINI, finished, same


def game(turns: int) -> BalanceModel:
    model = BalanceModel(MINI, seed=2, collect=False)
    for _ in range(turns):
        model.step()
    return model


def forecast(model: BalanceModel, stream: str, columns: int = 8) -> World:
    """The present World, repeated, and played to its end under other luck."""
    many = model.world.take(np.zeros(columns, dtype=np.int64))
    future = BalanceModel(model.treatments, seed=2, runs=columns, world=many, stream=stream, collect=False)
    return finished(future).world


def test_forecasts_do_not_touch_the_game() -> None:
    left_alone, looked_ahead = game(3), game(3)
    for turn in range(3):
        forecast(looked_ahead, f"forecast/{turn}")
        looked_ahead.step()
        left_alone.step()
    assert same(left_alone.world, looked_ahead.world)


def test_forecasts_with_different_keys_differ() -> None:
    model = game(3)
    first, second = (set(forecast(model, f"forecast/{k}").digests()) for k in (1, 2))
    assert len(first) == len(second) == 8
    assert not first & second
    assert forecast(model, "forecast/1").digests() == forecast(model, "forecast/1").digests()


def test_no_forecast_contains_the_games_own_future() -> None:
    model = game(3)
    future = finished(game(3)).world.digest()
    assert future not in forecast(model, "forecast/1").digests()
    assert future in forecast(model, "game").digests()  # its own luck would be an oracle
