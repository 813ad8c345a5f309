"""What the terminal can do: draw the screens, or forget what is on it."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

from tui.texts import say

# To the upper left corner, all blank, and then what has scrolled away: terminals may scroll away what they blank.
BLANK = b"\x1b[H\x1b[2J\x1b[3J"
LINES = 100  # of a terminal that cannot be cleared, at least


def on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def cannot_draw() -> str:
    """Why the screens cannot be drawn here, in words; empty where they can. Textual draws on standard error."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        return say("terminal-elsewhere")
    if stream.encoding.lower().replace("-", "").replace("_", "") != "utf8":
        return say("terminal-encoding", encoding=stream.encoding)
    if not places_cursor():
        return say("terminal-cursor", term=os.environ.get("TERM", ""))
    return ""


def places_cursor() -> bool:
    """Whatever terminfo does not know is taken for a new terminal, which can."""
    if os.name != "posix":
        return True
    name = os.environ.get("TERM", "")
    return name not in ("", "dumb", "unknown") and _known_to(name, "cup") is not False


def _known_to(name: str, capability: str) -> bool | None:
    """Does terminfo list the capability? None where it does not list the terminal."""
    try:
        import curses
    except ImportError:
        return None
    try:
        curses.setupterm(name, 1)
    except curses.error:
        return None
    return bool(curses.tigetstr(capability))


def clear(out: TextIO) -> None:
    """Take all that is on the terminal out of sight, and out of reach of scrolling where that is possible."""
    if not out.isatty():
        return
    if places_cursor():
        out.flush()
        os.write(out.fileno(), BLANK)
    else:
        out.write("\n" * max(LINES, 2 * shutil.get_terminal_size().lines))
        out.flush()
