"""The contract between any game and any interface. It loads the standard library only; `local.py` keeps it in this
process, and an interface never asks which one it was handed.

A turn has a public phase, in which seats `speak` of joint options, and a sealed one, in which they `submit` their own
orders; whatever is said to a seat breaks its seal. It runs when everybody who is awaited has handed in, or when the
facilitator ends it. Moves are keys of options.
Everything that is returned is a view, text or a plain value, so that it can be sent (`sim.views.wire`); no files.
All methods raise MultivectorError at what cannot be done, and change nothing then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol, TypeAlias

from sim.errors import MultivectorError
from sim.views import (
    BoardView,
    BranchView,
    CardView,
    ComingView,
    ComparisonView,
    DebriefView,
    Explanation,
    ForecastView,
    HindsightView,
    KeptView,
    OddsView,
    PastTurnView,
    RoomView,
    SavedGameView,
    ScenarioView,
    TermView,
    TurnView,
)

HORIZON = 24  # months that a forecast looks ahead
RUNS = 500  # futures of a forecast
PLAYS = 1000  # plays of a debrief

Cancelled: TypeAlias = Callable[[], bool]
Progress: TypeAlias = Callable[[float], None]
Document: TypeAlias = Literal["page", "markdown"]


def never() -> bool:
    return False


def nothing(share: float) -> None:
    """No progress is shown."""


class Session(Protocol):
    """One seat of a game: what its person may know and do. Whatever takes long has `cancelled`, asked now and then, and
    gives None when the answer is yes; `progress` is told the share that is done."""

    @property
    def seat(self) -> str: ...

    def view(self) -> TurnView:
        """What the seat is told now. Asking for it moves nothing."""
        ...

    def board(self) -> BoardView:
        """What stays the same all game long: actors, and what the numbers are."""
        ...

    def card(self, key: str) -> CardView:
        """All about one of the seat's options."""
        ...

    # --- the public phase -------------------------------------------------------------------------------------------

    def speak(self, turn: int, move: str, yes: bool, reason: str = "", instead: str = "") -> dict[str, str]:
        """Say a word about a joint option: yes proposes it, or accepts what another asks; no refuses, and with
        `instead`, another option of the same parties, counters. `reason`: a line that the other parties are told.
        Doctrines answer before this returns (`view().talks`). What was said stands until the turn has run. Refusals, a
        turn that is over and duplicates are as with `submit`."""
        ...

    # --- orders ---------------------------------------------------------------------------------------------------

    def orders(self) -> tuple[str, ...]:
        """The seat's own orders that were accepted for the open turn."""
        ...

    def check(self, moves: Sequence[str]) -> dict[str, str]:
        """Why each of these orders cannot be given under seal together, in words; empty when all can."""
        ...

    def submit(self, turn: int, moves: Sequence[str]) -> dict[str, str]:
        """Hand in the orders for a turn; until it runs, later ones take the place of earlier ones. Refusals as `check`
        tells them leave everything as it was. Once the turn has run, the same orders again are known and change
        nothing, and others raise MultivectorError: they never reach the next turn."""
        ...

    # --- ahead ----------------------------------------------------------------------------------------------------

    def forecast(self, moves: Sequence[str], months: int = HORIZON, runs: int = RUNS,
                 cancelled: Cancelled = never) -> ForecastView | None:
        """The fan of these orders against none, over the next months or to the end of the game."""
        ...

    def odds(self) -> tuple[OddsView, ...]:
        """How likely it is that a crisis opens that concerns the seat, if all go on as their doctrines would; the
        likeliest first."""
        ...

    def coming(self) -> tuple[ComingView, ...]:
        """What is in force and not over: what is still to come of it, the nearest first."""
        ...

    # --- back -----------------------------------------------------------------------------------------------------

    def past_turn(self, turn: int) -> PastTurnView:
        """A turn that has been played: orders, the others' deeds and reasons, proposals and answers, what changed."""
        ...

    def why(self, path: str, turn: int | None = None) -> Explanation:
        """The causes of an indicator's change in a turn that has been played, or since the game opened."""
        ...

    def hindsight(self, turn: int, runs: int = RUNS, cancelled: Cancelled = never) -> tuple[HindsightView, ...] | None:
        """What was forecast for the end of a played turn when its orders were given, beside what came."""
        ...

    def branches(self) -> tuple[BranchView, ...]:
        """All lines of play, the one in play among them, in the order in which they were begun."""
        ...

    def comparison(self) -> ComparisonView:
        """The game so far beside the same turns of history."""
        ...

    def trails(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        """Numbers at the opening and at the end of each month since."""
        ...

    def ghosts(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        """The same months of these numbers in history."""
        ...

    def debrief(self, progress: Progress = nothing, cancelled: Cancelled = never,
                plays: int = PLAYS) -> DebriefView | None:
        """What to talk about afterwards. It takes some seconds: many plays, and every decision swapped."""
        ...

    def document(self, kind: Document) -> str:
        """The debrief as a web page with its charts inside, or as Markdown."""
        ...

    def glossary(self) -> tuple[TermView, ...]: ...


class Table(Protocol):
    """The room: its seats, and the facilitator's verbs, which no seat has."""

    def room(self) -> RoomView:
        """Who holds a seat, who is awaited, and the number of the last change."""
        ...

    def wait(self, change: int, seconds: float) -> RoomView:
        """The room as soon as anything has changed since that number, or after some seconds."""
        ...

    def at(self, seat: str = "") -> Session:
        """The session of a seat; of the first, if none is named."""
        ...

    def keep(self) -> KeptView:
        """See that the whole game is kept, elsewhere if its place is gone."""
        ...

    # --- the facilitator --------------------------------------------------------------------------------------------

    def back(self, turn: int) -> None:
        """Return to the opening of a turn. What was played after it is kept as a line of its own (`branches`)."""
        ...

    def switch(self, line: str) -> None:
        """Go on with another line of play, at its end."""
        ...

    def hold(self, seat: str) -> None:
        """Have a person's seat decide as its doctrine does in the open turn: those orders are handed in for it."""
        ...

    def end_turn(self) -> None:
        """Run the open turn now; seats without orders pass."""
        ...


class Games(Protocol):
    """What there is to play."""

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """The scenarios that can be begun, with their seats, the shortest first."""
        ...

    def saved(self) -> tuple[SavedGameView, ...]:
        """The games that are kept, the last saved first; a damaged one says so."""
        ...

    def begin(self, scenario: str, seats: Sequence[str], seed: int = 1) -> Table:
        """A new game with people in these seats; it is kept before anything is played."""
        ...

    def resume(self, game: str) -> Table:
        """Go on with a saved game, by its id."""
        ...


__all__ = ["HORIZON", "PLAYS", "RUNS", "Cancelled", "Document", "Games", "MultivectorError", "Progress", "Session",
           "Table", "never", "nothing"]
