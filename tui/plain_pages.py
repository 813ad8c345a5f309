"""The line-by-line game's other pages: what is ahead, who agreed, what was played, the glossary, the debrief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.figures import number
from tui.files import write_debrief
from tui.lines import change, deed, option_line, unit
from tui.told import answers, branch_line, coming_lines, debrief_lines, hindsight_line, term_line
from tui.views import ForecastView, GoalForecast, IndicatorView, PastTurnView

if TYPE_CHECKING:
    from tui.plain import PlainGame

HELP = """\
brief             what opened this turn: news, changes, proposals, goals
options           what you can order: proposals, what your staff puts forward, what is also possible
options all       the same with what is not possible now, and why
option N          everything about an option; option N history also tells what was done in history
preview N         what may come of an option alone, in 500 draws, against giving no orders
order N M ...     add options to this turn's orders
drop N            take one back; drop alone takes all back
orders            what you have ordered
forecast          what may come of all your orders together
submit            hand the orders in and run the turn; without orders you pass
deals             proposals of now, and last turn's with everybody's answer and reasons
deeds             what the others did last turn, and the considerations that decided it
indicators        the numbers you may know; indicators WORD lists those with the word in their name
world             your relations with each partner
why NAME          why a number changed last turn: its name, a part of it, or its number in the last list
why NAME start    why it changed since the start
coming            what you have in force and what is still to come of it; coming all: everybody
history N         turn N again: orders, forecast and outcome, changes, answers, deeds
back N            return to the opening of turn N, or of the last; what you played is kept as a line
lines             all lines of play; switch NAME goes on with another
compare           your game so far beside history
debrief           beside history and a thousand plays, turning points, questions; debrief write makes files of it
glossary WORD     what a word or a number means
help              this list
quit              leave; the game is saved after every turn"""

RELATIONS = ("goodwill", "trade", "depth", "engagement", "target", "pressure", "hold")


def commands(game: PlainGame) -> dict[str, Callable[[list[str]], None]]:
    """The words of these pages."""
    pages = {"preview": preview, "forecast": forecast, "deals": deals, "world": world, "coming": coming,
             "history": history, "lines": lines, "switch": switch, "debrief": debrief, "glossary": glossary}

    def bound(page: Callable[[PlainGame, list[str]], None]) -> Callable[[list[str]], None]:
        return lambda words: page(game, words)

    return {word: bound(page) for word, page in pages.items()}


# --- ahead -----------------------------------------------------------------------------------------------------------


def preview(game: PlainGame, words: list[str]) -> None:
    for option in game.named(words):
        if option.refused:
            game.say([f"{option.title}: {option.refused}"])
        else:
            _ahead(game, (option.key,))
    if not words:
        game.say(["Of which option? For example: preview 1"])


def forecast(game: PlainGame, words: list[str]) -> None:
    if game.view.over:
        game.say(["The game is over."])
    else:
        _ahead(game, tuple(game.orders))


def _ahead(game: PlainGame, orders: tuple[str, ...]) -> None:
    found = game.game.forecast(orders)
    if found is not None:
        game.say(forecast_lines(found))


def forecast_lines(f: ForecastView) -> Iterator[str]:
    """A verdict, then a sentence for each goal."""
    what = "; ".join(f.titles) or "no orders"
    yield f"{what}, by {f.months[-1]}, in {f.runs} draws:"
    if f.orders:
        yield f"  Better for your goals in {f.better:.0%} of the draws, worse in {f.worse:.0%}."
    for key, share in f.agreed:
        yield f"  {dict(zip(f.orders, f.titles, strict=False)).get(key, key)} comes into force in {share:.0%}."
    yield from (f"  {goal_line(g)}" for g in f.goals)


def goal_line(g: GoalForecast) -> str:
    low, middle, high = (number(x, g.decimals + 1) for x in g.bundle)
    without = number(g.unchanged[1], g.decimals + 1)
    return (f"{g.label}: {middle}{unit(g.unit)}, without orders {without}; in eight of ten draws {low} to {high}; "
            f"better in {g.better:.0%}, worse in {g.worse:.0%}")


def coming(game: PlainGame, words: list[str]) -> None:
    found = [c for c in game.game.pipeline() if c.own or words == ["all"]]
    lines = [line for c in found for line in coming_lines(c)]
    game.say(lines or ["Nothing of yours is in force; coming all tells of the others'."])


# --- the others ------------------------------------------------------------------------------------------------------


def deals(game: PlainGame, words: list[str]) -> None:
    now = [option_line(o) for o in game.view.brief.proposals]
    game.say(["Proposed to you now:" if now else "Nobody proposes anything to you now.", *(f"  {x}" for x in now)])
    last = game.game.past_turn(game.view.turn - 1) if game.view.turn > 1 else None
    if last:
        game.say([f"Proposals of {last.date}:", *(f"  {text}" for p in last.proposals for text in answers(p))])


def world(game: PlainGame, words: list[str]) -> None:
    """Each partner under its heading."""
    game.numbers([x for x in game.view.indicators if relation(x)])


def relation(x: IndicatorView) -> bool:
    return x.group.startswith("With ") and x.path.rpartition(".")[2] in RELATIONS


# --- time ------------------------------------------------------------------------------------------------------------


def history(game: PlainGame, words: list[str]) -> None:
    turn = int(words[0]) if words and words[0].isdecimal() else game.view.turn - 1
    if not 1 <= turn < game.view.turn:
        game.say(["Nothing has been played yet." if game.view.turn == 1 else
                  f"Turns 1 to {game.view.turn - 1} have been played."])
        return
    game.say(turn_lines(game.game.past_turn(turn)))
    game.say(["Forecast and outcome:", *(f"  {hindsight_line(x)}" for x in game.game.hindsight(turn) or ())])


def turn_lines(turn: PastTurnView) -> Iterator[str]:
    yield f"Turn {turn.turn}, {turn.date}"
    yield from (f"  {o.what}: {o.words}" for o in turn.outcomes)
    yield from ("  You gave no orders.",) if not turn.outcomes else ()
    yield "Largest changes:"
    yield from (f"  {change(x)}" for x in turn.changes)
    yield "Proposals and answers:"
    yield from (f"  {text}" for p in turn.proposals for text in answers(p))
    yield "What the others did:"
    yield from (f"  {deed(d)}" for d in turn.deeds if d.struck)


def lines(game: PlainGame, words: list[str]) -> None:
    game.say(f"{branch_line(b)}{' (now)' if b.now else ''}" for b in game.game.branches())


def switch(game: PlainGame, words: list[str]) -> None:
    game.game.switch(" ".join(words))
    game.sit_next()


# --- afterwards ------------------------------------------------------------------------------------------------------


def debrief(game: PlainGame, words: list[str]) -> None:
    if game.view.turn == 1:
        game.say(["Nothing has been played yet."])
        return
    game.say(["Replaying history, playing a thousand games, swapping your decisions. It takes some seconds."])
    found = game.game.debrief()
    if found is not None:
        game.say(debrief_lines(found))
    if found is not None and words[:1] == ["write"]:
        game.say([f"Written: {path}" for path in write_debrief(game.game, found)])


def glossary(game: PlainGame, words: list[str]) -> None:
    wanted = " ".join(words).lower()
    found = [t for t in game.game.glossary() if wanted and wanted in t.term.lower()]
    game.say([term_line(t) for t in found] or ["Which word? For example: glossary balance"])
