"""A word: what a person says of a joint option in the public phase of a turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sim.game.journal import Entry

LONGEST = 200  # characters of a reason


@dataclass(frozen=True, slots=True)
class Word:
    """`yes` to what nobody has asked is a proposal, to what is asked an acceptance; a no is a refusal, and with
    `instead`, another move of the same parties, a counter. `line`: where a log told of it."""

    agent: str
    move: str
    yes: bool
    reason: str = ""
    instead: str = ""
    line: int = field(default=0, compare=False)

    @property
    def says(self) -> Iterator[tuple[str, bool]]:
        """(move, yes or no), one after the other."""
        yield self.move, self.yes
        if self.instead:
            yield self.instead, True

    @property
    def agreed(self) -> str:
        """The move that it says yes to, if any."""
        return self.move if self.yes else self.instead

    def entry(self, turn: int) -> Entry:
        return {"kind": "word", "turn": turn, "agent": self.agent, "move": self.move, "yes": self.yes,
                "reason": self.reason, "instead": self.instead}


def word_of(entry: Entry, line: int) -> Word:
    return Word(entry["agent"], entry["move"], entry["yes"], entry["reason"], entry["instead"], line)


def one_line(reason: str) -> str:
    """Without line breaks and doubled spaces."""
    return " ".join(reason.split())


def fits(reason: str) -> bool:
    """It can be shown anywhere, on one line."""
    return len(reason) <= LONGEST and reason.isprintable() and reason == one_line(reason)
