"""Between two people at one terminal: nothing of either seat is in sight."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import key


class HandOver(ModalScreen[bool]):
    """Covers the whole screen until the next person is there."""

    BINDINGS = [key("enter,space", "here", "Here", "Begin")]

    def __init__(self, seat: str, date: str, sealed: str = "") -> None:
        super().__init__()
        self.seat, self.date, self.sealed = seat, date, sealed

    def compose(self) -> ComposeResult:
        told = f"The orders of {self.sealed} are sealed.\n\n" if self.sealed else ""
        with Middle(), Center():
            yield Static(f"{told}Hand the terminal to {self.seat}.\n{self.date}\n\n⏎ when nobody else is looking",
                         id="handover", markup=False)

    def action_here(self) -> None:
        self.dismiss(True)
