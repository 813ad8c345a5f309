"""A word in public: what is said of a joint option, with a line of reason; and what is proposed instead."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from tui.actions import key
from tui.lines import titled
from tui.screens.cards import WIDTH, Card
from tui.texts import say
from tui.views import OptionView
from tui.widgets import Row, Rows, styled

LONGEST = 200  # characters of a reason


class WordCard(Card[str]):
    """Answers the reason, which may be empty; None on escape."""

    BINDINGS = [key("escape", "close", "keys-close-card")]
    AUTO_FOCUS = "#reason"

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.title_text, self.lines, self.hint = title, lines, say("card-word")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self.title_text)
            with VerticalScroll(can_focus=False):
                yield Static(self.text(), id="text", markup=False)
            yield Input(placeholder=say("card-reason"), max_length=LONGEST, id="reason")
            yield Static(self.hint, classes="hint", markup=False)

    def text(self) -> Content:
        return styled(self.lines, WIDTH)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class CounterCard(ModalScreen[str]):
    """Answers the key of what is proposed instead; None on escape."""

    BINDINGS = [
        key("enter", "take", "keys-instead"),
        key("escape,q", "close", "keys-close-card"),
        key("j", "cursor('down')", "keys-down", show=False),
        key("k", "cursor('up')", "keys-up", show=False),
    ]

    def __init__(self, refused: OptionView, options: Sequence[OptionView]) -> None:
        super().__init__()
        self.refused, self.options = refused, options

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(say("card-instead", title=self.refused.title))
            yield Rows(id="instead", classes="plain")
            yield Static(say("card-instead-hint"), classes="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(Rows).write(Row(f"◇ {o.cost} {titled(o)}", key=o.key, hang=4) for o in self.options)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_take()

    def action_take(self) -> None:
        row = self.query_one(Rows).row
        self.dismiss(row.key if row else None)

    def action_cursor(self, where: str) -> None:
        rows = self.query_one(Rows)
        rows.action_cursor_down() if where == "down" else rows.action_cursor_up()

    def action_close(self) -> None:
        self.dismiss(None)
