"""Trade and investment: prices, growth, investors, credit, unions. Phase `economy`, monthly."""

from __future__ import annotations

import numpy as np

from sim.rules.common import (
    PERCENT,
    REFERENCE,
    Deltas,
    either_way,
    log_oil,
    near_pairs,
    of_output,
    western_pairs,
)
from sim.rules.rule import Luck, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, mine, pair, positive, relax, room, theirs, total
from sim.world.state import Numbers, Roles


@rule("economy.currency", claims=(), phase="economy", standing="outside",
      source="Korhonen and Juurikkala, Journal of Economics and Finance 33:1 (2009), on oil; Dreger, Kholodilin, "
             "Ulbricht and Fidrmuc, Journal of Comparative Economics 44:2 (2016), on sanctions",
      sentence="Dear oil makes an oil state's money buy more abroad; sanctions make it buy less, and a partner's "
               "falling currency pulls others along.",
      formula="buying power + pace * (e^(oil * oil dependence * ln(oil price / reference) - fall * (sanctions + sum "
              "over partners of currency link * sanctions of the partner)) - buying power)",
      reads=("currency", "oil_price", "oil_dependence", "sanctions", "currency_link"), writes=("currency",),
      params=(REFERENCE,
              P("oil", 1.5, "log per log of the oil price", "judgement, after Korhonen and Juurikkala 2009: 0.4 to 0.5 "
                "for members of OPEC", low=1.1, high=1.9, meaning="0.48 for an economy of an oil dependence of 0.32"),
              P("fall", 0.3, "log per unit of sanctions", "judgement, after Dreger et al. 2016: most of the rouble's "
                "fall of 2014-15 was oil's", low=0.1, high=0.5, meaning="wide, as sanctions and oil fell together"),
              P("pace", 0.2, "per month", meaning="half in a quarter of a year")))
def currency(w: View, p: Numbers, r: Roles) -> Deltas:
    sanctioned = w.sanctions + total(w.currency_link * theirs(w.sanctions), 1)
    worth = np.exp(p.oil * w.oil_dependence * log_oil(w, p) - p.fall * sanctioned)
    return {"currency": relax(w.currency, worth, p.pace)}


@rule("economy.trade-luck", claims=(), phase="economy", standing="outside",
      source="the spread of the reporters' yearly trade in the observed table, 2011-14, when oil was steady",
      sentence="Trade between two partners has good years and bad ones that nothing explains.",
      formula="luck in trade - fade * luck in trade + size * luck, where there is trade",
      reads=("trade_luck", "trade"), writes=("trade_luck",), luck=(Luck("deals", "aa"),),
      params=(P("fade", 0.05, "per month", meaning="half is gone in a year and a quarter"),
              P("size", 0.05, "log a month", "judgement: neighbouring years of 2011-14 differ by 15 % around a pair's "
                "own pace; 7 of them are errors of measurement, and prices and output explain a little",
                low=0.03, high=0.07, meaning="with the fade, a spread of 16 %; neighbouring years differ by 12 %")))
def trade_luck(w: View, p: Numbers, r: Roles) -> Deltas:
    dealt = w.luck("deals")
    both = p.size * (dealt + flip(dealt)) / np.sqrt(2)
    return {"trade_luck": np.where(w.trade > 0, both, 0.0) - p.fade * w.trade_luck}


@rule("economy.trade-value", claims=(), phase="derived", standing="outside",
      source="import demand as in Bussière, Callegari, Ghironi, Sestieri and Yamano, AEJ: "
             "Macroeconomics 5:3 (2013)",
      sentence="The value of trade follows the oil price as far as it is oil, and for the rest what both sides' money "
               "is worth and how busy their economies are.",
      formula="trade value = trade * e^(luck in trade) * (oil in trade * oil price / reference + (1 - oil in trade) * "
              "price * demand); price = geometric mean of both buying powers, weighed by oil dependence; demand = "
              "e^(elasticity * mean of both (output gap - sanctions loss - shutdown) / 100)",
      departs="Nothing here tells imports from exports: a state that lives on oil sells oil and buys the rest, so "
              "its own money counts there.",
      reads=("trade", "trade_luck", "oil_share", "oil_price", "oil_dependence", "currency", "output_gap",
             "sanctions_loss", "shutdown"),
      writes=("trade_value",),
      params=(REFERENCE, PERCENT,
              P("elasticity", 1.5, "% of trade per % of output", "judgement, after Bussière et al. 2013", low=1.0,
                high=2.0, meaning="trade swings more than output, as investment goods cross borders most")))
def trade_value(w: View, p: Numbers, r: Roles) -> Deltas:
    slack = w.output_gap - w.sanctions_loss - w.shutdown
    busy = np.exp(p.elasticity * (mine(slack) + theirs(slack)) / (2 * p.percent))
    worth = np.exp(_weighed(np.log(w.currency), w.oil_dependence))
    priced = w.oil_share * w.oil_price / p.reference + room(w.oil_share) * worth * busy
    return {"trade_value": w.trade * np.exp(w.trade_luck) * priced}


def _weighed(x: Array, weight: Array) -> Array:
    """Mean of both ends' numbers (A, A, R) by their weights; the plain mean where neither weighs anything."""
    both = mine(weight) + theirs(weight)
    plain = (mine(x) + theirs(x)) / 2
    return np.divide(mine(x * weight) + theirs(x * weight), both, out=plain, where=both > 0)


def _gravity(w: View, p: Numbers) -> Array:
    """Growth of trade (A, A, R), as a part of it a month: the world's, and by weight what both outputs' trends have
    over it. Oil is left out: fields make it grow, not buyers."""
    ahead = mine(w.trend_growth) + theirs(w.trend_growth) - 2 * p.world
    return room(w.oil_share) * (p.world + p.weight * ahead) / (12 * p.percent)


WORLD = P("world", 3.3, "%/yr", "World Bank WDI NY.GDP.MKTP.KD.ZG, world, mean of 2010-14", 2.8, 4.0,
          meaning="between economies that grow as the world does, trade grows as fast")
WEIGHT = P("weight", 0.75, "% of trade per % of output", "judgement, after Santos Silva and Tenreyro, Review of "
           "Economics and Statistics 88:4 (2006): 0.7 to 0.8 for either side, where theory has 1", 0.65, 1.0,
           meaning="of either partner's lead over the world")


@rule("economy.near-growth", claims=("C40",), phase="economy",
      sentence="But for oil, trade with {near} grows as both economies do; their investment in {small} grows year by "
               "year.",
      formula="trade + (1 - oil in trade) * trade * (world + weight * (both trend growths - 2 * world)) / 1200; "
              "energy investment + stock * trend / 1200 * oil price / reference; "
              "non-energy investment + stock * trend / 1200",
      reads=("trade", "trend_growth", "oil_share", "investment_energy", "investment_nonenergy", "investment_trend",
             "oil_price"),
      writes=("trade", "investment_energy", "investment_nonenergy"), params=(PERCENT, REFERENCE, WORLD, WEIGHT),
      departs="The chapter sees both grow and measures neither: pace by gravity, reinvestment with the oil price.")
def near_growth(w: View, p: Numbers, r: Roles) -> Deltas:
    near = near_pairs(r)
    pace = near * w.investment_trend / (12 * p.percent)
    return {"trade": either_way(near) * w.trade * _gravity(w, p),
            "investment_energy": pace * w.investment_energy * w.oil_price / p.reference,
            "investment_nonenergy": pace * w.investment_nonenergy}


@rule("economy.trade-habit", claims=(), phase="economy", standing="outside",
      source="gravity, as in Tinbergen, Shaping the World Economy (1962); trend of the investment figures, 2010-14",
      sentence="But for oil, trade between all other partners grows as both economies do; what they invest beyond "
               "energy keeps its habitual trend.",
      formula="trade + (1 - oil in trade) * trade * (world + weight * (both trend growths - 2 * world)) / 1200; "
              "non-energy investment + stock * trend / 1200",
      reads=("trade", "trend_growth", "oil_share", "investment_nonenergy", "investment_trend"),
      writes=("trade", "investment_nonenergy"), params=(PERCENT, WORLD, WEIGHT))
def trade_habit(w: View, p: Numbers, r: Roles) -> Deltas:
    near = near_pairs(r)
    return {"trade": room(either_way(near)) * w.trade * _gravity(w, p),
            "investment_nonenergy": room(near) * w.investment_nonenergy * w.investment_trend / (12 * p.percent)}


@rule("economy.energy-trend", claims=(), phase="economy", standing="outside",
      source="oil firms put a part of what they earn back into their fields",
      sentence="Distant energy firms reinvest, more when oil is dear.",
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
      sentence="A good climate for investment, embassies and standing bodies draw investors beyond oil; without the "
               "climate no venture comes to anything.",
      formula="draw = climate * (w * institutions + (1 - w) * embassies), of every partner's investors",
      reads=("investment_climate", "institutions", "staff"), writes=("draw",),
      params=(P("formal", 0.6, "weight", meaning="w: institutions against embassies in facilitation"),))
def draw_beyond_oil(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"draw": r.vector * mine(w.investment_climate) * (p.formal * w.institutions + (1 - p.formal) * w.staff)}


@rule("economy.investment-beyond-oil", claims=("C39",), phase="economy",
      sentence="{west} invest beyond oil where the climate and the embassies draw them, and more where {small} makes "
               "an effort to win them.",
      formula="inflow = rate * output * draw * (1 + answer * effort); "
              "non-energy investment + inflow; output gap + spill * 100 * inflow / output",
      reads=("output", "draw", "effort"),
      writes=("investment_nonenergy", "output_gap"),
      params=(PERCENT, P("rate", 0.00040, "of output a month", meaning="with a perfect climate and facilitation"),
              P("answer", 4.0, "per unit of effort", meaning="how much an extra effort of 1 adds to the inflow"),
              P("spill", 0.5, "% of output per % of output invested",
                meaning="at rest 0.7 % for inflows of 1 % of output a year")))
def investment_beyond_oil(w: View, p: Numbers, r: Roles) -> Deltas:
    inflow = western_pairs(r) * p.rate * mine(w.output) * w.draw * (1 + p.answer * w.effort)
    return {"investment_nonenergy": inflow, "output_gap": p.spill * p.percent * of_output(total(inflow, 1), w)}


@rule("economy.draw-farm", claims=("C38",), phase="derived", standing="inference",
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


@rule("economy.corridor", claims=("C03",), phase="economy", standing="inference",
      sentence="Roads, railways and ports built on credit from {creditor} raise trade with it and, a little, output.",
      formula="trade + lift * trade * (credit / output); output gap + gain * (credit / output)",
      reads=("credit", "output", "trade"), writes=("trade", "output_gap"),
      params=(P("lift", 0.0033, "of trade a month per credit/output"),
              P("gain", 0.24, "% of output a month per credit/output", meaning="at rest 0.4 % for credit of 10 %")))
def corridor(w: View, p: Numbers, r: Roles) -> Deltas:
    debts = pair(r.small, r.creditor) * w.credit
    burden = of_output(total(debts, 1), w)
    led = p.lift * pair(r.small, r.creditor) * w.trade * mine(burden)
    return {"trade": either_way(led), "output_gap": p.gain * burden}


@rule("economy.repayment", claims=(), phase="economy", standing="outside",
      source="usual terms of official credit",
      sentence="Credit owed is paid back over about ten years.",
      formula="credit - credit / term",
      reads=("credit",), writes=("credit",),
      params=(P("term", 120.0, "months",
                "judgement, after Malik et al. (AidData 2021): under ten years"),))
def repayment(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"credit": -w.credit / p.term}


@rule("economy.union-gain", claims=("C04",), phase="economy", standing="inference",
      sentence="Deeper common institutions with {absorber} ease trade with it and lift output a little.",
      formula="d = institutions with the absorber - those at the start; trade + lift * d * trade; "
              "output gap + gain * d",
      reads=("institutions", "institutions_2014", "trade"), writes=("trade", "output_gap"),
      params=(P("lift", 0.0058, "of trade a month per unit of depth",
                "Baier and Bergstrand, Journal of International Economics 71:1 (2007): a trade agreement doubles trade "
                "in about ten years", low=0.0035, high=0.0075,
                meaning="ln 2 over 120 months for a depth of 1; the range allows for a union that is partly political"),
              P("gain", 0.06, "% of output a month per unit of depth", meaning="at rest 1 % of output")))
def union_gain(w: View, p: Numbers, r: Roles) -> Deltas:
    deeper = pair(r.small, r.absorber) * (w.institutions - w.institutions_2014)
    return {"trade": either_way(p.lift * deeper * w.trade), "output_gap": p.gain * total(deeper, 1)}


@rule("economy.promotion", claims=("C41",), phase="economy", standing="inference",
      sentence="Where {small} makes more diplomatic effort than habit would, and the embassies are well staffed, "
               "trade and investors follow.",
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
    currency, trade_luck, trade_value, near_growth, trade_habit, energy_trend, trade_year,
    draw_beyond_oil, investment_beyond_oil, draw_farm, farm, corridor, repayment, union_gain, promotion,
)
