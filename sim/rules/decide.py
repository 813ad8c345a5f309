"""How agents weigh their moves: each rule adds one consideration to the score of every part (P, R).

A doctrine is a set of weights on these rules; the score of a part is the weighted sum, and the two largest terms are
the reasons that an agent gives. The last two rules draw a successor's doctrine; they run in the phase `home`.
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import Luck, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, positive, room, share, total
from sim.world.parts import Parts
from sim.world.state import Numbers, Roles

Out = dict[str, Array]


def weigh(promise: Array, need: Array) -> Array:
    """Sum over indicators of what is promised of each, times how much it is needed: (P, G), (G, R) -> (P, R)."""
    out = np.zeros((len(promise), need.shape[1]))
    for j in np.flatnonzero(promise.any(axis=0)):
        out += promise[:, j, None] * need[j]
    return out


def by_part(x: Array, parts: Parts) -> Array:
    """An actor array (A, R) as (P, R): the number of each part's actor."""
    return np.take(x, parts.actor, axis=0)


def towards(x: Array, parts: Parts) -> Array:
    """Sum over counterparts b of how far the part deepens ties with b, times x[actor, b]: (A, A, R) -> (P, R)."""
    rows = np.take(x, parts.actor, axis=0)
    return total(parts.deepens[:, :, None] * rows, axis=1)


@rule(
    "decide.aims", claims=("C10",), phase="decide", standing="inference",
    sentence="Governments judge a move by what it should do for their own aims within two years; the aims stay, only "
             "instruments change. What has worsened since the start is wanted more, what has improved less.",
    formula="score += gain x tanh(sum over aims of weight x need x expected change in steps); "
            "need = 2 / (1 + exp(steps gained since the start / patience))",
    reads=("line",), writes=("score",),
    params=(P("gain", 0.6, "score"),
            P("patience", 6.0, "steps", meaning="six steps for the worse make an aim count 1.46 times, twelve 1.76")),
)
def aims(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    line = np.take(w.line, parts.actor, axis=1)
    more = 2.0 / (1.0 + np.exp(np.clip(parts.above / p.patience, -12.0, 12.0)))
    worth = np.tanh(_worth(parts.own_aims, parts.impact, more))
    for k in np.flatnonzero(w.line.any(axis=(1, 2))):
        worth = worth + line[k] * np.tanh(_worth(parts.aims[k], parts.impact, more))
    return {"score": p.gain * worth}


def _worth(aims: Array, impact: Array, more: Array) -> Array:
    """What the expected changes are worth: `more` is how much a rise is needed, 2 - more how much a fall is."""
    return weigh(positive(aims) * impact, more) - weigh(positive(-aims) * impact, 2.0 - more)


@rule(
    "decide.outreach", claims=("C11",), phase="decide",
    sentence="{small} gives most effort to the partner that has fallen behind, and takes nothing from the one ahead.",
    formula="score += gain x sum over partners of deepening x (outreach x number of partners - 1)",
    reads=("outreach",), writes=("score",),
    params=(P("gain", 0.35, "score per strong step"),),
)
def outreach(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    partners = total(r.vector, axis=1)[:, None]
    tilt = positive(w.outreach * partners - 1.0) * r.vector
    return {"score": p.gain * towards(tilt, parts) * parts.leads[:, None]}


@rule(
    "decide.agenda", claims=("C13",), phase="decide", standing="inference",
    sentence="{elected} takes up offers that fit its administration's priorities, and a small state that was heard "
             "offers again.",
    formula="score += gain x (sum over issues of priority, for {elected}; receptiveness of {elected}, for the others)",
    reads=("priority", "receptiveness"), writes=("score",),
    params=(P("gain", 0.45, "score"),),
)
def agenda(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    elected = by_part(r.elected, parts)
    wanted = total(w.priority * r.elected, axis=1)
    heard = total(w.receptiveness * r.elected)
    match = total(parts.issue[:, :, None] * wanted, axis=1)
    offered = (total(parts.issue, axis=1) > 0)[:, None]
    return {"score": p.gain * parts.leads[:, None] * (elected * match + room(elected) * offered * heard)}


@rule(
    "decide.precedent", claims=("C12",), phase="decide", standing="inference",
    sentence="An agreement with {precedent} is the template for the next partner and makes both sides readier.",
    formula="score += gain x precedent, for new institutions",
    reads=("precedent",), writes=("score",),
    params=(P("gain", 0.55, "score"),),
)
def precedent(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    both = np.maximum(w.precedent, w.precedent.swapaxes(0, 1))
    return {"score": p.gain * parts.formats * towards(both, parts) * parts.leads[:, None]}


@rule(
    "decide.initiative", claims=("C19",), phase="decide", standing="inference",
    sentence="With a distant power the small state makes the first move on a new format; the power waits to be asked.",
    formula="for whoever may propose an institution between a small state and a distant power: score += gain, for the "
            "small state; score -= gain, for the power; an answer does not count it",
    reads=(), writes=("score",),
    params=(P("gain", 0.8, "score"),),
)
def initiative(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    starts = (parts.starts & parts.leads)[:, None] * parts.formats
    small, west = by_part(r.small, parts), by_part(r.west, parts)
    return {"score": p.gain * starts * (parts.distant * small - west * (towards(r.own * r.small, parts) > 0))}


@rule(
    "decide.hosting", claims=("C18",), phase="decide", standing="inference",
    sentence="When one of {twins} proposes and both are open, the other answers at once.",
    formula="score += gain x coordination, for joint moves of the two",
    reads=("coordination",), writes=("score",),
    params=(P("gain", 0.60, "score"),),
)
def hosting(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    return {"score": p.gain * parts.joint[:, None] * towards(w.coordination * r.twins, parts)}


@rule(
    "decide.stand-together", claims=("C24",), phase="decide",
    sentence="{twins} turn to each other because divided they would be ruled, and do so more the more they are "
             "pressed.",
    formula="score += gain x pressure felt, for joint moves of the two",
    reads=("pressure",), writes=("score",),
    params=(P("gain", 0.80, "score"),),
)
def stand_together(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    felt = total(w.pressure * r.vector_back, axis=0)
    return {"score": p.gain * parts.joint[:, None] * towards(r.twins * felt[:, None], parts)}


@rule(
    "decide.adjust", claims=("C02",), phase="decide", standing="inference",
    sentence="The sharper the rivalry, the more a small state prefers partners that press it less.",
    formula="score += gain x rivalry x sum over partners of deepening x (mean pressure - the partner's pressure)",
    reads=("rivalry", "effective_pressure"), writes=("score",),
    params=(P("gain", 0.80, "score"),),
)
def adjust(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    pressing = w.effective_pressure.swapaxes(0, 1) * r.vector
    mean = total(share(r.vector + 0.0) * pressing, axis=1)[:, None]
    return {"score": p.gain * w.rivalry * towards((mean - pressing) * r.vector, parts) * parts.leads[:, None]}


@rule(
    "decide.attention", claims=("C32",), phase="decide", standing="inference",
    sentence="{elected} acts in {region} only as far as its attention reaches; other theatres come first.",
    formula="score += gain x (attention - usual)",
    reads=("attention",), writes=("score",),
    params=(P("gain", 1.2, "score"), P("usual", 0.36, "attention"),),
)
def attention(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    return {"score": p.gain * by_part(r.elected * (w.attention - p.usual), parts) * parts.leads[:, None]}


@rule(
    "decide.lean", claims=(), phase="decide", standing="outside",
    source="alternatives to the chapter's policy, added so that it can lose",
    sentence="A government that leans prefers whatever deepens ties with its patron, and avoids what displeases it.",
    formula="score += gain x (deepening with the patron + change of the patron's goodwill, in strong steps)",
    reads=("line",), writes=("score",),
    params=(P("gain", 0.60, "score per strong step"),),
)
def lean(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    line = np.take(w.line, parts.actor, axis=1)
    out = np.zeros_like(line[0])
    for k in np.flatnonzero(parts.lean.any(axis=1)):
        out = out + line[k] * total((parts.deepens + parts.regard) * parts.lean[k], axis=1)[:, None]
    return {"score": p.gain * out * parts.leads[:, None]}


@rule(
    "decide.habit", claims=("C08",), phase="decide", standing="inference",
    sentence="Meetings breed appreciation: where institutions and goodwill exist, the next step comes easier.",
    formula="score += gain x sum over partners of deepening x (institutions + goodwill)",
    reads=("institutions", "goodwill"), writes=("score",),
    params=(P("gain", 0.15, "score"),),
)
def habit(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    return {"score": p.gain * towards(w.institutions + w.goodwill, parts)}


@rule(
    "decide.calls", claims=(), phase="decide", standing="outside",
    source="a device of the model: options declare what makes them urgent",
    sentence="Events call for some moves: unrest, a falling price, sanctions, a neighbour's collapse.",
    formula="score += gain x urgency that the option declares",
    reads=(), writes=("score",),
    params=(P("gain", 1.0, "score per unit of urgency"),),
)
def calls(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    return {"score": p.gain * parts.called}


@rule(
    "decide.audiences", claims=(), phase="decide", standing="outside",
    source="Putnam, International Organization 42:3 (1988)",
    sentence="Governments heed their audiences at home, the more so when support is low.",
    formula="score += gain x mean reaction of the audiences x (2 - approval)",
    reads=("approval",), writes=("score",),
    params=(P("gain", 0.20, "score"),),
)
def audiences(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    return {"score": p.gain * parts.taste * (2.0 - by_part(w.approval, parts))}


@rule(
    "decide.cost", claims=(), phase="decide", standing="outside",
    source="a device of the game",
    sentence="Political capital is scarce: a dear move must be worth it.",
    formula="score -= gain x cost",
    reads=(), writes=("score",),
    params=(P("gain", 0.10, "score per point"),),
)
def cost(w: View, p: Numbers, r: Roles, parts: Parts) -> Out:
    return {"score": -p.gain * parts.cost}


def _drawn_line(w: View, r: Roles) -> Array:
    """1 for the doctrine with the largest draw among those that the actor may hold (K, A, R)."""
    draw = w.luck("successor")
    best = np.full_like(draw[0], -np.inf)
    for k in range(len(draw)):
        best = np.maximum(best, np.where(r.may_hold[k] > 0, draw[k], -np.inf))
    return r.may_hold * np.where(draw >= best, 1.0, 0.0)


SUCCESSOR = Luck("successor", "ka", "succession"), Luck("continuity", "a", "succession")


@rule(
    "decide.successor", claims=("C50",), phase="home", standing="inference",
    sentence="A new leader could bring any doctrine.",
    formula="line += succession x (drawn doctrine - line)",
    reads=("succession", "line"), writes=("line",), luck=SUCCESSOR[:1],
)
def successor(w: View, p: Numbers, r: Roles) -> Out:
    return {"line": w.succession * r.small * (_drawn_line(w, r) - w.line)}


@rule(
    "decide.continuity", claims=("C17",), phase="home",
    sentence="The successor had helped to shape the line, so it very probably goes on.",
    formula="line -= succession x (drawn doctrine - line), with the given probability",
    reads=("succession", "line"), writes=("line",), luck=SUCCESSOR,
    params=(P("odds", 1.65, "standard normal", low=1.28, high=2.05,
              meaning="continuity when the draw lies below: 0.95 of cases, 0.90 to 0.98"),),
)
def continuity(w: View, p: Numbers, r: Roles) -> Out:
    goes_on = np.where(w.luck("continuity") < p.odds, 1.0, 0.0)
    return {"line": -w.succession * r.small * goes_on * (_drawn_line(w, r) - w.line)}


RULES: tuple[Rule, ...] = (aims, outreach, agenda, precedent, initiative, hosting, stand_together, adjust, attention,
                           lean, habit, calls, audiences, cost, successor, continuity)
