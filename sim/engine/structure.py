"""The structure of a board: all that is the same in every run of a program. Boards that differ only in numbers
share it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import numpy as np

from sim import kept
from sim.engine.board import Board


def key_of(*parts: Any) -> str:
    """A key for arrays, numbers and texts, nested if need be, and for the program's text and NumPy's arithmetic."""
    return kept.key_of(kept.numbers(), *map(_told, parts))


def _told(part: Any) -> str:
    if isinstance(part, np.ndarray):
        return f"{part.dtype} {part.shape} {sha256(part.tobytes()).hexdigest()}"
    return repr(part)


def of_months(board: Board) -> Iterable[Any]:
    """Which rules there are, who is who, and where effects act on what."""
    yield [(rule.id, rule.body.__module__, rule.body.__qualname__) for rule in board.rules]
    yield board.sizes
    for name, mask in sorted(board.roles.masks.items()):
        yield name
        yield mask
    yield [(row.move, row.on.path, row.room, row.rises, [x.path for x in row.times]) for row in board.effects.rows]


def of_offers(board: Board) -> Iterable[Any]:
    """What moves ask for, what they cost, and what makes them urgent."""
    yield board.rows, [(move.key, move.option, board.scenario.options[move.option].once) for move in board.moves]
    yield [(part.move, part.agent, part.starts, part.cost) for part in board.parts]
    yield [[x.told for x in conditions if x.where is None] for conditions in board.conditions[:len(board.moves)]]
    yield [[x.told for x in conditions] for conditions in board.discounts]
    yield board.starts, [(row, repr(call), where.path) for row, call, where in board.calls]
    yield [key for key, _ in board.events]


def of_regimes(board: Board) -> Iterable[Any]:
    """When regimes open and close."""
    yield [(x.key, [c.told for c in x.opens], [c.told for c in x.closes]) for x in board.regimes]
