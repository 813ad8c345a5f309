"""The view models, as the terminal knows them."""

from sim.views import (
    BriefView,
    CauseRow,
    ComparisonView,
    DeedView,
    Explanation,
    GoalView,
    IndicatorView,
    OptionView,
    OutcomeView,
    TurnView,
)

__all__ = ["BriefView", "CauseRow", "ComparisonView", "DeedView", "Explanation", "GoalView", "IndicatorView",
           "OptionView", "OutcomeView", "TurnView"]
