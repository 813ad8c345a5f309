"""The terminal's only door to the game. A RemoteSession will have the same methods."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar

from sim.errors import MultivectorError, refuse
from sim.views import (
    BranchView,
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
        self.game, self.seat, self.notice = game, seat, notice
        self._history: Game | None = None
        self._lock = lock or RLock()
        self._ahead = Ahead(game, seat, self._lock)

    @property
    def path(self) -> Path | None:
        """Where the game's log is."""
        return self.game.log.path if self.game.log else None

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
        from sim.report.seat import turn_view

        return turn_view(self.game, self.seat)

    @alone
    def why(self, path: str, turn: int | None = None) -> Explanation:
        """The causes of an indicator's change in a turn that has been played, or since the game opened. Raises
        MultivectorError."""
        from sim.report.seat import check_visible
        from sim.report.turns import check_played
        from sim.report.why import why

        last = self.game.turn - 1 if turn is None else turn
        check_visible(self.game.board, path, self.seat)
        check_played(self.game, last)
        return why(self.game, path, last, turn is None)

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
        return self._ahead.forecast(moves, months, runs, cancelled)

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
        from sim.report.ahead import hindsight
        from sim.report.turns import check_played

        with self._lock:
            check_played(self.game, turn)
            then, orders, after = self.game.as_of(turn), self.game.orders[turn - 1], self.game.worlds[turn]
        return hindsight(then, self.seat, orders.get(self.seat, ()), after, runs, cancelled)

    @alone
    def pipeline(self) -> tuple[ComingView, ...]:
        """What is in force and not over: what is still to come of it, the nearest first."""
        from sim.report.coming import coming

        return tuple(coming(self.game, self.seat))

    # --- time -----------------------------------------------------------------------------------------------------

    @alone
    def past_turn(self, turn: int) -> PastTurnView:
        """A turn that has been played: orders, the others' deeds and reasons, proposals and answers, what changed."""
        from sim.report.turns import past_turn

        return past_turn(self.game, self.seat, turn)

    @alone
    def back(self, turn: int) -> None:
        """Return to the opening of a turn. What was played after it is kept as a line of its own (`branches`)."""
        self.game.back(turn)

    @alone
    def branches(self) -> tuple[BranchView, ...]:
        """All lines of play, the one in play among them, in the order in which they were begun."""
        from sim.report.turns import branches

        return branches(self.game, self.seat)

    @alone
    def switch(self, name: str) -> None:
        """Go on with another line of play, at its end. Raises MultivectorError."""
        self.game.switch(name)

    # --- afterwards -----------------------------------------------------------------------------------------------

    @alone
    def comparison(self) -> ComparisonView:
        """The game so far beside the same turns of history."""
        from sim.report.closing import compare

        return compare(self.game, self.seat, self._record())

    @alone
    def ghosts(self) -> tuple[IndicatorView, ...]:
        """Every number that is listed for the seat, with history's line beside it (`past`)."""
        from sim.report.closing import ghosts

        return ghosts(self.game, self.seat, self._record())

    def debrief(self, progress: Progress = nothing, cancelled: Cancelled = never,
                plays: int = PLAYS) -> DebriefView | None:
        """What to talk about afterwards. It takes some seconds: a thousand plays, and every decision swapped."""
        from sim.report.debrief import debrief

        with self._lock:
            game, history = self.game.as_of(self.game.turn), self._record()
        return debrief(game, self.seat, history, plays, progress, cancelled)

    def save_debrief(self, found: DebriefView, html: Path | None, markdown: Path | None) -> None:
        """Write a debrief as a page with its charts inside, as Markdown, or both. Raises MultivectorError."""
        from sim.report.debrief_page import save

        save(found, html, markdown)

    def glossary(self) -> tuple[TermView, ...]:
        from sim.report.glossary import glossary

        return glossary(self.game.board)

    def _record(self) -> Game:
        from sim.report.closing import history_of

        if self._history is None or self._history.turn != self.game.turn:
            self._history = history_of(self.game)
        return self._history


class Ahead:
    """Forecasts of one seat, each computed once. A forecast depends on the line of play and the orders alone."""

    def __init__(self, game: Game, seat: str, lock: RLock) -> None:
        self.game, self.seat, self.lock = game, seat, lock
        self._kept: dict[tuple[object, ...], Any] = {}

    def forecast(self, moves: Sequence[str], months: int, runs: int, cancelled: Cancelled) -> ForecastView | None:
        """The game may go on meanwhile: only the present is taken from it, at the beginning."""
        from sim.report.ahead import forecast_view, paths_of, trails_of
        from sim.study.forecast import play_on, present

        game, seat, orders = self.game, self.seat, tuple(moves)
        with self.lock:
            _check_open(game)
            _check_possible(game, seat, orders)
            turn, now = game.turn, (*game.digests, months, runs)
            paths = paths_of(game.board, seat)
            trails = trails_of(game, paths)
            bundles = {x: present(game, seat, runs, paths) for x in ((), orders) if (now, x) not in self._kept}
        for bundle, model in bundles.items():
            found = None if cancelled() else play_on(model, seat, bundle, months, cancelled)
            if found is None:
                return None
            self._keep(now, bundle, found)
        with_orders, without = (self._kept[now, x] for x in (orders, ()))
        return forecast_view(game.board, turn, seat, trails, orders, with_orders, without)

    def _keep(self, now: tuple[object, ...], bundle: tuple[str, ...], found: Any) -> None:
        """Forecasts of other turns are forgotten: they may be large."""
        kept = {key: other for key, other in self._kept.items() if key[0] == now}
        self._kept = {**kept, (now, bundle): found}


def scenarios() -> tuple[ScenarioView, ...]:
    """The scenarios that come with the program, with their seats. Takes about a second the first time."""
    from sim.report.start import scenario_views

    return scenario_views()


def saved_games() -> tuple[SavedGameView, ...]:
    """The games in the user's data folder, the last saved first; a damaged one says so."""
    from sim.report.start import saved

    try:
        return tuple(saved(data_folder() / "games"))
    except MultivectorError:
        return ()


def new_session(scenario: str, seat: str, seed: int, save: Path | None, others: Sequence[str] = ()) -> LocalSession:
    """A new game with its log begun on disk. `others`: seats of more people at the same table."""
    from sim.engine.setup import board_of
    from sim.game.game import Game

    board = board_of(scenario)
    people = tuple(dict.fromkeys([seat, *others]))
    for one in people:
        _check_seat(board, one)
    path = save or free_place(board.scenario.id, seat)
    return LocalSession(Game.new(scenario, people, seed, path), seat)


def resumed_session(path: Path) -> LocalSession:
    """Go on with a saved game. A damaged log is mended up to its last whole line, and the player is told."""
    from sim.game.game import Game
    from sim.game.log import read

    damage = read(path).damage
    game = Game.resume(path, mend=True)
    people: list[str] = game.header["people"]
    if not people:
        raise refuse("MV-P004", "nobody holds a seat in this log, so there is nothing to go on with", file=path,
                     allowed="a log that multivector play wrote", mend="ask about it with: multivector why, or verify")
    kept = f"The saved game was damaged. {len(game.orders)} whole turns are kept; what it was is {path.name}.damaged."
    return LocalSession(game, people[0], kept if damage else "")


def watched_session(scenario: str, seat: str, seed: int, save: Path | None) -> LocalSession:
    """The whole scenario played by doctrines, seen from a seat."""
    from sim.engine.setup import board_of
    from sim.game.game import Game

    _check_seat(board_of(scenario), seat)
    game = Game.new(scenario, (), seed, save)
    while not game.over:
        game.end_turn()
    return LocalSession(game, seat)


def _check_open(game: Game) -> None:
    if game.over:
        raise refuse("MV-P005", "the game is over", value=f"turn {game.turn}", allowed=f"1 to {game.turns}",
                     mend="go back to a turn, or begin a new game")


def _check_possible(game: Game, seat: str, orders: Sequence[str]) -> None:
    refused = game.refusals(seat, orders)
    if refused:
        raise refuse("MV-P010", "these orders cannot be given, so there is nothing to forecast",
                     value="; ".join(f"{key}: {why.reason}" for key, why in refused.items()),
                     mend="leave out what is refused")


def _check_seat(board: Board, seat: str) -> None:
    open_seats = [a for a, actor in board.scenario.actors.items() if actor.playable and a in board.scenario.seats]
    if seat not in open_seats:
        raise refuse("MV-P002", f"there is no seat {seat!r} in {board.scenario.id}", field="--seat", value=seat,
                     allowed=", ".join(open_seats), mend="take one of these seats")


def free_place(scenario: str, seat: str) -> Path:
    """The first free name for a log in the user's own data folder."""
    folder = data_folder() / "games"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise refuse("MV-P001", "games cannot be saved in your data folder", file=folder,
                     mend="name a file that you may write: multivector play --save FILE")
    taken = {path.name for path in folder.glob(f"{scenario}-{seat}-*.jsonl")}
    names = (f"{scenario}-{seat}-{n:03d}.jsonl" for n in range(1, len(taken) + 2))
    return next(folder / name for name in names if name not in taken)


def data_folder() -> Path:
    try:
        home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    except RuntimeError:
        raise refuse("MV-P001", "you have no home folder to save games in",
                     mend="name a file that you may write: multivector play --save FILE") from None
    return Path(home) / "multivector"


__all__ = ["LocalSession", "MultivectorError", "new_session", "resumed_session", "saved_games", "scenarios",
           "watched_session"]
