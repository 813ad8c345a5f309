"""The decision-makers. Each is one agent in all runs at once; Mesa's AgentSets call the stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import TypeAlias
from weakref import WeakKeyDictionary

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.agents.doctrines import ANSWERS, ONE, PICKS, choose, reasons
from sim.agents.table import Deed, Table
from sim.engine.board import QUARTER, Board
from sim.world.arrays import Array, again, total

CONSENT = 0.0
NO_ROWS = np.zeros(0, dtype=np.int64)
EVERYWHERE = np.ones(1, dtype=np.bool_)

Orders: TypeAlias = Sequence[str] | Mapping[str, NDArray[np.bool_]]
"""What a person orders: keys of moves, the same in every run; or by key the runs (R,) in which it is ordered."""


def by_run(orders: Orders) -> Mapping[str, NDArray[np.bool_]]:
    """Orders by key, with the runs in which each is given."""
    return orders if isinstance(orders, Mapping) else dict.fromkeys(orders, np.ones(1, dtype=np.bool_))


class Counts(WeakKeyDictionary[mesa.Model, Iterator[int]]):
    """Model -> numbers for its agents. Mesa's own table keeps every model, with all its records, for good."""

    def __getitem__(self, model: mesa.Model) -> Iterator[int]:
        return self.setdefault(model, count(1))


class Decider(mesa.Agent):
    """Anybody who decides: `name` is the agent's id, `rows` are its parts. `mind` says how it decides:
    "doctrine", "historical", "random", or "handed" when a person gives the orders. `where`: in which runs (R,); in the
    others somebody else decides for the same agent."""

    _ids = Counts()  # pyright: ignore[reportAssignmentType]

    def __init__(self, model: mesa.Model, board: Board, name: str, mind: str = "doctrine", doctrine: str = "",
                 where: NDArray[np.bool_] = EVERYWHERE) -> None:
        super().__init__(model)
        self.name, self.mind, self.doctrine, self.where = name, mind, doctrine, where
        self.rows = board.parts_of.get(name, NO_ROWS)
        own = [board.parts[k] for k in self.rows]
        self._moves = np.array([part.move for part in own], dtype=np.int64)
        self._starts = np.array([part.starts for part in own], dtype=np.bool_)[:, None]
        sequels = enumerate(board.sequels, start=board.rows - len(board.sequels))
        self._resentful = [(k, its) for k, sequel in sequels if (its := self._moves == sequel.move).any()]
        self._keys = tuple(board.moves[part.move].key for part in own)
        self.handed: Mapping[str, NDArray[np.bool_]] = {}
        self._terms: Sequence[Array] = ()

    # --- stages ------------------------------------------------------------------------------------------------

    def observe(self, table: Table) -> None:
        """Look at the opening World: what is blocked, what each part is worth."""
        if self.mind == "doctrine" and len(self.rows):
            self._wish = table.wish(self.name, self.doctrine, self.rows)
            self._terms = table.terms(self.name, self.doctrine, self.rows)

    def propose(self, table: Table) -> None:
        """Say yes to what it wants to start."""

    def ratify(self, table: Table) -> None:
        """Answer what others have started, where it is a party by law."""

    def respond(self, table: Table) -> None:
        """Answer the proposals of others, or act on what the governments do."""

    def start(self, table: Table, per_quarter: int) -> None:
        """Each quarter of the season has its own luck and its own orders; people and the record choose their turns."""
        if self.mind in ("handed", "historical"):
            self._say(table, "start", self._starting(table), per_quarter, 0)
            return
        for quarter, picks in table.board.slots(table.world.month, per_quarter).items():
            self._say(table, "start", self._starting(table), picks, quarter)

    def answer(self, table: Table) -> None:
        months, quarter = table.board.scenario.turn_months, table.world.month // QUARTER
        self._say(table, "answer", self._asked(table), ANSWERS * max(1, months // QUARTER), quarter)

    # --- how --------------------------------------------------------------------------------------------------

    def _starting(self, table: Table) -> NDArray[np.bool_]:
        return np.broadcast_to(self._starts & self.where, (len(self.rows), table.world.runs))

    def _asked(self, table: Table) -> NDArray[np.bool_]:
        """Parts of moves to which another party has said yes and this agent has not."""
        return self.where & table.tray.asked[self._moves] & ~table.tray.yes[self.rows]

    def _say(self, table: Table, stage: str, offered: NDArray[np.bool_], picks: int, quarter: int) -> None:
        if not len(self.rows) or not offered.any():
            return
        if self.mind == "handed":
            self._by_hand(table, stage)
        elif self.mind == "historical":
            self._by_record(table, stage)
        else:
            self._by_score(table, stage, offered, picks, quarter)

    def _allowed(self, table: Table, offered: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return offered & table.outlook.free[self._moves] & ~table.tray.yes[self.rows]

    def _resented(self, table: Table) -> NDArray[np.bool_]:
        """Parts of demands whose refusal is still being punished (rows, R): meanwhile nobody asks again."""
        since = table.world.since
        out = np.zeros((len(self.rows), since.shape[1]), dtype=np.bool_)
        for k, own in self._resentful:
            out[own] |= since[k] >= 0
        return out

    def purse(self, table: Table) -> Array:
        """What is left of the actor's political capital after this turn's yeses; agents below it pay nothing."""
        runs = table.world.runs
        if "." in self.name:
            return np.full(runs, np.inf)
        actor = table.board.sizes.actors.index(self.name)
        capital, own = table.world.stocks["capital"][actor], self.rows[table.tray.yes[self.rows].any(axis=1)]
        if not len(own):
            return capital
        return capital - total((table.tray.yes[own] * table.outlook.prices[own]).astype(np.float64))

    def appetite(self, table: Table, stage: str, quarter: int) -> tuple[Array, Array]:
        """How much it wants each of its parts (rows, R), luck included, and the bar that this must pass (R,)."""
        noise = again(table.whims.of(quarter)[self.rows], table.world.runs)
        if self.mind == "random":
            return noise, np.zeros(noise.shape[1])
        its = self._wish
        noise *= its.heat
        noise += its.answer if stage == "answer" else its.start
        return noise, np.full(noise.shape[1], CONSENT) if stage == "answer" else its.bar

    def _by_score(self, table: Table, stage: str, offered: NDArray[np.bool_], picks: int, quarter: int) -> None:
        score, bar = self.appetite(table, stage, quarter)
        allowed = self._allowed(table, offered)
        if stage == "start":
            allowed = allowed & ~self._resented(table)
        taken = choose(score, allowed, table.outlook.prices[self.rows], self.purse(table), bar, picks)
        weighs = stage == "answer" and self.mind == "doctrine"
        self._hand_over(table, stage, taken, offered & allowed if weighs else taken)

    def _by_hand(self, table: Table, stage: str) -> None:
        free = table.outlook.free[self._moves]
        wanted = np.zeros_like(free)
        for i, key in enumerate(self._keys):
            wanted[i] = self.handed.get(key, False)
        self._hand_over(table, stage, self.where & wanted & free & ~table.tray.yes[self.rows], np.zeros_like(free))

    def _by_record(self, table: Table, stage: str) -> None:
        """The record binds: each dated decision of this turn is handed in for its month, capital and consent aside."""
        if stage == "answer":
            return
        for month, move in table.due:
            for k in self.rows[self._moves == move]:
                table.tray.date(month, int(k), self.where)

    def _hand_over(self, table: Table, stage: str, taken: NDArray[np.bool_], considered: NDArray[np.bool_]) -> None:
        table.tray.say(self.rows, taken)
        if table.told:
            for i in np.flatnonzero(considered[:, 0] | taken[:, 0]):
                move = self._keys[i]
                why = reasons(table.weights.rules, self._terms, int(i)) if self._terms else ()
                table.deeds.append(Deed(table.world.month, self.name, move, stage, bool(taken[i, 0]), why))


class Leadership(Decider):
    """The government of an actor: the seat that a person can take."""

    def propose(self, table: Table) -> None:
        self.start(table, PICKS)

    def respond(self, table: Table) -> None:
        self.answer(table)


class Legislature(Decider):
    """Ratifies what the law makes it a party to, and has duties of its own."""

    def ratify(self, table: Table) -> None:
        self.answer(table)
        self.start(table, ONE)


class Society(Decider):
    """Protests, studies abroad, acquiesces."""

    def respond(self, table: Table) -> None:
        self.start(table, ONE)


class Investors(Decider):
    """Where the money of one power goes."""

    def respond(self, table: Table) -> None:
        self.start(table, ONE)


KINDS: dict[str, type[Decider]] = {"": Leadership, "legislature": Legislature, "society": Society,
                                   "investors": Investors}


def make_agent(model: mesa.Model, board: Board, name: str, mind: str, doctrine: str,
               where: NDArray[np.bool_]) -> Decider:
    """`doctrine`: set by hand; else an agent below a leadership follows its own, a leadership the line in office."""
    return KINDS[name.partition(".")[2]](model, board, name, mind, doctrine, where)
