"""Game: turns, orders, undo and rewinding, over one BalanceModel with a full ledger and one journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.agents.doctrines import PICKS
from sim.agents.means import Means
from sim.agents.table import Deed
from sim.engine.board import Board
from sim.engine.compile import close_to
from sim.engine.ledger import FullLedger
from sim.engine.moves import Rejection, actor_of
from sim.engine.turn import rejection, some_agree
from sim.errors import MultivectorError, refuse
from sim.game.branches import Branches, Played, Told
from sim.game.journal import Entry, Journal
from sim.model import BalanceModel
from sim.scenario.months import month_name
from sim.treatment import Treatment
from sim.world.seeds import checked_seed
from sim.world.state import World


class Game:
    """A game in play or on replay. `people`: agents whose orders are handed in; the others follow their doctrines."""

    def __init__(self, treatment: Treatment, people: Sequence[str] = (), seed: int = 0, run: int = 0) -> None:
        self.treatment, self.people, self.seed, self.run = treatment, tuple(people), checked_seed(seed), run
        self.board: Board = treatment.board
        self.seated = treatment.seated({**dict.fromkeys(people, "handed"), **treatment.seats})
        self.journal: Journal | None = None
        self.ledger = FullLedger()
        self.model = self._model(None)
        self.worlds: list[World] = [self.model.world]
        self.branches = Branches()
        self.waiting: dict[str, tuple[str, ...]] = {}
        self._open()

    # --- making -------------------------------------------------------------------------------------------------

    def take_up(self, told: Told, file: str) -> None:
        """Play again what a journal tells of; the file is named where that cannot be."""
        self._replay(told.branches.now.turns, file)
        self.branches, self.waiting = told.branches, told.waiting
        self._check_orders(told.waiting, told.lines, file)

    @property
    def header(self) -> Entry:
        """The first entry of its journal: with it the game can be begun again, wherever its scenario is then."""
        return {**self.treatment.manifest(), "seed": self.seed, "run": self.run, "people": list(self.people)}

    def _model(self, world: World | None) -> BalanceModel:
        return BalanceModel(self.seated, seed=self.seed, first_run=self.run, ledger=self.ledger, world=world,
                            collect=False)

    def as_of(self, turn: int) -> Game:
        """The game as it was when a turn opened; without a journal, so nothing can happen to this one."""
        then = copy(self)
        then.journal, then.waiting, then.worlds = None, {}, self.worlds[:turn]
        then.branches = Branches(replace(self.branches.now, turns=self.branches.now.turns[: turn - 1]))
        then.ledger = FullLedger()
        then.ledger.entries = list(self.ledger.between(0, self.month(turn)))
        then.model = then._model(then.worlds[-1])
        then._remember(self.model, turn)
        then._open()
        return then

    # --- reading ------------------------------------------------------------------------------------------------

    @property
    def orders(self) -> list[Mapping[str, tuple[str, ...]]]:
        """The orders of each turn that was run, by agent."""
        return [played.orders for played in self.branches.now.turns]

    @property
    def digests(self) -> list[str]:
        """The World's digest after each turn that was run."""
        return [played.digest for played in self.branches.now.turns]

    @property
    def turn(self) -> int:
        """The turn that is open, from 1; one more than the number of turns when the game is over."""
        return len(self.branches.now.turns) + 1

    @property
    def world(self) -> World:
        """As the last turn left it."""
        return self.worlds[-1]

    @property
    def turns(self) -> int:
        return self.board.turns

    @property
    def over(self) -> bool:
        return self.turn > self.turns

    def month(self, turn: int) -> int:
        """The month in which a turn opens, counted from the scenario's start."""
        return self.board.opens + (turn - 1) * self.board.scenario.turn_months

    def date(self, turn: int) -> str:
        return month_name(self.month(turn) + self.board.starts)

    def deeds(self, turn: int) -> list[Deed]:
        """What every agent decided in a turn."""
        return [deed for deed in self.model.deeds if deed.month == self.month(turn)]

    def struck(self, turn: int) -> list[str]:
        """Keys of the moves that came into force in a turn."""
        months = range(self.month(turn), self.month(turn + 1))
        return [self.board.moves[row].key for month, rows in self.model.struck if month in months
                for row in np.flatnonzero(rows[:, 0])]

    def check_open(self) -> None:
        """Raises MultivectorError when no turn is left."""
        if self.over:
            raise refuse("MV-P005", "the game is over", value=f"turn {self.turn}", allowed=f"1 to {self.turns}",
                         mend="go back to a turn, or begin a new game")

    def _open(self) -> None:
        """Open the turn: events fall, income comes in, the others' proposals lie on the table. That is done when the
        turn before has ended, and when the game is begun, gone back or switched; whoever looks moves nothing."""
        if self.model.running:
            self.model.open()

    # --- orders -------------------------------------------------------------------------------------------------

    def refusals(self, agent: str, moves: Sequence[str]) -> dict[str, Rejection]:
        """Why each of these orders cannot be given together; empty when all can."""
        found = {key: why for key in moves if (why := self._refusal(agent, key))}
        means = Means.of(np.array([self.capital(agent)]), PICKS)
        for key in [key for key in moves if key not in found]:
            price, starts = self.price(agent, key), np.array([self.is_start(agent, key)])
            if not means.cover(price)[0]:
                found[key] = Rejection("capital", f"It costs {price[0]}, and {int(means.capital[0])} of your political "
                                                  "capital is left.")
            elif starts[0] and not means.left()[0]:
                found[key] = Rejection("picks", f"You may start {PICKS} moves a turn; answers come on top.")
            else:
                means = means.after(price, starts)
        return found

    def by_doctrine(self, agent: str) -> tuple[str, ...]:
        """What its doctrine would order for the seat, seeing what lies on the table now. Nothing is changed by it."""
        others = {person: "handed" for person in self.people if person != agent}
        model = BalanceModel(self.treatment.seated(others), seed=self.seed, first_run=self.run, world=self.world,
                             collect=False)
        model.open()
        model.tray.open_stage()
        seat = model.decider(agent)
        seat.respond(model.table)
        said = model.tray.yes & ~model.world.open
        keys = [self.board.moves[self.board.parts[row].move].key for row in seat.rows if said[row, 0]]
        refused = self.refusals(agent, keys)
        return tuple(key for key in keys if key not in refused)

    def _refusal(self, agent: str, key: str) -> Rejection | None:
        board = self.board
        if key not in board.row:
            return Rejection("unknown", f"There is no option {key!r}; {close_to(key, set(board.row))}.")
        if agent not in self.people:
            return Rejection("not-held", "Nobody plays this seat: its doctrine decides.")
        if agent not in board.move(key).parties:
            return Rejection("not-yours", "It is not yours to decide.")
        if not self.is_start(agent, key) and not self.is_asked(key):
            return Rejection("not-asked", "Nobody has proposed it; it is not yours to begin.")
        code = int(self.model.outlook.blocked[board.row[key], 0])
        return rejection(board, board.row[key], code, self.model.world) if code else None

    def submit(self, agent: str, moves: Sequence[str]) -> dict[str, Rejection]:
        """Accept a seat's orders for the open turn; on disk before this returns. A refusal changes nothing."""
        self.check_open()
        if agent not in self.people:
            raise refuse("MV-P014", "nobody plays this seat: its doctrine decides", value=agent,
                         allowed=", ".join(self.people) or "none: all are held by doctrines",
                         mend="hand in orders for a seat that a person holds")
        refused = self.refusals(agent, moves)
        if not refused:
            self._note({"kind": "orders", "turn": self.turn, "agent": agent, "moves": list(moves)})
            self.waiting[agent] = tuple(moves)
        return refused

    def end_turn(self) -> None:
        """Run the open turn with the orders that were submitted; a seat without orders passes. Where that cannot be
        written down, the turn is still open afterwards."""
        self.check_open()
        turn, waiting = self.turn, self.waiting
        digest = self._run(waiting)
        try:
            self._note({"kind": "turn", "turn": turn, "digest": digest})
        except MultivectorError:
            self._rewind(turn)
            self.waiting = waiting
            raise
        self.branches.played(Played(dict(waiting), digest))
        self.waiting = {}

    def back(self, turn: int) -> None:
        """Go back to the opening of a turn; what was played after it is kept as a line of its own."""
        if not 1 <= turn <= self.turn:
            raise refuse("MV-P007", "there is no such turn to go back to", value=turn, allowed=f"1 to {self.turn}",
                         mend="name a turn that has been opened")
        self._note({"kind": "back", "turn": turn})
        self.branches.back(turn)
        self._rewind(turn)

    def switch(self, name: str) -> None:
        """Go on with another line of play, at its end."""
        target = self.branches.find(name)
        common = self.branches.now.common(target)
        there = self.as_of(common + 1)
        there._replay(target.turns[common:], self.journal.place if self.journal else "")
        self._note({"kind": "switch", "branch": name})
        self.branches.switch(name)
        self.worlds, self.ledger, self.model, self.waiting = there.worlds, there.ledger, there.model, {}

    def _note(self, entry: Entry) -> None:
        if self.journal:
            self.journal.write(entry)

    def _rewind(self, turn: int) -> None:
        del self.worlds[turn:]
        self.waiting = {}
        self.ledger.forget_from(self.month(turn))
        before, self.model = self.model, self._model(self.worlds[-1])
        self._remember(before, turn)
        self._open()

    def _remember(self, model: BalanceModel, turn: int) -> None:
        """What was decided, and what came into force, before a turn."""
        month = self.month(turn)
        self.model.deeds = [deed for deed in model.deeds if deed.month < month]
        self.model.struck = [x for x in model.struck if x[0] < month]
        self.model.taken = [x for x in model.taken if x.month < month]

    def check_other_lines(self, file: str) -> None:
        """Replay the lines of play that the resumed log has beside the one in play."""
        for line in self.branches.kept.values():
            common = self.branches.now.common(line)
            self.as_of(common + 1)._replay(line.turns[common:], file)

    def _replay(self, turns: Sequence[Played], file: str) -> None:
        """Run turns again: every order must be one that the game accepts, and every turn come out as recorded.
        `branches` is the caller's business."""
        for played in turns:
            self._check_orders(played.orders, played.lines, file)
            number, found = len(self.worlds), "no turn is left" if not self.model.running else self._run(played.orders)
            if found != played.digest:
                raise refuse("MV-L007", f"turn {number} does not replay to the recorded state", file=file,
                             value=found[:16], allowed=played.digest[:16],
                             mend="it was written with another build: compare version, numpy and cpu in its first line")

    def _check_orders(self, orders: Mapping[str, tuple[str, ...]], lines: Mapping[str, int], file: str) -> None:
        """Legal, paid for, and no more than may be started, as when they were given."""
        for agent, moves in orders.items():
            held = agent in self.people and self.model.running
            refused = {key: why.reason for key, why in self.refusals(agent, moves).items()} if held else {
                agent: "Nobody plays this seat." if agent not in self.people else "No turn is left."}
            for key, reason in refused.items():
                raise refuse("MV-L012", f"the game would not have accepted this order: {reason}", file=file,
                             line=lines.get(agent, 0), column=1, field="moves", value=key,
                             allowed="orders that can be given and paid for in that turn",
                             mend="the log was not written by a game: begin a new one")

    def _run(self, orders: Mapping[str, tuple[str, ...]]) -> str:
        """Run the open turn, and open the next; the digest of the World between them."""
        self.model.close(orders)
        self.worlds.append(self.model.world)
        self._open()
        return self.worlds[-1].digest()

    # --- small questions ----------------------------------------------------------------------------------------

    def capital(self, agent: str) -> float:
        world = self.model.world
        return float(world.stocks["capital"][self.board.sizes.actors.index(actor_of(agent)), 0])

    def price(self, agent: str, key: str) -> NDArray[np.int64]:
        """(1,)"""
        return self.model.outlook.prices[self.board.part(agent, key)]

    def is_start(self, agent: str, key: str) -> bool:
        """The agent would begin it: nobody else has proposed it."""
        return self.board.parts[self.board.part(agent, key)].starts and not self.is_asked(key)

    def is_asked(self, key: str) -> bool:
        """Somebody has proposed it this turn."""
        return bool(some_agree(self.board, self.model.tray.yes)[self.board.row[key], 0])
