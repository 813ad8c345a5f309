"""What the record says of each decision beside what doctrines chose: a table for people, and a section of docs."""

from __future__ import annotations

from typing import Any

from sim.engine.board import Board
from sim.report.markdown import table
from sim.seat.why import move_words
from sim.study.decisions import Record, as_json
from sim.texts import say

Data = dict[str, Any]
SHARES = ("turn", "year", "ever", "by_lot")


def record_table(found: Record) -> str:
    """One line per decision, the means last."""
    board, data = found.board, as_json(found)
    if not found.rows:
        return say("decisions-none", scenario=board.scenario.id)
    rows = [(x["date"], board.word(x["agent"]), move_words(board, x["move"]), x) for x in data["decisions"]]
    wide = max(len(who) for _, who, _, _ in rows)
    month, who, *shares, decision = _heads("month", "who", *SHARES, "decision")
    head = f"{month:8} {who:{wide}} {' '.join(f'{name:>13}' for name in shares)}  {decision}"
    return "\n".join([say("decisions-title", title=board.scenario.title, runs=found.runs), "", head,
                      *(f"{date:8} {who:{wide}} {_cells(x)}  {title}" for date, who, title, x in rows),
                      f"{_heads('mean')[0]:8} {'':{wide}} {_cells(data['mean'])}"])


def _heads(*columns: str) -> tuple[str, ...]:
    return tuple(say("decisions-head", column=column) for column in columns)


def _cells(x: Data) -> str:
    return " ".join(f"{x[name]:13.0%}" for name in SHARES)


def record_section(board: Board, data: Data) -> str:
    """The same as a table of a document, with what was done most often instead."""
    head = _heads("month", "who", "decision", *SHARES, "instead")
    mean = ("", "", *_heads("mean"), *(f"{data['mean'][name]:.0%}" for name in SHARES), "")
    rows = [(x["date"], board.word(x["agent"]), move_words(board, x["move"]), *(f"{x[name]:.0%}" for name in SHARES),
             _instead(board, x)) for x in data["decisions"]]
    return table(head, [*rows, mean])


def _instead(board: Board, x: Data) -> str:
    return "; ".join(f"{move_words(board, y['move'])} {y['share']:.0%}" for y in x["instead"])
