"""Help: keys, marks, and how to read the numbers."""

from __future__ import annotations

from textual.content import Content

from tui.screens.cards import Card
from tui.widgets import styled

TEXT = """\
A TURN
Read the brief (1), choose orders (2), submit them (s), see what came
of it and why (3). After the last turn compare with history (c).

KEYS
1 Brief   2 Decide   3 Result   c compare with history
↑ ↓ or k j  move         tab or h l  next pane
enter       go on; order the option under the cursor
o           the option's whole card; r in it tells what history did
w           why the number under the cursor changed
u           take the last order back
s           submit and run the turn
b           back to the opening of the turn before
?           this page      q  leave; the game is saved
With a Russian or Kazakh layout the same keys work.

MARKS
◆ proposed to you   ○ possible   ● ordered   × not possible now
▲ rose   ▼ fell   · did not change as far as its decimals show

ORDERS
A number before an option is its price in political capital. You may
start two moves a turn; answers to proposals come on top. What others
must agree to comes into force only if all of them say yes, and you
pay only then.

NUMBERS
Most run from 0 to 1. The rows under Why add up to the change. Where a
number is computed from others, the order in which causes are credited
within a phase is a convention."""


class HelpCard(Card[None]):
    title_text = "Help"

    def text(self) -> Content:
        return styled(TEXT.split("\n"))
