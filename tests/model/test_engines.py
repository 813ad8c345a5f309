"""Campaigns by rules, by NumPy's programs and by numba's: the same Worlds, decisions and records, to the bit, for
drawn treatments; a run alone is its column, and a World goes on in any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.engine.known import DIVISORS, PARAMETERS
from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.rules import RULES
from sim.scenario.studies import Change
from sim.tape.machine import NUMBA, NUMPY, PLAIN, using
from sim.treatment import Treatment, treat
from sim.world.state import World
from tests.boards import MINI

ENGINES = (NUMPY, *([NUMBA] if find_spec("numba") else []))
RUNS = 3
SEAT = "mongolia"
BASE = treat(MINI)
WATCH = ("mongolia.autonomy", "mongolia.japan.depth", "kyrgyzstan.approval", "rivalry")
CHANGES: dict[str, dict[str, Any]] = {
    "figures": {"figures": {"rivalry": {"scale": 2}, "mongolia.potential": {"set": 40}}},
    "series": {"series": {"oil_price": {"scale": 0.3, "first": "2015-06"}}},
    "events": {"events": {"rate-cut": {"date": "2016-02", "scale": -2}}},
    "gone": {"events": {"rate-cut": {"remove": True}}, "effects": {"mongolia.approval": 0}},
    "turned": {"effects": {"mongolia.approval": -3, "rivalry": 4}},
    "forced": {"force": [{"option": "partnership", "month": "2015-08", "agent": SEAT, "target": "japan"}],
               "forbid": {"squeeze-transit": "2015-03"}},
    "parameters": {"parameters": {"region.divide-and-rule.kappa": {"scale": 3}}, "off": ["home.approval"]},
}


@dataclass(frozen=True)
class Case:
    """A treatment in words, and the luck under which it is run. `orders`: what the person in the seat orders turn by
    turn, as numbers of moves; none: nobody sits there. `chance`: one seat is held by chance, and two by doctrines that
    were set by hand."""

    seed: int = 0
    historical: bool = False
    off: tuple[str, ...] = ()
    set: Mapping[str, float] | None = None
    change: str = ""
    turn_months: int = 3
    chance: bool = False
    orders: tuple[tuple[int, ...], ...] = ()

    @property
    def treatment(self) -> Treatment:
        """Made anew, so that what staff expect is computed anew, too."""
        by_hand = {"russia": "random", "kyrgyzstan": "lean", "united_states.legislature": "great-power"}
        seats = by_hand if self.chance else {}
        seats |= {SEAT: "handed"} if self.orders else {}
        changes = {self.change: Change.model_validate({"text": "drawn", **CHANGES[self.change]})} if self.change else {}
        made = Treatment(BASE.loaded, changes, self.off, dict(self.set or {}), seats, self.historical, self.turn_months)
        made.board.staff.clear()
        return made


def played(case: Case, engine: str, first_run: int = 0, runs: int = RUNS, away: str = "") -> dict[str, Any] | str:
    """All that a campaign leaves, or the code with which it is refused. `away`: the engine that goes on half way."""
    try:
        with using(engine):
            model = BalanceModel(case.treatment, case.seed, first_run, runs, watch=WATCH, collect=False)
            most = model.board.turns // 2  # what staff expect later is found in the same way
            play(model, case, most // 2 if away else most)
            if away:
                went_on = BalanceModel(case.treatment, case.seed, first_run, runs, watch=WATCH, collect=False,
                                       world=saved(model.world), params=model.params)
                for name in ("record", "struck", "failed", "proposed"):
                    getattr(went_on, name)[:0] = getattr(model, name)
                model = went_on
        with using(away or engine):
            play(model, case, most)
    except MultivectorError as error:
        return error.problems[0].code
    return {"digests": model.world.digests(), "record": np.stack(model.record), "struck": model.struck,
            "failed": model.failed, "proposed": model.proposed}


def play(model: BalanceModel, case: Case, until: int) -> None:
    while model.turn < until:
        model.open()
        orders = case.orders[model.turn % len(case.orders)] if case.orders else ()
        own = [move.key for move in model.board.moves if SEAT in move.parties]
        model.close({SEAT: [own[n % len(own)] for n in orders]})


def saved(world: World) -> World:
    """As it comes back from elsewhere: every array a copy."""
    return world.take(np.arange(world.runs))


def differing(found: dict[str, Any] | str, wanted: dict[str, Any] | str, columns: slice = slice(None)) -> list[str]:
    """What is not the same. `columns`: those of the wanted."""
    if isinstance(found, str) or isinstance(wanted, str):
        return [] if found == wanted else [str(found)[:40], str(wanted)[:40]]
    out = ["digests"] if found["digests"] != wanted["digests"][columns] else []
    out += ["record"] if not np.array_equal(found["record"], wanted["record"][..., columns]) else []
    for name in ("struck", "failed", "proposed"):
        ours, theirs = ({(month, int(row), int(k)) for month, rows in its for row, k in np.argwhere(rows[:, which])}
                        for its, which in ((found[name], slice(None)), (wanted[name], columns)))
        out += [name] if ours != theirs else []
    return out


FACTORS = (0.0, 0.3, 3.0, 99.0, 1e4, -1.0)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = draw(st.lists(st.sampled_from(sorted(PARAMETERS)), max_size=2, unique=True))
    sets = {name: PARAMETERS[name].value * draw(st.sampled_from(FACTORS)) for name in names}
    sets = {name: x for name, x in sets.items() if x or name not in DIVISORS}
    orders = st.lists(st.lists(st.integers(0, 40), max_size=3).map(tuple), max_size=3).map(tuple)
    return Case(draw(st.integers(0, 4)), draw(st.booleans()),
                tuple(draw(st.lists(st.sampled_from([rule.id for rule in RULES]), max_size=2, unique=True))),
                sets, draw(st.sampled_from(["", *CHANGES])), draw(st.sampled_from([3, 12])), draw(st.booleans()),
                draw(orders))


@pytest.mark.parametrize("case", [
    Case(2, off=("balance.engagement",), change="turned", turn_months=6, chance=True),
    Case(1, True, set={"balance.depth.floor_money": 1e-9}, orders=((0, 3), ()))], ids=["switched", "no program"])
def test_engines_say_the_same(case: Case) -> None:
    wanted = played(case, PLAIN)
    assert isinstance(wanted, dict) and (wanted["failed"] or case.historical)
    assert {its: differing(played(case, its), wanted) for its in ENGINES} == {its: [] for its in ENGINES}


@pytest.mark.slow
@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.integers(0, RUNS - 1))
def test_of_drawn_treatments_too_alone_in_chunks_and_from_half_way(case: Case, k: int) -> None:
    wanted, engine = played(case, PLAIN), ENGINES[-1]
    assert {its: differing(played(case, its), wanted) for its in ENGINES} == {its: [] for its in ENGINES}
    if isinstance(wanted, dict):
        assert differing(played(case, engine, first_run=k, runs=1), wanted, slice(k, k + 1)) == []
        assert differing(played(case, engine, first_run=1, runs=2), wanted, slice(1, 3)) == []
        assert differing(played(case, engine, away=PLAIN), wanted) == []
