"""Screens, letter by letter, as they stand at 80x24 and 130x40.

Text is compared and not a drawing: a difference can be read in review, a change of colours or of the drawing library
breaks nothing, and what a screen says without colour is all that it may rely on. The session is made by hand, so that
the rules may change without these. To write them anew: MULTIVECTOR_SCREENS=write pytest tests/tui/test_screens.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.driver import LARGE, SMALL, playing
from tests.tui.stub import StubSession

FOLDER = Path(__file__).parent / "screens"
WALK = (
    ("", "brief"), ("2 enter down", "decide"), ("s enter", "brief-later"), ("3 down", "indicators"),
     ("4", "world"), ("5", "deals"), ("6", "history"), ("s enter s enter 7", "debrief"),
)
CARDS = (("g", "glossary"), ("escape 2 o", "option"), ("escape enter s", "confirm"), ("escape down c", "compare"),
         ("escape question_mark", "help"), ("escape s enter 3 w", "why"))


@pytest.mark.snapshot
@pytest.mark.parametrize(("steps", "size"), [(WALK, SMALL), (WALK, LARGE), (CARDS, SMALL)])
async def test_screens(steps: tuple[tuple[str, str], ...], size: tuple[int, int]) -> None:
    wrong: list[str] = []
    async with playing(StubSession(), size) as game:
        for keys, name in steps:
            await game.press(*keys.split())
            game.app.clear_notifications()
            await game.settle()
            if not same(game.text, FOLDER / f"{name}-{size[0]}x{size[1]}.txt"):
                wrong.append(f"{name}:\n{game.text}")
    assert not wrong, "\n".join(wrong)


def same(shown: str, path: Path) -> bool:
    """Whether the screen is as it was; written anew when asked."""
    if os.environ.get("MULTIVECTOR_SCREENS") == "write":
        path.write_text(shown, encoding="utf-8")
    return shown == path.read_text(encoding="utf-8")


def test_there_are_few_of_them() -> None:
    assert len(list(FOLDER.glob("*.txt"))) == 2 * len(WALK) + len(CARDS) <= 25
