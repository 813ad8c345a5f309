"""The line-by-line game's other pages: what is ahead, who agreed, what was played, the glossary, the debrief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.figures import number, signed
from tui.files import write_debrief
from tui.lines import change, deed, option_line
from tui.texts import say
from tui.told import answers, branch_line, coming_lines, debrief_lines, hindsight_line, term_line
from tui.views import BoardView, ForecastView, GoalForecast, IndicatorView, PastTurnView

if TYPE_CHECKING:
    from tui.plain import PlainGame

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
        game.say([say("plain-which-preview")])


def forecast(game: PlainGame, words: list[str]) -> None:
    if game.view.over:
        game.say([say("plain-over")])
    else:
        _ahead(game, tuple(game.orders))


def _ahead(game: PlainGame, orders: tuple[str, ...]) -> None:
    found = game.game.forecast(orders)
    if found is not None:
        game.say(forecast_lines(found))


def forecast_lines(f: ForecastView) -> Iterator[str]:
    """A verdict, then a sentence for each goal."""
    what = "; ".join(f.titles) or say("plain-forecast-none")
    yield say("plain-forecast", orders=what, when=f.months[-1], runs=f.runs)
    if f.orders:
        yield f"  {gain_line(f)}"
    for key, share in f.agreed:
        title = dict(zip(f.orders, f.titles, strict=False)).get(key, key)
        yield f"  {say('plain-forecast-agreed', title=title, share=f'{share:.0%}')}"
    yield from (f"  {x.words}" for x in f.regimes)
    yield from (f"  {goal_line(g)}" for g in f.goals)


def gain_line(f: ForecastView) -> str:
    low, gain, high = (signed(x, 0) for x in f.gain)
    return say("plain-forecast-better", gain=gain, low=low, high=high, better=f"{f.better:.0%}", worse=f"{f.worse:.0%}")


def goal_line(g: GoalForecast) -> str:
    low, middle, high = (number(x, 0) for x in g.bundle)
    return say("plain-forecast-goal", label=g.label, value=middle, without=number(g.unchanged[1], 0), low=low,
               high=high, better=f"{g.better:.0%}", worse=f"{g.worse:.0%}")


def coming(game: PlainGame, words: list[str]) -> None:
    found = [c for c in game.game.coming() if c.own or words == ["all"]]
    lines = [line for c in found for line in coming_lines(c)]
    game.say(lines or [say("plain-nothing-coming")])


# --- the others ------------------------------------------------------------------------------------------------------


def deals(game: PlainGame, words: list[str]) -> None:
    now = [o for o in game.view.options if o.place == "asked"]
    game.say([say("plain-proposed-now", any=bool(now)), *(f"  {option_line(o)}" for o in now)])
    said = [p for p in game.view.talks if p.key not in {o.key for o in now}]
    game.say([say("plain-said"), *(f"  {text}" for p in said for text in answers(p))] if said else [])
    last = game.game.past_turn(game.view.turn - 1) if game.view.turn > 1 else None
    if last:
        told = (f"  {text}" for p in last.proposals for text in answers(p))
        game.say([say("plain-proposals-then", when=last.date), *told])


def world(game: PlainGame, words: list[str]) -> None:
    """Each partner under its heading."""
    game.numbers([x for x in game.known.values() if relation(x)])


def relation(x: IndicatorView) -> bool:
    return x.group == "partner" and x.path.rpartition(".")[2] in RELATIONS


# --- time ------------------------------------------------------------------------------------------------------------


def history(game: PlainGame, words: list[str]) -> None:
    turn = int(words[0]) if words and words[0].isdecimal() else game.view.turn - 1
    if not 1 <= turn < game.view.turn:
        played = say("plain-turns-played", last=game.view.turn - 1)
        game.say([say("plain-nothing-played") if game.view.turn == 1 else played])
        return
    game.say(turn_lines(game.game.past_turn(turn), game.board))
    game.say([say("plain-hindsight"), *(f"  {hindsight_line(x)}" for x in game.game.hindsight(turn) or ())])


def turn_lines(turn: PastTurnView, board: BoardView) -> Iterator[str]:
    yield say("plain-turn", turn=turn.turn, date=turn.date)
    yield from (f"  {o.what}: {o.words}" for o in turn.outcomes)
    yield from (f"  {say('lines-no-orders')}",) if not turn.outcomes else ()
    yield say("plain-turn-changes")
    yield from (f"  {change(x)}" for x in board.read(turn.changes).values())
    yield say("plain-turn-answers")
    yield from (f"  {text}" for p in turn.proposals for text in answers(p))
    yield say("plain-turn-others")
    yield from (f"  {deed(d)}" for d in turn.deeds if d.struck)


def lines(game: PlainGame, words: list[str]) -> None:
    told = ((b, branch_line(b)) for b in game.game.branches())
    game.say(say("plain-branch-now", branch=line) if b.now else line for b, line in told)


def switch(game: PlainGame, words: list[str]) -> None:
    game.table.switch(" ".join(words))
    game.sit_next()


# --- afterwards ------------------------------------------------------------------------------------------------------


def debrief(game: PlainGame, words: list[str]) -> None:
    if game.view.turn == 1:
        game.say([say("plain-nothing-played")])
        return
    game.say([say("plain-debriefing")])
    found = game.game.debrief()
    if found is not None:
        game.say(debrief_lines(found))
    if found is not None and words[:1] == ["write"]:
        game.say([say("plain-written", path=path) for path in write_debrief(game.game, game.room.kept.name)])


def glossary(game: PlainGame, words: list[str]) -> None:
    wanted = " ".join(words).lower()
    found = [t for t in game.game.glossary() if wanted and wanted in t.term.lower()]
    game.say([term_line(t) for t in found] or [say("plain-which-word")])
