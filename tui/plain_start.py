"""Which game to play, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.session import Games, MultivectorError, Table
from tui.texts import say
from tui.views import SavedGameView, ScenarioView

FIRST = "summit-2018"  # the shortest, for a first game
Ask = Callable[[], str | None]
Tell = Callable[[Iterable[str]], None]


def choose(games: Games, ask: Ask, tell: Tell) -> Table | None:
    """Ask until a game is open, the player leaves or the input ends."""
    found, saved = tuple(sorted(games.scenarios(), key=lambda s: s.id != FIRST)), games.saved()
    tell(menu(found, saved))
    while (line := ask()) is not None and line.strip() != "quit":
        try:
            if table := opened(games, line.split(), found, saved):
                return table
            tell(menu(found, saved))
        except (MultivectorError, OSError) as error:
            tell(str(error).split("\n"))
    return None


def menu(found: Iterable[ScenarioView], saved: Iterable[SavedGameView]) -> Iterable[str]:
    yield say("plain-new-games")
    for n, s in enumerate(found, start=1):
        about = say("plain-scenario", n=n, title=s.title, opens=s.opens, ends=s.ends, turns=s.turns, minutes=s.minutes)
        yield f"  {about}"
        yield f"     {say('plain-scenario-seats', seats=tuple(seat.id for seat in s.seats))}"
    games = [(n, g) for n, g in enumerate(saved, start=1)]
    if games:
        yield say("plain-saved-games")
    for n, g in games:
        about = say("plain-saved", n=n, title=g.title, seats=g.seats, over=g.over, turn=g.turn, turns=g.turns,
                    trouble=g.trouble)
        yield f"  {about}"
    yield say("plain-start")


def opened(games: Games, words: list[str], found: tuple[ScenarioView, ...],
           saved: tuple[SavedGameView, ...]) -> Table | None:
    """The game that the words name; None where they name none."""
    command, which, *seats = [*words, "", ""]
    number, seats = int(which) if which.isdecimal() else 0, [seat for seat in seats if seat]
    if command == "play" and 1 <= number <= len(found):
        scenario = found[number - 1]
        return games.begin(scenario.id, seats or [scenario.seats[0].id])
    if command == "resume" and 1 <= number <= len(saved):
        return games.resume(saved[number - 1].id)
    return None
