"""The debrief: the replayed game is the game, a swap is a game with that order swapped, all of it is written down."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from markdown_it import MarkdownIt

from sim.documents import check_places, write
from sim.engine.moves import Rejection
from sim.errors import MultivectorError
from sim.game.game import Game
from sim.game.saved import begin
from sim.report.debrief_page import debrief_of, html, markdown, save
from sim.seat.ahead import paths_of
from sim.seat.beside import history_of
from sim.seat.debrief import debrief, decisive
from sim.seat.past import Past
from sim.study.goals import score
from sim.study.plays import Swap, plays, replay, swaps_of
from sim.treatment import treat
from sim.views import DebriefView
from tests.boards import MINI, SHORT

SEAT = "kazakhstan"
FINE = Rejection("", "")
ORDERS = (("espd", "neighbours-summit"), (), ("listening-state",))


def never(_: int) -> bool:
    return False


def played(*orders: tuple[str, ...], path: Path | None = None) -> Game:
    """A game in which whatever cannot be ordered is left out."""
    game = Game(treat(SHORT), (SEAT,), 1)
    game = begin(game, path) if path else game
    for bundle in orders:
        refused = game.refusals(SEAT, bundle)
        assert not game.decide(SEAT, [key for key in bundle if key not in refused])
        game.end_turn()
    return game


@pytest.fixture(scope="module")
def game() -> Game:
    return played(*ORDERS)


@pytest.fixture(scope="module")
def found(game: Game) -> DebriefView:
    view = debrief(game, SEAT, history_of(game), 40, lambda share: None, lambda: False)
    assert view is not None
    return view


def test_a_line_lies_where_it_lies_among_the_plays(game: Game, found: DebriefView) -> None:
    others = plays(game, 40, [line.path for line in found.lines], never)
    assert others is not None
    for line in found.lines:
        assert line.place == pytest.approx(float(np.mean(others[line.path][-1] < line.played[-1])), abs=1e-3)
    assert any(line.place not in (0.5, 1 - line.place) for line in found.lines)


# --- replays ---------------------------------------------------------------------------------------------------------


def test_the_replayed_game_is_the_game(game: Game) -> None:
    paths = paths_of(game.board, SEAT)
    again = replay(game, SEAT, (), paths, never)
    assert again
    for path, values in again.items():
        assert tuple(values[:, 0]) == Past(game).values(path), path


def test_a_swap_is_the_game_with_that_order_swapped(game: Game) -> None:
    paths = paths_of(game.board, SEAT)
    swaps = [Swap(1, "neighbours-summit", ""), Swap(1, "espd", "union-first"), Swap(2, "", "anti-corruption")]
    bundles = [(("espd",), *ORDERS[1:]), (("neighbours-summit", "union-first"), *ORDERS[1:]),
               (ORDERS[0], ("anti-corruption",), ORDERS[2])]
    again = replay(game, SEAT, swaps, paths, never)
    assert again
    for k, orders in enumerate(bundles, start=1):
        other = Past(played(*orders))
        for path in paths:
            assert tuple(again[path][:, k]) == other.values(path), (swaps[k - 1], path)


def test_what_there_is_no_capital_for_does_not_happen(game: Game) -> None:
    """A swap may leave later orders unpaid: they fall away. Here the swap itself is too dear."""
    then, paths = game.as_of(1), paths_of(game.board, SEAT)
    keys = [move.key for move in game.board.moves if SEAT in move.parties and move.key not in ORDERS[0]]
    dear = [key for key in keys if then.refusals(SEAT, [*ORDERS[0], key]).get(key, FINE).code == "capital"]
    again = replay(game, SEAT, [Swap(1, "", key) for key in dear], paths, never)
    assert dear and again
    assert all((values == values[:, :1]).all() for values in again.values())


def test_swaps_were_possible_when_they_are_offered(game: Game) -> None:
    swaps = swaps_of(game, SEAT)
    assert {(s.turn, s.decided) for s in swaps if not s.instead} == {
        (turn, key) for turn, orders in enumerate(game.orders, start=1) for key in orders[SEAT]}
    for turn in (1, 2, 3):
        then = game.as_of(turn)
        for swap in (s for s in swaps if s.turn == turn and s.instead):
            own = [key for key in game.orders[turn - 1][SEAT] if key != swap.decided]
            assert not then.refusals(SEAT, [*own, swap.instead]), swap


def test_plays_do_not_touch_the_game_nor_share_its_luck(game: Game) -> None:
    before, paths = game.model.world.digest(), paths_of(game.board, SEAT)
    some = plays(game, 30, paths, never)
    more = plays(game, 40, paths, never)
    assert some and more and game.model.world.digest() == before
    own = Past(game).values("kazakhstan.growth")
    assert own[-1] not in some["kazakhstan.growth"][-1]
    assert all((some[path][0] == own_start).all() for path, own_start in
               ((path, Past(game).values(path)[0]) for path in paths))
    assert np.array_equal(some["kazakhstan.growth"], more["kazakhstan.growth"][:, :30])


def test_it_can_be_cancelled(game: Game) -> None:
    assert debrief(game, SEAT, history_of(game), 40, lambda share: None, lambda: True) is None


# --- the view --------------------------------------------------------------------------------------------------------


def test_decisions_are_told_by_what_they_brought() -> None:
    swaps = [Swap(1, "a", ""), Swap(1, "a", "b"), Swap(2, "", "c"), Swap(3, "d", "c"), Swap(4, "e", "f"),
             Swap(5, "g", "h")]
    gains = np.array([-5.0, -30.0, 4.0, 3.0, -20.0, 0.4])
    assert decisive(swaps, gains) == [0, 2, 4]


def test_turning_points_are_replays(game: Game, found: DebriefView) -> None:
    assert found.turning_points and len({point.turn for point in found.turning_points}) == len(found.turning_points)
    for point in found.turning_points:
        before = (point.turn - 1) * game.board.scenario.turn_months + 1
        assert point.played[:before] == point.other[:before]
        assert point.played != point.other
        assert point.played == Past(game).values(point.path)


def test_lines_stand_on_the_same_axis(game: Game, found: DebriefView) -> None:
    for line in found.lines:
        assert len(line.played) == len(line.history) == len(line.fan.p50) == len(found.months)
        assert line.played[0] == line.fan.p10[0] == line.fan.p90[0]
        assert line.history[0] == pytest.approx(line.played[0], abs=0.01)  # the record has events of its own before
        assert line.played == Past(game).values(line.path)


def test_goals_are_scored_against_history_and_the_plays(game: Game, found: DebriefView) -> None:
    assert len(found.goals) == 6 and sum(score.goal.secret for score in found.goals) == 1
    for goal in found.goals:
        assert 0 <= goal.low <= goal.middle <= goal.high <= 100 and 0 <= goal.beats <= 1
        assert goal.goal.history is not None and goal.goal.verdict


def test_the_score_is_that_of_the_line_and_told_first(game: Game, found: DebriefView) -> None:
    ours = {path: np.array(Past(game).values(path))[:, None] for path in paths_of(game.board, SEAT)}
    assert found.score == pytest.approx(float(score(game.board, SEAT, ours)[0]))
    assert found.score == pytest.approx(sum(goal.goal.weight * goal.goal.points for goal in found.goals))
    theirs = [goal.goal.weight * (goal.goal.history_points or 0) for goal in found.goals]
    assert found.history == pytest.approx(sum(theirs))
    assert f"Score {found.score:.0f} of 100" in found.verdict[0] and f"{found.history:.0f}" in found.verdict[0]


# --- on paper --------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Collects tags, and every place that the page points to; refuses tags that do not match."""

    VOID = {"meta", "link", "br"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "xlink:href", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_fetches_nothing(found: DebriefView) -> None:
    text = html(found)
    page = Page(text)
    assert page.links == ["data:,"] and "script" not in page.tags
    assert not re.findall(r"https?://|url\(|@import", text)
    assert page.tags.count("figure") == len(found.lines) + len(found.turning_points)
    assert "nan" not in text.lower().replace("finance", "").replace("financial", "").replace("governance", "")
    for goal in found.goals:
        assert goal.goal.label in text


def test_it_says_whose_text_it_is_made_from_and_who_paid(found: DebriefView) -> None:
    for written in (html(found), markdown(found)):
        assert "Starr and Svante E. Cornell" in written and "Embassy of Kazakhstan" in " ".join(written.split())


def test_what_people_write_is_escaped(found: DebriefView) -> None:
    text = html(replace(found, questions=("<script>alert(1)</script> & more",)))
    assert "<script>" not in text and "&lt;script&gt;" in text


def rendered(text: str) -> tuple[str, list[str]]:
    """What a reader of the Markdown sees, and the kinds of its parts."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    parts = [part for token in tokens for part in (token, *(token.children or ()))]
    return "".join(part.content for part in parts if part.type == "text"), [part.type for part in parts]


def test_markdown_tells_the_same(found: DebriefView) -> None:
    text, kinds = rendered(markdown(found))
    for point in found.turning_points:
        assert point.words in text
    for question in found.questions:
        assert question in text
    assert kinds.count("heading_open") == 1 + 6 + len(found.turning_points)


TRICKS = ("<img src=x>", "[here](https://example.org)", "![it](x.png)", "*all* __of__ ~~it~~", "`code`", "a | b \\| c",
          "# Title", "> said", "- one", "+ one", "12. one", "3) one", "---", "===", "&lt;", "\\[x\\]", "$5 or $6",
          "two\n\n# lines", "<https://example.org>", "* * *", "    indented",
          "snake_case_name", "1.5 points", "-", "a\\")


@pytest.mark.parametrize("trick", TRICKS)
def test_a_text_from_a_scenario_is_no_markdown(found: DebriefView, trick: str) -> None:
    """As a title, in a cell, in a paragraph, in a list."""
    odd = replace(found, title=trick, verdict=(trick,), questions=(trick,), decisions=((trick, trick, trick),),
                  agreements=())
    text, kinds = rendered(markdown(odd))
    plain = replace(odd, title="x", verdict=("x",), questions=("x",), decisions=(("x", "x", "x"),))
    usual = rendered(markdown(plain))[1]
    assert kinds == usual
    assert text.count(" ".join(trick.split())) >= 6


def test_files_that_are_no_files_are_refused(found: DebriefView, tmp_path: Path) -> None:
    for place in (tmp_path, Path("/dev/null")):
        for refused in (lambda place=place: check_places(place, None), lambda place=place: save(found, None, place)):
            with pytest.raises(MultivectorError, match=r"a folder, not a file|a device, not a file") as caught:
                refused()
            assert caught.value.problems[0].code == "MV-P008"
    assert Path("/dev/null").is_char_device() and not list(tmp_path.iterdir())


def test_a_page_of_the_first_turn_is_refused(tmp_path: Path) -> None:
    begin(Game(treat(MINI), ("mongolia",), 1), tmp_path / "game.jsonl")
    with pytest.raises(MultivectorError) as caught:
        debrief_of(tmp_path / "game.jsonl", "", 10, lambda share: None)
    assert caught.value.problems[0].code == "MV-P009"


def test_what_stood_there_stays_when_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "debrief.html"
    target.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.disk.os.fsync", full)
    with pytest.raises(MultivectorError) as caught:
        write("after", target)
    assert caught.value.problems[0].code == "MV-P008"
    assert target.read_text() == "before" and [path.name for path in tmp_path.iterdir()] == ["debrief.html"]


def test_both_files_are_written(found: DebriefView, tmp_path: Path) -> None:
    assert save(found, tmp_path / "a.html", tmp_path / "a.md") == [tmp_path / "a.html", tmp_path / "a.md"]
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == html(found)
