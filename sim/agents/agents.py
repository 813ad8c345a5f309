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
ALL = slice(None)

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
    "doctrine", "historical", "random", "steady" (it renews what it has done before, and begins and agrees to nothing
    else), or "handed" when a person gives the orders. `where`: in which runs (R,); in the others somebody else decides
    for the same agent."""

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
        self._parties = [frozenset(board.moves[part.move].parties) for part in own]
        pacts = {int(row): n for n, row in enumerate(board.pacts.move)}
        self._pacts = np.array([pacts.get(part.move, -1) for part in own], dtype=np.int64)
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

    def speak(self, table: Table, yes: bool) -> None:
        """Say a yes or a no, which stands, to what is handed in: a person's word in the public phase."""
        said, asked = self._handed(table) & ~table.tray.told[self.rows], table.tray.asked[self._moves]
        for stage, where in (("start", said & ~asked), ("answer", said & asked)):
            self._hand_over(table, stage, where & yes, where)
        table.tray.tell(self.rows, said)
        table.tray.call(self._moves, said & yes)

    def hear(self, table: Table) -> None:
        """Answer at once what a person has just said yes to."""

    def ratify(self, table: Table) -> None:
        """Answer what others have started, where it is a party by law."""

    def respond(self, table: Table) -> None:
        """Answer the proposals of others."""

    def start(self, table: Table, per_quarter: int) -> None:
        """Each quarter of the season has its own luck and its own orders; people and the record choose their turns."""
        if self.mind in ("handed", "historical"):
            self._say(table, "start", self._starting(table), per_quarter, 0)
            return
        for quarter, picks in table.board.slots(table.world.month, per_quarter).items():
            self._say(table, "start", self._starting(table), picks, quarter)

    def answer(self, table: Table) -> None:
        self._say(table, "answer", self._asked(table), self._answers(table), table.world.month // QUARTER)

    def answer_at_once(self, table: Table) -> None:
        """What a person has just said yes to. All that it is asked now competes; what it says stands, and it may say
        what it would agree to instead."""
        offered = self._asked(table)
        called = offered & table.tray.called[self._moves]
        if self.mind in ("handed", "historical") or not called.any():
            return
        quarter = table.world.month // QUARTER
        taken = called & self._by_score(table, "answer", offered, self._answers(table), quarter)
        self._hand_over(table, "answer", taken)
        table.tray.tell(self.rows, called)
        for i in np.flatnonzero((called & ~taken).any(axis=1)):
            instead = self._counter(table, int(i), called[i] & ~taken[i], quarter)
            self._write(table, "answer", int(i), called[i] & ~taken[i], False, instead)

    # --- how --------------------------------------------------------------------------------------------------

    def _starting(self, table: Table) -> NDArray[np.bool_]:
        return np.broadcast_to(self._starts & self.where, (len(self.rows), table.world.runs))

    def _asked(self, table: Table) -> NDArray[np.bool_]:
        """Parts of moves to which another party has said yes, and this agent has said nothing."""
        tray = table.tray
        return self.where & tray.asked[self._moves] & ~(tray.yes[self.rows] | tray.told[self.rows])

    def _answers(self, table: Table) -> NDArray[np.int64]:
        """To how many proposals it may still say yes (R,)."""
        most = ANSWERS * max(1, table.board.scenario.turn_months // QUARTER)
        return most - (table.tray.told[self.rows] & table.tray.yes[self.rows]).sum(axis=0)

    def _handed(self, table: Table) -> NDArray[np.bool_]:
        """Parts of what was handed in (rows, R), as far as nothing blocks it."""
        out = np.zeros((len(self.rows), table.world.runs), dtype=np.bool_)
        for i, key in enumerate(self._keys):
            out[i] = self.handed.get(key, False)
        return out & self.where & table.outlook.free[self._moves]

    def _say(self, table: Table, stage: str, offered: NDArray[np.bool_], picks: int | NDArray[np.int64],
             quarter: int) -> None:
        if not len(self.rows) or not offered.any():
            return
        if self.mind == "handed":
            self._by_hand(table, stage)
        elif self.mind == "historical":
            self._by_record(table, stage)
        else:
            taken = self._by_score(table, stage, offered, picks, quarter)
            weighs = table.told and stage == "answer" and self.mind == "doctrine"
            self._hand_over(table, stage, taken, self._allowed(table, offered) if weighs else None)

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
        """What is left of the actor's political capital after this turn's yeses that nobody has refused in public;
        agents below it pay nothing."""
        runs = table.world.runs
        if "." in self.name:
            return np.full(runs, np.inf)
        actor = table.board.sizes.actors.index(self.name)
        capital, tray = table.world.stocks["capital"][actor], table.tray
        yes = tray.yes[self.rows] & ~tray.refused[self._moves]
        own = yes.any(axis=1)
        if not own.any():
            return capital
        return capital - total((yes[own] * table.outlook.prices[self.rows[own]]).astype(np.float64))

    def appetite(self, table: Table, stage: str, quarter: int,
                 those: NDArray[np.int64] | slice = ALL) -> tuple[Array, Array]:
        """How much it wants `those` of its parts (rows, R), luck included, and the bar that this must pass (R,). An
        agreement brings and costs what it does if it comes about; if it fails, whoever asked has lost a pick. So to ask
        is worth what lies above the bar times the odds: nothing if there are none."""
        noise = again(table.whims.of(quarter, self.rows[those]), table.world.runs)
        if self.mind == "random":
            return noise, np.zeros(noise.shape[1])
        if self.mind == "steady":
            done = table.world.uses[self._moves[those]] > 0
            return np.where(done, np.abs(noise), -1.0), np.zeros(noise.shape[1])
        its = self._wish
        noise *= its.heat
        if stage == "answer":
            noise += its.answer[those]
            return noise, np.full(noise.shape[1], CONSENT)
        noise += its.start[those]
        asked = np.flatnonzero(self._pacts[those] >= 0)
        if len(asked):
            gain = table.outlook.chances[self._pacts[those][asked]] * (noise[asked] - its.bar)
            noise[asked] = its.bar + gain
        return noise, its.bar

    def _by_score(self, table: Table, stage: str, offered: NDArray[np.bool_], picks: int | NDArray[np.int64],
                  quarter: int) -> NDArray[np.bool_]:
        """The best of what is offered (rows, R). What is allowed in no run is not weighed."""
        allowed = self._allowed(table, offered)
        if stage == "start":
            allowed &= ~self._resented(table)
        taken, those = np.zeros_like(allowed), np.flatnonzero(allowed.any(axis=1))
        if len(those):
            score, bar = self.appetite(table, stage, quarter, those)
            prices = table.outlook.prices[self.rows[those]]
            taken[those] = choose(score, allowed[those], prices, self.purse(table), bar, picks)
        return taken

    def _counter(self, table: Table, refused: int, where: NDArray[np.bool_], quarter: int) -> str:
        """In these runs (R,), say yes to what it likes best of what it would agree to with the same parties, whoever
        may begin it, of moves that nobody has named. It is one of its answers. The key in run column 0."""
        kin = np.array([its == self._parties[refused] for its in self._parties])[:, None]
        offered = kin & where & self.where & table.tray.unnamed[self._moves] & ~self._resented(table)
        taken = self._by_score(table, "answer", offered, np.minimum(self._answers(table), ONE), quarter)
        self._hand_over(table, "start", taken)
        table.tray.tell(self.rows, taken)
        return next((self._keys[i] for i in np.flatnonzero(taken[:, 0])), "")

    def _by_hand(self, table: Table, stage: str) -> None:
        self._hand_over(table, stage, self._handed(table) & ~(table.tray.yes[self.rows] | table.tray.told[self.rows]))

    def _by_record(self, table: Table, stage: str) -> None:
        """The record binds: each dated decision of this turn is handed in for its month, capital and consent aside."""
        if stage == "answer":
            return
        for month, move in table.due:
            for k in self.rows[self._moves == move]:
                table.tray.date(month, int(k), self.where)

    def _hand_over(self, table: Table, stage: str, taken: NDArray[np.bool_],
                   considered: NDArray[np.bool_] | None = None) -> None:
        """Lay the yeses; they are written down, and the noes to what else was considered."""
        table.tray.say(self.rows, taken)
        weighed = taken if considered is None else taken | considered
        for i in range(len(self.rows)) if table.told else ():
            self._write(table, stage, i, weighed[i], bool(taken[i, 0]))

    def _write(self, table: Table, stage: str, i: int, where: NDArray[np.bool_], yes: bool, instead: str = "") -> None:
        """Into the book, if it is of run column 0 and anything is told."""
        if table.told and where[0]:
            why = reasons(table.weights.rules, self._terms, i) if self._terms else ()
            table.deeds.append(Deed(table.world.month, self.name, self._keys[i], stage, yes, why, instead))


class Leadership(Decider):
    """The government of an actor: the seat that a person can take."""

    def propose(self, table: Table) -> None:
        self.start(table, PICKS)

    def hear(self, table: Table) -> None:
        self.answer_at_once(table)

    def respond(self, table: Table) -> None:
        self.answer(table)


class Legislature(Decider):
    """Ratifies what the law makes it a party to, and has duties of its own."""

    def propose(self, table: Table) -> None:
        self.start(table, ONE)

    def ratify(self, table: Table) -> None:
        self.answer(table)


class Society(Decider):
    """Protests, studies abroad, acquiesces."""

    def propose(self, table: Table) -> None:
        self.start(table, ONE)


class Investors(Decider):
    """Where the money of one power goes."""

    def propose(self, table: Table) -> None:
        self.start(table, ONE)


KINDS: dict[str, type[Decider]] = {"": Leadership, "legislature": Legislature, "society": Society,
                                   "investors": Investors}


def make_agent(model: mesa.Model, board: Board, name: str, mind: str, doctrine: str,
               where: NDArray[np.bool_]) -> Decider:
    """`doctrine`: set by hand; else an agent below a leadership follows its own, a leadership the line in office."""
    return KINDS[name.partition(".")[2]](model, board, name, mind, doctrine, where)
