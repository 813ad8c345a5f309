"""Characters that nobody sees and that make a text look other than it is: refused in files that are made to be shared.

Control characters steer a terminal; bidirectional embeddings, overrides and isolates turn the order of what follows;
spaces and fillers without width, and tag characters, hide one text in another. What languages are written with stays:
the joiners of Persian and of Indic scripts, and the marks of direction between Hebrew or Arabic and Latin words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# In the order of Unicode: C0, DEL and C1; soft hyphen; fillers of Hangul; a vowel separator without width; space of no
# width; line and paragraph separators, embeddings and overrides; word joiner, invisible operators, isolates; byte
# order mark; annotations; tags.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f]")


def hidden_in_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Line and column, from 1, of the first such character of each line, and the line."""
    if not HIDDEN.search(text.replace("\r", "")):
        return
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        if found := HIDDEN.search(line):
            yield number, found.start() + 1, line


def number_of(text: str) -> str:
    """The first such character as Unicode numbers it, U+202E; empty when there is none."""
    found = HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
