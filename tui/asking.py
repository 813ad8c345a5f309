"""What is asked of a session in several calls, or comes piece by piece. All of it runs off the loop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tui.files import write_debrief
from tui.offloop import Done, OffLoop, cancelled
from tui.screens.start import Library
from tui.session import Games, Session, Table
from tui.snapshot import PastPage, Snapshot
from tui.views import DebriefView, Explanation, ForecastView, RoomView, TurnView


@dataclass(frozen=True, slots=True)
class Opened:
    """A seat that was taken: its table, its session, and what its screens show first."""

    table: Table
    session: Session
    snapshot: Snapshot


def library(games: Games) -> Library:
    return Library(games.scenarios(), games.saved())


def seat_taken(table: Table, seat: str) -> Opened:
    session = table.at(seat)
    view, board = session.view(), session.board()
    trails = session.trails([x.path for x in board.numbers if x.group == "goals"])
    return Opened(table, session, Snapshot(view, board, session.orders(), trails=trails))


def renewed(session: Session, orders: tuple[str, ...]) -> tuple[TurnView, tuple[str, ...]]:
    """What the seat is told after something was said, and its draft as far as it can still be given."""
    refused = session.check(orders)
    return session.view(), tuple(key for key in orders if key not in refused)


def another(table: Table, change: int) -> RoomView | None:
    """The room as soon as it has changed; None when nobody wants to know any more."""
    while not cancelled():
        room = table.wait(change, 0.5)
        if room.change != change:
            return room
    return None


def forecast(session: Session, orders: tuple[str, ...]) -> ForecastView | None:
    return None if cancelled() else session.forecast(orders, cancelled=cancelled)


def pages(off: OffLoop, session: Session, snapshot: Snapshot, paged: Done) -> dict[str, Any]:
    """Turns that have been played, lines of play, what is to come; the odds of crises; causes of the largest changes;
    then hindsight."""
    turns = snapshot.view.turn - 1
    found = [*snapshot.pages[:turns]]
    found += [PastPage(session.past_turn(turn)) for turn in range(len(found) + 1, turns + 1)]
    off.tell(paged, {"pages": tuple(found), "branches": session.branches(), "coming": session.coming()})
    off.tell(paged, {"odds": session.odds()})
    changes = snapshot.view.brief.changes if turns else ()
    off.tell(paged, {"causes": tuple((path, _main_cause(session.why(path, turns))) for path in changes)})
    for k, page in enumerate(found):
        if not page.hindsight and not cancelled():
            found[k] = replace(page, hindsight=session.hindsight(page.turn.turn, cancelled=cancelled) or ())
    return {"pages": tuple(found)}


def _main_cause(found: Explanation) -> str:
    """The largest of the causes that pushed the number where it went."""
    change = found.after - found.before
    return next((row.words for row in found.rows if row.words and row.amount * change > 0), "")


def months(off: OffLoop, session: Session, paths: tuple[str, ...], past: bool, added: Done) -> dict[str, Any]:
    """Numbers since the opening; then, which takes longer the first time, the same in history."""
    off.tell(added, "trails", session.trails(paths))
    return session.ghosts(paths) if past else {}


def why(session: Session, path: str, turn: int) -> tuple[Explanation, int, str]:
    """Turn 0 is since the opening."""
    return session.why(path, turn or None), turn, meaning(session, path)


def meaning(session: Session, path: str) -> str:
    """What the number is, in the glossary's words."""
    term = next((x.term for x in session.board().numbers if x.path == path), "")
    return next((t.words for t in session.glossary() if t.kind == "number" and t.id == term), "")


def debrief(off: OffLoop, session: Session, name: str, known: DebriefView | None, write: bool,
            progressed: Done) -> tuple[DebriefView | None, tuple[str, ...]]:
    """The debrief, if it is not known yet, and if wanted the names of its files."""
    found = known or session.debrief(lambda share: off.tell(progressed, share), cancelled)
    return found, write_debrief(session, name) if write and found else ()
