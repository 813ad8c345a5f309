"""What a seat can order now: every option with its price, what it does, who must agree, and why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sim.agents.doctrines import mixture, reasons, weighed
from sim.engine.board import Board
from sim.engine.compile import close_to
from sim.engine.moves import Move
from sim.errors import refuse
from sim.game.game import Game
from sim.rules.view import View
from sim.seat.chances import chance_of, snub_of
from sim.seat.sight import Sight
from sim.seat.why import BY_ID, origin, rule_words
from sim.seat.words import call, effect, plain, title
from sim.texts import say
from sim.views import CardView, DeedView, OptionPlace, OptionView
from sim.world.arrays import total

SHORTLIST = 7
CALLS = "decide.calls"


class Staff:
    """What the seat's staff thinks of its parts: the considerations of the doctrine in office, on the open turn."""

    def __init__(self, sight: Sight) -> None:
        model, board, agent = sight.game.model, sight.board, sight.agent
        rows = [k for k, part in enumerate(board.parts) if part.agent == agent]
        outlook = model.outlook
        mix = mixture(board, outlook.view.world, agent)
        self.sight, self.agent, self.view, self.rules = sight, agent, outlook.view, model.weights.rules
        self.terms = weighed(model.weights, mix, outlook.scores, np.array(rows, dtype=np.int64))
        score = total(np.stack(self.terms))[:, 0]
        self.row = {board.moves[board.parts[k].move].key: i for i, k in enumerate(rows)}
        self.price = {key: int(outlook.prices[rows[i], 0]) for key, i in self.row.items()}
        self.score = {key: float(score[i]) for key, i in self.row.items()}

    def advice(self, key: str) -> tuple[str, ...]:
        found = reasons(self.rules, self.terms, self.row[key])
        return tuple(consideration(self.sight, self.view, key, rule, weight, self.agent) for rule, weight in found)


def consideration(sight: Sight, view: View, key: str, rule: str, weight: float, seat: str = "") -> str:
    """A reason in words, after its sign: a decide rule's sentence, or the urgency that the option declares, as far as
    the seat knows the number that it hangs on. `seat`: whose reason it is, if its words are for that seat itself."""
    words = call(sight.board, view, sight.board.move(key), seat, sight.sees) if rule == CALLS else ""
    return f"{'+' if weight > 0 else '-'} {words or rule_words(sight.board, BY_ID[rule].sentence, (sight.agent,))}"


def clause(sight: Sight, view: View, key: str, rule: str) -> str:
    """Its first clause without a sign, to stand inside a sentence."""
    words = re.split(r"[;:.]\s|\.$", consideration(sight, view, key, rule, 1.0)[2:])[0]
    names = (sight.board.word(actor) for actor in sight.board.scenario.actors)
    begins = next((name for name in names if words.startswith(name[:1].upper() + name[1:])), "")
    if begins or BY_ID[rule].sentence.startswith("{"):
        return begins + words[len(begins):]
    return words[:1].lower() + words[1:]


def options_of(sight: Sight) -> tuple[OptionView, ...]:
    """Everything that the seat may start or is asked to answer: proposals first, then by the staff's judgement."""
    game, agent, staff = sight.game, sight.agent, Staff(sight)
    found: list[OptionView] = []
    for key in staff.row:
        if (game.is_asked(agent, key) or game.is_start(agent, key)) and not sight.has_spoken(key):
            refusals = game.refusals(agent, [key])
            found.append(_view(staff, key, refusals[key].reason if key in refusals else ""))
    found.sort(key=lambda option: (_rank(option), -staff.score[option.key]))
    return _shortlisted(found)


def _rank(option: OptionView) -> int:
    return 0 if option.proposed_by else 2 if option.refused else 1


def _shortlisted(options: list[OptionView]) -> tuple[OptionView, ...]:
    """About seven at a time: proposals and the staff's best; the rest is open, and what is refused comes last."""
    left = max(3, SHORTLIST - sum(1 for option in options if option.proposed_by))
    out: list[OptionView] = []
    for option in options:
        place = _place(option, left)
        left -= place == "advised"
        out.append(replace(option, place=place))
    return tuple(out)


def _place(option: OptionView, left: int) -> OptionPlace:
    if option.proposed_by:
        return "asked"
    if option.refused:
        return "closed"
    return "advised" if left > 0 else "open"


def _view(staff: Staff, key: str, refused: str) -> OptionView:
    sight, board, move = staff.sight, staff.sight.board, staff.sight.board.move(key)
    others = tuple(board.word(party) for party in move.parties if party != sight.agent)
    found = None if refused else chance_of(sight, staff.view, key)
    return OptionView(key, title(board, key, sight.agent), staff.price[key], others, refused,
                      tuple(map(board.word, sight.asks(key))), "open", move.joint,
                      found.in_hundred if found else None)


def card(game: Game, agent: str, key: str) -> CardView:
    """All about one option of the seat. Raises MultivectorError when it has none of this key."""
    sight, board = Sight(game, agent), game.board
    staff = Staff(sight)
    if key not in staff.row:
        raise refuse("MV-P012", "your seat has no such option", value=key, allowed=close_to(key, set(staff.row)),
                     mend="name an option that the seat can order")
    move = board.move(key)
    option = board.scenario.options[move.option]
    takes = sorted(option.audiences.items(), key=lambda x: -abs(x[1]))
    own = option.standing in ("outside", "play")
    sources = origin(board, option) if own else (*origin(board, option), plain(option.source))
    possible = move.joint and key not in game.refusals(agent, [key])
    return CardView(key, plain(option.sentence), tuple(_effects(board, move, agent)),
                    tuple(f"{name.replace('_', ' ')} {x:+.1f}" for name, x in takes), plain(option.history),
                    option.claims, " · ".join(sources), option.standing, staff.advice(key),
                    chance_of(sight, staff.view, key) if possible else None,
                    snub_of(sight, staff.view, key) if possible else "")


def by_doctrine(game: Game, agent: str) -> tuple[DeedView, ...]:
    """What its doctrine would order for a seat now, and why."""
    sight = Sight(game, agent)
    staff, who = Staff(sight), sight.board.word(agent)
    return tuple(DeedView(who, title(sight.board, key, agent), True, "respond" if sight.asks(key) else "start",
                          staff.advice(key)) for key in game.by_doctrine(agent))


def _effects(board: Board, move: Move, agent: str) -> Iterator[str]:
    option = board.scenario.options[move.option]
    yield from (effect(board, move, e, agent) for e in option.effects)
    if option.delay_drawn:
        yield say("effect-late", months=option.delay_drawn)
