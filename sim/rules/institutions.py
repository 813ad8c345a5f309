"""Standing institutions: what they can carry, how depth climbs to it and survives neglect, and talks on new ones.

Institutions are memberships; depth is what is made of them. Effort that goes beyond the ladder is kept up by routine
alone and fades slowly.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, mine, positive, room, theirs, total
from sim.world.state import Numbers, Roles

FADE = P("fade", 0.15, "1/month", low=0.15, high=0.15,
         meaning="per unit of missing attention; not drawn, because neglect and what withstands it share it")
NEED = P("need", 0.47, "0-1", low=0.47, high=0.47,
         meaning="attention of an ordinary year, below which meetings are put off; not drawn, as above")
CROWD = P("crowd", 0.02, "1/month", low=0.02, high=0.02,
          meaning="per unit of growth elsewhere; not drawn, because crowding and complementarity share it")


def neglected(w: View, p: Numbers, r: Roles) -> Array:
    """Depth that a power's lack of attention would cost this month, symmetric, (A, A, R)."""
    short = r.vector * theirs(positive(p.need - w.attention))
    return p.fade * (short + flip(short)) * w.institutions


def crowded(w: View, p: Numbers, r: Roles) -> Array:
    """Depth that growth of a small state's other formats would cost this one, symmetric, (A, A, R)."""
    growth = r.vector * positive(w.institutions - w.institutions_2014)
    others = r.vector * (total(growth, 1)[:, None] - growth)
    return p.crowd * (others + flip(others)) * w.institutions


@rule("ties.ladder-carries", claims=("C44",), phase="derived", standing="inference",
      sentence="Institutions are rungs, from contacts to leaders; those that two states share carry the depth of "
               "their ties.",
      formula="ladder = Σ over shared institutions of their depth, at most 1",
      reads=("member",), writes=("institution_ceiling",))
def ladder_carries(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    shared = w.member[:, :, None] * w.member[:, None] * r.institution_pair
    return {"institution_ceiling": np.minimum(total(shared * r.institution_depth[:, None, None]), 1.0)}


def carried(w: View, r: Roles) -> Array:
    """Depth that lasts (A, A, R): what the shared rungs carry, and what the reference year showed above or below
    them."""
    return np.clip(w.institution_ceiling + w.institutions_2014 - r.rungs_2014, 0.0, 1.0)


@rule("ties.ladder-climbs", claims=("C44",), phase="ties", standing="inference",
      sentence="Institutions deepen towards what the shared rungs can carry, faster where the power pays attention. By "
               "how much the reference year was off what its rungs carry, it stays.",
      formula="carried = ladder + institutions of the reference year − ladder of the reference year; Δ institutions = "
              "rate × (½ + attention) × max(0, carried − institutions)",
      reads=("institutions", "institution_ceiling", "institutions_2014", "attention"), writes=("institutions",),
      params=(P("rate", 0.10, "1/month"),
              P("unattended", 0.5, "share", meaning="what officials do without their leaders")))
def ladder_climbs(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    leaders = np.maximum(mine(w.attention), theirs(w.attention))
    missing = positive(carried(w, r) - w.institutions)
    return {"institutions": p.rate * r.own * (p.unattended + leaders) * missing}


@rule("ties.working-groups", claims=("C11", "C41"), phase="ties", standing="inference",
      sentence="Where {small} gives a partner more effort than habit would, and embassies are well staffed, working "
               "groups carry ties further than the rungs that are agreed.",
      formula="Δ institutions = rate × embassies × (outreach − pull, if positive) × (1 − institutions)",
      reads=("outreach", "pull", "staff", "institutions"), writes=("institutions",),
      params=(P("rate", 0.03, "1/month", meaning="against their fading, a sixth of all effort beyond habit is worth "
                "0.06 where half is left to build"),))
def working_groups(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    beyond = r.vector * positive(w.outreach - w.pull) * w.staff
    return {"institutions": p.rate * (beyond + flip(beyond)) * room(w.institutions)}


@rule("ties.routine-fades", claims=("C44",), phase="ties", standing="inference",
      sentence="Depth that no rung carries fades slowly.",
      formula="Δ institutions = −rate × max(0, institutions − carried), carried as in `ties.ladder-climbs`",
      reads=("institutions", "institution_ceiling", "institutions_2014"), writes=("institutions",),
      params=(P("rate", 0.03, "1/month"),))
def routine_fades(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"institutions": -p.rate * positive(w.institutions - carried(w, r))}


@rule("ties.neglect", claims=("E19",), phase="ties", standing="inference",
      sentence="Without attention from above, meetings are put off and institutions lose depth.",
      formula="Δ institutions = −fade × max(0, need − attention of the power) × institutions",
      reads=("attention", "institutions"), writes=("institutions",), params=(FADE, NEED))
def neglect(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"institutions": -neglected(w, p, r)}


@rule("ties.institutions-persist", claims=("C08",), phase="ties", standing="inference",
      sentence="Standing institutions outlast neglect: their meetings stay in the calendar.",
      formula="Δ institutions = kept × fade × max(0, need − attention of the power) × institutions",
      reads=("attention", "institutions"), writes=("institutions",),
      params=(FADE, NEED, P("kept", 0.93, "share", low=0.86, high=1.0, meaning="above 1 neglect would deepen a tie")))
def institutions_persist(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"institutions": p.kept * neglected(w, p, r)}


@rule("ties.formats-crowd", claims=(), phase="ties", standing="outside",
      source="judgement",
      sentence="Every new format needs the same few officials, and the older ones would suffer for it.",
      formula="Δ institutions = −crowd × growth of the other partners' depth since the start × institutions",
      reads=("institutions", "institutions_2014"), writes=("institutions",), params=(CROWD,),
      departs="The text never says that formats compete; the rule stands for the view that it argues against.")
def formats_crowd(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"institutions": -crowded(w, p, r)}


@rule("ties.formats-complement", claims=("C16",), phase="ties",
      sentence="Formats complement each other: what one teaches and settles sustains the others.",
      formula="Δ institutions = upkeep × crowd × growth of the other partners' depth since the start × institutions",
      reads=("institutions", "institutions_2014"), writes=("institutions",),
      params=(CROWD, P("upkeep", 1.15, "share", low=1.05, high=1.25,
                       meaning="below 1 formats would replace each other after all")))
def formats_complement(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"institutions": p.upkeep * crowded(w, p, r)}


@rule("ties.embassies", claims=("C41",), phase="ties",
      sentence="Well-staffed embassies make more of the same attention.",
      formula="Δ institutions = rate × embassies × attention of the power × max(0, carried − institutions), carried as "
              "in `ties.ladder-climbs`",
      reads=("staff", "attention", "institutions", "institution_ceiling", "institutions_2014"),
      writes=("institutions",),
      params=(P("rate", 0.05, "1/month"),))
def embassies(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    heard = r.vector * theirs(w.attention) + r.vector_back * mine(w.attention)
    return {"institutions": p.rate * w.staff * heard * positive(carried(w, r) - w.institutions)}


@rule("ties.talks", claims=("C44",), phase="ties", standing="inference",
      sentence="Talks on a deeper format advance with the small state's effort and the power's attention.",
      formula="Δ talks = rate × outreach × attention of the power",
      reads=("outreach", "attention"), writes=("dialogue",),
      params=(P("rate", 0.045, "1/month", meaning="against the cooling, an outreach of 0.28 and an attention of 0.4 "
                                                  "carry talks to a quarter"),))
def talks(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    advance = r.vector * w.outreach * theirs(w.attention)
    return {"dialogue": p.rate * (advance + flip(advance))}


@rule("ties.precedent", claims=("C12",), phase="ties", standing="inference",
      sentence="What works with one partner becomes the template for the next: with {precedent} as the precedent, "
               "the same effort takes talks further.",
      formula="Δ talks = rate × precedent × outreach × attention of the power",
      reads=("precedent", "outreach", "attention"), writes=("dialogue",),
      params=(P("rate", 0.20, "1/month", meaning="a full precedent makes the same effort go four times as far"),))
def precedent(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    advance = r.vector * w.precedent * w.outreach * theirs(w.attention)
    return {"dialogue": p.rate * (advance + flip(advance))}


@rule("ties.talks-cool", claims=("C37",), phase="ties", standing="inference",
      sentence="Talks that are not concluded cool as officials move on.",
      formula="Δ talks = −rate × talks",
      reads=("dialogue",), writes=("dialogue",),
      params=(P("rate", 0.02, "1/month", meaning="half in three years"),))
def talks_cool(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"dialogue": -p.rate * w.dialogue}


RULES: tuple[Rule, ...] = (ladder_carries, ladder_climbs, working_groups, routine_fades, neglect,
                           institutions_persist, formats_crowd, formats_complement, embassies, talks, precedent,
                           talks_cool)
