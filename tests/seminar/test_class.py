"""A class, from the door to the log: five seats, a teacher, proposals and counters, a pause, a rewind, a lost seat."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from sim.game.game import Game
from sim.game.saved import resume as resume_log
from sim.seminar.house import export, resume
from tests.seminar.hosts import Running, host
from tests.seminar.rooms import one
from tests.seminar.test_killed import offline

SCENARIO = "afghanistan-2021"


def view(found: Running, token: str) -> dict[str, Any]:
    return found.ask("/api/seat/view", token)


def public(found: Running, token: str) -> dict[str, tuple[str, ...]]:
    """Joint options that a seat may say yes to now, and with whom."""
    return {x["key"]: tuple(x["joint_with"]) for x in view(found, token)["options"] if x["public"] and not x["refused"]}


def said(found: Running, token: str, key: str) -> list[str]:
    """What each party has said to an option in this turn, as the seat is told."""
    return [answer["said"] for talk in view(found, token)["talks"] if talk["key"] == key for answer in talk["answers"]]


def test_a_class_plays_three_turns(tmp_path: Path) -> None:
    file = tmp_path / "class.room"
    with host(SCENARIO, "--state", file, "--port", "0", "--turn-minutes", "9") as found:
        tokens = {seat: found.join(seat) for seat in found.told["rooms"][0]["seats"]}
        teacher = found.join("teacher")
        seats = list(tokens)
        first, second, asked, agreed = some_deal(found, tokens)
        assert found.ask("/api/teacher/go", teacher) is None

        # The public phase: one option is asked for, refused, countered with another, and that is struck.
        assert speak(found, tokens[first], 1, asked, True, "It serves us both.") == {}
        assert said(found, tokens[second], asked) == ["proposed", "awaited"]
        assert speak(found, tokens[second], 1, asked, False, "Not now.", agreed) == {}
        assert "refused" in said(found, tokens[first], asked)
        assert speak(found, tokens[first], 1, agreed, True) == {}
        assert sorted(said(found, tokens[second], agreed)) == ["agreed", "proposed"]

        # Messages reach whom they are for.
        assert found.ask("/api/room/write", tokens[first], to=second, text="A word apart.", key="1") is None
        third = next(seat for seat in seats if seat not in (first, second))
        assert texts(found, tokens[second]) == ["A word apart."] and texts(found, tokens[third]) == []
        assert texts(found, teacher) == ["A word apart."]

        # A pause stops the clock; a page that is loaded again in mid-turn is as before.
        assert found.ask("/api/teacher/pause", teacher) is None
        assert view(found, tokens[third]) == view(found, tokens[third])

        # All seal; the turn runs for all at one moment.
        for seat in seats:
            assert found.ask("/api/seat/submit", tokens[seat], turn=1, moves=[]) == {}
        assert {view(found, tokens[seat])["turn"] for seat in seats} == {2}

        # A seat is lost: its doctrine acts for it, and nobody waits.
        assert found.ask("/api/teacher/hold", teacher, seat=third) is None
        pass_all(found, tokens, 2, [seat for seat in seats if seat != third])
        assert view(found, tokens[first])["turn"] == 3

        # The room goes back a turn; what was played is kept as a line of its own.
        assert found.ask("/api/teacher/back", teacher, turn=2) is None
        assert found.ask("/api/teacher/give-back", teacher, seat=third) is None
        for turn in (2, 3):
            pass_all(found, tokens, turn, seats)
        assert view(found, tokens[first])["turn"] == 4
        assert len(found.ask("/api/seat/branches", tokens[first])) == 2
        found.process.send_signal(signal.SIGTERM)
        assert found.process.wait(60) == 143
    kept(file, tmp_path)


def some_deal(found: Running, tokens: dict[str, str]) -> tuple[str, str, str, str]:
    """Two seats, an option that the first may ask for, and another of the same two that both may say yes to."""
    free = {seat: public(found, token) for seat, token in tokens.items()}
    return next((ours, theirs, asked, agreed) for ours in free for theirs in free if ours != theirs
                for agreed in free[ours] if agreed in free[theirs] and len(free[ours][agreed]) == 1
                for asked in free[ours] if asked != agreed and free[ours][asked] == free[ours][agreed])


def speak(found: Running, token: str, turn: int, move: str, yes: bool, reason: str = "", instead: str = "") -> Any:
    return found.ask("/api/seat/speak", token, turn=turn, move=move, yes=yes, reason=reason, instead=instead)


def texts(found: Running, token: str) -> list[str]:
    return [x["text"] for x in found.ask("/api/room/messages", token)]


def pass_all(found: Running, tokens: dict[str, str], turn: int, seats: list[str]) -> None:
    for seat in seats:
        assert found.ask("/api/seat/submit", tokens[seat], turn=turn, moves=[]) == {}


def kept(file: Path, folder: Path) -> None:
    """The exported log replays, and the same words and orders come out the same without any room."""
    house = resume(file)
    game: Game = one(house).table.game
    export(house.state, 1, folder / "class.jsonl")
    house.close()
    assert resume_log(folder / "class.jsonl").digests == game.digests == offline(game)
