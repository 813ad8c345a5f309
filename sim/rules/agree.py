"""Agreements and answers: what the parties have said yes to may still fail, and what is left lying is remembered.

Rules of the phase `conclude` take a fourth argument, the table of agreements, and add to `odds` (N, R), the chance that
an agreement comes into force when all parties have said yes: 1, and what the rules take away. Rules of the phase `snub`
take `left` (A, A, R): how many proposals of a the leadership of b has left without a yes in the turn that ends.

None of this is in the chapter, which tells of what was agreed. The rules are there because a table at which every yes
binds, and every no is free, is no diplomacy: their standing is `play`, and studies are printed with and without them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from sim.rules.rule import P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, positive, theirs, total
from sim.world.pacts import Pacts
from sim.world.state import Numbers, Roles

Deltas = dict[str, Array]
TALKS = "judgement: a form that play needs; that talks fail after a yes in principle is Iklé, How Nations Negotiate " \
        "(1964)"
REFUSED = "judgement: a form that play needs; that resolve and respect are read off past answers is Mercer, " \
          "Reputation and International Politics (1996), who doubts it"


def of_parties(pacts: Pacts, r: Roles) -> Array:
    """Both ends a party (N, A, A, 1)."""
    return pacts.between


def of_neighbours(pacts: Pacts, r: Roles) -> Array:
    """The same, of agreements of two neighbours alone."""
    return pacts.between * np.min(np.where(pacts.party > 0, r.twin, 1.0), axis=1)[:, None, None]


def of_distant(pacts: Pacts, r: Roles) -> Array:
    """Distant powers that are parties (N, A, 1)."""
    return pacts.party * r.west


def of_outsiders(pacts: Pacts, r: Roles) -> Array:
    """A power that is no party, towards a small state that is one (N, A, A, 1)."""
    return (1.0 - pacts.party)[:, :, None] * pacts.party[:, None, :] * r.vector_back


WEIGHED: Mapping[str, tuple[Callable[[Pacts, Roles], Array], bool]] = {
    "agree.regard": (of_parties, True), "agree.neighbours": (of_neighbours, False),
    "agree.attention": (of_distant, False), "agree.pressure": (of_outsiders, False)}
"""For each rule that weighs one number of many: among which of them it looks, and whether it takes the lowest."""


@rule("agree.fails", claims=(), phase="conclude", standing="play", source=TALKS,
      sentence="Not every agreement in principle comes into force: lawyers, calendars and other people's crises stand "
               "between.",
      formula="odds − risk",
      reads=(), writes=("odds",),
      params=(P("risk", 0.5, "chance", low=0.4, high=0.6, meaning="between parties who think nothing of each other"),))
def fails(w: View, p: Numbers, r: Roles, pacts: Pacts) -> Deltas:
    """(N, R)."""
    return {"odds": np.broadcast_to(-p.risk, (pacts.size, w.world.runs))}


@rule("agree.regard", claims=(), phase="conclude", standing="play", source=TALKS,
      sentence="What the least willing party thinks of the others decides whether it comes about.",
      formula="odds + gain × lowest goodwill of a party for another",
      reads=("goodwill",), writes=("odds",),
      params=(P("gain", 0.7, "chance", meaning="full goodwill on all sides makes it certain, and more"),))
def regard(w: View, p: Numbers, r: Roles, pacts: Pacts) -> Deltas:
    """(N, R)."""
    lowest = np.min(np.where(of_parties(pacts, r) > 0, w.goodwill[None], 1.0), axis=(1, 2))
    return {"odds": p.gain * lowest}


@rule("agree.neighbours", claims=(), phase="conclude", standing="play", source=TALKS,
      sentence="Neighbours who stand open to each other sign what they agree.",
      formula="odds + gain × coordination of {twins}, for agreements of the two alone",
      reads=("coordination",), writes=("odds",),
      params=(P("gain", 0.6, "chance"),))
def neighbours(w: View, p: Numbers, r: Roles, pacts: Pacts) -> Deltas:
    """(N, R)."""
    return {"odds": p.gain * np.max(np.where(of_neighbours(pacts, r) > 0, w.coordination[None], 0.0), axis=(1, 2))}


@rule("agree.attention", claims=(), phase="conclude", standing="play", source=TALKS,
      sentence="A distant power signs what its leaders attend to; what they do not, waits.",
      formula="odds + gain × (attention of the distant power − usual), for agreements with one",
      reads=("attention",), writes=("odds",),
      params=(P("gain", 0.6, "chance"), P("usual", 0.36, "attention", meaning="attention of an ordinary year")))
def attention(w: View, p: Numbers, r: Roles, pacts: Pacts) -> Deltas:
    """(N, R). Of several distant powers the one that attends most counts."""
    distant = of_distant(pacts, r)
    most = np.max(np.where(distant > 0, w.attention[None], 0.0), axis=1)
    return {"odds": p.gain * np.max(distant, axis=1) * (most - p.usual)}


@rule("agree.pressure", claims=(), phase="conclude", standing="play", source=TALKS,
      sentence="An outsider who presses a small state hard can keep it from signing.",
      formula="odds − gain × greatest effective pressure of an outsider on a small party",
      reads=("effective_pressure",), writes=("odds",),
      params=(P("gain", 0.4, "chance"),))
def pressure(w: View, p: Numbers, r: Roles, pacts: Pacts) -> Deltas:
    """(N, R)."""
    outside = of_outsiders(pacts, r)
    return {"odds": -p.gain * np.max(np.where(outside > 0, w.effective_pressure[None], 0.0), axis=(1, 2))}


@rule("agree.snub", claims=(), phase="snub", standing="play", source=REFUSED,
      sentence="A proposal that is left without a yes costs its addressee the proposer's regard, and a little with all "
               "who saw it.",
      formula="Δ goodwill of the proposer = −cost × proposals left; Δ goodwill of every other partner = −seen × "
              "proposals left",
      reads=(), writes=("goodwill",),
      params=(P("cost", 0.03, "-1 to 1"), P("seen", 0.005, "-1 to 1")))
def snub(w: View, p: Numbers, r: Roles, left: Array) -> Deltas:
    """(A, A, R)."""
    partners = np.maximum(r.vector, r.vector_back)
    witnessed = partners * theirs(total(left)) - left
    return {"goodwill": -(p.cost * left + p.seen * partners * positive(witnessed))}


@rule("agree.refused-press", claims=(), phase="snub", standing="play", source=REFUSED,
      sentence="A power whose proposal a small state leaves lying presses it a little harder.",
      formula="Δ pressure = push × reach × proposals left",
      reads=("reach",), writes=("pressure",),
      params=(P("push", 0.02, "0-1"),))
def refused_press(w: View, p: Numbers, r: Roles, left: Array) -> Deltas:
    """(A, A, R)."""
    return {"pressure": p.push * r.vector_back * w.reach * left}


RULES: tuple[Rule, ...] = (fails, regard, neighbours, attention, pressure, snub, refused_press)
