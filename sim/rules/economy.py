"""Economy: trade, investment, oil, sanctions and their collateral, growth. Phase `economy`, monthly.

Output follows growth; growth is put back to its trend every month and every cause then adds its own part. A cause
that moves the *level* of output (oil, a partner's slump, a sanction) enters once, as a push on the output gap or on
the sanctions loss, and the same push times twelve is its part of that month's annual growth. Both levels fade at a
common rate, so a lasting cause settles at push / fade: the notes of the parameters give that resting level.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, mine, pair, positive, room, share, theirs, total
from sim.world.state import Numbers, Roles

Deltas = dict[str, Array]

_PERCENT = P("percent", 100.0, "%", "definition")
_REFERENCE = P("reference", 99.0, "USD/bbl", "EIA, spot price of Brent crude FOB, mean of 2014", meaning="oil price of 2014")


def _gap(push: Array) -> Deltas:
    """A push (A, R), in % of output this month, on the output gap and its part of annual growth."""
    return {"output_gap": push, "growth": 12 * push}


def _loss(push: Array) -> Deltas:
    """A push (A, R), in % of output this month, on the sanctions loss and its part of annual growth."""
    return {"sanctions_loss": push, "growth": -12 * push}


def _of_output(money: Array, w: View) -> Array:
    """USD bn (A, R) as a fraction of output; zero where there is no output."""
    return np.divide(money, w.output, out=np.zeros_like(money), where=w.output > 0)


def _log_oil(w: View, p: Numbers) -> Array:
    """Log distance of the oil price from its reference (R,); prices below 1 USD count as 1."""
    return np.log(np.maximum(w.oil_price, 1) / p.reference)


def _near_pairs(r: Roles) -> Array:
    """1 at (small state, near power), (A, A, 1)."""
    return pair(r.small, r.near)


def _western_pairs(r: Roles) -> Array:
    """1 at (small state, distant power), (A, A, 1)."""
    return pair(r.small, r.west)


def _either_way(x: Array) -> Array:
    """A one-way dyad array between disjoint groups, made symmetric."""
    return x + flip(x)


# --- trade at current prices (derived) -------------------------------------------------------------------------------


@rule("economy.trade-value", claims=("C05",), phase="derived", standing="outside",
      sentence="The value of trade moves with the oil price, as far as oil makes up the trade of the pair.",
      formula="trade value = trade * (oil price / reference)^oil in trade",
      reads=("trade", "oil_price", "oil_value"), writes=("trade_value",), params=(_REFERENCE,))
def trade_value(w: View, p: Numbers, r: Roles) -> Deltas:
    elasticity = np.maximum(w.oil_value, flip(w.oil_value))  # the figure may be given for one direction only
    return {"trade_value": w.trade * np.exp(elasticity * _log_oil(w, p))}


@rule("economy.trade-demand", claims=("C06",), phase="derived", standing="outside",
      sentence="Slumps, booms and sanctions losses of either partner show in what the two buy from each other.",
      formula="trade value + trade * elasticity * (sum of both output gaps - sum of both sanctions losses) / 100",
      reads=("trade", "output_gap", "sanctions_loss"), writes=("trade_value",),
      params=(_PERCENT, P("elasticity", 1.5, "% of trade per % of output", low=1.0, high=2.5,
                          meaning="income elasticity of trade; estimates for slumps lie between 1 and 3")))
def trade_demand(w: View, p: Numbers, r: Roles) -> Deltas:
    cycle = w.output_gap - w.sanctions_loss
    return {"trade_value": w.trade * p.elasticity * (mine(cycle) + theirs(cycle)) / p.percent}


@rule("economy.trade-pandemic", claims=("E19",), phase="derived", standing="outside",
      sentence="A pandemic closes borders and takes a part of all trade while it lasts.",
      formula="trade value - cost * pandemic * trade",
      reads=("trade", "pandemic"), writes=("trade_value",),
      params=(P("cost", 0.10, "share of trade at a pandemic of 1"),))
def trade_pandemic(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"trade_value": -p.cost * w.pandemic * w.trade}


# --- trade and investment ------------------------------------------------------------------------------------------


@rule("economy.near-growth", claims=("C40",), phase="economy",
      sentence="Trade with {near} and their investment in {small} grow year by year.",
      formula="trade + trade * trend of trade / 1200; energy and non-energy investment + stock * trend / 1200",
      reads=("trade", "trade_trend", "investment_energy", "investment_nonenergy", "investment_trend"),
      writes=("trade", "investment_energy", "investment_nonenergy"), params=(_PERCENT,))
def near_growth(w: View, p: Numbers, r: Roles) -> Deltas:
    near = _near_pairs(r)
    growth = near * w.investment_trend / (12 * p.percent)
    return {"trade": _either_way(near) * w.trade * w.trade_trend / (12 * p.percent),
            "investment_energy": growth * w.investment_energy,
            "investment_nonenergy": growth * w.investment_nonenergy}


@rule("economy.trade-habit", claims=("C07",), phase="economy", standing="outside",
      sentence="Trade between all other partners, and what they invest beyond energy, keep their habitual trend.",
      formula="trade + trade * trend of trade / 1200; non-energy investment + stock * trend / 1200",
      reads=("trade", "trade_trend", "investment_nonenergy", "investment_trend"),
      writes=("trade", "investment_nonenergy"), params=(_PERCENT,))
def trade_habit(w: View, p: Numbers, r: Roles) -> Deltas:
    near = _near_pairs(r)
    return {"trade": room(_either_way(near)) * w.trade * w.trade_trend / (12 * p.percent),
            "investment_nonenergy": room(near) * w.investment_nonenergy * w.investment_trend / (12 * p.percent)}


@rule("economy.energy-trend", claims=("C05",), phase="economy", standing="outside",
      sentence="Distant energy firms add to their stock at a slow trend, more when oil is dear.",
      formula="energy investment + stock * trend / 1200 * oil price / reference",
      reads=("investment_energy", "investment_trend", "oil_price"), writes=("investment_energy",),
      params=(_PERCENT, _REFERENCE))
def energy_trend(w: View, p: Numbers, r: Roles) -> Deltas:
    pace = w.investment_trend / (12 * p.percent) * w.oil_price / p.reference
    return {"investment_energy": room(_near_pairs(r)) * w.investment_energy * pace}


@rule("economy.trade-year", claims=("C10",), phase="economy", standing="outside",
      sentence="Balance is judged on the trade of about the last twelve months, not of one.",
      formula="trade, 12 months + (trade - trade, 12 months) / 12",
      reads=("trade", "trade_year"), writes=("trade_year",))
def trade_year(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"trade_year": (w.trade - w.trade_year) / 12}


@rule("economy.investment-beyond-oil", claims=("C39",), phase="economy",
      sentence="{west} invest beyond oil where the climate for investment is good, embassies and business councils "
               "help, and {small} makes an extra effort to win them.",
      formula="inflow = rate * output * climate * (w * institutions + (1 - w) * embassies) * (1 + answer * effort); "
              "non-energy investment + inflow; output gap + spill * 100 * inflow / output; growth + 12 * that",
      reads=("output", "investment_climate", "institutions", "staff", "effort"),
      writes=("investment_nonenergy", "output_gap", "growth"),
      params=(_PERCENT, P("rate", 0.00040, "of output a month", meaning="with a perfect climate and facilitation"),
              P("formal", 0.6, "weight", meaning="w: institutions against embassies in facilitation"),
              P("answer", 4.0, "per unit of effort", meaning="how much an extra effort of 1 adds to the inflow"),
              P("spill", 0.5, "% of output per % of output invested", "judgement: trial model",
                meaning="at rest 0.7 % for inflows of 1 % of output a year")))
def investment_beyond_oil(w: View, p: Numbers, r: Roles) -> Deltas:
    facilitation = p.formal * w.institutions + (1 - p.formal) * w.staff
    inflow = p.rate * mine(w.output * w.investment_climate) * facilitation * (1 + p.answer * w.effort)
    inflow = _western_pairs(r) * inflow
    return {"investment_nonenergy": inflow, **_gap(p.spill * p.percent * _of_output(total(inflow, 1), w))}


@rule("economy.farm", claims=("C38",), phase="economy",
      sentence="A great buyer's demand for food draws the farm investment of {west} into {small}, which sells to that "
               "buyer: all three gain.",
      formula="inflow = rate * food demand * (1 + goodwill to the buyer) / 2 * (1 + goodwill to the investor) / 2; "
              "farm and non-energy investment + inflow; trade with the buyer + yield * inflow",
      reads=("food_demand", "goodwill"), writes=("investment_farm", "investment_nonenergy", "trade"),
      params=(P("rate", 0.002, "USD bn a month", meaning="at full goodwill and the food demand of 2014"),
              P("yield_", 0.5, "USD a year per USD", meaning="yearly sales to the buyer per unit invested")))
def farm(w: View, p: Numbers, r: Roles) -> Deltas:
    trust = (1 + w.goodwill) / 2
    market = pair(r.small, r.market) * trust * theirs(w.food_demand)
    inflow = p.rate * _western_pairs(r) * trust * mine(total(market, 1))
    sales = p.yield_ * pair(r.small, r.market) * mine(total(inflow, 1))
    return {"investment_farm": inflow, "investment_nonenergy": inflow, "trade": _either_way(sales)}


@rule("economy.corridor", claims=("C03",), phase="economy",
      sentence="Roads, railways and ports built on credit from {creditor} raise trade with it and, a little, output.",
      formula="trade + lift * trade * (credit / output); output gap + gain * (credit / output); growth + 12 * that",
      reads=("credit", "output", "trade"), writes=("trade", "output_gap", "growth"),
      params=(P("lift", 0.0033, "of trade a month per credit/output"),
              P("gain", 0.24, "% of output a month per credit/output", meaning="at rest 0.4 % for credit of 10 %")))
def corridor(w: View, p: Numbers, r: Roles) -> Deltas:
    debts = pair(r.small, r.creditor) * w.credit
    burden = _of_output(total(debts, 1), w)
    led = p.lift * pair(r.small, r.creditor) * w.trade * mine(burden)
    return {"trade": _either_way(led), **_gap(p.gain * burden)}


@rule("economy.repayment", claims=("C03",), phase="economy", standing="outside",
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
      params=(P("lift", 0.0008, "of trade a month per unit of depth", meaning="1 % a year"),
              P("gain", 0.06, "% of output a month per unit of depth", meaning="at rest 1 % of output")))
def union_gain(w: View, p: Numbers, r: Roles) -> Deltas:
    deeper = pair(r.small, r.absorber) * (w.institutions - w.institutions_2014)
    return {"trade": _either_way(p.lift * deeper * w.trade), **_gap(p.gain * total(deeper, 1))}


# --- output and growth -----------------------------------------------------------------------------------------------


@rule("economy.trend", claims=("C06",), phase="economy", standing="outside",
      sentence="But for the causes named here, an economy grows at its trend.",
      formula="growth + (trend growth - growth): last month's causes drop out, this month's are added by their rules",
      reads=("growth", "trend_growth"), writes=("growth",))
def trend(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"growth": w.trend_growth - w.growth}


@rule("economy.output", claims=("C06",), phase="economy", standing="outside",
      sentence="Output follows growth.",
      formula="output + output * growth / 1200",
      reads=("output", "growth"), writes=("output",), params=(_PERCENT,))
def output(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"output": w.output * w.growth / (12 * p.percent)}


@rule("economy.recovery", claims=("C06",), phase="economy", standing="outside",
      sentence="Output finds its way back to trend when nothing keeps it away.",
      formula="output gap - fade * output gap; growth - 12 * fade * output gap",
      reads=("output_gap",), writes=("output_gap", "growth"),
      params=(P("fade", 0.06, "per month", "judgement: trial model"),))
def recovery(w: View, p: Numbers, r: Roles) -> Deltas:
    return _gap(-p.fade * w.output_gap)


@rule("economy.oil", claims=("C05",), phase="economy", standing="outside",
      sentence="The oil price moves the level of output, as far as the economy depends on oil.",
      formula="output gap + pass * oil dependence * ln(oil price / reference); growth + 12 * that",
      reads=("oil_price", "oil_dependence"), writes=("output_gap", "growth"),
      params=(_REFERENCE, P("pass_", 1.44, "% of output a month", "judgement: trial model",
                            meaning="at rest 24 % per log unit at a dependence of 1")))
def oil(w: View, p: Numbers, r: Roles) -> Deltas:
    return _gap(p.pass_ * w.oil_dependence * _log_oil(w, p))


@rule("economy.partners", claims=("C06",), phase="economy", standing="outside",
      sentence="A partner's boom or slump reaches {small} through its share of their trade.",
      formula="output gap + pass * sum over powers of trade share * output gap of the power; growth + 12 * that",
      reads=("trade_year", "output_gap"), writes=("output_gap", "growth"),
      params=(P("pass_", 0.024, "per month", meaning="at rest 0.4 of the partners' gap, weighed by trade share"),))
def partners(w: View, p: Numbers, r: Roles) -> Deltas:
    return _gap(p.pass_ * total(r.vector * share(w.trade_year) * theirs(w.output_gap), 1))


@rule("economy.pandemic", claims=("E19",), phase="economy", standing="outside",
      sentence="A severe pandemic shuts business down; with a milder one it learns to live.",
      formula="output gap - cost * (pandemic - bearable, if positive); growth - 12 * that",
      reads=("pandemic",), writes=("output_gap", "growth"),
      params=(P("cost", 4.5, "% of output a month", meaning="0.9 % in a month of 0.8"),
              P("bearable", 0.6, "0-1", low=0.57, high=0.63, meaning="severity that shuts nothing")))
def pandemic(w: View, p: Numbers, r: Roles) -> Deltas:
    return _gap(np.zeros_like(r.small) - p.cost * positive(w.pandemic - p.bearable))


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
      params=(_REFERENCE, P("push", 0.0040, "per month")))
def lean_years(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"diversification": p.push * w.oil_dependence * positive(-_log_oil(w, p)) * room(w.diversification)}


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


@rule("economy.reserves", claims=("C05",), phase="economy", standing="outside",
      sentence="Oil states save when oil is dear and spend their reserves when it is cheap.",
      formula="reserves + flow * oil dependence * ln(oil price / (balance * reference))",
      reads=("oil_price", "oil_dependence"), writes=("reserves",),
      params=(_REFERENCE, P("flow", 0.5, "months of imports a month"),
              P("balance", 0.65, "of the reference price", low=0.5, high=0.8,
                meaning="price at which the budget neither saves nor draws; budgets were made for 50 to 80 USD")))
def reserves(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"reserves": p.flow * w.oil_dependence * (_log_oil(w, p) - np.log(p.balance))}


# --- sanctions and their collateral ----------------------------------------------------------------------------------


@rule("economy.sanctions-own-loss", claims=("E10",), phase="economy", standing="outside",
      sentence="Sanctions cost the sanctioned economy output, step by step.",
      formula="sanctions loss + cost * sanctions; growth - 12 * that",
      reads=("sanctions",), writes=("sanctions_loss", "growth"),
      params=(P("cost", 0.36, "% of output a month", "judgement: trial model",
                meaning="at rest 3 % of output at sanctions of 1"),))
def sanctions_own_loss(w: View, p: Numbers, r: Roles) -> Deltas:
    return _loss(p.cost * w.sanctions)


@rule("economy.sanctions-fade", claims=("E10",), phase="economy", standing="outside",
      sentence="Economies work around sanctions: a loss that nothing renews fades.",
      formula="sanctions loss - fade * sanctions loss; growth + 12 * that",
      reads=("sanctions_loss",), writes=("sanctions_loss", "growth"),
      params=(P("fade", 0.12, "per month", "judgement: trial model"),))
def sanctions_fade(w: View, p: Numbers, r: Roles) -> Deltas:
    return _loss(-p.fade * w.sanctions_loss)


@rule("economy.collateral-demand", claims=("C30",), phase="economy",
      sentence="What {sanctioned} loses it no longer buys: the loss reaches {small} through its share of their trade.",
      formula="sanctions loss + pass * sum over powers of trade share * the power's own loss; growth - 12 * that",
      reads=("trade_year", "sanctions_loss"), writes=("sanctions_loss", "growth"),
      params=(P("pass_", 0.14, "per month", "judgement: trial model",
                meaning="at rest 1.2 times the partner's loss, weighed by trade share"),))
def collateral_demand(w: View, p: Numbers, r: Roles) -> Deltas:
    return _loss(p.pass_ * total(r.vector * share(w.trade_year) * theirs(w.sanctions_loss), 1))


@rule("economy.collateral-payments", claims=("C30", "C31"), phase="economy",
      sentence="Blocked payments and unsure transit hit the partners of {sanctioned}, unless {sanctioner} spares them.",
      formula="sanctions loss + (1 - exemption) * sum over powers of sanctions * (banks * trade share + "
              "road * transit); growth - 12 * that",
      reads=("trade_year", "transit", "sanctions", "exemption"), writes=("sanctions_loss", "growth"),
      params=(P("banks", 0.38, "% of output a month per trade share", "judgement: trial model",
                meaning="at rest 0.63 % at a trade share of 0.2 and sanctions of 1"),
              P("road", 0.085, "% of output a month per transit share", "judgement: trial model",
                meaning="at rest 0.5 % at a transit share of 0.7 and sanctions of 1")))
def collateral_payments(w: View, p: Numbers, r: Roles) -> Deltas:
    spared = np.minimum(total(mine(r.sanctioner) * w.exemption, 0), 1)
    links = p.banks * share(w.trade_year) + p.road * w.transit
    return _loss(room(spared) * total(r.vector * links * theirs(w.sanctions), 1))


@rule("economy.collateral-currency", claims=("C30",), phase="economy",
      sentence="When the currency of {sanctioned} falls, it pulls the currencies of its partners down.",
      formula="sanctions loss + cost * fall * sum over powers of sanctions * currency link * trade share; "
              "growth - 12 * that",
      reads=("trade_year", "currency_link", "sanctions"), writes=("sanctions_loss", "growth"),
      params=(P("fall", 0.55, "share of the currency's value per unit of sanctions", "judgement: trial model"),
              P("cost", 1.0, "% of output a month per unit of fall and trade share", "judgement: trial model",
                meaning="at rest 8 % of output")))
def collateral_currency(w: View, p: Numbers, r: Roles) -> Deltas:
    pulled = w.currency_link * share(w.trade_year) * theirs(w.sanctions)
    return _loss(p.cost * p.fall * total(r.vector * pulled, 1))


@rule("economy.collateral-response", claims=("C14",), phase="economy",
      sentence="Complaints being useless, {small} answers collateral damage by an extra, paid effort to win the "
               "investors of {west}.",
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
    return {"effort": _western_pairs(r) * p.rate * positive(mine(aim) - w.effort)}


@rule("economy.effort-cost", claims=("C14",), phase="economy", standing="inference",
      sentence="Extra effort is paid for out of reserves and tires with time.",
      formula="reserves - cost * sum over partners of effort; effort - fade * effort",
      reads=("effort",), writes=("reserves", "effort"),
      params=(P("cost", 0.01, "months of imports a month"),
              P("fade", 0.04, "per month", "judgement: trial model", meaning="a memory of about 24 months")))
def effort_cost(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"reserves": -p.cost * total(w.effort, 1), "effort": -p.fade * w.effort}


RULES: tuple[Rule, ...] = (
    trade_value, trade_demand, trade_pandemic,
    near_growth, trade_habit, energy_trend, trade_year, investment_beyond_oil, farm, corridor, repayment, union_gain,
    trend, output, recovery, oil, partners, pandemic, hydrocarbon_end, lean_years, diversify, less_oil, reserves,
    sanctions_own_loss, sanctions_fade, collateral_demand, collateral_payments, collateral_currency,
    collateral_response, effort_cost,
)
