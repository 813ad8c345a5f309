"""The keys of the game in one place: letters and digits first, because browsers take the rest.

Every letter is bound together with the letter that the same key types on a Russian or Kazakh layout, and the digits
with what a Kazakh layout types there, so that no layout means dead keys. Ids let users remap keys.
"""

from __future__ import annotations

from textual.binding import Binding

LATIN = "qwertyuiopasdfghjklzxcvbnm"
CYRILLIC = "йцукенгшщзфывапролдячсмить"
DIGITS = {"1": "quotation_mark", "2": "ә", "3": "і"}
TWINS = {**dict(zip(LATIN, CYRILLIC, strict=True)), **DIGITS, "question_mark": "comma,f1"}


def key(keys: str, action: str, label: str, tooltip: str, show: bool = True) -> Binding:
    """A binding for the keys (comma-separated) and their twins; its id is the action's name."""
    every = [name for k in keys.split(",") for name in (k, *filter(None, TWINS.get(k, "").split(",")))]
    first = keys.split(",")[0]
    shown = {"question_mark": "?", "enter": "⏎", "escape": "esc"}.get(first, first)
    return Binding(",".join(every), action, label, show=show, key_display=shown, tooltip=tooltip, id=_id(action))


def _id(action: str) -> str:
    return action.removeprefix("app.").translate(str.maketrans("('", "..", ")\"'")).replace("..", ".").strip(".")


EVERYWHERE = [
    key("1", "mode('brief')", "Brief", "What opened this turn: news, changes, proposals, goals"),
    key("2", "mode('decide')", "Decide", "Choose this turn's orders"),
    key("3", "mode('result')", "Result", "What changed last turn and why; what the others did"),
    key("s", "submit", "Submit", "Hand the orders in and run the turn"),
    key("u", "undo", "Undo", "Take the last order back, before submitting", show=False),
    key("b", "back", "Back", "Return to the opening of the turn before", show=False),
    key("c", "compare", "Compare", "Your game beside history"),
    key("question_mark", "help", "Help", "Keys, marks and how to read the numbers"),
    key("q", "ask_quit", "Quit", "Leave; the game is saved"),
]

MOVES = [
    key("j", "cursor('down')", "Down", "One line down", show=False),
    key("k", "cursor('up')", "Up", "One line up", show=False),
    key("l", "cursor('next')", "Next pane", "To the next pane", show=False),
    key("h", "cursor('previous')", "Previous pane", "To the pane before", show=False),
]
