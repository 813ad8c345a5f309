"""One question before something that counts."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions import key
from tui.screens.cards import Card


class ConfirmCard(Card[bool]):
    """Answers True on enter, None on escape."""

    BINDINGS = [key("enter,y", "yes", "Yes", "Do it")]

    def __init__(self, title: str, lines: Sequence[str], yes: str) -> None:
        super().__init__()
        self.title_text, self.lines = title, lines
        self.hint = f"⏎ {yes} · esc not yet"

    def text(self) -> str:
        return "\n".join(self.lines)

    def action_yes(self) -> None:
        self.dismiss(True)
