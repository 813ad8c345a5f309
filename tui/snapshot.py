"""What the screens show: one immutable snapshot, which the app replaces as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.views import (
    BoardView,
    BranchView,
    CardView,
    ComingView,
    DebriefView,
    ForecastView,
    HindsightView,
    IndicatorView,
    OddsView,
    OptionView,
    PastTurnView,
    ProposalView,
    TurnView,
)


@dataclass(frozen=True, slots=True)
class PastPage:
    """A turn that has been played, with what was forecast for it."""

    turn: PastTurnView
    hindsight: tuple[HindsightView, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`board`: what stays the same all game long. `orders`: not submitted yet. `busy`: a turn is running. `forecasts`:
    by their orders, those that were computed since the turn opened. `computing`: the orders whose forecast is under
    way. `trails`, `ghosts`, `cards`: what was asked for since. `progress`: of what takes long and keeps nobody from
    playing on."""

    view: TurnView
    board: BoardView
    orders: tuple[str, ...] = ()
    busy: str = ""
    progress: str = ""
    forecasts: tuple[ForecastView, ...] = ()
    computing: tuple[str, ...] | None = None
    coming: tuple[ComingView, ...] = ()
    odds: tuple[OddsView, ...] = ()
    causes: tuple[tuple[str, str], ...] = ()
    trails: Mapping[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])
    ghosts: Mapping[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])
    cards: Mapping[str, CardView] = field(default_factory=dict[str, CardView])
    pages: tuple[PastPage, ...] = ()
    branches: tuple[BranchView, ...] = ()
    debrief: DebriefView | None = None
    written: tuple[str, ...] = ()
    hint: str = ""

    def forecast(self, orders: tuple[str, ...]) -> ForecastView | None:
        """The forecast of some orders, in whatever order they were given."""
        return next((f for f in self.forecasts if sorted(f.orders) == sorted(orders)), None)

    @property
    def numbers(self) -> dict[str, IndicatorView]:
        """All that are listed, by path."""
        return self.board.read(self.view.indicators)

    def trail(self, path: str) -> tuple[float, ...]:
        """A number's months since the opening, as far as they have been read."""
        return self.trails.get(path, ())

    def option(self, key: str) -> OptionView | None:
        return next((option for option in self.view.options if option.key == key), None)

    def ghost(self, path: str) -> tuple[float, ...]:
        """The record of history for a number, as far as it has been replayed."""
        return self.ghosts.get(path, ())

    @property
    def proposals(self) -> tuple[OptionView, ...]:
        """What others ask of the seat."""
        return tuple(option for option in self.view.options if option.place == "asked")

    @property
    def talks(self) -> tuple[ProposalView, ...]:
        """What was said in the open turn, but for what waits for the seat's own answer."""
        asked = {option.key for option in self.proposals}
        return tuple(p for p in self.view.talks if p.key not in asked)

    @property
    def said(self) -> bool:
        """Anything that going back to the opening of the turn would take back."""
        return any(p.own for p in self.talks)

    @property
    def cost(self) -> int:
        """Of what was said yes to in public, and of the orders so far."""
        return self.view.pledged + sum(option.cost for option in self.view.options if option.key in self.orders)

    def instead_of(self, refused: OptionView) -> tuple[OptionView, ...]:
        """What can be proposed to the same parties."""
        return tuple(o for o in self.view.options if o.public and not o.refused and not o.proposed_by
                     and set(o.joint_with) == set(refused.joint_with))
