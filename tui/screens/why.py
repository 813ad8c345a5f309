"""Why: an indicator's signed contributions, which add up to its change, in this turn or since the opening."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from tui.actions import key
from tui.charts.waterfall import waterfall
from tui.figures import number, signed
from tui.lines import shown_change, shown_rows, unit
from tui.messages import WhyAsked
from tui.screens.cards import WIDTH, Card
from tui.views import Explanation, IndicatorView
from tui.widgets.picture import content

BAR = 16
INDENT = " " * (BAR + 9)


class WhyCard(Card[None]):
    """Each cause with its size, its step in the waterfall, and where it comes from; a sum line closes the account.
    `turn`: the span, 0 for everything since the opening; `last`: the turn that `t` goes back to from there."""

    BINDINGS = [key("t", "span", "Turn / since the start", "This turn alone, or everything since the opening")]

    def __init__(self, found: Explanation, turn: int, last: int, meaning: str = "") -> None:
        super().__init__()
        self.found, self.turn, self.last, self.meaning = found, turn, turn or last, meaning
        self.title_text = f"Why: {found.label}"
        self.hint = self._hint()

    def text(self) -> Content:
        meaning = Content(f"{textwrap.fill(self.meaning, WIDTH)}\n\n" if self.meaning else "")
        return Content("").join([meaning, *account(self.found, self.turn)])

    def action_span(self) -> None:
        self.post_message(WhyAsked(self.found.path, 0 if self.turn else self.last))

    def replace(self, found: Explanation, turn: int) -> None:
        """Another span of the same number."""
        self.found, self.turn = found, turn
        self.query_one("#text", Static).update(self.text())
        self.query_one(".hint", Static).update(self._hint())

    def _hint(self) -> str:
        other = "since the start" if self.turn else f"turn {self.last} alone"
        return f"█ rises ▒ falls; the rows add up · t {other} · esc closes"


class MeaningCard(Card[None]):
    """What a number is and where it stands, as long as no turn has changed it."""

    def __init__(self, x: IndicatorView, meaning: str) -> None:
        super().__init__()
        self.x, self.meaning, self.title_text = x, meaning, f"Why: {x.label}"

    def text(self) -> Content:
        value = f"At the opening: {number(self.x.value, self.x.decimals)}{unit(self.x.unit)}."
        later = "Nothing has changed it yet. Submit a turn (s); then w says what did, cause by cause."
        return Content("\n\n".join(textwrap.fill(text, WIDTH) for text in (self.meaning, value, later) if text))


def hanging(text: str) -> str:
    """The text wrapped beside the numbers."""
    return textwrap.fill(text, WIDTH - len(INDENT)).replace("\n", f"\n{INDENT}")


def account(found: Explanation, turn: int) -> Iterator[Content]:
    """Before, after, then per cause two lines: amount, its step and words; rule, claims and place in the source."""
    d, rows = shown_rows(found)
    span = f"In turn {turn}" if turn else "Since the start"
    yield Content(f"{span}, {found.dates}: from {number(found.before, d)} to {number(found.after, d)}"
                  f"{unit(found.unit)}\n\n")
    steps = waterfall([amount for amount, _, _ in rows], BAR)
    for (amount, words, source), step in zip(rows, steps, strict=True):
        yield Content.styled(f"{signed(amount, d):>7} ", "bold")
        yield content((step,))
        yield Content(f" {hanging(words)}\n")
        if source:
            yield Content.styled(f"{INDENT}{hanging(source)}\n", "dim")
    total = f"{'─' * 7}\n{signed(shown_change(found, d), d):>7} change in all\n"
    yield Content.styled(total if rows else "Nothing changed it.\n", "bold")
