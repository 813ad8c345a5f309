"""Great powers: their rivalry, and the pressure that it puts on small states.

Rivalry is one number for the world. Pressure `a.b` is of a power a on a small state b; it relaxes to a base, and each
cause adds its own push, so that at rest it is the sum of the causes divided by the rate of `powers.pressure-base`.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, mine, positive, relax, theirs, total
from sim.world.state import Numbers, Roles


@rule("powers.rivalry-drift", claims=("C01",), phase="powers",
      sentence="Since the crises of 2008, co-operation among the great powers has slowly given way to competition.",
      formula="Δ rivalry = rate × (level − rivalry)",
      reads=("rivalry",), writes=("rivalry",),
      params=(P("rate", 0.008, "1/month", meaning="half of the way takes about seven years"),
              P("level", 0.9, "0-1", low=0.75, high=1.0, meaning="rivalry that nothing damps; bounded above by 1")))
def rivalry_drift(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"rivalry": relax(w.rivalry, p.level, p.rate)}


@rule("powers.sanctions-sharpen", claims=("C01",), phase="powers", standing="inference",
      sentence="Sanctions between great powers sharpen their rivalry.",
      formula="Δ rivalry = push × sanctions on the sanctioned power",
      reads=("sanctions",), writes=("rivalry",),
      params=(P("push", 0.002, "1/month"),))
def sanctions_sharpen(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"rivalry": p.push * total(w.sanctions * r.sanctioned)}


@rule("powers.common-threat", claims=("C09",), phase="powers",
      sentence="A threat that the great powers share, such as terrorism out of {arena}, makes them co-operate.",
      formula="Δ rivalry = −damping × instability × rivalry",
      reads=("rivalry", "instability"), writes=("rivalry",),
      params=(P("damping", 0.008, "1/month"),))
def common_threat(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"rivalry": -p.damping * w.instability * w.rivalry}


@rule("powers.pressure-base", claims=("C02",), phase="powers", standing="inference",
      sentence="A power presses a small state as far as its means reach, and lets go when nothing feeds the pressure.",
      formula="Δ pressure = rate × (base × reach − pressure)",
      reads=("pressure", "reach"), writes=("pressure",),
      params=(P("rate", 0.10, "1/month"), P("base", 0.12, "0-1", meaning="at full reach, without rivalry")))
def pressure_base(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"pressure": r.vector_back * relax(w.pressure, p.base * w.reach, p.rate)}


RIVALRY = P("push", 0.05, "1/month", low=0.05, high=0.05, meaning="0.5 at rest where a neighbour is as closed as can "
            "be; not drawn, because rivalry and what blunts it share it")


@rule("powers.rivalry-presses", claims=("C01", "C02"), phase="powers", standing="inference",
      sentence="The sharper their rivalry, the harder the great powers press the small states within their reach.",
      formula="Δ pressure = push × reach × rivalry",
      reads=("rivalry", "reach"), writes=("pressure",),
      params=(RIVALRY,))
def rivalry_presses(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"pressure": r.vector_back * p.push * w.reach * w.rivalry}


@rule("powers.neighbours-deter", claims=("C24",), phase="powers", standing="inference",
      sentence="Rivals press those whom they can divide: as far as {twins} act together, their rivalry finds no "
               "handle.",
      formula="Δ pressure = −push × reach × rivalry × solidarity of the small state",
      reads=("rivalry", "reach", "solidarity"), writes=("pressure",),
      params=(RIVALRY,),
      departs="The text says that the powers can divide and rule where the two do not act together (CA4); that they "
              "press less where the two do, and that less of it gets through as well, is our reading.")
def neighbours_deter(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"pressure": -r.vector_back * p.push * w.reach * w.rivalry * theirs(w.solidarity)}


@rule("powers.dependence-invites", claims=("C02",), phase="powers", standing="inference",
      sentence="Dependence invites pressure, more than in proportion: a state that cannot turn elsewhere is pressed "
               "harder.",
      formula="Δ pressure = push × reach × (dependence of the small state on the power)²",
      reads=("dependence", "reach"), writes=("pressure",),
      params=(P("push", 0.05, "1/month", meaning="0.5 at rest; the square gives the elasticity of 2"),),
      departs="The text tells of links that carry damage; that they also invite pressure is our reading.")
def dependence_invites(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    leverage = flip(w.dependence)
    return {"pressure": r.vector_back * p.push * w.reach * leverage * leverage}


@rule("powers.union-politics", claims=("C04",), phase="powers", standing="inference",
      sentence="The union led by {absorber} is economic in name and political in intent: membership brings pressure.",
      formula="Δ pressure by the absorbing power = push × reach × institutional depth",
      reads=("institutions", "reach"), writes=("pressure",),
      params=(P("push", 0.008, "1/month", meaning="0.08 at rest: modest, since the gain in trade is real"),))
def union_politics(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"pressure": r.vector_back * mine(r.absorber) * p.push * w.reach * w.institutions}


@rule("powers.power-vacuum", claims=("E21",), phase="powers", standing="inference",
      sentence="Where a region feels unsafe, near powers are tempted to fill the vacuum, as far as the neighbours are "
               "divided.",
      formula="Δ pressure by near powers = pull × reach × max(0, threat − alarm) × max(0, effective pressure ÷ "
              "pressure − held) ÷ (1 − held), with the threat to the state or, of {twins}, to the more threatened",
      reads=("threat", "pressure", "effective_pressure", "reach"), writes=("pressure",),
      params=(P("pull", 0.45, "1/month", meaning="per unit of threat above the alarm"),
              P("held", 0.60, "share", low=0.55, high=0.65,
                meaning="a power of whose pressure no more than this would get through is not tempted; narrow, as "
                        "coordination reaches this point only when both neighbours stand open"),
              P("alarm", 0.33, "0-1", low=0.30, high=0.36,
                meaning="above the threat of ordinary years, for divided neighbours too: only a shock tempts; hence "
                        "narrow")),
      departs="The text only asks whether a vacuum in the region will tempt the near powers (UG10); here it does, a "
              "little.")
def power_vacuum(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    through = np.divide(w.effective_pressure, w.pressure, out=np.ones_like(w.pressure), where=w.pressure > 0)
    divided = positive(through - p.held) / (1.0 - p.held)
    alone = positive(w.threat - p.alarm)
    alarm = np.where(r.twin > 0, np.max(r.twin * alone, axis=0), alone)
    return {"pressure": r.vector_back * mine(r.near) * p.pull * w.reach * theirs(alarm) * divided}


RULES: tuple[Rule, ...] = (rivalry_drift, sanctions_sharpen, common_threat, pressure_base, rivalry_presses,
                           neighbours_deter, dependence_invites, union_politics, power_vacuum)
