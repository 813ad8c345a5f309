"""Which game to play, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tui.lines import listed
from tui.session import LocalSession, MultivectorError, new_session, resumed_session, saved_games, scenarios
from tui.views import SavedGameView, ScenarioView

FIRST = "summit-2018"  # the shortest, for a first game
Ask = Callable[[], str | None]
Say = Callable[[Iterable[str]], None]


def choose(ask: Ask, say: Say) -> LocalSession | None:
    """Ask until a game is open, the player leaves or the input ends."""
    found, saved = tuple(sorted(scenarios(), key=lambda s: s.id != FIRST)), saved_games()
    say(menu(found, saved))
    while (line := ask()) is not None and line.strip() != "quit":
        try:
            if session := opened(line.split(), found, saved):
                return session
            say(menu(found, saved))
        except (MultivectorError, OSError) as error:
            say(str(error).split("\n"))
    return None


def menu(found: Iterable[ScenarioView], saved: Iterable[SavedGameView]) -> Iterable[str]:
    yield "New games:"
    for n, s in enumerate(found, start=1):
        yield f"  {n}. {s.title}, {s.opens} to {s.ends}, {s.turns} turns, about {s.minutes} minutes."
        yield f"     Seats: {listed([seat.id for seat in s.seats])}."
    games = [(n, g) for n, g in enumerate(saved, start=1)]
    if games:
        yield "Saved games:"
    for n, g in games:
        yield f"  {n}. {g.title}, {listed(g.seats)}, {'over' if g.over else f'turn {g.turn} of {g.turns}'}. {g.trouble}"
    yield "Type play and a number to begin, with a seat or several: play 1 kazakhstan. Or resume and a number; or quit."


def opened(words: list[str], found: tuple[ScenarioView, ...], saved: tuple[SavedGameView, ...]) -> LocalSession | None:
    """The game that the words name; None where they name none."""
    command, which, *seats = [*words, "", ""]
    number, seats = int(which) if which.isdecimal() else 0, [seat for seat in seats if seat]
    if command == "play" and 1 <= number <= len(found):
        scenario = found[number - 1]
        seats = seats or [scenario.seats[0].id]
        return new_session(scenario.id, seats[0], 1, None, seats[1:])
    if command == "resume" and 1 <= number <= len(saved):
        return resumed_session(Path(saved[number - 1].path))
    return None
