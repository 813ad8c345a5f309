"""The vocabulary: every variable's name, label, unit, bounds, axes and kind. Standard library only.

Axes: `""` one number for the world, `"a"` one per actor, `"aa"` one per ordered pair of actors (`a.b.x` is of a
towards b), `"ia"` one per institution and actor, `"qa"` one per issue and actor, `"ka"` one per doctrine and actor,
`"ma"` one per month of a year past and actor. Arrays carry runs on the last axis.

Kinds: a **stock** lives in the World and changes by recorded deltas only; a **constant** lives there too and never
changes after the start; a **derived** variable is a pure function of the World and is never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["stock", "constant", "derived"]
Sight = Literal["all", "own", "pair", "none"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One row of the vocabulary.

    `low`, `high`: bounds in `unit`. `seen`: who may know the number (`all`; `own`, the actor itself; `pair`, both
    ends of the dyad; `none`, nobody in play). `both_ways`: a.b.x always equals b.a.x. `better`: +1 when more is
    welcome to the actor it belongs to, -1 when less is, 0 when it depends on who asks. `step`: a change that a government
    would notice.
    """

    name: str
    label: str
    unit: str
    axes: str
    low: float
    high: float
    meaning: str
    kind: Kind = "stock"
    seen: Sight = "all"
    both_ways: bool = False
    better: int = 0
    decimals: int = 2
    step: float = 0.05


def _v(axes: str, kind: Kind = "stock"):
    def row(name: str, label: str, unit: str, low: float, high: float, meaning: str, **more: object) -> Variable:
        return Variable(name, label, unit, axes, low, high, meaning, kind, **more)  # type: ignore[arg-type]

    return row


_g, _a, _d = _v(""), _v("a"), _v("aa")
_ca, _cd = _v("a", "constant"), _v("aa", "constant")
_da, _dd = _v("a", "derived"), _v("aa", "derived")

VARIABLES: tuple[Variable, ...] = (
    # --- the world -----------------------------------------------------------------------------------------------
    _g("oil_price", "Oil price", "USD/bbl", 0, 400, "Price of a barrel of the reference crude, this month.", decimals=0, step=5.0),
    _g("rivalry", "Great-power rivalry", "0-1", 0, 1, "How far competition has displaced co-operation among the great powers."),
    _g("instability", "Instability of the arena", "0-1", 0, 1, "Disorder in the neighbouring arena that threatens the region."),
    _g("regional_cooperation", "Regional co-operation", "0-1", 0, 1, "Depth of co-operation among the region's own states."),
    _g("followers", "The other neighbours", "0-1", 0, 1, "Readiness of the region's smaller states to join in."),
    _g("momentum", "Summit momentum", "0-1", 0, 1, "What the leaders' recent meetings still carry; it wears off."),
    _g("absorbed", "Absorption", "0-1", 0, 1, "Share of regional co-operation taken over by an outside power's bodies."),
    _g("pandemic", "Pandemic", "0-1", 0, 1, "Severity of the pandemic this month."),
    _g("climate_policy", "World climate policy", "0-1", 0, 1, "How far the world has committed to leave hydrocarbons."),
    # --- actors --------------------------------------------------------------------------------------------------
    _a("potential", "Potential output", "USD bn (2014)", 0.125, 60000, "Yearly output at its trend, at constant 2014 prices and exchange rates. What moves it stays.", better=1, decimals=0, step=2.0),
    _a("output_gap", "Output gap", "%", -30, 30, "Output above its potential, but for sanctions and a shutdown. What moves it passes.", better=1, decimals=1, seen="none"),
    _a("shutdown", "Shutdown", "% of output", 0, 60, "Output that a pandemic keeps shut.", better=-1, decimals=1),
    Variable("output_months", "Output in the months before", "USD bn (2014)", "ma", 0, 60000, "Output at the end of each of the last twelve months, the latest first.", seen="none", decimals=0),
    _a("currency", "Buying power", "2014 = 1", 0.0625, 16, "What the actor's money buys abroad.", better=1),
    _a("sanctions", "Sanctions on it", "0-1", 0, 1, "Severity of the Western sanctions on the actor itself.", better=-1),
    _a("sanctions_loss", "Sanctions loss", "% of output", 0, 30, "Output lost to sanctions, its own or its partners'.", better=-1, step=0.2),
    _a("oil_dependence", "Oil dependence", "0-1", 0, 1, "Share of exports, budget and growth that stands on oil.", better=-1),
    _a("diversification", "Diversification", "0-1", 0, 1, "Breadth of the economy beyond hydrocarbons.", better=1),
    _a("investment_climate", "Investment climate", "0-1", 0, 1, "Law, courts and rules as an investor meets them.", better=1),
    _a("reserves", "Reserves", "months of imports", 0, 120, "Foreign reserves and sovereign fund.", better=1, decimals=1, step=1.0),
    _a("rents", "Elite rents", "0-1", 0, 1, "What insiders draw from office and protected firms."),
    _a("approval", "Approval", "0-1", 0, 1, "Support for the leadership at home.", better=1),
    _a("unrest", "Unrest", "0-1", 0, 1, "Protest and readiness to protest.", better=-1),
    _a("repression", "Repression", "0-1", 0, 1, "Recent crackdowns that are still felt.", better=-1),
    _a("reform", "Reform level", "0-1", 0, 1, "Rule of law, administration and participation reached.", better=1),
    _a("reform_pace", "Pace of reform", "0-1", 0, 1, "How fast the leadership is changing the rules now."),
    _a("responsiveness", "Responsiveness", "0-1", 0, 1, "How far the state listens and answers.", better=1),
    _a("threat", "Security threat", "0-1", 0, 1, "Threat to the state from instability and pressure.", better=-1),
    _a("openness", "Openness to neighbours", "0-1", 0, 1, "Willingness to deal openly with the neighbours."),
    _a("standing", "Regional standing", "0-1", 0, 1, "How far outsiders see the actor as speaking for its region.", better=1),
    _a("attention", "Attention to the region", "0-1", 0, 1, "Share of a great power's top-level attention that the region gets."),
    _a("receptiveness", "Receptiveness to offers", "0-1", 0, 1, "Recent offers that met the actor's priorities; it wears off.", seen="own"),
    _a("polarisation", "Polarisation", "0-1", 0, 1, "Distance between the parties at home."),
    _a("turnover", "New administration", "0-1", 0, 1, "1 in the month in which a new administration takes office."),
    _a("succession", "Succession", "0-1", 0, 1, "1 in the month in which the leader of a small state is replaced."),
    _a("honeymoon", "Honeymoon", "0-1", 0, 1, "How far the new leader of a small state may still make a mark of his own."),
    _a("transactional", "Transactional line", "0-1", 0, 1, "How far the administration is transactional and non-interventionist."),
    _a("rights_lobby", "Rights lobby", "0-1", 0, 1, "Demand in the legislature and press for pressure over human rights."),
    _a("mandate", "Strategy mandate", "0-1", 0, 1, "How far a regional strategy has been decided."),
    _a("strategy", "Strategy carried out", "0-1", 0, 1, "How far the decided regional strategy is carried out."),
    _a("food_demand", "Food demand", "index, 2014 = 1", 0, 10, "Import demand for grain and meat."),
    _a("capital", "Political capital", "points", 0, 12, "What a government can spend on decisions, in whole points.", seen="own", decimals=0, step=1.0),
    # --- pairs ---------------------------------------------------------------------------------------------------
    _d("goodwill", "Goodwill", "-1 to 1", -1, 1, "Regard of the first government for the second.", better=1),
    _d("trade", "Trade", "USD bn/yr", 0, 3000, "Trade in goods both ways at constant 2014 prices.", both_ways=True, better=1, decimals=1, step=1.0),
    _d("trade_luck", "Luck in trade", "log", -2, 2, "What harvests, prices and deals that nobody explains make of the value of the pair's trade.", both_ways=True, seen="none"),
    _d("trade_year", "Trade, 12 months", "USD bn/yr", 0, 3000, "Mean of trade over about the last twelve months.", both_ways=True, seen="none", decimals=1),
    _d("investment_energy", "Energy investment", "USD bn", 0, 2000, "Stock in oil, gas and minerals that the second actor holds in the first.", better=1, decimals=1, step=0.5),
    _d("investment_nonenergy", "Non-energy investment", "USD bn", 0, 4000, "Stock beyond energy and raw materials that the second actor holds in the first.", better=1, step=0.2),
    _d("investment_farm", "Farm investment", "USD bn", 0, 200, "Of the non-energy stock, farming and food.", better=1, decimals=3),
    _d("credit", "Credit owed", "USD bn", 0, 500, "State and state-backed credit that the first actor owes the second.", decimals=1, step=0.5),
    _d("institutions", "Institutional depth", "0-1", 0, 1, "Depth of the standing institutions between the two.", both_ways=True, better=1),
    _d("dialogue", "Talks on a new format", "0-1", 0, 1, "Progress of talks on a deeper institution.", both_ways=True),
    _d("security", "Security co-operation", "0-1", 0, 1, "Exercises, arms, borders, intelligence.", both_ways=True, better=1),
    _d("people", "People-to-people ties", "0-1", 0, 1, "Students, diaspora, science, arts.", both_ways=True, better=1),
    _d("pressure", "Pressure", "0-1", 0, 1, "Pressure that the first actor puts on the second."),
    _d("friction", "Human-rights friction", "0-1", 0, 1, "Friction that the first actor raises with the second over rights.", better=-1),
    _d("posture", "Working-on posture", "0-1", 0, 1, "1: the first actor works on the second in public; 0: it works with it."),
    _d("recognition", "Recognition of reform", "0-1", 0, 1, "Reform of the second actor that the first has acknowledged."),
    _d("exemption", "Exemption", "0-1", 0, 1, "Share of its sanctions' collateral damage that the first actor spares the second."),
    _d("resentment", "Resentment", "0-1", 0, 1, "Popular resentment in the first actor against the second.", better=-1),
    _d("quarrel", "Open quarrels", "0-1", 0, 1, "Quarrels between the two that have not healed yet.", both_ways=True, better=-1),
    _d("outreach", "Outreach", "share", 0, 1, "Share of the first actor's diplomatic effort that goes to the second."),
    _d("effort", "Extra investment effort", "0-1", 0, 1, "Paid extra effort of the first actor to win the second's investors."),
    _d("depth_past", "Depth, 24 months", "2014 = 1", 0, 20, "Mean of depth over about the last 24 months.", seen="none"),
    _d("alignment", "Voting alignment", "0-1", 0, 1, "Agreement of votes in the General Assembly; an observable, not goodwill.", both_ways=True),
    # --- institutions and issues ---------------------------------------------------------------------------------
    Variable("member", "Member", "0/1", "ia", 0, 1, "1 when the actor belongs to the institution."),
    Variable("priority", "Priority", "0-1", "qa", 0, 1, "Weight of the issue for the administration in office.", seen="own"),
    Variable("line", "Doctrine in office", "0/1", "ka", 0, 1, "1 for the doctrine that the leadership follows.", seen="none"),
    Variable("offers", "Offers on the issue", "offers", "qa", 0, 20, "Recent offers to the actor on the issue; they wear out.", decimals=1),
    Variable("stance", "Line on the issue", "-1 to 1", "qa", -1, 1, "The administration's line on the issue."),
    # --- constants -----------------------------------------------------------------------------------------------
    _ca("population", "Population", "million", 0, 2000, "Population in 2014.", decimals=1),
    _ca("trend_growth", "Trend growth", "%/yr", -10, 15, "Growth without oil, sanctions or shocks.", decimals=1),
    _ca("exposure", "Exposure to the arena", "0-1", 0, 1, "How far instability of the arena reaches the actor."),
    _ca("security_lobby", "Security service", "0-1", 0, 1, "Weight of the security service in decisions at home."),
    _cd("reach", "Reach", "0-1", 0, 1, "Means and interest of the first actor to press the second."),
    _cd("transit", "Transit", "share", 0, 1, "Share of the first actor's exports that leave through the second."),
    _cd("substitutability", "Substitutability", "0-1", 0, 1, "How easily the first actor replaces the second as a partner."),
    _cd("currency_link", "Currency link", "0-1", 0, 1, "Share of a fall of the second's currency that reaches the first's."),
    _cd("oil_share", "Oil in trade", "share", 0, 1, "Share of oil and gas in the pair's trade of the reference year.", both_ways=True),
    _cd("investment_trend", "Trend of investment", "%/yr", -20, 60, "Growth of the second's stock in the first.", decimals=1),
    _cd("staff", "Embassies", "0-1", 0, 1, "How well the two embassies are staffed.", both_ways=True),
    _cd("pull", "Pull of the partner", "share", 0, 1, "Share of effort that habit would give the partner: size and nearness."),
    _cd("usual_alignment", "Usual alignment", "0-1", 0, 1, "Voting alignment in an ordinary session.", both_ways=True, seen="none"),
    _ca("investment_climate_2014", "Investment climate at the start", "0-1", 0, 1, "Investment climate in the reference year.", seen="none"),
    _ca("reform_2014", "Reform level at the start", "0-1", 0, 1, "Reform level in the reference year.", seen="none"),
    _ca("rents_2014", "Elite rents at the start", "0-1", 0, 1, "Elite rents in the reference year.", seen="none"),
    _cd("trade_2014", "Trade at the start", "USD bn/yr", 0, 3000, "Trade in the reference year.", both_ways=True, seen="none", decimals=1),
    _cd("investment_2014", "Investment at the start", "USD bn", 0, 6000, "Investment in the reference year.", seen="none", decimals=1),
    _cd("institutions_2014", "Institutions at the start", "0-1", 0, 1, "Institutions in the reference year.", both_ways=True, seen="none"),
    _cd("security_2014", "Security at the start", "0-1", 0, 1, "Security co-operation in the reference year.", both_ways=True, seen="none"),
    _cd("people_2014", "People at the start", "0-1", 0, 1, "People-to-people ties in the reference year.", both_ways=True, seen="none"),
    Variable("consensus", "Consensus on the issue", "0-1", "qa", 0, 1, "How far both parties agree on the issue.", "constant"),
    # --- derived -------------------------------------------------------------------------------------------------
    _dd("commitment", "Commitments", "level", 0, 20, "What stands between the two: bodies, security, people, and money by the first's output."),
    _dd("engagement", "Engagement", "share", 0, 1, "The second's share of the first's commitments."),
    _dd("target", "Target share", "share", 0, 1, "The share of ties that balance would give the partner."),
    _dd("depth", "Depth of ties", "2014 = 1", 0, 20, "All ties with the partner relative to the reference year.", better=1),
    _da("balance", "Balance", "0-1", 0, 1, "1 where engagement meets its target, 0 where one near power holds all.", better=1),
    _da("vectors", "Effective vectors", "number", 0, 12, "Effective number of partners (Laakso-Taagepera).", better=1),
    _da("balanced_depth", "Balance at depth", "0-1", 0, 1, "Balance, reduced when a vector has lost depth.", better=1),
    _dd("dependence", "Dependence", "0-1", 0, 1, "What the first actor could not replace if the second withdrew it.", better=-1),
    _dd("hold", "Hold", "0-1", 0, 1, "Dependence of the first on the second, weighed by its pressure.", better=-1),
    _da("autonomy", "Autonomy", "0-1", 0, 1, "1 less the two largest holds over the actor.", better=1),
    _dd("coordination", "Coordination", "0-1", 0, 1, "How far two neighbours act together; either can veto it.", both_ways=True, better=1),
    _da("solidarity", "Solidarity in the region", "0-1", 0, 1, "The actor's coordination with its twin in the region.", better=1),
    _dd("effective_pressure", "Effective pressure", "0-1", 0, 1, "Pressure that is left after the neighbours' coordination."),
    _dd("precedent", "Precedent", "0-1", 0, 1, "What the first actor has already agreed with others and can offer the second."),
    _dd("trade_value", "Trade at current prices", "USD bn/yr", 0, 6000, "Trade at this month's prices and demand.", both_ways=True, decimals=1, step=1.0),
    _dd("institution_ceiling", "Ladder", "0-1", 0, 1, "Depth that the institutions the two share can carry.", both_ways=True, seen="none"),
    _dd("draw", "Draw beyond oil", "0-1", 0, 1, "How far climate, institutions and embassies draw the second's investors into fields beyond energy.", better=1),
    _dd("draw_farm", "Draw of the food market", "index", 0, 20, "How far a great buyer's demand for food draws the second's investors into the first's farms.", better=1),
    _da("output", "Output", "USD bn (2014)", 0.125, 60000, "Yearly output at constant 2014 prices and exchange rates.", better=1, decimals=0, step=2.0),
    _da("growth", "Growth", "%/yr", -60, 60, "Output against output twelve months before.", better=1, decimals=1, step=0.5),
    _da("calm", "Calm at home", "-1 to 1", -1, 1, "Approval less unrest.", better=1),
    _da("western_nonenergy", "Western share beyond oil", "share", 0, 1, "Share of Western partners in non-energy investment.", better=1),
)

BY_NAME: dict[str, Variable] = {v.name: v for v in VARIABLES}
STORED: tuple[Variable, ...] = tuple(v for v in VARIABLES if v.kind != "derived")
NAMED: tuple[str, ...] = ("ia", "qa", "ka", "ma")
"""Axes whose first names no actor: a path puts that name last."""
DERIVED: tuple[Variable, ...] = tuple(v for v in VARIABLES if v.kind == "derived")
REFERENCE = {"trade_2014": "trade", "investment_2014": "investment", "institutions_2014": "institutions",
             "security_2014": "security", "people_2014": "people", "investment_climate_2014": "investment_climate",
             "reform_2014": "reform", "rents_2014": "rents"}
