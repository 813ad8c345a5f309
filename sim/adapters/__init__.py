"""The model in other programs: an environment for PettingZoo, a model for EMA Workbench. Each needs its package, which
an extra brings; `mesa.batch_run` takes `sim.BalanceModel` as it is."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sim.errors import refuse

if TYPE_CHECKING:
    from ema_workbench import Model

    from sim.adapters.parallel import SeatsEnv

__all__ = ["ema_model", "parallel_env"]


def parallel_env(*args: Any, **words: Any) -> SeatsEnv:
    """The seats of a scenario as a parallel environment of PettingZoo; see `sim.adapters.parallel.SeatsEnv`."""
    with _needing("PettingZoo", "pettingzoo"):
        from sim.adapters.parallel import SeatsEnv
    return SeatsEnv(*args, **words)


def ema_model(*args: Any, **words: Any) -> Model:
    """A scenario as a Model of EMA Workbench; see `sim.adapters.ema.model_of`."""
    with _needing("EMA Workbench", "discover"):
        from sim.adapters.ema import model_of
    return model_of(*args, **words)


@contextmanager
def _needing(package: str, extra: str) -> Generator[None]:
    try:
        yield
    except ImportError as error:
        raise refuse("MV-B030", f"{package} is not installed", value=error.name or "",
                     mend=f"install it: pip install 'multivector[{extra}]'") from error
