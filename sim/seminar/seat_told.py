"""What each page of a seat tells: from the views of its session to what a template shows. Nothing of other seats passes
here, but what their session would tell them, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from sim.errors import refuse
from sim.seminar.people import Person
from sim.seminar.room import TEACHER, Room
from sim.texts import say
from sim.views import (
    BoardView,
    CardView,
    DeedView,
    Explanation,
    GoalView,
    IndicatorView,
    OptionView,
    ProposalView,
    RegimeView,
    TurnView,
)
from sim.views.figures import adding_up, number, signed, start, unit

Told: TypeAlias = dict[str, Any]
FIRST = 6  # options that a brief shows
PLACES = ("asked", "advised", "open", "closed")
WIDE, HIGH = 96.0, 24.0  # of a trail


class Row(NamedTuple):
    """A number of a table: `trail`: its months as the path of an SVG."""

    path: str
    label: str
    value: str
    change: str
    trail: str


class Cause(NamedTuple):
    amount: str
    words: str
    source: str


# --- now -------------------------------------------------------------------------------------------------------------


def now(room: Room, person: Person, which: str) -> Told:
    """What opens the turn: at the first the brief and some options, later what has happened."""
    session = room.session(person.seat)
    view, board = session.view(), session.board()
    return {"view": view, "goals": view.brief.goals, "options": _first(view), "regimes": _regimes(view.regimes),
            "changes": _changes(view, board), "outcomes": view.outcomes,
            "paragraphs": view.brief.situation.split("\n\n")}


def _first(view: TurnView) -> list[OptionView]:
    """What the seat is asked for and what its staff puts forward, before all else."""
    possible = [x for x in view.options if x.place != "closed"]
    return sorted(possible, key=lambda x: PLACES.index(x.place))[:FIRST]


def _changes(view: TurnView, board: BoardView) -> list[tuple[str, str]]:
    """(path, sentence) of what changed most."""
    known = board.read(view.indicators)
    return [(path, changed(known[path])) for path in view.brief.changes]


def _regimes(found: Sequence[RegimeView]) -> list[tuple[str, tuple[str, ...]]]:
    return [(_regime(x), (x.sentence, *((say("regime-costs", costs="; ".join(x.costs)),) if x.costs else ())))
            for x in found]


def _regime(x: RegimeView) -> str:
    if x.since:
        return say("regime-open", what=x.title, since=x.since, months=x.months)
    if x.ended:
        return say("regime-closed", what=x.title, ended=x.ended)
    return say("regime-foretold", what=x.title, opens=" & ".join(x.opens))


def changed(x: IndicatorView) -> str:
    """`Approval fell by 0.04 to 0.52`."""
    value = valued(x.value, x)
    if not round(x.change, x.decimals):
        return say("lines-change-none", label=x.label, value=value)
    return say("lines-change", label=x.label, way="up" if x.change > 0 else "down",
               by=number(abs(x.change), x.decimals), value=value)


def valued(value: float, x: IndicatorView | GoalView) -> str:
    return f"{number(value, x.decimals)}{unit(x.unit)}"


def goal_value(x: GoalView) -> str:
    """A small number is told one digit finer than it is listed."""
    return f"{number(x.value, x.decimals + (abs(x.value) < 1))}{unit(x.unit)}"


def points(change: float) -> str:
    """A change of points; nothing where it is less than one."""
    return signed(change, 0) if round(change) else ""


# --- options ---------------------------------------------------------------------------------------------------------


def options(room: Room, person: Person, which: str) -> Told:
    """The seat's own orders: the team's draft with its ticks, or what it has handed in."""
    view, draft = room.session(person.seat).view(), room.draft(person.seat)
    own = [x for x in view.options if not x.public]
    given = room.session(person.seat).orders()
    titles = {x.key: x.title for x in view.options}
    theirs = tuple(titles.get(key, key) for key in draft.moves)
    return {"view": view, "draft": draft, "titles": titles, "draft_titles": theirs,
            "sealed": sealed(room, person.seat), "called": room.table.room().called(person.seat),
            "groups": grouped(own), "orders": [titles.get(key, key) for key in given],
            "ticks": draft.moves if draft.revision else given, "public": any(x.public for x in view.options)}


def sealed(room: Room, seat: str) -> bool:
    """Its orders are in, and nothing has been said to it since."""
    return any(x.id == seat and x.sealed for x in room.table.room().seats) and seat in room.table.game.waiting


def grouped(found: Sequence[OptionView]) -> list[tuple[str, list[OptionView]]]:
    """By place, the most pressing first."""
    groups = ((place, [x for x in found if x.place == place]) for place in PLACES)
    return [(place, rows) for place, rows in groups if rows]


def option(room: Room, person: Person, which: str) -> Told:
    """All about one option."""
    session = room.session(person.seat)
    found = next((x for x in session.view().options if x.key == which), None)
    if found is None:
        raise refuse("MV-C021", "your seat has no such option", value=which[:40], mend="look at the list of options")
    card = session.card(which)
    return {"option": found, "card": card, "consent": list(_consent(found)), "made_of": _made_of(card)}


def _consent(x: OptionView) -> Iterator[str]:
    """Who proposed it, and whose yes is missing."""
    missing = tuple(name for name in x.joint_with if name not in x.proposed_by)
    if x.proposed_by:
        yield say("lines-proposed", names=x.proposed_by)
        yield start(say("lines-missing", names=missing)) if missing else say("lines-yes-enough")
    elif missing:
        yield say("lines-joint", names=missing, count=len(missing))


def _made_of(card: CardView) -> list[Cause]:
    """What the odds of an agreement are made of, in hundredths; they add up."""
    if card.chance is None:
        return []
    amounts = adding_up([100 * x.amount for x in card.chance.rows], card.chance.in_hundred - 100, 0)
    return [Cause(signed(by, 0), x.words, "") for by, x in zip(amounts, card.chance.rows, strict=True) if by]


def forecast(room: Room, person: Person, which: str) -> Told:
    """What may come of the orders that are in, or else of the team's draft."""
    session, draft = room.session(person.seat), room.draft(person.seat)
    orders = session.orders() if sealed(room, person.seat) or not draft.revision else draft.moves
    titles = {x.key: x.title for x in session.view().options}
    if session.check(orders) or not orders or room.table.game.over:
        return {"found": None, "titles": [titles.get(key, key) for key in orders]}
    found = session.forecast(orders)
    assert found is not None  # nobody cancels it
    return {"found": found, "titles": found.titles}


# --- proposals -------------------------------------------------------------------------------------------------------


def talks(room: Room, person: Person, which: str) -> Told:
    """Joint options: what is on the table, what can be answered and what can be proposed; and what was said before."""
    session = room.session(person.seat)
    view = session.view()
    public = [x for x in view.options if x.public]
    asked, new = [x for x in public if x.proposed_by], [x for x in public if not x.proposed_by]
    open_to = [x for x in new if not x.refused]
    last = session.past_turn(view.turn - 1) if view.turn > 1 else None
    return {"view": view, "asked": [(x, _talk(view, x.key), _others(open_to, x)) for x in asked],
            "said": [x for x in view.talks if x.key not in {y.key for y in asked}],
            "groups": grouped(new), "open_to": open_to, "last": last}


def _talk(view: TurnView, key: str) -> ProposalView | None:
    return next((x for x in view.talks if x.key == key), None)


def _others(found: Sequence[OptionView], asked: OptionView) -> list[OptionView]:
    """What could be proposed instead: options of the same parties."""
    return [x for x in found if set(x.joint_with) == set(asked.joint_with)]


# --- numbers and past turns ------------------------------------------------------------------------------------------


def numbers(room: Room, person: Person, which: str) -> Told:
    """The seat's own numbers and the world's; or those with one partner. Raises MultivectorError."""
    session = room.session(person.seat)
    board = session.board()
    partners = [(x, board.actor(x).label) for x in dict.fromkeys(y.partner for y in board.numbers) if x]
    if which and which not in dict(partners):
        raise refuse("MV-C021", "you have no numbers with it", value=which[:40], mend="look at the list of numbers")
    found = [x for x in board.read(session.view().indicators).values() if x.partner == which]
    trails = session.trails([x.path for x in found])
    groups: dict[str, list[Row]] = {}
    for x in found:
        title = say("heading-group", group=x.group, partner=board.actor(which).label if which else "")
        groups.setdefault(title, []).append(_row(x, trails[x.path]))
    return {"groups": groups, "partners": partners, "turn": session.view().turn}


def _row(x: IndicatorView, trail: Sequence[float]) -> Row:
    change = signed(x.change, x.decimals) if round(x.change, x.decimals) else ""
    return Row(x.path, x.label, valued(x.value, x), change, traced(trail))


def traced(trail: Sequence[float]) -> str:
    """The months as the path of an SVG, on their own scale; nothing before there are two."""
    if len(trail) < 2:
        return ""
    low, span = min(trail), (max(trail) - min(trail)) or 1.0
    places = ((k / (len(trail) - 1) * WIDE, HIGH - 2 - (x - low) / span * (HIGH - 4)) for k, x in enumerate(trail))
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in places)


def why(room: Room, person: Person, which: str) -> Told:
    """Why a number changed in the last turn, and since the opening. Raises MultivectorError."""
    session = room.session(person.seat)
    session.trails([which])  # raises if the seat may not know it
    turn = room.table.game.turn
    if turn == 1:
        return {"found": [], "label": next((x.label for x in session.board().numbers if x.path == which), which)}
    found = [session.why(which, turn - 1), *([session.why(which)] if turn > 2 else [])]
    return {"found": [(x, number(x.before, x.decimals + 1), number(x.after, x.decimals + 1), *_causes(x))
                      for x in found], "label": found[0].label}


def _causes(x: Explanation) -> tuple[str, list[Cause]]:
    """(the change, its causes): rounded so that what is shown adds up; what rounds to nothing is left out."""
    d = x.decimals + 1
    change = round(x.after, d) - round(x.before, d)
    amounts = adding_up([row.amount for row in x.rows], change, d)
    return f"{signed(change, d)}{unit(x.unit)}", [
        Cause(signed(by, d), start(row.words), " · ".join(filter(None, (row.rule, " ".join(row.claims)))))
        for by, row in zip(amounts, x.rows, strict=True) if by]


def past(room: Room, person: Person, which: str) -> Told:
    """A turn that has been played, or the last one."""
    session, last = room.session(person.seat), room.table.game.turn - 1
    if not which and not last:
        return {"turn": None, "last": 0}
    found = session.past_turn(_turn(which) if which else last)
    known = session.board().read(found.changes)
    return {"turn": found, "last": last, "changes": [(x.path, changed(x)) for x in known.values()],
            "deeds": [did(x) for x in found.deeds if x.struck]}


def _turn(which: str) -> int:
    if not which.isascii() or not which.isdecimal() or len(which) > 3:
        raise refuse("MV-C021", "there is no such turn", value=which[:40], mend="look at the list of turns")
    return int(which)


def did(x: DeedView) -> str:
    """What came into force by whom."""
    return start(say("lines-decided" if x.stage == "start" else "lines-agreed", who=x.who, what=x.what))


# --- messages --------------------------------------------------------------------------------------------------------


def messages(room: Room, person: Person, which: str) -> Told:
    """What the seat may read, the newest first, and to whom it can write."""
    labels = {seat: room.table.game.board.word(seat) for seat in room.seats}
    names = {**labels, TEACHER: say("seminar-teacher"), "press": say("seminar-press"),
             "observer": say("seminar-observer"), "": say("seminar-all")}
    to = [("", names[""]), *((x, labels[x]) for x in labels if x != person.seat), (TEACHER, names[TEACHER])]
    return {"messages": list(reversed(room.messages(person))), "names": names, "to": to}


TELL: Mapping[str, Callable[[Room, Person, str], Told]] = {
    "now": now, "options": options, "option": option, "forecast": forecast, "talks": talks, "numbers": numbers,
    "why": why, "past": past, "messages": messages}
FIGURES: Mapping[str, Callable[..., str]] = {
    "number": number, "signed": signed, "start": start, "goal_value": goal_value, "points": points}
