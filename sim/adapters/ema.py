"""A scenario as a Model of EMA Workbench: ranges are uncertainties, doctrines and barred options levers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ema_workbench import BooleanParameter, CategoricalParameter, Model, RealParameter, ScalarOutcome

from sim.batch.batch import plan_of
from sim.batch.part import run_part
from sim.batch.plan import Plan
from sim.batch.worlds import from_fields
from sim.engine.opening import figures_of, parameters_of
from sim.errors import refuse
from sim.scenario.design import NONE
from sim.scenario.schema import Scenario
from sim.session.local import check_seat
from sim.treatment import treat

RANGE = tuple[float, float]


def model_of(scenario: str, uncertainties: Mapping[str, RANGE] | None = None, seats: Sequence[str] = (),
             options: Sequence[str] = (), outcomes: Mapping[str, Any] | None = None, seed: int = 1,
             run: int = 0) -> Model:
    """`scenario`: an id or a file. `uncertainties`: parameter or starting figure -> its range; if none is named, every
    number that has one. `seats`: each is a lever, `seat_SEAT`, whose values are `none` (its own course) and the
    doctrines that it may follow. `options`: each is a lever, `bar_OPTION`, that takes the option away from the opening
    on. `outcomes`: as in a design; if none is named, the usual ones. Where there is none, as of an agreement that never
    came, it is not a number. `seed`, `run`: the luck; of run 0 every number that is no uncertainty has its stated
    value.

    Names are Python's in EMA Workbench, so every sign but letters and digits is `_` there. Raises MultivectorError.
    """
    board = treat(scenario).board
    ranges = dict(uncertainties or {name: (low, high) for name, (_, low, high) in
                                    {**parameters_of(board), **figures_of(board)}.items() if low != high})
    for seat in seats:
        check_seat(board, seat)
    levers = {**{_name(f"seat_{seat}"): ("seat", seat) for seat in seats},
              **{_name(f"bar_{option}"): ("bar", option) for option in options}}
    its = _Run(scenario, _named(ranges), ranges, levers, dict(outcomes or {}), seed, run)
    plan = its.plan({}, {}, tuple(options))
    model = Model(re.sub(r"[\W_]", "", board.scenario.id), function=its)
    model.uncertainties = [RealParameter(_name(name), *ends) for name, ends in ranges.items()]
    model.levers = [*(CategoricalParameter(_name(f"seat_{seat}"), [NONE, *_doctrines(board.scenario, seat)])
                      for seat in seats), *(BooleanParameter(_name(f"bar_{option}")) for option in options)]
    model.outcomes = [ScalarOutcome(_name(name)) for name in plan.outcomes]
    return model


def _name(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _named(names: Iterable[str]) -> dict[str, str]:
    """Python's names -> ours. Raises MultivectorError where two would be one, of which the Workbench would keep one."""
    found: dict[str, str] = {}
    for name in names:
        if (other := found.setdefault(_name(name), name)) != name:
            raise refuse("MV-B031", f"{name} and {other} have one name in EMA Workbench", value=_name(name),
                         mend="name the others under uncertainties=")
    return found


def _doctrines(scenario: Scenario, seat: str) -> list[str]:
    return [name for name, its in scenario.doctrines.items() if seat in (its.actors or (seat,))]


@dataclass
class _Run:
    """What EMA Workbench calls. `names`: its names of uncertainties -> ours; `ranges`: by ours; `levers`: its names ->
    what they set."""

    scenario: str
    names: dict[str, str]
    ranges: dict[str, RANGE]
    levers: dict[str, tuple[str, str]]
    outcomes: dict[str, Any]
    seed: int
    run: int
    plans: dict[tuple[Any, ...], Plan] = field(default_factory=dict, repr=False)

    def __call__(self, **values: Any) -> dict[str, float]:
        """Outcome -> its number."""
        point = {self.names[name]: float(x) for name, x in values.items() if name in self.names}
        pulled = [(*self.levers[name], x) for name, x in values.items() if name in self.levers]
        seats = {of: str(x) for kind, of, x in pulled if kind == "seat" and x != NONE}
        barred = tuple(of for kind, of, x in pulled if kind == "bar" and x)
        plan = self.plan(point, seats, barred)
        found = run_part(plan, 0).runs
        return {_name(name): float(found[name][0]) for name in plan.outcomes}

    def plan(self, point: Mapping[str, float], seats: Mapping[str, str], barred: tuple[str, ...]) -> Plan:
        """Of one run of one world at one point; worlds are kept."""
        key = (tuple(sorted(seats.items())), barred)
        if key not in self.plans:
            opens = treat(self.scenario).scenario.opens
            self.plans[key] = plan_of(from_fields({
                "scenarios": (self.scenario,), "policies": {"levers": dict(seats)},
                "levers": {"bar": {"set": {"forbid": dict.fromkeys(barred, opens)}}},
                "uncertainties": self.ranges, "outcomes": self.outcomes, "seed": self.seed, "first_run": self.run}))
        its = self.plans[key]
        return Plan(its.design, its.experiments, {name: np.array([x]) for name, x in point.items()})
