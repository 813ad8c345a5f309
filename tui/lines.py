"""View models as lines of plain text: what the line-by-line game prints, and what the screens' cards show.

No box art and no columns that only the eye can put together: each line can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from tui.figures import adding_up, number, signed, start, unit
from tui.texts import say
from tui.views import (
    Beside,
    BoardView,
    CardView,
    ChanceView,
    ComparisonView,
    DeedView,
    ExitView,
    Explanation,
    GoalView,
    IndicatorView,
    NumberView,
    OptionView,
    RegimeView,
    RoomView,
    SignView,
    TurnView,
)

Numbers: TypeAlias = Mapping[str, IndicatorView]


def status(view: TurnView, known: Numbers) -> str:
    """Seat, date, turn, capital and three numbers, as a sentence."""
    shown = (known[path] for path in view.status)
    numbers = ", ".join(f"{x.label} {number(x.value, x.decimals)}{unit(x.unit)}" for x in shown)
    return start(say("lines-status", seat=view.seat, date=view.date, over=view.over, turn=view.turn, turns=view.turns,
                     capital=view.capital, numbers=numbers))


def clock(room: RoomView, since: float = 0.0) -> str:
    """How long the open turn goes on, some seconds after that was heard; empty where nobody has said."""
    if room.over or room.clock is None or room.clock.left is None:
        return ""
    left = max(0.0, room.clock.left - since * room.clock.running)
    words = say("lines-clock", left=f"{left // 60:.0f}:{left % 60:02.0f}", running=room.clock.running)
    return words if room.clock.floor_open else f"{words}, {say('lines-floor')}"


def purse(view: TurnView) -> str:
    """What comes in next turn, and the most that can then be in hand: `+2 next turn, at most 4`."""
    last = view.turn >= view.turns
    return say("lines-purse-last") if last else say("lines-purse", income=view.income, most=view.most)


# --- the brief -------------------------------------------------------------------------------------------------------


def brief(view: TurnView, known: Numbers, whole: bool = True) -> Iterator[str]:
    """What opens a turn. The situation comes first at the first, and else last, if `whole`."""
    b = view.brief
    first = view.turn == 1
    if first:
        yield from section(say("heading-situation"), b.situation.split("\n\n"))
        yield from section(say("heading-brief"), [b.brief])
    yield from section(say("heading-news"), [f"  {start(text)}" for text in b.news])
    yield from section(say("heading-regimes"), [f"  {line}" for x in view.regimes for line in regime(x)])
    yield from section(say("heading-changes"), [f"  {change(known[path])}" for path in b.changes])
    asked = [f"  {option_line(o)}" for o in view.options if o.place == "asked"]
    yield from section(say("heading-proposals"), asked)
    yield from section(say("heading-goals"), [f"  {score(view)}", *(f"  {goal(g)}" for g in b.goals if not g.secret)])
    yield from section(say("heading-secret"), [b.secret, *(f"  {goal(g)}" for g in b.goals if g.secret)])
    if whole and not first:
        yield from section(say("heading-situation-then"), b.situation.split("\n\n"))
        yield from section(say("heading-brief"), [b.brief])


def regime(x: RegimeView) -> Iterator[str]:
    """A crisis: since when it is open, what it costs and how it can be left; or, foretold, where its signs stand."""
    if x.since:
        yield say("regime-open", what=x.title, since=x.since, months=x.months)
        yield f"  {start(x.sentence)}"
        yield from (f"  {say('regime-costs', costs='; '.join(x.costs))}",) if x.costs else ()
        yield from (f"  {way_out(way)}" for way in x.exits)
    elif x.ended:
        yield say("regime-closed", what=x.title, ended=x.ended)
    else:
        yield say("regime-foretold", what=x.title, opens=" & ".join(x.opens))
    yield from (f"  {sign(y)}" for y in x.signs)


def sign(x: SignView) -> str:
    """`Unrest 0.22; told above 0.20: past it`."""
    value, line = number(x.value, x.decimals), number(x.line, x.decimals)
    return say("regime-sign", label=x.label, value=value, above=x.above, line=line, passed=x.passed)


def way_out(x: ExitView) -> str:
    chance = f"{x.chance:.0%}" if x.chance else "none"
    return say("regime-exit", title=x.title, cost=x.cost if x.key else "none", chance=chance)


def section(title: str, rows: Iterable[str]) -> Iterator[str]:
    rows = list(rows)
    if rows:
        yield title.upper()
        yield from rows
        yield ""


def goal(g: GoalView) -> str:
    """`Grow (20 %). 47 points (+2). Growth, now: 3.7 %; more is better. In history 4.1, 50 points: worse ...`"""
    extra = 1 if abs(g.value) < 1 else 0
    value = f"{number(g.value, g.decimals + extra)}{unit(g.unit)}"
    text = say("lines-goal", text=g.text, weight=f"{g.weight:.0%}", points=number(g.points, 0), change=moved(g.change),
               label=g.label, measure=g.measure, value=value, better=g.better)
    if g.history is None or g.history_points is None:
        return text
    return say("lines-goal-history", goal=text, value=number(g.history, g.decimals + extra),
               points=number(g.history_points, 0), verdict=g.verdict)


def score(view: TurnView) -> str:
    """`Score 61 of 100, +3 since the last turn.`"""
    return say("goal-score", score=number(view.brief.score, 0), change=moved(view.brief.change))


def moved(change: float) -> str:
    """A change of points; less than one is none."""
    return signed(change, 0) if round(change) else "none"


def group(x: NumberView, board: BoardView) -> str:
    """The heading under which a number is listed."""
    return say("heading-group", group=x.group, partner=board.actor(x.partner).label if x.partner else "")


def change(x: IndicatorView) -> str:
    """`Approval fell by 0.04 to 0.52`."""
    d = x.decimals
    value = f"{number(x.value, d)}{unit(x.unit)}"
    if not round(x.change, d):
        return say("lines-change-none", label=x.label, value=value)
    way = "up" if x.change > 0 else "down"
    return say("lines-change", label=x.label, way=way, by=number(abs(x.change), d), value=value)


# --- options ---------------------------------------------------------------------------------------------------------


def option_line(o: OptionView) -> str:
    """One line: title, price, who must agree, why not."""
    if o.proposed_by:
        text = say("lines-option-proposed", title=o.title, cost=o.cost, names=o.proposed_by)
    elif o.joint_with:
        text = say("lines-option-joint", title=o.title, cost=o.cost, names=o.joint_with)
    else:
        text = say("lines-option", title=o.title, cost=o.cost)
    if o.odds is not None:
        text = f"{text}, {say('agree-in-list', odds=str(o.odds))}"
    return say("lines-option-refused", option=text, why=o.refused) if o.refused else text


def titled(o: OptionView) -> str:
    """With the odds of an agreement: `Bar outsiders from the sea (holds in 62 of 100)`."""
    return o.title if o.odds is None else f"{o.title} ({say('agree-in-list', odds=str(o.odds))})"


def option_card(o: OptionView, card: CardView, history: bool = False) -> Iterator[str]:
    """Everything about an option; what was done in history only when asked for."""
    yield card.sentence
    yield ""
    yield say("lines-price", cost=o.cost)
    yield from consent(o)
    if o.refused:
        yield say("lines-refused", why=o.refused)
    yield from stakes(card)
    yield ""
    yield from section(say("heading-effects"), [f"  {text}" for text in card.effects or (say("lines-no-effect"),)])
    yield from section(say("heading-audiences"), [f"  {', '.join(card.audiences)}"] if card.audiences else [])
    yield from section(say("heading-advice"), [f"  {text}" for text in card.advice])
    if history:
        yield from section(say("heading-record"), [f"  {card.history}"])
    claims, source = ", ".join(card.claims), start(card.source)
    yield say("lines-source-claims", claims=claims, source=source) if claims else say("lines-source", source=source)


def consent(o: OptionView) -> Iterator[str]:
    """Who proposed it, and whose yes is missing."""
    missing = tuple(name for name in o.joint_with if name not in o.proposed_by)
    if o.proposed_by:
        yield say("lines-proposed", names=o.proposed_by)
        yield start(say("lines-missing", names=missing)) if missing else say("lines-yes-enough")
    elif missing:
        yield say("lines-joint", names=missing, count=len(missing))


def stakes(card: CardView, whole: bool = True) -> Iterator[str]:
    """The odds that it holds, what they are made of, and what a failure or a no costs."""
    if card.chance:
        yield say("agree-odds", odds=str(card.chance.in_hundred))
        yield from made_of(card.chance) if whole else ()
        yield say("agree-fails", until=card.chance.until)
    yield from (card.snub,) if card.snub else ()


def made_of(x: ChanceView) -> Iterator[str]:
    """`  −50  Not every agreement in principle comes into force: ...`; the amounts shown add up to the odds shown."""
    yield say("agree-from")
    amounts = adding_up([100 * row.amount for row in x.rows], x.in_hundred - 100, 0)
    yield from (f"  {signed(by, 0)}  {row.words}" for by, row in zip(amounts, x.rows, strict=True) if by)


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return say("several-names", names=tuple(names))


# --- what happened ---------------------------------------------------------------------------------------------------


def outcomes(view: TurnView) -> Iterator[str]:
    """What became of the seat's orders."""
    if not view.outcomes:
        yield say("lines-no-orders")
    for o in view.outcomes:
        yield f"{o.what}: {o.words}"


def deed(d: DeedView) -> str:
    """Who decided what: decided, agreed, proposed in vain or refused."""
    if not d.yes:
        key = "lines-refused-it"
    elif d.struck:
        key = "lines-decided" if d.stage == "start" else "lines-agreed"
    else:
        key = "lines-in-vain" if d.stage == "start" else "lines-would-have"
    return start(say(key, who=d.who, what=d.what))


def why(found: Explanation) -> Iterator[str]:
    """The causes of a change, largest first; the amounts shown add up to the change shown."""
    d, rows = shown_rows(found)
    yield say("lines-why", label=found.label, turn=found.turn, dates=found.dates)
    yield say("lines-why-values", before=number(found.before, d), after=number(found.after, d),
              change=f"{signed(shown_change(found, d), d)}{unit(found.unit)}")
    for amount, words, source in rows:
        yield f"  {signed(amount, d)}  {words}{f' [{source}]' if source else ''}"
    if not rows:
        yield f"  {say('lines-why-nothing')}"


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
    yield say("lines-comparison", title=c.title, seat=start(c.seat), dates=c.dates).upper()
    yield ""
    yield from section(say("heading-goals"), [f"  {goal(g)}" for g in c.goals])
    yield from section(say("heading-figures-end"), [f"  {beside(x)}" for x in c.indicators])
    yield from section(say("heading-agreements"), [agreement(row) for row in c.agreements])
    yield from section(say("heading-decisions"), [line for row in c.decisions for line in decision(row)])
    yield from section(say("heading-questions"), [f"  {question}" for question in c.questions])


def agreement(row: Beside) -> str:
    title, ours, theirs = row
    never = say("lines-never")
    return f"  {say('lines-agreement', title=title, ours=ours or never, theirs=theirs or never)}"


def decision(row: Beside) -> Iterator[str]:
    date, ours, theirs = row
    yield f"  {date}"
    yield f"    {say('lines-here', what=ours or say('lines-nothing'))}"
    yield f"    {say('lines-there', what=theirs or say('lines-nothing'))}"


def beside(x: IndicatorView) -> str:
    """`Growth: 3.7 %, in history 4.1 (−0.4)`."""
    history = x.history or 0.0
    difference = round(x.value, x.decimals) - round(history, x.decimals)
    return say("lines-beside", label=x.label, value=f"{number(x.value, x.decimals)}{unit(x.unit)}",
               history=number(history, x.decimals), difference=signed(difference, x.decimals))
