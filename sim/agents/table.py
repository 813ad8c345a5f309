"""The turn's table: what the agents look at, where they lay their yeses, and where it is written down what they did.

It lives with the agents, who know nothing else of the model; the model lays it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.agents.doctrines import Weights, Whims, Wish, mixture, weighed, wish
from sim.agents.wishes import Wishes
from sim.engine.agreements import chances
from sim.engine.beside import Side
from sim.engine.board import Board
from sim.engine.prospects import parts_beside
from sim.engine.traced import Tapes
from sim.engine.turn import blocked, price, scores, some_agree
from sim.rules.view import View
from sim.world.arrays import Array, again
from sim.world.state import World


@dataclass(frozen=True, slots=True)
class Deed:
    """One yes or no of an agent in run column 0, with what decided it. `instead`: the move that a refusal countered
    with."""

    month: int
    agent: str
    move: str
    stage: str
    yes: bool
    reasons: tuple[tuple[str, float], ...]
    instead: str = ""


@dataclass
class Tray:
    """Where agents lay their yeses. `yes` (P, R) this turn; `told` (P, R): parts of which a yes or a no was said in the
    public phase, by a person or in answer to one: it stands. `asked` (M, R) what was open when the stage began;
    `called` (M, R): what a person has just said yes to; `dated`: (month, part) of decisions that the record dates
    inside the turn, and in which runs (R,)."""

    board: Board
    yes: NDArray[np.bool_]
    told: NDArray[np.bool_]
    asked: NDArray[np.bool_]
    called: NDArray[np.bool_]
    dated: list[tuple[int, int, NDArray[np.bool_]]]

    @classmethod
    def empty(cls, board: Board, runs: int) -> Tray:
        parts, moves = (np.zeros((len(x), runs), dtype=np.bool_) for x in (board.parts, board.moves))
        return cls(board, parts, parts.copy(), moves, moves.copy(), [])

    def again(self, runs: int) -> Tray:
        """The same where these runs come again and again."""
        yes, told = again(self.yes, runs).copy(), again(self.told, runs).copy()
        asked = some_agree(self.board, yes)
        return Tray(self.board, yes, told, asked, np.zeros_like(asked), [])

    def open_stage(self) -> None:
        self.asked = some_agree(self.board, self.yes)

    def say(self, rows: NDArray[np.int64], taken: NDArray[np.bool_]) -> None:
        self.yes[rows] |= taken

    def tell(self, rows: NDArray[np.int64], where: NDArray[np.bool_]) -> None:
        """Of these parts (rows, R) a yes or a no has been said."""
        self.told[rows] |= where

    def call(self, moves: NDArray[np.int64], where: NDArray[np.bool_]) -> None:
        """A person says yes to these moves (rows, R), and to no others just now."""
        self.called = np.zeros_like(self.asked)
        self.called[moves] = where

    @property
    def refused(self) -> NDArray[np.bool_]:
        """Moves of which a party has said no in public (M, R): nobody pays for them any more."""
        return some_agree(self.board, self.told & ~self.yes) if self.told.any() else np.zeros_like(self.asked)

    @property
    def unnamed(self) -> NDArray[np.bool_]:
        """Moves of which nobody has said a word (M, R)."""
        return ~some_agree(self.board, self.yes | self.told)

    def date(self, month: int, part: int, where: NDArray[np.bool_]) -> None:
        self.dated.append((month, part, where))


@dataclass(frozen=True)
class Outlook:
    """What the agents look at when a turn opens: the World and what is blocked, dear and worthwhile. `view`: of the
    opening World, with the doctrines that were set by hand in office. `sides`: the boards that stand side by side, each
    with staff of its own. `tapes`: the programs that say so faster."""

    board: Board
    view: View
    sides: tuple[Side, ...]
    tapes: Tapes | None = None

    def again(self, view: View) -> Outlook:
        """For a World in which these runs come again and again."""
        out = replace(self, view=view)
        vars(out)["offers"] = tuple(again(x, view.world.runs) for x in self.offers)
        vars(out)["chances"] = again(self.chances, view.world.runs)
        return out

    @property
    def blocked(self) -> NDArray[np.int8]:
        return self.offers[0]

    @cached_property
    def free(self) -> NDArray[np.bool_]:
        """Moves that nothing blocks (M, R)."""
        return self.blocked == 0

    @property
    def prices(self) -> NDArray[np.int64]:
        return self.offers[1]

    @cached_property
    def offers(self) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
        """What is blocked and why (M, R), and what each part costs (P, R)."""
        if self.tapes:
            return self.tapes.offers(self.view)
        return blocked(self.board, self.view), price(self.board, self.view)

    @cached_property
    def chances(self) -> Array:
        """The odds of each agreement as everybody is told them (N, R)."""
        board, view = self.board, self.view
        return chances(board, view, board.pacts, self.tapes.odds(view) if self.tapes and board.pacts.size else None)

    @cached_property
    def scores(self) -> dict[str, Array]:
        month = self.view.world.month
        parts = parts_beside([side.board for side in self.sides], month)
        found = [scores(self.board, self._seen_by(side), one) for side, one in zip(self.sides, parts, strict=True)]
        return found[0] if len(found) == 1 else {rule: np.concatenate([x[rule] for x in found], axis=-1)
                                                 for rule in found[0]}

    def _seen_by(self, side: Side) -> View:
        """One side's columns."""
        if len(self.sides) == 1:
            return self.view
        columns = np.arange(side.columns.start, side.columns.stop)
        return self.board.view(self.view.world.take(columns), self.view.params.take(columns))


@dataclass(frozen=True)
class Table:
    """All that an agent may read and say in a turn. `due`: (month, move) of the record's decisions in the turn;
    `deeds`: the book into which decisions are written; `told`: whether any are. `wishes`: what agents want, where a
    program has said so."""

    outlook: Outlook
    tray: Tray
    weights: Weights
    whims: Whims
    due: Sequence[tuple[int, int]]
    deeds: list[Deed]
    told: bool = True
    wishes: Wishes | None = None

    def again(self, view: View) -> Table:
        """For a World in which these runs come again and again: what was seen and said of them holds for all."""
        runs, its = view.world.runs, self.wishes
        return replace(self, outlook=self.outlook.again(view), tray=self.tray.again(runs),
                       wishes=its and its.again(runs))

    @property
    def board(self) -> Board:
        return self.outlook.board

    @property
    def world(self) -> World:
        return self.outlook.view.world

    def wish(self, agent: str, doctrine: str, rows: NDArray[np.int64]) -> Wish:
        """What an agent wants that follows the doctrine, if one is given, or its own."""
        if self.wishes:
            return self.wishes.of(agent)
        return wish(self.weights, self._mix(agent, doctrine), self.outlook.scores, rows)

    def terms(self, agent: str, doctrine: str, rows: NDArray[np.int64]) -> Sequence[Array]:
        """Each of its considerations, where decisions are told with their reasons."""
        if not self.told:
            return ()
        return weighed(self.weights, self._mix(agent, doctrine), self.outlook.scores, rows)

    def _mix(self, agent: str, doctrine: str) -> Array:
        return mixture(self.board, self.world, agent, doctrine)
