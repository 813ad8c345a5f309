"""What screens ask of the app. Data goes down as a snapshot; these go up."""

from __future__ import annotations

from textual.message import Message


class Asked(Message):
    """A wish of the player."""


class Toggled(Asked):
    """Order an option of the seat's own, or take it back; propose or accept one that takes another government."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


class Refused(Asked):
    """Say no to what is proposed; `counter`: with something else instead."""

    def __init__(self, option: str, counter: bool = False) -> None:
        super().__init__()
        self.option, self.counter = option, counter


class CardAsked(Asked):
    """The whole card of an option."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


class WhyAsked(Asked):
    """Why a number changed: in the last turn, in an earlier one, or (turn 0) since the opening."""

    def __init__(self, path: str, turn: int | None = None) -> None:
        super().__init__()
        self.path, self.turn = path, turn


class ForecastAsked(Asked):
    """What may come of some orders; `now` without waiting for the cursor to rest."""

    def __init__(self, orders: tuple[str, ...], now: bool = False) -> None:
        super().__init__()
        self.orders, self.now = orders, now


class RewindAsked(Asked):
    """Back to the opening of a turn."""

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn


class BranchAsked(Asked):
    """Play on in another line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PagesAsked(Asked):
    """The turns that have been played, and the branches."""


class CardMissing(Asked):
    """What the card of an option says, without opening it."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


class TrailsAsked(Asked):
    """Numbers since the opening, and in history."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__()
        self.paths = paths


class DebriefAsked(Asked):
    """The debrief; `write`: as files, too."""

    def __init__(self, write: bool = False) -> None:
        super().__init__()
        self.write = write


class GameChosen(Asked):
    """Begin a scenario with people in these seats, or go on with a saved game."""

    def __init__(self, scenario: str = "", seats: tuple[str, ...] = (), saved: str = "") -> None:
        super().__init__()
        self.scenario, self.seats, self.saved = scenario, seats, saved
