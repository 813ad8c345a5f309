"""What a seat's papers say, as the game opens: brief, goals with what a point means, options with their costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sim.engine.board import Board
from sim.game.game import Game
from sim.scenario.months import month_number
from sim.scenario.schema import Goal, Scenario
from sim.seat.goals import measure_words
from sim.seat.words import SCALES, label, months, plain
from sim.session import Session
from sim.session.local import LocalTable
from sim.treatment import Treatment
from sim.views import CardView, OptionView


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """`points`: (points, the number they stand at, what that number means)."""

    text: str
    measure: str
    weight: int
    points: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """`asks`: whose yes it takes. `public`: it is proposed and answered aloud. `closed`: why it cannot be chosen when
    the game opens. `sentence`, `claims`: what it is and where it comes from, of those that staff put forward."""

    title: str
    cost: int
    asks: tuple[str, ...]
    odds: int | None
    public: bool
    closed: str
    sentence: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """`begin`: how many moves it may begin in a turn; `capital`, `income`: its political capital, and what comes each
    turn as things stand. `options`: those that can ever be chosen."""

    seat: str
    label: str
    situation: str
    brief: str
    goals: tuple[GoalSheet, ...]
    secret: str
    secret_goal: GoalSheet | None
    capital: int
    income: int
    begin: int
    lead: tuple[OptionSheet, ...]
    options: tuple[OptionSheet, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """`dates`: of each turn."""

    dates: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def papers(treatment: Treatment, seats: Sequence[str]) -> Papers:
    """An opening of a game with people in these seats. What was replayed before it has luck, which a room draws anew:
    costs and odds differ a little from room to room, and an option may be open in one and closed in another."""
    game = Game(treatment, seats, 1)
    table = LocalTable(game)
    return Papers(tuple(_dates(treatment.scenario)), tuple(_sheet(game, table.at(seat)) for seat in seats))


def _dates(s: Scenario) -> Iterator[str]:
    for first in range(month_number(s.opens), month_number(s.ends) + 1, s.turn_months):
        yield months(first, first + s.turn_months - 1)


def _sheet(game: Game, session: Session) -> Sheet:
    board, seat, view = game.board, session.seat, session.view()
    told = board.scenario.seats[seat]
    secret = told.secret.goal
    lead = tuple(_lead(option, session.card(option.key)) for option in view.options if option.place == "advised")
    return Sheet(seat, view.seat, plain(told.situation), plain(told.brief),
                 tuple(_goal(board, goal, seat) for goal in told.goals), plain(told.secret.text),
                 _goal(board, secret, seat) if secret else None, view.capital, view.income, view.picks, lead,
                 tuple(_option(option) for option in view.options if not _over(game, seat, option.key)))


def _over(game: Game, seat: str, key: str) -> bool:
    """It can be done once only, and has been."""
    refused = game.refusals(seat, [key]).get(key)
    return refused is not None and refused.code == "once"


def _lead(option: OptionView, card: CardView) -> OptionSheet:
    return replace(_option(option), sentence=card.sentence, claims=card.claims)


def _option(option: OptionView) -> OptionSheet:
    return OptionSheet(option.title, option.cost, option.joint_with, option.odds, option.public, option.refused)


def _goal(board: Board, goal: Goal, seat: str) -> GoalSheet:
    measure = f"{label(board, goal.path, seat)}, {measure_words(goal)}"
    points = tuple((f"{x.at:g}", _number(board, goal, x.value), plain(x.why)) for x in goal.points)
    return GoalSheet(goal.text, measure, round(100 * goal.weight), points)


def _number(board: Board, goal: Goal, x: float) -> str:
    """With its unit, where that is not a bare scale; a change with its sign."""
    unit = board.indicator(goal.path).variable.unit
    return f"{x:{'+' if goal.measure == 'change' and x else ''}.3g}{'' if unit in SCALES else f' {unit}'}"
