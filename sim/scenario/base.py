"""Words of the scenario format: forms of text and numbers, and the model that all parts of a scenario are.

Paths name indicators: `rivalry`, `ACTOR.approval`, `ACTOR.ACTOR.pressure` (of the first towards the second),
`ACTOR.member.INSTITUTION`, `ACTOR.priority.ISSUE`, `ACTOR.line.DOCTRINE`. In an option `self` is the agent's actor and
`target` the chosen counterpart.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Told:
    """Marks what is told to people only: no number of a run comes of it (`sim.scenario.identity`)."""


class Late:
    """Marks a field that counts only where it is given: what was written before there was such a field keeps its
    digest."""


TOLD = Told()
LATE = Late()
T = TypeVar("T")
Some = Annotated[tuple[T, ...], Field(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
ChangeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+){0,2}$", max_length=120)]
AgentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(\.(legislature|society|investors))?$")]
Luck = Annotated[Id | None, LATE, Field(description="names its luck; its id if left out")]
MoveKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(@[a-z0-9_.-]+)?(>[a-z0-9_-]+)?$")]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")]
Claim = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d[a-z]?$"), TOLD]
Text = Annotated[str, StringConstraints(min_length=1, max_length=6000, strip_whitespace=True), TOLD]
Iso = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$"), TOLD]
Note = Annotated[str, TOLD]
Line = Annotated[Text, StringConstraints(pattern=r"^[^\n\t]*$")]
Number = Annotated[float, Field(allow_inf_nan=False, strict=False, ge=-4_000_000, le=4_000_000)]
Unit01 = Annotated[float, Field(ge=0, le=1)]
Months = Annotated[int, Field(ge=0, le=120)]
Points = Annotated[int, Field(ge=0, le=100)]
Step = Annotated[float, Field(ge=0.000_001, le=4_000_000)]
Origin = Annotated[Text, Field(description="the publisher, or `judgement` and why")]
Role = Literal["small", "twin", "power", "near", "west", "absorber", "creditor", "market", "sanctioner", "sanctioned",
               "precedent", "elected", "monitor"]
PairRole = Literal["vector", "twins"]
Term = Literal[Role, "twins", "region", "arena"]
Standing = Annotated[Literal["chapter", "inference", "contested", "outside", "play"], TOLD]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
