"""The scenario format. Every model is frozen and refuses unknown fields; docs/authoring.md explains it to authors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sim.scenario.base import (
    LATE,
    TOLD,
    AgentId,
    Claim,
    Id,
    Iso,
    Line,
    Luck,
    Model,
    Month,
    Months,
    Note,
    Number,
    Origin,
    PairRole,
    Path,
    Points,
    Role,
    Some,
    Standing,
    Term,
    Text,
    Unit01,
)
from sim.scenario.events import Effect, Event
from sim.scenario.predicates import Predicate
from sim.scenario.regimes import Regime
from sim.scenario.studies import Change, Fact, Thesis

# --- the world -----------------------------------------------------------------------------------------------------


class Actor(Model):
    label: Line
    short: Annotated[str, StringConstraints(min_length=2, max_length=4), TOLD]
    iso: Iso | None = Field(None, description="its code in tables of figures, ISO 3166, two or three letters")
    adjective: Line
    roles: tuple[Role, ...] = ()
    playable: bool = False
    agents: tuple[Literal["legislature", "society", "investors"], ...] = ()
    agent_labels: dict[Literal["legislature", "society", "investors"], Line] = {}
    doctrine: Id = Field(description="the doctrine at the start")
    luck: Luck = None


class Institution(Model):
    label: Line
    depth: Unit01 = Field(description="institutional depth that it can carry between two members")
    hub: Id | None = Field(None, description="if given, it deepens only the ties between this member and the others")
    members: tuple[Id, ...] = Field((), description="members at the start")
    rung: Literal["contact", "deputy", "ministerial", "leaders", "treaty"] = "contact"
    luck: Luck = None
    source: Origin


class Issue(Model):
    label: Line
    consensus: Unit01 = Field(description="how far the parties agree on it, where an actor's administrations change")
    luck: Luck = None
    source: Origin


class Figure(Model):
    """A starting value. `low` and `high` bound what ensembles draw; a sourced figure may leave them out."""

    value: Number
    unit: Line = Field(description="the unit of the catalogue, docs/indicators.md")
    low: Number | None = None
    high: Number | None = None
    year: Annotated[int, Field(ge=1, le=9999), TOLD] | None = None
    source: Origin
    note: Note = ""


class FigureTable(Model):
    """Figures from a CSV file: what its rows say of the scenario's actors, known by their codes of ISO 3166. It stands
    under `figures.tables`, which is gone when a scenario is whole."""

    file: Line = Field(description="a CSV file beside this one; its first line names the columns")
    figure: Id = Field(description="the variable that it gives, of an actor or of a pair")
    unit: Line = Field(description="the unit of the catalogue, which the numbers have after `scale`")
    scale: Annotated[float, Field(gt=0, le=4_000_000, allow_inf_nan=False, strict=False)] = Field(
        1.0, description="the table's numbers times this are in that unit")
    year: Annotated[int, Field(ge=1, le=9999)] | None = Field(None, description="rows of this year alone")
    columns: dict[Literal["reporter", "partner", "year", "value"], Line] = Field(
        {}, description="what the columns are called, where it is otherwise")
    where: dict[Line, Some[Line]] = Field({}, description="column -> words: rows with one of them alone; those of one "
                                          "pair that differ in it are added up")
    codes: dict[Line, Id] = Field({}, description="a code that is none of ISO 3166 -> the actor, or none; "
                                  "`*`: all such codes")
    source: Origin
    note: Note = ""


class Series(Model):
    """An outside input: one value a month from `starts` on; after its end the last value holds."""

    unit: Line
    starts: Month
    values: Some[Number]
    source: Origin


class Source(Model):
    text: Text
    kind: Literal["chapter", "data", "press", "scholarship", "document", "judgement"] = "document"


class ClaimText(Model):
    """One claim of the source in the product's own words."""

    text: Text
    place: Line
    standing: Standing = "chapter"
    contested: Note = Field("", description="who says otherwise")
    initial: tuple[Path, ...] = Field((), description="start values in which the claim lives")
    not_modelled: Note = Field("", description="why nothing in the model carries the claim")


class Override(Model):
    value: Number
    low: Number | None = None
    high: Number | None = None
    source: Origin


# --- moves ---------------------------------------------------------------------------------------------------------


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
    title: Line
    sentence: Text
    by: Some[AgentId] = Field(description="agents that may start it")
    parties: Some[str] = Field(("self",), description="all who must say yes: agents, `self`, `target`")
    targets: tuple[Id, ...] = ()
    cost: Points | dict[AgentId, Points] = 0
    when: tuple[Predicate, ...] = Field((), description="conditions in the world; physical conditions bind history too")
    cheaper: tuple[Predicate, ...] = Field((), description="while these hold it costs each party one point less")
    once: bool = False
    again_after: Months = Field(0, description="months until it may be used again; its effects' duration if longer")
    delay_drawn: Annotated[int, Field(ge=0, le=24)] = Field(0, description="0 to this many months until it bites")
    issues: tuple[Id, ...] = ()
    calls: tuple[Call, ...] = ()
    audiences: dict[Id, Number] = Field({}, description="domestic audience -> how it takes it, -1 to 1")
    effects: tuple[Effect, ...] = ()
    refusal: Refusal = Refusal(yields=(), refuses=())
    agreement: bool = Field(False, description="listed among the agreements of a run")
    repression: bool = False
    luck: Luck = None
    history: Text = Field(description="what the real actor did, and when")
    claims: tuple[Claim, ...] = ()
    standing: Standing = "chapter"
    source: Text = "judgement"


class Doctrine(Model):
    """A way of deciding: weights on the `decide` rules and on the aims; nothing else differs between doctrines."""

    label: Line
    sentence: Text
    actors: tuple[AgentId, ...] = Field((), description="who may hold it; empty: anybody")
    weights: dict[str, Number] = Field({}, description="decide rule -> weight; 1 when not named")
    aims: dict[Path, Number] = Field({}, description="indicator -> weight; `self` is the holder's actor; empty: the "
                                     "goals of its seat")
    lean: Id | None = None
    threshold: Number = 0.25
    temperature: Annotated[float, Field(gt=0, le=10)] = 0.18
    luck: Luck = None
    claims: tuple[Claim, ...] = ()
    standing: Standing = "chapter"
    source: Text = "judgement"


class Decision(Model):
    """What the real actor decided."""

    date: Month
    agent: AgentId
    option: Id
    target: Id | None = None
    note: Note = ""
    source: Origin


# --- seats and teaching ----------------------------------------------------------------------------------------------


class Anchor(Model):
    """A number with a meaning, and the points that it is worth."""

    at: Points = Field(description="points")
    value: Number = Field(description="what the measure then shows")
    why: Text = Field(description="what this number means; never what plays reached")


class Goal(Model):
    text: Text
    path: Path
    measure: Literal["mean", "last", "lowest", "change"] = "mean"
    weight: Unit01 = Field(description="those of a seat's goals and of its secret one add up to 1")
    points: Annotated[tuple[Anchor, ...], Field(min_length=2)] = Field(
        description="from 0 to 100 points, rising; values rise or fall with them; straight lines between")

    @property
    def better(self) -> Literal["up", "down"]:
        """Which way points rise."""
        return "up" if self.points[-1].value > self.points[0].value else "down"

    @property
    def slope(self) -> float:
        """Points for one unit of the measure, over the whole range; below zero where less is better."""
        first, last = self.points[0], self.points[-1]
        return (last.at - first.at) / (last.value - first.value)


class Secret(Model):
    """A private aim, invented for play and labelled so."""

    text: Text
    goal: Goal | None = None


class Seat(Model):
    situation: Text = Field(description="what the actor faces")
    brief: Text = Field(description="private advice")
    goals: Some[Goal]
    secret: Secret = Field(description="a private aim, invented for play: `{text: ...}`")


class Voice(Model):
    who: Line
    text: Text
    source: Origin


class Scenario(Model):
    """A whole scenario, after inheritance."""

    id: Annotated[Id, TOLD]
    title: Line
    summary: Text = Field(description="what a list of scenarios says")
    situation: Text = Field(description="how the world stands when play opens")
    starts: Month = Field(description="first month of the model; figures are of this date")
    opens: Month = Field(description="first month of play; what lies before is replayed from history")
    ends: Month = Field(description="last month")
    turn_months: Annotated[int, Field(ge=1, le=12)] = 3
    minutes: Annotated[int, Field(ge=5, le=600), TOLD] = 90
    actors: Annotated[dict[Id, Actor], Field(min_length=1)]
    pairs: dict[PairRole, tuple[tuple[Id, Id], ...]] = Field({}, description="role -> list of [first, second]")
    arena: Line = "the arena"
    institutions: dict[Id, Institution] = {}
    issues: dict[Id, Issue] = {}
    figures: dict[Path, Figure]
    series: dict[Path, Series] = {}
    parameters: dict[str, Override] = {}
    options: dict[Id, Option] = {}
    doctrines: dict[Id, Doctrine] = {}
    events: dict[Id, Event] = {}
    regimes: Annotated[dict[Id, Regime], LATE] = {}
    history: tuple[Decision, ...] = ()
    seats: dict[Id, Seat] = {}
    others_say: Annotated[tuple[Voice, ...], TOLD] = ()
    questions: tuple[Text, ...] = ()
    claims: Annotated[dict[Claim, ClaimText], TOLD] = {}
    facts: Annotated[dict[str, Fact], TOLD] = {}
    changes: Annotated[dict[str, Change], TOLD] = {}
    thesis: Annotated[Thesis | None, TOLD] = None
    report: Annotated[tuple[Path, ...], TOLD] = Field((), description="indicators that `run` prints first")
    terms: dict[Term, Line] = Field({}, description="the scenario's words for the rules' roles")
    sources: Annotated[dict[Id, Source], TOLD] = {}

    def whom(self, role: str) -> tuple[tuple[str, ...], ...]:
        """Those who have the role: actors, each alone, or pairs."""
        alone = tuple((name,) for name, actor in self.actors.items() if role in actor.roles)
        return alone or next((pairs for name, pairs in self.pairs.items() if name == role), ())
