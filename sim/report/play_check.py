"""What the linter of play found, as a table for people."""

from __future__ import annotations

from sim.engine.board import Board
from sim.study.lint import MOST, Lint, SeatLint, problems
from sim.study.rivals import Rival

SHOWN = 6


def play_table(found: Lint, board: Board) -> str:
    """The seats first, then what is never used, then what is against the bars."""
    points = max((its.points for its in found.seats.values()), default=0)
    title = f"{found.scenario}: {found.runs} games among doctrines, {points} points of each seat sampled"
    seats = [line for seat, its in found.seats.items() for line in _seat(board, seat, its)]
    never = [f"  {board.scenario.options[key].title} ({key}): {why}" for key, why in found.never.items()]
    events = [f"  {board.scenario.events[key].title} ({key})" for key in found.unreached]
    against = problems(found, board)
    return "\n".join([
        title, "", *seats, *_section("Doctrines against chance", [_rival(board, x) for x in found.rivals]),
        *_section("Options that nobody ever chose", never), *_section("Events that never fell", events),
        *_section(f"Against the bars (at most {MOST:.0%} of best responses; whatever is possible is chosen somewhere)",
                  [f"  {line}" for line in against] or ["  nothing"])])


def _seat(board: Board, seat: str, its: SeatLint) -> list[str]:
    best = ", ".join(f"{key} {share:.0%}" for key, share in list(its.shares.items())[:SHOWN]) or "nothing"
    lines = [board.word(seat),
             f"  best responses: {best}; to do nothing {its.passes:.0%}",
             f"  something wanted was too dear in {its.binds:.0%} of turns; the secret aim changes what is best at "
             f"{its.secret:.0%} of points"]
    return [*lines, *(f"  {one} is never better than {two}" for one, two in its.dominated.items()), ""]


def _rival(board: Board, x: Rival) -> str:
    """One doctrine in one agent's hands."""
    name = f"{board.word(x.agent)}: {board.scenario.doctrines[x.doctrine].label}"
    return f"  {name} serves its own aims better in {x.wins:.0%} of pairs, by {x.lead:+.2f} weighed steps"


def _section(title: str, lines: list[str]) -> list[str]:
    return [title + ":", *lines, ""] if lines else []
