"""What a seat sees when a turn is open: a Game and an agent become view models."""

from __future__ import annotations

from collections.abc import Iterator

from sim.agents.doctrines import PICKS
from sim.agents.table import Deed
from sim.catalogue import VARIABLES, Variable
from sim.engine.advance import let_events_fall
from sim.engine.board import Board
from sim.engine.indicators import split
from sim.engine.moves import actor_of
from sim.errors import refuse
from sim.game.game import Game
from sim.scenario.paths import resolve_path
from sim.seat.choices import consideration, options_of
from sim.seat.goals import goal_views
from sim.seat.past import Past
from sim.seat.purse import purse
from sim.seat.why import move_words
from sim.seat.words import label, months, plain, title
from sim.study.goals import goals_of
from sim.views import BriefView, DeedView, IndicatorView, OptionView, OutcomeView, TurnView
from sim.world.state import World

LARGEST = 5
OF_A_KIND = 2
NOTICED = 0.02  # of an amount: nobody notices a smaller change, however many billions it is
PRIME = 0.5
STATUS = {True: ("balance", "growth", "calm"), False: ("approval", "growth", "calm")}
"""What the status line shows: of a small state that balances, and of a power."""
GOALS, HOME, WORLD = "Your goals and the scenario's figures", "At home", "The world"


def turn_view(game: Game, agent: str) -> TurnView:
    """Everything the seat may know now."""
    game.open()
    past, seat, board = Past(game), actor_of(agent), game.board
    indicators = tuple(indicators_of(past, seat))
    options = () if game.over else options_of(game, agent)
    last, shown = game.turn - 1, STATUS["small" in board.scenario.actors[seat].roles]
    return TurnView(
        board.scenario.title, board.word(agent), agent, turn_dates(game, min(game.turn, game.turns)), game.turn,
        game.turns, game.over, int(game.capital(agent)), PICKS, _brief(past, agent, indicators, options), options,
        indicators, tuple(deeds_of(game, agent, last)), tuple(struck_of(game, last)),
        tuple(outcomes_of(game, agent, last)), tuple(_indicator(past, f"{seat}.{name}", seat, "") for name in shown),
        board.scenario.actors[seat].short, turn_dates(game, last) if last else "", *purse(game, agent))


def turn_dates(game: Game, turn: int) -> str:
    return months(game.month(turn) + game.board.starts, game.month(turn + 1) - 1 + game.board.starts)


# --- numbers ---------------------------------------------------------------------------------------------------------


def visible(board: Board, path: str, seat: str) -> bool:
    """Whether the seat may know the number."""
    variable, names = split(path)
    sight = {"all": True, "own": bool(names) and seat == names[-1 if variable.axes in ("ia", "qa", "ka") else 0],
             "pair": seat in names, "none": False}
    return sight[variable.seen]


def check_visible(board: Board, path: str, seat: str) -> None:
    """Raises MultivectorError when there is no such number or the seat may not know it."""
    resolve_path(board.scenario, path)
    if not visible(board, path, seat):
        raise refuse("MV-P003", "your seat cannot know this number", value=path, mend="ask for another one")


def groups(board: Board, seat: str) -> Iterator[tuple[str, str]]:
    """(heading, path) of all the numbers that are listed for a seat, each once."""
    told = [goal.path for goal, _ in goals_of(board, seat)] + list(board.scenario.report)
    listed = [(GOALS, path) for path in told]
    listed += [(HOME, f"{seat}.{v.name}") for v in VARIABLES if v.axes == "a" and _listed(v)]
    for other in board.sizes.actors:
        if other != seat:
            listed += [(f"With {board.word(other)}", path) for path in _between(seat, other)]
    listed += [(WORLD, v.name) for v in VARIABLES if not v.axes]
    seen: set[str] = set()
    for heading, path in listed:
        if path not in seen and visible(board, path, seat):
            seen.add(path)
            yield heading, path


def _listed(variable: Variable) -> bool:
    """Constants never move, and the status line shows political capital."""
    return variable.kind != "constant" and variable.name != "capital"


def _between(seat: str, other: str) -> list[str]:
    pairs = [v for v in VARIABLES if v.axes == "aa" and _listed(v)]
    return [f"{seat}.{other}.{v.name}" for v in pairs] + [f"{other}.{seat}.{v.name}" for v in pairs if not v.both_ways]


def indicators_of(past: Past, seat: str) -> Iterator[IndicatorView]:
    """All listed numbers; those that are and stay zero are left out, but for goals."""
    for heading, path in groups(past.board, seat):
        found = _indicator(past, path, seat, heading)
        if heading == GOALS or any(found.trail):
            yield found


def _indicator(past: Past, path: str, seat: str, heading: str) -> IndicatorView:
    variable = past.board.indicator(path).variable
    trail = past.values(path)
    before = trail[past.before()]
    change, step = trail[-1] - before, max(variable.step, NOTICED * abs(before))
    return IndicatorView(path, label(past.board, path, seat), variable.unit, variable.decimals, trail[-1], change,
                         variable.better, trail, group=heading, steps=change / step)


def largest(indicators: tuple[IndicatorView, ...], count: int = LARGEST) -> tuple[IndicatorView, ...]:
    """The largest changes, in steps that a government would notice; not all of one kind."""
    out: list[IndicatorView] = []
    for x in sorted(indicators, key=lambda x: -abs(x.steps)):
        kind = x.path.rpartition(".")[2]
        alike = sum(1 for y in out if y.path.rpartition(".")[2] == kind)
        if x.steps and alike < OF_A_KIND and len(out) < count:
            out.append(x)
    return tuple(out)


# --- words -----------------------------------------------------------------------------------------------------------


def _brief(past: Past, agent: str, indicators: tuple[IndicatorView, ...], options: tuple[OptionView, ...]) -> BriefView:
    game, s, seat = past.game, past.board.scenario, actor_of(agent)
    own = s.seats[seat]
    situation = f"{plain(s.situation)}\n\n{plain(own.situation)}"
    voices = tuple(f"{v.who}: {plain(v.text)} ({plain(v.source)})" for v in s.others_say)
    proposals = tuple(option for option in options if option.proposed_by)
    brief = f"{plain(own.brief)}{_priorities(game, seat)}"
    return BriefView(s.title, past.board.word(agent), situation, brief, plain(own.secret.text),
                     goal_views(past, seat), tuple(news_of(game, seat, game.turn - 1)), largest(indicators), proposals,
                     voices, tuple(plain(question) for question in s.questions))


def _priorities(game: Game, seat: str) -> str:
    """The issues that weigh most for an elected administration; only its own seat is told."""
    s, at = game.board.scenario, game.board.sizes.actors.index(seat)
    weights = game.model.world.stocks["priority"][:, at, 0]
    prime = [name for name, weight in zip(game.board.sizes.issues, weights, strict=True) if weight > PRIME]
    issues = [s.issues[name].label for name in prime]
    if "elected" not in s.actors[seat].roles or not issues:
        return ""
    return f"\n\nYour administration's priorities, which the others do not know: {', '.join(issues)}."


def news_of(game: Game, seat: str, turn: int) -> Iterator[str]:
    """Events that fell since a turn opened, and what came into force in it that concerns the seat; of turn 0, what the
    game opens with."""
    board, rows = game.board, len(game.board.moves)
    now = game.worlds[turn] if turn == game.turns else _opened(game, turn + 1)
    before = _opened(game, turn) if turn else game.worlds[0]
    for k, (_, event) in enumerate(board.events):
        if now.uses[rows + k, 0] > before.uses[rows + k, 0]:
            yield f"{plain(event.title)}. {plain(event.sentence)}"
    for key in game.struck(turn) if turn else ():
        if concerns(game, key, seat):
            yield f"{doing(game, key)}."


def concerns(game: Game, key: str, seat: str) -> bool:
    """It is an agreement, or the seat takes part in it or is its target."""
    move = game.board.move(key)
    return game.board.scenario.options[move.option].agreement or seat in (*map(actor_of, move.parties), move.target)


def _opened(game: Game, turn: int) -> World:
    """The World after the events of a turn's opening month have fallen."""
    return let_events_fall(game.board, game.worlds[turn - 1], game.model.params, game.model.noise)


def struck_of(game: Game, turn: int) -> Iterator[str]:
    for key in game.struck(turn) if turn else ():
        yield doing(game, key)


def doing(game: Game, key: str) -> str:
    """A move in words, after everybody who takes part."""
    move = game.board.move(key)
    words = move_words(game.board, key)
    return words if "@" in key else f"{' and '.join(game.board.word(party) for party in move.parties)}: {words}"


def deeds_of(game: Game, agent: str, turn: int) -> Iterator[DeedView]:
    """What the others decided: what came into force, what they only proposed, and their noes to what was proposed."""
    deeds = [deed for deed in game.deeds(turn) if deed.agent != agent] if turn else []
    done = set(game.struck(turn)) if turn else set[str]()
    wanted = {deed.move for deed in deeds if deed.yes}.union(*game.orders[turn - 1].values()) if turn else set[str]()
    for deed in sorted(deeds, key=lambda deed: (not deed.yes, deed.move not in done)):
        if deed.yes or deed.move in wanted:
            yield _deed(game, deed, turn, deed.yes and deed.move in done)


def _deed(game: Game, deed: Deed, turn: int, struck: bool) -> DeedView:
    who = game.board.word(deed.agent)
    return DeedView(who, title(game.board, deed.move, deed.agent), deed.yes, deed.stage, reasons_of(game, deed, turn),
                    struck)


def reasons_of(game: Game, deed: Deed, turn: int) -> tuple[str, ...]:
    """The considerations that decided a deed, in words."""
    view = game.board.view(game.worlds[turn - 1], game.model.params)
    return tuple(consideration(game.board, view, deed.move, rule, weight, "") for rule, weight in deed.reasons)


def outcomes_of(game: Game, agent: str, turn: int) -> Iterator[OutcomeView]:
    """What became of the seat's own orders."""
    if not turn:
        return
    done = set(game.struck(turn))
    for key in game.orders[turn - 1].get(agent, ()):
        words = "It is in force." if key in done else not_struck(game, key, turn)
        yield OutcomeView(title(game.board, key, agent), key in done, words)


def not_struck(game: Game, key: str, turn: int) -> str:
    """Who stood in the way."""
    move = game.board.move(key)
    yes = {deed.agent for deed in game.deeds(turn) if deed.move == key and deed.yes}
    yes |= {agent for agent, keys in game.orders[turn - 1].items() if key in keys}
    missing = [game.board.word(party) for party in move.parties if party not in yes]
    return f"Not agreed to by {' and '.join(missing)}." if missing else "Its conditions no longer held when it was due."
