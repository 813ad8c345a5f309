"""What acts on the world, and what falls upon it: effects and events."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.base import (
    Claim,
    Line,
    Luck,
    Model,
    Month,
    Months,
    Number,
    Origin,
    Path,
    Standing,
    Text,
    Unit01,
)
from sim.scenario.predicates import Predicate


class Effect(Model):
    """`size` in the variable's unit, spread evenly over `over` months, beginning `delay` months after acceptance.

    It stays, unless `fades` is given: then it is given back evenly over that many months, after `holds` months.
    `times`: indicators that multiply it, read when it acts. `room`: multiply by the distance to the bound ahead.
    """

    on: Path
    size: Number
    delay: Months = 0
    over: Annotated[int, Field(ge=1, le=120)] = 1
    holds: Months = 0
    fades: Months = 0
    times: Annotated[tuple[Path, ...], Field(max_length=8)] = ()
    room: bool = False


class Event(Model):
    title: Line
    sentence: Text
    date: Month
    window: Months = Field(0, description="months during which it may still fall, once `when` holds")
    when: tuple[Predicate, ...] = ()
    chance: Unit01 = 1.0
    exogenous: bool = Field(True, description="true: stays dated in every world; false: only in the historical one")
    effects: tuple[Effect, ...] = ()
    luck: Luck = None
    claims: tuple[Claim, ...] = ()
    standing: Standing = "chapter"
    source: Origin
