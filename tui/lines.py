"""View models as lines of plain text: what the line-by-line game prints, and what the screens' cards show.

No box art and no columns that only the eye can put together: each line can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.figures import adding_up, number, signed, start
from tui.views import (
    ComparisonView,
    DeedView,
    Explanation,
    GoalView,
    IndicatorView,
    OptionView,
    TurnView,
)

HEADINGS = {"asked": "Proposed to you", "advised": "Put forward by your staff", "open": "Also possible",
            "closed": "Not possible now"}
UNITLESS = ("0-1", "-1 to 1", "0/1", "number", "share", "index", "index, 2014 = 1", "2014 = 1")


def status(view: TurnView) -> str:
    """Seat, date, turn, capital and three numbers, as a sentence."""
    turn = "the game is over" if view.over else f"turn {view.turn} of {view.turns}"
    numbers = ", ".join(f"{x.label} {number(x.value, x.decimals)}{unit(x.unit)}" for x in view.status)
    return f"{start(view.seat)}, {view.date}, {turn}. Political capital {view.capital}. {numbers}."


def purse(view: TurnView) -> str:
    """What comes in next turn, and the most that can then be in hand: `+2 next turn, at most 4`."""
    return f"+{view.income} next turn, at most {view.most}" if view.turn < view.turns else "this is the last turn"


def unit(text: str) -> str:
    """The unit after a number; scales from 0 to 1 need none."""
    return "" if text in UNITLESS else " %" if text == "%/yr" else f" {text}"


# --- the brief -------------------------------------------------------------------------------------------------------


def brief(view: TurnView, whole: bool = True) -> Iterator[str]:
    """What opens a turn. The situation comes first at the first, and else last, if `whole`."""
    b = view.brief
    first = view.turn == 1
    if first:
        yield from section("The situation", b.situation.split("\n\n"))
        yield from section("Your brief", [b.brief])
    yield from section("News", [f"  {start(text)}" for text in b.news])
    yield from section("Largest changes", [f"  {change(x)}" for x in b.changes])
    yield from section("Proposed to you", [f"  {option_line(o)}" for o in b.proposals])
    yield from section("Your goals", [f"  {goal(g)}" for g in b.goals if not g.secret])
    yield from section("Your secret aim", [b.secret, *(f"  {goal(g)}" for g in b.goals if g.secret)])
    if whole and not first:
        yield from section("The situation at the opening", b.situation.split("\n\n"))
        yield from section("Your brief", [b.brief])


def section(title: str, rows: Iterable[str]) -> Iterator[str]:
    rows = list(rows)
    if rows:
        yield title.upper()
        yield from rows
        yield ""


def goal(g: GoalView) -> str:
    """`Grow (20 %). Growth, mean so far: 3.7 %; more is better. In history 4.1: worse ...`"""
    extra = 1 if abs(g.value) < 1 else 0
    better = "more is better" if g.better == "up" else "less is better"
    value = number(g.value, g.decimals + extra)
    text = f"{g.text} (weight {g.weight:.0%}). {g.label}, {g.measure}: {value}{unit(g.unit)}; {better}."
    if g.history is not None:
        text += f" In history {number(g.history, g.decimals + extra)}: {g.verdict}."
    return text


def change(x: IndicatorView) -> str:
    """`Approval fell by 0.04 to 0.52`."""
    d = x.decimals
    if not round(x.change, d):
        return f"{x.label}: {number(x.value, d)}{unit(x.unit)}, hardly changed"
    verb = "rose" if x.change > 0 else "fell"
    return f"{x.label} {verb} by {number(abs(x.change), d)} to {number(x.value, d)}{unit(x.unit)}"


# --- options ---------------------------------------------------------------------------------------------------------


def option_line(o: OptionView) -> str:
    """One line: title, price, who must agree, why not."""
    text = f"{o.title}, costs {o.cost}"
    if o.proposed_by:
        text += f", proposed by {listed(o.proposed_by)}"
    elif o.joint_with:
        text += f", with {listed(o.joint_with)}"
    return f"{text}. {o.refused}" if o.refused else text


def option_card(o: OptionView, history: bool = False) -> Iterator[str]:
    """Everything about an option; what was done in history only when asked for."""
    yield o.sentence
    yield ""
    yield f"Costs {o.cost} of your political capital." if o.cost else "Costs you no political capital."
    missing = [name for name in o.joint_with if name not in o.proposed_by]
    if o.proposed_by:
        yield f"Proposed by {listed(o.proposed_by)}."
        yield f"{start(listed(missing))} must agree, too." if missing else "Your yes brings it into force."
    elif missing:
        yield f"Comes into force only if {listed(missing)} {'agree' if len(missing) > 1 else 'agrees'}."
    if o.refused:
        yield f"Not possible now. {o.refused}"
    yield ""
    yield from section("What it does", [f"  {text}" for text in o.effects] or ["  Nothing by itself."])
    yield from section("How it is taken at home (-1 to +1)", [f"  {', '.join(o.audiences)}"] if o.audiences else [])
    yield from section("What weighs most with your staff", [f"  {text}" for text in o.advice])
    if history:
        yield from section("In history", [f"  {o.history}"])
    yield f"Claims {', '.join(o.claims)}. {o.source}." if o.claims else f"{o.source}."


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


# --- what happened ---------------------------------------------------------------------------------------------------


def outcomes(view: TurnView) -> Iterator[str]:
    """What became of the seat's orders."""
    if not view.outcomes:
        yield "You gave no orders."
    for o in view.outcomes:
        yield f"{o.what}: {o.words}"


def deed(d: DeedView) -> str:
    """Who decided what: decided, agreed, proposed in vain or refused."""
    if not d.yes:
        verb = "refused"
    elif d.struck:
        verb = "decided" if d.stage == "start" else "agreed to"
    else:
        verb = "proposed in vain" if d.stage == "start" else "would have agreed to"
    return f"{start(d.who)} {verb}: {d.what}"


def why(found: Explanation) -> Iterator[str]:
    """The causes of a change, largest first; the amounts shown add up to the change shown."""
    d, rows = shown_rows(found)
    yield f"{found.label}, turn {found.turn}, {found.dates}"
    change = signed(shown_change(found, d), d)
    yield f"Before {number(found.before, d)}, after {number(found.after, d)}, change {change}{unit(found.unit)}."
    for amount, words, source in rows:
        yield f"  {signed(amount, d)}  {words}{f' [{source}]' if source else ''}"
    if not rows:
        yield "  Nothing changed it."


def shown_rows(found: Explanation) -> tuple[int, list[tuple[float, str, str]]]:
    """(decimals, rows of amount, words and source): rounded so that they add up; what rounds to nothing is left out."""
    d = found.decimals + 1
    amounts = adding_up([row.amount for row in found.rows], shown_change(found, d), d)
    rows = ((amount, start(row.words), source(row.rule, row.claims, row.places))
            for amount, row in zip(amounts, found.rows, strict=True))
    return d, [row for row in rows if row[0]]


def shown_change(found: Explanation, decimals: int) -> float:
    """The change between the two numbers as they are shown."""
    return round(found.after, decimals) - round(found.before, decimals)


def source(rule: str, claims: Sequence[str], places: Sequence[str]) -> str:
    """Where a cause comes from: rule, claims, places in the chapter."""
    return " · ".join(x for x in (rule, " ".join(claims), " ".join(dict.fromkeys(places))) if x)


# --- the end ---------------------------------------------------------------------------------------------------------


def comparison(c: ComparisonView) -> Iterator[str]:
    """The game beside history: goals, figures, agreements, decisions, questions."""
    yield f"{c.title}: {start(c.seat)}, {c.dates}, beside history".upper()
    yield ""
    yield from section("Your goals", [f"  {goal(g)}" for g in c.goals])
    yield from section("Figures at the end", [f"  {beside(x)}" for x in c.indicators])
    yield from section("Agreements, here and in history", [agreement(row) for row in c.agreements])
    yield from section("Decisions, here and in history", [line for row in c.decisions for line in decision(row)])
    yield from section("To discuss", [f"  {question}" for question in c.questions])


def agreement(row: tuple[str, str, str]) -> str:
    title, ours, theirs = (text if text != "-" else "never" for text in row)
    return f"  {title}: {ours}; in history {theirs}"


def decision(row: tuple[str, str, str]) -> Iterator[str]:
    date, ours, theirs = row
    yield f"  {date}"
    yield f"    here: {'nothing' if ours == '-' else ours}"
    yield f"    in history: {'nothing' if theirs == '-' else theirs}"


def beside(x: IndicatorView) -> str:
    """`Growth: 3.7 %, in history 4.1 (−0.4)`."""
    history = x.history or 0.0
    difference = round(x.value, x.decimals) - round(history, x.decimals)
    values = f"{number(x.value, x.decimals)}{unit(x.unit)}, in history {number(history, x.decimals)}"
    return f"{x.label}: {values} ({signed(difference, x.decimals)})"
