"""What a seat may know: the one filter between a game and everything that its seat is given.

Nothing else in this package hides anything, and nothing else reads what agents decided, ordered or were told alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sim.agents.table import Deed
from sim.catalogue import NAMED
from sim.engine.board import Board
from sim.engine.effects import WORN
from sim.engine.indicators import split
from sim.engine.moves import actor_of
from sim.errors import refuse
from sim.game.branches import Branch
from sim.game.game import Game
from sim.game.journal import Entry
from sim.scenario.months import month_number
from sim.scenario.paths import resolve_path
from sim.scenario.schema import Decision
from sim.texts import say
from sim.views import CauseRow, Explanation

PRIME = 0.5
UNTOLD = {"game": ("seed", "run"), "turn": ("digest",)}
"""What of a log's lines would let a seat play the others' part on by itself."""
SECRET = {"orders": ("moves",), "word": ("move", "yes", "reason", "instead")}
"""What of others' lines is told to nobody else."""


def visible(board: Board, path: str, seat: str) -> bool:
    """Whether the seat may know the number."""
    variable, names = split(path)
    sight = {"all": True, "own": bool(names) and seat == names[-1 if variable.axes in NAMED else 0],
             "pair": seat in names, "none": False}
    return sight[variable.seen]


class Sight:
    """A game as one seat may know it. `agent`: who sits there; `seat`: its actor."""

    def __init__(self, game: Game, agent: str) -> None:
        self.game, self.board, self.agent, self.seat = game, game.board, agent, actor_of(agent)

    # --- numbers ------------------------------------------------------------------------------------------------

    def sees(self, path: str) -> bool:
        return visible(self.board, path, self.seat)

    def check(self, path: str) -> None:
        """Raises MultivectorError when there is no such number or the seat may not know it."""
        resolve_path(self.board.scenario, path)
        if not self.sees(path):
            raise refuse("MV-P003", "your seat cannot know this number", value=path, mend="ask for another one")

    def priorities(self) -> tuple[str, ...]:
        """The issues that weigh most for the seat's own administration, where it is elected."""
        s, sizes = self.board.scenario, self.board.sizes
        weights = self.game.model.world.stocks["priority"][:, sizes.actors.index(self.seat), 0]
        elected = "elected" in s.actors[self.seat].roles
        return tuple(q for q, weight in zip(sizes.issues, weights, strict=True) if elected and weight > PRIME)

    # --- moves --------------------------------------------------------------------------------------------------

    def involves(self, key: str) -> bool:
        """The seat takes part in the move or is its target."""
        move = self.board.move(key)
        return self.seat in (*map(actor_of, move.parties), move.target)

    def concerns(self, key: str) -> bool:
        """It is an agreement, or it involves the seat: what comes into force of these is news."""
        return self.board.scenario.options[self.board.move(key).option].agreement or self.involves(key)

    def knows(self, key: str, turn: int) -> bool:
        """What came into force in the turn is known to all; what was only proposed, to those whom it involves."""
        return self.involves(key) or key in self.game.struck(turn)

    def deeds(self, turn: int) -> list[Deed]:
        """What everybody decided in a turn. A person's reasons are the person's own."""
        people = self.game.people
        return [replace(deed, reasons=() if deed.agent in people else deed.reasons)
                for deed in self.game.deeds(turn) if turn and self.knows(deed.move, turn)]

    def orders(self, turn: int) -> Mapping[str, tuple[str, ...]]:
        """What people said yes to in a turn that has been run; never what lies sealed for the open one."""
        given = self.game.orders[turn - 1] if turn else {}
        return {agent: tuple(key for key in keys if agent == self.agent or self.knows(key, turn))
                for agent, keys in given.items()}

    def orders_on(self, line: Branch) -> Iterator[tuple[str, ...]]:
        """The seat's own orders on a line of play, turn by turn."""
        return (played.decided.get(self.agent, ()) for played in line.turns)

    def asks(self, key: str) -> tuple[str, ...]:
        """Who else has said yes to a move of the open turn that the seat takes part in."""
        yes, board = self.game.model.tray.yes, self.board
        if not self.involves(key):
            return ()
        return tuple(part.agent for k, part in enumerate(board.parts)
                     if yes[k, 0] and part.agent != self.agent and board.moves[part.move].key == key)

    def has_spoken(self, key: str) -> bool:
        """The seat has said a word about a move in the open turn."""
        return bool(self.game.model.tray.told[self.board.part(self.agent, key), 0])

    def word(self, person: str, key: str, turn: int) -> tuple[str, str]:
        """The reason that a person gave for what was said of a move, and the move that was proposed instead."""
        open_turn, played = turn == self.game.turn, self.game.branches.now.turns
        for word in self.game.words if open_turn else played[turn - 1].words:
            if word.agent == person and self.knows(key, turn) and key in dict(word.says):
                return word.reason, word.instead if word.move == key else ""
        return "", ""

    def recorded(self, first: int, last: int) -> Iterator[Decision]:
        """Of the record between two months: what the seat decided or had to agree to."""
        for decision in self.board.scenario.history:
            own = self.board.rows_of(decision.option, decision.target, {self.agent, decision.agent})
            if own and first <= month_number(decision.date) - self.board.starts <= last:
                yield decision

    # --- what came of them --------------------------------------------------------------------------------------

    def hears_of(self, cause: str) -> bool:
        """What follows from a refusal between others is not told, unless the thing came into force in the end."""
        kind, _, key = cause.removeprefix(WORN).partition(":")
        if kind not in ("yielded", "refused"):
            return True
        return self.involves(key) or any(key in self.game.struck(turn) for turn in range(1, self.game.turn))

    def explanation(self, found: Explanation) -> Explanation:
        """Causes that the seat may not know of become one; the amounts still add up."""
        told = [row for row in found.rows if self.hears_of(row.cause)]
        if len(told) == len(found.rows):
            return found
        unseen = sum(row.amount for row in found.rows if row not in told)
        rows = [*told, CauseRow("unseen", say("move-unseen"), unseen, "unseen")]
        return replace(found, rows=tuple(sorted(rows, key=lambda row: -abs(row.amount))))

    # --- the log ------------------------------------------------------------------------------------------------

    def log(self, header: Entry, lines: Iterable[Entry]) -> Iterator[Entry]:
        """The log of a game that is open without its luck and without others' orders; whole when it is over."""
        for line in (header, *lines):
            yield line if self.game.over else self._redacted(line)

    def _redacted(self, line: Entry) -> Entry:
        untold = ("seal", *UNTOLD.get(line["kind"], ()))
        told = {name: value for name, value in line.items() if name not in untold}
        own = line.get("agent", self.agent) == self.agent or (line["kind"] == "word" and self.involves(line["move"]))
        return told if own else {**told, **dict.fromkeys(SECRET[line["kind"]])}
