"""What must not be possible in a room: each is refused, changes nothing, and tells nothing that it should not."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sim.errors import refuse
from sim.seminar.codes import hashed, meant, spelled
from sim.seminar.guard import WRONG, Tries
from sim.seminar.house import Codes, House
from sim.seminar.web import BODY, Web
from sim.session.calls import METHODS
from tests.game.games import alone
from tests.seminar.rooms import one, opened

HOME = "http://room.test:8000"


class Class:
    """A room at its address, with people who come in by its codes."""

    def __init__(self, found: House, client: TestClient, codes: Codes) -> None:
        self.house, self.client, self.codes = found, client, codes

    def token(self, who: str) -> str:
        code = {**self.codes.seats, "teacher": self.codes.teacher, "projector": self.codes.projector,
                "press": self.codes.press, "observer": self.codes.observer}[who]
        return self.client.post("/api/join", json={"code": code, "name": who}).json()["token"]

    def ask(self, token: str, path: str, /, **given: object) -> tuple[int, str]:
        found = self.client.post(path, json=given, headers={"authorization": f"Bearer {token}"})
        return found.status_code, found.text


@pytest.fixture
def room(tmp_path: Path) -> Generator[Class]:
    found = opened(tmp_path)
    codes = found.codes()
    with TestClient(Web(found, {"room.test:8000"}, codes).app, base_url=HOME) as client:
        yield Class(found, client, codes[1])
    found.close()


def test_a_guessed_code_opens_nothing_and_guessing_ends_soon(room: Class) -> None:
    tried = [room.client.post("/api/join", json={"code": f"{n:06}", "name": "x"}) for n in range(WRONG + 1)]
    assert [x.status_code for x in tried] == [403] * WRONG + [429]
    assert "token" not in "".join(x.text for x in tried)


def test_right_codes_are_not_counted_as_a_class_may_share_one_address(room: Class) -> None:
    assert all(room.token("china") for _ in range(2 * WRONG))


def test_wrong_codes_are_forgotten_after_a_minute() -> None:
    seconds = [0.0]
    tries = Tries(lambda: seconds[0])
    for _ in range(WRONG):
        tries.was_wrong("a telephone")
    assert tries.too_many("a telephone") and not tries.too_many("another")
    seconds[0] = 61.0
    assert not tries.too_many("a telephone")


def test_codes_and_tokens_are_nowhere_in_the_file(room: Class) -> None:
    secrets = [*room.codes.seats.values(), room.codes.teacher, room.token("china")]
    folder = room.house.state.path.parent
    written = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not [x for x in secrets if x.encode() in written or meant(x).encode() in written]


def test_a_code_is_understood_however_it_is_typed() -> None:
    assert {meant(x) for x in ("4t0-1zk", " 4TO IZK ", "4toLzk", spelled("4T01ZK"))} == {"4T01ZK"}
    assert hashed("4T01ZK", "one") != hashed("4T01ZK", "another")


def test_no_answer_depends_on_what_another_seat_has_sealed_drafted_or_written(room: Class) -> None:
    order = alone(one(room.house).table.game)[0]
    mine, theirs = room.token("mongolia"), room.token("china")
    before = answers(room, theirs)
    assert room.ask(mine, "/api/room/keep-draft", turn=1, moves=[order], revision=0)[0] == 200
    assert room.ask(mine, "/api/room/write", to="teacher", text="We mean it secretly.", key="k")[0] == 200
    assert answers(room, theirs) == before
    assert room.ask(mine, "/api/seat/submit", turn=1, moves=[order])[0] == 200
    assert answers(room, theirs) == before
    assert one(room.house).table.game.waiting == {"mongolia": (order,)}


def answers(room: Class, token: str) -> dict[str, tuple[int, str]]:
    """To every question that a seat may ask."""
    given = {"card": {"key": "x"}, "check": {"moves": []}, "why": {"path": "mongolia.growth"},
             "forecast": {"moves": [], "runs": 2, "months": 2}, "past_turn": {"turn": 1}, "hindsight": {"turn": 1},
             "trails": {"paths": ["mongolia.growth"]}, "ghosts": {"paths": []}, "document": {"kind": "page"},
             "submit": {"turn": 9, "moves": []}, "speak": {"turn": 9, "move": "x", "yes": True}}
    asked = {method: f"/api/seat/{method}" for method in METHODS} | {
        verb: f"/api/room/{verb}" for verb in ("messages", "draft")}
    return {name: room.ask(token, path, **given.get(name, {})) for name, path in asked.items()}


@pytest.mark.parametrize("verb", ["go", "pause", "advance", "extend", "back", "hold", "give-back"])
@pytest.mark.parametrize("who", ["mongolia", "projector", "press", "observer"])
def test_nobody_but_the_teacher_has_the_teachers_verbs(verb: str, who: str, room: Class) -> None:
    before = one(room.house).status()
    assert room.ask(room.token(who), f"/api/teacher/{verb}", seat="china", turn=1, seconds=60)[0] == 403
    now = one(room.house).status()
    assert (now.turn, now.left, now.running, [x.held for x in now.seats]) == (
        before.turn, before.left, before.running, [x.held for x in before.seats])


@pytest.mark.parametrize("who", ["teacher", "projector", "press", "observer"])
def test_a_seats_questions_are_for_those_who_hold_one(who: str, room: Class) -> None:
    assert {room.ask(room.token(who), f"/api/seat/{method}")[0] for method in METHODS} == {403}


def test_who_has_no_token_or_has_left_is_nobody(room: Class) -> None:
    token = room.token("china")
    room.client.cookies.clear()
    room.client.post("/leave", headers={"authorization": f"Bearer {token}"})
    for nobody in ("", "x", token):
        for path in ("/api/seat/view", "/api/room/messages", "/api/teacher/go"):
            assert room.ask(nobody, path)[0] == 401


def test_a_write_from_another_page_is_refused(room: Class) -> None:
    for origin in ("http://elsewhere.test", "null", "https://room.test:8000", "http://room.test:8001"):
        found = room.client.post("/join", data={"code": room.codes.seats["china"], "name": "x"},
                                 headers={"origin": origin})
        assert found.status_code == 403
    assert one(room.house).status().seats[1].people == ()
    room.client.cookies.set("any", "cookie")
    assert room.client.post("/join", data={"code": "x", "name": "x"}).status_code == 403  # a browser always says


@pytest.mark.parametrize("host", ["elsewhere.test:8000", "room.test", "room.test:8001", ""])
def test_the_room_answers_to_its_own_addresses_alone(host: str, room: Class) -> None:
    assert room.client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("path", ["/static/../state.py", "/static/%2e%2e/state.py", "/static//etc/hostname",
                                  "/in/../../etc/hostname", "/static/..%2f..%2fhouse.py"])
def test_no_path_leads_out_of_the_folder(path: str, room: Class) -> None:
    found = room.client.get(path)
    assert found.status_code == 404 or ("import" not in found.text and "<form" in found.text)


@pytest.mark.parametrize(("sent", "kind"), [
    (b"{", "application/json"), (b"[]", "application/json"), (b"\xff\xfe", "application/x-www-form-urlencoded"),
    (b'{"turn": "one", "moves": 3}', "application/json"), (b'{"turn": true, "moves": []}', "application/json"),
    (b'{"turn": 1, "moves": [], "more": 1}', "application/json"), (b'{"turn": 1e999, "moves": []}', "application/json"),
])
def test_what_is_malformed_is_refused_in_words(sent: bytes, kind: str, room: Class) -> None:
    token = room.token("china")
    found = room.client.post("/api/seat/submit", content=sent,
                             headers={"authorization": f"Bearer {token}", "content-type": kind})
    assert (found.status_code, found.json()["problems"][0]["code"]) == (422, "MV-C016")
    assert one(room.house).table.game.waiting == {}


def test_what_is_too_long_is_refused(room: Class) -> None:
    token = room.token("china")
    assert room.ask(token, "/api/room/write", to="", text="a" * (BODY + 1), key="k")[0] == 413
    assert room.ask(token, "/api/room/write", to="", text="a" * 1001, key="k")[0] == 422


def test_markup_and_control_characters_do_no_harm(room: Class) -> None:
    code = room.codes.seats["china"]
    found = room.client.post("/api/join", json={"code": code, "name": "<b>Ann</b>"})
    assert found.json()["name"] == "<b>Ann</b>"  # it is told as it is, and escaped where it is shown
    for name in ("", " ", "a\x07b", "a‮b", "x" * 41):
        assert room.client.post("/api/join", json={"code": code, "name": name}).status_code == 422
    token = found.json()["token"]
    assert room.ask(token, "/api/room/write", to="", text="bell\x07", key="k")[0] == 422


def test_every_answer_is_strict_about_what_a_page_may_load(room: Class) -> None:
    for path in ("/", "/nowhere", "/api/room", "/static/room.css"):
        policy = room.client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_clock_goes_on_after_a_turn_that_could_not_be_written(tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the turn stays open and is tried again."""
    found, tries = opened(tmp_path), list[int]()

    def tick() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise refuse("MV-C004", "the room's file cannot be written")

    monkeypatch.setattr(type(found), "tick", lambda its: tick())
    with TestClient(Web(found, {"room.test:8000"}, found.codes()).app, base_url=HOME) as client:
        for _ in range(2000):
            client.get("/")
            if len(tries) > 2:
                break
    assert len(tries) > 2
