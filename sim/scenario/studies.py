"""What a scenario asks of the model: facts to be shown, changes to be compared, a thesis to be tried."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.base import (
    LATE,
    TOLD,
    AgentId,
    ChangeId,
    Claim,
    Id,
    Line,
    Model,
    Month,
    Note,
    Number,
    Path,
    Some,
    Standing,
    Step,
    Text,
    Unit01,
)
from sim.scenario.events import Event
from sim.scenario.measures import Quantity, Test


class Arm(Model):
    """How another world differs from the fact's own, under the same luck."""

    off: tuple[str, ...] = Field(default=(), description="rules or claims switched off")
    remove: tuple[Id, ...] = Field(default=(), description="events that do not fall")
    scale: dict[Path, Number] = Field(default={}, description="starting figures multiplied by a number")


class Later(Model):
    option: Id
    months: Number = Field(description="the median month of its first agreement moves back by at least so many")


class Lost(Model):
    """What must happen to a fact without its cause: its share is below `half` of the share with it; other bars if
    given. `at_most`: the share itself. `later`: instead, an agreement comes so much later."""

    half: Unit01 = 0.5
    at_most: Unit01 | None = None
    later: Later | None = None


class Fact(Model):
    """A stylised fact that the model must show, and lose without its one cause.

    `run`: `test` holds in a share of runs of at least `bar`. `paired`: the same for a `test` about differences between
    the world and another one under the same luck: the world without the cause, or the `other` that the fact names.
    `pooled`: the share of all runs, or of all cases that the test counts, in which `test` holds, among those where
    `among` holds, is at least `bar`. `off`: rules or claims that are its cause. `lost`: what must happen without them.
    """

    text: Text
    place: Line
    world: Literal["historical", "doctrines"]
    kind: Literal["run", "paired", "pooled"]
    bar: Unit01 = 0.9
    test: Test
    among: Test | None = None
    off: Some[str]
    lost: Lost = Lost()
    other: Arm | None = None
    arms: dict[Id, Arm] = {}
    claims: tuple[Claim, ...] = ()
    standing: Standing = "chapter"
    note: Note = ""


class Setting(Model):
    """What becomes of a number and of its range. Exactly one of `set`, `scale` and `shift` is given."""

    set: Number | None = Field(None, description="this number, in every run")
    scale: Number | None = Field(None, description="multiplied by it")
    shift: Number | None = Field(None, description="this much added")


class Dated(Setting):
    first: Month | None = Field(None, description="from this month on; the scenario's first if left out")
    last: Month | None = Field(None, description="up to this month; the scenario's last if left out")


class Factor(Model):
    """What multiplies effects, of those options that come into force in these months."""

    scale: Number
    first: Month | None = Field(None, description="from this month on; the scenario's first if left out")
    last: Month | None = Field(None, description="up to this month; the scenario's last if left out")


class EventSetting(Model):
    """At least one field is given."""

    remove: bool = False
    date: Month | None = None
    scale: Number | None = Field(None, description="multiplies the sizes of its effects")


class Forced(Model):
    """An option comes into force in a month, whatever parties and conditions say; nobody pays."""

    option: Id
    month: Month
    target: Id | None = Field(None, description="if the option has targets")
    agent: AgentId | None = Field(None, description="who uses it, if several may use it alone")


class Expectation(Model):
    """A direction that the change should have: `test` is about differences, changed less base."""

    text: Text
    test: Test
    among: Test | None = Field(None, description="counted among the pairs whose base world fulfils this")
    share: Unit01 = 0.9
    control: bool = Field(False, description="it must be expected NOT to differ")


class Change(Model):
    """A counterfactual, compared with the base under the same luck. Before the first month that it touches nothing
    differs: figures, parameters and rules touch the scenario's first month, seats the opening, the rest its own
    months."""

    text: Text
    world: Annotated[Literal["historical", "doctrines"], TOLD] = "doctrines"
    within: Annotated[ChangeId, TOLD] | None = Field(None, description="another change, which both worlds have")
    figures: dict[Path, Setting] = {}
    parameters: dict[str, Setting] = {}
    series: dict[Path, Dated] = {}
    stocks: Annotated[dict[Path, Dated], LATE] = Field({}, description="stock -> `set`: held at a number; `scale`, "
                                                       "`shift`: moved in the first month, given back after the last")
    events: dict[Id, EventSetting] = {}
    add: Annotated[dict[Id, Event], LATE] = Field({}, description="events that fall in the changed world only")
    force: tuple[Forced, ...] = ()
    forbid: dict[Id, Month] = Field({}, description="option -> month from which it is not available")
    effects: dict[Path, Number | Factor] = Field({}, description="indicator -> number that multiplies what options do "
                                                 "to it, or `{scale, first, last}`")
    seats: dict[AgentId, str] = Field({}, description="agent -> doctrine, historical, random or steady")
    off: tuple[str, ...] = Field((), description="rules or claims to switch off")
    watch: Annotated[tuple[Path, ...], TOLD] = Field((), description="indicators to show beside those of `report`")
    expect: Annotated[tuple[Expectation, ...], TOLD] = ()
    claims: tuple[Claim, ...] = ()
    note: Note = ""


class Yardstick(Model):
    """A number of a run, the more the better; a difference of one `step` counts one."""

    text: Text
    of: Quantity
    step: Step


class Thesis(Model):
    """A doctrine against its rivals in one seat, run by run, same luck: it wins a run when the sum of its leads,
    in steps, is positive. The sum is also made with twice and half the weight of one yardstick."""

    text: Text
    seat: Id
    doctrine: Id
    rivals: Some[Id]
    yardsticks: Annotated[dict[Id, Yardstick], Field(min_length=1)]
    varied: Id = Field(description="the yardstick that is also given twice and half its weight")
    bar: Unit01 = 0.75
    worlds: tuple[ChangeId, ...] = Field((), description="changes that make a world in which the doctrine should lose")
    mechanism: ChangeId | None = Field(None, description="a change that takes away what the doctrine should win by")
