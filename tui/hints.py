"""The guided first game: one hint at a time, for where the player is. Pure: a snapshot and a screen give a text."""

from __future__ import annotations

from tui.snapshot import Snapshot
from tui.texts import say

GUIDED = "summit-2018"


def hint(snapshot: Snapshot, mode: str) -> str:
    """What to do next; empty where there is nothing to say."""
    view = snapshot.view
    if view.over:
        text = say("hint-over", screen=mode)
    elif mode == "decide":
        text = deciding(snapshot)
    else:
        text = say("hint-turn", place=f"{mode}-{min(view.turn, 5)}")
    return say("hint-with-off", hint=text) if text else ""


def deciding(snapshot: Snapshot) -> str:
    """In Decide, after what has been ordered so far."""
    turn, orders = snapshot.view.turn, snapshot.orders
    if not orders and turn == 1:
        return say("hint-first")
    if not orders:
        return say("hint-pass")
    return say("hint-ordered") if turn == 1 else ""
