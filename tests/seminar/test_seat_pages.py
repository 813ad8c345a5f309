"""Pages of a seat: all of them are told, everything can be done by plain forms, and nothing of another seat is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from sim.seminar.clock import Clock
from sim.seminar.house import House
from sim.seminar.room import Room
from tests.game.games import alone
from tests.seminar.browsing import browsers, field, post, text
from tests.seminar.rooms import one, opened

PAGES = ("/seat", "/seat/options", "/seat/forecast", "/seat/talks", "/seat/numbers", "/seat/numbers/china",
         "/seat/past", "/seat/messages", "/seat/why/mongolia.approval")
ASKED = "neighbours-meeting"


class Class(NamedTuple):
    """`mate`: in the same team as `ours`."""

    ours: TestClient
    mate: TestClient
    theirs: TestClient
    room: Room

    def own(self, seat: str = "mongolia") -> list[str]:
        return alone(self.room.table.game, seat)

    def order(self, client: TestClient, moves: list[str], do: str = "hand-in", revision: int | None = None):
        page = client.get("/seat/options").text
        known = field(page, "revision") if revision is None else revision
        return post(client, "/seat/options", turn=self.room.table.game.turn, revision=known, moves=moves, do=do)


def ticked(page: str) -> list[str]:
    return [unescape(x) for x in re.findall(r'value="([^"]*)" data-cost="\d+" checked', page)]


@pytest.fixture
def found(tmp_path: Path, known_luck: None) -> House:
    return opened(tmp_path)


@pytest.fixture
def sat(found: House) -> Iterator[Class]:
    with browsers(found, "mongolia", "mongolia", "china") as (ours, mate, theirs):
        yield Class(ours, mate, theirs, one(found))


def played(sat: Class, turns: int = 1) -> None:
    for _ in range(turns):
        sat.room.close_turn()


def test_each_page_answers_at_the_first_turn_later_and_at_the_end(sat: Class) -> None:
    for turns in (0, 2, 9):
        while sat.room.table.game.turn <= turns and not sat.room.table.game.over:
            played(sat)
        for page in PAGES:
            answer = sat.ours.get(page)
            assert answer.status_code == 200, (page, text(answer.text))
            assert answer.text.count("<h1>") == answer.text.count("<main") == 1
            assert not re.search(r'\bstyle=|\bon\w+="|<script>', answer.text), "the policy forbids them"
    assert sat.ours.get("/seat/past/1").status_code == 200
    assert "The game is over" in sat.ours.get("/seat").text


def test_every_link_of_a_seat_leads_somewhere(sat: Class) -> None:
    played(sat)
    seen, left = set[str](), ["/seat"]
    while left:
        address = left.pop()
        page = sat.ours.get(address)
        assert page.status_code == 200, address
        new = {unescape(x) for x in re.findall(r'href="(/seat[^"#]*)"', page.text)} - seen
        seen |= new
        left += [x for x in new if "/why/" not in x or len(seen) < 60]


def test_a_phone_shows_few_words_and_six_options_before_the_first_order(sat: Class) -> None:
    page = sat.ours.get("/seat").text
    assert len(text(page).split()) <= 300
    assert 1 <= len(re.findall('href="/seat/option/', page)) <= 6
    assert ASKED in re.findall('href="/seat/option/([^"]*)"', page)[0], "what others ask for comes first"


def test_what_a_page_names_of_nothing_is_refused(sat: Class) -> None:
    for page in ("/seat/option/nothing", "/seat/why/nothing", "/seat/numbers/nowhere", "/seat/past/1", "/seat/past/x",
                 "/seat/past/9999999999"):
        assert sat.ours.get(page).status_code in (404, 422), page


# --- orders ----------------------------------------------------------------------------------------------------------


def test_a_draft_is_the_teams_and_is_handed_in_sealed_and_withdrawn(sat: Class) -> None:
    moves = sat.own()[:1]
    assert "Handed in" not in text(sat.order(sat.ours, moves, "draft").text)
    assert ticked(sat.mate.get("/seat/options").text) == moves
    assert sat.room.table.game.waiting == {}
    assert "your orders are sealed" in sat.order(sat.mate, moves).text
    assert sat.room.table.game.waiting == {"mongolia": tuple(moves)}
    sealed = sat.ours.get("/seat/options").text
    assert "Your sealed orders" in sealed and 'type="checkbox"' not in sealed
    post(sat.ours, "/seat/withdraw", turn=1)
    assert sat.room.table.game.waiting == {}
    assert " checked" in sat.ours.get("/seat/options").text


def test_who_was_slower_sees_the_other_draft_and_the_own_ticks(sat: Class) -> None:
    first, second = sat.own()[:2]
    sat.order(sat.mate, [first], "draft", 0)
    for do in ("draft", "hand-in", "forecast"):
        answer = sat.order(sat.ours, [second], do, 0)
        assert answer.status_code == 409
        assert ticked(answer.text) == [second]
        assert "Draft of mongolia 1" in text(answer.text)
    assert sat.room.draft("mongolia").moves == (first,) and not sat.room.table.game.waiting
    assert field(answer.text, "revision") == "1", "sent again, it takes the other's place"


def test_what_is_sealed_is_not_overwritten_by_a_slow_team_mate(sat: Class) -> None:
    first, second = sat.own()[:2]
    sat.order(sat.mate, [first], "hand-in", 0)
    answer = post(sat.ours, "/seat/options", turn=1, revision=1, moves=[second], do="hand-in")
    assert answer.status_code == 422 and "Withdraw those orders first" in answer.text
    again = post(sat.mate, "/seat/options", turn=1, revision=0, moves=[first], do="hand-in")
    assert again.status_code == 200, "the same once more is known"
    assert sat.room.table.game.waiting == {"mongolia": (first,)}


def test_orders_for_a_turn_that_has_run_are_known_or_refused(sat: Class) -> None:
    moves = sat.own()[:1]
    sat.order(sat.ours, moves)
    played(sat)
    assert post(sat.mate, "/seat/options", turn=1, revision=0, moves=moves, do="hand-in").status_code == 200
    assert post(sat.mate, "/seat/options", turn=1, revision=0, moves=[], do="hand-in").status_code == 409
    assert post(sat.mate, "/seat/options", turn=1, revision=0, moves=[], do="draft").status_code == 409


def test_what_cannot_be_ordered_together_is_said_and_the_ticks_stay(sat: Class) -> None:
    moves = [*sat.own()[:1], ASKED]
    answer = sat.order(sat.ours, moves)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert ticked(answer.text) == moves[:1]
    assert not sat.room.table.game.waiting


def test_a_forecast_is_of_the_teams_ticks(sat: Class) -> None:
    answer = sat.order(sat.ours, sat.own()[:1], "forecast")
    assert answer.url.path == "/seat/forecast" and "<table>" in answer.text
    assert answer.text.count('scope="row"') == len(sat.room.session("mongolia").view().brief.goals)


# --- in public -------------------------------------------------------------------------------------------------------


def test_a_proposal_is_accepted_with_a_word_of_reason(sat: Class) -> None:
    assert f'id="answer-{ASKED}"' in sat.ours.get("/seat/talks").text
    answer = post(sat.ours, "/seat/talks", turn=1, move=ASKED, do="yes", reason="Together <we> are more.")
    assert "Together &lt;we&gt; are more." in answer.text
    (word,) = sat.room.table.game.words
    assert (word.agent, word.move, word.yes, word.reason) == ("mongolia", ASKED, True, "Together <we> are more.")
    assert f'id="answer-{ASKED}"' not in sat.mate.get("/seat/talks").text, "what was said stands"


def test_a_refusal_is_no_yes_and_what_cannot_be_said_is_told(sat: Class) -> None:
    post(sat.ours, "/seat/talks", turn=1, move=ASKED, do="no")
    assert not sat.room.table.game.words[0].yes
    assert post(sat.ours, "/seat/talks", turn=1, move=sat.own()[0], do="yes").status_code == 422


def test_when_the_floor_is_closed_it_says_so_and_has_no_forms(sat: Class) -> None:
    sat.room.clock = Clock(300.0, 90.0)
    sat.room.tick()
    page = sat.ours.get("/seat/talks").text
    assert "The floor is closed" in page and 'name="reason"' not in page
    assert post(sat.ours, "/seat/talks", turn=1, move=ASKED, do="yes").status_code == 409


def test_a_message_is_sent_once_by_its_key_and_read_by_those_it_is_for(sat: Class) -> None:
    key = field(sat.ours.get("/seat/messages").text, "key")
    for _ in range(2):
        assert "Sent." in post(sat.ours, "/seat/messages", to="china", text="A <b>pipeline</b>?\r\nNow?", key=key).text
    for client in (sat.theirs, sat.mate):
        assert client.get("/seat/messages").text.count("A &lt;b&gt;pipeline&lt;/b&gt;?\nNow?") == 1
    assert field(sat.ours.get("/seat/messages").text, "key") != key


# --- what is kept from whom ------------------------------------------------------------------------------------------


def test_nothing_that_is_sealed_is_told_to_another_seat(sat: Class) -> None:
    moves = sat.own()[:1]
    title = next(x.title for x in sat.room.session("mongolia").view().options if x.key == moves[0])
    secret = sat.room.session("mongolia").view().brief.secret
    for do in ("draft", "hand-in"):
        sat.order(sat.ours, moves, do)
        for page in PAGES:
            told = unescape(sat.theirs.get(page).text)
            assert moves[0] not in told and title not in told and secret not in told
    assert sat.theirs.get(f"/seat/option/{moves[0]}").status_code == 404
    assert "handed in" in text(sat.theirs.get("/seat").text)


def test_pages_are_for_who_holds_a_seat(found: House) -> None:
    with browsers(found, "teacher") as (teacher,):
        assert {teacher.get(page).status_code for page in PAGES} == {403}
        assert post(teacher, "/seat/options", turn=1, revision=0, do="hand-in").status_code == 403
        teacher.cookies.clear()
        assert {teacher.get(page).status_code for page in PAGES} == {401}


def test_a_page_is_rendered_once_for_a_seat_and_a_change(sat: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = type(sat.room).session
    monkeypatch.setattr(type(sat.room), "session", lambda room, seat: asked.append(seat) or real(room, seat))
    first = sat.ours.get("/seat").text
    count = len(asked)
    tag = re.findall(r"data-tag=\"([^>]*)\">", first)[0].replace("&#34;", '"')
    assert sat.mate.get("/seat").text.count("Your goals") == 1 and len(asked) == count
    assert sat.mate.get("/seat", headers={"if-none-match": tag}).status_code == 304
    played(sat)
    assert sat.mate.get("/seat", headers={"if-none-match": tag}).status_code == 200 and len(asked) > count
