"""What the Start screen shows: scenarios with their seats, and saved games."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from sim.errors import MultivectorError
from sim.game.branches import branches_of
from sim.game.log import Reading, read
from sim.rules import RULESET
from sim.scenario.load import list_scenarios, load_scenario
from sim.scenario.months import month_number
from sim.scenario.schema import Scenario
from sim.seat.words import months, plain
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
    return SeatChoice(actor, its.label, its.short, plain(seat.situation), plain(seat.brief),
                      tuple(goal.text for goal in seat.goals))


def saved(folder: Path) -> Iterator[SavedGameView]:
    """The games of a folder, the last saved first. Nothing is replayed: a log tells how far it is."""
    try:
        files = sorted(folder.glob("*.jsonl"), key=lambda path: -path.stat().st_mtime)
    except OSError:
        return
    for path in files:
        try:
            found = _saved(path)
        except MultivectorError as error:
            yield SavedGameView(str(path), "", path.stem, (), 0, 0, "", False, _when(path), error.problems[0].what)
        else:
            if found.seats:
                yield found


def _saved(path: Path) -> SavedGameView:
    reading = read(path)
    name, people = str(reading.header["scenario"]), reading.header["people"]
    turn = len(branches_of(reading.lines).now.turns) + 1
    try:
        view, s = scenario_view(name), load_scenario(name)
    except MultivectorError as error:
        return SavedGameView(str(path), name, name, tuple(people), turn, 0, "", False, _when(path),
                             error.problems[0].what)
    labels = tuple(s.scenario.actors[seat].label for seat in people if seat in s.scenario.actors)
    first = month_number(s.scenario.opens) + (min(turn, view.turns) - 1) * s.scenario.turn_months
    return SavedGameView(str(path), name, view.title, labels, turn, view.turns,
                         months(first, first + s.scenario.turn_months - 1), turn > view.turns, _when(path),
                         _trouble(reading, s.digest))


def _trouble(reading: Reading, digest: str) -> str:
    """Why the game cannot be gone on with as it is; empty when it can."""
    if reading.header["ruleset"] != RULESET:
        return f"played with another rule set ({reading.header['ruleset']})"
    if reading.header["digest"] != digest and not reading.header["off"] and not reading.header["set"]:
        return "the scenario has changed since"
    return f"damaged: {reading.damage[0].what}; the turns before it are kept" if reading.damage else ""


def _when(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
