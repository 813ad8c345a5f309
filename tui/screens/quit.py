"""Leaving the game."""

from __future__ import annotations

from pathlib import Path

from tui.actions import key
from tui.screens.confirm import ConfirmCard
from tui.texts import say


class QuitCard(ConfirmCard):
    """Says what is kept before the player leaves; a second q means it."""

    BINDINGS = [key("enter,y,q", "yes", "keys-leave")]

    def __init__(self, path: Path | None, orders: int, trouble: str = "") -> None:
        kept = [trouble] if trouble else [say("card-quit-kept", path=str(path))] if path else []
        lost = [say("card-quit-lost")] if orders else []
        super().__init__(say("card-quit"), [*kept, *lost], "")
        self.hint = say("card-quit-hint")
