"""The game line by line."""

from __future__ import annotations

import io
import re
from pathlib import Path

from sim.game.saved import resume
from sim.session.local import LocalGames, LocalTable, new_table, resumed_table
from tests.boards import SHORT
from tui.lines import moved
from tui.plain import PlainGame
from tui.session import Games, Table
from tui.told import hindsight_line
from tui.views import HindsightView


def play(table: Table | None, *commands: str, games: Games | None = None) -> str:
    out = io.StringIO()
    PlainGame(games or LocalGames(), table, io.StringIO("".join(f"{c}\n" for c in commands)), out).run()
    return out.getvalue()


def test_a_whole_game_by_script(table: LocalTable) -> None:
    turns = table.at().view().turns
    text = play(table, "order 1", *["submit", "deeds", "why 1"] * turns, "compare")
    assert "The game is over." in text
    assert "TO DISCUSS" in text
    assert "The input has ended." in text
    replayed = resume(Path(table.room().kept.place))
    assert replayed.over
    assert replayed.world.digest() == table.game.world.digest()


def test_it_draws_no_boxes(table: LocalTable) -> None:
    text = play(table, "brief", "options all", "option 1 history", "submit", "indicators", "deeds", "why 1", "help")
    assert not set(text) & set("│─╭╮╰╯█▁▂▃▄▅▆▇▲▼●◆")


def test_orders(table: LocalTable) -> None:
    view = table.at().view()
    n = next(n for n, o in enumerate(view.options, 1) if not o.public and not o.refused)
    text = play(table, f"order {n}", "orders", f"drop {n}", "order 999", "order no-such", "drop", "quit", "submit")
    assert text.count("Ordered:") == 2
    assert text.count(f", +{view.income} next turn, at most {view.most}.") == 3
    assert "There is no option '999'" in text
    assert table.game.turn == 1


def test_joint_options_are_spoken_of_and_answered_at_once(table: LocalTable) -> None:
    options = table.at().view().options
    n = next(n for n, o in enumerate(options, 1) if o.public and not o.refused and not o.proposed_by)
    asked = next((n for n, o in enumerate(options, 1) if o.place == "asked"), 0)
    refusal = [f"refuse {asked} not now"] if asked else []
    text = play(table, f"order {n}", f"propose {n} we have waited", f"propose {n}", f"refuse {n}", "deals", "propose",
                f"counter {asked or n}", "accept 999", *refusal, "submit", "quit")
    text = " ".join(text.split())
    assert "propose it or answer it in public" in text
    assert "Its reason: we have waited" in text and "It holds that" in text
    assert f"Of option {n} you have spoken" in text and "Said in this turn:" in text
    assert "Of which option?" in text and "Instead of which option" in text and "no option '999'" in text
    assert table.game.turn == 2 and table.game.orders[0]["kazakhstan"] == (options[n - 1].key,)


def test_odds_and_what_a_no_costs_are_told_before_a_word_is_said(table: LocalTable) -> None:
    seat = table.at()
    option = next(o for o in seat.view().options if o.odds is not None and o.proposed_by)
    text = play(table, "options", "deals", f"option {option.key}")
    flowing = " ".join(text.split())
    assert flowing.count(f"holds in {option.odds} of 100") >= 2
    assert f"If all say yes today: {option.odds} in 100 that it holds." in text
    told = [line for line in text.split("From 100:\n")[1].split("\n") if re.match(r"  [+−]\d", line)]
    assert 100 + sum(int(line.split()[0].replace("−", "-")) for line in told) == option.odds
    assert "No yes from you is a snub, which costs you: Goodwill from" in flowing


def test_who_is_spoken_to_gets_the_terminal_again_before_the_turn_runs(tmp_path: Path) -> None:
    two = new_table(SHORT, ["kazakhstan", "russia"], 1, tmp_path / "game.jsonl")
    n = 1 + [o.key for o in two.at("russia").view().options].index("caspian-bar")
    text = play(two, "", "submit", "", f"propose {n} the sea is ours", "submit", "", "deals",
                "accept caspian-bar so be it", "submit", "", "submit", "quit")
    handed = [line.split(".")[0].split()[-1] for line in text.split("\n") if "Hand the terminal" in line]
    assert handed[:4] == ["Kazakhstan", "Russia", "Kazakhstan", "Russia"]
    assert text.count("Something has been said to it") == 2
    assert "the sea is ours" in text and "caspian-bar" in two.game.struck(1) and two.game.turn == 2


def test_refused_orders_are_said_and_not_kept(table: LocalTable) -> None:
    view = table.at().view()
    number, closed = next((n, o) for n, o in enumerate(view.options, 1) if o.refused)
    text = " ".join(play(table, f"order {number}").split())
    assert closed.refused in text
    assert "Nothing is ordered." in text


def test_indicators_are_found_by_name_and_number(table: LocalTable) -> None:
    text = play(table, "why approval", "submit", "why approval", "why goodwill", "why nonsense",
                "indicators goodwill", "why 1", "why kazakhstan.no_such", "why russia.capital")
    assert "Nothing has changed yet" in text
    assert "approval, turn 1" in text
    assert "numbers have 'goodwill' in their name" in text
    assert "Which number?" in text
    assert "MV-" in text
    assert "your seat cannot know this number" in text


def test_a_beginning_of_a_command_is_enough(table: LocalTable) -> None:
    text = play(table, "opt", "options", "sub", "nonsense", "")
    assert "'opt' could be options and option" in text
    assert table.game.turn == 2
    assert "I do not know 'nonsense'" in text


def test_a_game_goes_on_where_it_was_left(fresh: LocalTable) -> None:
    play(fresh, "order 1", "submit", "submit")
    path = Path(fresh.room().kept.place)
    again = resumed_table(path)
    assert again.game.turn == 3
    assert again.at().seat == "kazakhstan"
    assert again.at().view() == fresh.at().view()
    text = play(again, "back", "submit")
    assert "earlier turn" in text
    assert resume(path).turn == 3


def test_a_damaged_log_is_mended_with_a_notice(fresh: LocalTable, tmp_path: Path) -> None:
    play(fresh, "submit", "submit")
    path = tmp_path / "game.jsonl"
    path.write_text(path.read_text()[:-30])
    again = resumed_table(path)
    assert "damaged" in again.room().notice
    assert again.game.turn == 2
    assert "damaged" in play(again)


def test_two_people_take_turns_and_go_back_together(tmp_path: Path) -> None:
    two = new_table(SHORT, ["kazakhstan", "russia"], 1, tmp_path / "game.jsonl")
    n = next(n for n, o in enumerate(two.at("kazakhstan").view().options, 1) if not o.public)
    text = play(two, "", f"order {n}", "submit", "", "submit", "", "submit", "", "back", "", "orders")
    assert text.count("are sealed.") == 3
    handed = [line.split(".")[0] for line in text.split("\n") if line.lstrip("> ").startswith("Hand the terminal")]
    assert [line.split()[-1] for line in handed] == ["Kazakhstan", "Russia", "Kazakhstan", "Russia", "Kazakhstan"]
    assert text.rstrip().count("Nothing is ordered.") == 1


def test_commands_after_the_end_do_no_harm(table: LocalTable) -> None:
    turns = table.at().view().turns
    text = play(table, *["submit"] * turns, "options", "brief", "order 1", "submit", "back")
    assert "Type compare" in text
    assert table.game.turn == turns


def test_what_missed_its_band_by_little_is_shown_outside_it() -> None:
    missed = HindsightView("kazakhstan.calm", "Calm", "0-1", 2, 0.3032, 0.31, 0.325, 0.3029, False)
    assert hindsight_line(missed) == "Calm: 0.3029; forecast 0.3032 to 0.3250: below it"


def test_the_brief_opens_its_goals_with_the_score(table: LocalTable) -> None:
    text = play(table, "submit", "brief")
    brief = table.at().view().brief
    since = f", {brief.change:+.0f} since the last turn" if round(brief.change) else ""
    told = f"Score {brief.score:.0f} of 100{since}."
    assert told.replace("-", "−") in text.split("YOUR GOALS")[-1].splitlines()[1]
    goal = brief.goals[0]
    assert f"{goal.points:.0f} points" in text.split("YOUR GOALS")[-1].splitlines()[2]


def test_less_than_a_point_is_no_change() -> None:
    assert [moved(x) for x in (2.6, -2.6, 0.4, -0.4, 0.0)] == ["+3", "−3", "none", "none", "none"]
