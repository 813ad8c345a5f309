"""What is ahead, what was played and what to make of it, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator

from tui.figures import number, signed, start
from tui.lines import agreement, decision, section, unit
from tui.texts import say
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
    left = [f"  {_effect(e)}" for e in c.effects if round(e.left, e.decimals)]
    what = start(c.words)
    yield say("told-coming", what=what) if left else say("told-in-force", what=what, ends=c.ends)
    yield from left


def _effect(e: ComingEffect) -> str:
    left = f"{signed(e.left, e.decimals)}{unit(e.unit)}"
    return say("told-coming-effect", label=e.label, left=left, first=e.first, last=e.last, fades=e.fades)


def hindsight_line(x: HindsightView) -> str:
    """`Growth: 4.1, forecast 3.9 to 4.4: as expected`."""
    d = next(d for d in range(x.decimals + 1, x.decimals + 5) if _plain(x, d) or d == x.decimals + 4)
    verdict = "inside" if x.inside else "above" if x.outcome > x.high else "below"
    return say("told-hindsight", label=x.label, value=number(x.outcome, d), low=number(x.low, d),
               high=number(x.high, d), verdict=verdict)


def _plain(x: HindsightView, decimals: int) -> bool:
    """Do these decimals show that a number out of its band is out of it?"""
    low, outcome, high = (round(value, decimals) for value in (x.low, x.outcome, x.high))
    return x.inside or not low <= outcome <= high


def answers(p: ProposalView) -> Iterator[str]:
    """A proposal, what each party said, why, and what it would have instead."""
    yield f"{p.title}: {p.words}"
    for a in p.answers:
        yield f"  {start(say('told-answer', who=a.who, said=a.said, reasons=bool(a.reasons)))}"
        yield from (f"    {words}" for words in (a.words, *a.reasons) if words)
        yield from (f"    {say('told-instead', title=a.instead)}",) if a.instead else ()


def branch_line(b: BranchView) -> str:
    """`line 2: 3 turns, left line 1 at turn 2`."""
    text = say("told-branch", name=b.name, turns=b.turns)
    return say("told-branch-left", branch=text, parent=b.parent, turn=b.left_at) if b.parent else text


def scenario_card(s: ScenarioView) -> Iterator[str]:
    """What a scenario is about, how long it takes, and who can be played."""
    yield s.summary
    yield ""
    yield say("told-scenario", opens=s.opens, ends=s.ends, turns=s.turns, minutes=s.minutes)
    yield ""
    yield from section(say("heading-seats"), [f"  {seat.label}" for seat in s.seats])


def saved_card(g: SavedGameView) -> Iterator[str]:
    """Where a saved game stands."""
    yield say("told-saved-game", title=g.title, seats=g.seats)
    turn = say("told-saved-turn", turn=g.turn, turns=g.turns, date=g.date)
    yield say("told-saved-over") if g.over else turn
    yield say("told-saved-when", when=g.saved)
    if g.trouble:
        yield ""
        yield g.trouble
    yield ""
    yield g.place


def term_line(t: TermView) -> str:
    """An entry of the glossary."""
    return f"{t.term}: {t.words}{f' ({chr(32).join(t.places)})' if t.places else ''}"


# --- the debrief -----------------------------------------------------------------------------------------------------


def goal_score(g: GoalScore) -> str:
    """Two lines: `Grow (20%). Better than in history; ...`, then points, history's, the plays', and the number."""
    x = g.goal
    history = "none" if x.history_points is None else number(x.history_points, 0)
    value = say("told-goal-value", points=number(x.points, 0), history=history, low=number(g.low, 0),
                high=number(g.high, 0), label=x.label, measure=x.measure,
                value=f"{number(x.value, x.decimals + 1)}{unit(x.unit)}")
    return f"{say('told-goal', text=x.text, weight=f'{x.weight:.0%}', verdict=g.words)}\n  {value}"


def turning_point(p: TurningPointView) -> str:
    return say("told-turning-point", turn=p.turn, what=p.words)


def line_beside(x: LineView) -> str:
    """`Growth: 3.7 %, in history 4.1; of the plays 62 % ended lower`."""
    d = x.decimals
    ours, theirs = x.played[-1], x.history[-1]
    return say("told-line", label=x.label, value=f"{number(ours, d)}{unit(x.unit)}", history=number(theirs, d),
               difference=signed(round(ours, d) - round(theirs, d), d), share=f"{x.place:.0%}")


def debrief_lines(d: DebriefView) -> Iterator[str]:
    """The whole debrief, to be read aloud."""
    yield say("told-debrief", title=d.title, seat=d.seat, dates=d.dates).upper()
    yield from d.verdict
    yield ""
    yield from section(say("heading-goals"), [line for g in d.goals for line in goal_score(g).split("\n")])
    yield from section(say("heading-turning-points"), [turning_point(p) for p in d.turning_points])
    yield from section(say("heading-lines"), [f"  {line_beside(x)}" for x in d.lines])
    yield from section(say("heading-agreements"), [agreement(row) for row in d.agreements])
    yield from section(say("heading-decisions"), [line for row in d.decisions for line in decision(row)])
    yield from section(say("heading-questions"), [f"  {question}" for question in d.questions])
    yield from section(say("heading-notes"), [f"  {note}" for note in d.notes])
