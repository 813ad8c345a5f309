"""Where the game is kept, in words."""

from __future__ import annotations

from tui.texts import say
from tui.views import KeptView


def farewell(kept: KeptView) -> list[str]:
    """Where the game is now, and how to go on with it."""
    if kept.trouble or not kept.place:
        return [kept.trouble] if kept.trouble else []
    return [*moved(kept), say("kept-saved", place=kept.place), say("kept-resume", command=kept.resume)]


def moved(kept: KeptView) -> list[str]:
    """That it had to be written elsewhere, if it had."""
    return [say("kept-lost", lost=kept.lost, place=kept.place)] if kept.lost else []
