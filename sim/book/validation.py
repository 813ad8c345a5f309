"""docs/validation.md: hindcasts from several years, from the results that `make studies` keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sim.book.book import open_book
from sim.book.facts import NOT_RUN
from sim.book.kept import NOTE, age, kept, whereby
from sim.book.prefaces import FRAGILE, OBSERVED, VALIDATION
from sim.book.without_play import hindcasts_without
from sim.engine.board import Board
from sim.report.fragile import fragile_section
from sim.report.hindcast import by_series, mode_line, number, percent, section, who
from sim.report.markdown import join, table
from sim.scenario.observed import SERIES, Key, error_of, observed, told
from sim.study.annual import behind, is_relative
from sim.study.hindcast import MODES, Scored, scored_of
from sim.treatment import Treatment

Data = dict[str, Any]
Modes = Mapping[str, Scored]
FIRSTS = (2015, 2016, 2017, 2018)


def validation_page() -> str:
    """docs/validation.md."""
    found, now = {first: kept(f"hindcast-{first}") for first in FIRSTS}, open_book().treatment
    if not all(found.values()):
        return join(("# Validation", NOTE, NOT_RUN))
    modes = {first: modes_of(data) for first, data in found.items()}
    return join(("# Validation", NOTE, VALIDATION, made(found[FIRSTS[0]], now), "## All together", _overview(modes),
                 *hindcasts_without(found), *_fragile(now),
                 "## Who observed", OBSERVED, _sources(now.board),
                 *(block for first, some in modes.items() for block in _cells(now.board, first, some))))


def _fragile(now: Treatment) -> Iterator[str]:
    yield "## What the conclusions hang on"
    yield FRAGILE
    data = kept("fragile")
    if not data:
        yield NOT_RUN
        return
    yield f"{whereby(data)[0].upper()}{whereby(data)[1:]}.{age(data, now)}"
    yield from fragile_section(data)


def modes_of(data: Data) -> Modes:
    """What is kept of a hindcast, mode by mode."""
    return {mode: scored_of(data["mode"][mode]) for mode in MODES}


def made(data: Data, now: Treatment) -> str:
    """With what the numbers were made, and whether that is what they would be made with now."""
    return f"{data['runs']:,} runs of {data['scenario']}; {whereby(data)}.{age(data, replace(now, record=True))}"


def _overview(found: Mapping[int, Modes]) -> str:
    head = ("from", "mode", "cells", "beats no change", "beats the trend", "in the band", "CRPS over that of no change")
    return table(head, ((str(first), mode, str(len(scored.cells)), percent(scored.beats_no_change),
                         percent(scored.beats_trend), percent(scored.coverage), number(scored.crps_ratio, 2))
                        for first, modes in found.items() for mode, scored in modes.items()))


def _sources(board: Board) -> str:
    """Series with the same source stand in one row."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for key in observed(board.scenario.actors):
        its = told("sources", key)
        source = (key.series, its["publisher"], its["vintage"], its["how"], _error(key), its["error_source"])
        rows.setdefault(source, []).append(who(board, key))
    return table(("series", "whose", "publisher", "vintage", "how it was made", "error", "why"),
                 ((series, "; ".join(whose), *source) for (series, *source), whose in rows.items()))


def _error(key: Key) -> str:
    """The standard deviation of measurement, of sums of money in per cent."""
    error = error_of(behind(key))
    return percent(error) if is_relative(key) else f"{error:g}"


def _cells(board: Board, first: int, modes: Modes) -> Iterator[str]:
    yield f"## From {first}"
    for name, rows in by_series(modes):
        yield f"### From {first}: {name}, {SERIES[name].unit}"
        mine = {mode: Scored(tuple(row[mode] for row in rows if mode in row)) for mode in modes}
        yield "\n".join(f"- {mode_line(mode, scored)}" for mode, scored in mine.items())
        yield section(board, rows, SERIES[name].decimals)
