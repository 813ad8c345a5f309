"""What actors bring about and must find a way out of: lines, signs, costs, exits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.base import (
    Claim,
    Id,
    Line,
    Luck,
    Model,
    Months,
    Number,
    Origin,
    PairRole,
    Path,
    Role,
    Some,
    Standing,
    Text,
    Unit01,
)
from sim.scenario.events import Effect
from sim.scenario.predicates import Predicate


class Sign(Model):
    """What foretells it: told from this number on. Exactly one of `above` and `below` is given."""

    path: Path
    above: Number | None = None
    below: Number | None = None
    seen: Literal["all", "own"] = Field("all", description="own: by its own seat alone; no seat sees more than it may")


class Exit(Model):
    """A way out: an option that, struck while the regime is open, may end it."""

    option: Id
    chance: Unit01 = Field(0.0, description="that it ends the regime, told to players; 0: it works on numbers only")
    at: Literal["target", "others"] = Field("target", description="for a pair, of options aimed at somebody: at the "
                                            "other one, or at anybody else")


class Regime(Model):
    """`self` is the actor that it befalls; of a pair, `target` is the other one. It opens where all of `opens` hold
    and closes where all of `closes` do; while it is open its effects act as those of an option."""

    title: Line
    sentence: Text
    each: Literal[Role, PairRole] = Field(description="it exists for each actor, or each pair, of this role")
    opens: Some[Predicate]
    chance: Unit01 = Field(1.0, description="a month, while `opens` hold")
    closes: Some[Predicate]
    wears_out: Unit01 = Field(0.0, description="the chance, each month, that it ends by itself")
    rests: Months = Field(0, description="for which it stays closed once it has closed")
    signs: tuple[Sign, ...] = ()
    effects: tuple[Effect, ...] = ()
    exits: Annotated[tuple[Exit, ...], Field(max_length=12)] = ()
    luck: Luck = None
    claims: tuple[Claim, ...] = ()
    standing: Standing = "inference"
    source: Origin
