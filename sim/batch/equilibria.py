"""Mixed equilibria through pygambit, in a process of its own that has a time limit: some games take a solver for ever.

Of two seats all extreme equilibria, exactly (`enummixed`). Of more, what the global Newton method finds (`gnm`), which
need not be all. Each is checked here. Strategies have no names there: Gambit's labels must be ASCII, so places stand
for them.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from sim.study.runner import ONE_THREAD
from sim.world.arrays import Array

LIMIT = 60.0  # seconds
DIGITS = 6  # of points, which are exact from there on: means of runs are no finer
SLACK = 1e-4  # points that nobody may gain where a solver is tolerant
Shares = tuple[tuple[float, ...], ...]
Solver = Callable[[Array], list[Shares]]


@dataclass(frozen=True, slots=True)
class Mixed:
    """`found`: of each equilibrium, the shares of each seat's minds. `missing`: why there are none or not all: `extra`
    (pygambit is not installed), `time`, `failed`, `some` (the method need not find all), or nothing."""

    method: str
    missing: str
    found: tuple[Shares, ...] = ()


def mixed(means: Array, limit: float = LIMIT) -> Mixed:
    """`means` (S, *numbers of minds): points of each seat. Pure equilibria are among them."""
    method, solver = ("enummixed", enumerated) if len(means) == 2 else ("gnm", newton)
    if find_spec("pygambit") is None:
        return Mixed(method, "extra")
    found = within(limit, solver, means)
    if isinstance(found, str):
        return Mixed(method, found)
    sound = [shares for shares in found if gain(means, shares) <= SLACK]
    return Mixed(method, "" if method == "enummixed" else "some", tuple(dict.fromkeys(sound)))


def gain(means: Array, shares: Shares) -> float:
    """The most that any seat could gain by another mind."""
    return max(float(np.max(own) - np.dot(own, shares[s])) for s, own in
               ((s, _answers(mean, shares, s)) for s, mean in enumerate(means)))


def _answers(mean: Array, shares: Shares, seat: int) -> Array:
    """What each mind of a seat brings it where the others mix."""
    rest = np.moveaxis(mean, seat, -1)
    for s, its in enumerate(shares):
        if s != seat:
            rest = np.tensordot(np.asarray(its), rest, axes=(0, 0))
    return rest


# --- solvers ---------------------------------------------------------------------------------------------------------


def _gambit() -> Any:
    """Its types leave out what they take from its compiled part."""
    return import_module("pygambit")


def enumerated(means: Array) -> list[Shares]:
    """All extreme equilibria of a game of two, in exact fractions."""
    gambit = _gambit()
    exact = np.vectorize(lambda x: Fraction(round(x * 10**DIGITS), 10**DIGITS), otypes=[object])(means)
    return _shares(gambit.nash.enummixed_solve(gambit.Game.from_arrays(*exact), rational=True).equilibria)


def newton(means: Array) -> list[Shares]:
    gambit = _gambit()
    return _shares(gambit.nash.gnm_solve(gambit.Game.from_arrays(*means)).equilibria)


def _shares(profiles: Sequence[Any]) -> list[Shares]:
    return [tuple(tuple(float(profile[strategy]) for strategy in player.strategies) for player in profile.game.players)
            for profile in profiles]


# --- a process of its own --------------------------------------------------------------------------------------------


def within(limit: float, solver: Solver, means: Array) -> list[Shares] | str:
    """What the solver says within so many seconds, or `time` or `failed`."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    ours, theirs = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_answer, args=(theirs, limit, solver, means), daemon=True)
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(limit) else "time"
    except EOFError:
        return "failed"
    finally:
        process.kill()
        process.join()


def _answer(line: Connection[Any, Any], limit: float, solver: Solver, means: Array) -> None:
    """Ctrl-C is the parent's to hear; should that be killed, the system ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if find_spec("resource"):
        import resource

        seconds = int(limit) + 5
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    line.send(solver(means))
