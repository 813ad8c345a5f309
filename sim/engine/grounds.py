"""The grounds of what staff expect: a digest of all of a board that the months read when nobody decides.

Boards that differ only in who decides, in what they want, in what an offer costs or asks for share their expectations.
A test watches which parts of a board are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sim.engine.board import Board
from sim.engine.indicators import Indicator
from sim.engine.opening import REFERENCE_RUN, draw_params, reference

UNREAD = ("turn", "decide")  # phases that no month runs


def grounds_of(board: Board, aimed: Sequence[Indicator]) -> str:
    """SHA-256, in hexadecimal; it does not cover the text of the rules."""
    found = hashlib.sha256()
    for part in (*_calendar(board), *_rules(board), *_causes(board), [x.path for x in aimed]):
        found.update(part.tobytes() if isinstance(part, np.ndarray) else repr(part).encode())
        found.update(b"\0")
    return found.hexdigest()


def _calendar(board: Board) -> Iterator[Any]:
    """When it begins and ends, and how it stands at the beginning."""
    yield board.starts, board.ends, board.sizes
    world = reference(board)
    yield from (part for item in sorted(world.stocks.items()) for part in item)
    for where, series in board.inputs:
        yield where.path
        yield series
    yield [(x.on.path, x.how, x.number, x.first, x.last) for x in board.interventions]


def _rules(board: Board) -> Iterator[Any]:
    """The rules of the months, their numbers in the reference run, and the roles that they address."""
    params = draw_params(board, 0, REFERENCE_RUN)
    for rule in board.rules:
        if rule.phase not in UNREAD:
            yield rule.id, rule.body.__module__, rule.body.__qualname__
            yield [(p.name, float(params.values[f"{rule.id}.{p.name}"][0])) for p in rule.params]
    yield from (part for item in sorted(board.roles.masks.items()) for part in item)


def _causes(board: Board) -> Iterator[Any]:
    """Moves and events: when they fall, how long they stay in force, and what they do."""
    yield [move.option for move in board.moves], len(board.sequels), board.durations
    for fall, (_, event) in zip(board.falls, board.events, strict=True):
        yield fall, event.when
    for x in board.regimes:
        yield x.key, x.luck, x.chance, x.wears_out, x.rests, x.exits
        yield [c.told for c in x.opens], [c.told for c in x.closes]
    for row in board.effects.rows:
        yield row.move, row.on.path, row.room, [x.path for x in row.times]
    yield board.effects.sizes
    yield board.effects.kernels
    for window in board.effects.windows:
        yield window.rows
        yield window.first, window.last, window.factor
