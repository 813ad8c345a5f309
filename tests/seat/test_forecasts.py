"""Several bundles are forecast side by side: the same numbers on any number of processors, and no bundle is lost."""

from __future__ import annotations

from contextvars import ContextVar
from threading import RLock

import pytest

from sim.seat import forecasts
from sim.seat.forecasts import Forecasts
from sim.tape import by_numba
from sim.tape.machine import NUMBA, NUMPY, using
from sim.views import ForecastView
from tests.game.games import SEAT, new, possible

RUNS, MONTHS = 40, 4
ENGINES = (NUMPY, *([NUMBA] if by_numba.available() else []))


def found(monkeypatch: pytest.MonkeyPatch, engine: str, processors: int, columns: int) -> list[ForecastView] | None:
    """Of no orders, and of every order that may be given alone."""
    monkeypatch.setattr(forecasts, "cores", lambda: processors)
    monkeypatch.setattr(forecasts, "COLUMNS", columns)
    game = new(people=(SEAT,))
    with using(engine):
        return Forecasts(game, SEAT, RLock()).forecasts([(), *((key,) for key in possible(game))], MONTHS, RUNS,
                                                        lambda: False)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_numbers_do_not_depend_on_the_processors(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = found(monkeypatch, engine, 1, RUNS)
    assert alone and alone == found(monkeypatch, engine, 3, 2 * RUNS) == found(monkeypatch, engine, 2, 1_000_000)


@pytest.mark.parametrize("bundles", [1, 2, 7, 17])
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_every_bundle_is_in_one_group_and_no_thread_idles(bundles: int, threads: int,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "COLUMNS", 4 * RUNS)
    names = [(f"order {k}",) for k in range(bundles)]
    groups = list(forecasts._groups(names, RUNS, threads))
    assert [name for group in groups for name in group] == names
    assert all(1 <= len(group) <= 4 for group in groups)
    assert len(groups) == 1 or len(groups) >= min(threads, bundles)


def test_a_forecast_that_is_cancelled_half_way_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    game = new(people=(SEAT,))
    monkeypatch.setattr(forecasts, "COLUMNS", RUNS)
    some = [(key,) for key in possible(game)[:4]]
    assert Forecasts(game, SEAT, RLock()).forecasts(some, MONTHS, RUNS, cancelled) is None


def test_whether_it_is_cancelled_is_asked_in_the_context_of_whoever_asked() -> None:
    """A screen knows its own work by the context, and nothing else."""
    work: ContextVar[bool] = ContextVar("work")
    work.set(False)
    game = new(people=(SEAT,))
    assert Forecasts(game, SEAT, RLock()).forecasts([(key,) for key in possible(game)[:3]], MONTHS, RUNS, work.get)
