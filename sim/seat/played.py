"""Turns that have been played, read back for one seat; and the lines of play."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.agents.table import Deed
from sim.engine.moves import Move
from sim.errors import refuse
from sim.game.branches import Branch
from sim.game.game import Game
from sim.seat.past import Past
from sim.seat.sight import Sight
from sim.seat.turn import (
    deeds_of,
    largest,
    news_of,
    not_struck,
    outcomes_of,
    readings_of,
    reasons_of,
    struck_of,
    turn_dates,
)
from sim.seat.words import title
from sim.texts import say
from sim.views import AnswerView, BranchView, PastTurnView, ProposalView

PROPOSED, AGREED, REFUSED, SILENT = "proposed", "agreed", "refused", "silent"


def past_turn(game: Game, agent: str, turn: int) -> PastTurnView:
    """All that the seat may know of a turn that has been played."""
    check_played(game, turn)
    past, sight = Past(game, turn), Sight(game, agent)
    return PastTurnView(
        turn, turn_dates(game, turn), tuple(outcomes_of(sight, turn)), tuple(deeds_of(sight, turn)),
        tuple(proposals(sight, turn)), tuple(struck_of(game, turn)), tuple(news_of(sight, turn)),
        largest(tuple(readings_of(past, sight.seat))))


def check_played(game: Game, turn: int, file: str | Path = "", field: str = "") -> None:
    """Raises MultivectorError, naming the file and the field if given."""
    if not 1 <= turn < game.turn:
        raise refuse("MV-R007", f"turn {turn} has not been played", file=file, field=field, value=turn,
                     allowed=f"1 to {game.turn - 1}" if game.turn > 1 else "no turn has been played yet",
                     mend="name a played turn")


def check_secret(game: Game, reveal: bool, file: str | Path) -> None:
    """Raises MultivectorError where a person's secrets would be told to another: while several still play."""
    if len(game.people) > 1 and not game.over and not reveal:
        raise refuse("MV-P011", f"{len(game.people)} people play this game, and it is not over", file=file,
                     value=f"turn {game.turn} of {game.turns}", allowed="a game that is over, or of one person",
                     mend="play it to its end, or add --reveal: it tells numbers, aims and orders that a seat keeps "
                          "from the others")


# --- proposals and answers -------------------------------------------------------------------------------------------


def proposals(sight: Sight, turn: int) -> Iterator[ProposalView]:
    """Joint options that somebody proposed in the turn, the seat's own first."""
    game, agent = sight.game, sight.agent
    deeds = {(deed.agent, deed.move): deed for deed in sight.deeds(turn)}
    asked = {deed.move for deed in deeds.values() if deed.yes and deed.stage == "start"}
    asked |= {key for orders in sight.orders(turn).values() for key in orders}
    struck = set(game.struck(turn))
    joint = [move for move in game.board.moves if move.key in asked and len(move.parties) > 1]
    for move in sorted(joint, key=lambda move: agent not in move.parties):
        yield _proposal(sight, turn, move, deeds, move.key in struck)


def _proposal(sight: Sight, turn: int, move: Move, deeds: dict[tuple[str, str], Deed], struck: bool) -> ProposalView:
    answers = tuple(_answer(sight, turn, move, party, deeds.get((party, move.key))) for party in move.parties)
    order = {PROPOSED: 0, AGREED: 1, REFUSED: 2, SILENT: 3}
    words = say("seat-in-force") if struck else not_struck(sight, move.key, turn)
    return ProposalView(move.key, title(sight.board, move.key, sight.agent),
                        tuple(sorted(answers, key=lambda answer: order[answer.said])), struck, words,
                        sight.agent in move.parties)


def _answer(sight: Sight, turn: int, move: Move, party: str, deed: Deed | None) -> AnswerView:
    """What the party said."""
    game, who = sight.game, sight.board.word(party)
    ordered = move.key in sight.orders(turn).get(party, ())
    if deed is None or party in game.people:
        first = party in move.starters and not any(
            other.move == move.key and other.yes and other.stage == "start" and other.agent != party
            for other in sight.deeds(turn) if other.agent not in game.people)
        return AnswerView(who, (PROPOSED if first else AGREED) if ordered else SILENT)
    said = (PROPOSED if deed.stage == "start" else AGREED) if deed.yes else REFUSED
    return AnswerView(who, said, reasons_of(sight, deed, turn))


# --- lines of play ---------------------------------------------------------------------------------------------------


def branches(game: Game, agent: str) -> tuple[BranchView, ...]:
    return tuple(_branch(Sight(game, agent), line) for line in game.branches.all())


def _branch(sight: Sight, line: Branch) -> BranchView:
    game, agent = sight.game, sight.agent
    orders = tuple((turn_dates(game, turn), _titles(game, agent, keys))
                   for turn, keys in enumerate(sight.orders_on(line), start=1))
    now = line.name == game.branches.now.name
    return BranchView(line.name, len(line.turns), line.left_at, line.parent, now, orders)


def _titles(game: Game, agent: str, keys: tuple[str, ...]) -> str | None:
    return "; ".join(title(game.board, key, agent) for key in keys) or None
