"""A demand that was refused is not repeated while the refusal is punished."""

from __future__ import annotations

import numpy as np

from sim.model import BalanceModel
from tests.boards import SHORT, board

DEMAND, RUNS = "seat-for-russia", 20


def test_nobody_asks_again_while_the_refusal_is_punished() -> None:
    at = board(SHORT)
    part = next(k for k, part in enumerate(at.parts) if part.starts and at.moves[part.move].key == DEMAND)
    sequels = [row for row, sequel in enumerate(at.sequels, start=at.rows - len(at.sequels))
               if sequel.move == at.parts[part].move]
    model, asked, punished = BalanceModel(SHORT, seed=1, runs=RUNS, collect=False), [], []
    while model.running:
        punished.append((model.world.since[sequels] >= 0).any(axis=0))
        model.step()
        asked.append(model.proposed[-1][1][part])
    assert np.any(asked) and np.any(punished)
    assert not (np.array(asked) & np.array(punished)).any()
