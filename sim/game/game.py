"""Game: turns, orders, undo and rewinding, over one BalanceModel with a full ledger and one journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace

import numpy as np

from sim.agents.table import Deed
from sim.engine.ledger import FullLedger
from sim.engine.moves import Rejection
from sim.errors import MultivectorError, refuse
from sim.game.branches import Branches, Played, Told
from sim.game.journal import Entry, Journal
from sim.game.open_turn import OpenTurn
from sim.game.word import Word
from sim.model import BalanceModel
from sim.scenario.months import month_name
from sim.treatment import Treatment
from sim.world.seeds import checked_seed
from sim.world.state import World


class Game(OpenTurn):
    """A game in play or on replay. `people`: agents whose orders are handed in; the others follow their doctrines."""

    def __init__(self, treatment: Treatment, people: Sequence[str] = (), seed: int = 0, run: int = 0) -> None:
        self.treatment, self.people, self.seed, self.run = treatment, tuple(people), checked_seed(seed), run
        self.board = treatment.board
        self.seated = treatment.seated({**dict.fromkeys(people, "handed"), **treatment.seats})
        self.journal: Journal | None = None
        self.ledger = FullLedger()
        self.model = self._model(None)
        self.worlds: list[World] = [self.model.world]
        self.branches = Branches()
        self._clear()
        self._open()

    # --- making -------------------------------------------------------------------------------------------------

    def take_up(self, told: Told, file: str) -> None:
        """Play again what a journal tells of; the file is named where that cannot be."""
        self._replay(told.branches.now.turns, file)
        self.branches = told.branches
        self._say_again(told.words, file)
        self._check_orders(told.waiting, told.lines, file)
        self.waiting, self.sealed = told.waiting, told.sealed

    @property
    def header(self) -> Entry:
        """The first entry of its journal: with it the game can be begun again, wherever its scenario is then."""
        return {**self.treatment.manifest(), "seed": self.seed, "run": self.run, "people": list(self.people)}

    def _model(self, world: World | None) -> BalanceModel:
        return BalanceModel(self.seated, seed=self.seed, first_run=self.run, ledger=self.ledger, world=world,
                            collect=False)

    def as_of(self, turn: int, words: Sequence[Word] = ()) -> Game:
        """The game as it was when a turn opened, or after these words; without a journal, so nothing can happen to this
        one."""
        then = copy(self)
        then.journal, then.worlds = None, self.worlds[:turn]
        then._clear()
        then.branches = Branches(replace(self.branches.now, turns=self.branches.now.turns[: turn - 1]))
        then.ledger = FullLedger()
        then.ledger.entries = list(self.ledger.between(0, self.month(turn)))
        then.model = then._model(then.worlds[-1])
        then._remember(self.model, turn)
        then._open()
        then._say_again(words, "")
        return then

    # --- reading ------------------------------------------------------------------------------------------------

    @property
    def orders(self) -> list[Mapping[str, tuple[str, ...]]]:
        """What was said yes to in each turn that was run, in public or under seal, by agent."""
        return [played.decided for played in self.branches.now.turns]

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

    def failed(self, turn: int) -> dict[str, float]:
        """Keys of the agreements that all wanted in a turn and that failed, with the odds that they had."""
        months = range(self.month(turn), self.month(turn + 1))
        return {self.board.moves[row].key: odds for month, row, odds in self.model.lapses if month in months}

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

    def _clear(self) -> None:
        """Nothing has been said or ordered in the open turn. `sealed`: how many words had been said when each seat
        handed in its orders."""
        self.words: list[Word] = []
        self.waiting: dict[str, tuple[str, ...]] = {}
        self.sealed: dict[str, int] = {}

    # --- the public phase -----------------------------------------------------------------------------------------

    def speak(self, word: Word) -> dict[str, Rejection]:
        """Accept a seat's word about a joint move; on disk before this returns. Doctrines answer it at once, and it
        breaks the seal of whoever hears it. A refusal changes nothing."""
        self._check_seat(word.agent)
        refused = self.unspeakable(word)
        if not refused:
            self._note(word.entry(self.turn))
            self._say(word)
        return refused

    def _say(self, word: Word) -> None:
        for key, yes in word.says:
            self.model.speak(word.agent, [key], yes)
        self.words.append(word)
        self.waiting.pop(word.agent, None)

    def _say_again(self, words: Sequence[Word], file: str) -> None:
        """What was said in a turn that is played again."""
        for word in words:
            refused = self._held(word.agent) or self.unspeakable(word)
            self._check_legal(refused, file, word.line, "move")
            self._say(word)

    def called(self, agent: str) -> bool:
        """Whether the seat has handed in its orders, and something has been said to it since."""
        since = self.words[self.sealed[agent]:] if agent in self.waiting else ()
        return any(agent in self.board.move(key).parties for word in since for key, _ in word.says)

    @property
    def awaited(self) -> tuple[str, ...]:
        """Seats whose orders are missing, or were sealed before something was said to them."""
        return tuple(agent for agent in self.people if agent not in self.waiting or self.called(agent))

    # --- orders -------------------------------------------------------------------------------------------------

    def by_doctrine(self, agent: str) -> tuple[str, ...]:
        """What its doctrine would order for the seat, seeing what lies on the table now. Nothing is changed by it."""
        others = {person: "handed" for person in self.people if person != agent}
        model = BalanceModel(self.treatment.seated(others), seed=self.seed, first_run=self.run, world=self.world,
                             collect=False)
        model.open()
        model.tray.yes |= self.model.tray.yes
        model.tray.told |= self.model.tray.told
        model.tray.open_stage()
        seat = model.decider(agent)
        seat.respond(model.table)
        said = model.tray.yes & ~model.tray.told
        keys = [self.board.moves[self.board.parts[row].move].key for row in seat.rows if said[row, 0]]
        refused = self.refusals(agent, keys)
        return tuple(key for key in keys if key not in refused)

    def _check_seat(self, agent: str) -> None:
        """Raises MultivectorError unless a person in this seat can act now."""
        self.check_open()
        if agent not in self.people:
            raise refuse("MV-P014", "nobody plays this seat: its doctrine decides", value=agent,
                         allowed=", ".join(self.people) or "none: all are held by doctrines",
                         mend="speak and order for a seat that a person holds")

    def submit(self, agent: str, moves: Sequence[str]) -> dict[str, Rejection]:
        """Accept a seat's orders for the open turn; on disk before this returns. A refusal changes nothing."""
        self._check_seat(agent)
        refused = self.sealable(agent, moves)
        if not refused:
            self._note({"kind": "orders", "turn": self.turn, "agent": agent, "moves": list(moves)})
            self.waiting[agent], self.sealed[agent] = tuple(moves), len(self.words)
        return refused

    def withdraw(self, agent: str) -> None:
        """Take back the orders that a seat has handed in for the open turn."""
        self._check_seat(agent)
        if agent in self.waiting:
            self._note({"kind": "withdraw", "turn": self.turn, "agent": agent})
            del self.waiting[agent]

    def decide(self, agent: str, moves: Sequence[str]) -> dict[str, Rejection]:
        """Say yes in public to those of the moves that are joint, without a word of reason, and seal the others. What
        was said before something is refused has been said."""
        joint = [key for key in moves if key in self.board.row and self.board.move(key).joint]
        refused = {name: why for key in joint for name, why in self.speak(Word(agent, key, True)).items()}
        return {**refused, **self.submit(agent, [key for key in moves if key not in joint])}

    def end_turn(self) -> None:
        """Run the open turn with the orders that were submitted; a seat without orders passes. Where that cannot be
        written down, the turn is still open afterwards."""
        self.check_open()
        turn, words, waiting, sealed = self.turn, self.words, self.waiting, self.sealed
        digest = self._run(waiting)
        try:
            self._note({"kind": "turn", "turn": turn, "digest": digest})
        except MultivectorError:
            self._rewind(turn)
            self._say_again(words, "")
            self.waiting, self.sealed = waiting, sealed
            raise
        self.branches.played(Played(dict(waiting), digest, tuple(words)))
        self._clear()

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
        self.worlds, self.ledger, self.model = there.worlds, there.ledger, there.model
        self._clear()

    def _note(self, entry: Entry) -> None:
        if self.journal:
            self.journal.write(entry)

    def _rewind(self, turn: int) -> None:
        del self.worlds[turn:]
        self._clear()
        self.ledger.forget_from(self.month(turn))
        before, self.model = self.model, self._model(self.worlds[-1])
        self._remember(before, turn)
        self._open()

    def _remember(self, model: BalanceModel, turn: int) -> None:
        """What was decided, what came into force and what failed, before a turn."""
        month = self.month(turn)
        self.model.deeds = [deed for deed in model.deeds if deed.month < month]
        self.model.struck = [x for x in model.struck if x[0] < month]
        self.model.lapses = [x for x in model.lapses if x[0] < month]
        self.model.taken = [x for x in model.taken if x.month < month]

    def check_other_lines(self, file: str) -> None:
        """Replay the lines of play that the resumed log has beside the one in play."""
        for line in self.branches.kept.values():
            common = self.branches.now.common(line)
            self.as_of(common + 1)._replay(line.turns[common:], file)

    def _replay(self, turns: Sequence[Played], file: str) -> None:
        """Run turns again: every word and order must be one that the game accepts, and every turn come out as recorded.
        `branches` is the caller's business."""
        for played in turns:
            number, found = len(self.worlds), self.repeat(played, file)
            if found != played.digest:
                raise refuse("MV-L007", f"turn {number} does not replay to the recorded state", file=file,
                             value=found[:16], allowed=played.digest[:16],
                             mend="it was written with another build: compare version, numpy and cpu in its first line")

    def repeat(self, played: Played, file: str = "") -> str:
        """A turn again, as it was played; the digest of the World after it."""
        self._say_again(played.words, file)
        self._check_orders(played.orders, played.lines, file)
        found = self._run(played.orders) if self.model.running else "no turn is left"
        self._clear()
        return found

    def _check_orders(self, orders: Mapping[str, tuple[str, ...]], lines: Mapping[str, int], file: str) -> None:
        """Legal, paid for, and no more than may be started, as when they were given."""
        for agent, moves in orders.items():
            refused = self._held(agent) or self.sealable(agent, moves)
            self._check_legal(refused, file, lines.get(agent, 0), "moves")

    def _held(self, agent: str) -> dict[str, Rejection]:
        """Why nobody can act for the agent; empty when a person can."""
        if agent not in self.people:
            return {agent: Rejection("not-held", "Nobody plays this seat.")}
        return {} if self.model.running else {agent: Rejection("over", "No turn is left.")}

    def _check_legal(self, refused: Mapping[str, Rejection], file: str, line: int, field: str) -> None:
        """Raises MultivectorError at the first refusal: of what a log tells, a game has refused nothing."""
        for key, why in refused.items():
            raise refuse("MV-L012", f"the game would not have accepted this: {why.reason}", file=file, line=line,
                         column=1, field=field, value=key,
                         allowed="what can be said, ordered and paid for in that turn",
                         mend="the log was not written by a game: begin a new one")

    def _run(self, orders: Mapping[str, tuple[str, ...]]) -> str:
        """Run the open turn, and open the next; the digest of the World between them."""
        self.model.close(orders)
        self.worlds.append(self.model.world)
        self._open()
        return self.worlds[-1].digest()
