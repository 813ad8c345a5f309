"""Game: turns, orders, undo and rewinding, over one BalanceModel with a full ledger and one log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.agents.doctrines import PICKS
from sim.agents.table import Deed
from sim.engine.board import Board
from sim.engine.compile import close_to
from sim.engine.ledger import FullLedger
from sim.engine.moves import Rejection, actor_of
from sim.engine.turn import rejection, some_agree
from sim.errors import MultivectorError, refuse
from sim.game.branches import Branches, Played, told_by
from sim.game.log import Line, Log, create, mended, read
from sim.game.origin import scenario_of
from sim.model import BalanceModel
from sim.rules import RULESET
from sim.scenario.months import month_name
from sim.treatment import Treatment
from sim.treatment.words import told_by_manifest
from sim.world.seeds import checked_seed
from sim.world.state import World


class Game:
    """A game in play or on replay. `people`: agents whose orders are handed in; the others follow their doctrines."""

    def __init__(self, treatment: Treatment, people: Sequence[str] = (), seed: int = 0, run: int = 0) -> None:
        self.treatment, self.people, self.seed, self.run = treatment, tuple(people), checked_seed(seed), run
        self.board: Board = treatment.board
        self.seated = treatment.seated({**dict.fromkeys(people, "handed"), **treatment.seats})
        self.log: Log | None = None
        self.ledger = FullLedger()
        self.model = self._model(None)
        self.worlds: list[World] = [self.model.world]
        self.branches = Branches()
        self.waiting: dict[str, tuple[str, ...]] = {}

    # --- making -------------------------------------------------------------------------------------------------

    @classmethod
    def new(cls, treatment: Treatment, people: Sequence[str] = (), seed: int = 0, path: Path | None = None,
            run: int = 0) -> Game:
        """A new game; with a path its log is begun on disk before anything is played."""
        game = cls(treatment, people, seed, run)
        if path:
            game.log = create(path, game.header)
        return game

    @classmethod
    def resume(cls, path: Path, mend: bool = False) -> Game:
        """Replay a log. A damaged one keeps its whole turns: `mend` sets the damaged file aside and goes on."""
        reading = read(path)
        header = reading.header
        game = cls(treatment_of(header, path), header["people"], header["seed"], header["run"])
        told = told_by(reading.lines, path)
        game._replay(told.branches.now.turns, path)
        game.branches, game.waiting = told.branches, told.waiting
        game._check_orders(told.waiting, told.lines, path)
        if mend:
            game.log = mended(path, reading) if reading.damage else Log(path, reading.seal, reading.data)
        return game

    @property
    def header(self) -> Line:
        """The first line of its log: with it the game can be begun again, wherever its scenario is then."""
        return {**self.treatment.manifest(), "seed": self.seed, "run": self.run, "people": list(self.people)}

    def kept_at(self, path: Path) -> Game:
        """This game with its log begun at a path; if it was begun there before and interrupted, it goes on."""
        try:
            begun = beginning(read(path).header) == beginning(self.header)
        except MultivectorError:
            begun = False
        if begun:
            return Game.resume(path, mend=True)
        self.log = create(path, self.header)
        return self

    def _model(self, world: World | None) -> BalanceModel:
        return BalanceModel(self.seated, seed=self.seed, first_run=self.run, ledger=self.ledger, world=world,
                            collect=False)

    def as_of(self, turn: int) -> Game:
        """The game as it was when a turn opened; without a log, so nothing can happen to this one."""
        then = copy(self)
        then.log, then.waiting, then.worlds = None, {}, self.worlds[:turn]
        then.branches = Branches(replace(self.branches.now, turns=self.branches.now.turns[: turn - 1]))
        then.ledger = FullLedger()
        then.ledger.entries = list(self.ledger.between(0, self.month(turn)))
        then.model = then._model(then.worlds[-1])
        then._remember(self.model, turn)
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

    def open(self) -> None:
        """Open the turn: events fall, income comes in, the others' proposals lie on the table."""
        if not self.over:
            self.model.open()

    # --- orders -------------------------------------------------------------------------------------------------

    def refusals(self, agent: str, moves: Sequence[str]) -> dict[str, Rejection]:
        """Why each of these orders cannot be given together; empty when all can."""
        self.open()
        found = {key: why for key in moves if (why := self._refusal(agent, key))}
        left = int(self.capital(agent))
        started = 0
        for key in moves:
            if key in found:
                continue
            part = self.board.part(agent, key)
            cost = int(self.model.outlook.prices[part, 0])
            started += self.is_start(agent, key)
            if cost > left:
                found[key] = Rejection("capital", f"It costs {cost}, and {left} of your political capital is left.")
            elif started > PICKS and self.is_start(agent, key):
                found[key] = Rejection("picks", f"You may start {PICKS} moves a turn; answers come on top.")
            else:
                left -= cost
        return found

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
        there._replay(target.turns[common:], self.log.path if self.log else Path())
        self._note({"kind": "switch", "branch": name})
        self.branches.switch(name)
        self.worlds, self.ledger, self.model, self.waiting = there.worlds, there.ledger, there.model, {}

    def _note(self, line: Line) -> None:
        if self.log:
            self.log.write(line)

    def _rewind(self, turn: int) -> None:
        del self.worlds[turn:]
        self.waiting = {}
        self.ledger.forget_from(self.month(turn))
        before, self.model = self.model, self._model(self.worlds[-1])
        self._remember(before, turn)

    def _remember(self, model: BalanceModel, turn: int) -> None:
        """What was decided, and what came into force, before a turn."""
        month = self.month(turn)
        self.model.deeds = [deed for deed in model.deeds if deed.month < month]
        self.model.struck = [x for x in model.struck if x[0] < month]
        self.model.taken = [x for x in model.taken if x.month < month]

    def check_other_lines(self, path: Path) -> None:
        """Replay the lines of play that the resumed log has beside the one in play."""
        for line in self.branches.kept.values():
            common = self.branches.now.common(line)
            self.as_of(common + 1)._replay(line.turns[common:], path)

    def _replay(self, turns: Sequence[Played], path: Path) -> None:
        """Run turns again: every order must be one that the game accepts, and every turn come out as recorded.
        `branches` is the caller's business."""
        for played in turns:
            self._check_orders(played.orders, played.lines, path)
            number, found = len(self.worlds), "no turn is left" if not self.model.running else self._run(played.orders)
            if found != played.digest:
                raise refuse("MV-L007", f"turn {number} does not replay to the recorded state", file=path,
                             value=found[:16], allowed=played.digest[:16],
                             mend="it was written with another build: compare version, numpy and cpu in its first line")

    def _check_orders(self, orders: Mapping[str, tuple[str, ...]], lines: Mapping[str, int], path: Path) -> None:
        """Legal, paid for, and no more than may be started, as when they were given."""
        for agent, moves in orders.items():
            held = agent in self.people and self.model.running
            refused = {key: why.reason for key, why in self.refusals(agent, moves).items()} if held else {
                agent: "Nobody plays this seat." if agent not in self.people else "No turn is left."}
            for key, reason in refused.items():
                raise refuse("MV-L012", f"the game would not have accepted this order: {reason}", file=path,
                             line=lines.get(agent, 0), column=1, field="moves", value=key,
                             allowed="orders that can be given and paid for in that turn",
                             mend="the log was not written by a game: begin a new one")

    def _run(self, orders: Mapping[str, tuple[str, ...]]) -> str:
        """Run the open turn; the digest of the World after it."""
        self.model.open()
        self.model.close(orders)
        self.worlds.append(self.model.world)
        return self.model.world.digest()

    # --- small questions ----------------------------------------------------------------------------------------

    def capital(self, agent: str) -> float:
        world = self.model.world
        return float(world.stocks["capital"][self.board.sizes.actors.index(actor_of(agent)), 0])

    def is_start(self, agent: str, key: str) -> bool:
        """The agent would begin it: nobody else has proposed it."""
        return self.board.parts[self.board.part(agent, key)].starts and not self.is_asked(key)

    def is_asked(self, key: str) -> bool:
        """Somebody has proposed it this turn."""
        return bool(some_agree(self.board, self.model.tray.yes)[self.board.row[key], 0])


def beginning(header: Line) -> Line:
    """What makes a game the same game: all but where its scenario lies and what machine began it."""
    return {key: header.get(key) for key in ("treatment", "ruleset", "seed", "run", "people")}


def treatment_of(header: Line, path: Path) -> Treatment:
    """What a log was played with, its scenario being where it is now. Refuses a log of another rule set, or of a
    scenario in which anything has changed that can change a number."""
    if header["ruleset"] != RULESET:
        raise refuse("MV-L008", "the log was played with another rule set", file=path, line=1, column=1,
                     field="ruleset", value=header["ruleset"], allowed=RULESET,
                     mend=f"open it with the version that wrote it: multivector {header.get('version')}")
    found = told_by_manifest(header, scenario_of(header, path))
    if header["treatment"] != found.digest:
        raise refuse("MV-L009", f"the scenario {found.loaded.name!r} has changed since", file=path, line=1, column=1,
                     field="treatment", value=header["treatment"][:16], allowed=found.digest[:16],
                     mend="put the scenario back as it was, or start a new game")
    return found
