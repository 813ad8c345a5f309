"""What the screens show: one immutable snapshot, which the app replaces as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from tui.views import (
    BranchView,
    ComingView,
    DebriefView,
    ForecastView,
    HindsightView,
    IndicatorView,
    OptionView,
    PastTurnView,
    TurnView,
)


@dataclass(frozen=True, slots=True)
class PastPage:
    """A turn that has been played, with what was forecast for it."""

    turn: PastTurnView
    hindsight: tuple[HindsightView, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`orders`: not submitted yet. `busy`: a turn is running. `forecasts`: by their orders,
    those that were computed since the turn opened. `computing`: the orders whose forecast is under way. `progress`: of
    what takes long and keeps nobody from playing on."""

    view: TurnView
    orders: tuple[str, ...] = ()
    busy: str = ""
    progress: str = ""
    forecasts: tuple[ForecastView, ...] = ()
    computing: tuple[str, ...] | None = None
    coming: tuple[ComingView, ...] = ()
    causes: tuple[tuple[str, str], ...] = ()
    ghosts: tuple[IndicatorView, ...] = ()
    pages: tuple[PastPage, ...] = ()
    branches: tuple[BranchView, ...] = ()
    debrief: DebriefView | None = None
    written: tuple[str, ...] = ()
    hint: str = ""

    def forecast(self, orders: tuple[str, ...]) -> ForecastView | None:
        """The forecast of some orders, in whatever order they were given."""
        return next((f for f in self.forecasts if sorted(f.orders) == sorted(orders)), None)

    def option(self, key: str) -> OptionView | None:
        return next((option for option in self.view.options if option.key == key), None)

    def ghost(self, path: str) -> tuple[float, ...]:
        """The record of history for a number, as far as it has been replayed."""
        return next((x.past for x in self.ghosts if x.path == path), ())

    @property
    def cost(self) -> int:
        return sum(option.cost for option in self.view.options if option.key in self.orders)
