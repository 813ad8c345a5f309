"""Games in this process, kept in files. Whatever is heavy is imported when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from threading import Condition, RLock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sim.errors import MultivectorError, command, refuse
from sim.session import HORIZON, PLAYS, RUNS, Cancelled, Document, Progress, never, nothing
from sim.views import (
    BoardView,
    BranchView,
    CardView,
    ComingView,
    ComparisonView,
    DebriefView,
    Explanation,
    ForecastView,
    HeldSeat,
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

if TYPE_CHECKING:
    from sim.engine.board import Board
    from sim.engine.moves import Rejection
    from sim.game.branches import Played
    from sim.game.game import Game
    from sim.game.word import Word
    from sim.seat.forecasts import Forecasts

P = ParamSpec("P")
T = TypeVar("T")


def told(refused: Mapping[str, Rejection]) -> dict[str, str]:
    """Refusals in words."""
    return {key: why.reason for key, why in refused.items()}


def alone(method: Callable[P, T]) -> Callable[P, T]:
    """One at a time: interfaces ask from several threads."""

    @wraps(method)
    def locked(*args: P.args, **more: P.kwargs) -> T:
        room: Any = args[0]
        with room.lock:
            return method(*args, **more)

    return locked


class LocalTable:
    """A game and the room around it. `seat`: who looks on where no person holds a seat. `here`: the seats of the people
    at this interface; all of them, if none is named. `debriefs`: by seat the last that was told, and of which game."""

    def __init__(self, game: Game, seat: str = "", notice: str = "", here: Sequence[str] = ()) -> None:
        self.game, self.first, self.notice = game, (*game.people, seat)[0], notice
        self.here = tuple(here) or game.people
        self.lock = RLock()
        self._changed, self._changes = Condition(self.lock), 0
        self._forecasts: dict[str, Forecasts] = {}
        self._odds: dict[str, tuple[list[str], tuple[OddsView, ...]]] = {}
        self._history: Game | None = None
        self.debriefs: dict[str, tuple[list[str], DebriefView]] = {}

    @alone
    def room(self) -> RoomView:
        game = self.game
        awaited = game.awaited
        seats = tuple(HeldSeat(seat, game.board.word(seat), seat in self.here, seat not in awaited, game.called(seat))
                      for seat in game.people)
        return RoomView(self._changes, game.turn, game.branches.now.name, game.over, seats, self._kept(), self.notice)

    def wait(self, change: int, seconds: float) -> RoomView:
        with self._changed:
            self._changed.wait_for(lambda: self._changes != change, seconds)
            return self.room()

    def at(self, seat: str = "") -> LocalSession:
        check_seat(self.game.board, seat or self.first)
        return LocalSession(self, seat or self.first)

    @alone
    def keep(self) -> KeptView:
        try:
            if self.game.journal:
                self.game.journal.keep()
        except MultivectorError as error:
            return self._kept(f"Your game is not saved. {error}")
        return self._kept()

    def _kept(self, trouble: str = "") -> KeptView:
        journal = self.game.journal
        if journal is None:
            return KeptView("debrief", trouble=trouble)
        return KeptView(str(Path(journal.place).absolute().with_suffix("")), journal.place, journal.lost, trouble,
                        command("play", "--resume", journal.place))

    # --- what changes the game --------------------------------------------------------------------------------------

    @alone
    def speak(self, turn: int, word: Word) -> dict[str, str]:
        """A seat's word; whoever hears it is awaited again."""
        game = self.game
        if turn != game.turn:
            self._check_known(turn, lambda played: word in played.words)
        elif word not in game.words:
            if refused := game.speak(word):
                return told(refused)
            self.tell()
        return {}

    @alone
    def submit(self, seat: str, turn: int, moves: Sequence[str]) -> dict[str, str]:
        """A seat's orders; the turn runs when nobody is awaited any more."""
        game = self.game
        if turn != game.turn:
            self._check_known(turn, lambda played: sorted(played.orders.get(seat, ())) == sorted(moves))
            return {}
        if game.waiting.get(seat) != tuple(moves) or game.called(seat):
            if refused := game.submit(seat, moves):
                return told(refused)
            self.tell()
        if not game.awaited:
            self.end_turn()
        return {}

    @alone
    def withdraw(self, seat: str) -> None:
        """A seat's orders are taken back, as long as its turn has not run."""
        self.game.withdraw(seat)
        self.tell()

    def _check_known(self, turn: int, known: Callable[[Played], bool]) -> None:
        """Raises MultivectorError, unless the turn was run with just that."""
        turns = self.game.branches.now.turns
        if not (1 <= turn <= len(turns) and known(turns[turn - 1])):
            raise refuse("MV-P013", f"turn {turn} is not open, so nothing was accepted for it", value=f"turn {turn}",
                         allowed=f"turn {self.game.turn}", mend="look at the turn that is open, and decide anew")

    @alone
    def back(self, turn: int) -> None:
        self.game.back(turn)
        self.tell()

    @alone
    def switch(self, line: str) -> None:
        self.game.switch(line)
        self.tell()

    @alone
    def hold(self, seat: str) -> None:
        self.game.decide(seat, self.game.by_doctrine(seat))
        self.tell()
        if not self.game.awaited:
            self.end_turn()

    @alone
    def end_turn(self) -> None:
        self.game.end_turn()
        self.tell()

    @alone
    def tell(self) -> None:
        """Announce that something has changed."""
        self._changes += 1
        self._changed.notify_all()

    # --- what all seats share ---------------------------------------------------------------------------------------

    @alone
    def forecasts(self, seat: str) -> Forecasts:
        """The seat's forecasts that were computed since the turn opened."""
        from sim.seat.forecasts import Forecasts

        return self._forecasts.setdefault(seat, Forecasts(self.game, seat, self.lock))

    @alone
    def odds(self, seat: str) -> tuple[OddsView, ...]:
        """The odds of crises, computed once for each open turn."""
        from sim.seat.regimes import odds_for

        now = list(self.game.digests)
        if seat not in self._odds or self._odds[seat][0] != now:
            self._odds[seat] = now, () if self.game.over else odds_for(self.game, seat)
        return self._odds[seat][1]

    @alone
    def history(self) -> Game:
        """The same turns as the record has them."""
        from sim.seat.beside import history_of

        if self._history is None or self._history.turn != self.game.turn:
            self._history = history_of(self.game)
        return self._history


class LocalSession:
    """A seat at a LocalTable."""

    def __init__(self, table: LocalTable, seat: str) -> None:
        self.table, self.lock = table, table.lock
        self._seat = seat

    @property
    def seat(self) -> str:
        return self._seat

    @property
    def game(self) -> Game:
        return self.table.game

    @alone
    def view(self) -> TurnView:
        from sim.seat.turn import turn_view

        return turn_view(self.game, self.seat)

    def board(self) -> BoardView:
        from sim.seat.board import board_view

        return board_view(self.game.board, self.seat)

    @alone
    def card(self, key: str) -> CardView:
        from sim.seat.choices import card

        return card(self.game, self.seat, key)

    # --- orders ---------------------------------------------------------------------------------------------------

    @alone
    def orders(self) -> tuple[str, ...]:
        return self.game.waiting.get(self.seat, ())

    @alone
    def check(self, moves: Sequence[str]) -> dict[str, str]:
        return told(self.game.sealable(self.seat, moves))

    def submit(self, turn: int, moves: Sequence[str]) -> dict[str, str]:
        return self.table.submit(self.seat, turn, moves)

    def speak(self, turn: int, move: str, yes: bool, reason: str = "", instead: str = "") -> dict[str, str]:
        from sim.game.word import Word, one_line

        return self.table.speak(turn, Word(self.seat, move, yes, one_line(reason), instead))

    # --- ahead ----------------------------------------------------------------------------------------------------

    def forecast(self, moves: Sequence[str], months: int = HORIZON, runs: int = RUNS,
                 cancelled: Cancelled = never) -> ForecastView | None:
        """Computed once for each bundle of a turn; the game may go on meanwhile."""
        return self.table.forecasts(self.seat).forecast(moves, months, runs, cancelled)

    @alone
    def odds(self) -> tuple[OddsView, ...]:
        """Computed once for each open turn."""
        return self.table.odds(self.seat)

    @alone
    def coming(self) -> tuple[ComingView, ...]:
        from sim.seat.coming import coming

        return tuple(coming(self.game, self.seat))

    # --- back -----------------------------------------------------------------------------------------------------

    @alone
    def past_turn(self, turn: int) -> PastTurnView:
        from sim.seat.played import past_turn

        return past_turn(self.game, self.seat, turn)

    @alone
    def why(self, path: str, turn: int | None = None) -> Explanation:
        from sim.seat.played import check_played
        from sim.seat.sight import Sight
        from sim.seat.why import why

        last = self.game.turn - 1 if turn is None else turn
        sight = Sight(self.game, self.seat)
        sight.check(path)
        check_played(self.game, last)
        return sight.explanation(why(self.game, path, last, turn is None))

    def hindsight(self, turn: int, runs: int = RUNS, cancelled: Cancelled = never) -> tuple[HindsightView, ...] | None:
        from sim.seat.ahead import hindsight
        from sim.seat.played import check_played

        with self.lock:
            check_played(self.game, turn)
            played, after = self.game.branches.now.turns[turn - 1], self.game.worlds[turn]
            then = self.game.as_of(turn, played.words)
        return hindsight(then, self.seat, played.orders.get(self.seat, ()), after, runs, cancelled)

    @alone
    def branches(self) -> tuple[BranchView, ...]:
        from sim.seat.played import branches

        return branches(self.game, self.seat)

    @alone
    def comparison(self) -> ComparisonView:
        from sim.seat.beside import compare

        return compare(self.game, self.seat, self.table.history())

    @alone
    def trails(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        return self._months(self.game, paths)

    @alone
    def ghosts(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        return self._months(self.table.history(), paths)

    def _months(self, game: Game, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        from sim.seat.past import Past
        from sim.seat.sight import Sight

        for path in paths:
            Sight(self.game, self.seat).check(path)
        return Past(game).trails(paths)

    def debrief(self, progress: Progress = nothing, cancelled: Cancelled = never,
                plays: int = PLAYS) -> DebriefView | None:
        from sim.seat.debrief import debrief

        with self.lock:
            game, history = self.game.as_of(self.game.turn), self.table.history()
        found = debrief(game, self.seat, history, plays, progress, cancelled)
        if found:
            self.table.debriefs[self.seat] = game.digests, found
        return found

    def document(self, kind: Document) -> str:
        """Of the debrief that was told last, if nothing has been played since."""
        from sim.report.debrief_page import html, markdown

        played, found = self.table.debriefs.get(self.seat, ([], None))
        found = found if played == self.game.digests else self.debrief()
        assert found is not None  # nobody cancels it
        return html(found) if kind == "page" else markdown(found)

    def glossary(self) -> tuple[TermView, ...]:
        from sim.seat.glossary import glossary

        return glossary(self.game.board)


class LocalGames:
    """The scenarios that come with the program, and the games in the user's data folder."""

    def scenarios(self) -> tuple[ScenarioView, ...]:
        from sim.seat.start import scenario_views

        return scenario_views()

    def saved(self) -> tuple[SavedGameView, ...]:
        from sim.game.folder import games_folder
        from sim.seat.start import saved

        try:
            return tuple(saved(games_folder()))
        except MultivectorError:
            return ()

    def begin(self, scenario: str, seats: Sequence[str], seed: int = 1) -> LocalTable:
        return new_table(scenario, seats, seed)

    def resume(self, game: str) -> LocalTable:
        from sim.game.folder import place_of

        return resumed_table(place_of(game))


def new_table(scenario: str, seats: Sequence[str], seed: int = 1, save: Path | None = None) -> LocalTable:
    """A new game with people in these seats, its log begun on disk: at a place, or in the user's data folder."""
    from sim.game.file import create, create_free
    from sim.game.folder import own_names
    from sim.game.game import Game
    from sim.treatment import treat

    treatment = treat(scenario)
    people = tuple(dict.fromkeys(seats))
    for seat in people:
        check_seat(treatment.board, seat)
    names = own_names(treatment.scenario.id, people[0]) if save is None else ()
    game = Game(treatment, people, seed)
    game.journal = create(save, game.header) if save else create_free(names, game.header)
    return LocalTable(game)


def resumed_table(path: Path) -> LocalTable:
    """Go on with a saved game. A damaged log is mended up to its last whole line, and the player is told."""
    from sim.game.file import read
    from sim.game.saved import resume

    damage = read(path).damage
    game = resume(path, mending=True)
    if not game.people:
        raise refuse("MV-P004", "nobody holds a seat in this log, so there is nothing to go on with", file=path,
                     allowed="a log that multivector play wrote",
                     mend="ask about it with multivector why or verify; an interrupted run goes on with the same "
                          "multivector run --save")
    kept = f"The saved game was damaged. {len(game.orders)} whole turns are kept; what it was is {path.name}.damaged."
    return LocalTable(game, notice=kept if damage else "")


def watched_table(scenario: str, seat: str, seed: int, save: Path | None) -> LocalTable:
    """The whole scenario played by doctrines, seen from a seat."""
    from sim.game.game import Game
    from sim.game.saved import begin
    from sim.treatment import treat

    treatment = treat(scenario)
    check_seat(treatment.board, seat)
    game = Game(treatment, (), seed)
    if save:
        begin(game, save)
    while not game.over:
        game.end_turn()
    return LocalTable(game, seat)


def check_seat(board: Board, seat: str) -> None:
    """Raises MultivectorError unless a person can take the seat."""
    open_seats = [a for a, actor in board.scenario.actors.items() if actor.playable and a in board.scenario.seats]
    if seat not in open_seats:
        raise refuse("MV-P002", f"there is no seat {seat!r} in {board.scenario.id}", field="--seat", value=seat,
                     allowed=", ".join(open_seats), mend="take one of these seats")
