"""What leaves by the standard streams: every sign in any encoding, and no control character from outside.

Scenario files and logs are made to be shared, file names come from anywhere, and a terminal obeys what is written to
it. So whatever is printed passes `visible`, and what an encoding lacks falls back to ASCII.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO, cast

ERRORS = "multivector.ascii"
NOWHERE = Path(os.devnull)

# Control characters steer a terminal; bidirectional embeddings, overrides and isolates turn the order of what follows;
# spaces and fillers without width, and tag characters, hide one text in another. What languages are written with stays:
# the joiners of Persian and of Indic scripts, and the marks of direction between Hebrew or Arabic and Latin words.
# In the order of Unicode: C0 but tab and line feed, DEL and C1; soft hyphen; fillers of Hangul; a vowel separator and a
# space without width; line and paragraph separators, embeddings and overrides; word joiner, invisible operators,
# isolates; halves of characters, as which Python hands over file names that are no text; byte order mark; annotations;
# tags.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)

SIGNS = str.maketrans({
    "×": "x", "÷": "/", "−": "-", "±": "+/-", "·": "-", "•": "*", "⁄": "/", "²": "^2", "Δ": "d", "Σ": "sum",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "→": "->", "←": "<-", "⇄": "<->", "↑": "^", "↓": "v", "⏎": "Enter",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "▲": "^", "▼": "v", "▶": ">", "●": "*", "○": "o", "◆": "*", "✓": "+", "✗": "x", "€": "EUR", "£": "GBP",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ı": "i", "│": "|", "┃": "|", "┤": "|", "├": "|", "─": "-", "━": "-", "┄": "-", "┈": "-", "░": ".", "▒": ":",
    **dict.fromkeys("▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▓", "#"),
})


def visible(text: str) -> str:
    """The text with its control characters written out, `\\u001b`, as JSON has them; lines and tabs stay."""
    return HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def in_ascii(text: str) -> str:
    """The nearest in ASCII: a sign's stand-in, a letter without its accents, or a question mark."""
    near = unicodedata.normalize("NFKD", text.translate(SIGNS)).translate(SIGNS)
    bare = "".join(sign for sign in near if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode("ascii")


def _fall_back(error: UnicodeError) -> tuple[str, int]:
    """The codec error handler. One code page lacks a sign of ASCII itself: `%`, in cp864."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_ascii(error.object[error.start : error.end]).replace("%", "pct"), error.end


class Shown:
    """A stream to print to. Programs that draw write to the file descriptor, or to `sys.__stderr__`.

    `buffer`: none, or Click would write past this where the encoding is ASCII.
    """

    buffer = None

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(visible(text))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def prepare() -> None:
    """Set the standard streams up, once, before anything is read or printed. An input that was closed is empty."""
    codecs.register_error(ERRORS, _fall_back)
    sys.stdin = sys.stdin or NOWHERE.open(encoding="utf-8")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="backslashreplace")
    sys.stdout, sys.stderr = _shown(sys.stdout), _shown(sys.stderr)


def _shown(stream: TextIO) -> TextIO:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=ERRORS)
    return stream if isinstance(stream, Shown) else cast("TextIO", Shown(stream))
