"""Trade and investment: trends, investors, credit, unions. Phase `economy`, monthly."""

from __future__ import annotations

import numpy as np

from sim.rules.common import (
    PERCENT,
    REFERENCE,
    Deltas,
    either_way,
    gap_push,
    log_oil,
    near_pairs,
    of_output,
    western_pairs,
)
from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import flip, mine, pair, positive, room, theirs, total
from sim.world.state import Numbers, Roles


@rule("economy.trade-value", claims=(), phase="derived", standing="outside",
      source="bookkeeping: trade at current prices",
      sentence="The value of trade moves with the oil price, as far as oil makes up the trade of the pair.",
      formula="trade value = trade * (oil price / reference)^oil in trade",
      reads=("trade", "oil_price", "oil_value"), writes=("trade_value",), params=(REFERENCE,))
def trade_value(w: View, p: Numbers, r: Roles) -> Deltas:
    elasticity = np.maximum(w.oil_value, flip(w.oil_value))  # the figure may be given for one direction only
    return {"trade_value": w.trade * np.exp(elasticity * log_oil(w, p))}


@rule("economy.trade-demand", claims=(), phase="derived", standing="outside",
      source="standard import demand",
      sentence="Slumps, booms and sanctions losses of either partner show in what the two buy from each other.",
      formula="trade value + trade * elasticity * (sum of both output gaps - sum of both sanctions losses) / 100",
      reads=("trade", "output_gap", "sanctions_loss"), writes=("trade_value",),
      params=(PERCENT, P("elasticity", 1.5, "% of trade per % of output", low=1.0, high=2.5,
                          meaning="income elasticity of trade; estimates for slumps lie between 1 and 3")))
def trade_demand(w: View, p: Numbers, r: Roles) -> Deltas:
    cycle = w.output_gap - w.sanctions_loss
    return {"trade_value": w.trade * p.elasticity * (mine(cycle) + theirs(cycle)) / p.percent}


@rule("economy.trade-pandemic", claims=(), phase="derived", standing="outside",
      source="world trade statistics of 2020",
      sentence="A pandemic closes borders and takes a part of all trade while it lasts.",
      formula="trade value - cost * pandemic * trade",
      reads=("trade", "pandemic"), writes=("trade_value",),
      params=(P("cost", 0.10, "share of trade at a pandemic of 1"),))
def trade_pandemic(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"trade_value": -p.cost * w.pandemic * w.trade}



@rule("economy.near-growth", claims=("C40",), phase="economy",
      sentence="Trade with {near} and their investment in {small} grow year by year.",
      formula="trade + trade * trend of trade / 1200; energy and non-energy investment + stock * trend / 1200",
      reads=("trade", "trade_trend", "investment_energy", "investment_nonenergy", "investment_trend"),
      writes=("trade", "investment_energy", "investment_nonenergy"), params=(PERCENT,))
def near_growth(w: View, p: Numbers, r: Roles) -> Deltas:
    near = near_pairs(r)
    growth = near * w.investment_trend / (12 * p.percent)
    return {"trade": either_way(near) * w.trade * w.trade_trend / (12 * p.percent),
            "investment_energy": growth * w.investment_energy,
            "investment_nonenergy": growth * w.investment_nonenergy}


@rule("economy.trade-habit", claims=(), phase="economy", standing="outside",
      source="trend of the trade figures, 2014-18",
      sentence="Trade between all other partners, and what they invest beyond energy, keep their habitual trend.",
      formula="trade + trade * trend of trade / 1200; non-energy investment + stock * trend / 1200",
      reads=("trade", "trade_trend", "investment_nonenergy", "investment_trend"),
      writes=("trade", "investment_nonenergy"), params=(PERCENT,))
def trade_habit(w: View, p: Numbers, r: Roles) -> Deltas:
    near = near_pairs(r)
    return {"trade": room(either_way(near)) * w.trade * w.trade_trend / (12 * p.percent),
            "investment_nonenergy": room(near) * w.investment_nonenergy * w.investment_trend / (12 * p.percent)}


@rule("economy.energy-trend", claims=(), phase="economy", standing="outside",
      source="trend of the investment figures, 2014-18",
      sentence="Distant energy firms add to their stock at a slow trend, more when oil is dear.",
      formula="energy investment + stock * trend / 1200 * oil price / reference",
      reads=("investment_energy", "investment_trend", "oil_price"), writes=("investment_energy",),
      params=(PERCENT, REFERENCE))
def energy_trend(w: View, p: Numbers, r: Roles) -> Deltas:
    pace = w.investment_trend / (12 * p.percent) * w.oil_price / p.reference
    return {"investment_energy": room(near_pairs(r)) * w.investment_energy * pace}


@rule("economy.trade-year", claims=(), phase="economy", standing="outside",
      source="bookkeeping: a mean of twelve months",
      sentence="Balance is judged on the trade of about the last twelve months, not of one.",
      formula="trade, 12 months + (trade - trade, 12 months) / 12",
      reads=("trade", "trade_year"), writes=("trade_year",))
def trade_year(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"trade_year": (w.trade - w.trade_year) / 12}


@rule("economy.draw-beyond-oil", claims=("C39",), phase="derived",
      sentence="What draws investors beyond oil is a good climate for investment, and embassies and standing bodies "
               "that help; without it no single venture comes to anything.",
      formula="draw = climate * (w * institutions + (1 - w) * embassies), of every partner's investors",
      reads=("investment_climate", "institutions", "staff"), writes=("draw",),
      params=(P("formal", 0.6, "weight", meaning="w: institutions against embassies in facilitation"),))
def draw_beyond_oil(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"draw": r.vector * mine(w.investment_climate) * (p.formal * w.institutions + (1 - p.formal) * w.staff)}


@rule("economy.investment-beyond-oil", claims=("C39",), phase="economy",
      sentence="{west} invest beyond oil as far as they are drawn there, and {small} makes an effort to win them.",
      formula="inflow = rate * output * draw * (1 + answer * effort); "
              "non-energy investment + inflow; output gap + spill * 100 * inflow / output; growth + 12 * that",
      reads=("output", "draw", "effort"),
      writes=("investment_nonenergy", "output_gap", "growth"),
      params=(PERCENT, P("rate", 0.00040, "of output a month", meaning="with a perfect climate and facilitation"),
              P("answer", 4.0, "per unit of effort", meaning="how much an extra effort of 1 adds to the inflow"),
              P("spill", 0.5, "% of output per % of output invested", "judgement: trial model",
                meaning="at rest 0.7 % for inflows of 1 % of output a year")))
def investment_beyond_oil(w: View, p: Numbers, r: Roles) -> Deltas:
    inflow = western_pairs(r) * p.rate * mine(w.output) * w.draw * (1 + p.answer * w.effort)
    return {"investment_nonenergy": inflow, **gap_push(p.spill * p.percent * of_output(total(inflow, 1), w))}


@rule("economy.draw-farm", claims=("C38",), phase="derived",
      sentence="A great buyer next door draws foreign farm investment into {small}, as far as both are trusted.",
      formula="draw = food demand * (1 + goodwill to the buyer) / 2 * (1 + goodwill to the investor) / 2",
      reads=("food_demand", "goodwill"), writes=("draw_farm",))
def draw_farm(w: View, p: Numbers, r: Roles) -> Deltas:
    trust = (1 + w.goodwill) / 2
    market = pair(r.small, r.market) * trust * theirs(w.food_demand)
    return {"draw_farm": r.vector * trust * mine(total(market, 1))}


@rule("economy.farm", claims=("C38",), phase="economy",
      sentence="A great buyer's demand for food draws the farm investment of {west} into {small}, which sells to that "
               "buyer: all three gain.",
      formula="inflow = rate * draw of the food market; "
              "farm and non-energy investment + inflow; trade with the buyer + yield * inflow",
      reads=("draw_farm",), writes=("investment_farm", "investment_nonenergy", "trade"),
      params=(P("rate", 0.0015, "USD bn a month", meaning="at full goodwill and the food demand of 2014"),
              P("yield_", 0.5, "USD a year per USD", meaning="yearly sales to the buyer per unit invested")))
def farm(w: View, p: Numbers, r: Roles) -> Deltas:
    inflow = p.rate * western_pairs(r) * w.draw_farm
    sales = p.yield_ * pair(r.small, r.market) * mine(total(inflow, 1))
    return {"investment_farm": inflow, "investment_nonenergy": inflow, "trade": either_way(sales)}


@rule("economy.corridor", claims=("C03",), phase="economy",
      sentence="Roads, railways and ports built on credit from {creditor} raise trade with it and, a little, output.",
      formula="trade + lift * trade * (credit / output); output gap + gain * (credit / output); growth + 12 * that",
      reads=("credit", "output", "trade"), writes=("trade", "output_gap", "growth"),
      params=(P("lift", 0.0033, "of trade a month per credit/output"),
              P("gain", 0.24, "% of output a month per credit/output", meaning="at rest 0.4 % for credit of 10 %")))
def corridor(w: View, p: Numbers, r: Roles) -> Deltas:
    debts = pair(r.small, r.creditor) * w.credit
    burden = of_output(total(debts, 1), w)
    led = p.lift * pair(r.small, r.creditor) * w.trade * mine(burden)
    return {"trade": either_way(led), **gap_push(p.gain * burden)}


@rule("economy.repayment", claims=(), phase="economy", standing="outside",
      source="usual terms of official credit",
      sentence="Credit owed is paid back over about ten years.",
      formula="credit - credit / term",
      reads=("credit",), writes=("credit",),
      params=(P("term", 120.0, "months",
                "judgement, after Malik et al. (AidData 2021): under ten years"),))
def repayment(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"credit": -w.credit / p.term}


@rule("economy.union-gain", claims=("C04",), phase="economy",
      sentence="Deeper common institutions with {absorber} ease trade with it and lift output a little.",
      formula="d = institutions with the absorber - those at the start; trade + lift * d * trade; "
              "output gap + gain * d; growth + 12 * that",
      reads=("institutions", "institutions_2014", "trade"), writes=("trade", "output_gap", "growth"),
      params=(P("lift", 0.0058, "of trade a month per unit of depth",
                "Baier and Bergstrand, Journal of International Economics 71:1 (2007): a trade agreement doubles trade "
                "in about ten years", low=0.0035, high=0.0075,
                meaning="ln 2 over 120 months for a depth of 1; the range allows for a union that is partly political"),
              P("gain", 0.06, "% of output a month per unit of depth", meaning="at rest 1 % of output")))
def union_gain(w: View, p: Numbers, r: Roles) -> Deltas:
    deeper = pair(r.small, r.absorber) * (w.institutions - w.institutions_2014)
    return {"trade": either_way(p.lift * deeper * w.trade), **gap_push(p.gain * total(deeper, 1))}


@rule("economy.promotion", claims=("C41",), phase="economy", standing="inference",
      sentence="Where {small} sends more of its diplomats than habit would, and the embassies are well staffed, trade "
               "and investors follow.",
      formula="b = embassies * (outreach - pull, if positive); trade + trade rate * b * trade; "
              "non-energy investment + investment rate * b * stock",
      reads=("outreach", "pull", "staff", "trade", "investment_nonenergy"), writes=("trade", "investment_nonenergy"),
      params=(P("trade", 0.008, "of trade a month", "Rose, World Economy 30:1 (2007): each further consulate adds 6 to "
                "10 % to exports", low=0.005, high=0.011,
                meaning="a quarter of all effort beyond habit is worth some 2 % a year, a consulate in four years"),
              P("investment", 0.02, "of the stock a month", "Harding and Javorcik, Economic Journal 121:557 (2011): "
                "promotion more than doubles what flows into the sectors that it courts", low=0.012, high=0.028,
                meaning="a quarter of all effort beyond habit adds 4 % of the stock a year, about the usual inflow")),
      departs="The text names trade and investment among the fields in which interaction grew more productive (UG2); "
              "that the habitual effort is in the trend already, and less of it takes nothing away, is our reading of "
              "KG3.")
def promotion(w: View, p: Numbers, r: Roles) -> Deltas:
    beyond = r.vector * positive(w.outreach - w.pull) * w.staff
    return {"trade": either_way(p.trade * beyond * w.trade),
            "investment_nonenergy": p.investment * beyond * w.investment_nonenergy}


RULES: tuple[Rule, ...] = (
    trade_value, trade_demand, trade_pandemic, near_growth, trade_habit, energy_trend, trade_year,
    draw_beyond_oil, investment_beyond_oil, draw_farm, farm, corridor, repayment, union_gain, promotion,
)
