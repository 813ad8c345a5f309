"""Characters that nobody sees and that make a text look other than it is: refused in files that are made to be shared.

They are the ones that are written out wherever anything is printed (`sim.streams`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sim.streams import HIDDEN


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
