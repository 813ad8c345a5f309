"""The path of one order, from the key that gives it to the engine: python -m tests.tui.order_path

Calls are traced while an order is given and handed in. Whenever the order comes to the engine or to the disk, the files
of ours on the stack are its path; what leads to the thread in which the turn runs is part of it.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
ARRIVED = ("sim/engine/", "sim/disk.py")
ORDERS = {("tui/desk.py", "toggle"), ("tui/desk.py", "submit"), ("tui/offloop.py", "run"),
          ("sim/session/local.py", "check"), ("sim/session/local.py", "submit")}
FLOORS = ("tui/screens/", "tui/app.py", "tui/desk.py", "tui/offloop.py", "sim/session/", "sim/game/", "sim/model/",
          "sim/agents/", "sim/engine/", "sim/disk.py")


@dataclass
class OrderPath:
    """`steps`: (calling file, called file), in the order in which they were first taken, while it is `open`."""

    open: bool = False
    steps: dict[tuple[str, str], None] = field(default_factory=dict[tuple[str, str], None])

    @property
    def files(self) -> list[str]:
        return list(dict.fromkeys(name for step in self.steps for name in step))

    def up(self) -> list[tuple[str, str]]:
        """Steps that lead up instead of down."""
        return [step for step in self.steps if floor(step[0]) > floor(step[1])]


def floor(name: str) -> int:
    return next(k for k, beginning in enumerate(FLOORS) if name.startswith(beginning))


def ours(frame: FrameType) -> str:
    """The file of the frame's code, from the root; empty where it is not ours."""
    name = frame.f_code.co_filename
    if not name.startswith(f"{ROOT}/"):
        return ""
    short = name[len(str(ROOT)) + 1:]
    return short if short.startswith(("sim/", "tui/")) else ""


def stack(frame: FrameType | None) -> Iterator[tuple[str, str]]:
    """(file, function) of ours, the innermost first."""
    while frame is not None:
        if name := ours(frame):
            yield name, frame.f_code.co_name
        frame = frame.f_back


@contextmanager
def traced() -> Iterator[OrderPath]:
    """Threads are traced that begin meanwhile."""
    found = OrderPath()

    def look(frame: FrameType, event: str, _: Any) -> None:
        name = ours(frame) if found.open and event == "call" else ""
        arrived = name.startswith(ARRIVED) or (name, frame.f_code.co_name) == ("tui/offloop.py", "run")
        if not arrived:
            return
        chain = list(stack(frame))
        if any(other.startswith(ARRIVED) for other, _ in chain[1:]) or not ORDERS & set(chain):
            return
        files = [file for file, _ in reversed(chain)]
        found.steps.update(dict.fromkeys((a, b) for a, b in pairwise(files) if a != b))

    threading.setprofile(look)
    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]


async def order_path(folder: Path) -> OrderPath:
    """An order is given and handed in, and the turn runs."""
    from sim.session.local import new_table
    from tests.boards import MINI
    from tests.tui.driver import playing
    from tui.widgets import Rows

    table = new_table(MINI, ["mongolia"], 1, folder / "game.jsonl")
    with traced() as found:
        async with playing(table) as game:
            await game.press("2")
            own = next(o.key for o in game.now.view.options if not o.public and not o.refused)
            game.app.screen.query_one("#options", Rows).seek(own)
            await game.settle()
            found.open = True
            await game.press("enter", "s", "enter")
            found.open = False
    assert game.now.view.turn == 2 and table.game.orders[0]["mongolia"]
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "TEXTUAL_ANIMATIONS": "none"}
        found = asyncio.run(order_path(Path(folder)))
    print("\n".join(sorted(found.files, key=floor)))
    print(f"{len(found.files)} files; {len(found.up())} steps up")


if __name__ == "__main__":
    main()
