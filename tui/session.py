"""The terminal's only door to the game. A RemoteSession will have the same methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar

from sim.errors import MultivectorError, command, refuse
from sim.signals import leaving as leaving
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
    IndicatorView,
    PastTurnView,
    SavedGameView,
    ScenarioView,
    TermView,
    TurnView,
)

if TYPE_CHECKING:
    from sim.engine.board import Board
    from sim.game.game import Game

HORIZON = 24  # months that a forecast looks ahead
RUNS = 500  # futures of a forecast
PLAYS = 1000  # plays of a debrief

Cancelled: TypeAlias = Callable[[], bool]
Progress: TypeAlias = Callable[[float], None]


P = ParamSpec("P")
T = TypeVar("T")


def alone(method: Callable[P, T]) -> Callable[P, T]:
    """One at a time: screens ask from several threads."""

    @wraps(method)
    def locked(*args: P.args, **more: P.kwargs) -> T:
        session: Any = args[0]
        with session._lock:
            return method(*args, **more)

    return locked


def never() -> bool:
    return False


def nothing(share: float) -> None:
    """No progress is shown."""


class LocalSession:
    """One seat of a game in this process; the others follow doctrines, or people who hand in orders of their own.
    `notice`: something to tell at the start. Whatever takes long has `cancelled`, asked now and then, and gives None
    when the answer is yes; `progress` is told the share that is done."""

    def __init__(self, game: Game, seat: str, notice: str = "", lock: RLock | None = None) -> None:
        from sim.seat.forecasts import Forecasts

        self.game, self.seat, self.notice = game, seat, notice
        self._history: Game | None = None
        self._lock = lock or RLock()
        self._forecasts = Forecasts(game, seat, self._lock)

    @property
    def path(self) -> Path | None:
        """Where the game's log is."""
        return self.game.log.path if self.game.log else None

    @alone
    def keep(self) -> str:
        """See that the whole log is on disk, elsewhere if its place is gone. In words why it is not; else empty."""
        try:
            if self.game.log:
                self.game.log.keep()
        except MultivectorError as error:
            return f"Your game is not saved. {error}"
        return ""

    def farewell(self) -> tuple[str, ...]:
        """Where the game is now, and how to go on with it."""
        if trouble := self.keep():
            return (trouble,)
        return (*self.moved(), f"Your game is saved: {self.path}",
                f"Go on with it: {command('play', '--resume', self.path)}") if self.path else ()

    def moved(self) -> tuple[str, ...]:
        """That the log had to be written elsewhere, if it had."""
        log = self.game.log
        return (f"{log.lost} is gone. The whole game is in {log.path} now.",) if log and log.lost else ()

    @property
    def waiting(self) -> tuple[str, ...]:
        """Orders that were accepted for the open turn before the game was left."""
        return self.game.waiting.get(self.seat, ())

    @property
    def seats(self) -> tuple[tuple[str, str], ...]:
        """(id, label) of the seats that people hold, in the order in which they take their turns."""
        return tuple((seat, self.game.board.word(seat)) for seat in self.game.people)

    @property
    def awaited(self) -> tuple[str, ...]:
        """Seats of people whose orders for the open turn are still missing."""
        return tuple(seat for seat in self.game.people if seat not in self.game.waiting)

    def at(self, seat: str) -> LocalSession:
        """The same game from another person's seat."""
        _check_seat(self.game.board, seat)
        return LocalSession(self.game, seat, lock=self._lock)

    @alone
    def view(self) -> TurnView:
        from sim.seat.turn import turn_view

        return turn_view(self.game, self.seat)

    def board(self) -> BoardView:
        """What stays the same all game long: actors, and what the numbers are."""
        from sim.seat.board import board_view

        return board_view(self.game.board, self.seat)

    @alone
    def card(self, key: str) -> CardView:
        """All about one of the seat's options. Raises MultivectorError when it has no such option."""
        from sim.seat.choices import card

        return card(self.game, self.seat, key)

    @alone
    def trails(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        """Numbers at the opening and at the end of each month since. Raises MultivectorError."""
        return self._values(self.game, paths)

    @alone
    def why(self, path: str, turn: int | None = None) -> Explanation:
        """The causes of an indicator's change in a turn that has been played, or since the game opened. Raises
        MultivectorError."""
        from sim.seat.played import check_played
        from sim.seat.sight import Sight
        from sim.seat.why import why

        last = self.game.turn - 1 if turn is None else turn
        sight = Sight(self.game, self.seat)
        sight.check(path)
        check_played(self.game, last)
        return sight.explanation(why(self.game, path, last, turn is None))

    # --- orders ---------------------------------------------------------------------------------------------------

    @alone
    def check(self, moves: Sequence[str]) -> dict[str, str]:
        """Why each of these orders cannot be given together, in words; empty when all can."""
        return {key: why.reason for key, why in self.game.refusals(self.seat, moves).items()}

    @alone
    def submit(self, moves: Sequence[str]) -> dict[str, str]:
        """Hand the orders in; the turn is run when everybody has. Refusals leave everything as it was."""
        refused = self.game.submit(self.seat, moves)
        if not refused and not self.awaited:
            self.game.end_turn()
        return {key: why.reason for key, why in refused.items()}

    # --- ahead ----------------------------------------------------------------------------------------------------

    def forecast(self, moves: Sequence[str], months: int = HORIZON, runs: int = RUNS,
                 cancelled: Cancelled = never) -> ForecastView | None:
        """The fan of these orders against none, over the next months or to the end of the game. Computed once for each
        bundle of a turn. Raises MultivectorError when they cannot be given."""
        return self._forecasts.forecast(moves, months, runs, cancelled)

    def preview(self, key: str, months: int = HORIZON, runs: int = RUNS,
                cancelled: Cancelled = never) -> ForecastView | None:
        """The same for a single option."""
        return self.forecast((key,), months, runs, cancelled)

    def previews(self, months: int = HORIZON, runs: int = RUNS, cancelled: Cancelled = never,
                 progress: Progress = nothing) -> dict[str, ForecastView] | None:
        """A forecast for every option that is open now, by key."""
        keys = [option.key for option in self.view().options if not option.refused]
        found: dict[str, ForecastView] = {}
        for done, key in enumerate(keys):
            progress(done / len(keys))
            view = self.forecast((key,), months, runs, cancelled)
            if view is None:
                return None
            found[key] = view
        return found

    def hindsight(self, turn: int, runs: int = RUNS, cancelled: Cancelled = never) -> tuple[HindsightView, ...] | None:
        """What was forecast for the end of a played turn when its orders were given, beside what came."""
        from sim.seat.ahead import hindsight
        from sim.seat.played import check_played

        with self._lock:
            check_played(self.game, turn)
            then, orders, after = self.game.as_of(turn), self.game.orders[turn - 1], self.game.worlds[turn]
        return hindsight(then, self.seat, orders.get(self.seat, ()), after, runs, cancelled)

    @alone
    def pipeline(self) -> tuple[ComingView, ...]:
        """What is in force and not over: what is still to come of it, the nearest first."""
        from sim.seat.coming import coming

        return tuple(coming(self.game, self.seat))

    # --- time -----------------------------------------------------------------------------------------------------

    @alone
    def past_turn(self, turn: int) -> PastTurnView:
        """A turn that has been played: orders, the others' deeds and reasons, proposals and answers, what changed."""
        from sim.seat.played import past_turn

        return past_turn(self.game, self.seat, turn)

    @alone
    def back(self, turn: int) -> None:
        """Return to the opening of a turn. What was played after it is kept as a line of its own (`branches`)."""
        self.game.back(turn)

    @alone
    def branches(self) -> tuple[BranchView, ...]:
        """All lines of play, the one in play among them, in the order in which they were begun."""
        from sim.seat.played import branches

        return branches(self.game, self.seat)

    @alone
    def switch(self, name: str) -> None:
        """Go on with another line of play, at its end. Raises MultivectorError."""
        self.game.switch(name)

    # --- afterwards -----------------------------------------------------------------------------------------------

    @alone
    def comparison(self) -> ComparisonView:
        """The game so far beside the same turns of history."""
        from sim.seat.beside import compare

        return compare(self.game, self.seat, self._record())

    @alone
    def ghosts(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        """The same months of numbers as `trails`, in history."""
        return self._values(self._record(), paths)

    def _values(self, game: Game, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        from sim.seat.past import Past
        from sim.seat.sight import Sight

        for path in paths:
            Sight(self.game, self.seat).check(path)
        return Past(game).trails(paths)

    def debrief(self, progress: Progress = nothing, cancelled: Cancelled = never,
                plays: int = PLAYS) -> DebriefView | None:
        """What to talk about afterwards. It takes some seconds: a thousand plays, and every decision swapped."""
        from sim.seat.debrief import debrief

        with self._lock:
            game, history = self.game.as_of(self.game.turn), self._record()
        return debrief(game, self.seat, history, plays, progress, cancelled)

    def save_debrief(self, found: DebriefView, html: Path | None, markdown: Path | None) -> None:
        """Write a debrief as a page with its charts inside, as Markdown, or both. Raises MultivectorError."""
        from sim.report.debrief_page import save

        save(found, html, markdown)

    def glossary(self) -> tuple[TermView, ...]:
        from sim.seat.glossary import glossary

        return glossary(self.game.board)

    def _record(self) -> Game:
        from sim.seat.beside import history_of

        if self._history is None or self._history.turn != self.game.turn:
            self._history = history_of(self.game)
        return self._history


def scenarios() -> tuple[ScenarioView, ...]:
    """The scenarios that come with the program, with their seats. Takes about a second the first time."""
    from sim.seat.start import scenario_views

    return scenario_views()


def saved_games() -> tuple[SavedGameView, ...]:
    """The games in the user's data folder, the last saved first; a damaged one says so."""
    from sim.game.folder import games_folder
    from sim.seat.start import saved

    try:
        return tuple(saved(games_folder()))
    except MultivectorError:
        return ()


def numbers_named(wanted: str, numbers: Iterable[IndicatorView]) -> list[tuple[str, str]]:
    """(path, name) of the numbers that a path, a name or a part of a name means; one of just this name wins."""
    from sim.seat.names import matching

    return matching(wanted, [(x.path, x.label) for x in numbers])


def new_session(scenario: str, seat: str, seed: int, save: Path | None, others: Sequence[str] = ()) -> LocalSession:
    """A new game with its log begun on disk. `others`: seats of more people at the same table."""
    from sim.game.folder import own_names
    from sim.game.game import Game
    from sim.game.log import create, create_free
    from sim.treatment import treat

    treatment = treat(scenario)
    board = treatment.board
    people = tuple(dict.fromkeys([seat, *others]))
    for one in people:
        _check_seat(board, one)
    names = own_names(board.scenario.id, seat) if save is None else ()
    game = Game.new(treatment, people, seed)
    game.log = create(save, game.header) if save else create_free(names, game.header)
    return LocalSession(game, seat)


def resumed_session(path: Path) -> LocalSession:
    """Go on with a saved game. A damaged log is mended up to its last whole line, and the player is told."""
    from sim.game.game import Game
    from sim.game.log import read

    damage = read(path).damage
    game = Game.resume(path, mend=True)
    people = game.people
    if not people:
        raise refuse("MV-P004", "nobody holds a seat in this log, so there is nothing to go on with", file=path,
                     allowed="a log that multivector play wrote",
                     mend="ask about it with multivector why or verify; an interrupted run goes on with the same "
                          "multivector run --save")
    kept = f"The saved game was damaged. {len(game.orders)} whole turns are kept; what it was is {path.name}.damaged."
    return LocalSession(game, people[0], kept if damage else "")


def watched_session(scenario: str, seat: str, seed: int, save: Path | None) -> LocalSession:
    """The whole scenario played by doctrines, seen from a seat."""
    from sim.game.game import Game
    from sim.treatment import treat

    treatment = treat(scenario)
    _check_seat(treatment.board, seat)
    game = Game.new(treatment, (), seed, save)
    while not game.over:
        game.end_turn()
    return LocalSession(game, seat)


def _check_seat(board: Board, seat: str) -> None:
    open_seats = [a for a, actor in board.scenario.actors.items() if actor.playable and a in board.scenario.seats]
    if seat not in open_seats:
        raise refuse("MV-P002", f"there is no seat {seat!r} in {board.scenario.id}", field="--seat", value=seat,
                     allowed=", ".join(open_seats), mend="take one of these seats")


__all__ = ["LocalSession", "MultivectorError", "new_session", "numbers_named", "resumed_session", "saved_games",
           "scenarios", "watched_session"]
