"""Views as JSON and back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import sim.views
from sim.game.game import Game
from sim.scenario.months import month_name
from sim.seat.public import public_view, reveal_view
from sim.seat.start import scenario_views
from sim.session.local import LocalTable
from sim.treatment import treat
from sim.views import (
    BranchView,
    ClockView,
    DeedView,
    ExitView,
    OddsView,
    RegimeForecast,
    RegimeView,
    SavedGameView,
    SignView,
    TurnView,
    wire,
)
from tests.boards import SHORT
from tests.seat.offered import offered, terms

ROOT = str(Path(sim.views.__file__).parents[2])
SEAT = "kazakhstan"
MADE = SavedGameView("game-1", SHORT, "Two tables", ("Kazakhstan",), 2, 6, month_name(0), False, "2026-01-01 10:00")
CRISIS = RegimeView("street@kazakhstan", "The street: Kazakhstan", "Protest.", True, "2018-02", 1, "", ("unrest",), (
    SignView("kazakhstan.unrest", "Unrest", "0-1", 2, 0.3, 0.2, True, True),), ("approval",), (
    ExitView("Listen", 0.4, "listening-state", 2),), "play")
CLOCK = ClockView(12.5, True, False)
MOVED = RegimeForecast("street@kazakhstan", "The street: Kazakhstan", True, 0.1, 0.3, "It opens less often.")
ODDS = OddsView("street@kazakhstan", "The street: Kazakhstan", 0.3, 6, 200, "It may open.")


@pytest.fixture(scope="module")
def views() -> list[Any]:
    """All that a seat, and who has none, is offered after a turn with an order, in one list."""
    game = Game(treat(SHORT), (SEAT,), seed=1)
    assert not game.decide(SEAT, ["espd"])
    game.end_turn()
    found = [view for _, view in offered(game, SEAT)]
    return [*found, *terms(game), *scenario_views(), LocalTable(game).room(), public_view(game),
            reveal_view(game, 1), MADE, ODDS, CRISIS, MOVED, CLOCK]


def inside(value: Any) -> Iterator[Any]:
    """Every view in a value, itself among them."""
    if is_dataclass(value):
        yield value
        value = tuple(getattr(value, field.name) for field in fields(value))
    if isinstance(value, tuple | list):
        for item in value:
            yield from inside(item)


def test_every_view_comes_back_as_it_was(views: list[Any]) -> None:
    met: dict[str, Any] = {}
    for view in inside(views):
        met.setdefault(type(view).__name__, view)
        sent = json.dumps(wire.to_json(view), allow_nan=False)
        assert wire.from_json(type(view), json.loads(sent)) == view
    assert set(met) == {name for name in sim.views.__all__ if is_dataclass(getattr(sim.views, name))}


def test_lists_and_nothing_come_back_too() -> None:
    assert wire.from_json(dict[str, str], wire.to_json({"a": "b"})) == {"a": "b"}
    assert wire.from_json(TurnView | None, wire.to_json(None)) is None
    kind = tuple[tuple[str, float | None], ...]
    assert wire.from_json(kind, json.loads(json.dumps(wire.to_json((("x", 0.1), ("y", None)))))) == (
        ("x", 0.1), ("y", None))


@pytest.mark.parametrize(("kind", "value"), [
    (DeedView, {}), (DeedView, []), (BranchView, {"name": "line 1"}), (tuple[str, ...], "text"),
    (tuple[str, int], ["x"]), (float, "1"), (int, 1.0), (int, True), (str, None), (bool, 1), (dict[str, str], [])])
def test_what_does_not_fit_is_refused(kind: Any, value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        wire.from_json(kind, value)


def test_views_need_the_standard_library_alone() -> None:
    script = "import sys, sim.views.wire; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {ROOT!r}); {script}"],
                          capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {*sys.stdlib_module_names, "__main__", "sim"}
