"""1 Brief: what opens a turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from tui.actions import key
from tui.figures import start
from tui.lines import change, goal, option_line, outcomes, regime, score, sign, way_out
from tui.messages import CardAsked, PagesAsked, WhyAsked
from tui.screens.base import GameScreen, gauge
from tui.snapshot import Snapshot
from tui.texts import say
from tui.told import coming_lines, hindsight_line
from tui.views import GoalView, HindsightView, TurnView
from tui.widgets import Row, Rows, TextPane
from tui.widgets.rows import section

SOON = 6


class BriefScreen(GameScreen):
    """The briefing on the left; on wide terminals the numbers that the goals stand on at the right."""

    MODE = "brief"
    GUIDE = "brief-guide"
    BINDINGS = [key("enter", "open", "keys-open-row")]

    def compose_body(self) -> ComposeResult:
        yield Rows(id="brief")
        yield TextPane(id="aside", classes="pane aside", can_focus=False)

    def __init__(self) -> None:
        super().__init__()
        self.shown: TurnView | None = None

    def show(self, snapshot: Snapshot) -> None:
        view = snapshot.view
        pane, aside = self.query_one("#brief", Rows), self.query_one("#aside", TextPane)
        pane.border_title = Content(say("brief-title", title=view.brief.title, seat=view.seat, date=view.date))
        pane.border_subtitle = Content(say("screen-w") if view.turn > 1 else say("brief-w"))
        pane.write(brief_rows(snapshot))
        if self.shown is None or self.shown.turn != view.turn:
            pane.highlighted = next((k for k, row in enumerate(pane.rows) if not row.heading), None)
            pane.scroll_home(animate=False)
            pane.focus()
            self.post_message(PagesAsked())
        self.shown = view
        aside.border_title = Content(say("heading-figures"))
        figures = [x for x in snapshot.numbers.values() if x.group == "goals"]
        aside.write(line for x in figures for line in gauge(x, snapshot.trail(x.path)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_open()

    def action_open(self) -> None:
        row = self.query_one("#brief", Rows).row
        if row and row.path and self.shown and self.shown.turn > 1:
            self.post_message(WhyAsked(row.path))
        elif row and row.key:
            self.post_message(CardAsked(row.key))
        else:
            self.game.action_next()


def brief_rows(snapshot: Snapshot) -> Iterator[Row]:
    """What came of the orders, changes with their causes, news, proposals and goals; at first the situation."""
    view = snapshot.view
    if view.turn > 1:
        yield from _since(snapshot)
    else:
        yield from section(say("heading-situation"), _texts(view.brief.situation.split("\n\n")))
        yield from section(say("heading-brief"), _texts(view.brief.brief.split("\n\n")))
    yield from section(say("heading-regimes"), _crises(snapshot))
    yield from section(say("heading-news"), _texts(view.brief.news))
    yield from section(say("heading-proposals"), [Row(option_line(o), key=o.key) for o in snapshot.proposals])
    yield from section(say("heading-goals"), [Row(score(view)), *_goals(g for g in view.brief.goals if not g.secret)])
    secret = _goals(g for g in view.brief.goals if g.secret)
    yield from section(say("heading-secret"), [*_texts([view.brief.secret]), *secret])
    if view.turn > 1:
        yield from section(say("heading-situation-then"), _texts(view.brief.situation.split("\n\n")))
        yield from section(say("heading-brief"), _texts(view.brief.brief.split("\n\n")))
    yield from section(say("heading-voices"), _texts(view.brief.others_say))


def _since(snapshot: Snapshot) -> Iterator[Row]:
    """What a later turn opens with."""
    view = snapshot.view
    if view.over:
        yield from section(say("brief-over"), [Row(say("brief-debrief"))])
    yield from section(say("brief-outcomes", when=view.last), [Row(text) for text in outcomes(view)])
    causes, known = dict(snapshot.causes), snapshot.numbers
    changes = [Row(because(change(known[path]), causes.get(path, "")), path=path) for path in view.brief.changes]
    yield from section(say("heading-changes"), changes)
    held = snapshot.pages[-1].hindsight if snapshot.pages else ()
    yield from section(say("heading-hindsight"), hindsight_rows(held))
    coming = [Row("\n".join(coming_lines(c))) for c in snapshot.coming if c.own]
    yield from section(say("heading-coming"), coming[:SOON])


def hindsight_rows(held: tuple[HindsightView, ...]) -> Iterator[Row]:
    """How many numbers came as forecast, then those that surprised."""
    if held:
        inside = sum(x.inside for x in held)
        yield Row(say("brief-held", inside=inside, count=len(held)))
    yield from (Row(hindsight_line(x), path=x.path) for x in held if not x.inside)


def because(text: str, cause: str) -> str:
    return say("brief-because", change=text, cause=cause.rstrip(".")) if cause else text


def _crises(snapshot: Snapshot) -> Iterator[Row]:
    """The odds first, then each crisis; a sign opens why, a way out its card."""
    yield from _texts(x.words for x in snapshot.odds)
    for x in snapshot.view.regimes:
        paths, ways = {sign(y): y.path for y in x.signs}, {way_out(y): y.key for y in x.exits}
        for line in regime(x):
            told = line.strip()
            yield Row(line, path=paths.get(told, ""), key=ways.get(told, ""))


def _texts(texts: Iterable[str]) -> list[Row]:
    return [Row(start(text)) for text in texts if text]


def _goals(goals: Iterable[GoalView]) -> list[Row]:
    return [Row(goal(g), path=g.path) for g in goals]
