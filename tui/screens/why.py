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
from tui.texts import say
from tui.views import Explanation, IndicatorView
from tui.widgets.picture import content

BAR = 16
INDENT = " " * (BAR + 9)


class WhyCard(Card[None]):
    """Each cause with its size, its step in the waterfall, and where it comes from; a sum line closes the account.
    `turn`: the span, 0 for everything since the opening; `last`: the turn that `t` goes back to from there."""

    BINDINGS = [key("t", "span", "keys-span")]

    def __init__(self, found: Explanation, turn: int, last: int, meaning: str = "") -> None:
        super().__init__()
        self.found, self.turn, self.last, self.meaning = found, turn, turn or last, meaning
        self.title_text = say("why-title", label=found.label)
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
        return say("why-hint", span=bool(self.turn), last=self.last)


class MeaningCard(Card[None]):
    """What a number is and where it stands, as long as no turn has changed it."""

    def __init__(self, x: IndicatorView, meaning: str) -> None:
        super().__init__()
        self.x, self.meaning, self.title_text = x, meaning, say("why-title", label=x.label)

    def text(self) -> Content:
        value = say("why-opening", value=f"{number(self.x.value, self.x.decimals)}{unit(self.x.unit)}")
        later = say("why-later")
        return Content("\n\n".join(textwrap.fill(text, WIDTH) for text in (self.meaning, value, later) if text))


def hanging(text: str) -> str:
    """The text wrapped beside the numbers."""
    return textwrap.fill(text, WIDTH - len(INDENT)).replace("\n", f"\n{INDENT}")


def account(found: Explanation, turn: int) -> Iterator[Content]:
    """Before, after, then per cause two lines: amount, its step and words; rule, claims and place in the source."""
    d, rows = shown_rows(found)
    before, after = number(found.before, d), f"{number(found.after, d)}{unit(found.unit)}"
    yield Content(f"{say('why-span', turn=turn, dates=found.dates, before=before, after=after)}\n\n")
    steps = waterfall([amount for amount, _, _ in rows], BAR)
    for (amount, words, source), step in zip(rows, steps, strict=True):
        yield Content.styled(f"{signed(amount, d):>7} ", "bold")
        yield content((step,))
        yield Content(f" {hanging(words)}\n")
        if source:
            yield Content.styled(f"{INDENT}{hanging(source)}\n", "dim")
    total = f"{'─' * 7}\n{signed(shown_change(found, d), d):>7} {say('why-total')}"
    yield Content.styled(f"{total if rows else say('lines-why-nothing')}\n", "bold")
