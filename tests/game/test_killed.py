"""`kill -9` at a hundred random moments of a scripted game: every accepted order is there on resuming, and the
game ends as if undisturbed. Starting Python a hundred times would take minutes, so the players are forked.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from sim.game.file import read
from sim.game.game import Game
from sim.game.saved import resume
from sim.game.word import Word
from tests.game.games import SEAT, alone, new, possible
from tests.torture.games import killed as command_killed

KILLS = 100

def script(game: Game) -> list[str]:
    """What the player orders in the open turn: depends on the turn alone."""
    free = alone(game)
    return free[game.turn % 2 :][:1]

def said(game: Game) -> str:
    """A joint move is proposed or accepted, if there is one; which."""
    joint = [key for key in possible(game) if game.board.move(key).joint][:1]
    assert not any(game.speak(Word(SEAT, key, True, "as agreed")) for key in joint)
    return " ".join(joint)

def play_to_the_end(path: Path, told: int) -> None:
    """Go on with the log. Whatever is acknowledged is told, a line each, on the file descriptor."""
    game = resume(path, mending=True)
    while not game.over:
        if not game.words:
            os.write(told, f"{game.turn} {said(game)}\n".encode())
        if SEAT not in game.waiting:
            orders = script(game)
            assert not game.submit(SEAT, orders)
            os.write(told, f"{game.turn} {' '.join(orders)}\n".encode())
        game.end_turn()
        os.write(told, b"turn\n")

def undisturbed() -> Game:
    game = new()
    while not game.over:
        said(game)
        game.submit(SEAT, script(game))
        game.end_turn()
    return game

@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_a_hundred_moments(tmp_path: Path) -> None:
    whole, luck, kills, games = undisturbed(), random.Random(4), 0, 0
    typical = seconds_of_a_game(tmp_path)
    while kills < KILLS:
        games += 1
        path = tmp_path / f"game-{games}.jsonl"
        new(path)
        accepted: set[tuple[int, str]] = set()
        while kills < KILLS and killed(path, luck.uniform(0, 0.6 * typical), accepted):
            kills += 1
            check(path, accepted)
        while killed(path, 60.0, accepted):
            pass
        check(path, accepted)
        assert resume(path).digests == whole.digests

def seconds_of_a_game(tmp_path: Path) -> float:
    new(tmp_path / "typical.jsonl")
    start = time.perf_counter()
    assert not killed(tmp_path / "typical.jsonl", 60.0, set())
    return time.perf_counter() - start

def killed(path: Path, after: float, accepted: set[tuple[int, str]]) -> bool:
    """Let a process play for so long, then kill it; False when it had ended already."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            play_to_the_end(path, tell)
        finally:
            os._exit(0)
    os.close(tell)
    until, ended = time.perf_counter() + after, False
    while not ended and time.perf_counter() < until:
        time.sleep(0.001)
        ended = os.waitpid(child, os.WNOHANG)[0] == child
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    note(hear, accepted)
    return not ended

def note(hear: int, accepted: set[tuple[int, str]]) -> None:
    with os.fdopen(hear) as lines:
        for line in lines:
            if line.endswith("\n") and line[0].isdigit():
                turn, *keys = line.split()
                accepted |= {(int(turn), key) for key in keys}

def check(path: Path, accepted: set[tuple[int, str]]) -> None:
    """Every word and order that was acknowledged is in the log."""
    lines = read(path).lines
    found = {(line["turn"], key) for line in lines for key in line.get("moves", [line.get("move")])}
    assert accepted <= found

@pytest.mark.slow
@pytest.mark.parametrize("alone", [False, True])
def test_the_command_is_killed_and_goes_on(tmp_path: Path, alone: bool) -> None:
    """The short form of the campaign: a game at a pipe, and a run."""
    log = tmp_path / "a game.jsonl"
    command_killed(log, alone, 1.5)
    assert not command_killed(log, alone, 100.0)
    assert resume(log).over
