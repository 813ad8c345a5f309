"""The path of one order is short and leads down."""

from __future__ import annotations

from pathlib import Path

from tests.tui.order_path import FLOORS, order_path


async def test_the_path_of_one_order(tmp_path: Path) -> None:
    found = await order_path(tmp_path)
    assert {beginning for beginning in FLOORS if any(name.startswith(beginning) for name in found.files)} >= {
        "tui/app.py", "tui/desk.py", "tui/offloop.py", "sim/session/", "sim/game/", "sim/model/", "sim/engine/",
        "sim/disk.py"}
    assert len(found.files) <= 16, found.files
    assert found.up() == []
