"""Boards and worlds that many tests look at. Each is made once per process; nobody may change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.engine.board import Board
from sim.engine.opening import draw_params, start
from sim.model import BalanceModel
from sim.rules.view import View
from sim.treatment import Treatment, treat
from sim.world.noise import Noise
from sim.world.state import Params, Roles, World

MINI = str(Path(__file__).parent / "mini" / "neighbours.yaml")
CRISES = str(Path(MINI).with_name("regimes.yaml"))
SHORT = "summit-2018"
LONG = "multivector-2015-2021"


def board(name: str = SHORT, historical: bool = False, off: str = "") -> Board:
    return treat(name, off=off, historical=historical).board


def cut(months: int) -> Board:
    """The miniature in turns of another length."""
    return treat(MINI, turn_months=months).board


def on(board: Board, name: str = MINI, **words: Any) -> Treatment:
    """A treatment whose board is this one, whatever its words would make."""
    treatment = replace(treat(name, **words))
    treatment.__dict__["board"] = board
    return treatment


@cache
def played(name: str = SHORT, turns: int = 2, runs: int = 3, first_run: int = 0, seed: int = 1) -> BalanceModel:
    """A model some turns after its opening."""
    model = BalanceModel(name, seed=seed, runs=runs, first_run=first_run, collect=False)
    for _ in range(turns):
        model.step()
    return model


def first_month(name: str = MINI, runs: int = 1) -> World:
    """The scenario's first month as the reference run has it, in every column."""
    return start(board(name), 0, np.zeros(runs, dtype=np.int64))


def seen(world: World, name: str = MINI) -> View:
    return board(name).view(world, draw_params(board(name), 0, np.zeros(world.runs, dtype=np.int64)))


def finished(model: BalanceModel) -> BalanceModel:
    while model.running:
        model.step()
    return model


def arrays_of(*holders: World | Params | Roles | Noise) -> Iterator[np.ndarray]:
    """Every array in them."""
    for holder in holders:
        if isinstance(holder, World):
            yield from (*holder.stocks.values(), holder.since, holder.uses)
        elif isinstance(holder, Params):
            yield from holder.values.values()
        elif isinstance(holder, Noise):
            yield holder.runs
        else:
            yield from holder._masks.values()


def same(first: World, second: World) -> bool:
    """Bit for bit."""
    return first.month == second.month and first.digests() == second.digests()
