"""Why: an indicator's signed contributions, which add up to its change."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from textual.content import Content

from tui.figures import bar, number, signed
from tui.lines import shown_rows, unit
from tui.screens.cards import WIDTH, Card
from tui.views import Explanation

BAR = 10
INDENT = " " * (BAR + 9)


class WhyCard(Card[None]):
    """Each cause with its size, a bar, and where it comes from; a sum line closes the account."""

    hint = "The rows add up to the change. esc closes"

    def __init__(self, found: Explanation) -> None:
        super().__init__()
        self.found = found
        self.title_text = f"Why: {found.label}"

    def text(self) -> Content:
        return Content.assemble(*account(self.found))


def hanging(text: str) -> str:
    """The text wrapped beside the numbers."""
    return textwrap.fill(text, WIDTH - len(INDENT)).replace("\n", f"\n{INDENT}")


def account(found: Explanation) -> Iterator[str | tuple[str, str]]:
    """Before, after, then per cause two lines: amount, bar and words; rule, claims and place in the source."""
    d, rows = shown_rows(found)
    change = round(found.after, d) - round(found.before, d)
    yield f"{found.dates}: from {number(found.before, d)} to {number(found.after, d)}{unit(found.unit)}\n\n"
    largest = max((abs(amount) for amount, _, _ in rows), default=0.0)
    for amount, words, source in rows:
        yield (f"{signed(amount, d):>7} {bar(amount, largest, BAR):{BAR}} ", "bold")
        yield f"{hanging(words)}\n"
        if source:
            yield (f"{INDENT}{hanging(source)}\n", "dim")
    total = f"{'─' * 7}\n{signed(change, d):>7} change in the turn\n"
    yield (total if rows else "Nothing changed it in this turn.\n", "bold")
