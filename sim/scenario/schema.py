"""The scenario format. Every model is frozen and refuses unknown fields; docs/authoring.md explains it to authors.

Paths name indicators: `rivalry`, `ACTOR.approval`, `ACTOR.ACTOR.pressure` (of the first towards the second),
`ACTOR.member.INSTITUTION`, `ACTOR.priority.ISSUE`, `ACTOR.line.DOCTRINE`. In an option `self` is the agent's actor and
`target` the chosen counterpart.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
ChangeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+){0,2}$", max_length=120)]
AgentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(\.(legislature|society|investors))?$")]
MoveKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(@[a-z0-9_.-]+)?(>[a-z0-9_-]+)?$")]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")]
Claim = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d[a-z]?$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=6000, strip_whitespace=True)]
Number = Annotated[float, Field(allow_inf_nan=False, strict=False, ge=-4_000_000, le=4_000_000)]
Unit01 = Annotated[float, Field(ge=0, le=1)]
Months = Annotated[int, Field(ge=0, le=120)]
Origin = Annotated[Text, Field(description="the publisher, or `judgement` and why")]
Role = Literal["small", "twin", "power", "near", "west", "absorber", "creditor", "market", "sanctioner", "sanctioned",
               "precedent", "elected", "monitor"]
PairRole = Literal["vector", "twins"]
Term = Literal[Role, "twins", "region", "arena"]
Standing = Literal["chapter", "inference", "contested", "outside"]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


# --- predicates: a closed set; there are no expression strings ---------------------------------------------------


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
    all: tuple[Predicate, ...] | None = None
    any: tuple[Predicate, ...] | None = None
    none: tuple[Predicate, ...] | None = None


# --- the world -----------------------------------------------------------------------------------------------------


class Actor(Model):
    label: Text
    short: Annotated[str, StringConstraints(min_length=2, max_length=4)]
    adjective: Text
    roles: tuple[Role, ...] = ()
    playable: bool = False
    agents: tuple[Literal["legislature", "society", "investors"], ...] = ()
    agent_labels: dict[Literal["legislature", "society", "investors"], Text] = {}
    doctrine: Id = Field(description="the doctrine at the start")


class Institution(Model):
    label: Text
    depth: Unit01 = Field(description="institutional depth that it can carry between two members")
    hub: Id | None = Field(None, description="if given, it deepens only the ties between this member and the others")
    members: tuple[Id, ...] = Field((), description="members at the start")
    rung: Literal["contact", "deputy", "ministerial", "leaders", "treaty"] = "contact"
    source: Origin


class Issue(Model):
    label: Text
    consensus: Unit01 = Field(description="how far the parties agree on it, where an actor's administrations change")
    source: Origin


class Figure(Model):
    """A starting value. `low` and `high` bound what ensembles draw; a sourced figure may leave them out."""

    value: Number
    unit: Text = Field(description="the unit of the catalogue, docs/indicators.md")
    low: Number | None = None
    high: Number | None = None
    year: int | None = None
    source: Origin
    note: str = ""


class Series(Model):
    """An outside input: one value a month from `starts` on; after its end the last value holds."""

    unit: Text
    starts: Month
    values: tuple[Number, ...]
    source: Origin


class Source(Model):
    text: Text
    kind: Literal["chapter", "data", "press", "scholarship", "document", "judgement"] = "document"


class ClaimText(Model):
    """One claim of the source in the product's own words."""

    text: Text
    place: Text
    standing: Standing = "chapter"
    contested: str = Field("", description="who says otherwise")
    initial: tuple[Path, ...] = Field((), description="start values in which the claim lives")


class Override(Model):
    value: Number
    low: Number | None = None
    high: Number | None = None
    source: Origin


# --- moves ---------------------------------------------------------------------------------------------------------


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
    times: tuple[Path, ...] = ()
    room: bool = False


class Call(Model):
    """What makes the option urgent: weight x (indicator - above), or weight x (below - indicator), if positive."""

    path: Path
    above: Number | None = None
    below: Number | None = None
    weight: Number = 1.0


class Refusal(Model):
    """What follows for each party that was asked when a proposal fails. `self` is that party."""

    yields: tuple[Effect, ...] = Field((), description="it said yes, another said no")
    refuses: tuple[Effect, ...] = Field((), description="it said no")


class Option(Model):
    title: Text
    sentence: Text
    by: tuple[AgentId, ...] = Field(description="agents that may start it")
    parties: tuple[str, ...] = Field(("self",), description="all who must say yes: agents, `self`, `target`")
    targets: tuple[Id, ...] = ()
    cost: int | dict[AgentId, int] = 0
    when: tuple[Predicate, ...] = Field((), description="conditions in the world; physical conditions bind history too")
    cheaper: tuple[Predicate, ...] = Field((), description="while these hold it costs each party one point less")
    once: bool = False
    again_after: Months = Field(0, description="months until it may be used again; its effects' tail if longer")
    delay_drawn: Annotated[int, Field(ge=0, le=24)] = Field(0, description="0 to this many months until it bites")
    issues: tuple[Id, ...] = ()
    calls: tuple[Call, ...] = ()
    audiences: dict[Id, Number] = Field({}, description="domestic audience -> how it takes it, -1 to 1")
    effects: tuple[Effect, ...] = ()
    refusal: Refusal = Refusal(yields=(), refuses=())
    agreement: bool = Field(False, description="listed among the agreements of a run")
    repression: bool = False
    history: Text = Field(description="what the real actor did, and when")
    claims: tuple[Claim, ...] = ()
    standing: Standing = "chapter"
    source: Text = "judgement"


class Event(Model):
    title: Text
    sentence: Text
    date: Month
    window: Months = Field(0, description="months during which it may still fall, once `when` holds")
    when: tuple[Predicate, ...] = ()
    chance: Unit01 = 1.0
    exogenous: bool = Field(True, description="true: stays dated in every world; false: only in the historical one")
    effects: tuple[Effect, ...] = ()
    claims: tuple[Claim, ...] = ()
    standing: Standing = "chapter"
    source: Origin


class Doctrine(Model):
    """A way of deciding: weights on the `decide` rules and on the aims; nothing else differs between doctrines."""

    label: Text
    sentence: Text
    actors: tuple[AgentId, ...] = Field((), description="who may hold it; empty: anybody")
    weights: dict[str, Number] = Field({}, description="decide rule -> weight; 1 when not named")
    aims: dict[Path, Number] = Field({}, description="indicator -> weight; `self` is the holder's actor; empty: the "
                                     "goals of its seat")
    lean: Id | None = None
    threshold: Number = 0.25
    temperature: Annotated[float, Field(gt=0, le=10)] = 0.18
    claims: tuple[Claim, ...] = ()
    source: Text = "judgement"


class Decision(Model):
    """What the real actor decided."""

    date: Month
    agent: AgentId
    option: Id
    target: Id | None = None
    note: str = ""
    source: Origin


# --- seats and teaching ----------------------------------------------------------------------------------------------


class Goal(Model):
    text: Text
    path: Path
    measure: Literal["mean", "last", "lowest", "change"] = "mean"
    better: Literal["up", "down"] = "up"
    weight: Unit01
    scale: Annotated[float, Field(gt=0)] = Field(description="a change of this size counts as one step")


class Secret(Model):
    """A private aim, invented for play and labelled so."""

    text: Text
    goal: Goal | None = None


class Seat(Model):
    situation: Text = Field(description="what the actor faces")
    brief: Text = Field(description="private advice")
    goals: tuple[Goal, ...]
    secret: Secret = Field(description="a private aim, invented for play: `{text: ...}`")


class Voice(Model):
    who: Text
    text: Text
    source: Origin


# --- facts and changes: what is measured over a run, in a closed set of forms -----------------------------------------


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

    paths: tuple[Path, ...]
    at: Month
    months: Annotated[int, Field(ge=1, le=60)]


class Usage(Model):
    """How far the use of instruments moves around a month: total variation of the shares that the options have among
    all that were struck in all runs, `months` after against `months` before. The same number in every run."""

    options: tuple[MoveKey, ...]
    at: Month
    months: Annotated[int, Field(ge=1, le=60)]


class Times(Model):
    """How often the options were struck in the months `first` to `last`."""

    options: tuple[MoveKey, ...]
    first: Month
    last: Month


class Jumps(Model):
    """Mean size of an indicator's change in the given months, whatever its sign."""

    path: Path
    months: tuple[Month, ...]


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
    plus: tuple[Quantity, ...] | None = None
    minus: tuple[Quantity, Quantity] | None = None
    times: tuple[Quantity, ...] | None = None
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
    fall: Annotated[float, Field(gt=0)]
    last: Month
    months: Annotated[int, Field(ge=1, le=120)]


class FirstMoves(Model):
    """Counts new formats instead of runs: those of the `options` that were proposed at all. It holds for those that
    `by` proposed first; where the two proposed in the same turn it counts half."""

    by: AgentId
    options: tuple[Id, ...]


class Test(Model):
    """True or false per run. Exactly one field is given. `regained` and `first_moves` count cases, in pooled facts."""

    above: Bound | None = None
    below: Bound | None = None
    within: Span | None = None
    struck: Struck | None = None
    all: tuple[Test, ...] | None = None
    any: tuple[Test, ...] | None = None
    none: tuple[Test, ...] | None = None
    regained: Regained | None = None
    first_moves: FirstMoves | None = None


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
    place: Text
    world: Literal["historical", "doctrines"]
    kind: Literal["run", "paired", "pooled"]
    bar: Unit01 = 0.9
    test: Test
    among: Test | None = None
    off: tuple[str, ...]
    lost: Lost = Lost()
    other: Arm | None = None
    arms: dict[Id, Arm] = {}
    claims: tuple[Claim, ...] = ()
    standing: Standing = "chapter"
    note: str = ""


class Setting(Model):
    """What becomes of a number and of its range. Exactly one of `set`, `scale` and `shift` is given."""

    set: Number | None = Field(None, description="this number, in every run")
    scale: Number | None = Field(None, description="multiplied by it")
    shift: Number | None = Field(None, description="this much added")


class SeriesSetting(Setting):
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
    differs: figures, parameters, rules and effects touch the scenario's first month, seats the opening, the rest
    its own months."""

    text: Text
    world: Literal["historical", "doctrines"] = "doctrines"
    within: ChangeId | None = Field(None, description="another change, which both worlds have")
    figures: dict[Path, Setting] = {}
    parameters: dict[str, Setting] = {}
    series: dict[Path, SeriesSetting] = {}
    events: dict[Id, EventSetting] = {}
    force: tuple[Forced, ...] = ()
    forbid: dict[Id, Month] = Field({}, description="option -> month from which it is not available")
    effects: dict[Path, Number] = Field({}, description="indicator -> number that multiplies what options do to it")
    seats: dict[AgentId, str] = Field({}, description="agent -> doctrine, historical or random")
    off: tuple[str, ...] = Field((), description="rules or claims to switch off")
    expect: tuple[Expectation, ...] = ()
    claims: tuple[Claim, ...] = ()
    note: str = ""


class Yardstick(Model):
    """A number of a run, the more the better; a difference of one `step` counts one."""

    text: Text
    of: Quantity
    step: Annotated[float, Field(gt=0)]


class Thesis(Model):
    """A doctrine against its rivals in one seat, run by run, same luck: it wins a run when the sum of its leads,
    in steps, is positive. The sum is also made with twice and half the weight of one yardstick."""

    text: Text
    seat: Id
    doctrine: Id
    rivals: tuple[Id, ...]
    yardsticks: dict[Id, Yardstick]
    varied: Id = Field(description="the yardstick that is also given twice and half its weight")
    bar: Unit01 = 0.75
    worlds: tuple[ChangeId, ...] = Field((), description="changes that make a world in which the doctrine should lose")


class Scenario(Model):
    """A whole scenario, after inheritance."""

    id: Id
    title: Text
    summary: Text = Field(description="what a list of scenarios says")
    situation: Text = Field(description="how the world stands when play opens")
    starts: Month = Field(description="first month of the model; figures are of this date")
    opens: Month = Field(description="first month of play; what lies before is replayed from history")
    ends: Month = Field(description="last month")
    turn_months: Annotated[int, Field(ge=1, le=12)] = 3
    minutes: Annotated[int, Field(ge=5, le=600)] = 90
    actors: dict[Id, Actor]
    pairs: dict[PairRole, tuple[tuple[Id, Id], ...]] = Field({}, description="role -> list of [first, second]")
    arena: Text = "the arena"
    institutions: dict[Id, Institution] = {}
    issues: dict[Id, Issue] = {}
    figures: dict[Path, Figure]
    series: dict[Path, Series] = {}
    parameters: dict[str, Override] = {}
    options: dict[Id, Option] = {}
    doctrines: dict[Id, Doctrine] = {}
    events: dict[Id, Event] = {}
    history: tuple[Decision, ...] = ()
    seats: dict[Id, Seat] = {}
    others_say: tuple[Voice, ...] = ()
    questions: tuple[Text, ...] = ()
    claims: dict[Claim, ClaimText] = {}
    facts: dict[str, Fact] = {}
    changes: dict[str, Change] = {}
    thesis: Thesis | None = None
    report: tuple[Path, ...] = Field((), description="indicators that `run` prints first")
    terms: dict[Term, Text] = Field({}, description="the scenario's words for the rules' roles")
    sources: dict[Id, Source] = {}
