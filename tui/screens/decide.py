"""2 Decide: the options, the card of the one under the cursor, and the orders so far."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.actions import key
from tui.lines import HEADINGS, goal, option_card
from tui.screens.base import GameScreen, Snapshot
from tui.views import OptionView, TurnView
from tui.widgets import TextPane

MARKS = {"asked": "◆", "advised": "○", "open": "○", "closed": "×"}


class Toggled(Message):
    """The player orders an option, or takes it back."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


class CardAsked(Message):
    """The player wants the whole card of an option."""

    def __init__(self, option: OptionView) -> None:
        super().__init__()
        self.option = option


class DecideScreen(GameScreen):
    """Options left, the card right, orders below; wide terminals add the goals."""

    BINDINGS = [
        key("enter,space", "toggle", "Order", "Order the option under the cursor, or take it back"),
        key("o", "card", "Card", "Everything about the option, history included"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.shown: TurnView | None = None

    def compose_body(self) -> ComposeResult:
        yield OptionList(id="options", classes="pane", markup=False)
        yield TextPane(id="card")
        yield TextPane(id="aside", classes="pane aside", can_focus=False)

    def compose_foot(self) -> ComposeResult:
        yield Static(id="orders", markup=False)

    # --- showing ------------------------------------------------------------------------------------------------

    def show(self, snapshot: Snapshot) -> None:
        options = self.query_one("#options", OptionList)
        if self.shown is not snapshot.view:
            self._fill(options, snapshot)
        for option in snapshot.view.options:
            options.replace_option_prompt(option.key, row(option, snapshot.orders))
        self.query_one("#orders", Static).update(orders_line(snapshot))
        self.query_one("#card").border_title = "Its card (o: whole)"
        aside = self.query_one("#aside", TextPane)
        aside.border_title = "Your goals"
        aside.write(line for g in snapshot.view.brief.goals for line in (goal(g), ""))
        self._card()

    def _fill(self, options: OptionList, snapshot: Snapshot) -> None:
        self.shown = snapshot.view
        options.border_title = f"Options: start {snapshot.view.picks}, answer any"
        options.clear_options()
        place = ""
        for option in snapshot.view.options:
            if option.place != place:
                place = option.place
                options.add_option(Option(HEADINGS[place].upper(), disabled=True))
            options.add_option(Option(row(option, snapshot.orders), id=option.key))
        options.focus()
        if snapshot.view.options:
            options.highlighted = 1

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._card()
        self.query_one("#card").scroll_home(animate=False)

    def _card(self) -> None:
        option = self._option()
        if option is not None:
            self.query_one("#card", TextPane).write([option.title, "", *option_card(option)])

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
            self.post_message(CardAsked(option))

    def _option(self) -> OptionView | None:
        """The option under the cursor."""
        at = self.query_one("#options", OptionList).highlighted_option
        options = self.shown.options if self.shown else ()
        return next((option for option in options if at is not None and option.key == at.id), None)


def row(option: OptionView, orders: tuple[str, ...]) -> str:
    """`● 3 Enhanced strategic dialogue`: mark, price, title."""
    mark = "●" if option.key in orders else MARKS[option.place]
    return f"{mark} {option.cost or ' '} {option.title}"


def orders_line(snapshot: Snapshot) -> str:
    """What is ordered, what it costs, and what to press."""
    view = snapshot.view
    if view.over:
        return "The game is over: c compares it with history."
    ordered = [option for option in view.options if option.key in snapshot.orders]
    if not ordered:
        return f"No orders yet. You have {view.capital} to spend. Enter orders the option under the cursor; s submits."
    cost = sum(option.cost for option in ordered)
    titles = "; ".join(option.title for option in ordered)
    return f"● Ordered, cost {cost} of {view.capital}: {titles}. s submits, u takes back."
