"""What takes time, off the event loop: each worker asks the session and hands the answer back to the loop.

One lock keeps forecasts apart from whatever changes the game: a change first cancels the forecast, which looks up
often, and then waits for it. Reading why, turns and branches needs no lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import work
from textual.app import App
from textual.worker import get_current_worker

from tui.files import write_debrief
from tui.screens.start import Library
from tui.session import LocalSession, MultivectorError, new_session, resumed_session, saved_games, scenarios
from tui.snapshot import PastPage, Snapshot
from tui.views import DebriefView, Explanation


class OffLoop(App[None]):
    """Workers of the app. `session`: the seat that is at the keys."""

    session: LocalSession | None
    snapshot: Snapshot | None
    changing: threading.Lock

    def back_on_loop(self, done: Callable[..., object], *what: Any) -> None:
        """Hand an answer to the event loop, unless the worker is no longer wanted."""
        if not get_current_worker().is_cancelled:
            self.call_from_thread(done, *what)

    def _seat(self) -> LocalSession:
        assert self.session is not None
        return self.session

    # --- opening ------------------------------------------------------------------------------------------------

    @work(thread=True, group="library")
    def open_library(self) -> None:
        self.back_on_loop(self.shelved, Library(scenarios(), saved_games()))

    @work(thread=True, group="game")
    def open_game(self, scenario: str, seats: tuple[str, ...], saved: str) -> None:
        """Begin or go on; what cannot be opened is said."""
        try:
            session = resumed_session(Path(saved)) if saved else new_session(scenario, seats[0], 1, None, seats[1:])
        except (MultivectorError, OSError) as error:
            self.back_on_loop(self.failed, str(error))
            return
        self.back_on_loop(self.seated, session)

    @work(thread=True, group="game")
    def look(self, session: LocalSession) -> None:
        """The first view of a seat."""
        with self.changing:
            view, board = session.view(), session.board()
            trails = session.trails([x.path for x in board.numbers if x.group == "goals"])
        self.back_on_loop(self.opened, session, Snapshot(view, board, session.waiting, trails=trails))

    # --- changing the game --------------------------------------------------------------------------------------

    def change(self, what: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Stop forecasts and pages, then change the game."""
        self.rest()
        for group in ("forecast", "pages", "debrief"):
            self.workers.cancel_group(self, group)
        self._change(what, done)

    @work(thread=True, group="game")
    def _change(self, what: Callable[[], Any], done: Callable[[Any], object]) -> None:
        session, place = self._seat(), self._seat().path
        try:
            with self.changing:
                answer = what()
        except (MultivectorError, OSError) as error:
            self.back_on_loop(self.failed, str(error))
        else:
            self.back_on_loop(done, answer)
        if session.path != place:
            self.back_on_loop(self.failed, " ".join(session.moved()))

    # --- asking -------------------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="forecast")
    def compute(self, orders: tuple[str, ...]) -> None:
        """The forecast of some orders; given up as soon as another is wanted."""
        worker, session = get_current_worker(), self._seat()
        try:
            with self.changing:
                found = None if worker.is_cancelled else session.forecast(orders, cancelled=lambda: worker.is_cancelled)
        except MultivectorError as error:
            self.back_on_loop(self.failed, str(error))
        else:
            self.back_on_loop(self.forecasted, found)

    @work(thread=True, exclusive=True, group="pages")
    def read_pages(self, known: tuple[PastPage, ...], turns: int) -> None:
        """Turns that have been played, branches, what is to come, causes of the largest changes; then hindsight."""
        worker, session = get_current_worker(), self._seat()
        pages = (*known, *(PastPage(session.past_turn(t)) for t in range(len(known) + 1, turns + 1)))
        coming = session.pipeline()
        self.back_on_loop(self.paged, {"pages": pages, "branches": session.branches(), "coming": coming})
        self.back_on_loop(self.paged, {"causes": self._causes(session, turns)})
        for k, page in enumerate(pages):
            if not page.hindsight and not worker.is_cancelled:
                with self.changing:
                    found = session.hindsight(page.turn.turn, cancelled=lambda: worker.is_cancelled)
                pages = (*pages[:k], replace(page, hindsight=found or ()), *pages[k + 1:])
        self.back_on_loop(self.paged, {"pages": pages})

    def _causes(self, session: LocalSession, turns: int) -> tuple[tuple[str, str], ...]:
        changes = self.snapshot.view.brief.changes if self.snapshot and turns else ()
        return tuple((path, _main_cause(session.why(path, turns))) for path in changes)

    @work(thread=True, exclusive=True, group="trails")
    def read_trails(self, paths: tuple[str, ...]) -> None:
        """Numbers since the opening; then, which takes longer the first time, the same in history."""
        session = self._seat()
        self.back_on_loop(self.added, "trails", session.trails(paths))
        if self.snapshot and self.snapshot.view.turn > 1:
            self.back_on_loop(self.added, "ghosts", session.ghosts(paths))

    @work(thread=True, group="card")
    def read_card(self, option: str, then: Callable[[], object]) -> None:
        """The card of an option; then whatever it was wanted for."""
        session = self._seat()
        try:
            found = session.card(option)
        except MultivectorError as error:
            self.back_on_loop(self.failed, str(error))
        else:
            self.back_on_loop(self.added, "cards", {option: found})
            self.back_on_loop(then)

    @work(thread=True, exclusive=True, group="why")
    def explain(self, path: str, turn: int) -> None:
        session = self._seat()
        try:
            found = session.why(path, turn or None)
            meaning = self._meaning(session, path)
        except MultivectorError as error:
            self.back_on_loop(self.failed, str(error))
        else:
            self.back_on_loop(self.explained, found, turn, meaning)

    @work(thread=True, exclusive=True, group="why")
    def define(self, path: str) -> None:
        """Before the first turn nothing has changed: what the number is."""
        self.back_on_loop(self.defined, path, self._meaning(self._seat(), path))

    def _meaning(self, session: LocalSession, path: str) -> str:
        """What the number is, in the glossary's words."""
        term = next((x.term for x in session.board().numbers if x.path == path), "")
        return next((t.words for t in session.glossary() if t.kind == "number" and t.id == term), "")

    @work(thread=True, exclusive=True, group="glossary")
    def look_up(self) -> None:
        self.back_on_loop(self.glossed, self._seat().glossary())

    @work(thread=True, exclusive=True, group="debrief")
    def tell(self, found: DebriefView | None, write: bool) -> None:
        """The debrief, if it is not known yet, and if wanted its files."""
        worker, session = get_current_worker(), self._seat()

        def progress(share: float) -> None:
            self.back_on_loop(self.progressed, share)

        try:
            with self.changing:
                found = found or session.debrief(progress, lambda: worker.is_cancelled)
            written = write_debrief(session, found) if write and found else ()
        except (MultivectorError, OSError) as error:
            self.back_on_loop(self.failed, str(error))
        else:
            self.back_on_loop(self.told, found, tuple(str(path) for path in written))

    # --- what the app does with the answers -----------------------------------------------------------------------

    def rest(self) -> None: ...
    def shelved(self, library: Library) -> None: ...
    def seated(self, session: LocalSession) -> None: ...
    def opened(self, session: LocalSession, snapshot: Snapshot) -> None: ...
    def failed(self, text: str) -> None: ...
    def forecasted(self, found: Any | None) -> None: ...
    def paged(self, found: dict[str, Any]) -> None: ...
    def added(self, what: str, found: dict[str, Any]) -> None: ...
    def explained(self, found: Any, turn: int, meaning: str) -> None: ...
    def defined(self, path: str, meaning: str) -> None: ...
    def glossed(self, terms: Any) -> None: ...
    def progressed(self, share: float) -> None: ...
    def told(self, found: Any, written: tuple[str, ...]) -> None: ...


def _main_cause(found: Explanation) -> str:
    """The largest of the causes that pushed the number where it went."""
    change = found.after - found.before
    return next((row.words for row in found.rows if row.words and row.amount * change > 0), "")
