"""The room in which a game is played: who holds a seat, who is waited for, where the game is kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A seat that a person holds. `here`: the person sits at this interface. `sealed`: its orders for the open turn
    were handed in, and nothing has been said to it since; `called`: something has been said to it since."""

    id: str
    label: str
    here: bool = True
    sealed: bool = False
    called: bool = False


@dataclass(frozen=True, slots=True)
class KeptView:
    """Where the game is kept: `place`, as a person here calls it; empty where it is not kept. `lost`: the place that
    was gone, so that all of it was written to the new one. `trouble`: why it is not kept. `resume`: the command that
    goes on with it. `name`: what documents of the game are called, without an ending."""

    name: str
    place: str = ""
    lost: str = ""
    trouble: str = ""
    resume: str = ""


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clock of a room that somebody else leads. `left`: seconds of the open turn as of now, None without an end;
    `floor_open`: joint options may still be spoken of."""

    left: float | None
    running: bool
    floor_open: bool


@dataclass(frozen=True, slots=True)
class RoomView:
    """What everybody in the room may know. `change`: a number that grows whenever anything changes for anybody.
    `line`: the line of play that is gone on with. `seats`: those that people hold, in the order in which they take
    their turns. `notice`: something to tell once. `clock`: of a room that is led."""

    change: int
    turn: int
    line: str
    over: bool
    seats: tuple[HeldSeat, ...]
    kept: KeptView
    notice: str = ""
    clock: ClockView | None = None

    @property
    def awaited(self) -> tuple[str, ...]:
        """Seats whose orders for the open turn are still missing."""
        return tuple(seat.id for seat in self.seats if not seat.sealed)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Those of them that are waited for, while nobody's here are missing."""
        awaited = () if self.over or set(self.awaited) & set(self.here) else self.awaited
        return awaited if self.here else ()

    @property
    def shared(self) -> bool:
        """Others than the people at this interface may change the game."""
        return self.clock is not None or len(self.here) < len(self.seats)

    @property
    def sealed(self) -> bool:
        """Orders of some are in for the open turn, and others still missing."""
        return any(seat.sealed for seat in self.seats)

    @property
    def here(self) -> tuple[str, ...]:
        """Seats of the people at this interface."""
        return tuple(seat.id for seat in self.seats if seat.here)

    def called(self, seat: str) -> bool:
        """Something has been said to the seat since its orders were handed in."""
        return any(held.called for held in self.seats if held.id == seat)

    def label(self, seat: str) -> str:
        return next((held.label for held in self.seats if held.id == seat), seat)
