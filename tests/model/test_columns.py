"""Run k alone is column k of many, bit for bit, whatever the chunk: with doctrines, by chance, by the record."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.model import BalanceModel
from sim.study.ensemble import Ensemble, run_ensemble
from sim.treatment import treat
from tests.boards import MINI, SHORT, finished

RUNS = {SHORT: 13, MINI: 41}
WORLDS = {
    "doctrines": (SHORT, "", False),
    "record": (SHORT, "", True),
    "chance": (MINI, "mongolia=random,russia=random", False),
    "mini": (MINI, "", False),
}
each_world = pytest.mark.parametrize("world", WORLDS)


@cache
def ensemble(world: str, runs: int = 0, first_run: int = 0, chunk: int = 512) -> Ensemble:
    name, seats, historical = WORLDS[world]
    return run_ensemble(treat(name, seats=seats, historical=historical), runs or RUNS[name], first_run, 1, chunk=chunk)


@each_world
def test_a_run_alone_is_its_column(world: str) -> None:
    name, seats, historical = WORLDS[world]
    digests = ensemble(world).run_digests()
    for k in (0, 6, len(digests) - 1):
        alone = finished(BalanceModel(name, seed=1, first_run=k, seats=seats, historical=historical))
        assert alone.world.digest() == digests[k], k


@each_world
def test_chunks_change_no_bit(world: str) -> None:
    whole, pieces = ensemble(world), ensemble(world, chunk=7)
    assert whole.run_digests() == pieces.run_digests()
    assert whole.digest == pieces.digest
    for path, values in whole.paths.items():
        assert np.array_equal(values, pieces.paths[path]), path
        assert np.array_equal(whole.start(path), pieces.start(path)), path
    for option, first in whole.agreements.items():
        assert np.array_equal(first, pieces.agreements[option]), option


@each_world
def test_the_first_run_may_be_any(world: str) -> None:
    assert ensemble(world, runs=5, first_run=4).run_digests() == ensemble(world).run_digests()[4:9]


@each_world
def test_runs_differ(world: str) -> None:
    assert len(set(ensemble(world).run_digests())) == RUNS[WORLDS[world][0]]


def test_seeds_differ_and_repeat() -> None:
    first, again, other = (run_ensemble(treat(MINI), 3, seed=seed).run_digests() for seed in (1, 1, 2))
    assert first == again
    assert not set(first) & set(other)


@pytest.mark.slow
def test_run_731_of_a_thousand() -> None:
    whole = run_ensemble(treat(MINI), 1000, seed=3)
    for k in (731, 999):
        assert run_ensemble(treat(MINI), 1, first_run=k, seed=3).digest == whole.run_digests()[k]
