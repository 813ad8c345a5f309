"""YAML to validated, frozen objects: the only place that knows pydantic and YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.load import list_scenarios, load_scenario
    from sim.scenario.schema import Scenario

__all__ = ["Scenario", "list_scenarios", "load_scenario"]


def __getattr__(name: str) -> Any:
    """Imported when first asked for: pydantic and YAML cost a fifth of a second."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("sim.scenario.schema" if name == "Scenario" else "sim.scenario.load"), name)
