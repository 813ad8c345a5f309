"""Multivector: a policy game and laboratory about balancing between great powers.

The public API, imported when first used: `load_scenario`, `BalanceModel`, `Game`, `run_ensemble`, `why`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers know this name; the command starts through here, and typing takes its time
if TYPE_CHECKING:
    from typing import Any

    from sim.game.game import Game
    from sim.model import BalanceModel
    from sim.scenario.load import load_scenario
    from sim.seat.why import why
    from sim.study.ensemble import run_ensemble

_HOME = {"load_scenario": "sim.scenario.load", "BalanceModel": "sim.model", "Game": "sim.game.game",
         "run_ensemble": "sim.study.ensemble", "why": "sim.seat.why"}
__all__ = ["BalanceModel", "Game", "load_scenario", "run_ensemble", "why"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
