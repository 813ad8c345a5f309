"""The keys of the game in one place: letters and digits first, because browsers take the rest.

Every letter is bound together with the letter that the same key types on a Russian or Kazakh layout, and the digits
with what a Kazakh layout types there, so that no layout means dead keys. Ids let users remap keys.
"""

from __future__ import annotations

from textual.binding import Binding

LATIN = "qwertyuiopasdfghjklzxcvbnm"
CYRILLIC = "йцукенгшщзфывапролдячсмить"
OTHERS = {"1": "quotation_mark", "2": "ә", "3": "і", "4": "ң", "5": "ғ", "6": "ұ", "7": "full_stop",
          "question_mark": "comma,f1", "left_square_bracket": "х", "right_square_bracket": "ъ"}
TWINS = {**dict(zip(LATIN, CYRILLIC, strict=True)), **OTHERS}
SIGNS = {"question_mark": "?", "enter": "⏎", "escape": "esc", "left_square_bracket": "[", "right_square_bracket": "]"}


def key(keys: str, action: str, label: str, tooltip: str, show: bool = True) -> Binding:
    """A binding for the keys (comma-separated) and their twins; its id is made of the action's name."""
    every = [name for k in keys.split(",") for name in (k, *filter(None, TWINS.get(k, "").split(",")))]
    first = keys.split(",")[0]
    return Binding(",".join(every), action, label, show=show, key_display=SIGNS.get(first, first), tooltip=tooltip,
                   id=identity(action))


def identity(action: str) -> str:
    """`app.mode('brief')` -> `mode.brief`: what users write in their key file."""
    return action.removeprefix("app.").translate(str.maketrans("('", "..", ")\"'")).replace("..", ".").strip(".")


MODES = {"brief": "Brief", "decide": "Decide", "indicators": "Indicators", "world": "World", "deals": "Deals",
         "history": "History", "debrief": "Debrief"}
TOLD = {"brief": "What opened this turn: what came of your orders, changes, news, proposals, goals",
        "decide": "Choose this turn's orders, with a preview of what may come of them",
        "indicators": "Every number that you may know, over time, beside history and with its forecast",
        "world": "The partners in figures, the vectors, the map",
        "deals": "Proposals, who agreed and who refused, and why; what the others did",
        "history": "The turns that were played; go back to one and play on from there",
        "debrief": "Your game beside history and a thousand plays; turning points; questions"}

EVERYWHERE = [
    *(key(str(n), f"mode('{mode}')", MODES[mode], TOLD[mode], show=False) for n, mode in enumerate(MODES, start=1)),
    key("s", "submit", "Submit", "Hand the orders in and run the turn"),
    key("u", "undo", "Undo", "Take the last order back, before submitting"),
    key("c", "compare", "Compare", "The previews of this turn's options side by side", show=False),
    key("g", "glossary", "Glossary", "The terms of the game and of its source", show=False),
    key("i", "hints", "Hints", "The hints of the first game on or off", show=False),
    key("question_mark", "help", "Help", "This screen, all keys and marks, how to read the numbers"),
    key("q", "ask_quit", "Quit", "Leave; the game is saved"),
]

MOVES = [
    key("j", "cursor('down')", "Down", "One line down", show=False),
    key("k", "cursor('up')", "Up", "One line up", show=False),
    key("l", "cursor('next')", "Next pane", "To the next pane", show=False),
    key("h", "cursor('previous')", "Previous pane", "To the pane before", show=False),
    key("m", "maximise", "Maximise", "The pane in focus over the whole window, or back", show=False),
    key("w", "why", "Why", "Why the number under the cursor changed"),
]
