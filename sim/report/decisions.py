"""What the record says of each decision beside what doctrines chose: a table for people, and a section of docs."""

from __future__ import annotations

from typing import Any

from sim.engine.board import Board
from sim.report.markdown import table
from sim.seat.why import move_words
from sim.study.decisions import Record, as_json

Data = dict[str, Any]
SHARES = {"turn": "same turn", "year": "within a year", "ever": "ever", "by_lot": "by lot"}


def record_table(found: Record) -> str:
    """One line per decision, the means last."""
    board, data = found.board, as_json(found)
    if not found.rows:
        return f"{board.scenario.id} records no decision of play."
    rows = [(x["date"], board.word(x["agent"]), move_words(board, x["move"]), x) for x in data["decisions"]]
    wide = max(len(who) for _, who, _, _ in rows)
    shares = " ".join(f"{name:>13}" for name in SHARES.values())
    head = f"{'month':8} {'who':{wide}} {shares}  decision of the record"
    return "\n".join([f"{board.scenario.title}: {found.runs:,} games among doctrines", "", head,
                      *(f"{date:8} {who:{wide}} {_cells(x)}  {title}" for date, who, title, x in rows),
                      f"{'mean':8} {'':{wide}} {_cells(data['mean'])}"])


def _cells(x: Data) -> str:
    return " ".join(f"{x[name]:13.0%}" for name in SHARES)


def record_section(board: Board, data: Data) -> str:
    """The same as a table of a document, with what was done most often instead."""
    head = ("month", "who", "decision of the record", *SHARES.values(), "most often in that turn besides")
    mean = ("", "", "mean", *(f"{data['mean'][name]:.0%}" for name in SHARES), "")
    rows = [(x["date"], board.word(x["agent"]), move_words(board, x["move"]), *(f"{x[name]:.0%}" for name in SHARES),
             _instead(board, x)) for x in data["decisions"]]
    return table(head, [*rows, mean])


def _instead(board: Board, x: Data) -> str:
    return "; ".join(f"{move_words(board, y['move'])} {y['share']:.0%}" for y in x["instead"])
