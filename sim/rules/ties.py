"""Goodwill between small states and powers, the people who carry it, and how votes swing and drift.

Goodwill relaxes at 0.10 a month to a small base; every cause adds a push of 0.10 × its gain a month, so that at rest
it is the base plus the sum of gain × cause. Storms strike both sides of a pair alike.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import JUDGEMENT, Luck, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, mine, positive, relax, room, theirs
from sim.world.state import Numbers, Roles

HELD = "one month in 28; held fixed, so that the rules that answer to storms see the same storms"
STORMS = Luck("storms", "aa")
BLOW = (P("threshold", 1.81, "standard deviations", JUDGEMENT, 1.81, 1.81, HELD),
        P("least", 0.04, "-1 to 1", JUDGEMENT, 0.04, 0.04, "the smallest quarrel that anybody remembers; not drawn, "
          "because a storm and what cushions it share it"),
        P("slope", 0.08, "per standard deviation", JUDGEMENT, 0.08, 0.08, "mean size 0.07; not drawn, as above"),
        P("at_once", 0.5, "share", JUDGEMENT, 0.5, 0.5, "of a blow that is felt in its month, the rest is in the "
          "quarrel; not drawn, so that no storm turns into a gain"))


def storm(w: View, p: Numbers, r: Roles) -> Array:
    """By how much this month's luck exceeds the threshold of a storm, at both (a, b) and (b, a); else 0."""
    excess = positive(w.luck("storms") - p.threshold) * r.vector
    return excess + flip(excess)


def blow(w: View, p: Numbers, r: Roles) -> Array:
    """The size of this month's storm, (A, A, R), the same on both sides; 0 without one."""
    excess = storm(w, p, r)
    return p.least * (excess > 0) + p.slope * excess


def tied(r: Roles) -> Array:
    """1 at both (a, b) and (b, a) where a small state a has the power b for a vector, (A, A, 1)."""
    return r.vector + r.vector_back


@rule("ties.goodwill-base", claims=("C64",), phase="ties", standing="inference",
      sentence="Goodwill drifts back to the base that the partners' first steps left, however unequal they are.",
      formula="Δ goodwill = rate × (base − goodwill)",
      reads=("goodwill",), writes=("goodwill",),
      params=(P("rate", 0.10, "1/month"), P("base", 0.08, "-1 to 1")))
def goodwill_base(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": tied(r) * relax(w.goodwill, p.base, p.rate)}


@rule("ties.institutions-appreciate", claims=("C08",), phase="ties",
      sentence="Institutions and their meetings breed appreciation on both sides.",
      formula="Δ goodwill = push × institutional depth",
      reads=("institutions",), writes=("goodwill",),
      params=(P("push", 0.055, "1/month", meaning="0.55 at rest"),))
def institutions_appreciate(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": p.push * tied(r) * w.institutions}


@rule("ties.people-carry", claims=("C07", "C58"), phase="ties", standing="inference",
      sentence="Students, scholars, artists and firms carry goodwill beyond governments.",
      formula="Δ goodwill = push × people-to-people ties",
      reads=("people",), writes=("goodwill",),
      params=(P("push", 0.015, "1/month", meaning="0.15 at rest"),))
def people_carry(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": p.push * tied(r) * w.people}


@rule("ties.security-trust", claims=("C36",), phase="ties", standing="inference",
      sentence="Working together on security builds trust.",
      formula="Δ goodwill = push × security co-operation",
      reads=("security",), writes=("goodwill",),
      params=(P("push", 0.008, "1/month", meaning="0.08 at rest"),))
def security_trust(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": p.push * tied(r) * w.security}


@rule("ties.friction-cost", claims=("C34",), phase="ties", standing="inference",
      sentence="Friction over human rights costs {monitor} goodwill in the state that it lectures.",
      formula="Δ goodwill of the small state = −push × friction raised with it; Δ quarrel = feed × friction",
      reads=("friction",), writes=("goodwill", "quarrel"),
      params=(P("push", 0.006, "1/month", meaning="0.06 at rest"),
              P("feed", 0.01, "1/month", meaning="about as much again by way of the quarrel that it keeps open, where "
                "few people know each other")))
def friction_cost(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    raised = r.vector * flip(w.friction)
    return {"goodwill": -p.push * raised, "quarrel": p.feed * (raised + flip(raised))}


@rule("ties.recognition-thanks", claims=("C54",), phase="ties", standing="inference",
      sentence="A state thinks better of those who acknowledge its reforms.",
      formula="Δ goodwill of the small state = push × recognition",
      reads=("recognition",), writes=("goodwill",),
      params=(P("push", 0.01, "1/month", meaning="0.1 at rest"),))
def recognition_thanks(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": p.push * r.vector * flip(w.recognition)}


@rule("ties.pressure-repels", claims=("C02",), phase="ties", standing="inference",
      sentence="Pressure costs a power the goodwill of the state that it presses.",
      formula="Δ goodwill of the small state = −push × pressure on it",
      reads=("pressure",), writes=("goodwill",),
      params=(P("push", 0.035, "1/month", meaning="0.35 at rest"),))
def pressure_repels(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": -p.push * r.vector * flip(w.pressure)}


@rule("ties.storms", claims=("C08",), phase="ties", standing="inference",
      sentence="Now and then a storm strikes both sides: a quarrel, an arrest, a frozen account. It costs goodwill at "
               "once and leaves a quarrel open.",
      formula="blow = least + slope × excess where luck exceeds the threshold, excess = luck − threshold; Δ goodwill = "
              "−at once × blow; Δ quarrel = blow",
      reads=(), writes=("goodwill", "quarrel"),
      params=BLOW,
      luck=(STORMS,))
def storms(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    struck = blow(w, p, r)
    return {"goodwill": -p.at_once * struck, "quarrel": struck}


@rule("ties.people-cushion", claims=("C07",), phase="ties", standing="inference",
      sentence="People-to-people ties cushion a storm: those who know each other do not break over a quarrel.",
      formula="spared = people ÷ (people + half) × blow; Δ goodwill = at once × spared; Δ quarrel = −spared",
      reads=("people",), writes=("goodwill", "quarrel"),
      params=(*BLOW, P("half", 0.25, "0-1", meaning="people-to-people ties that spare half of a blow")),
      luck=(STORMS,))
def people_cushion(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    spared = w.people / (w.people + p.half) * blow(w, p, r)
    return {"goodwill": p.at_once * spared, "quarrel": -spared}


@rule("ties.quarrels-weigh", claims=("C08",), phase="ties", standing="inference",
      sentence="An open quarrel keeps goodwill down on both sides until it heals, and it heals slowly by itself.",
      formula="Δ goodwill = −weight × quarrel; Δ quarrel = −rate × quarrel",
      reads=("quarrel",), writes=("goodwill", "quarrel"),
      params=(P("weight", 0.05, "1/month", meaning="against the return of goodwill, 0.10 a month: half at rest"),
              P("rate", 0.04, "1/month", meaning="half is forgotten after a year and a half")))
def quarrels_weigh(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": -p.weight * w.quarrel, "quarrel": -p.rate * w.quarrel}


@rule("ties.people-heal", claims=("C07",), phase="ties", standing="inference",
      sentence="People who know each other heal a quarrel between their states.",
      formula="Δ quarrel = −rate × people-to-people ties × quarrel",
      reads=("people", "quarrel"), writes=("quarrel",),
      params=(P("rate", 0.4, "1/month", meaning="ties of 0.25 heal a tenth of a quarrel a month"),))
def people_heal(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"quarrel": -p.rate * w.people * w.quarrel}


@rule("ties.storms-teach", claims=("C08",), phase="ties",
      sentence="A storm weathered teaches both sides: if goodwill holds, institutions come out deeper.",
      formula="Δ institutions = lesson × (1 − institutions) in a month of storm, if both sides' goodwill is above zero",
      reads=("goodwill", "institutions"), writes=("institutions",),
      params=(P("threshold", 1.81, "standard deviations", JUDGEMENT, 1.81, 1.81, HELD),
              P("lesson", 0.02, "0-1", meaning="per storm")),
      luck=(STORMS,))
def storms_teach(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    weathered = (storm(w, p, r) > 0) * (w.goodwill > 0) * (flip(w.goodwill) > 0)
    return {"institutions": p.lesson * weathered * room(w.institutions)}


@rule("ties.people-grow", claims=("C07",), phase="ties", standing="inference",
      sentence="Institutions and embassies carry exchanges; ties between people grow slowly.",
      formula="Δ people = gain × institutions × embassies × (1 − people)",
      reads=("institutions", "staff", "people"), writes=("people",),
      params=(P("gain", 0.0008, "1/month"),))
def people_grow(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"people": p.gain * tied(r) * w.institutions * w.staff * room(w.people)}


@rule("ties.people-age", claims=("C07",), phase="ties", standing="inference",
      sentence="Ties between people are hard to destroy: they fade only as a generation passes.",
      formula="Δ people = −rate × people",
      reads=("people",), writes=("people",),
      params=(P("rate", 0.0003, "1/month", meaning="a tenth in thirty years"),))
def people_age(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"people": -p.rate * tied(r) * w.people}


@rule("ties.votes-agenda", claims=(), phase="ties", standing="outside",
      source="Bailey, Strezhnev and Voeten, Journal of Conflict Resolution 61:2 (2017)",
      sentence="What comes to a vote changes from session to session and moves how often small states vote with a "
               "power; then votes come back to their usual level.",
      formula="Δ voting alignment = pace × (usual alignment − voting alignment) + swung alignment − voting alignment; "
              "swung: odds of voting alike × e^(size × luck of the power), that is v × f / (v × f + 1 − v), v = voting "
              "alignment, f = e^(size × luck)",
      reads=("alignment", "usual_alignment"), writes=("alignment",), luck=(Luck("session", "a"),),
      params=(P("pace", 0.06, "1/month", "judgement, after General Assembly votes 2010-14: neighbouring years' "
                "distances from the mean correlate at 0.43, which is a pace of 0.1; five years understate it by so "
                "much (Kendall, Biometrika 41, 1954) that hardly any return is possible, too", low=0.02, high=0.10,
                meaning="half is gone in a year"),
              P("size", 0.12, "log odds a month", "judgement, after General Assembly votes 2010-14: neighbouring years "
                "differ by 0.29 log odds, from 0.15 to 0.50 by pair", low=0.07, high=0.19,
                meaning="with the pace, neighbouring years differ by 2.3 times that")),
      departs="Not in the text. Small states meet the same agenda, so one draw a power moves them all: with each power "
              "the two of 2010-14 correlate at 0.6 to 0.97.")
def votes_agenda(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    drawn = w.luck("session")
    alike = w.alignment * np.exp(p.size * (r.vector * theirs(drawn) + r.vector_back * mine(drawn)))
    either = alike + room(w.alignment)
    swung = np.divide(alike, either, out=np.zeros_like(either), where=either > 0)
    return {"alignment": tied(r) * relax(w.alignment, w.usual_alignment, p.pace) + swung - w.alignment}


@rule("ties.votes-drift", claims=(), phase="ties", standing="outside",
      source="Bailey, Strezhnev and Voeten, Journal of Conflict Resolution 61:2 (2017)",
      sentence="As great-power rivalry grows, small states vote less often with {sanctioner}, whatever their other "
               "ties.",
      formula="Δ voting alignment with the sanctioning power = −rate × rivalry × voting alignment",
      reads=("rivalry", "alignment"), writes=("alignment",),
      params=(P("rate", 0.012, "1/month", "judgement, after General Assembly votes 2010-14: agreement fell by a tenth "
                "of itself a year, as the agenda alone might do; a small part of it is taken for lasting",
                low=0.0, high=0.024, meaning="at rest a rivalry of 0.35 takes 5 % off the usual agreement"),),
      departs="Not in the text; it shows that votes and ties may part.")
def votes_drift(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    drifting = r.vector * theirs(r.sanctioner) + r.vector_back * mine(r.sanctioner)
    return {"alignment": -p.rate * drifting * w.rivalry * w.alignment}


RULES: tuple[Rule, ...] = (goodwill_base, institutions_appreciate, people_carry, security_trust, friction_cost,
                           recognition_thanks, pressure_repels, storms, people_cushion, quarrels_weigh, people_heal,
                           storms_teach, people_grow, people_age, votes_agenda, votes_drift)
