"""A scenario by its name, loaded and compiled: the one place above the engine that reads what is to be run."""

from __future__ import annotations

from functools import lru_cache

from sim.engine.board import Board
from sim.engine.compile import compile_board
from sim.engine.known import check_rules
from sim.engine.settings import settings_of, words
from sim.errors import MultivectorError
from sim.scenario.load import load_scenario


@lru_cache(maxsize=16)
def board_of(scenario: str, off: str = "", historical: bool = False, settings: str = "") -> Board:
    """Load and compile; `off` and `settings` are comma-separated (`RULE,...`, `PARAM=VALUE,...`)."""
    loaded = load_scenario(scenario)
    if problems := list(check_rules(loaded)):
        raise MultivectorError(*problems)
    return compile_board(loaded.scenario, loaded.digest, words(off), historical, settings_of(settings))


def first_seat(scenario: str) -> str:
    """The seat that a player takes who names none: the first that the scenario describes."""
    return next(iter(board_of(scenario).scenario.seats), "")
