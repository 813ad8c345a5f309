"""A session without a model, over a world made by hand, so that screens can be compared letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

from tests.tui.made import (
    BALANCE,
    DATES,
    GOALS,
    GROWTH,
    OPTIONS,
    REASONS,
    TURNS,
    band,
    board,
    card,
    deeds,
    fan,
    indicators,
    readings,
    trails,
)
from tui.views import (
    AnswerView,
    BoardView,
    BranchView,
    BriefView,
    CardView,
    CauseRow,
    ComingEffect,
    ComingView,
    ComparisonView,
    DebriefView,
    Explanation,
    ForecastView,
    GoalForecast,
    GoalScore,
    HeldSeat,
    HindsightView,
    KeptView,
    LineView,
    OddsView,
    OutcomeView,
    PastTurnView,
    ProposalView,
    RegimeView,
    RoomView,
    TermView,
    TurningPointView,
    TurnView,
)


class StubTable:
    """Where the seats of a StubSession sit."""

    def __init__(self, session: StubSession) -> None:
        self.session = session

    def room(self) -> RoomView:
        stub = self.session
        seats = tuple(HeldSeat(seat, label, True, seat in stub.sealed) for seat, label in stub.seats)
        kept = KeptView("game", "game.jsonl", resume="multivector play --resume game.jsonl")
        return RoomView(0, stub.turn, "line 1", stub.turn > TURNS, seats, kept)

    def wait(self, change: int, seconds: float) -> RoomView:
        return self.room()

    def at(self, seat: str = "") -> StubSession:
        if seat in ("", self.session.seat):
            return self.session
        other = copy(self.session)
        other.seat = seat
        return other

    def keep(self) -> KeptView:
        return self.room().kept

    def back(self, turn: int) -> None:
        del self.session.played[turn - 1:]
        self.session.sealed.clear()
        self.session.said = ()

    def switch(self, line: str) -> None:
        self.session.switched = line

    def hold(self, seat: str) -> None:
        raise NotImplementedError

    def end_turn(self) -> None:
        raise NotImplementedError


def told(move: str, yes: bool, reason: str, instead: str) -> list[ProposalView]:
    """A word, and the answer to it."""
    options = {o.key: o for o in OPTIONS}
    partner, asked = options[move].joint_with[0], bool(options[move].proposed_by)
    words, other = f"Its reason: {reason}" if reason else "", options[instead].title if instead else ""
    ours = AnswerView("Kazakhstan", "refused" if not yes else "agreed" if asked else "proposed", (), words, other)
    theirs = AnswerView(partner, "proposed" if asked else "agreed", (), "It holds that talks lead to talks.")
    stands = "All have agreed: it is due when the turn runs." if yes else "Refused by Kazakhstan."
    first = ProposalView(move, options[move].title, (ours, theirs), False, stands, True)
    return [first, *told(instead, True, reason, "")] if instead else [first]


class StubSession:
    """Answers like a LocalSession. `slow`: called by forecasts between two looks at whether they are cancelled.
    `played`: the orders of each turn that was run; `warnings`, `crises`: of
    regimes. `submit`: tests take its place, at every seat."""

    def __init__(self, slow: Callable[[], None] | None = None, others: tuple[tuple[str, str], ...] = ()) -> None:
        self.played: list[tuple[str, ...]] = []
        self.seat, self.switched = "kazakhstan", ""
        self.seats = (("kazakhstan", "Kazakhstan"), *others)
        self.sealed: dict[str, tuple[str, ...]] = {}
        self.warnings: tuple[OddsView, ...] = ()
        self.crises: tuple[RegimeView, ...] = ()
        self.said: tuple[tuple[str, bool, str, str], ...] = ()
        self.slow, self.forecasts, self.given_up = slow, list[tuple[str, ...]](), 0

    def orders(self) -> tuple[str, ...]:
        return self.sealed.get(self.seat, ())

    # --- the turn -----------------------------------------------------------------------------------------------

    @property
    def turn(self) -> int:
        return len(self.played) + 1

    def view(self) -> TurnView:
        turn, over = self.turn, self.turn > TURNS
        found, last = readings(turn), DATES[turn - 2] if turn > 1 else ""
        brief = BriefView(
            "Two tables, 2018",
            "The president is expected in Washington [today].",
            "You promised two tables.",
            "An elder wants Moscow not to be offended.",
            GOALS,
            ("Anxiety over dissent.",),
            tuple(x.path for x in found[:2]) if turn > 1 else (),
            ("A scholar: I doubt it.",),
            50.1,
            0.7 if turn > 1 else 0.0,
        )
        return TurnView(
            "summit-2018",
            dict(self.seats)[self.seat],
            self.seat,
            DATES[min(turn, TURNS) - 1],
            turn,
            TURNS,
            over,
            4,
            2,
            brief,
            () if over else tuple(o for o in OPTIONS if all(o.key not in (m, i) for m, _, _, i in self.said)),
            found,
            deeds() if turn > 1 else (),
            self._outcomes(turn - 1),
            tuple(x.path for x in found[:3]),
            "KAZ",
            last,
            0 if turn >= TURNS else 2,
            0 if turn >= TURNS else 4,
            self.talks(),
            sum(o.cost for o in OPTIONS for m, yes, _, i in self.said if o.key == (m if yes else i)),
            self.crises,
        )

    def board(self) -> BoardView:
        return board()

    def card(self, key: str) -> CardView:
        return card(next(o for o in OPTIONS if o.key == key))

    def trails(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        return trails(self.turn, paths)

    def ghosts(self, paths: Sequence[str]) -> dict[str, tuple[float, ...]]:
        return trails(self.turn, paths, past=True)

    def _outcomes(self, turn: int) -> tuple[OutcomeView, ...]:
        titles = {o.key: o.title for o in OPTIONS}
        return tuple(OutcomeView(titles[key], True, "It is in force.") for key in self.played[turn - 1]) if turn else ()

    def check(self, moves: Sequence[str]) -> dict[str, str]:
        refused = {o.key: o.refused for o in OPTIONS if o.refused}
        return {key: refused[key] for key in moves if key in refused}

    def submit(self, turn: int, moves: Sequence[str]) -> dict[str, str]:
        refused = self.check(moves)
        if not refused:
            self.sealed[self.seat] = tuple(moves)
        if not refused and len(self.sealed) == len(self.seats):
            self.played.append(self.sealed.get("kazakhstan", ()))
            self.sealed.clear()
            self.said = ()
        return refused

    def speak(self, turn: int, move: str, yes: bool, reason: str = "", instead: str = "") -> dict[str, str]:
        """The partner agrees to whatever is said yes to."""
        if refused := self.check([key for key in (move, instead) if key]):
            return refused
        self.said = (*self.said, (move, yes, reason, instead))
        return {}

    def talks(self) -> tuple[ProposalView, ...]:
        return tuple(talk for said in self.said for talk in told(*said))

    def why(self, path: str, turn: int | None = None) -> Explanation:
        x = next(x for x in indicators(self.turn) if x.path == path)
        trail = self.trails([path])[path]
        change = x.change if turn else trail[-1] - trail[0]
        rows = (
            CauseRow("move:talks", "Talks with Washington [begun]", change + 0.02, "move", "", ("C11",), ("KG3",)),
            CauseRow(
                "ties.neglect",
                "Without attention from above, meetings are put off.",
                -0.02,
                "rule",
                "ties.neglect",
                ("E19",),
                ("SM5",),
            ),
        )
        return Explanation(
            path, x.label, x.unit, x.decimals, turn or 0, "2018-01 to 2018-02", x.value - change, x.value, rows
        )

    # --- ahead --------------------------------------------------------------------------------------------------

    def forecast(
        self, moves: Sequence[str], months: int = 24, runs: int = 500, cancelled: Callable[[], bool] = lambda: False
    ) -> ForecastView | None:
        self.forecasts.append(tuple(moves))
        if self.slow:
            self.slow()
        if cancelled():
            self.given_up += 1
            return None
        titles = {o.key: o.title for o in OPTIONS}
        gain = 0.01 * len(moves)
        fans = tuple(fan(x, gain, self.trails([x.path])[x.path]) for x in indicators(self.turn)[:3])
        goals = tuple(
            GoalForecast(
                g.text,
                g.path,
                g.label,
                g.measure,
                (g.points - 5.0, g.points + len(moves), g.points + 5.0),
                (g.points - 5.0, g.points, g.points + 5.0),
                0.83 if moves else 0.0,
                0.1 if moves else 0.0,
                g.secret,
            )
            for g in GOALS
        )
        months_told = tuple(f"{m} 2018" for m in ("Dec 2017", "Jan", "Feb", "Mar", "Apr", "May", "Jun"))
        return ForecastView(
            self.turn,
            "Kazakhstan",
            tuple(moves),
            tuple(titles[m] for m in moves),
            500,
            months_told,
            fans,
            goals,
            0.83,
            0.1,
            (-1.0, 3.0, 9.0),
            tuple((m, 0.9) for m in moves),
            (),
            (),
        )

    def hindsight(
        self, turn: int, runs: int = 500, cancelled: Callable[[], bool] = lambda: False
    ) -> tuple[HindsightView, ...]:
        return (
            HindsightView(BALANCE, "Balance", "0-1", 2, 0.9, 0.91, 0.92, 0.91, True),
            HindsightView(GROWTH, "Growth", "%/yr", 1, 4.0, 4.2, 4.4, 3.7, False),
        )

    def odds(self) -> tuple[OddsView, ...]:
        return self.warnings

    def coming(self) -> tuple[ComingView, ...]:
        effect = ComingEffect(GROWTH, "Growth", "Growth +0.5", 0.1, 0.4, "%/yr", 1, "Mar 2018", "Dec 2018", 9, False)
        return (ComingView("talks", "Talks with Washington", "move", True, "Jan 2018", "Dec 2018", (effect,)),)

    # --- time ---------------------------------------------------------------------------------------------------

    def past_turn(self, turn: int) -> PastTurnView:
        answers = (AnswerView("the United States", "proposed", REASONS), AnswerView("Kazakhstan", "agreed"))
        talks = ProposalView("talks", "Talks with Washington", answers, True, "It is in force.", True)
        found = readings(turn + 1)
        return PastTurnView(
            turn,
            DATES[turn - 1],
            self._outcomes(turn),
            deeds(),
            (talks,),
            ("Talks",),
            ("Anxiety over dissent.",),
            found[:2],
        )

    def branches(self) -> tuple[BranchView, ...]:
        return (BranchView("line 1", len(self.played), 0, "", True, ()),)

    # --- afterwards ---------------------------------------------------------------------------------------------

    def comparison(self) -> ComparisonView:
        return ComparisonView("Two tables, 2018", "Kazakhstan", indicators(self.turn)[:3], GOALS)

    def glossary(self) -> tuple[TermView, ...]:
        return (
            TermView("balance", "Balance", "How evenly ties are spread.", "term", ("KG2",)),
            TermView("vector", "Vector", "The ties with one great power.", "term"),
            TermView("growth", "Growth", "Annual rate at which output grows.", "number"),
        )

    def debrief(
        self,
        progress: Callable[[float], None] = lambda share: None,
        cancelled: Callable[[], bool] = lambda: False,
        plays: int = 1000,
    ) -> DebriefView:
        played = indicators(self.turn)[:3]
        ours, history = (call([x.path for x in played]) for call in (self.trails, self.ghosts))
        lines = tuple(
            LineView(x.path, x.label, x.unit, x.decimals, 1, ours[x.path], history[x.path], band(ours[x.path]), 0.7)
            for x in played
        )
        first = played[0]
        point = TurningPointView(
            2,
            DATES[1],
            "The listening state",
            "nothing",
            0.8,
            "Your score would have been better by 1 point.",
            first.path,
            first.label,
            first.unit,
            2,
            ours[first.path],
            history[first.path],
            (),
        )
        scores = tuple(
            GoalScore(g, g.points - 5, g.points, g.points + 5, 0.7, "Better than 70% of the plays.") for g in GOALS
        )
        months = tuple(f"{m} 2018" for m in ("0", "Jan", "Feb", "Mar", "Apr", "May", "Jun"))[: len(ours[first.path])]
        return DebriefView(
            "Two tables, 2018",
            "Kazakhstan",
            "Jan-Jun 2018",
            self.turn - 1,
            TURNS,
            months,
            1000,
            57.0,
            49.0,
            ("You kept the balance.",),
            lines,
            (point,),
            scores,
            (("Talks", "Jan 2018", None),),
            ((DATES[0], "Talks", None),),
            ("What is a table?",),
            ("A step is what would be noticed.",),
        )

    def document(self, kind: str) -> str:
        return kind
