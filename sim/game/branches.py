"""Lines of play: going back keeps what was played after it as a line of its own, and any line can be gone on with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.errors import MultivectorError, refuse
from sim.game.word import Word, word_of


@dataclass(frozen=True, slots=True)
class Played:
    """A turn that was run: the words of its public phase, the sealed orders by agent, and the World's digest after it.
    `lines`: where a log told of the orders."""

    orders: Mapping[str, tuple[str, ...]]
    digest: str
    words: tuple[Word, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict[str, int], compare=False)

    @property
    def decided(self) -> dict[str, tuple[str, ...]]:
        """By agent all that it said yes to: in public, then sealed."""
        found = {agent: tuple(word.agreed for word in self.words if word.agent == agent and word.agreed)
                 for agent in dict.fromkeys([*(word.agent for word in self.words), *self.orders])}
        return {agent: said + tuple(self.orders.get(agent, ())) for agent, said in found.items()}


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of play. `left_at`: the turn at which it left the line `parent`; 0 for the first line."""

    name: str = "line 1"
    parent: str = ""
    left_at: int = 0
    turns: tuple[Played, ...] = ()

    def begins(self, other: Branch) -> bool:
        """All its turns are the other's, too."""
        return self.turns == other.turns[: len(self.turns)]

    def common(self, other: Branch) -> int:
        """How many turns both have in common."""
        same = (ours == theirs for ours, theirs in zip(self.turns, other.turns, strict=False))
        return next((k for k, one in enumerate(same) if not one), min(len(self.turns), len(other.turns)))


@dataclass(slots=True)
class Branches:
    """`now`: the line in play; `kept`: the others, by name; `begun`: how many were begun."""

    now: Branch = field(default_factory=Branch)
    kept: dict[str, Branch] = field(default_factory=dict[str, Branch])
    begun: int = 1

    def all(self) -> list[Branch]:
        """In the order in which they were begun."""
        return sorted([self.now, *self.kept.values()], key=lambda line: int(line.name.split()[-1]))

    @property
    def turn(self) -> int:
        """The turn that is open, from 1."""
        return len(self.now.turns) + 1

    def played(self, turn: Played) -> None:
        self.now = replace(self.now, turns=(*self.now.turns, turn))

    def back(self, turn: int) -> None:
        """To the opening of a turn. A line that has turns of its own is kept, and a new one begins."""
        if turn > len(self.now.turns):
            return
        earlier = self.now.turns[: turn - 1]
        if self._keep():
            self.begun += 1
            self.now = Branch(f"line {self.begun}", self.now.name, turn, earlier)
        else:
            self.now = replace(self.now, left_at=turn, turns=earlier)

    def switch(self, name: str) -> None:
        """Go on with another line; the one in play is kept if it has turns of its own."""
        target = self.find(name)
        self._keep()
        self.now = target
        self.kept.pop(name, None)

    def find(self, name: str) -> Branch:
        if name not in self.kept:
            raise refuse("MV-P006", f"there is no other line of play called {name!r}", value=name,
                         allowed=", ".join(self.kept) or "none: a line is begun by going back",
                         mend="name one of these")
        return self.kept[name]

    def _keep(self) -> bool:
        own = not any(self.now.begins(other) for other in self.kept.values())
        if own:
            self.kept[self.now.name] = self.now
        return own


@dataclass(slots=True)
class Told:
    """What a log tells of: the lines of play, and of the turn that is open the words, the orders (with their line
    numbers), and how many words had been said when each was sealed."""

    branches: Branches = field(default_factory=Branches)
    words: list[Word] = field(default_factory=list[Word])
    waiting: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    sealed: dict[str, int] = field(default_factory=dict[str, int])
    lines: dict[str, int] = field(default_factory=dict[str, int])


def told_by(lines: Iterable[dict[str, Any]], file: str | Path) -> Told:
    """Follow a log from its second line on. Raises MultivectorError at what no game can have written."""
    told = Told()
    for number, line in enumerate(lines, start=2):
        try:
            _follow(told, line, number)
        except MultivectorError as error:
            raise refuse("MV-L012", error.problems[0].what, file=file, line=number, column=1, field=line["kind"],
                         value=error.problems[0].value, allowed=error.problems[0].allowed,
                         mend="the log was not written by a game: begin a new one") from None
    return told


def _follow(told: Told, line: dict[str, Any], number: int) -> None:
    kind, open_turn = line["kind"], told.branches.turn
    turn = line.get("turn", open_turn)
    if turn != open_turn and not (kind == "back" and 1 <= turn < open_turn):
        raise refuse("MV-P007", f"turn {turn} was not open", value=turn, allowed=str(open_turn))
    if kind == "word":
        told.words.append(word_of(line, number))
        told.waiting.pop(line["agent"], None)
        return
    if kind == "orders":
        told.waiting[line["agent"]], told.lines[line["agent"]] = tuple(line["moves"]), number
        told.sealed[line["agent"]] = len(told.words)
        return
    if kind == "withdraw":
        told.waiting.pop(line["agent"], None)
        return
    if kind == "turn":
        told.branches.played(Played(told.waiting, line["digest"], tuple(told.words), told.lines))
    elif kind == "back":
        told.branches.back(turn)
    elif kind == "switch":
        told.branches.switch(line["branch"])
    told.words, told.waiting, told.sealed, told.lines = [], {}, {}, {}
