"""Windows, forecasts, people, settings: what surrounds the play."""

from __future__ import annotations

import threading
import time
from functools import partial
from pathlib import Path

import pytest

from sim.session.local import new_table
from tests.boards import SHORT
from tests.tui.driver import LARGE, SMALL, playing
from tests.tui.stub import StubSession
from tui import settings
from tui.screens.base import status_line
from tui.screens.brief import BriefScreen
from tui.screens.compare import CompareCard
from tui.screens.deals import DealsScreen
from tui.screens.decide import DecideScreen
from tui.screens.handover import HandOver
from tui.screens.quit import QuitCard
from tui.screens.seats import SeatsCard
from tui.screens.start import StartScreen
from tui.texts import say
from tui.views import KeptView
from tui.widgets import Row, Rows
from tui.widgets.pane import styled

# --- windows ---------------------------------------------------------------------------------------------------------


async def test_everything_fits_at_80_by_24_and_says_so_below(stub: StubSession) -> None:
    async with playing(stub) as game:
        assert len(status_line(game.now)) <= 78
        assert game.app.screen.query_one("#body").display
        for size in ((79, 24), (80, 23), (20, 5)):
            await game.pilot.resize_terminal(*size)
            await game.settle()
            assert game.app.screen.query_one("#too-small").display
            assert not game.app.screen.query_one("#body").display
        await game.pilot.resize_terminal(*SMALL)
        await game.settle()
        assert "THE SITUATION" in game.text


async def test_a_resize_during_work_loses_nothing(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2", "enter", "down")
        await game.pilot.resize_terminal(*LARGE)
        await game.press("p")
        assert game.app.screen.query_one("#fan").display
        assert game.app.screen.query_one("#aside").display
        await game.pilot.resize_terminal(*SMALL)
        await game.settle()
        assert game.now.orders == ("talks",)
        assert not game.app.screen.query_one("#fan").display


# --- forecasts -------------------------------------------------------------------------------------------------------


async def test_a_forecast_is_shown_for_the_option_and_for_all_orders(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2")
        assert "83% of 500 draws" in game.page("card")
        await game.press("enter", "down", "enter", "p")
        assert ("talks", "lease") in stub.forecasts
        assert "All your orders" in game.text


def blocked(gate: threading.Event) -> None:
    """A forecast that does not end before the gate opens."""
    gate.wait(60)


async def test_keys_answer_while_a_forecast_computes_and_an_outdated_one_is_given_up() -> None:
    gate, stub = threading.Event(), StubSession()
    async with playing(stub) as game:
        await game.press("2", "down", "up")
        await game.settle()
        stub.slow = partial(blocked, gate)
        await game.press("enter")
        game.app.desk.alter(forecasts=())
        await game.pilot.press("down")
        await game.pilot.pause(0.05)
        options = game.app.screen.query_one("#options", Rows)
        before = options.highlighted
        await game.pilot.press("down")
        assert options.highlighted != before
        assert not gate.is_set() and any(worker.group == "forecast" for worker in game.app.workers)
        gate.set()
        await game.settle()
        assert stub.given_up >= 1


async def test_a_turn_is_submitted_while_a_forecast_computes() -> None:
    stub = StubSession(slow=lambda: time.sleep(0.2))
    async with playing(stub) as game:
        await game.pilot.press("2")
        await game.pilot.pause(0.1)
        await game.press("s", "enter")
        assert game.now.view.turn == 2


async def test_the_last_question_waits_for_no_forecast_and_shows_it_when_it_comes() -> None:
    stub = StubSession()
    async with playing(stub) as game:
        await game.press("2", "enter", "down", "enter")
        gate = threading.Event()

        def hold() -> None:
            gate.wait(timeout=10)

        stub.slow = hold
        await game.pilot.press("s")
        await game.pilot.pause(0.05)
        try:
            assert "Computing" in game.text
        finally:
            gate.set()
        await game.settle()
        assert "83% of 500 draws" in game.text
        stub.slow = None


async def test_closed_options_have_no_forecast(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2")
        game.on(DecideScreen).query_one("#options", Rows).seek("float")
        await game.settle()
        assert "nothing to preview" in game.page("card")
        assert ("float",) not in stub.forecasts


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark"])  # the second has no background of its own
async def test_two_people_hand_the_terminal_over(theme: str) -> None:
    stub = StubSession(others=(("russia", "Russia"),))
    async with playing(stub) as game:
        game.app.theme = theme
        assert "Kazakhstan" in game.text
        game.on(HandOver)
        await game.press("enter", "2", "enter", "s")
        game.app.notify("what only Kazakhstan may read")
        await game.press("enter")
        assert "only Kazakhstan" not in game.told
        assert "are sealed" in game.text
        assert "Washington" not in game.text
        await game.press("ctrl+p", *"compare", "enter")  # the palette opens over anything
        assert not any(isinstance(screen, CompareCard) for screen in game.app.screen_stack)
        await game.press("escape")
        game.on(HandOver)
        await game.press("enter")
        assert game.now.view.seat_id == "russia"
        assert game.now.orders == ()
        await game.press("s", "enter")
        assert game.on(HandOver).seat == "Kazakhstan"
        await game.press("enter")
        assert game.now.view.turn == 2
    assert stub.played == [("talks",)]


async def test_going_back_hands_the_terminal_over_to_whoever_orders_first() -> None:
    stub = StubSession(others=(("russia", "Russia"),))
    async with playing(stub) as game:
        await game.press("enter", "s", "enter", "enter", "s", "enter", "enter")  # a turn that both pass
        await game.press("2", "enter", "s", "enter", "enter")
        assert game.now.view.seat_id == "russia"
        await game.press("6", "b")
        assert "given anew" in game.text
        await game.press("enter")
        assert game.on(HandOver).seat == "Kazakhstan"
        assert "Washington" not in game.text
        await game.press("enter")
        assert (game.now.view.seat_id, game.now.view.turn, game.now.orders) == ("kazakhstan", 1, ())


# --- names from outside -----------------------------------------------------------------------------------------------


async def test_what_comes_from_outside_does_not_reach_the_terminal_as_it_is(stub: StubSession) -> None:
    """Cards, notices, panes and rows: control characters are written out."""
    odd = "/games/a\x1b[1m\u202eb.jsonl"
    async with playing(stub) as game:
        game.app.push_screen(QuitCard(KeptView("", odd), 0))
        game.app.notify(odd, timeout=60)
        await game.settle()
        assert "\x1b" not in game.text + game.told
        assert "a\\u001b[1m\\u202eb" in game.text.replace("\n", "")
        assert "a\\u001b[1m\\u202eb" in game.told
    text = styled([odd], 40).plain + str(Rows(id="rows")._prompt(Row(odd), 40)) + str(
        Rows(id="rows", wrap=False)._prompt(Row(odd), 40))
    assert ("\x1b" in text, text.count("u202e")) == (False, 3)


# --- start -----------------------------------------------------------------------------------------------------------


async def test_start_begins_a_game_and_finds_it_again(tmp_path: Path) -> None:
    async with playing(None) as game:
        screen = game.on(StartScreen)
        assert screen.query_one("#games", Rows).rows[1].key == "scenario|summit-2018"
        await game.press("enter")
        game.on(SeatsCard)
        await game.press("space", "down", "space", "space", "up", "enter")
        game.on(BriefScreen)
        await game.press("s", "enter")
        assert game.now.view.turn == 2
    async with playing(None) as game:
        assert "turn 2/6" in game.page("games")
        await game.press("enter")
        assert game.now.view.turn == 2


async def test_what_cannot_be_opened_or_saved_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "multivector").write_text("a file in the way")
    async with playing(None) as game:
        await game.press("enter", "enter")
        game.on(StartScreen)
        assert "MV-P001" in game.told
        game.app.desk.open_game("", (), "no-such")
        await game.settle()
        assert "MV-" in game.told.replace("MV-P001", "")
        game.on(StartScreen)


async def test_a_full_disk_keeps_the_orders(stub: StubSession, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(turn: int, moves: object) -> dict[str, str]:
        raise OSError(28, "No space left on device")

    async with playing(stub) as game:
        await game.press("2", "enter")
        monkeypatch.setattr(stub, "submit", full)
        await game.press("s", "enter")
        assert "No space left" in game.told
        assert game.now.orders == ("talks",)
        monkeypatch.undo()
        await game.press("s", "enter")
        assert game.now.view.turn == 2


# --- settings --------------------------------------------------------------------------------------------------------


async def test_own_keys_themes_and_hints_are_kept(stub: StubSession, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "multivector"
    folder.mkdir(parents=True)
    (folder / "keys.toml").write_text('submit = "x"\n[mode]\ndecide = "f7"\n')
    async with playing(stub) as game:
        assert "i: hints off" in game.text
        await game.press("i", "f7")
        game.on(DecideScreen)
        assert "hints off)" not in game.text
        await game.press("x", "enter")
        assert game.now.view.turn == 2
        game.app.theme = "textual-light"
        await game.settle()
    kept = settings.load()
    assert (kept.theme, kept.hints) == ("textual-light", False)


async def test_damaged_files_do_no_harm(stub: StubSession, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "multivector"
    folder.mkdir(parents=True)
    (folder / "keys.toml").write_text("submit = ")
    (folder / "settings.json").mkdir()
    async with playing(stub) as game:
        assert "keys.toml" in game.told
        await game.press("i", "2")
        game.on(DecideScreen)


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
async def test_other_themes_and_no_colour_say_the_same(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for plain in (False, True):
        if plain:
            monkeypatch.setenv("NO_COLOR", "1")
        async with playing(StubSession()) as game:
            game.app.theme = theme
            await game.press("2")
            seen.append(game.text)
    assert seen[0] == seen[1]


async def test_bands_are_shaded_by_pattern_where_there_is_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing(StubSession(), LARGE) as game:
        await game.press("2")
        assert "░" in game.text and "▒" in game.text


async def test_the_palette_knows_every_command(stub: StubSession) -> None:
    async with playing(stub) as game:
        names = " ".join(command.title for command in game.app.get_system_commands(game.app.screen))
        assert all(word in names for word in ("Submit", "Decide", "Debrief", "Theme", "Glossary", "Motion"))


async def test_hints_lead_through_the_first_game(stub: StubSession) -> None:
    async with playing(stub) as game:
        assert say("hint-turn", place="brief-1") in game.text
        await game.press("2", "enter")
        assert "s submits" in game.now.hint
        await game.press("s", "enter")
        assert "press w" in game.text


async def test_who_is_spoken_to_gets_the_terminal_again_before_the_turn_runs(tmp_path: Path) -> None:
    table = new_table(SHORT, ["kazakhstan", "russia"], 1, tmp_path / "game.jsonl")
    async with playing(table) as game:
        await game.press("enter", "s", "enter", "enter")
        game.app.desk.toggle("caspian-bar")
        await game.settle()
        await game.press(*"the sea is ours", "enter", "s", "enter")
        assert "Something has been said to it" in game.on(HandOver).date
        await game.press("enter")
        deals = game.on(DealsScreen).query_one("#deals", Rows)
        deals.seek("caspian-bar")
        await game.settle()
        assert "Its reason: the sea is ours" in game.page("answers")
        await game.press("enter", "enter", "s", "enter", "enter", "s", "enter")
        assert table.game.turn == 2 and "caspian-bar" in table.game.struck(1)
