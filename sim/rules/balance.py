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

DESIGN = "judgement: definition of balance"
INDEX = "judgement: a channel is a fifth, as the chapter ranks none (KG3)"


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


def _mean_of(*channels: Array) -> Array:
    """Plain mean."""
    return total(np.stack(channels)) / len(channels)


def _relative(x: Array, start: Array, floor: Array) -> Array:
    """x relative to its start, with a floor under both: 1 where nothing has changed, zero ties included."""
    return (x + floor) / (start + floor)


def _of_output(w: View, money: Array) -> Array:
    """USD bn as a share of the first actor's yearly output, (A, A, R); zero without output."""
    output = np.broadcast_to(mine(w.output), money.shape)
    return np.divide(money, output, out=np.zeros_like(money), where=output > 0)


@rule(
    "balance.commitments", claims=("C10",), phase="derived", standing="inference",
    sentence="What stands between {small} and a partner is counted by level, not by share: standing bodies, security, "
             "people, and the money that trade, investment and credit tie up, measured by {small}'s own output.",
    formula="commitments = institutions + security + people + (stock * (investment + credit) + flow * trade of twelve "
            "months) / output",
    reads=("institutions", "security", "people", "investment_energy", "investment_nonenergy", "credit", "trade_year",
           "output"),
    writes=("commitment",),
    params=(
        P("stock", 4.0, "per output", DESIGN, 3.0, 5.0, "a quarter of a year's output in stocks weighs as much as a "
          "full tie of another kind: with this and the next all channels had about equal weight in the reference year"),
        P("flow", 2.0, "per output", DESIGN, 1.5, 2.5, "trade of half of a year's output weighs as much as a full tie"),
    ),
    departs="The chapter measures none of this. Credit counts as a tie, because what is owed binds both.",
)
def commitments(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R), of a small state and its vectors."""
    stocks = w.investment_energy + w.investment_nonenergy + w.credit
    money = _of_output(w, p.stock * stocks + p.flow * w.trade_year)
    return {"commitment": r.vector * (w.institutions + w.security + w.people + money)}


@rule(
    "balance.engagement", claims=("C10",), phase="derived", standing="inference",
    sentence="Balance asks {small} to hold as much with distant powers together as with near ones together, and with "
             "each near power as much as its size and nearness call for.",
    formula="engagement = share of commitments; target of a near power = (1 - far) * its share of pull among the near; "
            "target of a distant one = far * its share of engagement among the distant; where one side has no partners "
            "the other is all",
    reads=("commitment", "pull"), writes=("engagement", "target"),
    params=(P("far", 0.5, "share", "definition: in balance both sides weigh the same",
              meaning="what balance gives to the distant powers together"),),
    departs="The chapter names three main partners and measures no balance; which shares it asks for is our reading. "
            "The scenario may list more vectors.",
)
def engagement(w: View, p: Numbers, r: Roles) -> Deltas:
    """Each (A, A, R)."""
    near, far = r.vector * theirs(r.near), r.vector * room(theirs(r.near))
    some_near, some_far = (np.expand_dims(np.max(side, axis=1), 1) for side in (near, far))
    distant = np.where(some_near > 0, p.far, 1.0) * some_far
    held = share(w.commitment * far)
    spread = np.where(np.expand_dims(total(held, 1), 1) > 0, held, share(far))
    return {"engagement": share(w.commitment), "target": room(distant) * share(w.pull * near) + distant * spread}


@rule(
    "balance.depth", claims=("C10",), phase="derived", standing="inference",
    sentence="Ties are deep or shallow by what they were in the reference year, over five channels of equal weight.",
    formula="depth = sum of k weight_k * (x_k + floor_k) / (x_k of the reference year + floor_k) / sum of weight_k",
    reads=("trade_year", "investment_energy", "investment_nonenergy", "institutions", "security", "people",
           "trade_2014", "investment_2014", "institutions_2014", "security_2014", "people_2014"),
    writes=("depth",),
    params=(
        P("trade", 0.2, "weight", INDEX, 0.1, 0.3, "trade in goods, 12 months"),
        P("investment", 0.2, "weight", INDEX, 0.1, 0.3, "stock of investment, conduits left out"),
        P("institutions", 0.2, "weight", INDEX, 0.1, 0.3, "institutional depth"),
        P("security", 0.2, "weight", INDEX, 0.1, 0.3, "security co-operation"),
        P("people", 0.2, "weight", INDEX, 0.1, 0.3, "people-to-people ties"),
        P("floor_money", 0.1, "USD bn", DESIGN, meaning="floor under trade and investment: no division by nothing"),
        P("floor_index", 0.05, "0-1", DESIGN, meaning="floor under the channels measured from 0 to 1"),
    ),
)
def depth(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R): 1 where nothing has changed."""
    floors = (p.floor_money, p.floor_money, p.floor_index, p.floor_index, p.floor_index)
    grown = tuple(_relative(x, start, floor) for x, start, floor in zip(_ties(w), _ties_2014(w), floors, strict=True))
    return {"depth": r.vector * _mean(grown, p)}


@rule(
    "balance.balance", claims=("C10",), phase="derived", standing="inference",
    sentence="{small} is in balance when its partners' shares match the aim, and out of it when one near power holds "
             "all.",
    formula="balance = 1 - [1/2 * sum over v of |engagement_v - target_v|] / max(half, 1 - smallest target of a near "
            "power)",
    reads=("engagement", "target"), writes=("balance",),
    params=(P("half", 0.5, "share", "definition: for the distant, or of two near powers, half at least"),),
)
def balance(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, R), for small states only. Without near powers the distance counts as it is."""
    near = r.vector * theirs(r.near)
    worst = np.maximum(np.max(near * room(w.target), axis=1), p.half)
    off = total(np.abs(w.engagement - w.target), 1) / 2.0
    whole = np.where(np.max(near, axis=1) > 0, worst, 1.0)
    return {"balance": r.small * room(np.divide(off, whole, out=np.zeros_like(off), where=whole > 0))}


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
    sentence="{small} depends on a partner for goods and money as far as it has no others, for what the two have built "
             "as far as it reaches, for its export routes and for the credit it owes.",
    formula="dependence = (1 - substitutability) * (goods * mean share of trade and investment + built * mean of "
            "institutions, security and people) + way * transit + debt * credit / output",
    reads=("trade_year", "investment_energy", "investment_nonenergy", "institutions", "security", "people",
           "substitutability", "transit", "credit", "output"),
    writes=("dependence",),
    params=(
        P("goods", 0.4, "share", DESIGN, 0.3, 0.5, "two channels of five: another buyer or investor takes the place"),
        P("built", 0.42, "share", DESIGN, 0.32, 0.52, "three channels of five, by level: a distant guarantee does not "
          "replace a near one; a third less than a fifth each, as nobody is held by an exchange of students alone"),
        P("way", 0.25, "per share of exports", low=0.15, high=0.35,
          meaning="a closed transit route can be replaced in part; kept below the weight of two channels"),
        P("debt", 1.0, "per share of output", meaning="credit owed, as a share of a year's output"),
    ),
)
def dependence(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R), of the small state on its vectors."""
    money = (share(w.trade_year * r.vector) + share((w.investment_energy + w.investment_nonenergy) * r.vector)) / 2.0
    need = p.goods * money + p.built * _mean_of(w.institutions, w.security, w.people)
    owed = _of_output(w, w.credit)
    return {"dependence": r.vector * (need * room(w.substitutability) + p.way * w.transit + p.debt * owed)}


@rule(
    "balance.hold", claims=("C02",), phase="derived", standing="inference",
    sentence="A partner on whom {small} depends has some hold over it, and more the harder it presses.",
    formula="hold = dependence * (l + (1 - l) * effective pressure of the partner)",
    reads=("dependence", "effective_pressure"), writes=("hold",),
    params=(P("l", 0.35, "share", DESIGN, 0.2, 0.5, "part of dependence that weighs without any pressure; the larger "
              "part weighs when it is used"),),
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
             "have fallen behind, and more of its effort the further they have; it adds there and cuts nothing "
             "elsewhere.",
    formula="outreach changes by follows * weight * call / (call + half) * (need - pull) / 12 a month; follows = 1 "
            "less what the doctrine in office sets aside of balancing; call_v = positive(target_v - "
            "engagement_v) + growth * sum over u of positive(pressure_u - pressure_v) * engagement_u * "
            "positive(depth_u / past depth_u - 1); call = sum of call_v, need_v = call_v / call",
    reads=("pull", "target", "engagement", "effective_pressure", "depth", "depth_past", "line"),
    writes=("outreach",),
    params=(
        P("weight", 0.7, "share", low=0.6, high=0.8,
          meaning="part of the effort that follows need when much is asked; narrower, so that rivalry cannot drive it "
                  "above the whole"),
        P("half", 0.035, "share", low=0.02, high=0.05, meaning="a call at which half of that part follows: about what "
          "one treaty weighs among all ties"),
        P("growth", 8.0, "per growth and pressure", low=5.0, high=12.0,
          meaning="weight of the others' growth beside the gap; large, as it multiplies a product of three shares"),
    ),
    departs="The text weighs the near powers' growth against the distant ones; here any partner counts by how much "
            "more it presses, so the same rule serves other settings.",
)
def outreach(w: View, p: Numbers, r: Roles) -> Deltas:
    """(A, A, R); adds up to zero over the partners, so total effort is fixed."""
    call, pull = _call(w, p, r), _pull(w, r)
    asked = np.expand_dims(total(call, 1), 1)
    loud = asked + p.half
    heard = np.divide(asked, loud, out=np.zeros_like(asked), where=loud > 0)
    follows = mine(room(total(w.line * r.sets_aside[:, None]))) * p.weight * heard
    return {"outreach": np.where(asked > 0, follows * (share(call) - pull) / YEAR, 0.0) * r.vector}


@rule(
    "balance.patron", claims=(), phase="ties", standing="outside",
    source="alternatives to the chapter's policy, added so that it can lose",
    sentence="A government that leans gives its effort to its patron.",
    formula="outreach changes by weight * (1 for the patron of the doctrine in office, else 0 - pull) / 12 a month",
    reads=("pull", "line"), writes=("outreach",),
    params=(P("weight", 0.55, "share", low=0.45, high=0.65,
              meaning="about what follows need when much is asked"),),
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
    commitments, engagement, depth, balance, vectors, at_depth, dependence, hold, autonomy, western_beyond_oil,
    precedent, calm, habit, outreach, patron, adjust, effort_deepens, depth_past,
)
