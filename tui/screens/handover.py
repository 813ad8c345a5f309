"""Between two people at one terminal: nothing of either seat is in sight."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import key
from tui.texts import say


class HandOver(ModalScreen[bool]):
    """Covers the whole screen until the next person is there."""

    BINDINGS = [key("enter,space", "here", "keys-here")]

    def __init__(self, seat: str, date: str, sealed: str = "") -> None:
        super().__init__()
        self.seat, self.date, self.sealed = seat, date, sealed

    def compose(self) -> ComposeResult:
        told = f"{say('card-sealed', who=self.sealed)}\n\n" if self.sealed else ""
        with Middle(), Center():
            text = say("card-hand-over", who=self.seat, told=self.date)
            yield Static(f"{told}{text}", id="handover", markup=False)

    def action_here(self) -> None:
        self.dismiss(True)
