"""What is measured over a run, in a closed set of forms: quantities, numbers per run, and tests, true or false."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.base import AgentId, Id, Model, Month, MoveKey, Number, Path, Some, Step


class Window(Model):
    """An indicator over the months `first` to `last`, both included."""

    path: Path
    first: Month
    last: Month


class Moment(Model):
    """An indicator at the end of a month."""

    path: Path
    month: Month


class Around(Model):
    """What an indicator does around the first time that an option is struck in the months `first` to `last`: its mean
    over the `months` after, less its mean over the `months` before. Where it was never struck there is no number."""

    path: Path
    option: MoveKey
    first: Month
    last: Month
    months: Annotated[int, Field(ge=1, le=60)]


class Variation(Model):
    """How far a set of shares moves around a month: half the sum of the absolute differences between their means over
    the `months` from `at` on and over the `months` before (total variation)."""

    paths: Some[Path]
    at: Month
    months: Annotated[int, Field(ge=1, le=60)]


class Usage(Model):
    """How far the use of instruments moves around a month: total variation of the shares that the options have among
    all that were struck in all runs, `months` after against `months` before. The same number in every run."""

    options: Some[MoveKey]
    at: Month
    months: Annotated[int, Field(ge=1, le=60)]


class Times(Model):
    """How often the options were struck in the months `first` to `last`."""

    options: Some[MoveKey]
    first: Month
    last: Month


class Jumps(Model):
    """Mean size of an indicator's change in the given months, whatever its sign."""

    path: Path
    months: Some[Month]


class Lag(Model):
    """Months by which one indicator follows another: from the month in which `leader` has made half of the way that it
    makes from `first` to `last`, to the month in which `follower` reaches that level; never: to the end of the run."""

    leader: Path
    follower: Path
    first: Month
    last: Month


class Inside(Model):
    """A quantity in an arm that the fact names; in a paired fact the arm, too, is a pair."""

    arm: Id
    of: Quantity


class Quantity(Model):
    """A number per run. Exactly one field is given. In a pair of worlds every indicator is the difference between the
    two, unless `inside` names one of them."""

    mean: Window | None = None
    total: Window | None = Field(None, description="the sum over the months, divided by 12")
    highest: Window | None = None
    lowest: Window | None = None
    at: Moment | None = None
    number: Number | None = None
    month_of: Id | None = Field(None, description="months from the start to the first agreement; never: 9999")
    plus: Some[Quantity] | None = None
    minus: tuple[Quantity, Quantity] | None = None
    times: Some[Quantity] | None = None
    ratio: tuple[Quantity, Quantity] | None = None
    base: Quantity | None = Field(None, description="in a comparison: its value in the base world, not a difference")
    changed: Quantity | None = Field(None, description="in a comparison: its value in the changed world")
    around: Around | None = None
    variation: Variation | None = None
    usage: Usage | None = None
    struck: Times | None = None
    jumps: Jumps | None = None
    lag: Lag | None = None
    inside: Inside | None = None
    average: Quantity | None = Field(None, description="its mean over all runs, the same in every run")
    median: Quantity | None = Field(None, description="its median over all runs, the same in every run")
    share: Test | None = Field(None, description="the share in which a test holds, the same in every run")


class Bound(Model):
    """`above`: at least the value; `below`: at most."""

    of: Quantity
    value: Number


class Span(Model):
    of: Quantity
    low: Number
    high: Number


class Struck(Model):
    """The option came into force in the months `first` to `last`."""

    option: MoveKey
    first: Month
    last: Month


class Regained(Model):
    """Counts shocks instead of runs: falls of an indicator by at least `fall` in one month, up to `last`. A shock is
    regained when within `months` the indicator is back within a quarter of the fall of where it stood."""

    path: Path
    fall: Step
    last: Month
    months: Annotated[int, Field(ge=1, le=120)]


class FirstMoves(Model):
    """Counts new formats instead of runs: those of the `options` that were proposed at all. It holds for those that
    `by` proposed first; where the two proposed in the same turn it counts half."""

    by: AgentId
    options: Some[Id]


class Test(Model):
    """True or false per run. Exactly one field is given. `regained` and `first_moves` count cases, in pooled facts."""

    above: Bound | None = None
    below: Bound | None = None
    within: Span | None = None
    struck: Struck | None = None
    all: Some[Test] | None = None
    any: Some[Test] | None = None
    none: Some[Test] | None = None
    regained: Regained | None = None
    first_moves: FirstMoves | None = None
