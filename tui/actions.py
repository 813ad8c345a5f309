"""The keys of the game in one place: letters and digits first, because browsers take the rest.

Every letter is bound together with the letter that the same key types on a Russian or Kazakh layout, and the digits
with what a Kazakh layout types there, so that no layout means dead keys. Ids let users remap keys.
"""

from __future__ import annotations

from textual.binding import Binding

from tui.texts import Value, say

LATIN = "qwertyuiopasdfghjklzxcvbnm"
CYRILLIC = "йцукенгшщзфывапролдячсмить"
OTHERS = {"1": "quotation_mark", "2": "ә", "3": "і", "4": "ң", "5": "ғ", "6": "ұ", "7": "full_stop",
          "question_mark": "comma,f1", "left_square_bracket": "х", "right_square_bracket": "ъ"}
TWINS = {**dict(zip(LATIN, CYRILLIC, strict=True)), **OTHERS}
SIGNS = {"question_mark": "?", "enter": "⏎", "escape": "esc", "left_square_bracket": "[", "right_square_bracket": "]"}


def key(keys: str, action: str, text: str, show: bool = True, **args: Value) -> Binding:
    """A binding for the keys (comma-separated) and their twins; its id is made of the action's name. `text`: the key of
    its word for the footer, which has what it means as an attribute."""
    every = [name for k in keys.split(",") for name in (k, *filter(None, TWINS.get(k, "").split(",")))]
    first = keys.split(",")[0]
    return Binding(",".join(every), action, say(text, **args), show=show, key_display=SIGNS.get(first, first),
                   tooltip=say(f"{text}.told", **args), id=identity(action))


def identity(action: str) -> str:
    """`app.mode('brief')` -> `mode.brief`: what users write in their key file."""
    return action.removeprefix("app.").translate(str.maketrans("('", "..", ")\"'")).replace("..", ".").strip(".")


NAMES = ("brief", "decide", "indicators", "world", "deals", "history", "debrief")
MODES = {mode: say("keys-mode", mode=mode) for mode in NAMES}

EVERYWHERE = [
    *(key(str(n), f"mode('{mode}')", "keys-mode", show=False, mode=mode) for n, mode in enumerate(NAMES, start=1)),
    key("s", "submit", "keys-submit"),
    key("u", "undo", "keys-undo"),
    key("c", "compare", "keys-compare", show=False),
    key("g", "glossary", "keys-glossary", show=False),
    key("i", "hints", "keys-hints", show=False),
    key("question_mark", "help", "keys-help"),
    key("q", "ask_quit", "keys-quit"),
]

MOVES = [
    key("j", "cursor('down')", "keys-down", show=False),
    key("k", "cursor('up')", "keys-up", show=False),
    key("l", "cursor('next')", "keys-next", show=False),
    key("h", "cursor('previous')", "keys-previous", show=False),
    key("m", "maximise", "keys-maximise", show=False),
    key("w", "why", "keys-why"),
]
