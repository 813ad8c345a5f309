"""Administrations that elections change, and the regional strategies that outlive them or do not.

`turnover` is 1 in one month: an event adds 1, the rules of that month answer to it, and `powers.inauguration-passes`
takes it back in the last phase, so that every phase sees it once.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import Luck, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, relax, room, theirs, total
from sim.world.state import Numbers, Roles


def outranked(x: Array) -> Array:
    """For each row of x (Q, ..., R) the number of rows above it; of equals the earlier counts as above."""
    rows = range(len(x))
    above = [np.stack([x[k] >= x[q] if k < q else x[k] > x[q] for k in rows]) for q in rows]
    return total(np.where(np.stack(above), 1.0, 0.0), axis=1)


@rule("powers.new-agenda", claims=("C32", "C13"), phase="powers",
      sentence="A new administration of {elected} brings its own priorities; nobody outside knows them beforehand.",
      formula="Δ priority = new administration × ((1 for the issues drawn, low for the others) − priority)",
      reads=("turnover", "priority"), writes=("priority",),
      params=(P("count", 3, "issues", low=3, high=3, meaning="fixed: three of the scenario's issues, a rule of play"),
              P("low", 0.3, "0-1", meaning="what an issue outside the agenda still weighs")),
      luck=(Luck("agenda", "qa", "turnover"),))
def new_agenda(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    drawn = outranked(w.luck("agenda")) < p.count
    return {"priority": r.elected * w.turnover * (np.where(drawn, 1.0, p.low) - w.priority)}


@rule("powers.policy-reversal", claims=("C32",), phase="powers",
      sentence="Commitments hold until the next election: policy then shifts most where the parties disagree and "
               "politics is polarised.",
      formula="Δ line = new administration × size × (1 − consensus) × polarisation × luck",
      reads=("turnover", "consensus", "polarisation"), writes=("stance",),
      params=(P("size", 0.8, "standard deviations", meaning="at full polarisation and no consensus"),),
      luck=(Luck("reversal", "qa", "turnover"),))
def policy_reversal(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"stance": r.elected * w.turnover * p.size * room(w.consensus) * w.polarisation * w.luck("reversal")}


@rule("powers.promises-lapse", claims=("C32",), phase="powers", standing="inference",
      sentence="Some of the last administration's exemptions and strategies lapse, more of them where politics is "
               "polarised.",
      formula="Δ = −new administration × share × polarisation × (exemption; mandate; strategy carried out)",
      reads=("turnover", "polarisation", "exemption", "mandate", "strategy"),
      writes=("exemption", "mandate", "strategy"),
      params=(P("share", 0.4, "share", meaning="at full polarisation; continuity was pledged once, informally (SM5)"),))
def promises_lapse(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    lapse = r.elected * w.turnover * p.share * w.polarisation
    return {"exemption": -lapse[:, None] * w.exemption, "mandate": -lapse * w.mandate, "strategy": -lapse * w.strategy}


@rule("powers.inauguration-passes", claims=(), phase="home", standing="outside",
      source="bookkeeping",
      sentence="A new administration is new for one month.",
      formula="Δ new administration = −new administration",
      reads=("turnover",), writes=("turnover",))
def inauguration_passes(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"turnover": -w.turnover}


@rule("powers.polarisation-roots", claims=("C45",), phase="powers",
      sentence="A divided economy and society feed polarisation; presidents are its product, and no election resets "
               "it.",
      formula="Δ polarisation = push × (1 − polarisation)",
      reads=("polarisation",), writes=("polarisation",),
      params=(P("push", 0.012, "1/month", meaning="against the cooling, 0.8 at rest"),))
def polarisation_roots(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"polarisation": r.elected * p.push * room(w.polarisation)}


@rule("powers.polarisation-cools", claims=(), phase="powers", standing="outside",
      source="judgement",
      sentence="Polarisation would cool over the years if nothing fed it.",
      formula="Δ polarisation = −rate × polarisation",
      reads=("polarisation",), writes=("polarisation",),
      params=(P("rate", 0.003, "1/month", meaning="a fifth in six years"),),
      departs="The text does not speak of cooling; without it the persistence that it asserts would need no cause.")
def polarisation_cools(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"polarisation": -p.rate * r.elected * w.polarisation}


@rule("powers.strategy-carried-out", claims=("C37",), phase="powers", standing="inference",
      sentence="Agencies take their time to carry out a strategy once it is decided.",
      formula="Δ strategy carried out = rate × (mandate − strategy carried out)",
      reads=("mandate", "strategy"), writes=("strategy",),
      params=(P("rate", 0.08, "1/month", meaning="a year for about two thirds"),))
def strategy_carried_out(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"strategy": r.power * relax(w.strategy, w.mandate, p.rate)}


@rule("powers.pandemic-stalls-strategy", claims=("C37",), phase="powers",
      sentence="The pandemic is the main reason why the new strategy stalls.",
      formula="Δ strategy carried out = −rate × pandemic × strategy carried out",
      reads=("pandemic", "strategy"), writes=("strategy",),
      params=(P("rate", 0.08, "1/month", meaning="a full pandemic halves what is carried out"),))
def pandemic_stalls_strategy(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"strategy": -p.rate * r.power * w.pandemic * w.strategy}


@rule("powers.strategy-productive", claims=("C36",), phase="powers",
      sentence="A strategy that affirms the small states' independence makes work with them more productive in many "
               "fields, and adds nothing to rivalry.",
      formula="Δ institutions = work × strategy × (1 − institutions); Δ people = visits × strategy × (1 − people); "
              "Δ non-energy investment = projects × strategy × draw beyond oil × non-energy investment",
      reads=("strategy", "institutions", "people", "draw", "investment_nonenergy"),
      writes=("institutions", "people", "investment_nonenergy"),
      params=(P("work", 0.005, "1/month"), P("visits", 0.001, "1/month"),
              P("projects", 0.010, "1/month", meaning="at a full strategy and a draw of 0.3, 3.6 % a year")))
def strategy_productive(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    active = r.vector * theirs(w.strategy)
    both = active + flip(active)
    return {"institutions": p.work * both * room(w.institutions), "people": p.visits * both * room(w.people),
            "investment_nonenergy": p.projects * active * w.draw * w.investment_nonenergy}


@rule("powers.reassurance", claims=("C43",), phase="powers",
      sentence="Restating independence, sovereignty and territorial integrity reassures where they are in doubt.",
      formula="Δ goodwill of the small state = gain × strategy × (1 − goodwill)",
      reads=("strategy", "goodwill"), writes=("goodwill",),
      params=(P("gain", 0.006, "1/month", meaning="about 0.04 of goodwill at rest"),))
def reassurance(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"goodwill": r.vector * p.gain * theirs(w.strategy) * room(w.goodwill)}


RULES: tuple[Rule, ...] = (new_agenda, policy_reversal, promises_lapse, inauguration_passes, polarisation_roots,
                           polarisation_cools, strategy_carried_out, pandemic_stalls_strategy, strategy_productive,
                           reassurance)
