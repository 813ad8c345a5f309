"""Everything about one option; history is told only when the player asks for it."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.actions import key
from tui.lines import option_card
from tui.screens.cards import WIDTH, Card
from tui.texts import say
from tui.views import CardView, OptionView
from tui.widgets import styled


class OptionCard(Card[bool]):
    """Answers True when the player orders the option or takes it back, or wants to speak of it."""

    BINDINGS = [
        key("enter,space", "order", "keys-order"),
        key("r", "reveal", "keys-reveal"),
    ]

    def __init__(self, option: OptionView, card: CardView, ordered: bool) -> None:
        super().__init__()
        self.option, self.card = option, card
        self.title_text = option.title
        does = "says" if option.public else "takes-back" if ordered else "orders"
        self.hint = say("card-option", does=does)

    def text(self) -> Content:
        return styled(option_card(self.option, self.card), WIDTH)

    def action_order(self) -> None:
        self.dismiss(True)

    def action_reveal(self) -> None:
        self.query_one("#text", Static).update(styled(option_card(self.option, self.card, history=True), WIDTH))
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_end, animate=False)
