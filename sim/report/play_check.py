"""What the linter of play found, as a table for people."""

from __future__ import annotations

from sim.engine.board import Board
from sim.study.lint import MOST, Lint, SeatLint, problems
from sim.study.rivals import Rival
from sim.texts import say

SHOWN = 6


def play_table(found: Lint) -> str:
    """The seats first, then what is never used, then what is against the bars."""
    board = found.treatment.board
    points = max((its.points for its in found.seats.values()), default=0)
    title = say("playcheck-title", scenario=board.scenario.id, runs=found.runs, points=points)
    seats = [line for seat, its in found.seats.items() for line in _seat(board, seat, its)]
    never = [f"  {board.scenario.options[key].title} ({key}): {why}" for key, why in found.never.items()]
    events = [f"  {board.scenario.events[key].title} ({key})" for key in found.unreached]
    against = problems(found)
    return "\n".join([
        title, "", *seats, *_section(say("playcheck-rivals"), [_rival(board, x) for x in found.rivals]),
        *_section(say("playcheck-never"), never), *_section(say("playcheck-events"), events),
        *_section(say("playcheck-bars", most=f"{MOST:.0%}"),
                  [f"  {line}" for line in against or (say("lines-nothing"),)])])


def _seat(board: Board, seat: str, its: SeatLint) -> list[str]:
    best = ", ".join(f"{key} {share:.0%}" for key, share in list(its.shares.items())[:SHOWN])
    lines = [say("playcheck-best", best=best or say("lines-nothing"), passes=f"{its.passes:.0%}"),
             say("playcheck-dear", dear=f"{its.binds:.0%}", secret=f"{its.secret:.0%}"),
             *(say("playcheck-dominated", one=one, two=two) for one, two in its.dominated.items())]
    return [board.word(seat), *(f"  {line}" for line in lines), ""]


def _rival(board: Board, x: Rival) -> str:
    """One doctrine in one agent's hands."""
    text = say("playcheck-rival", who=board.word(x.agent), doctrine=board.scenario.doctrines[x.doctrine].label,
               share=f"{x.wins:.0%}", lead=f"{x.lead:+.2f}")
    return f"  {text}"


def _section(title: str, lines: list[str]) -> list[str]:
    return [title + ":", *lines, ""] if lines else []
