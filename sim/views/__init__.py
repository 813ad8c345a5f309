"""View models: all that an interface knows. Frozen, standard library only, ready to be shown or sent."""

from sim.views.ahead import Band, ComingEffect, ComingView, FanView, ForecastView, GoalForecast, HindsightView
from sim.views.debrief import ComparisonView, DebriefView, GoalScore, LineView, TurningPointView
from sim.views.past import AnswerView, BranchView, PastTurnView, ProposalView
from sim.views.start import SavedGameView, ScenarioView, SeatChoice
from sim.views.turn import BriefView, DeedView, GoalView, IndicatorView, OptionPlace, OptionView, OutcomeView, TurnView
from sim.views.why import CauseRow, Explanation, TermView

__all__ = [
    "AnswerView", "Band", "BranchView", "BriefView", "CauseRow", "ComingEffect", "ComingView", "ComparisonView",
    "DebriefView", "DeedView", "Explanation", "FanView", "ForecastView", "GoalForecast", "GoalScore", "GoalView",
    "HindsightView", "IndicatorView", "LineView", "OptionPlace", "OptionView", "OutcomeView", "PastTurnView",
    "ProposalView", "SavedGameView", "ScenarioView", "SeatChoice", "TermView", "TurnView", "TurningPointView",
]
