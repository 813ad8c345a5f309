"""Conditions in the world: a closed set; there are no expression strings."""

from __future__ import annotations

from pydantic import Field

from sim.scenario.base import Id, Model, Month, Number, Path, Some


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


class Predicate(Model):
    """Exactly one field is given; a list of predicates means that all must hold."""

    above: Level | None = None
    below: Level | None = None
    within: Band | None = None
    after: Month | None = None
    before: Month | None = None
    in_force: Id | None = Field(None, description="an option that is in force now")
    ever: Id | None = Field(None, description="an option that has been struck, or an event that has fallen, by now")
    member: Belongs | None = None
    all: Some[Predicate] | None = None
    any: Some[Predicate] | None = None
    none: Some[Predicate] | None = None
