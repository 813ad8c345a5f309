"""The terminal's only door to the game. A RemoteSession will have the same methods."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import MultivectorError, refuse
from sim.views import ComparisonView, Explanation, TurnView

if TYPE_CHECKING:
    from sim.engine.board import Board
    from sim.game.game import Game


class LocalSession:
    """One seat of a game in this process; the others follow doctrines. `notice`: something to tell at the start."""

    def __init__(self, game: Game, seat: str, notice: str = "") -> None:
        self.game, self.seat, self.notice = game, seat, notice
        self._history: Game | None = None

    @property
    def path(self) -> Path | None:
        """Where the game's log is."""
        return self.game.log.path if self.game.log else None

    @property
    def waiting(self) -> tuple[str, ...]:
        """Orders that were accepted for the open turn before the game was left."""
        return self.game.waiting.get(self.seat, ())

    def view(self) -> TurnView:
        from sim.report.seat import turn_view

        return turn_view(self.game, self.seat)

    def why(self, path: str, turn: int) -> Explanation:
        """The causes of an indicator's change in a turn that has been played. Raises MultivectorError."""
        from sim.report.seat import visible
        from sim.report.why import why
        from sim.scenario.paths import resolve_path

        resolve_path(self.game.board.scenario, path)
        if not visible(self.game.board, path, self.seat):
            raise refuse("MV-P003", "your seat cannot know this number", value=path, mend="ask for another one")
        return why(self.game, path, turn)

    def check(self, moves: Sequence[str]) -> dict[str, str]:
        """Why each of these orders cannot be given together, in words; empty when all can."""
        return {key: why.reason for key, why in self.game.refusals(self.seat, moves).items()}

    def submit(self, moves: Sequence[str]) -> dict[str, str]:
        """Hand the orders in and run the turn; refusals leave everything as it was."""
        refused = self.game.submit(self.seat, moves)
        if not refused:
            self.game.end_turn()
        return {key: why.reason for key, why in refused.items()}

    def back(self, turn: int) -> None:
        """Return to the opening of a turn; the log keeps what was played."""
        self.game.back(turn)
        self._history = None

    def comparison(self) -> ComparisonView:
        """The game so far beside the same turns of history."""
        from sim.report.closing import compare, history_of

        if self._history is None or self._history.turn != self.game.turn:
            self._history = history_of(self.game)
        return compare(self.game, self.seat, self._history)


def new_session(scenario: str, seat: str, seed: int, save: Path | None) -> LocalSession:
    """A new game with its log begun on disk."""
    from sim.engine.setup import board_of
    from sim.game.game import Game

    board = board_of(scenario)
    _check_seat(board, seat)
    path = save or free_place(board.scenario.id, seat)
    return LocalSession(Game.new(scenario, [seat], seed, path), seat)


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


__all__ = ["LocalSession", "MultivectorError", "new_session", "resumed_session", "watched_session"]
