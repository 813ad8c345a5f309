"""From words to boards: scenario names, switched-off rules, settings and seats as the command line gives them."""

from __future__ import annotations

import re
from functools import lru_cache

from sim.engine.board import Board
from sim.engine.compile import close_to, compile_board
from sim.engine.known import check_rules
from sim.engine.prospects import Prospects, Unforeseen
from sim.errors import MultivectorError, refuse
from sim.world.arrays import LIMIT
from sim.world.parts import Parts

SETTING_ENDS = re.compile(r",(?=[^,=]*=)")
NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
BUILT_IN = ("historical", "random", "handed")


@lru_cache(maxsize=16)
def board_of(scenario: str, off: str = "", historical: bool = False, settings: str = "") -> Board:
    """Load and compile; `off` and `settings` are comma-separated (`RULE,...`, `PARAM=VALUE,...`)."""
    from sim.scenario.load import load_scenario

    loaded = load_scenario(scenario)
    if problems := list(check_rules(loaded)):
        raise MultivectorError(*problems)
    return compile_board(loaded.scenario, loaded.digest, _words(off), historical, settings_of(settings))


def parts_of(board: Board, month: int = 0) -> Parts:
    """The table of parts of a board, with what staff expect in that month; each is computed once."""
    return _prospects(board).table(month)


def expect_as_in(other: Board, board: Board, until: int) -> None:
    """Before that month staff of the board expect what they do in the other one: nobody foresees a change."""
    board.staff["expects"] = Unforeseen(_prospects(other), Prospects(board), until)


def _prospects(board: Board) -> Prospects | Unforeseen:
    if "expects" not in board.staff:
        board.staff["expects"] = Prospects(board)
    return board.staff["expects"]


def settings_of(text: str) -> dict[str, float]:
    """`a=1,b=2` as numbers. A comma parts two settings only where another `name=` follows: 14,2 is a slip for 14.2."""
    out: dict[str, float] = {}
    for item in filter(None, map(str.strip, SETTING_ENDS.split(text))):
        name, _, value = map(str.strip, item.partition("="))
        if not name or not NUMBER.fullmatch(value) or abs(float(value)) >= LIMIT:
            raise refuse("MV-R003", f"{item!r} does not set a parameter", field="--set", value=item,
                         allowed=f"PARAM=NUMBER, e.g. region.divide-and-rule.kappa=0.5; below {LIMIT:,.0f}",
                         mend=_meant(value))
        out[name] = float(value)
    return out


def _meant(value: str) -> str:
    """What to do about a value that is no number."""
    plain = value.replace(",", ".").replace("_", "").replace(" ", "")
    if plain != value and NUMBER.fullmatch(plain):
        return f"write {plain}: digits, and a point before the decimals"
    return "list a rule's parameters with: multivector rules ID"


def settings_in(board: Board) -> dict[str, float]:
    """Numbers of rules that the scenario, a change or the command line sets."""
    return {**{name: x.value for name, x in board.scenario.parameters.items()}, **board.settings}


def minds_of(board: Board, seats: str, historical: bool) -> dict[str, str]:
    """`north=drift,south=random` as agent -> mind, on top of the world's own: the record, or doctrines."""
    minds = dict.fromkeys(recorded(board), "historical") if historical else {}
    allowed = {*board.sizes.doctrines, *BUILT_IN}
    for item in _words(seats):
        agent, _, mind = item.partition("=")
        if agent not in board.agents():
            raise refuse("MV-R004", f"there is no seat {agent!r}", field="--seat", value=item,
                         allowed=", ".join(board.agents()), mend="write ACTOR=DOCTRINE")
        if mind not in allowed:
            raise refuse("MV-R005", f"there is no doctrine {mind!r}", field="--seat", value=item,
                         allowed=close_to(mind, allowed - {"handed"}), mend="write ACTOR=DOCTRINE")
        holders = board.scenario.doctrines[mind].actors if mind in board.sizes.doctrines else ()
        if holders and agent not in holders:
            fitting = [d for d, x in board.scenario.doctrines.items() if agent in x.actors or not x.actors]
            raise refuse("MV-R006", f"{agent} cannot follow the doctrine {mind!r}", field="--seat", value=item,
                         allowed=", ".join(fitting),
                         mend="choose one of these, or historical or random")
        minds[agent] = mind
    return minds


def first_seat(scenario: str) -> str:
    """The seat that a player takes who names none: the first that the scenario describes."""
    return next(iter(board_of(scenario).scenario.seats), "")


def recorded(board: Board) -> tuple[str, ...]:
    """Agents whose decisions the record holds: all leaderships, and those below them that it names."""
    named = {decision.agent for decision in board.scenario.history}
    return tuple(agent for agent in board.agents() if "." not in agent or agent in named)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
