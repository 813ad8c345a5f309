"""What has run and is not looked at any more is given back: thousands of worlds pass through one study."""

from __future__ import annotations

import gc
import weakref

from sim.model import BalanceModel
from sim.scenario.load import load_scenario
from sim.treatment import Treatment
from tests.boards import MINI


def test_a_model_and_its_board_go_when_nobody_holds_them() -> None:
    treatment = Treatment(load_scenario(MINI))
    model = BalanceModel(treatment, collect=False)
    model.step()
    gone = weakref.ref(model), weakref.ref(model.board)
    del model, treatment
    gc.collect()
    assert [ref() for ref in gone] == [None, None]
