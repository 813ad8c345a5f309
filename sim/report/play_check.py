"""What the check of play found, as a table for people: stakes first, then agreements, then the options."""

from __future__ import annotations

from collections.abc import Iterator

from sim.engine.board import Board
from sim.study import agreed, lint, stakes
from sim.study.agreed import Agreement
from sim.study.lint import Lint, SeatLint
from sim.study.play_check import PlayCheck
from sim.study.plays import Swap
from sim.study.rivals import Rival
from sim.study.stakes import Stakes
from sim.texts import say

SHOWN = 6
COLUMNS = ("plays", "idle", "greedy", "plan", "swap", "spread")


def play_table(found: PlayCheck) -> str:
    """The stakes of each seat, the agreements, what the options are to each, and what is against the bars."""
    board = found.treatment.board
    problems = [f"  {line}" for line in found.problems or [say("lines-nothing")]]
    return "\n".join([
        say("playcheck-title", scenario=board.scenario.id, runs=found.runs), "", *_stakes(board, found.seats), "",
        *_section(say("playcheck-agreements"), [_agreed(board, *x) for x in found.agreements.items()]),
        *_options(board, found.options), *_section(_bars(), problems)])


def _bars() -> str:
    return say("playcheck-bars", idle=f"{stakes.IDLE:.0%}", swap=f"{stakes.SWAP:g}", struck=f"{agreed.MOST:.0%}",
               enough=f"{agreed.ENOUGH:.0%}", near=agreed.NEAR, best=f"{lint.MOST:.0%}")


def _stakes(board: Board, seats: dict[str, Stakes]) -> Iterator[str]:
    """A row for each seat; below them, the best swaps."""
    width = max((len(board.word(seat)) for seat in seats), default=0)
    yield " ".join([f"{say('playcheck-seat'):{width}}", *(f"{say('playcheck-head', column=x):>9}" for x in COLUMNS)])
    for seat, x in seats.items():
        cells = [str(x.plays), *(f"{share:.0%}" for share in (x.idle_beats, x.greedy_beats, x.best_plan_beats)),
                 f"{x.best_swap:+.1f}", f"{x.spread:.1f}"]
        yield " ".join([f"{board.word(seat):{width}}", *(f"{cell:>9}" for cell in cells)])
    for seat, x in seats.items():
        for swap, gain in x.swaps:
            yield _swap(board, seat, swap, gain)


def _swap(board: Board, seat: str, swap: Swap, gain: float) -> str:
    decided, instead = (board.move(key).key if key else say("lines-nothing") for key in (swap.decided, swap.instead))
    return say("playcheck-swap", who=board.word(seat), turn=swap.turn, decided=decided, instead=instead,
               gain=f"{gain:+.1f}")


def _agreed(board: Board, key: str, x: Agreement) -> str:
    return (f"  {x.share_of_runs:5.0%}  {x.median_month or '-':7}  {x.record or '-':7}  "
            f"{board.scenario.options[key].title} ({key})")


def _options(board: Board, found: Lint) -> list[str]:
    points = max((its.points for its in found.seats.values()), default=0)
    seats = [line for seat, its in found.seats.items() for line in _seat(board, seat, its)]
    never = [f"  {board.scenario.options[key].title} ({key}): {why}" for key, why in found.never.items()]
    events = [f"  {board.scenario.events[key].title} ({key})" for key in found.unreached]
    return [say("playcheck-options", runs=found.runs, points=points), "", *seats,
            *_section(say("playcheck-rivals"), [_rival(board, x) for x in found.rivals]),
            *_section(say("playcheck-never"), never), *_section(say("playcheck-events"), events)]


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
