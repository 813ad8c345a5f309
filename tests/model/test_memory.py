"""What has run and is not looked at any more is given back: thousands of worlds pass through one study."""

from __future__ import annotations

import gc
import weakref

from sim.engine.compile import compile_board
from sim.model import BalanceModel
from sim.scenario.load import load_scenario
from tests.boards import MINI


def test_a_model_and_its_board_go_when_nobody_holds_them() -> None:
    loaded = load_scenario(MINI)
    board = compile_board(loaded.scenario, loaded.digest)
    model = BalanceModel(board, collect=False)
    model.step()
    gone = weakref.ref(model), weakref.ref(board)
    del model, board
    gc.collect()
    assert [ref() for ref in gone] == [None, None]
