"""Attention of the great powers to the region, and the craft of meeting an administration's priorities.

Attention relaxes to a base at 0.25 a month; every other rule adds a push of 0.25 × its gain a month. Offers are made
by options (one offer on an issue adds 1 to `offers`), meet priorities here, and wear out.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, relax, room, total
from sim.world.state import Numbers, Roles


@rule("powers.attention-base", claims=(), phase="powers", standing="outside",
      source="Jones and Baumgartner, The Politics of Attention (2005)",
      sentence="A great power has many regions to look after: its attention falls back to habit, low for distant "
               "regions, higher for those next door.",
      formula="Δ attention = rate × (habit − attention); habit: distant, or near for near powers",
      reads=("attention",), writes=("attention",),
      params=(P("rate", 0.25, "1/month"), P("distant", 0.22, "0-1", meaning="of a power that is no neighbour"),
              P("near", 0.5, "0-1", meaning="of a near power")))
def attention_base(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    habit = p.near * r.near + p.distant * room(r.near)
    return {"attention": r.power * relax(w.attention, habit, p.rate)}


@rule("powers.arena-draws-attention", claims=("C15",), phase="powers", standing="inference",
      sentence="Disorder in {arena} draws the powers' attention to the region next to it.",
      formula="Δ attention = push × instability",
      reads=("instability",), writes=("attention",),
      params=(P("push", 0.03, "1/month", meaning="0.12 at rest"),))
def arena_draws_attention(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"attention": r.power * p.push * w.instability}


@rule("powers.rivalry-draws-attention", claims=("C01",), phase="powers", standing="inference",
      sentence="Rivalry draws attention to the region where the rivals meet.",
      formula="Δ attention = push × rivalry",
      reads=("rivalry",), writes=("attention",),
      params=(P("push", 0.025, "1/month", meaning="0.10 at rest"),))
def rivalry_draws_attention(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"attention": r.power * p.push * w.rivalry}


@rule("powers.pandemic-distracts", claims=("E19",), phase="powers", standing="inference",
      sentence="A pandemic at home takes leaders' attention away from the region.",
      formula="Δ attention = −push × pandemic",
      reads=("pandemic",), writes=("attention",),
      params=(P("push", 0.08, "1/month", meaning="0.32 at rest"),))
def pandemic_distracts(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"attention": -p.push * r.power * w.pandemic}


@rule("powers.transactional-attention", claims=("C33",), phase="powers", standing="inference",
      sentence="A transactional administration, sceptical of commitments abroad, gives the region less attention.",
      formula="Δ attention = −push × transactional line",
      reads=("transactional",), writes=("attention",),
      params=(P("push", 0.015, "1/month", meaning="0.06 at rest"),))
def transactional_attention(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"attention": -p.push * r.elected * w.transactional}


@rule("powers.met-agenda-draws-attention", claims=("C13",), phase="powers", standing="inference",
      sentence="An administration attends to a region that offers what it already cares about.",
      formula="Δ attention = push × receptiveness",
      reads=("receptiveness",), writes=("attention",),
      params=(P("push", 0.11, "1/month", meaning="0.45 at rest: knowing the agenda is worth about 0.2 of attention"),))
def met_agenda_draws_attention(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"attention": p.push * r.elected * w.receptiveness}


@rule("powers.agenda-match", claims=("C13",), phase="powers", standing="inference",
      sentence="Offers that fit its priorities make an administration receptive; a second offer on the same issue "
               "adds nothing while the first is fresh.",
      formula="Δ receptiveness = gain × Σ over issues of min(1, offers) × priority × (1 − receptiveness)",
      reads=("offers", "priority", "receptiveness"), writes=("receptiveness",),
      params=(P("gain", 0.12, "1/month", meaning="a fresh offer on one top priority"),))
def agenda_match(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    met = total(np.minimum(w.offers, 1.0) * w.priority)
    return {"receptiveness": r.elected * p.gain * met * room(w.receptiveness)}


@rule("powers.receptiveness-fades", claims=("C13",), phase="powers", standing="inference",
      sentence="Receptiveness fades within months unless new offers renew it.",
      formula="Δ receptiveness = −rate × receptiveness",
      reads=("receptiveness",), writes=("receptiveness",),
      params=(P("rate", 0.12, "1/month", meaning="88 % are left after a month"),))
def receptiveness_fades(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"receptiveness": -p.rate * w.receptiveness}


@rule("powers.offers-wear", claims=("C13",), phase="powers", standing="inference",
      sentence="Offers wear out: an issue raised once does not carry for ever.",
      formula="Δ offers = −rate × offers",
      reads=("offers",), writes=("offers",),
      params=(P("rate", 0.12, "1/month", meaning="half is worn after five to six months"),))
def offers_wear(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"offers": -p.rate * w.offers}


RULES: tuple[Rule, ...] = (attention_base, arena_draws_attention, rivalry_draws_attention, pandemic_distracts,
                           transactional_attention, met_agenda_draws_attention, agenda_match, receptiveness_fades,
                           offers_wear)
