"""A world made by hand: three turns, five options, thirty numbers."""

from __future__ import annotations

from collections.abc import Sequence

from tui.views import (
    ActorView,
    Band,
    BoardView,
    CardView,
    CauseRow,
    ChanceView,
    DeedView,
    FanView,
    GoalView,
    IndicatorView,
    NumberGroup,
    NumberView,
    OptionPlace,
    OptionView,
    ReadingView,
)

TURNS = 3
DATES = ("Jan-Feb 2018", "Mar-Apr 2018", "May-Jun 2018")
BALANCE, GROWTH, CALM = "kazakhstan.balance", "kazakhstan.growth", "kazakhstan.calm"
REASONS = ("+ Talks stand at 0.77, above 0.15.", "- Political capital is scarce: a dear move must be worth it.")
PARTNERS = (
    ("united_states", "the United States", "USA"),
    ("russia", "Russia", "RUS"),
    ("china", "China", "CHN"),
    ("uzbekistan", "Uzbekistan", "UZB"),
    ("european_union", "the European Union", "EU"),
)


def option(
    key: str,
    title: str,
    place: OptionPlace = "open",
    cost: int = 2,
    refused: str = "",
    asked: tuple[str, ...] = (),
    joint: tuple[str, ...] = (),
    odds: int | None = None,
) -> OptionView:
    return OptionView(key, title, cost, joint, refused, asked, place, bool(joint), odds)


def card(o: OptionView) -> CardView:
    effects = ("Growth +0.5 %/yr, from month 4 over 12 months", "Goodwill from Russia -0.06")
    return CardView(o.key, f"{o.title} changes something [and more].", effects, ("business +0.6",), "Done in January.",
                    ("C11",), "KG3", "chapter", REASONS, None if o.odds is None else chance(o.odds / 100), snub(o))


def chance(odds: float) -> ChanceView:
    """Half is taken away, the rest is regard."""
    rows = (("Not every agreement in principle comes into force.", -0.5),
            ("What the least willing party thinks of the others decides. Goodwill from Russia: 0.31.", odds - 0.5))
    return ChanceView(odds, tuple(CauseRow(words, words, by, "rule") for words, by in rows), "Oct 2018")


def snub(o: OptionView) -> str:
    costs = "Goodwill from Russia -0.03; Goodwill of each who saw it -0.005"
    return f"No yes from you is a snub, which costs you: {costs}." if o.place == "asked" else ""


OPTIONS = (
    option("talks", "Talks with Washington", "advised"),
    option("lease", "Lease the land", "advised", 1),
    option("listen", "The listening state", "advised", 2),
    option("bar", "Bar outsiders from the sea", "asked", 1, asked=("Russia",), joint=("Russia",), odds=62),
    option("union", "Deepen the union", joint=("Russia",), odds=70),
    option("hub", "A base for the stabilisation of the arena", joint=("the United States",)),
    option("float", "Let the currency float", "closed", 3, "It is in force for another 7 months."),
)


def trail(turn: int, first: float, step: float) -> tuple[float, ...]:
    return tuple(first + step * k for k in range(2 * turn - 1))


def indicator(turn: int, path: str, label: str, unit: str, decimals: int, first: float, step: float,
              group: NumberGroup, partner: str = "") -> IndicatorView:
    LINES[path] = (first, step)
    change = 2 * step if turn > 1 else 0.0
    term = path.rpartition(".")[2]
    return IndicatorView(path, term, label, unit, decimals, 1, group, partner, trail(turn, first, step)[-1], change,
                         change / 0.05)


LINES: dict[str, tuple[float, float]] = {}
"""Where each number begins and how it goes each month; in history it goes the other way."""


def trails(turn: int, paths: Sequence[str], past: bool = False) -> dict[str, tuple[float, ...]]:
    return {path: trail(turn, LINES[path][0], -LINES[path][1] if past else LINES[path][1]) for path in paths}


def indicators(turn: int) -> tuple[IndicatorView, ...]:
    rows = [
        indicator(turn, BALANCE, "Balance", "0-1", 2, 0.9, 0.01, "goals"),
        indicator(turn, GROWTH, "Growth", "%/yr", 1, 4.1, -0.2, "goals"),
        indicator(turn, CALM, "Calm at home", "-1 to 1", 2, 0.32, 0.0, "goals"),
    ]
    for n, (partner, label, _) in enumerate(PARTNERS):
        pair = f"kazakhstan.{partner}"
        between = (
            (f"{pair}.goodwill", f"Goodwill towards {label}", "-1 to 1", 0.1 * n, 0.02),
            (f"{partner}.kazakhstan.goodwill", f"Goodwill from {label}", "-1 to 1", 0.15 * n, -0.01),
            (f"{pair}.engagement", f"Engagement with {label}", "share", 0.1 + 0.05 * n, 0.0),
            (f"{pair}.target", f"Target share for {label}", "share", 0.2, 0.0),
        )
        rows += [indicator(turn, path, words, unit, 2, first, step, "partner", partner)
                 for path, words, unit, first, step in between]
    return (*rows, indicator(turn, "oil_price", "Oil price", "USD/bbl", 0, 64.0, 1.0, "world"))


def readings(turn: int) -> tuple[ReadingView, ...]:
    return tuple(ReadingView(x.path, x.value, x.change, x.steps) for x in indicators(turn))


def board() -> BoardView:
    actors = (ActorView("kazakhstan", "Kazakhstan", "KAZ"), *(ActorView(*partner) for partner in PARTNERS))
    numbers = (NumberView(x.path, x.term, x.label, x.unit, x.decimals, x.better, x.group, x.partner)
               for x in indicators(1))
    return BoardView("summit-2018", "Two tables, 2018", "kazakhstan", actors, tuple(numbers))


GOALS = (
    GoalView("Keep your ties in balance", "Balance", BALANCE, 0.9, "0-1", 2, "up", 0.5, 60.0, 2.0,
             measure="mean so far"),
    GoalView("Grow", "Growth", GROWTH, 4.1, "%/yr", 1, "up", 0.3, 45.0, -1.0, measure="mean so far"),
    GoalView("Keep calm", "Calm at home", CALM, 0.32, "-1 to 1", 2, "up", 0.2, 33.0, measure="at the end", secret=True),
)


def deeds() -> tuple[DeedView, ...]:
    return (
        DeedView("the European Union", "Renew the strategy", True, "start", REASONS, True),
        DeedView("Russia", "Deepen the union", True, "start", REASONS, False),
    )


def band(values: Sequence[float]) -> Band:
    return Band(*(tuple(v + d for v in values) for d in (-0.02, -0.01, 0.0, 0.01, 0.02)))


def fan(x: IndicatorView, gain: float, past: tuple[float, ...]) -> FanView:
    ahead = [x.value + gain * k / 6 for k in range(7)]
    return FanView(
        x.path, x.label, x.unit, x.decimals, past, band(ahead), band([x.value] * 7), 0.8, 0.1, 0.8, 0.05, True
    )
