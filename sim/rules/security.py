"""Security of the small states: the arena, the threat that spills over from it, and the co-operation that buffers it.

Threat relaxes at 0.45 a month to what geography leaves; every cause adds a push of 0.45 × its gain a month.
"""

from __future__ import annotations

from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, positive, relax, room, total
from sim.world.state import Numbers, Roles


@rule("security.arena-cools", claims=(), phase="powers", standing="outside",
      source="judgement",
      sentence="Disorder in {arena} cools very slowly; what outsiders do there, or stop doing, matters far more.",
      formula="Δ instability = −rate × instability",
      reads=("instability",), writes=("instability",),
      params=(P("rate", 0.001, "1/month", low=0.0, high=0.002, meaning="1 % a year: it need not cool at all"),))
def arena_cools(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"instability": -p.rate * w.instability}


@rule("security.threat-settles", claims=(), phase="region", standing="outside",
      source="judgement",
      sentence="Once its causes are gone, a threat sinks to the little that any state lives with.",
      formula="Δ threat = rate × (rest − threat)",
      reads=("threat",), writes=("threat",),
      params=(P("rate", 0.45, "1/month"), P("rest", 0.08, "0-1")))
def threat_settles(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"threat": r.small * relax(w.threat, p.rest, p.rate)}


@rule("security.spill-over", claims=("C20",), phase="region", standing="inference",
      sentence="The more exposed a state, the more instability spills into it from {arena}.",
      formula="Δ threat = push × exposure × instability",
      reads=("exposure", "instability"), writes=("threat",),
      params=(P("push", 0.45, "1/month", meaning="at rest exposure × instability is the threat that spills over"),))
def spill_over(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"threat": p.push * r.small * w.exposure * w.instability}


@rule("security.pressure-threatens", claims=("C02",), phase="region", standing="inference",
      sentence="States feel great-power pressure as a threat, unless the neighbours blunt it together.",
      formula="Δ threat = push × Σ over powers of effective pressure",
      reads=("effective_pressure",), writes=("threat",),
      params=(P("push", 0.045, "1/month", meaning="0.1 at rest"),))
def pressure_threatens(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"threat": p.push * r.small * total(r.vector_back * w.effective_pressure)}


@rule("security.buffer", claims=("C62", "E21"), phase="region", standing="inference",
      sentence="Security co-operation with outside powers lowers a threat: border guards, training, intelligence.",
      formula="Δ threat = −push × threat × Σ over powers of security co-operation",
      reads=("security", "threat"), writes=("threat",),
      params=(P("push", 0.09, "1/month", meaning="against 0.45 a month: 1.3 of co-operation takes off a fifth"),))
def buffer(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"threat": -p.push * r.small * w.threat * total(r.vector * w.security, 1)}


@rule("security.reassured", claims=("C43",), phase="region", standing="inference",
      sentence="A distant power that affirms a state's independence makes it feel a little safer.",
      formula="Δ threat = −push × threat × Σ over distant powers of strategy carried out",
      reads=("strategy", "threat"), writes=("threat",),
      params=(P("push", 0.02, "1/month", meaning="slight: words"),))
def reassured(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"threat": -p.push * r.small * w.threat * total(r.west * w.strategy)}


@rule("security.upkeep", claims=(), phase="region", standing="outside",
      source="judgement",
      sentence="Without upkeep, exercises and arms fall back to what treaties and habit carry.",
      formula="Δ security co-operation = rate × (security co-operation at the start − security co-operation)",
      reads=("security", "security_2014"), writes=("security",),
      params=(P("rate", 0.015, "1/month", meaning="half in about four years"),))
def upkeep(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"security": relax(w.security, w.security_2014, p.rate)}


@rule("security.attaches", claims=("C41",), phase="region", standing="inference",
      sentence="Where {small} sends more diplomats than habit would, and embassies are well staffed, joint "
               "exercises, training and work against drugs and terrorism follow.",
      formula="Δ security co-operation = rate × embassies × (outreach − pull, if positive) × (1 − co-operation)",
      reads=("outreach", "pull", "staff", "security"), writes=("security",),
      params=(P("rate", 0.006, "1/month", meaning="against its upkeep, a quarter of all effort beyond habit is worth "
                "0.05 where there is little"),),
      departs="The text names security, terrorism and drugs among the fields (UG2); that only effort beyond habit adds "
              "is our reading.")
def attaches(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    beyond = r.vector * positive(w.outreach - w.pull) * w.staff
    return {"security": p.rate * (beyond + flip(beyond)) * room(w.security)}


RULES: tuple[Rule, ...] = (
    arena_cools, threat_settles, spill_over, pressure_threatens, buffer, reassured, upkeep, attaches,
)
