"""What the Start screen shows: scenarios with their seats, and saved games."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from sim.errors import MultivectorError
from sim.game.branches import told_by
from sim.game.file import Reading, read
from sim.game.origin import scenario_of
from sim.rules import RULESET
from sim.scenario.load import list_scenarios, load_scenario
from sim.scenario.months import month_number, span
from sim.scenario.schema import Scenario
from sim.seat.words import months, plain
from sim.treatment.words import told_by_manifest
from sim.views import SavedGameView, ScenarioView, SeatChoice


def scenario_views() -> tuple[ScenarioView, ...]:
    """The scenarios that come with the program; the shortest first."""
    found = [scenario_view(summary.id) for summary in list_scenarios()]
    return tuple(sorted(found, key=lambda view: view.minutes))


@cache
def scenario_view(name: str) -> ScenarioView:
    s = load_scenario(name).scenario
    opens, ends = month_number(s.opens), month_number(s.ends)
    seats = tuple(_seat(s, actor) for actor in s.seats if s.actors[actor].playable)
    return ScenarioView(s.id, s.title, plain(s.summary), months(opens, opens), months(ends, ends), s.minutes,
                        (ends + 1 - opens) // s.turn_months, seats)


def _seat(s: Scenario, actor: str) -> SeatChoice:
    its, seat = s.actors[actor], s.seats[actor]
    return SeatChoice(actor, its.label, its.short, plain(seat.situation),
                      tuple(goal.text for goal in seat.goals))


def saved(folder: Path) -> Iterator[SavedGameView]:
    """The games of a folder, the last saved first. Nothing is replayed: a log tells how far it is. What cannot be read
    is listed with its trouble."""
    try:
        files = sorted(folder.glob("*.jsonl"), key=_time, reverse=True)
    except OSError:
        return
    for path in files:
        try:
            found = _saved(path)
        except MultivectorError as error:
            yield _troubled(path, "", (), 0, error)
        else:
            if found.seats:
                yield found


def _saved(path: Path) -> SavedGameView:
    reading = read(path)
    header, people = reading.header, tuple(reading.header["people"])
    turn = told_by(reading.lines, path).branches.turn
    try:
        treatment = told_by_manifest(header, scenario_of(header, path))
        s, view = treatment.scenario, scenario_view(treatment.loaded.name)
    except MultivectorError as error:
        return _troubled(path, header["scenario"], people, turn, error)
    turns = span(s.opens, s.ends) // s.turn_months
    labels = tuple(s.actors[seat].label for seat in people if seat in s.actors)
    first = month_number(s.opens) + (min(turn, turns) - 1) * s.turn_months
    date = months(first, first + s.turn_months - 1)
    return SavedGameView(path.stem, treatment.loaded.name, view.title, labels, turn, turns, date, turn > turns,
                         _when(path), _trouble(reading, treatment.digest), str(path))


def _troubled(path: Path, scenario: str, people: tuple[str, ...], turn: int, error: MultivectorError) -> SavedGameView:
    problem = error.problems[0]
    trouble = f"{problem.what}: {problem.value}" if problem.code == "MV-L005" and problem.value else problem.what
    return SavedGameView(path.stem, scenario, scenario or path.stem, people, turn, 0, "", False, _when(path), trouble,
                         str(path))


def _trouble(reading: Reading, treatment: str) -> str:
    """Why the game cannot be gone on with as it is; empty when it can."""
    if reading.header["ruleset"] != RULESET:
        return f"played with another rule set ({reading.header['ruleset']})"
    if reading.header["treatment"] != treatment:
        return "the scenario has changed since"
    return f"damaged: {reading.damage[0].what}; the turns before it are kept" if reading.damage else ""


def _time(path: Path) -> float:
    """Of the entry itself, as a link may lead nowhere; 0 where it is gone by now."""
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0


def _when(path: Path) -> str:
    return datetime.fromtimestamp(_time(path)).strftime("%Y-%m-%d %H:%M")
