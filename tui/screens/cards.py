"""The cards over a screen: a title, text that scrolls, and what the keys do."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import key
from tui.texts import say

Answer = TypeVar("Answer")
WIDTH = 70  # cells for text in a card at 80 columns


class Card(ModalScreen[Answer]):
    """A card. Subclasses give `title_text`, `text()` and their keys; escape always closes."""

    BINDINGS = [
        key("escape,q", "close", "keys-close-card"),
        key("j,down", "roll(1)", "keys-scroll-down", show=False),
        key("k,up", "roll(-1)", "keys-scroll-up", show=False),
    ]
    title_text = ""
    hint = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self.title_text)
            with VerticalScroll():
                yield Static(self.text(), id="text", markup=False)
            yield Static(self.hint or say("card-closes"), classes="hint", markup=False)

    def text(self) -> Content | str:
        raise NotImplementedError

    def action_close(self) -> None:
        self.dismiss(None)

    def action_roll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
