"""Leaving the game."""

from __future__ import annotations

from pathlib import Path

from tui.actions import key
from tui.screens.confirm import ConfirmCard


class QuitCard(ConfirmCard):
    """Says what is kept before the player leaves; a second q means it."""

    BINDINGS = [key("enter,y,q", "yes", "Yes", "Leave")]

    def __init__(self, path: Path | None, orders: int, trouble: str = "") -> None:
        kept = [trouble] if trouble else [f"Every turn that you played is saved in {path}."] if path else []
        lost = ["Orders that you have not submitted are not."] if orders else []
        super().__init__("Leave the game?", [*kept, *lost], "leaves")
        self.hint = "⏎ or q leaves · esc stays"
