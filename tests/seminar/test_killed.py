"""A host that is killed loses nothing that it acknowledged, and its people go on where they were."""

from __future__ import annotations

import random
import signal
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Timer
from typing import Any

from sim.game.game import Game
from sim.game.saved import resume as resume_log
from sim.seminar.house import export, resume
from tests.boards import MINI
from tests.seminar.hosts import Running, host
from tests.seminar.rooms import SEATS, one

KILLS, TURNS = 2, 4


def test_what_was_acknowledged_outlives_kills_at_any_moment(tmp_path: Path) -> None:
    """Seats order, teams write; the host dies while answers are under way; all that was answered is there afterwards,
    and the game ends as the same orders end it elsewhere."""
    luck, file = random.Random(7), tmp_path / "class.room"
    words: tuple[str | Path, ...] = (MINI, "--state", file, "--port", "0", "--turn-minutes", "0",
                                     "--seats", ",".join(SEATS))
    tokens: dict[str, str] = {}
    heard: list[str] = []
    orders: dict[tuple[int, str], list[str]] = {}
    for kill in range(KILLS):
        with host(*words) as found:
            tokens = tokens or {seat: found.join(seat) for seat in SEATS}
            Timer(luck.uniform(0.05, 0.6), found.kill).start()
            talk(found, tokens, kill, heard, orders, luck)
        words = ("--state", file, "--port", "0", "--resume")
    with host(*words) as found:
        texts = [x["text"] for x in found.ask("/api/room/messages", tokens[SEATS[0]])]
        assert [text for text in heard if text not in texts] == []
        assert len(texts) == len(set(texts))
        for seat, token in tokens.items():
            view = found.ask("/api/seat/view", token)
            kept = found.ask("/api/seat/orders", token)
            assert orders.get((view["turn"], seat), kept) == kept
        found.process.send_signal(signal.SIGTERM)
        assert found.process.wait(30) == 143
    house = resume(file)
    game = one(house).table.game
    for (turn, seat), given in orders.items():
        if turn < game.turn:
            assert list(game.branches.now.turns[turn - 1].orders[seat]) == given
    export(house.state, 1, tmp_path / "class.jsonl")
    house.close()
    assert resume_log(tmp_path / "class.jsonl").digests == game.digests == offline(game)


def talk(found: Running, tokens: dict[str, str], kill: int, heard: list[str], orders: dict[tuple[int, str], list[str]],
         luck: random.Random) -> None:
    """Until the host is gone. What is answered is noted."""
    try:
        for number in range(200):
            text = f"{kill}, {number}"
            with ThreadPoolExecutor(2) as both:
                sent: Future[Any] = both.submit(found.ask, "/api/room/write", tokens[SEATS[0]], to="", text=text,
                                                key=text)
                turn = found.ask("/api/seat/view", tokens[SEATS[1]])["turn"]
                for seat in SEATS:
                    give(found, tokens, turn, seat, orders, luck)
                if sent.result() is None:
                    heard.append(text)
    except OSError:
        return


def give(found: Running, tokens: dict[str, str], turn: int, seat: str, orders: dict[tuple[int, str], list[str]],
         luck: random.Random) -> None:
    options = found.ask("/api/seat/view", tokens[seat])["options"]
    free = [x["key"] for x in options if not x["public"] and not x["refused"]]
    wanted = luck.sample(free, min(1, len(free)))
    if turn <= TURNS and found.ask("/api/seat/submit", tokens[seat], turn=turn, moves=wanted) == {}:
        orders[turn, seat] = wanted


def offline(game: Game) -> list[str]:
    """The same words and orders, played without any room."""
    other = Game(game.treatment, game.people, game.seed)
    for played in game.branches.now.turns:
        for word in played.words:
            other.speak(word)
        for seat, moves in played.orders.items():
            other.submit(seat, moves)
        other.end_turn()
    return other.digests
