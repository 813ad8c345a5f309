"""One whole game in a real terminal: a pseudo-terminal of 80x24, real keys, and the log that is left."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pty")


@pytest.mark.slow
def test_a_whole_game_by_real_keys(tmp_path: Path) -> None:
    """From the Start screen to the debrief's files, as a player would who has read nothing but the screen."""
    from tests.tui.terminal import game as on_a_terminal

    terminal = on_a_terminal(tmp_path)
    try:
        terminal.wait("(90 min)")
        terminal.press("\r")
        terminal.wait("which seat?")
        terminal.press("\r")
        terminal.wait("THE SITUATION")
        terminal.press("2")
        terminal.wait("No orders yet")
        terminal.press("\r")
        terminal.wait("Ordered: ")
        for turn in range(1, 7):
            terminal.press("s")
            terminal.wait("Submit for")
            terminal.press("\r")
            terminal.wait(f"{turn + 1}/6" if turn < 6 else "over")
        terminal.press("7")
        terminal.wait("plays among doctrines")
        terminal.press("e")
        terminal.wait("WRITTEN")
        terminal.press("q")
        terminal.wait("Leave the game?")
        terminal.press("\r")
        assert terminal.end() == 0
    finally:
        terminal.close()
    (log,) = tmp_path.rglob("*.jsonl")
    assert log.with_suffix(".html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    from sim.game.game import Game

    game = Game.resume(log)
    assert game.over
    assert len(game.orders[0]["kazakhstan"]) == 1
