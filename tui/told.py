"""What is ahead, what was played and what to make of it, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator

from tui.figures import number, signed, start
from tui.lines import agreement, decision, listed, section, unit
from tui.views import (
    BranchView,
    ComingEffect,
    ComingView,
    DebriefView,
    GoalScore,
    HindsightView,
    LineView,
    ProposalView,
    SavedGameView,
    ScenarioView,
    TermView,
    TurningPointView,
)

# --- ahead, the others, time -----------------------------------------------------------------------------------------


def coming_lines(c: ComingView) -> Iterator[str]:
    """`Join the road plan to Chinese credit:`, then a line an effect: `  Trade with China +0.3 from 2018-03 ...`."""
    left = [f"  {e.label} {signed(e.left, e.decimals)}{unit(e.unit)} {_when(e)}" for e in c.effects
            if round(e.left, e.decimals)]
    yield f"{start(c.words)}:" if left else f"{start(c.words)}: in force until {c.ends}"
    yield from left


def _when(e: ComingEffect) -> str:
    return f"from {e.first} to {e.last}" + (", then fading" if e.fades else "")


def hindsight_line(x: HindsightView) -> str:
    """`Growth: 4.1, forecast 3.9 to 4.4: as expected`."""
    d = next(d for d in range(x.decimals + 1, x.decimals + 5) if _plain(x, d) or d == x.decimals + 4)
    verdict = "as expected" if x.inside else "above it" if x.outcome > x.high else "below it"
    return f"{x.label}: {number(x.outcome, d)}; forecast {number(x.low, d)} to {number(x.high, d)}: {verdict}"


def _plain(x: HindsightView, decimals: int) -> bool:
    """Do these decimals show that a number out of its band is out of it?"""
    low, outcome, high = (round(value, decimals) for value in (x.low, x.outcome, x.high))
    return x.inside or not low <= outcome <= high


def answers(p: ProposalView) -> Iterator[str]:
    """A proposal, what each party said, and why."""
    yield f"{p.title}: {p.words}"
    for a in p.answers:
        yield f"  {start(a.who)} {a.said}" + ("." if not a.reasons else ":")
        yield from (f"    {reason}" for reason in a.reasons)


def branch_line(b: BranchView) -> str:
    """`line 2: 3 turns, left line 1 at turn 2`."""
    left = f", left {b.parent} at turn {b.left_at}" if b.parent else ""
    return f"{b.name}: {b.turns} turn{'s' if b.turns != 1 else ''}{left}"


def scenario_card(s: ScenarioView) -> Iterator[str]:
    """What a scenario is about, how long it takes, and who can be played."""
    yield s.summary
    yield ""
    yield f"{s.opens} to {s.ends}, {s.turns} turns, about {s.minutes} minutes."
    yield ""
    yield from section("Seats", [f"  {seat.label}" for seat in s.seats])


def saved_card(g: SavedGameView) -> Iterator[str]:
    """Where a saved game stands."""
    yield f"{g.title}: {listed(g.seats)}"
    yield "It is over; its debrief can be read again." if g.over else f"Turn {g.turn} of {g.turns}, {g.date}."
    yield f"Saved {g.saved}."
    if g.trouble:
        yield ""
        yield g.trouble
    yield ""
    yield g.path


def term_line(t: TermView) -> str:
    """An entry of the glossary."""
    return f"{t.term}: {t.words}{f' ({chr(32).join(t.places)})' if t.places else ''}"


# --- the debrief -----------------------------------------------------------------------------------------------------


def goal_score(g: GoalScore) -> str:
    """Two lines: `Grow (20%). Better than in history; ...`, then value, history's, and the plays'."""
    x, d = g.goal, g.goal.decimals + 1
    history = f"; in history {number(x.history, d)}" if x.history is not None else ""
    band = f"; eight in ten plays {number(g.low, d)} to {number(g.high, d)}"
    value = f"{x.label}, {x.measure}: {number(x.value, d)}{unit(x.unit)}{history}{band}"
    return f"{x.text} ({x.weight:.0%}). {g.words}\n  {value}"


def turning_point(p: TurningPointView) -> str:
    return f"Turn {p.turn}. {p.words}"


def line_beside(x: LineView) -> str:
    """`Growth: 3.7 %, in history 4.1; of the plays 62 % ended lower`."""
    d = x.decimals
    ours, theirs = x.played[-1], x.history[-1]
    return (f"{x.label}: {number(ours, d)}{unit(x.unit)}, in history {number(theirs, d)} "
            f"({signed(round(ours, d) - round(theirs, d), d)}); {x.place:.0%} of the plays ended lower")


def debrief_lines(d: DebriefView) -> Iterator[str]:
    """The whole debrief, to be read aloud."""
    yield f"{d.title}: {d.seat}, {d.dates}".upper()
    yield from d.verdict
    yield ""
    yield from section("Your goals", [line for g in d.goals for line in goal_score(g).split("\n")])
    yield from section("Turning points", [turning_point(p) for p in d.turning_points])
    yield from section("Figures: you, history, plays", [f"  {line_beside(x)}" for x in d.lines])
    yield from section("Agreements, here and in history", [agreement(row) for row in d.agreements])
    yield from section("Decisions, here and in history", [line for row in d.decisions for line in decision(row)])
    yield from section("To discuss", [f"  {question}" for question in d.questions])
    yield from section("Notes", [f"  {note}" for note in d.notes])
