"""Leaving the game."""

from __future__ import annotations

from tui.actions import key
from tui.screens.confirm import ConfirmCard
from tui.texts import say
from tui.views import KeptView


class QuitCard(ConfirmCard):
    """Says what is kept before the player leaves; a second q means it."""

    BINDINGS = [key("enter,y,q", "yes", "keys-leave")]

    def __init__(self, kept: KeptView, orders: int) -> None:
        saved = [say("card-quit-kept", path=kept.place)] if kept.place else []
        lost = [say("card-quit-lost")] if orders else []
        super().__init__(say("card-quit"), [*([kept.trouble] if kept.trouble else saved), *lost], "")
        self.hint = say("card-quit-hint")
