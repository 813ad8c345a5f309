"""Human rights between a power that reports on them and a small state: friction, posture, recognition, exemption.

Friction `a.b` is raised by a with b; it relaxes at 0.20 a month and every cause adds a push of 0.20 × its gain. A
posture of 1 is to work on the partner, 0 to work with it.
"""

from __future__ import annotations

from sim.rules.rule import JUDGEMENT, P, Rule, rule
from sim.rules.view import View
from sim.world.arrays import Array, mine, positive, relax, room, theirs, total
from sim.world.state import Numbers, Roles


def watched(r: Roles) -> Array:
    """1 at (a, b) where a reports on b's human rights, (A, A, 1)."""
    return r.vector_back * mine(r.monitor)


@rule("powers.rights-duty", claims=("C34",), phase="powers", standing="inference",
      sentence="The legislature of {monitor} requires yearly reports on human rights; the further a state's reform "
               "lags, the more friction they cause.",
      formula="Δ friction = rate × (duty × (ideal − reform) − friction)",
      reads=("friction", "reform"), writes=("friction",),
      params=(P("rate", 0.20, "1/month"), P("duty", 0.25, "0-1", meaning="friction per missing reform"),
              P("ideal", 1.1, "0-1 of reform", JUDGEMENT, 1.0, 1.2, "even good pupils find something in the report")))
def rights_duty(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"friction": watched(r) * relax(w.friction, p.duty * (p.ideal - theirs(w.reform)), p.rate)}


@rule("powers.non-interference", claims=("C33",), phase="powers", standing="inference",
      sentence="A transactional administration leaves it to others how they govern themselves: there is less "
               "friction over rights.",
      formula="Δ friction = −push × transactional line",
      reads=("transactional",), writes=("friction",),
      params=(P("push", 0.03, "1/month", meaning="0.15 at rest"),))
def non_interference(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"friction": -p.push * watched(r) * mine(w.transactional)}


@rule("powers.working-on", claims=("C34",), phase="powers", standing="contested",
      sentence="Working on a partner in public, rather than with it, causes friction.",
      formula="Δ friction = push × posture",
      reads=("posture",), writes=("friction",),
      params=(P("push", 0.05, "1/month", meaning="0.25 at rest"),))
def working_on(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"friction": p.push * watched(r) * w.posture}


@rule("powers.crackdown-alarms", claims=("C35",), phase="powers",
      sentence="How a state handles demonstrations worries {monitor}, the more so the stronger the lobby for rights "
               "there.",
      formula="Δ friction = push × repression × rights lobby",
      reads=("repression", "rights_lobby"), writes=("friction",),
      params=(P("push", 0.42, "1/month", meaning="2 at rest for full repression and a full lobby: a crackdown of 0.15 "
                                                 "before a lobby of 0.5 is worth 0.15 at its height"),))
def crackdown_alarms(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"friction": p.push * watched(r) * theirs(w.repression) * mine(w.rights_lobby)}


@rule("powers.rights-lobby-fades", claims=("C35",), phase="powers", standing="inference",
      sentence="Worry over rights in one region slowly fades to its usual level.",
      formula="Δ rights lobby = rate × (usual − rights lobby)",
      reads=("rights_lobby",), writes=("rights_lobby",),
      params=(P("rate", 0.02, "1/month", meaning="half in three years"), P("usual", 0.3, "0-1")))
def rights_lobby_fades(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"rights_lobby": r.monitor * relax(w.rights_lobby, p.usual, p.rate)}


@rule("powers.posture-habit", claims=("C34",), phase="powers", standing="inference",
      sentence="Left alone, agencies return to habit, half-way between working on a partner and working with it.",
      formula="Δ posture = rate × (habit − posture)",
      reads=("posture",), writes=("posture",),
      params=(P("rate", 0.07, "1/month"), P("habit", 0.5, "0-1")))
def posture_habit(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"posture": watched(r) * relax(w.posture, p.habit, p.rate)}


@rule("powers.working-with", claims=("C34",), phase="powers", standing="inference",
      sentence="Working with a partner, through shared institutions, helps its reforms to take.",
      formula="Δ reform of the small state = gain × (1 − posture) × institutions × (1 − reform)",
      reads=("posture", "institutions", "reform"), writes=("reform",),
      params=(P("gain", 0.003, "1/month", meaning="about a third of a point a year: outsiders change little"),))
def working_with(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    help_given = total(watched(r) * room(w.posture) * w.institutions)
    return {"reform": p.gain * help_given * room(w.reform)}


@rule("powers.recognition", claims=("E18",), phase="powers",
      sentence="{monitor} is well informed of a partner's reforms and in the end acknowledges them.",
      formula="Δ recognition = rate × (reform − recognition)",
      reads=("recognition", "reform"), writes=("recognition",),
      params=(P("rate", 0.5, "1/month", low=0.5, high=0.5,
                meaning="were knowing the same as saying: two months; not drawn, the lag is taken from it"),))
def recognition(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"recognition": watched(r) * relax(w.recognition, theirs(w.reform), p.rate)}


@rule("powers.recognition-lag", claims=("C54",), phase="powers", standing="contested",
      sentence="What is known long stays unsaid: gains are acknowledged after a year or more, sooner where attention "
               "is high.",
      formula="Δ recognition = −withheld × max(0, reform − recognition) × (1 − attention × candour)",
      reads=("recognition", "reform", "attention"), writes=("recognition",),
      params=(P("withheld", 0.475, "1/month", JUDGEMENT, 0.46, 0.485,
                "leaves 0.025 of the 0.5 a month at which knowledge alone would be acknowledged; more would stop it"),
              P("candour", 0.12, "share", meaning="full attention trebles what is left")))
def recognition_lag(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    unsaid = positive(theirs(w.reform) - w.recognition)
    return {"recognition": -p.withheld * watched(r) * unsaid * (1.0 - p.candour * mine(w.attention))}


@rule("powers.exemption-wears", claims=("C31",), phase="powers", standing="inference",
      sentence="An exemption from sanctions wears off unless it is renewed: banks and lawyers grow cautious.",
      formula="Δ exemption = −rate × exemption",
      reads=("exemption",), writes=("exemption",),
      params=(P("rate", 0.01, "1/month", meaning="a ninth in a year; a licence stands until it is revoked, and what "
                                                 "elections undo has its own rule"),))
def exemption_wears(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    return {"exemption": -p.rate * w.exemption}


@rule("powers.exemption-costs", claims=("C31",), phase="powers", standing="inference",
      sentence="Sparing friends from sanctions costs support at home, where a large majority voted for them.",
      formula="Δ approval of the sanctioning power = −cost × exemption × sanctions",
      reads=("exemption", "sanctions"), writes=("approval",),
      params=(P("cost", 0.01, "1/month", meaning="per exempted partner"),))
def exemption_costs(w: View, p: Numbers, r: Roles) -> dict[str, Array]:
    spared = total(w.exemption, 1) * total(w.sanctions * r.sanctioned)
    return {"approval": -p.cost * r.sanctioner * spared}


RULES: tuple[Rule, ...] = (rights_duty, non_interference, working_on, crackdown_alarms, rights_lobby_fades,
                           posture_habit, working_with, recognition, recognition_lag, exemption_wears, exemption_costs)
