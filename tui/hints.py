"""The guided first game: one hint at a time, for where the player is. Pure: a snapshot and a screen give a text."""

from __future__ import annotations

from tui.snapshot import Snapshot

GUIDED = "Two tables, 2018"

OFF = " (i: hints off)"


def hint(snapshot: Snapshot, mode: str) -> str:
    """What to do next; empty where there is nothing to say."""
    view = snapshot.view
    if view.over:
        text = OVER.get(mode, "")
    elif mode == "decide":
        text = deciding(snapshot)
    else:
        text = BY_TURN.get((min(view.turn, 5), mode), "")
    return text + OFF if text else ""


def deciding(snapshot: Snapshot) -> str:
    """In Decide, after what has been ordered so far."""
    turn, orders = snapshot.view.turn, snapshot.orders
    if not orders and turn == 1:
        return "↓ moves; the right tells what may come of it. ⏎ orders."
    if not orders:
        return "s without orders passes; you keep at most a turn's income."
    if turn == 1:
        return "u takes back, p previews all orders together, s submits."
    return ""


BY_TURN = {
    (1, "brief"): "Read on with ↓; 2 takes you to your options.",
    (1, "deals"): "⏎ says yes to a proposal (◆). No answer is a no.",
    (2, "brief"): "Put the cursor on a change and press w: why?",
    (2, "deals"): "Who agreed to what, and what weighed most. 2 goes on.",
    (3, "brief"): "3 shows you beside history; 5 why the others did as they did.",
    (3, "indicators"): "The dotted line is history. Where they part, w asks why.",
    (4, "brief"): "4 World has the partners side by side: is Share near Aim?",
    (4, "world"): "Arrows choose a number, w asks why it changed.",
    (5, "brief"): "6 replays your turns; b there goes back to one.",
}

OVER = {"brief": "7 shows it beside history and a thousand other plays.",
        "debrief": "↓ reads on and draws each line. e writes it all as a page."}
