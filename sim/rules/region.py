"""The region: two neighbours who act together or not, and what this does to co-operation, threat and pressure.

Co-operation moves at one pace towards a level that the rules add up: what it is without anybody's will, what two open
neighbours carry (CA2), what their summits add (CA3); danger (CA1) and absorption (CA1) take away from it.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import JUDGEMENT, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, pair, positive, relax, room, theirs, total
from sim.world.state import Numbers, Roles

Deltas = dict[str, Array]


PACE = P("pace", 0.12, "per month", JUDGEMENT, 0.12, 0.12, "the pace of regional co-operation; not drawn, as the rules "
         "that share it would otherwise move the level at which it rests, not only the speed")


def _twin_mean(x: Array, r: Roles) -> Array:
    """Mean of an actor array over the twins, (R,); zero without twins."""
    return total(x * r.twin) / np.maximum(total(r.twin), 1.0)


# --- derived ---------------------------------------------------------------------------------------------------------


@rule(
    "region.coordination", claims=("C24",), phase="derived", standing="inference",
    sentence="{twins} coordinate as far as both are open and think well of each other; either can veto it.",
    formula="coordination = sqrt(openness_a * openness_b) * (1 + mean goodwill of the two) / 2",
    reads=("openness", "goodwill"), writes=("coordination",),
)
def coordination(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R), symmetric, between twins only."""
    regard = (w.goodwill + flip(w.goodwill)) / 2.0
    return {"coordination": r.twins * np.sqrt(pair(w.openness, w.openness)) * (1.0 + regard) / 2.0}


@rule(
    "region.solidarity", claims=("C24",), phase="derived", standing="inference",
    sentence="A state's solidarity is its coordination with its twin.",
    formula="solidarity_a = coordination of a with its twin",
    reads=("coordination",), writes=("solidarity",),
)
def solidarity(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R)."""
    return {"solidarity": np.max(w.coordination * r.twins, axis=1)}


@rule(
    "region.pressure-felt", claims=(), phase="derived", standing="outside",
    source="bookkeeping",
    sentence="A state that stands alone feels the full pressure put on it.",
    formula="effective pressure = pressure",
    reads=("pressure",), writes=("effective_pressure",),
)
def pressure_felt(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R)."""
    return {"effective_pressure": w.pressure}


@rule(
    "region.divide-and-rule", claims=("C24",), phase="derived",
    sentence="Powers can divide and rule where {twins} do not coordinate; where they do, part of the pressure is lost.",
    formula="effective pressure changes by -kappa * solidarity of the pressed state * pressure",
    reads=("pressure", "solidarity"), writes=("effective_pressure",),
    params=(P("kappa", 0.5, "share", "judgement: design of the model", 0.3, 0.7,
              "share of pressure that full coordination would take away"),),
)
def divide_and_rule(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R): from the outside powers on small states."""
    return {"effective_pressure": -p.kappa * r.vector_back * theirs(w.solidarity) * w.pressure}


# --- co-operation ----------------------------------------------------------------------------------------------------


@rule(
    "region.falls-back", claims=("C20",), phase="region", standing="inference",
    sentence="Regional co-operation does not last by itself: unsupported, it falls back to what geography sustains.",
    formula="regional co-operation changes by pace * (base - regional co-operation) a month",
    reads=("regional_cooperation",), writes=("regional_cooperation",),
    params=(PACE, P("base", 0.05, "0-1", meaning="co-operation that geography alone sustains; the start value "
                    "rests on it, so a tenth of the scale would leave no rest")),
)
def falls_back(w: View, p: Numbers, r: Roles) -> Deltas:
    """(R,)."""
    return {"regional_cooperation": relax(w.regional_cooperation, p.base, p.pace)}


@rule(
    "region.openness", claims=("C22",), phase="region",
    sentence="Two open neighbours lift the whole region's co-operation; one that stays closed holds it down.",
    formula="regional co-operation rises by pace * gain * coordination of {twins} a month",
    reads=("solidarity",), writes=("regional_cooperation",),
    params=(PACE, P("gain", 0.95, "per unit", JUDGEMENT, 0.8, 1.1, "co-operation carried by full coordination; both "
                    "indices run from 0 to 1, so one is the natural measure")),
)
def openness(w: View, p: Numbers, r: Roles) -> Deltas:
    """(R,)."""
    return {"regional_cooperation": p.pace * p.gain * _twin_mean(w.solidarity, r)}


@rule(
    "region.summits", claims=("C23",), phase="region", standing="inference",
    sentence="What the region's leaders agree among themselves lifts co-operation until the momentum wears off.",
    formula="regional co-operation rises by pace * gain * momentum a month; momentum falls by fade * momentum",
    reads=("momentum",), writes=("regional_cooperation", "momentum"),
    params=(
        PACE,
        P("gain", 1.0, "per unit", meaning="momentum is measured in co-operation: a fresh 0.14 is worth 0.14"),
        P("fade", 0.035, "per month", meaning="half of a summit's momentum is gone after some twenty months"),
    ),
)
def summits(w: View, p: Numbers, r: Roles) -> Deltas:
    """(R,) each."""
    return {"regional_cooperation": p.pace * p.gain * w.momentum, "momentum": -p.fade * w.momentum}


@rule(
    "region.followers", claims=("C22",), phase="region", standing="inference",
    sentence="The smaller neighbours join in once co-operation shows.",
    formula="the other neighbours change by pace * (regional co-operation - the other neighbours) a month",
    reads=("regional_cooperation", "followers"), writes=("followers",),
    params=(P("pace", 0.1, "per month", meaning="they wait about a year to see"),),
)
def followers(w: View, p: Numbers, r: Roles) -> Deltas:
    """(R,)."""
    return {"followers": relax(w.followers, w.regional_cooperation, p.pace)}


@rule(
    "region.borders-first", claims=("C20",), phase="region",
    sentence="A security shock makes states put their borders first: co-operation falls, unless it is already deep.",
    formula="regional co-operation falls by gain * mean over {twins} of positive(threat - level) * "
            "positive(1 - regional co-operation / deep) a month",
    reads=("threat", "regional_cooperation"), writes=("regional_cooperation",),
    params=(
        P("gain", 0.4, "per month", low=0.25, high=0.6, meaning="half a year of threat 0.15 above the level undoes "
          "about half of a shallow co-operation"),
        P("level", 0.36, "0-1", low=0.33, high=0.42, meaning="threat that the states are used to live with; above "
          "where it rests at the start, so that only shocks count"),
        P("deep", 0.55, "0-1", JUDGEMENT, 0.5, 0.65, "co-operation that danger no longer undoes; below this range "
          "nothing would ever be deep"),
    ),
    departs="The text tells of a sudden rise of threat; the rule takes threat above a level that states live with, "
            "since the World keeps no memory of last year's threat. That deep co-operation is spared is our inference.",
)
def borders_first(w: View, p: Numbers, r: Roles) -> Deltas:
    """(R,)."""
    alarm = _twin_mean(positive(w.threat - p.level), r)
    return {"regional_cooperation": -p.gain * alarm * positive(1.0 - w.regional_cooperation / p.deep)}


@rule(
    "region.absorption", claims=("C21",), phase="region",
    sentence="Once {absorber} has a hand in the region's bodies, it draws visible co-operation into wider ones of "
             "its own, and the region loses it.",
    formula="regional co-operation falls by drain * absorbed * regional co-operation a month; absorbed rises by "
            "spread * absorbed * (1 - absorbed) * regional co-operation",
    reads=("absorbed", "regional_cooperation"), writes=("regional_cooperation", "absorbed"),
    params=(
        P("drain", 0.2, "per month", low=0.16, high=0.24, meaning="against the pace of 0.12, full absorption leaves "
          "about three eighths; the earlier union was dissolved altogether"),
        P("spread", 0.2, "per month", meaning="nothing spreads where nothing has been taken over"),
    ),
)
def absorption(w: View, p: Numbers, r: Roles) -> Deltas:
    """(R,) each."""
    taken = w.absorbed * w.regional_cooperation
    return {"regional_cooperation": -p.drain * taken, "absorbed": p.spread * taken * room(w.absorbed)}


# --- what co-operation does ------------------------------------------------------------------------------------------


@rule(
    "region.inside-out-security", claims=("C24",), phase="region",
    sentence="Security can be built from within: coordination between {twins} cuts the threat to each.",
    formula="threat falls by cut * solidarity * threat a month",
    reads=("threat", "solidarity"), writes=("threat",),
    params=(P("cut", 0.28, "per month", low=0.22, high=0.34, meaning="against the speed of threat, 0.45 a month, full "
              "coordination takes about three eighths off"),),
)
def inside_out_security(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), twins only."""
    return {"threat": -p.cut * r.twin * w.solidarity * w.threat}


@rule(
    "region.standing", claims=("C25",), phase="region", standing="inference",
    sentence="A state can speak for its region as far as it is open and the others follow.",
    formula="standing changes by pace * (sqrt(openness * the other neighbours) - standing) a month",
    reads=("standing", "openness", "followers"), writes=("standing",),
    params=(P("pace", 0.08, "per month", meaning="reputation follows within about a year"),),
)
def standing(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), twins only."""
    return {"standing": r.twin * relax(w.standing, np.sqrt(w.openness * w.followers), p.pace)}


@rule(
    "region.speaks-for-region", claims=("C25",), phase="region", standing="inference",
    sentence="{elected} looks more closely at a region that speaks with one voice.",
    formula="attention of {elected} rises by gain * mean standing of {twins} a month",
    reads=("standing",), writes=("attention",),
    params=(P("gain", 0.02, "per month", meaning="against attention's own speed of about 0.25 a month, full standing "
              "is worth 0.08 of attention"),),
)
def speaks_for_region(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), the elected power only."""
    return {"attention": p.gain * r.elected * _twin_mean(w.standing, r)}


@rule(
    "region.arena-track", claims=("C27",), phase="region", standing="inference",
    sentence="The opening includes {arena}: trade and talks calm it a little, unless it has collapsed.",
    formula="instability falls by calm * mean openness of {twins} * positive(collapse - instability) a month",
    reads=("openness", "instability"), writes=("instability",),
    params=(
        P("calm", 0.003, "per month", low=0.001, high=0.005, meaning="slight: outside forces decide there"),
        P("collapse", 0.7, "0-1", low=0.65, high=0.75, meaning="instability at which projects go on hold; it must lie "
          "between the start and the collapse"),
    ),
)
def arena_track(w: View, p: Numbers, r: Roles) -> Deltas:
    """(R,)."""
    return {"instability": -p.calm * _twin_mean(w.openness, r) * positive(p.collapse - w.instability)}


@rule(
    "region.reciprocity", claims=("C18",), phase="region", standing="inference",
    sentence="An opening is answered: a state that is not closed follows its twin's greater openness.",
    formula="openness rises by pace * positive(openness - closed) * positive(openness of the twin - openness) a month",
    reads=("openness",), writes=("openness",),
    params=(
        P("pace", 0.3, "per month", meaning="at openness 0.6 the distance is closed by a tenth a month"),
        P("closed", 0.3, "0-1", low=0.25, high=0.35, meaning="below it a leadership answers no opening; above where "
          "the closed twin starts"),
    ),
)
def reciprocity(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), twins only."""
    other = np.max(r.twins * theirs(w.openness), axis=1)
    return {"openness": p.pace * r.twin * positive(w.openness - p.closed) * positive(other - w.openness)}


RULES: tuple[Rule, ...] = (
    coordination, solidarity, pressure_felt, divide_and_rule,
    falls_back, openness, summits, followers, borders_first, absorption,
    inside_out_security, standing, speaks_for_region, arena_track, reciprocity,
)
