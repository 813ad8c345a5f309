"""Economy: growth and what moves it, oil, diversification, reserves. Phase `economy`, monthly.

Output follows growth; growth is put back to its trend every month and every cause then adds its own part. A cause
that moves the *level* of output (oil, a partner's slump, a sanction) enters once, as a push on the output gap or on
the sanctions loss, and the same push times twelve is its part of that month's annual growth. Both levels fade at a
common rate, so a lasting cause settles at push / fade: the notes of the parameters give that resting level.
"""

from __future__ import annotations

import numpy as np

from sim.rules.common import PERCENT, REFERENCE, Deltas, gap_push, log_oil
from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import positive, room, share, theirs, total
from sim.world.state import Numbers, Roles


@rule("economy.trend", claims=(), phase="economy", standing="outside",
      source="World Bank WDI, growth 2010-18",
      sentence="But for the causes named here, an economy grows at its trend.",
      formula="growth + (trend growth - growth): last month's causes drop out, this month's are added by their rules",
      reads=("growth", "trend_growth"), writes=("growth",))
def trend(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"growth": w.trend_growth - w.growth}


@rule("economy.output", claims=(), phase="economy", standing="outside",
      source="bookkeeping: output follows growth",
      sentence="Output follows growth.",
      formula="output + output * growth / 1200",
      reads=("output", "growth"), writes=("output",), params=(PERCENT,))
def output(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"output": w.output * w.growth / (12 * p.percent)}


@rule("economy.recovery", claims=(), phase="economy", standing="outside",
      source="standard output-gap dynamics",
      sentence="Output finds its way back to trend when nothing keeps it away.",
      formula="output gap - fade * output gap; growth - 12 * fade * output gap",
      reads=("output_gap",), writes=("output_gap", "growth"),
      params=(P("fade", 0.06, "per month", "judgement: trial model"),))
def recovery(w: View, p: Numbers, r: Roles) -> Deltas:
    return gap_push(-p.fade * w.output_gap)


@rule("economy.oil", claims=(), phase="economy", standing="outside",
      source="standard oil pass-through; trial model",
      sentence="The oil price moves the level of output, as far as the economy depends on oil.",
      formula="output gap + pass * oil dependence * ln(oil price / reference); growth + 12 * that",
      reads=("oil_price", "oil_dependence"), writes=("output_gap", "growth"),
      params=(REFERENCE, P("pass_", 1.44, "% of output a month", "judgement: trial model",
                            meaning="at rest 24 % per log unit at a dependence of 1")))
def oil(w: View, p: Numbers, r: Roles) -> Deltas:
    return gap_push(p.pass_ * w.oil_dependence * log_oil(w, p))


@rule("economy.partners", claims=(), phase="economy", standing="outside",
      source="standard trade multiplier",
      sentence="A partner's boom or slump reaches {small} through its share of their trade.",
      formula="output gap + pass * sum over powers of trade share * output gap of the power; growth + 12 * that",
      reads=("trade_year", "output_gap"), writes=("output_gap", "growth"),
      params=(P("pass_", 0.024, "per month", meaning="at rest 0.4 of the partners' gap, weighed by trade share"),))
def partners(w: View, p: Numbers, r: Roles) -> Deltas:
    return gap_push(p.pass_ * total(r.vector * share(w.trade_year) * theirs(w.output_gap), 1))


@rule("economy.pandemic", claims=(), phase="economy", standing="outside",
      source="World Bank WDI, growth 2020",
      sentence="A severe pandemic shuts business down; with a milder one it learns to live.",
      formula="output gap - cost * (pandemic - bearable, if positive); growth - 12 * that",
      reads=("pandemic",), writes=("output_gap", "growth"),
      params=(P("cost", 4.5, "% of output a month", meaning="0.9 % in a month of 0.8"),
              P("bearable", 0.6, "0-1", low=0.57, high=0.63, meaning="severity that shuts nothing")))
def pandemic(w: View, p: Numbers, r: Roles) -> Deltas:
    return gap_push(np.zeros_like(r.small) - p.cost * positive(w.pandemic - p.bearable))


@rule("economy.hydrocarbon-end", claims=("C05",), phase="economy",
      sentence="Climate policy abroad slows an economy that lives on oil and presses it to find other trades.",
      formula="growth - drag * oil dependence * climate policy; "
              "diversification + push * oil dependence * climate policy * (1 - diversification)",
      reads=("oil_dependence", "climate_policy", "diversification"), writes=("growth", "diversification"),
      params=(P("drag", 1.5, "% a year", meaning="at full dependence and policy"),
              P("push", 0.002, "per month")))
def hydrocarbon_end(w: View, p: Numbers, r: Roles) -> Deltas:
    exposed = w.oil_dependence * w.climate_policy
    return {"growth": -p.drag * exposed, "diversification": p.push * exposed * room(w.diversification)}


@rule("economy.lean-years", claims=("C05",), phase="economy", standing="inference",
      sentence="Cheap oil teaches an oil economy to diversify; dear oil lets it rest.",
      formula="diversification + push * oil dependence * (ln(reference / oil price), if positive) * "
              "(1 - diversification)",
      reads=("oil_price", "oil_dependence", "diversification"), writes=("diversification",),
      params=(REFERENCE, P("push", 0.0040, "per month")))
def lean_years(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"diversification": p.push * w.oil_dependence * positive(-log_oil(w, p)) * room(w.diversification)}


@rule("economy.diversify", claims=("C51",), phase="economy",
      sentence="Sound rules and capital beyond energy broaden the economy.",
      formula="diversification + rate * climate * (non-energy share of foreign capital) * (1 - diversification)",
      reads=("investment_climate", "investment_energy", "investment_nonenergy", "diversification"),
      writes=("diversification",), params=(P("rate", 0.004, "per month"),))
def diversify(w: View, p: Numbers, r: Roles) -> Deltas:
    beyond, energy = total(w.investment_nonenergy, 1), total(w.investment_energy, 1)
    part = np.divide(beyond, beyond + energy, out=np.zeros_like(beyond), where=beyond + energy > 0)
    return {"diversification": p.rate * w.investment_climate * part * room(w.diversification)}


@rule("economy.less-oil", claims=("C05", "C51"), phase="economy",
      sentence="The broader the economy, the faster its dependence on oil wears off.",
      formula="oil dependence - rate * diversification * oil dependence",
      reads=("diversification", "oil_dependence"), writes=("oil_dependence",),
      params=(P("rate", 0.003, "per month"),))
def less_oil(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"oil_dependence": -p.rate * w.diversification * w.oil_dependence}


@rule("economy.reserves", claims=(), phase="economy", standing="outside",
      source="reports of the National Fund and central banks",
      sentence="Oil states save when oil is dear and spend their reserves when it is cheap.",
      formula="reserves + flow * oil dependence * ln(oil price / (balance * reference))",
      reads=("oil_price", "oil_dependence"), writes=("reserves",),
      params=(REFERENCE, P("flow", 0.5, "months of imports a month"),
              P("balance", 0.65, "of the reference price", low=0.5, high=0.8,
                meaning="price at which the budget neither saves nor draws; budgets were made for 50 to 80 USD")))
def reserves(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"reserves": p.flow * w.oil_dependence * (log_oil(w, p) - np.log(p.balance))}


RULES: tuple[Rule, ...] = (
    trend, output, recovery, oil, partners, pandemic, hydrocarbon_end, lean_years, diversify, less_oil, reserves,
)
