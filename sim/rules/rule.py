"""What a rule is: a claim of the source as one pure array function, with everything a reader needs to check it.

A rule receives `w` (the World as a View, derived variables and luck included), `p` (its parameters, each (R,)) and `r`
(the roles of the scenario). It returns additive contributions `{variable: array}`; it never writes the World.

Phases: `derived` rules add up to a variable that is never stored; `turn` runs once when a turn opens; the months run
`powers`, `region`, `ties`, `economy`, `home` in this order, every rule of a phase reading one and the same snapshot;
`decide` rules take a fourth argument, the table of parts, and add to `score` (P, R), how well a part suits its agent;
`conclude` and `snub` rules likewise tell what becomes of yeses and of proposals left lying (`sim.rules.agree`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sim.world.arrays import Array

Phase = Literal["derived", "turn", "powers", "region", "ties", "economy", "home", "decide", "conclude",
                "snub"]
Standing = Literal["chapter", "inference", "contested", "outside", "play"]

PLAY = "play"
MONTHLY: tuple[Phase, ...] = ("powers", "region", "ties", "economy", "home")
JUDGEMENT = "judgement"
SPREAD = 0.25


@dataclass(frozen=True, slots=True)
class P:
    """A number of a rule. Without a range a judgement gets +-25 %; a sourced number without a range is not drawn."""

    name: str
    value: float
    unit: str
    source: str = JUDGEMENT
    low: float | None = None
    high: float | None = None
    meaning: str = ""

    @property
    def range(self) -> tuple[float, float]:
        if self.low is not None and self.high is not None:
            return self.low, self.high
        spread = SPREAD * abs(self.value) if self.source.startswith(JUDGEMENT) else 0.0
        return self.value - spread, self.value + spread


@dataclass(frozen=True, slots=True)
class Luck:
    """A named source of standard normal draws, one per element of `axes` and month: read it as `w.luck("name")`.
    `when`: the stock by which its rules multiply what they draw; while that is zero in all runs nothing is drawn, and
    luck is zero, too."""

    name: str
    axes: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `sentence` and `formula` may name roles as `{balancer}`; the scenario's labels are filled in.

    `claims`: ids of the claims; none for what the text does not say, which names its `source`: standing `outside`, or
    `play` for what is there because play needs it.
    `departs`: where the rule departs from the text, and why.
    `formula`: plain mathematics with the variables' labels; `params` explains its letters.
    """

    id: str
    claims: tuple[str, ...]
    phase: Phase
    sentence: str
    formula: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    body: Callable[..., Mapping[str, Array]]
    params: tuple[P, ...] = ()
    luck: tuple[Luck, ...] = ()
    standing: Standing = "chapter"
    departs: str = ""
    source: str = ""
    theme: str = field(default="")

    @property
    def names(self) -> frozenset[str]:
        """By which it can be switched off: its id, its claims, and `play` where it is there because play needs it."""
        return frozenset((self.id, *self.claims, *((PLAY,) if self.standing == PLAY else ())))


def rule(id: str, *, claims: tuple[str, ...], phase: Phase, sentence: str, formula: str, reads: tuple[str, ...],
         writes: tuple[str, ...], params: tuple[P, ...] = (), luck: tuple[Luck, ...] = (),
         standing: Standing = "chapter", departs: str = "",
         source: str = "") -> Callable[[Callable[..., Any]], Rule]:
    """Turn a pure function `body(w, p, r)` into a Rule; the function itself stays readable above its registration."""

    def make(body: Callable[..., Mapping[str, Array]]) -> Rule:
        return Rule(id, claims, phase, sentence, formula, reads, writes, body, params, luck, standing, departs, source,
                    theme=id.partition(".")[0])

    return make
