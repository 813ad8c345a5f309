"""Draw docs/screens anew: python -m tests.tui.screenshots. A few turns of a real game, in both sizes."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from sim.session.local import new_table
from tests.tui.driver import LARGE, SMALL, playing

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
STEPS = (
    ("", "brief"),
    ("2 enter down down down enter p", "decide"),
    ("s enter", "brief-later"),
    ("down down down w", "why"),
    ("escape 2 enter s enter s enter 3 down", "indicators"),
    ("4", "world"),
    ("5", "deals"),
    ("6", "history"),
    ("s enter s enter s enter 7 down down down down", "debrief"),
)


async def draw(size: tuple[int, int], folder: Path) -> None:
    table = new_table("summit-2018", ["kazakhstan"], 1, folder / f"{size[0]}.jsonl")
    async with playing(table, size) as game:
        for keys, name in STEPS:
            await game.press(*keys.split())
            game.app.clear_notifications()
            await game.settle()
            game.app.save_screenshot(f"{name}-{size[0]}x{size[1]}.svg", str(FOLDER))


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "TEXTUAL_ANIMATIONS": "none"}
        for size in (SMALL, LARGE):
            asyncio.run(draw(size, Path(folder)))


if __name__ == "__main__":
    main()
