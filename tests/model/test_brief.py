"""What a chunk made is gone when it ends, without the garbage collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from sim.model import BalanceModel
from sim.model.brief import brief
from sim.study.ensemble import run_ensemble
from sim.study.tape import record
from sim.treatment import treat
from tests.boards import MINI


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Nothing goes but what nobody points at."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def alive() -> int:
    return sum(type(x) is BalanceModel for x in gc.get_objects())


def test_a_brief_model_is_gone_with_all_that_it_holds(uncollected: None) -> None:
    with brief(BalanceModel(MINI, runs=2, collect=False)) as model:
        model.step()
        parts = [ref(x) for x in (model, *model.agents, model.table, next(iter(model.world.stocks.values())))]
        assert all(part() is not None for part in parts)
    del model
    assert [part() for part in parts] == [None] * len(parts)


def test_it_is_gone_after_an_error_too(uncollected: None) -> None:
    before = alive()
    with pytest.raises(ZeroDivisionError), brief(BalanceModel(MINI, collect=False)) as model:
        model.turn //= 0
    del model
    assert alive() == before


def test_no_chunk_outlives_its_end(uncollected: None) -> None:
    before, seen = alive(), set[int]()
    run_ensemble(treat(MINI), 2, chunk=1, progress=lambda _: seen.add(alive()))
    record(treat(MINI), (), runs=1, until=1, progress=lambda _: seen.add(alive()))
    assert (seen, alive()) == ({before + 1}, before)
