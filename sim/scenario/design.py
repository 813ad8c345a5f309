"""The design of a study, as a file: which worlds are run, which numbers vary, how often, and what is kept."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from sim.scenario.base import AgentId, Id, Line, Model, Month, Number, Path, Some
from sim.scenario.measures import Quantity
from sim.scenario.studies import Forced

NONE = "none"
"""The absence of a policy, a change or a lever, in files and in the columns of a store."""

Column = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9._>@-]*$", max_length=120)]
Range = Annotated[tuple[Number, Number], Field(description="[low, high]")]


class Setting(Model):
    """One setting of a lever; without fields, the lever is left alone."""

    force: tuple[Forced, ...] = Field((), description="options that come into force in a month, whoever would agree")
    forbid: dict[Id, Month] = Field({}, description="option -> month from which it is not available")


class Sampling(Model):
    """How the points of a study are chosen from the ranges of its uncertainties.

    `draw`: each run draws them, as it draws every number that has a range. `grid`: so many levels of each, all
    combinations. `lhs` (Latin hypercube), `sobol`, `halton`: so many points of that sequence. `saltelli`: so many
    pairs of points of a Sobol sequence, crossed for Sobol's indices. `table`: the rows of a file, a column for each
    uncertainty.
    """

    method: Literal["draw", "grid", "lhs", "sobol", "halton", "saltelli", "table"] = "draw"
    points: Annotated[int, Field(ge=1, le=100_000_000)] | None = None
    levels: Annotated[int, Field(ge=2, le=10_000)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] = 1
    file: str | None = Field(None, description="a table, CSV or Parquet, beside the design")


class Outcome(Model):
    """A number of each run. Exactly one of `of`, `score` and `goal` is given; with `above` or `below` the outcome is
    also met or not, which `summary` counts."""

    of: Quantity | None = None
    score: Id | None = Field(None, description="a seat: its goals in points, 0-100, the secret one included")
    goal: tuple[Id, Path] | None = Field(None, description="[seat, indicator]: one goal of it in points")
    unit: Line = ""
    above: Number | None = Field(None, description="met at this number and over it")
    below: Number | None = Field(None, description="met at this number and under it")


class Design(Model):
    """Worlds (all combinations of scenarios, policies, changes, levers and events), points, replications, outcomes."""

    scenarios: Some[str] = Field(description="ids of shipped scenarios, or files beside the design")
    policies: dict[Id, dict[AgentId, str]] = Field({}, description="name -> agent -> doctrine, or steady, random ..")
    changes: tuple[str, ...] = Field((), description="counterfactuals, each a world of its own: ids, files, or none")
    levers: dict[Id, dict[Id, Setting]] = Field({}, description="name -> its settings, each a world of its own")
    events: dict[Id, Some[Literal["on", "off"]]] = Field({}, description="event -> whether it falls")
    uncertainties: dict[str, Range] = Field({}, description="parameter or starting figure -> its range")
    settings: dict[str, Number] = Field({}, description="parameter or starting figure -> this number, in every run")
    off: tuple[str, ...] = Field((), description="rules, claims or regimes that are off in every run")
    record: bool = Field(False, description="the decisions of the record are replayed")
    turn_months: Annotated[int, Field(ge=0, le=12)] = 0
    sampling: Sampling = Sampling.model_validate({})
    replications: Annotated[int, Field(ge=1, le=100_000_000)] = 1
    first_run: Annotated[int, Field(ge=0, le=1_000_000_000_000)] = 0
    seed: Annotated[int, Field(ge=0, le=2**64 - 1)] = 1
    outcomes: dict[Column, Outcome] = Field({}, description="column -> what it holds; if none is named: the usual ones")
    paths: tuple[Path, ...] = Field((), description="indicators whose every month is kept, too")


def json_schema() -> dict[str, Any]:
    """For editors: scenarios/design.schema.json."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Design.model_json_schema()}
