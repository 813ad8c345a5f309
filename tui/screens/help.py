"""Help: first this screen, then keys, marks, and how to read the numbers."""

from __future__ import annotations

from textual.content import Content

from tui.screens.cards import Card
from tui.settings import folder
from tui.texts import say
from tui.widgets import styled


class HelpCard(Card[None]):
    """`guide`: the text of the screen below."""

    def __init__(self, title: str = "", guide: str = "") -> None:
        super().__init__()
        self.title_text = say("help-title")
        self.guide = [title.upper(), *say(guide).split("\n"), ""] if guide else []

    def text(self) -> Content:
        return styled([*self.guide, *say("help-text").split("\n"), f"{folder() / 'keys.toml'}"])
