"""Multi-vector balance: how ties are counted, what balance asks, and where diplomatic effort goes.

A vector is a partner v of a small state i (role `vector`). Shares are taken over an actor's own vectors; every
measure is zero outside them. Nothing here cuts a tie: balance is sought by adding to it (KG3).
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import JUDGEMENT, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, flip, mine, positive, relax, room, share, theirs, total, two_largest
from sim.world.state import Numbers, Roles

Channels = tuple[Array, ...]
Deltas = dict[str, Array]

YEAR = 12.0
"""Months in which effort follows its plan: it is drawn up by the year, so every rule of outreach shares this pace."""

INDEX = "judgement: a channel is a fifth, as the chapter ranks none (KG3)"
DESIGN = "judgement: definition of balance"


def _ties(w: View) -> Channels:
    """The five channels now, (A, A, R): USD bn/yr, USD bn, then 0-1."""
    return w.trade_year, w.investment_energy + w.investment_nonenergy, w.institutions, w.security, w.people


def _ties_2014(w: View) -> Channels:
    """The same channels in the reference year."""
    return w.trade_2014, w.investment_2014, w.institutions_2014, w.security_2014, w.people_2014


def _mean(channels: Channels, p: Numbers) -> Array:
    """Mean over the channels by their weights, which are normalised by their sum."""
    weights = (p.trade, p.investment, p.institutions, p.security, p.people)
    weighed = [weight * x for weight, x in zip(weights, channels, strict=True)]
    return total(np.stack(weighed)) / total(np.stack(weights))


def _engagement(channels: Channels, p: Numbers, r: Roles) -> Array:
    """Mean of the shares over the channels in which there are ties at all: they add up to one, or to nothing."""
    return share(_mean(tuple(share(x * r.vector) for x in channels), p))


def _relative(x: Array, start: Array, floor: Array) -> Array:
    """x relative to its start, with a floor under both: 1 where nothing has changed, zero ties included."""
    return (x + floor) / (start + floor)


@rule(
    "balance.engagement", claims=("C10",), phase="derived", standing="inference",
    sentence="Each partner's share of {small}'s foreign ties is the mean of its shares in those of five channels in "
             "which there are any. Balance aims at the shares of the reference year, moved a little towards even; this "
             "aim never changes.",
    formula="engagement = sum of k weight_k * share_k / sum of weight_k, over the channels k with ties; target = "
            "(1 - even) * engagement of the reference year + even / number of vectors; depth = sum of k weight_k * "
            "(x_k + floor_k) / (x_k of the reference year + floor_k) / sum of weight_k",
    reads=("trade_year", "investment_energy", "investment_nonenergy", "institutions", "security", "people",
           "trade_2014", "investment_2014", "institutions_2014", "security_2014", "people_2014"),
    writes=("engagement", "target", "depth"),
    params=(
        P("trade", 0.2, "weight", INDEX, 0.1, 0.3, "trade in goods, 12 months"),
        P("investment", 0.2, "weight", INDEX, 0.1, 0.3, "stock of investment, conduits left out"),
        P("institutions", 0.2, "weight", INDEX, 0.1, 0.3, "institutional depth"),
        P("security", 0.2, "weight", INDEX, 0.1, 0.3, "security co-operation"),
        P("people", 0.2, "weight", INDEX, 0.1, 0.3, "people-to-people ties"),
        P("even", 0.25, "share", DESIGN, 0.1, 0.5, "weight of even shares in the target"),
        P("floor_money", 0.1, "USD bn", DESIGN, meaning="floor under trade and investment: no division by nothing"),
        P("floor_index", 0.05, "0-1", DESIGN, meaning="floor under the channels measured from 0 to 1"),
    ),
    departs="The chapter names three main partners and measures none of this; the scenario may list more vectors.",
)
def engagement(w: View, p: Numbers, r: Roles) -> Deltas:
    """Each (A, A, R). One rule, because the three must count with the same weights."""
    now, then = _ties(w), _ties_2014(w)
    reference = _engagement(then, p, r)
    floors = (p.floor_money, p.floor_money, p.floor_index, p.floor_index, p.floor_index)
    grown = tuple(_relative(x, start, floor) for x, start, floor in zip(now, then, floors, strict=True))
    return {
        "engagement": _engagement(now, p, r),
        "target": room(p.even) * reference + p.even * share(r.vector),
        "depth": r.vector * _mean(grown, p),
    }


@rule(
    "balance.balance", claims=("C10",), phase="derived", standing="inference",
    sentence="{small} is in balance when its partners' shares match the aim.",
    formula="balance = 1 - 1/2 * sum over v of |engagement_v - target_v|",
    reads=("engagement", "target"), writes=("balance",),
)
def balance(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), for small states only."""
    return {"balance": r.small * room(total(np.abs(w.engagement - w.target), 1) / 2.0)}


@rule(
    "balance.vectors", claims=(), phase="derived", standing="outside",
    source="Laakso and Taagepera, Comparative Political Studies 12:1 (1979)",
    sentence="The effective number of partners falls when one outweighs the others.",
    formula="vectors = 1 / sum over v of engagement_v^2 (Laakso and Taagepera 1979)",
    reads=("engagement",), writes=("vectors",),
)
def vectors(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R); zero without ties."""
    squares = r.small * total(w.engagement * w.engagement, 1)
    return {"vectors": np.divide(1.0, squares, out=np.zeros_like(squares), where=squares > 0)}


@rule(
    "balance.at-depth", claims=("C10",), phase="derived", standing="inference",
    sentence="Balance gained by letting a tie wither does not count: the worst loss of depth reduces it.",
    formula="balanced depth = balance * min(1, lowest depth among the vectors)",
    reads=("balance", "depth"), writes=("balanced_depth",),
)
def at_depth(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R). Partners that are no vectors stand at one, which is also the cap."""
    return {"balanced_depth": w.balance * np.min(np.where(r.vector > 0, w.depth, 1.0), axis=1)}


@rule(
    "balance.dependence", claims=("C03", "C04"), phase="derived", standing="inference",
    sentence="{small} depends on a partner for the ties it could not replace, for its export routes and for the "
             "credit it owes.",
    formula="dependence = engagement * (1 - substitutability) + way * transit + debt * credit / output",
    reads=("engagement", "substitutability", "transit", "credit", "output"), writes=("dependence",),
    params=(
        P("way", 0.25, "per share of exports", low=0.15, high=0.35,
          meaning="a closed transit route can be replaced in part; kept below the weight of two channels"),
        P("debt", 1.0, "per share of output", meaning="credit owed, as a share of a year's output"),
    ),
)
def dependence(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R), of the small state on its vectors."""
    output = np.broadcast_to(mine(w.output), w.credit.shape)
    owed = np.divide(w.credit, output, out=np.zeros_like(w.credit), where=output > 0)
    return {"dependence": r.vector * (w.engagement * room(w.substitutability) + p.way * w.transit + p.debt * owed)}


@rule(
    "balance.hold", claims=("C02",), phase="derived", standing="inference",
    sentence="A partner on whom {small} depends has some hold over it, and more the harder it presses.",
    formula="hold = dependence * (l + (1 - l) * effective pressure of the partner)",
    reads=("dependence", "effective_pressure"), writes=("hold",),
    params=(P("l", 0.5, "share", DESIGN, 0.3, 0.7, "part of dependence that weighs without any pressure"),),
)
def hold(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R): of the second over the first."""
    return {"hold": w.dependence * (p.l + room(p.l) * flip(w.effective_pressure))}


@rule(
    "balance.autonomy", claims=("C04",), phase="derived", standing="inference",
    sentence="{small} is free to the extent that its two strongest partners have no hold over it.",
    formula="autonomy = 1 - the two largest holds",
    reads=("hold",), writes=("autonomy",),
)
def autonomy(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), for small states only: the largest alone sees one power, the sum of all rewards leaning."""
    return {"autonomy": r.small * room(two_largest(w.hold))}


@rule(
    "balance.western-beyond-oil", claims=("C39",), phase="derived", standing="inference",
    sentence="This is the share of investment beyond energy that comes from {west}.",
    formula="Western share = non-energy investment from {west} / that of all vectors",
    reads=("investment_nonenergy",), writes=("western_nonenergy",),
)
def western_beyond_oil(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R)."""
    return {"western_nonenergy": total(share(w.investment_nonenergy * r.vector) * theirs(r.west), 1)}


@rule(
    "balance.precedent", claims=("C12",), phase="derived", standing="inference",
    sentence="An agreement with {precedent} that works becomes a pattern for {small} to offer to others.",
    formula="precedent = clip((smaller of institutions and ladder with {precedent} - level) / width, 0, 1), towards "
            "every other vector",
    reads=("institutions", "institution_ceiling"), writes=("precedent",),
    params=(
        P("level", 0.38, "0-1", JUDGEMENT, 0.38, 0.44, "depth at which a pattern shows: what the "
          "agreements of 2014 carry, which were no pattern then; not drawn below it"),
        P("width", 0.22, "0-1", meaning="further depth at which the pattern is complete"),
    ),
)
def precedent(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R). Routine beyond what was agreed is no pattern, nor is an agreement on paper."""
    agreed = np.minimum(w.institutions, w.institution_ceiling)
    reached = np.max(agreed * r.vector * theirs(r.precedent), axis=1)
    pattern = np.clip((reached - p.level) / p.width, 0.0, 1.0)
    return {"precedent": r.vector * room(theirs(r.precedent)) * mine(pattern)}


@rule(
    "balance.calm", claims=("C52",), phase="derived", standing="inference",
    sentence="Home is calm when the leadership has support and the streets are quiet.",
    formula="calm = approval - unrest",
    reads=("approval", "unrest"), writes=("calm",),
)
def calm(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), for every actor."""
    return {"calm": w.approval - w.unrest}


def _pull(w: View, r: Roles) -> Array:
    """Shares that habit gives to the vectors."""
    return share(w.pull * r.vector)


def _growth(w: View) -> Array:
    """Growth of depth over its own memory of two years, where positive."""
    past = np.divide(w.depth, w.depth_past, out=np.ones_like(w.depth), where=w.depth_past > 0)
    return positive(past - 1.0)


def _call(w: View, p: Numbers, r: Roles) -> Array:
    """What balance asks for each vector, in units of a gap in shares. The middle axis below is the partner u."""
    gap = positive(w.target - w.engagement) * r.vector
    pressed = flip(w.effective_pressure)
    heavier = positive(pressed[:, :, None] - pressed[:, None, :])
    grown = w.engagement * _growth(w) * r.vector
    return gap + p.growth * r.vector * total(heavier * grown[:, :, None], 1)


@rule(
    "balance.habit", claims=(), phase="ties", standing="outside",
    source="gravity of size and nearness, as in Tinbergen, Shaping the World Economy (1962)",
    sentence="Left to habit, {small}'s diplomats court the partners that are large and near.",
    formula="outreach changes by (pull - outreach) / 12 a month",
    reads=("outreach", "pull"), writes=("outreach",),
)
def habit(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R)."""
    return {"outreach": r.vector * relax(w.outreach, _pull(w, r), np.array(1.0 / YEAR))}


@rule(
    "balance.outreach", claims=("C11",), phase="ties",
    sentence="When ties with the powers that press grow, {small} puts more effort into partners that press less and "
             "have fallen behind; it adds there and cuts nothing elsewhere.",
    formula="outreach changes by follows * weight * (need - pull) / 12 a month; follows = 1 less what the doctrine in "
            "office sets aside of balancing; need_v = share of [positive(target_v - "
            "engagement_v) + growth * sum over u of positive(pressure_u - pressure_v) * engagement_u * "
            "positive(depth_u / past depth_u - 1)]; need = pull where nothing is asked",
    reads=("pull", "target", "engagement", "effective_pressure", "depth", "depth_past", "line"),
    writes=("outreach",),
    params=(
        P("weight", 0.55, "share", low=0.45, high=0.65,
          meaning="part of the effort that follows need; narrower, so that rivalry cannot drive it above the whole"),
        P("growth", 8.0, "per growth and pressure", low=5.0, high=12.0,
          meaning="weight of the others' growth beside the gap; large, as it multiplies a product of three shares"),
    ),
    departs="The text weighs the near powers' growth against the distant ones; here any partner counts by how much "
            "more it presses, so the same rule serves other settings.",
)
def outreach(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R); adds up to zero over the partners, so total effort is fixed."""
    call, pull = _call(w, p, r), _pull(w, r)
    asked = np.expand_dims(total(call, 1), 1) > 0
    follows = mine(room(total(w.line * r.sets_aside[:, None])))
    return {"outreach": np.where(asked, follows * p.weight * (share(call) - pull) / YEAR, 0.0) * r.vector}


@rule(
    "balance.patron", claims=(), phase="ties", standing="outside",
    source="alternatives to the chapter's policy, added so that it can lose",
    sentence="A government that leans gives its effort to its patron.",
    formula="outreach changes by weight * (1 for the patron of the doctrine in office, else 0 - pull) / 12 a month",
    reads=("pull", "line"), writes=("outreach",),
    params=(P("weight", 0.55, "share", low=0.45, high=0.65, meaning="as much as follows need under balancing"),),
)
def patron(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R); nothing under a doctrine without a patron, or for a patron that is no vector."""
    chosen = r.vector * total(w.line[:, :, None] * r.patron[:, None])
    leans = np.expand_dims(total(chosen, 1), 1)
    return {"outreach": p.weight * (chosen - leans * _pull(w, r)) / YEAR}


@rule(
    "balance.adjust", claims=("C02",), phase="ties", standing="inference",
    sentence="Rivalry among the powers forces {small} to adjust: habit counts for less, balance for more.",
    formula="outreach changes by pace * rivalry * (outreach - pull) a month",
    reads=("rivalry", "outreach", "pull"), writes=("outreach",),
    params=(P("pace", 0.018, "per month", low=0.01, high=0.025,
              meaning="must stay well below 1/12, or habit would lose all its hold"),),
)
def adjust(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R); nothing while outreach follows habit alone, so it cannot stand in for the balancing rule."""
    return {"outreach": r.vector * p.pace * w.rivalry * (w.outreach - _pull(w, r))}


@rule(
    "balance.effort-deepens", claims=("C41",), phase="ties",
    sentence="Well-staffed embassies turn effort into ties: each month brings a little more regard, exchange, talk "
             "and routine.",
    formula="x rises by size_x * outreach * staff * (1 - x) a month, for goodwill of the partner, people, talks on a "
            "new format and institutions",
    reads=("outreach", "staff", "goodwill", "people", "dialogue", "institutions"),
    writes=("goodwill", "people", "dialogue", "institutions"),
    params=(
        P("goodwill", 0.02, "per month", meaning="regard won by courting"),
        P("people", 0.0008, "per month", meaning="students, science and arts: slow"),
        P("dialogue", 0.004, "per month", meaning="preparation of talks; without an offer it never concludes them"),
        P("institutions", 0.022, "per month", low=0.0175, high=0.0265,
          meaning="routine diplomacy around the standing formats: against their fading, an effort of 0.3 is worth "
                  "0.05 of depth; narrower, because the format's own depth is judged"),
    ),
)
def effort_deepens(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R). Effort is the small state's: the partner's regard answers, what is shared grows both ways."""
    back = flip(w.outreach * w.staff * r.vector)
    both = back + flip(back)
    return {
        "goodwill": p.goodwill * back * room(w.goodwill),
        "people": p.people * both * room(w.people),
        "dialogue": p.dialogue * both * room(w.dialogue),
        "institutions": p.institutions * both * room(w.institutions),
    }


@rule(
    "balance.depth-past", claims=(), phase="ties", standing="outside",
    source="bookkeeping",
    sentence="Growth of ties is read against their depth over about the last two years.",
    formula="past depth changes by (depth - past depth) / months a month",
    reads=("depth", "depth_past"), writes=("depth_past",),
    params=(P("months", 24.0, "months", "definition: two years"),),
)
def depth_past(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R)."""
    return {"depth_past": r.vector * relax(w.depth_past, w.depth, 1.0 / p.months)}


RULES: tuple[Rule, ...] = (
    engagement, balance, vectors, at_depth, dependence, hold, autonomy, western_beyond_oil, precedent, calm,
    habit, outreach, patron, adjust, effort_deepens, depth_past,
)
