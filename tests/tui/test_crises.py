"""Crises and their odds, on the screen that opens a turn and line by line."""

from __future__ import annotations

import io
from dataclasses import replace

from sim.session.local import LocalGames
from tests.tui.driver import playing
from tests.tui.made import BALANCE
from tests.tui.stub import StubSession, StubTable
from tui.lines import regime
from tui.plain import PlainGame
from tui.plain_pages import forecast_lines as plain_lines
from tui.preview import forecast_lines as preview_lines
from tui.screens.brief import BriefScreen
from tui.screens.option import OptionCard
from tui.screens.why import WhyCard
from tui.views import ExitView, OddsView, RegimeForecast, RegimeView, SignView
from tui.widgets import Rows

ODDS = OddsView("street@kazakhstan", "The street: Kazakhstan", 0.3, 6, 200,
                "The street: Kazakhstan: opens within 6 months in 30% of futures.")
SIGNS = (SignView(BALANCE, "Unrest", "0-1", 2, 0.31, 0.18, True, True),)
WAYS = (ExitView("Talks with Washington", 0.4, "talks", 2), ExitView("Crack down", 0.0))
OPEN = RegimeView(
    "street@kazakhstan", "The street: Kazakhstan", "Crowds gather; some are hurt.", True, "Feb 2018", 2, "",
    ("Unrest above 0.25",), SIGNS, ("Output gap -1.8 % over 24 months",), WAYS, "play")


def near(since: str = "", ended: str = "") -> RegimeView:
    return RegimeView(OPEN.key, OPEN.title, OPEN.sentence, True, since, 0, ended, OPEN.opens, SIGNS, OPEN.costs, WAYS,
                      "play")


def test_what_is_open_says_what_it_costs_and_how_it_ends() -> None:
    assert list(regime(OPEN)) == [
        "The street: Kazakhstan, since Feb 2018 (2 months)",
        "  Crowds gather; some are hurt.",
        "  While it lasts: Output gap -1.8 % over 24 months",
        "  Way out: Talks with Washington, costs 2; ends it at once in 40% of futures",
        "  Way out: Crack down",
        "  Unrest 0.31; told above 0.18: past it"]


def test_what_is_foretold_says_when_it_opens_and_what_is_over_says_why() -> None:
    assert next(regime(near())) == "Foretold: The street: Kazakhstan. It opens with: Unrest above 0.25"
    assert next(regime(near(ended="it wore out."))) == "The street: Kazakhstan is over: it wore out."


async def test_the_screen_that_opens_a_turn_tells_them_and_opens_what_they_hang_on(stub: StubSession) -> None:
    stub.warnings, stub.crises = (ODDS,), (OPEN,)
    async with playing(stub) as game:
        await game.press("2", "s", "enter")
        game.on(BriefScreen)
        assert "CRISES AND WARNINGS" in game.text
        rows = game.app.screen.query_one("#brief", Rows)
        at = [row.text.strip() for row in rows.rows]
        assert at.index(ODDS.words) < at.index("The street: Kazakhstan, since Feb 2018 (2 months)")
        assert all(len(line) <= 80 for line in game.text.splitlines())
        rows.highlighted = next(k for k, row in enumerate(rows.rows) if row.text.strip().startswith("Way out: Talks"))
        await game.press("enter")
        game.on(OptionCard)
        await game.press("escape")
        rows.highlighted = next(k for k, row in enumerate(rows.rows) if row.text.strip().startswith("Unrest"))
        await game.press("enter")
        game.on(WhyCard)


def test_previews_tell_how_orders_move_their_odds(stub: StubSession) -> None:
    found = stub.forecast(("lease",))
    assert found is not None
    words = "The street: Kazakhstan: opens within 24 months in 34% of the runs, without the orders in 12%."
    moved = replace(found, regimes=(RegimeForecast("street", "The street", True, 0.34, 0.12, words),))
    assert words in list(preview_lines(moved, 60)) and f"  {words}" in list(plain_lines(moved))
    assert words not in list(preview_lines(found, 60))


def test_the_line_by_line_game_tells_them_too(stub: StubSession) -> None:
    stub.warnings, stub.crises = (ODDS,), (OPEN,)
    out = io.StringIO()
    PlainGame(LocalGames(), StubTable(stub), io.StringIO("brief\nquit\n"), out).run()
    text = out.getvalue()
    assert text.count("CRISES AND WARNINGS") == 2 and text.count(ODDS.words) == 2
    assert "Way out: Talks with Washington, costs 2" in text
