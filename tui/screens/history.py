"""6 History: the turns that were played, one at a time; decisions against outcomes; other lines of play."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from tui.actions import key
from tui.figures import start
from tui.lines import change, deed
from tui.messages import BranchAsked, PagesAsked, RewindAsked, WhyAsked
from tui.screens.base import GameScreen
from tui.screens.brief import hindsight_rows
from tui.snapshot import PastPage, Snapshot
from tui.texts import say
from tui.told import answers, branch_line
from tui.views import BoardView, BranchView
from tui.widgets import Row, Rows
from tui.widgets.rows import section


class HistoryScreen(GameScreen):
    """Turns and branches left, the turn in replay right."""

    MODE = "history"
    GUIDE = "history-guide"
    BINDINGS = [
        key("left_square_bracket", "replay(-1)", "keys-replay-back"),
        key("right_square_bracket", "replay(1)", "keys-replay-on"),
        key("b", "rewind", "keys-rewind"),
        key("enter", "open", "keys-open-turn", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.played = -1

    def compose_body(self) -> ComposeResult:
        yield Rows(id="turns")
        yield Rows(id="turn")

    def show(self, snapshot: Snapshot) -> None:
        if self.played != len(snapshot.pages):
            self.played, self.at = len(snapshot.pages), len(snapshot.pages)
        turns = self.query_one("#turns", Rows)
        known = turns.rows
        turns.border_title = Content(say("history-turns"))
        turns.write(turn_rows(snapshot))
        if turns.rows != known:
            turns.seek(str(self.at))
        if self.focused is None:
            turns.focus()
        self._page(snapshot)
        if len(snapshot.pages) < snapshot.view.turn - 1 or not snapshot.branches:
            self.post_message(PagesAsked())

    def _page(self, snapshot: Snapshot) -> None:
        pane = self.query_one("#turn", Rows)
        if not snapshot.pages:
            pane.border_title = Content(say("history-none"))
            pane.write([Row(say("history-later"))])
            return
        page = snapshot.pages[self.at - 1]
        pane.border_title = Content(say("history-turn", turn=page.turn.turn, date=page.turn.date))
        pane.border_subtitle = Content(say("screen-w"))
        pane.write(page_rows(page, snapshot.board))

    def _branch(self, branch: BranchView) -> None:
        """What was ordered on another line of play."""
        pane = self.query_one("#turn", Rows)
        pane.border_title = Content(say("history-branch", name=branch.name))
        pane.border_subtitle = ""
        rows = [Row(f"{date}: {orders or say('history-passed')}", hang=2) for date, orders in branch.orders]
        pane.write(rows or [Row(say("history-branch-none"))])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        row = self.query_one("#turns", Rows).row
        if event.option_list.id != "turns" or row is None or self.snapshot is None:
            return
        if row.key.isdecimal():
            self.at = int(row.key)
            self._page(self.snapshot)
        elif branch := next((b for b in self.snapshot.branches if row.key == f"branch|{b.name}"), None):
            self._branch(branch)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_open()

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_replay(self, by: int) -> None:
        """One turn on or back."""
        self.at = max(1, min(self.played, self.at + by)) if self.played > 0 else 0
        self.query_one("#turns", Rows).seek(str(self.at))
        if self.snapshot:
            self._page(self.snapshot)

    def action_rewind(self) -> None:
        if self.at:
            self.post_message(RewindAsked(self.at))

    def action_open(self) -> None:
        pane = self.focused
        row = pane.row if isinstance(pane, Rows) else None
        if row and row.path:
            self.post_message(WhyAsked(row.path, self.at))
        elif row and row.key.startswith("branch|"):
            self.post_message(BranchAsked(row.key.partition("|")[2]))

    def action_why(self) -> None:
        path = self.subject()
        if path and self.at:
            self.post_message(WhyAsked(path, self.at))
        else:
            self.notify(say("history-ask", played=self.played > 0), timeout=5)

    def subject(self) -> str:
        return self.query_one("#turn", Rows).asked


def turn_rows(snapshot: Snapshot) -> Iterator[Row]:
    """`2 Mar-Apr 2018   ✓✓✗`: which of the orders came into force; then the branches."""
    rows = [Row(f"{p.turn.turn} {p.turn.date:14}{marks(p)}", key=str(p.turn.turn)) for p in snapshot.pages]
    yield from section(say("history-played"), rows)
    lines = [Row(f"{'▶' if b.now else ' '} {branch_line(b)}", key=f"branch|{b.name}", hang=4)
             for b in snapshot.branches]
    yield from section(say("history-lines"), lines)


def marks(page: PastPage) -> str:
    return "".join("✓" if o.struck else "✗" for o in page.turn.outcomes) or say("history-passed")


def page_rows(page: PastPage, board: BoardView) -> Iterator[Row]:
    """One turn again: orders, forecast against outcome, changes, news, agreements and answers, the others' deeds."""
    turn = page.turn
    orders = [Row(f"{'✓' if o.struck else '✗'} {o.what}: {o.words}") for o in turn.outcomes]
    yield from section(say("history-orders"), orders or [Row(say("history-no-orders"))])
    yield from section(say("heading-hindsight"), hindsight_rows(page.hindsight))
    yield from section(say("heading-changes"), [Row(change(x), path=x.path) for x in board.read(turn.changes).values()])
    yield from section(say("heading-news"), [Row(start(text)) for text in turn.news])
    yield from section(say("heading-answers"), [Row("\n".join(answers(p))) for p in turn.proposals])
    yield from section(say("heading-others"), [Row("\n".join((deed(d), *(f"  {r}" for r in d.reasons))))
                                               for d in turn.deeds if d.struck])
