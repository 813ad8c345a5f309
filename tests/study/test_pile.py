"""A pile gives back what was laid down, from memory or from a file, row by row or as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.model import BalanceModel
from sim.study import pile as module
from sim.study.ensemble import run_ensemble
from sim.study.pile import Pile
from sim.treatment import treat
from tests.boards import MINI, finished

SHAPES = {"number": (), "matrix": (3, 2), "none": (0,), "cube": (2, 1, 2)}
CHUNKS = (4, 1, 3)


def chunks(shape: tuple[int, ...], dtype: str) -> list[NDArray[Any]]:
    """Some numbers that are all different, in columns as a model leaves them: not one after the other in memory."""
    rng = np.random.default_rng(1)
    return [np.moveaxis(rng.normal(size=(runs, *shape)) * 9, 0, -1).astype(dtype) for runs in CHUNKS]


def full(**_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("room", [0, 60, 10**6], ids=["file", "both", "memory"])
@pytest.mark.parametrize("dtype", ["float64", "int16", "bool"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_what_was_laid_down_comes_back(shape: tuple[int, ...], dtype: str, room: int) -> None:
    found, given = Pile(room), chunks(shape, dtype)
    for chunk in given:
        found.lay("x", chunk)
        found.lay("other", chunk[..., ::-1])
    whole = np.concatenate(given, axis=-1)
    assert found.whole("x").dtype == whole.dtype and np.array_equal(found.whole("x"), whole)
    assert b"".join(row.tobytes() for row in found.rows("x")) == whole.tobytes()
    assert all(np.array_equal(a, b) for a, b in zip(found.chunks("x"), given, strict=True))
    assert [x.shape for x in found.chunks("other")] == [(*shape, runs) for runs in CHUNKS]


def test_little_needs_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TemporaryFile", full)
    found = Pile(1000)
    found.lay("x", np.zeros((5, 20)))
    assert found.room == 200


@pytest.mark.parametrize("harm", [
    lambda patch: patch.setattr(module, "TemporaryFile", full),
    lambda patch: patch.setattr(module, "TemporaryFile", lambda **_: Full()),
], ids=["no file", "full half way"])
def test_where_nothing_can_be_written_it_stays_in_memory(harm: Callable[[pytest.MonkeyPatch], None],
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    harm(monkeypatch)
    found = Pile(0)
    for n in range(3):
        found.lay("x", np.full((2, 2), float(n)))
    assert found.whole("x").tolist() == [[0, 0, 1, 1, 2, 2]] * 2


class Full:
    """A file on a disk that takes eight bytes."""

    def seek(self, place: int) -> None: ...

    def write(self, data: memoryview) -> int:
        if len(data) < 32:
            full()
        return 8


def test_an_ensemble_on_file_is_that_of_its_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.study.ensemble.Pile", lambda: Pile(0))
    found = run_ensemble(treat(MINI), 2, seed=4)
    model = finished(BalanceModel(MINI, seed=4, runs=2, watch=found.indicators, collect=False))
    assert found.digest == found.final.digest() == model.world.digest()
    assert found.run_digests() == model.world.digests()
    record = np.stack(model.record[found.board.opens:])
    assert all(np.array_equal(values, record[:, i]) for i, values in enumerate(found.paths.values()))
