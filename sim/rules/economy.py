"""Economy: output, its potential and what keeps it from that, growth, oil, diversification, reserves.

Output is a level: potential times what slack makes of it. Slack is the output gap less the sanctions loss less what a
pandemic keeps shut. Growth is read off output, so nothing pushes growth itself. What moves potential stays; what moves
the gap or the loss passes, since both fade at a common rate: a lasting cause settles at push / fade, which the notes of
the parameters give as its resting level.
"""

from __future__ import annotations

import numpy as np

from sim.rules.common import PERCENT, REFERENCE, Deltas, log_oil
from sim.rules.rule import Luck, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import positive, room, share, theirs, total
from sim.world.state import Numbers, Roles

# --- output and growth -----------------------------------------------------------------------------------------------


@rule("economy.output", claims=(), phase="derived", standing="outside",
      source="bookkeeping: potential output and the output gap",
      sentence="An economy makes what it can, but for slack, sanctions and what a pandemic shuts.",
      formula="output = potential * e^((output gap - sanctions loss - shutdown) / 100)",
      reads=("potential", "output_gap", "sanctions_loss", "shutdown"), writes=("output",), params=(PERCENT,))
def output(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"output": w.potential * np.exp((w.output_gap - w.sanctions_loss - w.shutdown) / p.percent)}


@rule("economy.growth", claims=(), phase="derived", standing="outside",
      source="bookkeeping: as statistical offices compare a month with the same month of the year before",
      sentence="Growth compares output with that of twelve months before.",
      formula="growth = 100 * ln(output / output twelve months before)",
      reads=("output", "output_months"), writes=("growth",), params=(PERCENT,))
def growth(w: View, p: Numbers, r: Roles) -> Deltas:
    before = w.output_months[-1]
    ratio = np.divide(w.output, before, out=np.ones_like(w.output), where=before > 0)
    return {"growth": p.percent * np.log(ratio)}


@rule("economy.trend", claims=(), phase="economy", standing="outside",
      source="World Bank WDI, growth of 2010-14, less what dear oil and recovery had in it; bookkeeping: a memory of "
             "twelve months",
      sentence="But for the causes named here an economy grows at its trend, and what lifted or lowered output a year "
               "ago drops out of the comparison.",
      formula="potential + potential * trend growth / 1200; output of the month before = output, of two months before "
              "= that of the month before, and so on, where there is an economy",
      reads=("potential", "trend_growth", "output", "output_months"), writes=("potential", "output_months"),
      params=(PERCENT,))
def trend(w: View, p: Numbers, r: Roles) -> Deltas:
    """One rule, because growth a year ago is what growth now is told against: only what departs from it shows."""
    now = np.concatenate([w.output[None], w.output_months[:-1]])
    return {"potential": w.potential * w.trend_growth / (12 * p.percent),
            "output_months": np.where(w.potential > 0, now - w.output_months, 0.0)}


@rule("economy.recovery", claims=(), phase="economy", standing="outside",
      source="standard output-gap dynamics",
      sentence="Output finds its way back to potential when nothing keeps it away.",
      formula="output gap - fade * output gap",
      reads=("output_gap",), writes=("output_gap",),
      params=(P("fade", 0.06, "per month", meaning="half is gone in a year"),))
def recovery(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"output_gap": -p.fade * w.output_gap}


@rule("economy.business", claims=(), phase="economy", standing="outside",
      source="business cycles that nothing here explains",
      sentence="Harvests, elections, booms and slumps that nobody foresees move every economy.",
      formula="output gap + size * luck, where there is an economy",
      reads=("potential",), writes=("output_gap",), luck=(Luck("business", "a"),),
      params=(P("size", 0.35, "% of output a month", low=0.2, high=0.5,
                meaning="with the fade, a spread of about 1 % of output around potential"),))
def business(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"output_gap": np.where(w.potential > 0, p.size * w.luck("business"), 0.0)}


@rule("economy.oil", claims=(), phase="economy", standing="outside",
      source="standard oil pass-through",
      sentence="The oil price moves the level of output, as far as the economy depends on oil.",
      formula="output gap + pass * oil dependence * ln(oil price / reference)",
      reads=("oil_price", "oil_dependence"), writes=("output_gap",),
      params=(REFERENCE, P("pass_", 1.44, "% of output a month",
                            meaning="at rest 24 % per log unit at a dependence of 1")))
def oil(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"output_gap": p.pass_ * w.oil_dependence * log_oil(w, p)}


@rule("economy.partners", claims=(), phase="economy", standing="outside",
      source="standard trade multiplier",
      sentence="A partner's boom or slump reaches {small} through its share of their trade.",
      formula="output gap + pass * sum over powers of trade share * output gap of the power",
      reads=("trade_year", "output_gap"), writes=("output_gap",),
      params=(P("pass_", 0.024, "per month", meaning="at rest 0.4 of the partners' gap, weighed by trade share"),))
def partners(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"output_gap": p.pass_ * total(r.vector * share(w.trade_year) * theirs(w.output_gap), 1)}


@rule("economy.pandemic", claims=(), phase="economy", standing="outside",
      source="OECD, Evaluating the initial impact of COVID-19 containment measures on economic activity (June 2020)",
      sentence="A severe pandemic shuts business down; as it eases, business opens again.",
      formula="shutdown = 100 * depth * pandemic^2",
      reads=("pandemic", "shutdown"), writes=("shutdown",),
      departs="One depth for all: the estimates for most economies lie between a fifth and a quarter.",
      params=(PERCENT, P("depth", 0.15, "of output at a pandemic of 1",
                         "judgement, after OECD 2020: full containment shuts 20 to 25 % of output at first, and less "
                         "once firms have adapted", low=0.10, high=0.22,
                         meaning="12 % in a month of 0.9, 4 % in one of 0.5")))
def pandemic(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"shutdown": p.percent * p.depth * w.pandemic * w.pandemic - w.shutdown}


@rule("economy.scar", claims=(), phase="economy", standing="outside",
      source="Cerra and Saxena, AER 98:1 (2008)",
      sentence="What stays shut for long is partly lost for good.",
      formula="potential - scar / 12 * shutdown / 100 * potential",
      reads=("shutdown", "potential"), writes=("potential",),
      params=(PERCENT, P("scar", 0.1, "share of a year's shutdown", low=0.0, high=0.2,
                         meaning="a year with a tenth of output shut costs 1 % for good; after financial crises far "
                                 "more is lost, and a pandemic leaves machines and skills")))
def scar(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"potential": -p.scar / 12 * w.shutdown / p.percent * w.potential}


# --- oil, breadth, reserves ------------------------------------------------------------------------------------------


@rule("economy.hydrocarbon-end", claims=("C05",), phase="economy",
      sentence="Climate policy abroad slows an economy that lives on oil and presses it to find other trades.",
      formula="potential - drag / 1200 * oil dependence * climate policy * potential; "
              "diversification + push * oil dependence * climate policy * (1 - diversification)",
      reads=("oil_dependence", "climate_policy", "diversification", "potential"),
      writes=("potential", "diversification"),
      params=(PERCENT, P("drag", 1.5, "% a year", meaning="at full dependence and policy"),
              P("push", 0.002, "per month")))
def hydrocarbon_end(w: View, p: Numbers, r: Roles) -> Deltas:
    exposed = w.oil_dependence * w.climate_policy
    lost = p.drag / (12 * p.percent) * exposed * w.potential
    return {"potential": -lost, "diversification": p.push * exposed * room(w.diversification)}


@rule("economy.lean-years", claims=("C05",), phase="economy", standing="inference",
      sentence="Cheap oil teaches an oil economy to diversify; dear oil lets it rest.",
      formula="diversification + push * oil dependence * (ln(reference / oil price), if positive) * "
              "(1 - diversification)",
      reads=("oil_price", "oil_dependence", "diversification"), writes=("diversification",),
      params=(REFERENCE, P("push", 0.0040, "per month")))
def lean_years(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"diversification": p.push * w.oil_dependence * positive(-log_oil(w, p)) * room(w.diversification)}


@rule("economy.diversify", claims=("C51",), phase="economy", standing="inference",
      sentence="Sound rules and capital beyond energy broaden the economy.",
      formula="diversification + rate * climate * (non-energy share of foreign capital) * (1 - diversification)",
      reads=("investment_climate", "investment_energy", "investment_nonenergy", "diversification"),
      writes=("diversification",), params=(P("rate", 0.004, "per month"),))
def diversify(w: View, p: Numbers, r: Roles) -> Deltas:
    beyond, energy = total(w.investment_nonenergy, 1), total(w.investment_energy, 1)
    part = np.divide(beyond, beyond + energy, out=np.zeros_like(beyond), where=beyond + energy > 0)
    return {"diversification": p.rate * w.investment_climate * part * room(w.diversification)}


@rule("economy.less-oil", claims=("C05", "C51"), phase="economy", standing="inference",
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
    output, growth, trend, recovery, business, oil, partners, pandemic, scar,
    hydrocarbon_end, lean_years, diversify, less_oil, reserves,
)
