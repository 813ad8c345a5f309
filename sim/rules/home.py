"""Home: approval, unrest, reform and its pace, the investment climate, resentment, political capital.

Phase `home`, monthly; political capital in phase `turn`. Approval, unrest and the investment climate go back to a
resting level, and every cause adds its own push: a lasting cause settles at push / rate of return (the resting effect
that the parameters' notes give).
"""

from __future__ import annotations

import numpy as np

from sim.rules.rule import Luck, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, mine, positive, relax, room, total
from sim.world.state import Numbers, Roles

Deltas = dict[str, Array]


# --- approval and unrest ---------------------------------------------------------------------------------------------


@rule("home.approval", claims=(), phase="home", standing="outside",
      source="judgement",
      sentence="Support for a leadership drifts back to its usual level.",
      formula="approval + rate * (usual - approval)",
      reads=("approval",), writes=("approval",),
      params=(P("rate", 0.08, "per month"), P("usual", 0.69, "0-1", low=0.6, high=0.78,
                                              meaning="with no growth, no unrest, no rents and no parties")))
def approval(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"approval": relax(w.approval, p.usual, p.rate)}


@rule("home.prosperity", claims=(), phase="home", standing="outside",
      source="economic voting, as in Lewis-Beck and Stegmaier, Annual Review of Political Science 3 (2000)",
      sentence="People judge their leadership by growth.",
      formula="approval + gain * growth",
      reads=("growth",), writes=("approval",),
      params=(P("gain", 0.0012, "per month per % a year", meaning="at rest 0.015 per point of growth"),))
def prosperity(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"approval": p.gain * w.growth}


@rule("home.unrest", claims=(), phase="home", standing="outside",
      source="judgement",
      sentence="Protest rises and falls with the number of those who do not support the leadership.",
      formula="unrest + rate * (share * (1 - approval) - unrest)",
      reads=("approval", "unrest"), writes=("unrest",),
      params=(P("rate", 0.10, "per month"), P("share", 0.33, "of those who do not approve")))
def unrest(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"unrest": relax(w.unrest, p.share * room(w.approval), p.rate)}


@rule("home.sparks", claims=(), phase="home", standing="outside",
      source="Kuran, Sparks and Prairie Fires, Public Choice 61 (1989)",
      sentence="What brings people out (a fire, a law on land, the price of gas) comes unforeseen, and takes where "
               "many disapprove.",
      formula="unrest + size * luck * (1 - approval)",
      reads=("approval",), writes=("unrest",), luck=(Luck("sparks", "a"),),
      params=(P("size", 0.07, "0-1", "judgement, after how often crowds of national weight came to two states in sixty "
                "state-years: seven times (docs/adr/0026)", low=0.055, high=0.085,
                meaning="where a third disapproves unrest strays by 0.1 about once in nine years"),))
def sparks(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"unrest": p.size * w.luck("sparks") * room(w.approval)}


@rule("home.disorder", claims=("C52",), phase="home", standing="inference",
      sentence="Street protest costs the leadership support.",
      formula="approval - cost * unrest",
      reads=("unrest",), writes=("approval",),
      params=(P("cost", 0.016, "per month", meaning="at rest 0.2 at unrest of 1"),))
def disorder(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"approval": -p.cost * w.unrest}


@rule("home.partisans", claims=("C45",), phase="home", standing="inference",
      sentence="Where the parties stand far apart, half the people disapprove of whoever governs.",
      formula="approval - cost * polarisation",
      reads=("polarisation",), writes=("approval",),
      params=(P("cost", 0.024, "per month", meaning="at rest 0.3 at full polarisation"),))
def partisans(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"approval": -p.cost * w.polarisation}


@rule("home.listening", claims=("C52",), phase="home", standing="contested",
      sentence="By listening and answering, {small} wins support and calms protest without freeing politics.",
      formula="approval + gain * responsiveness; unrest - calming * responsiveness; in small states",
      reads=("responsiveness",), writes=("approval", "unrest"),
      params=(P("gain", 0.014, "per month", meaning="at rest 0.18 at full responsiveness"),
              P("calming", 0.007, "per month", meaning="at rest 0.07 at full responsiveness")))
def listening(w: View, p: Numbers, r: Roles) -> Deltas:
    heard = r.small * w.responsiveness
    return {"approval": p.gain * heard, "unrest": -p.calming * heard}


@rule("home.crackdown", claims=("C52",), phase="home", standing="inference",
      sentence="What a crackdown suppresses comes back, and more of it.",
      formula="unrest + return * repression; repression - fade * repression",
      reads=("repression",), writes=("unrest", "repression"),
      params=(P("return_", 0.15, "per month", low=0.13, high=0.18,
                meaning="when repression rises by twice the first drop in unrest, twice to three times that drop comes "
                        "back within a year; much below, repression would pay"),
              P("fade", 0.08, "per month", low=0.06, high=0.09, meaning="half is forgotten after eight months")))
def crackdown(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"unrest": p.return_ * w.repression, "repression": -p.fade * w.repression}


@rule("home.succession", claims=("C50",), phase="home", standing="inference",
      sentence="A new leader starts with less support than the old one had; the course stays.",
      formula="approval - shock * succession; unrest + stir * succession",
      reads=("succession",), writes=("approval", "unrest"),
      params=(P("shock", 0.10, "0-1", meaning="in the month of the succession; won back at the usual rate"),
              P("stir", 0.04, "0-1")))
def succession(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"approval": -p.shock * w.succession, "unrest": p.stir * w.succession}


@rule("home.honeymoon", claims=("C50", "C56"), phase="home", standing="inference",
      sentence="For about two years people expect a new leader of {small} to make his mark: he keeps the course and "
               "names what is wrong at home.",
      formula="honeymoon + succession * (1 - honeymoon) - honeymoon / months",
      reads=("succession", "honeymoon"), writes=("honeymoon",),
      params=(P("months", 24.0, "months", low=12.0, high=36.0, meaning="until most of it is used up"),))
def honeymoon(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"honeymoon": r.small * (w.succession * room(w.honeymoon) - w.honeymoon / p.months)}


# --- reform ----------------------------------------------------------------------------------------------------------


@rule("home.reform-pace", claims=("C53",), phase="home", standing="contested",
      sentence="Steady reform adds up: the faster the pace, the higher the level, while anything is left to do.",
      formula="reform + rate * pace^2 * (1 - reform)",
      reads=("reform", "reform_pace"), writes=("reform",),
      params=(P("rate", 0.006, "per month", "judgement, after World Bank WGI 2010-14: the two states that start at a "
                "pace of 0.3 gained 0.004 a year by least squares, most of it a step of 2014 that others took, too",
                low=0.003, high=0.012, meaning="0.004 a year at a pace of 0.3, 0.02 at 0.8, half-way up"),))
def reform_pace(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"reform": p.rate * w.reform_pace * w.reform_pace * room(w.reform)}


@rule("home.overreach", claims=("C53",), phase="home", standing="contested",
      sentence="Change that is too fast escapes the hand that steers it: part of it reverts, and the streets fill.",
      formula="f = pace - bearable, if positive; reform - loss * f * reform; unrest + stir * f",
      reads=("reform", "reform_pace"), writes=("reform", "unrest"),
      params=(P("bearable", 0.50, "0-1", low=0.45, high=0.55, meaning="the fastest pace that the centre can steer"),
              P("loss", 0.065, "per month", meaning="0.01 a month at a pace of 0.8, half-way up"),
              P("stir", 0.07, "per month", meaning="at rest 0.2 at a pace of 0.8")))
def overreach(w: View, p: Numbers, r: Roles) -> Deltas:
    too_fast = positive(w.reform_pace - p.bearable)
    return {"reform": -p.loss * too_fast * w.reform, "unrest": p.stir * too_fast}


@rule("home.impatience", claims=("C53",), phase="home", standing="inference",
      sentence="Where much is left to reform and little moves, {small} grows restless.",
      formula="unrest + stir * (awaited - pace, if positive) * (1 - reform), in small states",
      reads=("reform", "reform_pace"), writes=("unrest",),
      params=(P("awaited", 0.30, "0-1", meaning="the pace that people hope for"),
              P("stir", 0.020, "per month", meaning="at rest 0.04 with no pace and a reform level of 0.4")))
def impatience(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"unrest": r.small * p.stir * positive(p.awaited - w.reform_pace) * room(w.reform)}


@rule("home.reform-gains", claims=("C53",), phase="home", standing="inference",
      sentence="People in {small} support a leadership that has reformed.",
      formula="approval + gain * reform, in small states",
      reads=("reform",), writes=("approval",),
      params=(P("gain", 0.008, "per month", meaning="at rest 0.10 at full reform"),))
def reform_gains(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"approval": p.gain * r.small * w.reform}


@rule("home.climate", claims=(), phase="home", standing="outside",
      source="judgement",
      sentence="Rules that nobody tends slip back to what is usual.",
      formula="climate + rate * (climate at the start - climate)",
      reads=("investment_climate", "investment_climate_2014"), writes=("investment_climate",),
      params=(P("rate", 0.008, "per month", meaning="a half-life of seven years"),))
def climate(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"investment_climate": relax(w.investment_climate, w.investment_climate_2014, p.rate)}


@rule("home.reform-climate", claims=("C51",), phase="home",
      sentence="Reform of law and administration slowly improves the climate for private investment.",
      formula="climate + gain * (reform - reform at the start)",
      reads=("reform", "reform_2014"), writes=("investment_climate",),
      params=(P("gain", 0.0052, "per month", meaning="at rest 0.65 for each unit of reform gained"),))
def reform_climate(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"investment_climate": p.gain * (w.reform - w.reform_2014)}


@rule("home.justice", claims=("C55",), phase="home", standing="inference",
      sentence="Insiders' rents erode support, and where they grow they deter investors.",
      formula="climate - deter * (rents - rents at the start); approval - anger * rents",
      reads=("rents", "rents_2014"), writes=("investment_climate", "approval"),
      params=(P("deter", 0.0016, "per month", meaning="at rest 0.2 for each unit of rents gained"),
              P("anger", 0.012, "per month", meaning="at rest 0.15 at full rents")))
def justice(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"investment_climate": -p.deter * (w.rents - w.rents_2014), "approval": -p.anger * w.rents}


@rule("home.rents", claims=("C55",), phase="home", standing="inference",
      sentence="Insiders win back what they lost, more slowly the further reform has come.",
      formula="rents + rate * (1 - reform) * (rents at the start - rents, if positive), in small states",
      reads=("rents", "rents_2014", "reform"), writes=("rents",),
      params=(P("rate", 0.010, "per month"),))
def rents(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"rents": r.small * p.rate * room(w.reform) * positive(w.rents_2014 - w.rents)}


# --- foreign money at home -------------------------------------------------------------------------------------------


@rule("home.resentment", claims=("C03",), phase="home", standing="inference",
      sentence="Debt to a foreign power and its factories, those of {creditor} above all, breed resentment in "
               "{small}.",
      formula="resentment + rate * (gain * (credit + non-energy investment) / output - resentment)",
      reads=("credit", "investment_nonenergy", "output", "resentment"), writes=("resentment",),
      params=(P("rate", 0.03, "per month"), P("gain", 4.0, "0-1 per share of output")))
def resentment(w: View, p: Numbers, r: Roles) -> Deltas:
    owned = r.vector * (w.credit + w.investment_nonenergy)
    output = np.broadcast_to(mine(w.output), owned.shape)
    weight = np.divide(owned, output, out=np.zeros_like(owned), where=output > 0)
    return {"resentment": relax(w.resentment, p.gain * weight, p.rate)}


@rule("home.backlash", claims=("C03",), phase="home", standing="inference",
      sentence="Resentment of a foreign power turns into protest at home.",
      formula="unrest + stir * sum over powers of resentment",
      reads=("resentment",), writes=("unrest",),
      params=(P("stir", 0.005, "per month", meaning="at rest 0.05 at a resentment of 1"),))
def backlash(w: View, p: Numbers, r: Roles) -> Deltas:
    return {"unrest": p.stir * total(w.resentment, 1)}


# --- political capital -----------------------------------------------------------------------------------------------


@rule("home.capital", claims=(), phase="turn", standing="outside",
      source="a device of the game",
      sentence="Each quarter a government earns two points, up to one more for support at home, and more for deep "
               "institutions abroad; longer turns bring more, and it can carry over no more than it earns at a time.",
      formula="income = round(quarters * (2 + approval + weight * sum over partners of institutions)); "
              "capital = income + min(capital, income)",
      reads=("approval", "institutions", "capital"), writes=("capital",),
      params=(P("weight", 0.3, "points per unit of depth"),))
def capital(w: View, p: Numbers, r: Roles) -> Deltas:
    income = np.rint(r.quarters * (2 + w.approval + p.weight * total(w.institutions, 1)))
    return {"capital": income + np.minimum(w.capital, income) - w.capital}


RULES: tuple[Rule, ...] = (
    approval, prosperity, unrest, sparks, disorder, partisans, listening, crackdown, succession, honeymoon,
    reform_pace, overreach, impatience, reform_gains, climate, reform_climate, justice, rents,
    resentment, backlash, capital,
)
