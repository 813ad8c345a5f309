"""Sanctions and their collateral damage: out of links, never out of a constant ratio. Phase `economy`."""

from __future__ import annotations

import numpy as np

from sim.rules.common import Deltas, western_pairs
from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import mine, positive, room, share, theirs, total
from sim.world.state import Numbers, Roles


@rule("economy.sanctions-own-loss", claims=(), phase="economy", standing="outside",
      source="IMF, Article IV report on the sanctioned economy (2015): 1 to 1.5 % at first",
      sentence="Sanctions cost the sanctioned economy output, month by month.",
      formula="sanctions loss + cost * sanctions",
      reads=("sanctions",), writes=("sanctions_loss",),
      params=(P("cost", 0.36, "% of output a month",
                meaning="at rest 3 % of output at sanctions of 1"),))
def sanctions_own_loss(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"sanctions_loss": p.cost * w.sanctions}


@rule("economy.sanctions-fade", claims=(), phase="economy", standing="outside",
      source="judgement",
      sentence="Economies work around sanctions: a loss that nothing renews fades.",
      formula="sanctions loss - fade * sanctions loss",
      reads=("sanctions_loss",), writes=("sanctions_loss",),
      params=(P("fade", 0.12, "per month"),))
def sanctions_fade(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"sanctions_loss": -p.fade * w.sanctions_loss}


@rule("economy.collateral-demand", claims=("C30",), phase="economy", standing="inference",
      sentence="What {sanctioned} loses it no longer spends: {small} sells it less, in proportion to their trade.",
      formula="sanctions loss + pass * sum over powers of trade share * the power's own loss",
      reads=("trade_year", "sanctions_loss"), writes=("sanctions_loss",),
      params=(P("pass_", 0.18, "per month",
                meaning="at rest 1.5 times the partner's loss, weighed by trade share: imports swing more"),))
def collateral_demand(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"sanctions_loss": p.pass_ * total(r.vector * share(w.trade_year) * theirs(w.sanctions_loss), 1)}


@rule("economy.collateral-payments", claims=("C30", "C31"), phase="economy", standing="inference",
      sentence="Blocked payments and uncertain transit hit the partners of {sanctioned}, unless {sanctioner} spares "
               "them.",
      formula="sanctions loss + (1 - exemption) * sum over powers of sanctions * (banks * trade share + "
              "road * transit)",
      reads=("trade_year", "transit", "sanctions", "exemption"), writes=("sanctions_loss",),
      params=(P("banks", 0.20, "% of output a month per trade share", low=0.08, high=0.32,
                meaning="at rest 0.33 % at a trade share of 0.2 and sanctions of 1; the sanctions of those years named "
                        "firms and closed few banks, so demand and the currency weigh more"),
              P("road", 0.04, "% of output a month per transit share", low=0.016, high=0.064,
                meaning="at rest 0.23 % at a transit share of 0.7 and sanctions of 1")))
def collateral_payments(w: View, p: Numbers, r: Roles) -> Deltas:
    spared = np.minimum(total(mine(r.sanctioner) * w.exemption, 0), 1)
    links = p.banks * share(w.trade_year) + p.road * w.transit
    return {"sanctions_loss": room(spared) * total(r.vector * links * theirs(w.sanctions), 1)}


@rule("economy.collateral-currency", claims=("C30",), phase="economy", standing="inference",
      sentence="When the currency of {sanctioned} falls, it drags its partners' currencies down.",
      formula="sanctions loss + cost * sum over powers of sanctions * currency link * trade share",
      reads=("trade_year", "currency_link", "sanctions"), writes=("sanctions_loss",),
      params=(P("cost", 1.0, "% of output a month per unit of sanctions, link and trade share", low=0.7, high=1.3,
                meaning="at rest 1 % of output at a link of 0.6, a trade share of 0.2 and sanctions of 1"),))
def collateral_currency(w: View, p: Numbers, r: Roles) -> Deltas:
    pulled = w.currency_link * share(w.trade_year) * theirs(w.sanctions)
    return {"sanctions_loss": p.cost * total(r.vector * pulled, 1)}


@rule("economy.collateral-response", claims=("C14",), phase="economy",
      sentence="Since complaints would be useless, {small} answers collateral damage with extra, paid efforts to win "
               "investors from {west}.",
      formula="aim = min(cap, need * sanctions loss) * min(1, reserves / floor); "
              "effort + rate * (aim - effort), if positive",
      reads=("sanctions_loss", "reserves", "effort"), writes=("effort",),
      departs="The chapter tells of the answer to one round of sanctions; here effort answers what it does not "
              "yet match of the loss that stands, up to a cap.",
      params=(P("need", 0.4, "per % of output lost"), P("cap", 0.7, "0-1"),
              P("floor", 3.0, "months of imports",
                "judgement, after the rule of thumb that three months of imports are adequate", low=2.0, high=4.0,
                meaning="with less, the state cannot pay for more effort"),
              P("rate", 0.10, "per month")))
def collateral_response(w: View, p: Numbers, r: Roles) -> Deltas:
    aim = np.minimum(p.cap, p.need * w.sanctions_loss) * np.minimum(1, w.reserves / p.floor)
    return {"effort": western_pairs(r) * p.rate * positive(mine(aim) - w.effort)}


@rule("economy.effort-cost", claims=("C14",), phase="economy", standing="inference",
      sentence="Extra effort is paid from reserves and tires with time.",
      formula="reserves - cost * sum over partners of effort; effort - fade * effort",
      reads=("effort",), writes=("reserves", "effort"),
      params=(P("cost", 0.01, "months of imports a month"),
              P("fade", 0.04, "per month", meaning="a memory of about 24 months")))
def effort_cost(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"reserves": -p.cost * total(w.effort, 1), "effort": -p.fade * w.effort}


RULES: tuple[Rule, ...] = (
    sanctions_own_loss, sanctions_fade, collateral_demand, collateral_payments, collateral_currency,
    collateral_response, effort_cost,
)
