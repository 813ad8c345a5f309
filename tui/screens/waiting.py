"""Others elsewhere have not given their orders yet."""

from __future__ import annotations

from textual.widgets import Static

from tui.figures import start
from tui.screens.cards import Card
from tui.texts import say
from tui.views import RoomView, visible


class WaitingCard(Card[None]):
    """Says who is awaited. It goes away by itself when the turn has run; whoever closes it looks around meanwhile."""

    def __init__(self, room: RoomView, clock: str = "") -> None:
        super().__init__()
        self.room, self.clock = room, clock
        self.title_text, self.hint = say("kept-waiting-title"), say("kept-waiting-hint")

    def text(self) -> str:
        who = visible(say("kept-waiting", who=tuple(map(self.room.label, self.room.awaited))))
        return "\n\n".join(filter(None, (who, start(self.clock))))

    def renew(self, room: RoomView, clock: str = "") -> None:
        self.room, self.clock = room, clock
        self.query_one("#text", Static).update(self.text())
