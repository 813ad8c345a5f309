"""The teacher's pages, the wall and the press's desk, as browsers without JavaScript use them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sim.game.saved import resume as resume_log
from sim.seat.words import plain
from sim.seminar import house
from sim.seminar.people import come_in
from tests.game.games import alone
from tests.seminar.browsing import browsers, post
from tests.seminar.rooms import one, opened, people

ROLES = ("teacher", "projector", "press", "observer", "china")


class Class:
    """A room of a known seed with its browsers, by role or seat, and a person in each seat."""

    def __init__(self, found: house.House, clients: list[TestClient]) -> None:
        self.house, self.room, self.who = found, one(found), people(found)
        self.at = dict(zip(ROLES, clients, strict=True))
        self.teacher, self.wall, self.paper = (self.at[role] for role in ROLES[:3])


@pytest.fixture
def its(tmp_path: Path, known_luck: None) -> Iterator[Class]:
    found = opened(tmp_path, 9.0)
    with browsers(found, *ROLES) as clients:
        yield Class(found, clients)
    found.close()


def press(client: TestClient, page: str, words: str) -> str:
    """Find the form whose button says this, send what it holds, and read the page that follows."""
    at = client.get(page)
    assert at.status_code == 200
    form = next(x for x in re.findall(r"<form.*?</form>", at.text, re.S) if words in x)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    target = re.search(r'action="([^"]*)"', form)
    place = target[1] if target else page
    after = post(client, place, **fields) if 'method="post"' in form else client.get(place, params=fields)
    assert after.status_code == 200, after.text
    return after.text


# --- the verbs --------------------------------------------------------------------------------------------------------


def test_the_clock_is_set_with_buttons(its: Class) -> None:
    teacher, clock = its.teacher, its.room.clock
    assert "The clock runs." in press(teacher, "/teacher", "Let the clock run")
    assert clock.running
    press(teacher, "/teacher", "+5 minutes")
    assert 9 * 60 + 290 < clock.left <= 9 * 60 + 300
    press(teacher, "/teacher", "Pause")
    assert not clock.running


def test_a_turn_is_ended_after_a_second_look_and_once(its: Class) -> None:
    teacher = its.teacher
    assert "has not handed in" in press(teacher, "/teacher", "End the turn")
    assert its.room.table.game.turn == 1
    press(teacher, "/teacher/sure?verb=advance&turn=1", "End the turn")
    assert its.room.table.game.turn == 2
    again = post(teacher, "/teacher/do/advance", turn=1)
    assert (again.status_code, its.room.table.game.turn) == (409, 2)


def test_a_doctrine_that_stood_in_tells_what_it_did_and_why(its: Class) -> None:
    teacher = its.teacher
    press(teacher, "/teacher", "Leave it to its doctrine")
    assert its.room.held == {"mongolia"}
    its.room.close_turn()
    press(teacher, "/teacher", "Give it back to its people")
    assert not its.room.held
    told, page = its.room.stood_in()[1, "mongolia"], plain(teacher.get("/teacher/turns").text)
    assert told
    assert all(deed.reasons for deed in told)
    assert all(deed.what.replace("'", "&#39;") in page for deed in told)


def test_the_room_goes_back_and_on_with_a_line(its: Class) -> None:
    teacher, game = its.teacher, its.room.table.game
    its.room.close_turn()
    its.room.close_turn()
    digests = list(game.digests)
    press(teacher, "/teacher/sure?verb=back&turn=1", "Take the room back")
    assert game.turn == 1
    assert its.room.stood_in() == {}
    its.room.hold("china")
    its.room.close_turn()
    assert "Go on with it" in teacher.get("/teacher/turns").text
    press(teacher, "/teacher/sure?verb=switch&line=line 1", "Go on with this line")
    assert game.digests == digests


def test_a_broadcast_is_told_once_to_all(its: Class) -> None:
    teacher, wall = its.teacher, its.wall
    sent = {"text": "Five minutes <b>more</b>", "to": "", "key": "k1"}
    for _ in range(2):
        assert "Sent." in post(teacher, "/teacher/messages", **sent).text
    assert wall.get("/projector").text.count("Five minutes &lt;b&gt;more&lt;/b&gt;") == 1
    assert teacher.get("/teacher/messages").text.count("Five minutes &lt;b&gt;") == 1


def test_orders_from_paper_are_the_seats(its: Class) -> None:
    teacher, game = its.teacher, its.room.table.game
    key = alone(game)[0]
    assert "handed in" in post(teacher, "/teacher/paper/mongolia", turn=1, moves=[key]).text
    assert game.waiting == {"mongolia": (key,)}
    assert " checked" not in teacher.get("/teacher/paper/mongolia").text
    joint = next(x.key for x in its.room.session("china").view().options if x.public and not x.refused)
    assert post(teacher, "/teacher/paper/china", **{"turn": 1, f"word {joint}": "yes"}).status_code == 200
    words = game.words or game.branches.now.turns[0].words
    assert [(word.agent, word.move) for word in words] == [("china", joint)]


def test_on_paper_too_nothing_new_is_said_when_the_floor_is_closed(its: Class) -> None:
    joint = next(x.key for x in its.room.session("china").view().options if x.public and not x.refused)
    its.room.extend(-8 * 60)
    answer = post(its.teacher, "/teacher/paper/china", **{"turn": 1, f"word {joint}": "yes"})
    assert (answer.status_code, its.room.table.game.words) == (422, [])
    assert "the floor is closed" in answer.text
    assert 'value="yes" selected' in answer.text


def test_a_sheet_that_is_refused_comes_back_as_it_was(its: Class) -> None:
    teacher, game = its.teacher, its.room.table.game
    twice = [key for key in alone(game) if its.room.session("mongolia").check([key]) == {}]
    answer = post(teacher, "/teacher/paper/mongolia", turn=1, moves=[*twice, "nothing-of-the-kind"])
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert answer.text.count(" checked") == len(twice)
    assert game.waiting == {}
    assert teacher.get("/teacher/paper/nowhere").status_code == 422


def test_the_pages_stand_when_the_game_is_over(its: Class) -> None:
    while not its.room.table.game.over:
        its.room.close_turn()
    for page in ("", "/turns", "/turns?turn=1", "/sure?verb=back&turn=1", "/paper/china", "/orders.csv", "/scores.csv"):
        assert its.teacher.get(f"/teacher{page}").status_code == 200, page
    assert [its.paper.get(page).status_code for page in ("/press", "/projector", "/projector?turn=8")] == [200] * 3
    press(its.teacher, "/teacher/sure?verb=back&turn=8", "Take the room back")
    assert its.room.table.game.turn == 8


# --- who may not ------------------------------------------------------------------------------------------------------


def test_the_teachers_pages_are_the_teachers(its: Class) -> None:
    for role in ROLES[1:]:
        other = its.at[role]
        for page in ("", "/sure?verb=advance&turn=1", "/turns", "/messages", "/paper/china", "/slips", "/files", "/log",
                     "/orders.csv", "/scores.csv", "/messages.csv?names=1"):
            assert other.get(f"/teacher{page}").status_code == 403, page
        for verb in ("do/go", "do/advance", "do/back", "do/hold", "do/switch", "messages", "paper/mongolia"):
            assert post(other, f"/teacher/{verb}", turn=1, seat="china").status_code == 403, verb
    assert (its.room.table.game.turn, its.room.clock.running, its.room.held) == (1, False, frozenset())


def test_who_is_not_in_the_room_sees_nothing(its: Class) -> None:
    post(its.wall, "/leave")
    assert [its.wall.get(page).status_code for page in ("/projector", "/press", "/teacher")] == [401] * 3


def test_headlines_are_the_presss(its: Class) -> None:
    for role in ("china", "projector", "observer"):
        assert post(its.at[role], "/press/headline", text="No").status_code == 403
    assert "projector" in post(its.paper, "/press/headline", text="A <pipeline> at last").text
    assert "A &lt;pipeline&gt; at last" in its.at["observer"].get("/projector").text


# --- what everybody may see -------------------------------------------------------------------------------------------


def public(its: Class) -> list[str]:
    return [its.wall.get("/projector").text, its.wall.get("/projector?turn=1").text, its.paper.get("/press").text]


def test_nothing_that_is_kept_is_on_the_wall(its: Class) -> None:
    room, game, who = its.room, its.room.table.game, its.who
    room.close_turn()
    before, sealed, draft = public(its), alone(game, "china")[0], alone(game)[0]
    seat, joint = next((seat, x.key) for seat in room.seats for x in room.session(seat).view().options
                       if x.public and not x.refused)
    options = [x for seat in room.seats for x in room.session(seat).view().options]
    room.speak(who[seat], 2, joint, True, "Between us")
    room.submit(who["china"], 2, [sealed])
    room.keep_draft(who["mongolia"], 2, [draft], 0)
    room.write(who["mongolia"], "china", "For China's eyes", "1")
    assert (game.turn, list(game.waiting), game.words[0].reason) == (2, ["china"], "Between us")
    kept = [*(plain(t) for s in game.board.scenario.seats.values() for t in (s.brief, s.secret.text)), "For China",
            "Between us", sealed, draft, joint, *codes(its)]
    titles = {x.title for x in options if x.key in (sealed, draft, joint)}
    assert len(titles) == 3
    for old, new in zip(before, public(its), strict=True):
        assert [x for x in kept if x in new] == []
        assert [x for x in titles if new.count(x) != old.count(x)] == []
    assert "✓ in" in public(its)[0]


def test_drafts_are_counted_for_the_teacher_and_not_shown(its: Class) -> None:
    draft = alone(its.room.table.game)[:2]
    its.room.keep_draft(its.who["mongolia"], 1, draft, 0)
    page = its.teacher.get("/teacher").text
    assert f"{len(draft)} ticked in the draft" in page
    titles = {x.title for x in its.room.session("mongolia").view().options if x.key in draft}
    assert [x for x in (*draft, *titles) if x in page] == []


# --- paper and files --------------------------------------------------------------------------------------------------


def codes(its: Class) -> list[str]:
    """Those on the slips, and those in their links."""
    page = its.teacher.get("/teacher/slips").text
    return [*re.findall(r'class="code">([^<]*)<', page), *re.findall(r'href="http://[^"]*/in/([^"]*)"', page)]


def test_each_slip_opens_its_door(its: Class) -> None:
    came = [come_in(its.house.state, code, "Ada")[1] for code in codes(its)]
    assert [x.seat or x.role for x in came] == ["mongolia", "china", "press", "observer", "teacher", "projector"]
    assert "<style" not in its.teacher.get("/teacher/slips").text  # the policy of content would not let it in


def test_the_log_is_downloaded(its: Class, tmp_path: Path) -> None:
    its.room.close_turn()
    (tmp_path / "room.jsonl").write_bytes(its.teacher.get("/teacher/log").content)
    assert resume_log(tmp_path / "room.jsonl").digests == its.room.table.game.digests


def table(its: Class, name: str) -> list[dict[str, str]]:
    answer = its.teacher.get(f"/teacher/{name}")
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_tables_name_nobody_unless_asked_and_hold_no_formula(its: Class) -> None:
    bolor = come_in(its.house.state, its.house.codes()[1].seats["mongolia"], "@Bolor")[1]
    its.room.hold("china")
    its.room.write(bolor, "", "=1+1", "1")
    its.room.submit(bolor, 1, alone(its.room.table.game)[:1])
    for name in ("orders", "scores", "messages"):
        assert "Bolor" not in str(table(its, f"{name}.csv"))
        assert "@Bolor" in str(table(its, f"{name}.csv?names=1"))
    named = table(its, "messages.csv?names=1")[0]
    assert (named["text"], named["name"]) == ("'=1+1", "'@Bolor")


def test_the_tables_tell_what_was_ordered_and_what_it_was_worth(its: Class) -> None:
    order = alone(its.room.table.game)[:1]
    its.room.hold("china")
    its.room.submit(its.who["mongolia"], 1, order)
    told = table(its, "orders.csv")
    assert [x["order"] for x in told if x["by"] == "people"] == order
    assert {x["order"] for x in told if x["by"] == "doctrine"} == {
        *its.room.table.game.orders[0]["china"]}
    last = [x for x in table(its, "scores.csv") if x["seat"] == "mongolia" and x["after_turn"] == "1"]
    assert sum(float(x["points"]) * float(x["weight"]) for x in last) == pytest.approx(
        its.room.session("mongolia").view().brief.score)


def test_an_open_turn_is_in_no_table(its: Class) -> None:
    its.room.submit(its.who["mongolia"], 1, alone(its.room.table.game)[:1])
    assert table(its, "orders.csv") == []
