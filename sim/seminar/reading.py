"""Where the text is read, what a worksheet takes away, and what only the teacher knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.engine.board import Board
from sim.rules import RULES
from sim.rules.rule import Rule
from sim.scenario.months import month_number
from sim.scenario.schema import Scenario
from sim.seat.words import months, plain
from sim.seminar.sheets import Sheet
from sim.study.goals import goals_of
from sim.texts import say

CLAIM = re.compile(r"\b[A-Z]\d{2}\b")
TEXT = "chapter"  # the kind of the sources that are the text itself


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim in our words. `place`: sections and paragraphs of the text; `contested`: who says otherwise."""

    claim: str
    place: str
    text: str
    contested: str


def citation(s: Scenario) -> tuple[str, ...]:
    """The text, who paid for it, and how its places are named."""
    return tuple(plain(source.text) for source in s.sources.values() if source.kind == TEXT)


def passages(board: Board, sheets: Sequence[Sheet]) -> tuple[Passage, ...]:
    """Claims that carry what is tested, asked and put forward in this scenario, in the order in which the text is
    read."""
    s = board.scenario
    named = [claim for fact in s.facts.values() for claim in (*fact.off, *fact.claims)]
    named += [claim for question in s.questions for claim in CLAIM.findall(question)]
    named += [claim for sheet in sheets for option in sheet.lead for claim in option.claims]
    found = [Passage(claim, s.claims[claim].place, plain(s.claims[claim].text), plain(s.claims[claim].contested))
             for claim in dict.fromkeys(named) if claim in s.claims]
    told = " ".join(citation(s))
    return tuple(sorted(found, key=lambda passage: _position(passage.place, told)))


def _position(place: str, told: str) -> tuple[int, int]:
    """Where a place such as `CA2, CO1` begins in the text: its section, by the order in which the source names them,
    and its paragraph."""
    found = re.match(r"([A-Z]+)(\d*)", place)
    if not found:
        return len(told), 0
    section = re.search(rf"\b{found[1]}\b", told)
    return section.start() if section else len(told), int(found[2] or 0)


def to_switch_off(board: Board) -> str:
    """A claim that the worksheet takes away: the first that a fact hangs on and rules carry, or what is there because
    play needs it."""
    causes = (cause for fact in board.scenario.facts.values() for cause in fact.off)
    return next((cause for cause in causes if _carriers(cause)), "play")


def to_contest(off: str) -> str:
    """A parameter of such a rule, with another range: half of it to half as much again."""
    rule = next(rule for rule in _carriers(off) or RULES if rule.params)
    number = rule.params[0]
    low, high = sorted((0.5 * number.value, 1.5 * number.value))
    return f"{rule.id}.{number.name}={low:.3g}:{high:.3g}"


def _carriers(claim: str) -> list[Rule]:
    return [rule for rule in RULES if claim in rule.claims]


# --- the key ---------------------------------------------------------------------------------------------------------


def shared_aims(board: Board, seats: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(number, who wants what of it) for numbers that several seats are measured by: there they meet, or collide."""
    wanted: dict[str, list[str]] = {}
    for seat in seats:
        for goal, secret in goals_of(board, seat):
            who = say("pack-wants", who=board.word(seat), better=goal.better, secret=secret)
            wanted.setdefault(goal.path, []).append(who)
    return tuple((board.label(path), "; ".join(who)) for path, who in wanted.items() if len(who) > 1)


def record(board: Board) -> Iterator[tuple[str, str, str]]:
    """(month, who, what) of the decisions of the record in the time of play."""
    s = board.scenario
    for done in sorted(s.history, key=lambda decision: decision.date):
        if s.opens <= done.date <= s.ends:
            whom = say("pack-towards", whom=board.word(done.target)) if done.target else ""
            yield _month(done.date), board.word(done.agent), f"{s.options[done.option].title}{whom}"


def events(board: Board) -> Iterator[tuple[str, str, str, str]]:
    """(month, title, how sure, sentence) of what may fall in the time of play, whoever decides."""
    s = board.scenario
    for event in sorted(s.events.values(), key=lambda event: event.date):
        if event.exogenous and s.opens <= event.date <= s.ends:
            last = month_number(event.date) + event.window
            when = months(month_number(event.date), min(last, month_number(s.ends)))
            yield when, event.title, _sure(event.chance, bool(event.when)), plain(event.sentence)


def _sure(chance: float, conditions: bool) -> str:
    return say("pack-chance", chance=f"{chance:.0%}", sure=chance == 1.0, conditions=conditions)


def _month(date: str) -> str:
    return months(month_number(date), month_number(date))
