"""The table of parts: a move and one agent whose yes it needs. Constant arrays that the `decide` rules read.

Shapes: P parts, A actors, Q issues, K doctrines, G indicators that somebody aims at, R runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.world.arrays import Array

Index = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Parts:
    """One row per part.

    `actor`, `agent`, `move` (P,): who it belongs to and what it is part of. `starts`: the agent may start it.
    `leads`: the agent is the actor's leadership. `joint`: others must agree too. `formats`: it makes a new institution.
    `cost` (P, 1) points before repeats. `deepens` (P, A): how far the declared effects deepen the actor's ties with
    each other actor, 1 = a strong step; `regard` (P, A): how they move the others' goodwill towards the actor. `issue`
    (P, Q): issues of the offer. `taste` (P, 1): mean of the audiences.
    `distant` (P, 1): a counterpart is a distant power. `impact` (P, G): expected change of each indicator in two
    years, in steps of its scale, renewed every two years. `aims` (K, P, G): weight of each indicator for a leadership
    that follows the doctrine; `own_aims` (P, G): the same for the agents below it, zero for leaderships.
    `lean` (K, A): 1 for a doctrine's patron. `called` (P, R): how urgently the present state calls for the move;
    `above` (G, R): how many steps each indicator stands above its value at the start; both change from turn to turn.
    `aimed`: the paths of the G indicators; `opening` (G, 1): their values at the start of the reference run.
    """

    actor: Index
    agent: Index
    move: Index
    starts: Flags
    leads: Flags
    joint: Flags
    formats: Array
    cost: Array
    deepens: Array
    regard: Array
    issue: Array
    taste: Array
    distant: Array
    impact: Array
    aims: Array
    own_aims: Array
    lean: Array
    called: Array
    above: Array
    aimed: tuple[str, ...]
    opening: Array

    @property
    def size(self) -> int:
        return len(self.actor)
