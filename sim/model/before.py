"""How a board stands at its opening: what lies before it is the same under the same luck, so a game replays it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.agents.table import Deed
from sim.engine.ledger import Entry, FullLedger
from sim.model.record import Taken
from sim.world.state import World

if TYPE_CHECKING:
    from sim.model.model import BalanceModel

LUCKS = 4  # of one board that are kept, the last ones; the entries of one are some megabytes


@dataclass(frozen=True, slots=True)
class Before:
    """The World at the opening, and all that was written down until then. None of it is ever changed."""

    world: World
    entries: tuple[Entry, ...]
    deeds: tuple[Deed, ...]
    struck: tuple[tuple[int, NDArray[np.bool_]], ...]
    taken: tuple[Taken, ...]


def replay_once(model: BalanceModel, ledger: FullLedger) -> None:
    """Bring a game's model of one run to its opening."""
    kept: dict[object, Before] = model.board.before
    luck = (model.noise.seed, model.noise.stream, int(model.noise.runs[0]))
    if luck not in kept:
        model.replay_record()
        while len(kept) >= LUCKS:
            kept.pop(next(iter(kept)))
        kept[luck] = Before(model.world, tuple(ledger.entries), tuple(model.deeds), tuple(model.struck),
                            tuple(model.taken))
    found = kept[luck]
    model.world, ledger.entries = found.world, list(found.entries)
    model.deeds, model.struck, model.taken = list(found.deeds), list(found.struck), list(found.taken)
