"""The game by its keys: turns, orders, why, going back, help."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input, Static

from sim.session.local import LocalSession, LocalTable
from tests.tui.driver import LARGE, SMALL, playing
from tests.tui.made import BALANCE, TURNS
from tests.tui.stub import StubSession
from tui.actions import EVERYWHERE, MODES, MOVES
from tui.app import GameApp
from tui.lines import shown_change, shown_rows
from tui.screens.brief import BriefScreen
from tui.screens.compare import CompareCard
from tui.screens.confirm import ConfirmCard
from tui.screens.deals import DealsScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.decide import DecideScreen
from tui.screens.glossary import GlossaryCard
from tui.screens.help import HelpCard
from tui.screens.history import HistoryScreen
from tui.screens.indicators import IndicatorsScreen, number_rows
from tui.screens.option import OptionCard
from tui.screens.why import MeaningCard, WhyCard
from tui.screens.word import CounterCard, WordCard
from tui.screens.world import WorldScreen
from tui.snapshot import Snapshot
from tui.texts import say
from tui.widgets import Rows, TextPane


async def test_a_turn_by_keys(stub: StubSession) -> None:
    async with playing(stub) as game:
        assert "THE SITUATION" in game.text
        await game.press("enter", "enter")
        game.on(DecideScreen)
        assert game.now.orders == ("talks",)
        await game.press("s")
        game.on(ConfirmCard)
        assert "83%" in game.text
        await game.press("enter")
        game.on(BriefScreen)
        assert game.now.view.turn == 2
        assert "WHAT BECAME OF YOUR ORDERS" in game.text
        assert "LARGEST CHANGES" in game.text


async def test_a_whole_game_to_the_debrief(stub: StubSession) -> None:
    async with playing(stub) as game:
        for _ in range(TURNS):
            await game.press("2", "enter", "s", "enter")
        assert game.now.view.over
        await game.press("enter")
        rows = game.on(DebriefScreen).query_one("#debrief", Rows).rows
        headings = {row.text for row in rows if row.heading}
        assert {"YOUR GOALS", "TURNING POINTS", "TO DISCUSS"} <= headings
        assert "━ you" in str(game.app.screen.query_one("#line").border_subtitle)
        await game.press("s", "2", "enter")
        assert len(stub.played) == TURNS
        await game.press("q", "enter")
    assert game.app.return_code == 0
    assert game.app.settings.finished == 1


async def test_every_screen_opens_by_its_digit_and_helps(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("s", "enter")
        kinds = (BriefScreen, DecideScreen, IndicatorsScreen, WorldScreen, DealsScreen, HistoryScreen, DebriefScreen)
        for digit, kind in enumerate(kinds, start=1):
            await game.press(str(digit))
            screen = game.on(kind)
            assert list(MODES)[digit - 1] == screen.MODE
            assert not screen.query_one("#too-small").display
            assert len(game.text.splitlines()) == SMALL[1]
            await game.press("question_mark")
            assert say(screen.GUIDE).split("\n")[0] in game.text
            await game.press("escape")


async def test_why_opens_an_account_that_adds_up_for_this_turn_and_since_the_start(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("3", "w")
        assert "Nothing has changed it yet" in game.on(MeaningCard).text().plain
        await game.press("escape", "s", "enter", "s", "enter", "3", "w")
        card = game.on(WhyCard)
        decimals, rows = shown_rows(card.found)
        shown = round(shown_change(card.found, decimals), decimals)
        assert round(sum(amount for amount, _, _ in rows), decimals) == shown
        assert "In turn 2" in game.text
        assert "[begun]" in game.text
        await game.press("t")
        assert game.on(WhyCard) is card
        assert "Since the start" in game.text
        await game.press("t", "escape")
        game.on(IndicatorsScreen)


async def test_every_number_has_its_line_of_history(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("s", "enter", "3", "end")
        screen = game.on(IndicatorsScreen)
        row = screen.query_one("#numbers", Rows).row
        assert row and row.path == "oil_price"
        assert "┈ history" in str(screen.query_one("#chart").border_subtitle)


async def test_w_answers_on_every_screen(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("s", "enter")
        for digit in "2347":
            await game.press(digit, "w")
            game.on(WhyCard)
            await game.press("escape")
        await game.press("1", "down", "w")
        assert game.on(WhyCard).found.path == BALANCE
        await game.press("escape", "6", "w")
        game.on(WhyCard)


async def test_orders_are_taken_back_and_refusals_are_said(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2", "space", "u")
        assert game.now.orders == ()
        game.app.desk.toggle("float")
        await game.settle()
        assert game.now.orders == ()
        assert "another 7 months" in game.told


async def test_costs_are_live(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2", "enter", "down", "enter")
        assert "Capital 4−3" in game.text
        assert "● Capital 4−3, +2 next turn, at most 4." in game.text
        await game.press("s", "enter", "s", "enter", "2")
        assert "Capital 4, this is the last turn." in game.text


async def test_the_card_orders_and_reveals_history(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2", "o")
        card = game.on(OptionCard)
        assert card.card.history not in game.text
        assert "[and more]" in game.text
        await game.press("r")
        assert "IN HISTORY" in str(card.query_one("#text", Static).render())
        await game.press("enter")
        assert game.now.orders == ("talks",)


async def test_compare_puts_previews_side_by_side(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2", "down", "down", "c")
        game.on(CompareCard)
        assert "Talks with Washi" in game.text
        assert "The listening st" in game.text


async def test_the_glossary_finds_as_one_types(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("g", "v", "e")
        assert game.on(GlossaryCard).query_one(Input).value == "ve"
        assert "great power" in game.text
        assert "evenly" not in game.text
        await game.press("escape")
        game.on(BriefScreen)


async def test_a_proposal_is_accepted_with_a_word_of_reason(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("5", "enter", *"so be it", "enter")
        assert stub.said == (("bar", True, "so be it", ""),)
        assert "Its reason: so be it" in game.page("answers")
        assert "Russia proposed" in game.page("answers")
        assert game.now.cost == 1 and game.now.orders == ()
        await game.press("s")
        assert "Bar outsiders from the sea: All have agreed" in " ".join(game.text.replace("│", " ").split())


async def test_what_is_spoken_of_stands_with_its_odds_and_what_a_no_costs(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("5", "enter")
        said = " ".join(str(game.on(WordCard).text()).split())
        assert "If all say yes today: 62 in 100 that it holds. If it fails although all agree" in said
        assert "until Oct 2018 it then needs better odds. No yes from you is a snub, which costs you: Goodwill" in said
        await game.press("escape", "n")
        said = " ".join(str(game.on(WordCard).text()).split())
        assert "62 in 100" not in said and "which costs you: Goodwill from Russia -0.03" in said
        await game.press("escape", "a")
        rows = [row.text for row in game.on(CounterCard).query_one(Rows).rows]
        assert rows == ["◇ 2 Deepen the union (holds in 70 of 100)"]


async def test_a_proposal_is_refused_or_countered_and_nothing_else_can_be(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("5", "down", "n")
        assert "nothing to refuse" in game.told and not stub.said
        await game.press("up", "a")
        assert "Deepen the union" in "".join(row.text for row in game.on(CounterCard).query_one(Rows).rows)
        await game.press("escape")
        assert not stub.said
        await game.press("a", "enter", "escape")
        assert not stub.said
        await game.press("a", "enter", "enter")
        assert stub.said == (("bar", False, "", "union"),)
        rows = game.on(DealsScreen).query_one("#deals", Rows).rows
        said = [row.text for row in rows if row.key.startswith("talk|")]
        assert said == ["✗ Bar outsiders from the sea", "✓ Deepen the union"]


async def test_what_was_said_is_unsaid_at_the_opening_of_the_turn(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("5", "n", "enter", "2", "enter", "u")
        assert game.now.orders == () and stub.said
        await game.press("u")
        assert "is unsaid" in game.text
        await game.press("enter")
        assert not stub.said and game.now.view.turn == 1


async def test_a_joint_option_is_proposed_from_the_list_of_options(stub: StubSession) -> None:
    async with playing(stub) as game:
        game.app.desk.toggle("hub")
        await game.settle()
        assert "Propose: A base" in game.text
        await game.press("enter")
        assert stub.said == (("hub", True, "", ""),) and game.now.orders == ()
        assert "The United States agreed" in game.told


async def test_answers_are_read_afterwards(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("s", "enter", "5")
        deals = game.on(DealsScreen)
        deals.query_one("#deals", Rows).seek("proposal|talks")
        await game.settle()
        assert "The United States proposed" in game.page("answers")
        assert "above 0.15" in game.page("answers")


async def test_history_replays_and_goes_back(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2", "enter", "s", "enter", "s", "enter", "6")
        assert "Turn 2, Mar-Apr 2018" in game.text
        await game.press("left_square_bracket")
        assert "Turn 1, Jan-Feb 2018" in game.text
        assert "below it" in game.page("turn")
        await game.press("right_square_bracket", "left_square_bracket", "b")
        game.on(ConfirmCard)
        await game.press("enter")
        assert game.now.view.turn == 1
        assert game.now.pages == ()


async def test_another_line_of_play_is_gone_on_with(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("6")
        game.on(HistoryScreen).query_one("#turns", Rows).seek("branch|line 1")
        await game.press("enter")
        assert stub.switched == "line 1"


async def test_the_cursor_survives_a_window_that_was_too_small(stub: StubSession) -> None:
    async with playing(stub) as game:
        for screen in "246":
            await game.press(screen)
            await game.pilot.resize_terminal(60, 18)
            await game.settle()
            await game.pilot.resize_terminal(*SMALL)
            await game.settle()
            assert game.app.screen.focused is not None


async def test_the_pane_in_focus_fills_the_window_and_goes_back(stub: StubSession) -> None:
    async with playing(stub) as game:
        for screen in "123456":
            await game.press(screen, "m")
            pane = game.app.screen.maximized
            assert pane is not None
            assert pane.size.width > SMALL[0] - 6
            await game.press("m")
            assert game.app.screen.maximized is None


TWINS = [("2", "ә"), ("4", "ң"), ("s", "ы"), ("q", "й"), ("g", "п"), ("question_mark", "comma")]


async def test_cyrillic_twins_do_the_same(stub: StubSession) -> None:
    async with playing(stub) as game:
        for latin, cyrillic in TWINS:
            seen: list[type[Screen]] = []
            for key in (latin, cyrillic):
                await game.press("1", key)
                seen.append(type(game.app.screen))
                await game.press("escape")
            assert seen[0] is seen[1] is not BriefScreen


def test_every_letter_key_has_its_twin() -> None:
    for binding in (*EVERYWHERE, *MOVES):
        first = binding.key.split(",")[0]
        assert not first.isalpha() or len(first) > 1 or any("а" <= k <= "я" for k in binding.key.split(",")), binding


async def test_hjkl_move(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("2", "j")
        options = game.app.screen.query_one("#options", Rows)
        assert options.highlighted == 2
        await game.press("k", "l")
        assert options.highlighted == 1
        assert game.app.focused is game.app.screen.query_one("#card")


SCREENS = [GameApp, BriefScreen, DecideScreen, IndicatorsScreen, WorldScreen, DealsScreen, HistoryScreen, DebriefScreen,
           ConfirmCard, OptionCard, WhyCard, GlossaryCard, WordCard, CounterCard]


@pytest.mark.parametrize("owner", SCREENS)
def test_every_binding_has_an_id_and_explains_itself(owner: type) -> None:
    for binding in owner.BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id and binding.tooltip
        assert not any(key.startswith(("ctrl+", "f1", "f2")) for key in binding.key.split(",")[:1])


async def test_data_is_never_markup(stub: StubSession) -> None:
    async with playing(stub, LARGE) as game:
        assert "[today]" in game.text
        pane = game.app.screen.query_one("#aside", TextPane)
        pane.write(["a [bold]b[/] c", "x [/] y", "[USD]"])
        await game.settle()
        assert "a [bold]b[/] c" in game.text and "x [/] y" in game.text and "[USD]" in game.text


async def test_help_and_the_card_of_leaving(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("question_mark")
        game.on(HelpCard)
        await game.press("escape", "2", "enter", "q")
        assert "game.jsonl" in game.text
        assert "not submitted" in game.text
        await game.press("escape")
        game.on(DecideScreen)


async def test_a_second_q_leaves(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("q")
        assert "⏎ or q leaves" in game.text
        await game.press("q")
    assert game.app.return_code == 0


def test_a_long_label_of_a_number_is_not_cut(session: LocalSession) -> None:
    rows = list(number_rows(Snapshot(session.view(), session.board())))
    whole = [" ".join(row.text.split()) for row in rows]
    assert any(text.startswith("Effective pressure from Russia 0.") for text in whole)
    assert max(len(line) for row in rows for line in row.text.split("\n")) <= 40


async def test_the_chart_of_a_long_label_has_its_whole_title(table: LocalTable) -> None:
    async with playing(table) as game:
        await game.press("3")
        path = "russia.kazakhstan.effective_pressure"
        game.on(IndicatorsScreen).query_one("#numbers", Rows).seek(path)
        await game.settle()
        drawn = [line.rpartition("┃│")[2].strip(" │") for line in game.text.split("\n")[3:6]]
        title = " ".join(" ".join(drawn).split())
        assert title.startswith("Effective pressure from Russia: 0.")


async def test_ticks_name_the_turns_that_there_are(stub: StubSession) -> None:
    async with playing(stub) as game:
        await game.press("s", "enter", "s", "enter", "s", "enter", "3")
        assert game.now.view.over
        assert any(line.split("turn")[-1].strip(" │").split() == ["1", "2", "3"] for line in game.text.split("\n"))


WHOLE = 28  # cells beside the numbers of the preview in a large terminal


async def test_labels_of_goals_are_whole_where_there_is_room(table: LocalTable) -> None:
    async with playing(table, LARGE) as game:
        await game.press("2")
        rows = game.page("card").split("\n")
        whole = [goal.label for goal in game.now.view.brief.goals if len(goal.label) <= WHOLE]
        assert len(whole) > 3
        for label in whole:
            assert any(row.startswith(f"{label} ") for row in rows), label
        await game.pilot.resize_terminal(*SMALL)
        await game.settle()
        assert max(len(row) for row in game.page("card").split("\n") if "…" in row) <= 39
