"""A world made by hand: three turns, five options, thirty numbers."""

from __future__ import annotations

from collections.abc import Sequence

from tui.views import Band, DeedView, FanView, GoalView, IndicatorView, OptionPlace, OptionView

TURNS = 3
DATES = ("Jan-Feb 2018", "Mar-Apr 2018", "May-Jun 2018")
BALANCE, GROWTH, CALM = "kazakhstan.balance", "kazakhstan.growth", "kazakhstan.calm"
REASONS = ("+ Talks stand at 0.77, above 0.15.", "- Political capital is scarce: a dear move must be worth it.")
PARTNERS = (
    ("united_states", "the United States"),
    ("russia", "Russia"),
    ("china", "China"),
    ("uzbekistan", "Uzbekistan"),
    ("european_union", "the European Union"),
)


def option(
    key: str,
    title: str,
    place: OptionPlace = "open",
    cost: int = 2,
    refused: str = "",
    asked: tuple[str, ...] = (),
    joint: tuple[str, ...] = (),
) -> OptionView:
    return OptionView(
        key,
        title,
        f"{title} changes something [and more].",
        cost,
        joint,
        "",
        refused,
        asked,
        ("Growth +0.5 %/yr, from month 4 over 12 months", "Goodwill from Russia -0.06"),
        ("business +0.6",),
        "Done in January.",
        ("C11",),
        "KG3",
        "chapter",
        place,
        REASONS,
    )


OPTIONS = (
    option("talks", "Talks with Washington", "asked", asked=("the United States",), joint=("the United States",)),
    option("bar", "Bar outsiders from the sea", "asked", 1, asked=("Russia",), joint=("Russia",)),
    option("listen", "The listening state", "advised", 2),
    option("hub", "A base for the stabilisation of the arena", joint=("the United States",)),
    option("float", "Let the currency float", "closed", 3, "It is in force for another 7 months."),
)


def trail(turn: int, first: float, step: float) -> tuple[float, ...]:
    return tuple(first + step * k for k in range(2 * turn - 1))


def indicator(
    turn: int,
    path: str,
    label: str,
    unit: str,
    decimals: int,
    first: float,
    step: float,
    group: str,
    past: bool = False,
) -> IndicatorView:
    values = trail(turn, first, step)
    change = 2 * step if turn > 1 else 0.0
    ghost = trail(turn, first, -step) if past else ()
    return IndicatorView(path, label, unit, decimals, values[-1], change, 1, values, None, ghost, group, change / 0.05)


def indicators(turn: int, past: bool = False) -> tuple[IndicatorView, ...]:
    goals, world = "Your goals and the scenario's figures", "The world"
    rows = [
        indicator(turn, BALANCE, "Balance", "0-1", 2, 0.9, 0.01, goals, past),
        indicator(turn, GROWTH, "Growth", "%/yr", 1, 4.1, -0.2, goals, past),
        indicator(turn, CALM, "Calm at home", "-1 to 1", 2, 0.32, 0.0, goals, past),
    ]
    for n, (partner, label) in enumerate(PARTNERS):
        group, pair = f"With {label}", f"kazakhstan.{partner}"
        rows += [
            indicator(turn, f"{pair}.goodwill", f"Goodwill towards {label}", "-1 to 1", 2, 0.1 * n, 0.02, group, past),
            indicator(turn, f"{partner}.kazakhstan.goodwill", f"Goodwill from {label}", "-1 to 1", 2, 0.15 * n, -0.01,
                      group, past),
            indicator(turn, f"{pair}.engagement", f"Engagement with {label}", "share", 2, 0.1 + 0.05 * n, 0.0, group,
                      past),
            indicator(turn, f"{pair}.target", f"Target share for {label}", "share", 2, 0.2, 0.0, group, past),
        ]
    return (*rows, indicator(turn, "oil_price", "Oil price", "USD/bbl", 0, 64.0, 1.0, world, past))


GOALS = (
    GoalView("Keep your ties in balance", "Balance", BALANCE, 0.9, "0-1", 2, "up", 0.5, None, "mean so far"),
    GoalView("Grow", "Growth", GROWTH, 4.1, "%/yr", 1, "up", 0.5, None, "mean so far"),
    GoalView("Keep calm", "Calm at home", CALM, 0.32, "-1 to 1", 2, "up", 0.2, None, "at the end", secret=True),
)


def deeds() -> tuple[DeedView, ...]:
    return (
        DeedView("the European Union", "Renew the strategy", True, "start", REASONS, True),
        DeedView("Russia", "Deepen the union", True, "start", REASONS, False),
    )


def band(values: Sequence[float]) -> Band:
    return Band(*(tuple(v + d for v in values) for d in (-0.02, -0.01, 0.0, 0.01, 0.02)))


def fan(x: IndicatorView, gain: float) -> FanView:
    ahead = [x.value + gain * k / 6 for k in range(7)]
    return FanView(
        x.path, x.label, x.unit, x.decimals, x.trail, band(ahead), band([x.value] * 7), 0.8, 0.1, 0.8, 0.05, True
    )
