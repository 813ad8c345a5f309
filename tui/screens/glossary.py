"""The glossary: terms, numbers, institutions and claims, found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.actions import key
from tui.texts import say
from tui.told import term_line
from tui.views import TermView
from tui.widgets import Row, Rows
from tui.widgets.rows import heading

KINDS = ("term", "number", "institution", "doctrine", "claim")


class GlossaryCard(ModalScreen[None]):
    """Type to find; the arrows scroll; escape closes."""

    BINDINGS = [key("escape", "close", "keys-close-glossary"),
                key("down", "roll(1)", "keys-entry-down", show=False),
                key("up", "roll(-1)", "keys-entry-up", show=False)]

    def __init__(self, terms: tuple[TermView, ...]) -> None:
        super().__init__()
        self.terms = terms

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = Content(say("glossary-title"))
            yield Input(placeholder=say("glossary-type"), id="find")
            yield Rows(id="terms", classes="plain")
            yield Static(say("glossary-hint"), classes="hint", markup=False)

    def on_mount(self) -> None:
        self._find("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, text: str) -> None:
        self.query_one(Rows).write(term_rows(matching(self.terms, text)))

    def action_roll(self, by: int) -> None:
        rows = self.query_one(Rows)
        rows.action_cursor_down() if by > 0 else rows.action_cursor_up()

    def action_close(self) -> None:
        self.dismiss(None)


def matching(terms: Iterable[TermView], text: str) -> list[TermView]:
    """Those that have the text in their name; failing these, in their words."""
    wanted = text.strip().lower()
    named = [t for t in terms if wanted in t.term.lower()]
    return named or [t for t in terms if wanted in t.words.lower()]


def term_rows(terms: list[TermView]) -> Iterator[Row]:
    for kind in KINDS:
        found = [t for t in terms if t.kind == kind]
        if found:
            yield heading(say("glossary-kind", kind=kind))
        for t in found:
            yield Row(term_line(t))
    if not terms:
        yield Row(say("glossary-nothing"), heading=True)
