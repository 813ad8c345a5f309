"""Settings in words, as the command line gives them, become numbers."""

from __future__ import annotations

import re

from sim.engine.board import Board
from sim.errors import refuse
from sim.world.arrays import LIMIT

SETTING_ENDS = re.compile(r",(?=[^,=]*=)")
NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")


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


def words(text: str) -> tuple[str, ...]:
    """`a, b,` as its words."""
    return tuple(word.strip() for word in text.split(",") if word.strip())
