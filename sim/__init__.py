"""Multivector: a policy game and laboratory about balancing between great powers.

The public API, imported when first used: `load_scenario`, `Treatment`, `BalanceModel`, `Game`,
`run_ensemble`, `run_batch`, `open_batch`, `why`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers know this name; the command starts through here, and typing takes its time
if TYPE_CHECKING:
    from typing import Any

    from sim.batch.api import open_batch, run_batch
    from sim.game.game import Game
    from sim.model import BalanceModel
    from sim.scenario.load import load_scenario
    from sim.seat.why import why
    from sim.study.ensemble import run_ensemble
    from sim.treatment import Treatment

_HOME = {"load_scenario": "sim.scenario.load", "BalanceModel": "sim.model", "Game": "sim.game.game",
         "run_ensemble": "sim.study.ensemble", "run_batch": "sim.batch.api", "open_batch": "sim.batch.api",
         "Treatment": "sim.treatment", "why": "sim.seat.why"}
__all__ = ["BalanceModel", "Game", "Treatment", "load_scenario", "open_batch", "run_batch", "run_ensemble", "why"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
