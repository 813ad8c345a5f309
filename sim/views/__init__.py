"""View models: all that an interface knows. Frozen, standard library only, ready to be shown or sent."""

from sim.views.ahead import (
    Band,
    ComingEffect,
    ComingView,
    FanView,
    ForecastView,
    GoalForecast,
    HindsightView,
    RegimeForecast,
)
from sim.views.board import ActorView, BoardView, IndicatorView, NumberGroup, NumberView, ReadingView
from sim.views.debrief import Beside, ComparisonView, DebriefView, GoalScore, LineView, TurningPointView
from sim.views.past import BranchView, PastTurnView
from sim.views.public import ActView, PublicView, RevealView
from sim.views.regime import ExitView, OddsView, RegimeView, SignView
from sim.views.room import ClockView, HeldSeat, KeptView, RoomView
from sim.views.start import SavedGameView, ScenarioView, SeatChoice
from sim.views.turn import (
    AnswerView,
    BriefView,
    CardView,
    ChanceView,
    DeedView,
    GoalView,
    OptionPlace,
    OptionView,
    OutcomeView,
    ProposalView,
    TurnView,
    in_hundred,
)
from sim.views.why import CauseRow, Explanation, TermView

__all__ = [
    "ActView", "ActorView", "AnswerView", "Band", "Beside", "BoardView", "BranchView", "BriefView", "CardView",
    "CauseRow", "ChanceView", "ClockView", "ComingEffect", "ComingView", "ComparisonView", "DebriefView", "DeedView",
    "ExitView", "Explanation", "FanView", "ForecastView", "GoalForecast", "GoalScore", "GoalView", "HeldSeat",
    "HindsightView", "IndicatorView", "KeptView", "LineView", "NumberGroup", "NumberView", "OddsView", "OptionPlace",
    "OptionView", "OutcomeView", "PastTurnView", "ProposalView", "PublicView", "ReadingView", "RegimeForecast",
    "RegimeView", "RevealView", "RoomView", "SavedGameView", "ScenarioView", "SeatChoice", "SignView", "TermView",
    "TurnView", "TurningPointView", "in_hundred",
]
