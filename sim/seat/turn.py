"""What a seat sees when a turn is open: a Game and an agent become view models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.agents.table import Deed
from sim.engine.advance import let_events_fall
from sim.engine.board import Board
from sim.game.game import Game
from sim.seat.board import figures, paths_of
from sim.seat.choices import options_of
from sim.seat.goals import goal_views, score_of
from sim.seat.past import Past
from sim.seat.purse import purse
from sim.seat.regimes import regimes_of, turned_of
from sim.seat.sight import Sight
from sim.seat.talks import not_struck, proposals, reasons_of
from sim.seat.why import move_words
from sim.seat.words import all_of, months, plain, title
from sim.texts import say
from sim.views import BriefView, DeedView, OutcomeView, ReadingView, TurnView
from sim.world.state import World

LARGEST = 5
OF_A_KIND = 2
NOTICED = 0.02  # of an amount: nobody notices a smaller change, however many billions it is
STATUS = {True: ("balance", "growth", "calm"), False: ("approval", "growth", "calm")}
"""What the status line shows: of a small state that balances, and of a power."""


def turn_view(game: Game, agent: str) -> TurnView:
    """What the seat is told now."""
    past, sight, board = Past(game), Sight(game, agent), game.board
    readings = tuple(readings_of(past, sight.seat))
    options = () if game.over else options_of(sight)
    last = game.turn - 1
    return TurnView(
        board.scenario.id, board.word(agent), agent, turn_dates(game, min(game.turn, game.turns)), game.turn,
        game.turns, game.over, int(game.capital(agent)), game.startable(agent), _brief(past, sight, readings), options,
        readings, tuple(deeds_of(sight, last)), tuple(outcomes_of(sight, last)), status_of(board, sight.seat),
        board.scenario.actors[sight.seat].short, turn_dates(game, last) if last else "", *purse(game, agent),
        () if game.over else tuple(proposals(sight, game.turn)), 0 if game.over else game.pledged(agent),
        () if game.over else tuple(regimes_of(sight)))


def turn_dates(game: Game, turn: int) -> str:
    return months(game.month(turn) + game.board.starts, game.month(turn + 1) - 1 + game.board.starts)


# --- numbers ---------------------------------------------------------------------------------------------------------


def status_of(board: Board, seat: str) -> tuple[str, ...]:
    """Paths of what the status line shows."""
    return tuple(f"{seat}.{name}" for name in STATUS["small" in board.scenario.actors[seat].roles])


def readings_of(past: Past, seat: str) -> Iterator[ReadingView]:
    """All listed numbers; those that are and stay zero are left out, but for goals and what is always in sight."""
    always = {*figures(past.board, seat), *status_of(past.board, seat)}
    for path in paths_of(past.board, seat):
        trail = past.values(path)
        if path in always or any(trail):
            yield reading(past, path, trail)


def reading(past: Past, path: str, trail: Sequence[float]) -> ReadingView:
    before = trail[past.before()]
    change, step = trail[-1] - before, max(past.board.indicator(path).variable.step, NOTICED * abs(before))
    return ReadingView(path, trail[-1], change, change / step)


def largest(readings: Sequence[ReadingView], count: int = LARGEST) -> tuple[ReadingView, ...]:
    """The largest changes, in steps that a government would notice; not all of one kind."""
    out: list[ReadingView] = []
    for x in sorted(readings, key=lambda x: -abs(x.steps)):
        kind = x.path.rpartition(".")[2]
        alike = sum(1 for y in out if y.path.rpartition(".")[2] == kind)
        if x.steps and alike < OF_A_KIND and len(out) < count:
            out.append(x)
    return tuple(out)


# --- words -----------------------------------------------------------------------------------------------------------


def _brief(past: Past, sight: Sight, readings: Sequence[ReadingView]) -> BriefView:
    s, seat = past.board.scenario, sight.seat
    own = s.seats[seat]
    situation = f"{plain(s.situation)}\n\n{plain(own.situation)}"
    voices = tuple(say("seat-voice", who=v.who, text=plain(v.text), source=plain(v.source)) for v in s.others_say)
    brief = f"{plain(own.brief)}{_priorities(sight)}"
    goals = goal_views(past, seat)
    return BriefView(s.title, situation, brief, plain(own.secret.text), goals,
                     tuple(news_of(sight, past.game.turn - 1)), tuple(x.path for x in largest(readings)), voices,
                     *score_of(goals))


def _priorities(sight: Sight) -> str:
    """The issues that weigh most for an elected administration; only its own seat is told."""
    issues = [sight.board.scenario.issues[name].label for name in sight.priorities()]
    return f"\n\n{say('seat-priorities', issues=', '.join(issues))}" if issues else ""


def news_of(sight: Sight, turn: int) -> Iterator[str]:
    """Events that fell since a turn opened, and what came into force in it that concerns the seat; of turn 0, what the
    game opens with."""
    game, board, rows = sight.game, sight.board, len(sight.board.moves)
    now = game.worlds[turn] if turn == game.turns else _opened(game, turn + 1)
    before = _opened(game, turn) if turn else game.worlds[0]
    for k, (_, event) in enumerate(board.events):
        if now.uses[rows + k, 0] > before.uses[rows + k, 0]:
            yield say("story-fell", title=plain(event.title), sentence=plain(event.sentence))
    yield from turned_of(game, game.worlds[turn - 1] if turn else game.worlds[0], game.worlds[turn])
    for key in game.struck(turn) if turn else ():
        if sight.concerns(key):
            yield f"{doing(game, key)}."


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
    return words if "@" in key else say("move-doing", who=all_of([*map(game.board.word, move.parties)]), move=words)


def deeds_of(sight: Sight, turn: int) -> Iterator[DeedView]:
    """What the others decided: what came into force, what they only proposed, and their noes to what was proposed."""
    deeds = [deed for deed in sight.deeds(turn) if deed.agent != sight.agent]
    done = set(sight.game.struck(turn)) if turn else set[str]()
    wanted = {deed.move for deed in deeds if deed.yes}.union(*sight.orders(turn).values())
    for deed in sorted(deeds, key=lambda deed: (not deed.yes, deed.move not in done)):
        if deed.yes or deed.move in wanted:
            yield _deed(sight, deed, turn, deed.yes and deed.move in done)


def _deed(sight: Sight, deed: Deed, turn: int, struck: bool) -> DeedView:
    who = sight.board.word(deed.agent)
    return DeedView(who, title(sight.board, deed.move, deed.agent), deed.yes, deed.stage,
                    reasons_of(sight, deed, turn), struck)


def outcomes_of(sight: Sight, turn: int) -> Iterator[OutcomeView]:
    """What became of the seat's own orders."""
    done = set(sight.game.struck(turn)) if turn else set[str]()
    for key in sight.orders(turn).get(sight.agent, ()):
        words = say("seat-in-force") if key in done else not_struck(sight, key, turn)
        yield OutcomeView(title(sight.board, key, sight.agent), key in done, words)
