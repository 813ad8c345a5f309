"""2 Decide: the options, what may come of the one under the cursor, and the orders so far."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.actions import key
from tui.figures import number, start
from tui.lines import option_card, purse
from tui.messages import CardAsked, CardMissing, ForecastAsked, Toggled
from tui.preview import fan_chart, fan_of, preview, title_of
from tui.screens.base import GameScreen
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import OptionView, TurnView
from tui.widgets import Picture, Row, Rows, TextPane
from tui.widgets.rows import heading

CLOSED = {"asked": "◆", "closed": "×"}


class DecideScreen(GameScreen):
    """Options left, preview and card right, orders below; tall terminals add the fan, wide ones the other seats."""

    MODE = "decide"
    GUIDE = "decide-guide"
    BINDINGS = [
        key("enter,space", "toggle", "keys-toggle"),
        key("p", "preview", "keys-preview"),
        key("o", "card", "keys-card"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.shown: TurnView | None = None
        self.together = False

    def compose_body(self) -> ComposeResult:
        yield Rows(id="options")
        with Static(id="middle"):
            yield TextPane(id="card")
            yield Picture(id="fan")
        yield TextPane(id="aside", classes="pane aside")

    def compose_foot(self) -> ComposeResult:
        yield Static(id="orders", markup=False)

    # --- showing ------------------------------------------------------------------------------------------------

    def show(self, snapshot: Snapshot) -> None:
        options = self.query_one("#options", Rows)
        over = snapshot.view.over
        options.border_title = Content(say("decide-options" if over else "decide-picks", picks=snapshot.view.picks))
        options.border_subtitle = Content("" if over else say("decide-share"))
        options.write(option_rows(snapshot))
        if self.shown is None or self.shown.turn != snapshot.view.turn:
            self.together = False
            options.highlighted = 1 if len(options.rows) > 1 else None
            options.focus()
        self.shown = snapshot.view
        self.query_one("#orders", Static).update(orders_line(snapshot))
        aside = self.query_one("#aside", TextPane)
        aside.border_title = Content(say("decide-aside"))
        aside.write(neighbours(snapshot))
        self._card(snapshot)
        self._ask()

    def _card(self, snapshot: Snapshot) -> None:
        """The card and the fan of what is being previewed."""
        option, orders = self._option(), self._orders()
        pane = self.query_one("#card", TextPane)
        pane.border_title = Content(say("decide-together" if self.together else "decide-alone"))
        pane.border_subtitle = Content(say("decide-p-alone" if self.together else "decide-p-together"))
        refused = option.refused if option and not self.together else ""
        card = self._told(snapshot, option) if option and not self.together else []
        pane.tell(lambda width: [*preview(snapshot, orders, width, refused), "", *card])
        found = snapshot.forecast(orders) if orders else None
        fan = self.query_one("#fan", Picture)
        chosen = fan_of(found)
        fan.border_title = Content(title_of(chosen) if chosen else say("preview-title"))
        fan.border_subtitle = Content(say("preview-legend") if chosen else "")
        fan.show(fan_chart(chosen, snapshot, found.months if found else ()))

    def _told(self, snapshot: Snapshot, option: OptionView) -> list[str]:
        """The card of an option, which may have to be asked for first."""
        card = snapshot.cards.get(option.key)
        if card is None:
            self.post_message(CardMissing(option.key))
        return [option.title.upper(), *(option_card(option, card) if card else ())]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.together = False
        if self.snapshot and self.shown:
            self._card(self.snapshot)
            self.query_one("#card").scroll_home(animate=False)
            self._ask()

    def _ask(self, now: bool = False) -> None:
        """Ask for the forecast that is missing."""
        option, orders, snapshot = self._option(), self._orders(), self.snapshot
        possible = orders and (self.together or (option is not None and not option.refused))
        if snapshot and possible and not snapshot.view.over and snapshot.forecast(orders) is None:
            self.post_message(ForecastAsked(orders, now))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_toggle()

    # --- asking -------------------------------------------------------------------------------------------------

    def action_toggle(self) -> None:
        option = self._option()
        if option is not None:
            self.post_message(Toggled(option.key))

    def action_card(self) -> None:
        option = self._option()
        if option is not None:
            self.post_message(CardAsked(option.key))

    def action_preview(self) -> None:
        """All orders together, or back to the option under the cursor."""
        if self.snapshot is None:
            return
        if not self.together and not self.snapshot.orders:
            self.notify(say("decide-nothing-yet"), timeout=4)
        self.together = not self.together and bool(self.snapshot.orders)
        self._card(self.snapshot)
        self._ask(now=True)

    def subject(self) -> str:
        """The number that the preview draws: it can be asked about, too."""
        found = self.snapshot.forecast(self._orders()) if self.snapshot else None
        chosen = fan_of(found)
        status = self.snapshot.view.status if self.snapshot else ()
        return chosen.path if chosen else status[0] if status else ""

    def _option(self) -> OptionView | None:
        """The option under the cursor."""
        row = self.query_one("#options", Rows).row
        options = self.shown.options if self.shown else ()
        return next((option for option in options if row is not None and option.key == row.key), None)

    def _orders(self) -> tuple[str, ...]:
        """What the preview is of."""
        if self.together and self.snapshot:
            return self.snapshot.orders
        option = self._option()
        return (option.key,) if option else ()


def option_rows(snapshot: Snapshot) -> Iterator[Row]:
    """`● 3 Enhanced strategic dialogue`: mark, price, title; what was previewed says in how many draws it is better."""
    place = ""
    for option in snapshot.view.options:
        if option.place != place:
            place = option.place
            yield heading(say("heading-place", place=place))
        mark = "●" if option.key in snapshot.orders else CLOSED.get(option.place, "◇" if option.public else "○")
        found = snapshot.forecast((option.key,))
        share = f"{found.better:4.0%} " if found else ""
        yield Row(f"{mark} {option.cost} {share}{option.title}", key=option.key, hang=4)


def orders_line(snapshot: Snapshot) -> str:
    """What is ordered, what it costs, and what to press."""
    view = snapshot.view
    if view.over:
        return say("decide-over")
    ordered = [option for option in view.options if option.key in snapshot.orders]
    capital = f"{view.capital}−{snapshot.cost}" if snapshot.cost else f"{view.capital}"
    if not ordered:
        return say("decide-no-orders", capital=capital, purse=purse(view))
    titles = "; ".join(option.title for option in ordered)
    return f"● {say('decide-ordered', capital=capital, purse=purse(view), titles=titles)}"


def neighbours(snapshot: Snapshot) -> Iterator[str]:
    """Goals in short, then each other seat: what it asks of you and what it did last turn."""
    view = snapshot.view
    yield say("heading-goals").upper()
    for g in view.brief.goals:
        yield f"{number(g.points, 0):>6} {g.label} ({g.weight:.0%})"
    yield ""
    yield say("decide-others").upper()
    askers = dict.fromkeys(who for o in view.options for who in o.proposed_by)
    for who in askers:
        titles = tuple(o.title for o in view.options if who in o.proposed_by)
        yield start(say("decide-asks", who=who, titles=titles))
    for d in view.deeds:
        if d.struck and d.stage == "start":
            yield start(say("deals-deed", who=d.who, what=d.what))
