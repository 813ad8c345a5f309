"""The record replayed beside what was observed: tables for people, and sections of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sim.engine.board import Board
from sim.report.markdown import table
from sim.scenario.observed import SERIES, Key, told
from sim.study.hindcast import Cell, Hindcast, Scored
from sim.texts import say

Modes = Mapping[str, Scored]
Years = dict[str, Cell]  # the same cell, by mode
SIGNS = {"outside": "o", "worse": "w", "both": "ow"}


def hindcast_table(found: Hindcast) -> str:
    """For every series its cells, and below them a sentence on each that is bad; at the end a line for each mode."""
    board = found.treatment.board
    head = [say("hindcast-title", title=board.scenario.title, year=str(found.first), runs=found.runs),
            *(say("comparison-off", rule=rule) for rule in found.treatment.off),
            say("hindcast-note", base=str(found.first - 1)), say("hindcast-signs"), ""]
    parts = [_series(board, name, rows) for name, rows in by_series(found.modes)]
    return "\n".join([*head, *parts, *(mode_line(mode, scored) for mode, scored in found.modes.items())])


def mode_line(mode: str, scored: Scored) -> str:
    """What came of all cells of a mode."""
    shares = {name: percent(getattr(scored, name)) for name in ("beats_no_change", "beats_trend", "coverage")}
    return say("hindcast-mode", mode=mode, cells=len(scored.cells), no_change=shares["beats_no_change"],
               trend=shares["beats_trend"], coverage=shares["coverage"])


def by_series(modes: Modes) -> Iterator[tuple[str, list[Years]]]:
    """The cells of all modes side by side, series by series."""
    rows: dict[tuple[Key, int], Years] = {}
    for mode, scored in modes.items():
        for cell in scored.cells:
            rows.setdefault((cell.key, cell.year), {})[mode] = cell
    for name, some in groupby(rows.items(), key=lambda item: item[0][0].series):
        yield name, [row for _, row in some]


def who(board: Board, key: Key) -> str:
    """Whose number it is: an actor's, or that of an actor and its partner."""
    actor, *partner = [board.scenario.actors[id].label for id in key[1:] if id]
    return say("hindcast-tie", actor=actor, partner=partner[0]) if partner else actor


def sentences(board: Board, rows: Sequence[Years]) -> Iterator[str]:
    """Of each actor or pair that has bad cells: which ones, and why."""
    for key, some in groupby(rows, key=lambda row: _any(row).key):
        kinds: dict[tuple[str, str], list[str]] = {}
        for row in some:
            for mode, cell in row.items():
                if kind := verdict(cell):
                    kinds.setdefault((mode, kind), []).append(str(cell.year))
        found = [say("hindcast-found", mode=mode, years=", ".join(years), verdict=say("hindcast-verdict", kind=kind))
                 for (mode, kind), years in sorted(kinds.items())]
        if found:
            yield say("hindcast-bad", who=who(board, key), found="; ".join(found), why=told("reasons", key)["reason"])


def verdict(cell: Cell) -> str:
    """What is bad about it; empty where nothing is."""
    if cell.inside:
        return "worse" if cell.worse else ""
    return "both" if cell.worse else "outside"


def _series(board: Board, name: str, rows: Sequence[Years]) -> str:
    labels = [who(board, _any(row).key) for row in rows]
    wide = max(map(len, labels))
    whose, year, *heads = (say("hindcast-head", column=x) for x in ("who", "year", "real", "no_change", "trend"))
    modes = "".join(f"  {say('hindcast-head', column=mode):>10}{'50':>9}{'90':>9}   " for mode in ("free", "rebased"))
    head = f"{whose:{wide}} {year:>4} {' '.join(f'{x:>9}' for x in heads)}{modes}"
    body = (_row(label, wide, row, SERIES[name].decimals) for label, row in zip(labels, rows, strict=True))
    bad = list(sentences(board, rows)) or [say("hindcast-good")]
    return "\n".join([say("hindcast-series", series=name, unit=SERIES[name].unit), head.rstrip(), *body, *bad, ""])


def _row(label: str, wide: int, row: Years, decimals: int) -> str:
    one = _any(row)
    cells = [number(x, decimals) for x in (one.real, one.no_change, one.trend)]
    bands = (f"  {number(x.p10, decimals):>10}{number(x.p50, decimals):>9}{number(x.p90, decimals):>9} "
             f"{SIGNS.get(verdict(x), ''):2}" for x in row.values())
    return f"{label:{wide}} {one.year:>4} {' '.join(f'{x:>9}' for x in cells)}{''.join(bands)}".rstrip()


def section(board: Board, rows: Sequence[Years], decimals: int) -> str:
    """The cells of a series as a table of a document, and the sentences below it."""
    names = (*("who", "year", "real", "no_change", "trend"), *("free", "error", "crps"), *("rebased", "error", "crps"),
             "verdict")
    body = (_document_row(board, row, decimals) for row in rows)
    bad = "\n".join(f"- {sentence}" for sentence in sentences(board, rows))
    return "\n\n".join([table(tuple(say("hindcast-head", column=name) for name in names), body), bad]).strip()


def _document_row(board: Board, row: Years, decimals: int) -> Iterator[str]:
    one = _any(row)
    yield from (who(board, one.key), str(one.year))
    yield from (number(x, decimals) for x in (one.real, one.no_change, one.trend))
    for mode in ("free", "rebased"):
        cell = row.get(mode)
        yield from _scores(cell, decimals) if cell else ("–", "–", "–")
    yield ", ".join(f"{mode}: {SIGNS[bad]}" for mode, cell in row.items() if (bad := verdict(cell)))


def _scores(cell: Cell, decimals: int) -> Iterator[str]:
    low, median, high = (number(x, decimals) for x in (cell.p10, cell.p50, cell.p90))
    yield say("hindcast-band", median=median, low=low, high=high)
    yield from (number(x, decimals) for x in (cell.error, cell.crps))


def number(value: float | None, decimals: int) -> str:
    return "–" if value is None else f"{value:z.{decimals}f}"


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _any(row: Years) -> Cell:
    return next(iter(row.values()))
