"""Conditions in the world: a closed set; there are no expression strings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.base import LATE, Id, Model, Month, MoveKey, Number, Path, Some


class Level(Model):
    path: Path
    value: Number


class Band(Model):
    path: Path
    low: Number
    high: Number


class Belongs(Model):
    actor: Id
    institution: Id


class Open(Model):
    """A regime that is open now for the actors named: for a pair the first alone, or both."""

    id: Id
    of: Annotated[tuple[Id, ...], Field(min_length=1, max_length=2)]


def split_move(key: str) -> tuple[str, str, str]:
    """Option, agent and target of `option@agent>target`; empty where they are not given."""
    start, _, target = key.partition(">")
    option, _, agent = start.partition("@")
    return option, agent, target


class Predicate(Model):
    """Exactly one field is given; a list of predicates means that all must hold."""

    above: Level | None = None
    below: Level | None = None
    within: Band | None = None
    after: Month | None = None
    before: Month | None = None
    in_force: MoveKey | None = Field(None, description="an option that is in force now; `option@agent`, "
                                     "`option>target`: by that agent, towards that target")
    ever: Id | None = Field(None, description="an option that has been struck, or an event that has fallen, by now")
    member: Belongs | None = None
    regime: Annotated[Open | None, LATE] = None
    began: Annotated[MoveKey | None, LATE, Field(description="an option that came into force in the month before, "
                                                 "written as under `in_force`")] = None
    all: Some[Predicate] | None = None
    any: Some[Predicate] | None = None
    none: Some[Predicate] | None = None
