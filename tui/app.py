"""The game on a terminal: one session, one snapshot, screens that show it and messages that change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import App
from textual.screen import Screen

from tui.actions import EVERYWHERE
from tui.screens.base import GameScreen, Snapshot
from tui.screens.brief import BriefScreen
from tui.screens.closing import ClosingScreen
from tui.screens.confirm import ConfirmCard
from tui.screens.decide import CardAsked, DecideScreen, Toggled
from tui.screens.help import HelpCard
from tui.screens.option import OptionCard
from tui.screens.quit import QuitCard
from tui.screens.result import ResultScreen, WhyAsked
from tui.screens.why import WhyCard
from tui.session import LocalSession, MultivectorError
from tui.views import Explanation, TurnView


class GameApp(App[None]):
    """A seat in a game. Widgets know view models only; whatever needs the session passes through here."""

    TITLE = "Multivector"
    CSS_PATH = "styles/game.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "brief": BriefScreen, "decide": DecideScreen, "result": ResultScreen, "closing": ClosingScreen}
    DEFAULT_MODE = "brief"
    BINDINGS = [*EVERYWHERE]

    def __init__(self, session: LocalSession) -> None:
        super().__init__()
        self.session = session
        self.snapshot: Snapshot | None = None

    def on_mount(self) -> None:
        if self.session.notice:
            self.notify(self.session.notice, severity="warning", timeout=20)
        self.open_game()

    # --- the snapshot -------------------------------------------------------------------------------------------

    def take(self, snapshot: Snapshot) -> None:
        """A new snapshot: the screen in sight shows it, the others when they come into sight."""
        self.snapshot = snapshot
        if isinstance(self.screen, GameScreen):
            self.screen.update()
        self.refresh_bindings()

    @property
    def ready(self) -> bool:
        return self.snapshot is not None and not self.snapshot.busy

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense now."""
        view = self.snapshot.view if self.snapshot else None
        played = view is not None and view.turn > 1
        if (action == "mode" and parameters == ("result",)) or action in ("back", "compare"):
            return played
        if action in ("submit", "undo"):
            return view is not None and not view.over
        return True

    # --- off the event loop -------------------------------------------------------------------------------------

    @work(thread=True, group="game")
    def open_game(self) -> None:
        self.call_from_thread(self.take, Snapshot(self.session.view(), self.session.waiting))

    @work(thread=True, group="game")
    def run_turn(self, orders: tuple[str, ...]) -> None:
        """Submit and run; what is refused or cannot be written is said, and nothing is lost."""
        try:
            refused = self.session.submit(orders)
        except MultivectorError as error:
            self.call_from_thread(self.failed, str(error))
            return
        if refused:
            self.call_from_thread(self.failed, "\n".join(refused.values()))
        else:
            self.call_from_thread(self.turned, self.session.view(), "result")

    @work(thread=True, group="game")
    def go_back(self, turn: int) -> None:
        self.session.back(turn)
        self.call_from_thread(self.turned, self.session.view(), "brief")

    @work(thread=True, group="game")
    def explain(self, path: str, turn: int) -> None:
        try:
            found = self.session.why(path, turn)
        except MultivectorError as error:
            self.call_from_thread(self.failed, str(error))
        else:
            self.call_from_thread(self.explained, found)

    def turned(self, view: TurnView, mode: str) -> None:
        self.take(Snapshot(view))
        self.switch_mode(mode)

    def explained(self, found: Explanation) -> None:
        self._busy(False)
        self.push_screen(WhyCard(found))

    def failed(self, text: str) -> None:
        self._busy(False)
        self.notify(text, severity="error", timeout=15, markup=False)

    def _busy(self, busy: bool) -> None:
        if self.snapshot:
            self.take(replace(self.snapshot, busy=busy))

    # --- messages from screens ----------------------------------------------------------------------------------

    @on(Toggled)
    def toggle(self, message: Toggled) -> None:
        self.toggle_order(message.option)

    def toggle_order(self, option: str) -> None:
        """Order an option or take it back; a refusal is said in words."""
        snapshot = self.snapshot
        if snapshot is None or not self.ready or snapshot.view.over:
            return
        if option in snapshot.orders:
            self.take(replace(snapshot, orders=tuple(x for x in snapshot.orders if x != option)))
            return
        refused = self.session.check([*snapshot.orders, option])
        if refused:
            self.notify(" ".join(refused.values()), severity="warning", title="Not possible", markup=False)
        else:
            self.take(replace(snapshot, orders=(*snapshot.orders, option)))

    @on(CardAsked)
    def show_card(self, message: CardAsked) -> None:
        option = message.option
        ordered = self.snapshot is not None and option.key in self.snapshot.orders
        self.push_screen(OptionCard(option, ordered), lambda yes: self.toggle_order(option.key) if yes else None)

    @on(WhyAsked)
    def ask_why(self, message: WhyAsked) -> None:
        if self.snapshot and self.ready and self.snapshot.view.turn > 1:
            self._busy(True)
            self.explain(message.path, self.snapshot.view.turn - 1)

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_mode(self, mode: str) -> None:
        if self.snapshot:
            self.switch_mode(mode)

    def action_next(self) -> None:
        if self.snapshot and self.ready:
            self.switch_mode("closing" if self.snapshot.view.over else "brief")

    def action_compare(self) -> None:
        if self.ready:
            self.switch_mode("closing")

    def action_undo(self) -> None:
        if self.snapshot and self.ready and self.snapshot.orders:
            self.take(replace(self.snapshot, orders=self.snapshot.orders[:-1]))

    def action_submit(self) -> None:
        if self.snapshot and self.ready:
            self.push_screen(submission(self.snapshot), self._submit)

    def _submit(self, yes: bool | None) -> None:
        if yes and self.snapshot and self.ready:
            orders = self.snapshot.orders
            self._busy(True)
            self.run_turn(orders)

    def action_back(self) -> None:
        if self.snapshot and self.ready:
            lines = ["The last turn is taken back; the log keeps what was played."]
            self.push_screen(ConfirmCard("Back to the turn before?", lines, "goes back"), self._back)

    def _back(self, yes: bool | None) -> None:
        if yes and self.snapshot and self.ready:
            turn = self.snapshot.view.turn - 1
            self._busy(True)
            self.go_back(turn)

    def action_help(self) -> None:
        self.push_screen(HelpCard())

    def action_ask_quit(self) -> None:
        orders = self.snapshot.orders if self.snapshot else ()
        self.push_screen(QuitCard(self.session.path, len(orders)), lambda yes: self.exit() if yes else None)


def submission(snapshot: Snapshot) -> ConfirmCard:
    """The pending orders with their prices."""
    view = snapshot.view
    ordered = [option for option in view.options if option.key in snapshot.orders]
    lines = [f"{option.cost or ' '} {option.title}" for option in ordered]
    cost = sum(option.cost for option in ordered)
    total = [f"Cost {cost} of {view.capital}."] if ordered else ["You have ordered nothing: you pass this turn."]
    open_proposals = [o.title for o in view.brief.proposals if o.key not in snapshot.orders]
    left = [f"Proposals left unanswered: {'; '.join(open_proposals)}."] if open_proposals else []
    return ConfirmCard(f"Submit for {view.date}?", [*lines, *total, *left], "submits and runs the turn")
