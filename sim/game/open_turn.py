"""The open turn of a game: what a seat may say in its public phase, and order under seal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.agents.doctrines import PICKS
from sim.agents.means import Means
from sim.engine.board import Board
from sim.engine.compile import close_to
from sim.engine.moves import Rejection, actor_of
from sim.engine.turn import rejection
from sim.game.word import LONGEST, Word, fits
from sim.model import BalanceModel


class OpenTurn:
    """`people`: agents whose words and orders are handed in; `model`: it has opened the turn, and heard what was said
    in it. A refusal is a value; it changes nothing."""

    board: Board
    people: tuple[str, ...]
    model: BalanceModel

    def unspeakable(self, word: Word) -> dict[str, Rejection]:
        """Why this cannot be said; empty when it can."""
        if not fits(word.reason):
            return {word.move: Rejection("reason", f"A reason is one line of at most {LONGEST} characters.")}
        if word.yes:
            return self._unspeakable_yes(word.agent, word.move)
        why = self._refusal(word.agent, word.move)
        if why is None and not self.is_asked(word.agent, word.move):
            why = Rejection("not-asked", "Nobody has proposed it, so there is nothing to refuse.")
        if why or not word.instead:
            return {word.move: why} if why else {}
        return self._no_counter(word) or self._unspeakable_yes(word.agent, word.instead)

    def _unspeakable_yes(self, agent: str, key: str) -> dict[str, Rejection]:
        refused = self.refusals(agent, [key])
        if not refused and not self.board.move(key).joint:
            return {key: Rejection("own", "It needs no other government: order it.")}
        return refused

    def _no_counter(self, word: Word) -> dict[str, Rejection]:
        refused, instead = self.board.move(word.move), self.board.row.get(word.instead)
        if instead is not None and set(self.board.moves[instead].parties) != set(refused.parties):
            return {word.instead: Rejection("other-parties", "Its parties are others than those of what you refuse.")}
        if instead is not None and self.is_asked(word.agent, word.instead):
            return {word.instead: Rejection("asked", "It has been proposed to you: accept it.")}
        return {}

    def sealable(self, agent: str, moves: Sequence[str]) -> dict[str, Rejection]:
        """Why each of these cannot be ordered under seal together; empty when all can."""
        joint = [key for key in moves if key in self.board.row and self.board.move(key).joint]
        public = Rejection("joint", "It takes another government: propose it or answer it in public.")
        return {**dict.fromkeys(joint, public), **self.refusals(agent, moves)}

    def refusals(self, agent: str, moves: Sequence[str]) -> dict[str, Rejection]:
        """Why the seat cannot say yes to each of these together, in public or under seal; empty when it can. What it
        has said counts, but for the price of what was refused."""
        found = {key: why for key in moves if (why := self._refusal(agent, key))}
        means = Means.of(self.model.decider(agent).purse(self.model.table), self.startable(agent))
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

    def _refusal(self, agent: str, key: str) -> Rejection | None:
        board = self.board
        if key not in board.row:
            return Rejection("unknown", f"There is no option {key!r}; {close_to(key, set(board.row))}.")
        if agent not in self.people:
            return Rejection("not-held", "Nobody plays this seat: its doctrine decides.")
        if agent not in board.move(key).parties:
            return Rejection("not-yours", "It is not yours to decide.")
        tray, row = self.model.tray, board.row[key]
        if tray.told[board.part(agent, key), 0]:
            return Rejection("said", "You have spoken of it in this turn, and what was said stands.")
        if tray.refused[row, 0]:
            return Rejection("declined", "It has been refused in this turn.")
        if not self.is_start(agent, key) and not self.is_asked(agent, key):
            return Rejection("not-asked", "Nobody has proposed it; it is not yours to begin.")
        code = int(self.model.outlook.blocked[row, 0])
        return rejection(board, row, code, self.model.world) if code else None

    def startable(self, agent: str) -> int:
        """How many moves the seat may still begin."""
        begun = sum(deed.agent == agent and deed.stage == "start" and deed.yes for deed in self.model.deeds
                    if deed.month == self.model.world.month)
        return PICKS - begun

    # --- small questions ----------------------------------------------------------------------------------------

    def capital(self, agent: str) -> float:
        world = self.model.world
        return float(world.stocks["capital"][self.board.sizes.actors.index(actor_of(agent)), 0])

    def pledged(self, agent: str) -> int:
        """What the seat has said yes to costs so much, where nobody has refused it."""
        return int(self.capital(agent) - self.model.decider(agent).purse(self.model.table)[0])

    def price(self, agent: str, key: str) -> NDArray[np.int64]:
        """(1,)"""
        return self.model.outlook.prices[self.board.part(agent, key)]

    def is_start(self, agent: str, key: str) -> bool:
        """The agent would begin it: nobody else has proposed it."""
        return self.board.parts[self.board.part(agent, key)].starts and not self.is_asked(agent, key)

    def is_asked(self, agent: str, key: str) -> bool:
        """Another party has said yes to it this turn."""
        return any(self.model.tray.yes[self.board.part(party, key), 0]
                   for party in self.board.move(key).parties if party != agent)
