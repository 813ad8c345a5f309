"""The screens, by their keys."""

from __future__ import annotations

from typing import TypeVar

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tui.app import GameApp
from tui.lines import shown_change, shown_rows
from tui.screens.base import Snapshot, status_line
from tui.screens.brief import BriefScreen
from tui.screens.closing import ClosingScreen
from tui.screens.confirm import ConfirmCard
from tui.screens.decide import DecideScreen
from tui.screens.help import HelpCard
from tui.screens.option import OptionCard
from tui.screens.result import ResultScreen
from tui.screens.why import WhyCard
from tui.session import LocalSession
from tui.widgets import TextPane

SMALL = (80, 24)
Kind = TypeVar("Kind", bound=Screen)


async def settle(pilot: Pilot[None]) -> None:
    """Until the workers have brought their snapshot and the screens show it."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def on(app: GameApp, kind: type[Kind]) -> Kind:
    assert isinstance(app.screen, kind), app.screen
    return app.screen


def now(app: GameApp) -> Snapshot:
    assert app.snapshot is not None
    return app.snapshot


async def test_a_turn_by_keys(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "THE SITUATION" in on(app, BriefScreen).query_one("#brief", TextPane).lines
        await press(pilot, "enter")
        on(app, DecideScreen)
        await press(pilot, "enter")
        first = now(app).view.options[0].key
        assert now(app).orders == (first,)
        await press(pilot, "s")
        on(app, ConfirmCard)
        await press(pilot, "enter")
        on(app, ResultScreen)
        assert now(app).view.turn == 2
        assert [o.what for o in now(app).view.outcomes]
        await press(pilot, "n")
        assert "NEWS" in on(app, BriefScreen).query_one("#brief", TextPane).lines


async def test_why_opens_an_account_that_adds_up(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "s", "enter", "w")
        found = on(app, WhyCard).found
        assert found.before + sum(row.amount for row in found.rows) == found.after
        decimals, rows = shown_rows(found)
        assert round(sum(amount for amount, _, _ in rows), decimals) == round(shown_change(found, decimals), decimals)
        await press(pilot, "escape")
        on(app, ResultScreen)


async def test_orders_are_taken_back_and_refusals_are_said(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "2", "space", "u")
        assert now(app).orders == ()
        closed = next(option for option in now(app).view.options if option.refused)
        app.toggle_order(closed.key)
        await settle(pilot)
        assert now(app).orders == ()
        assert any(closed.refused in note.message for note in app._notifications)


async def test_the_card_orders_and_reveals_history(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "2", "o")
        card = on(app, OptionCard)
        assert card.option.history not in str(card.query_one("#text", Static).render()).replace("\n", " ")
        await press(pilot, "r")
        assert "IN HISTORY" in str(card.query_one("#text", Static).render())
        await press(pilot, "enter")
        assert now(app).orders == (card.option.key,)


@pytest.mark.parametrize(("latin", "cyrillic"), [("2", "ә"), ("s", "ы"), ("question_mark", "comma")])
async def test_cyrillic_twins_do_the_same(session: LocalSession, latin: str, cyrillic: str) -> None:
    seen: list[type[Screen]] = []
    for key in (latin, cyrillic):
        app = GameApp(session)
        async with app.run_test(size=SMALL) as pilot:
            await settle(pilot)
            await press(pilot, key)
            seen.append(type(app.screen))
    assert seen[0] is seen[1] is not BriefScreen


async def test_hjkl_move(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "2", "j")
        options = app.screen.query_one("#options", OptionList)
        assert options.highlighted == 2
        await press(pilot, "k", "l")
        assert options.highlighted == 1
        assert app.focused is app.screen.query_one("#card")


async def test_back_takes_a_turn_back(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        opening = now(app).view
        await press(pilot, "b")
        on(app, BriefScreen)
        await press(pilot, "s", "enter", "b", "enter")
        assert now(app).view == opening


async def test_a_whole_game(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for _ in range(now(app).view.turns):
            await press(pilot, "2", "enter", "s", "enter")
        assert now(app).view.over
        await press(pilot, "n")
        lines = on(app, ClosingScreen).query_one("#closing", TextPane).lines
        assert {"YOUR GOALS", "AGREEMENTS, HERE AND IN HISTORY", "TO DISCUSS"} <= set(lines)
        await press(pilot, "s", "2", "enter")
        assert now(app).view.over
        await press(pilot, "q", "enter")
    assert app.return_code == 0


async def test_everything_fits_at_80_by_24_and_says_so_below(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert len(status_line(now(app))) <= 78
        assert not app.screen.query_one("#too-small").display
        assert app.screen.query_one("#body").display
        await pilot.resize_terminal(79, 24)
        await pilot.pause()
        assert app.screen.query_one("#too-small").display
        assert not app.screen.query_one("#body").display


async def test_wide_terminals_show_more(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=(130, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        assert app.screen.query_one("#aside").display


async def test_help(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        on(app, HelpCard)
        await press(pilot, "escape")
        on(app, BriefScreen)


@pytest.mark.parametrize("owner", [GameApp, BriefScreen, DecideScreen, ResultScreen, ConfirmCard, OptionCard])
def test_every_binding_has_an_id_and_explains_itself(owner: type) -> None:
    for binding in owner.BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id and binding.tooltip
        assert not any(key.startswith(("ctrl+", "f1", "f2")) for key in binding.key.split(",")[:1])


async def test_data_is_never_markup(session: LocalSession) -> None:
    app = GameApp(session)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        pane = app.screen.query_one("#brief", TextPane)
        pane.write(["a [bold]b[/] c", "x [/] y", "[USD]"])
        await pilot.pause()
        shown = str(pane.query_one(Static).render())
        assert "[bold]b[/]" in shown and "[/] y" in shown and "[USD]" in shown
