"""Treatments side by side in one chunk: each has the bits that it has alone, whatever the others differ in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.ledger import FullLedger
from sim.model import BalanceModel
from sim.scenario.studies import Change
from sim.study.tape import Tape, World, record, record_all
from sim.tape.machine import NUMPY, PLAIN, using
from sim.treatment import Treatment, treat
from tests.boards import MINI

RUNS, SEED, MONTHS = 2, 1, 21
PATHS = ("mongolia.balance", "china.mongolia.pressure", "oil_price")
OPTIONS = ("partnership", "squeeze-transit", "neighbours-meeting")
CHANGES: dict[str, dict[str, object]] = {
    "numbers": {"figures": {"rivalry": {"shift": 0.2}, "mongolia.approval": {"set": 0.3}},
                "parameters": {"region.divide-and-rule.kappa": {"scale": 1.5}},
                "series": {"oil_price": {"scale": 0.5, "first": "2015-03", "last": "2016-01"}}},
    "no event": {"events": {"rate-cut": {"remove": True}}},
    "earlier and larger": {"events": {"rate-cut": {"date": "2015-02", "scale": 2.0}}},
    "forbidden": {"forbid": {"aid-and-training": "2015-04", "court-investors": "2015-01"}},
    "forbidden later": {"forbid": {"aid-and-training": "2015-07"}},
    "forced": {"force": [{"option": "corridor-credit", "month": "2015-02", "target": "mongolia"}]},
    "moved": {"stocks": {"rivalry": {"shift": 0.2, "first": "2015-02", "last": "2015-06"},
                         "mongolia.china.trade": {"scale": 0.5, "first": "2014-06"},
                         "mongolia.member.epa": {"set": 1, "first": "2015-01"},
                         "mongolia.potential": {"set": 20.0, "first": "2015-01", "last": "2015-03"},
                         "mongolia.china.transit": {"set": 0.2, "first": "2015-04"},
                         "united_states.priority.rights": {"shift": 0.3, "first": "2014-12"}}},
    "held": {"stocks": {"rivalry": {"set": 0.9, "first": "2015-01", "last": "2015-08"}}},
    "in some months": {"effects": {"mongolia.china.goodwill": {"scale": 3.0, "first": "2014-06", "last": "2015-06"},
                                   "china.mongolia.pressure": {"scale": 0.0, "first": "2015-03"}}},
    "weaker": {"effects": {"mongolia.china.goodwill": 0.0, "china.mongolia.pressure": 1.5}},
}
WORDS: dict[str, dict[str, str]] = {
    "as it is": {},
    "off": {"off": "balance.vectors,balance.autonomy,decide.aims,decide.initiative"},
    "off, too": {"off": "powers.rivalry-drift,region.falls-back,ties.goodwill-base,economy.near-growth,home.approval,"
                        "home.capital,balance.autonomy"},
    "seated": {"seats": "mongolia=lean", "set": "region.divide-and-rule.kappa=0.9,rivalry=0.6"},
    "chance": {"seats": "mongolia=random,united_states.legislature=random,china=historical"},
}
KINDS = (*WORDS, *CHANGES)


@cache
def treatment(kind: str, record: bool = False) -> Treatment:
    base = treat(MINI, historical=record)
    if kind in WORDS:
        return treat(MINI, historical=record, **WORDS[kind])
    change = Change.model_validate({"text": kind, **CHANGES[kind]})
    return replace(base, changes={kind: change}, before=base)


@cache
def alone(kind: str, record: bool = False) -> tuple[str, ...]:
    """Rule by rule, on a board of its own: where all is written down there are neither programs nor switches."""
    return tuple(played([treatment(kind, record)], FullLedger()))


def beside(kinds: Sequence[str], record: bool = False) -> list[tuple[str, ...]]:
    digests = played([treatment(kind, record) for kind in kinds])
    return [tuple(digests[i * RUNS: (i + 1) * RUNS]) for i in range(len(kinds))]


def played(those: Sequence[Treatment], ledger: FullLedger | None = None) -> list[str]:
    model = BalanceModel(those, seed=SEED, runs=RUNS, ledger=ledger, collect=False)
    while model.world.month < MONTHS:
        model.step()
    return model.world.digests()


@pytest.mark.parametrize("engine", [PLAIN, NUMPY])
def test_all_kinds_side_by_side_are_as_each_alone(engine: str) -> None:
    with using(engine):
        assert beside(KINDS) == [alone(kind) for kind in KINDS]


def test_each_kind_makes_a_difference() -> None:
    """Or the test above would show nothing."""
    assert len({alone(kind) for kind in KINDS}) == len(KINDS)


def test_in_the_world_of_the_record() -> None:
    kinds = ("as it is", "off, too", "forced", "chance")
    with using(PLAIN):
        assert beside(kinds, record=True) == [alone(kind, record=True) for kind in kinds]


@settings(max_examples=3, deadline=None)
@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
def test_drawn_handfuls_in_any_order(kinds: list[str]) -> None:
    """One more than once, too."""
    with using(NUMPY):
        assert beside(kinds) == [alone(kind) for kind in kinds]


# --- what is kept of them ------------------------------------------------------------------------------------------


def same(first: Tape, second: Tape) -> bool:
    pairs = [(a, b) for name in ("paths", "struck", "proposed")
             for a, b in zip(getattr(first, name).values(), getattr(second, name).values(), strict=True)]
    return all(a.tobytes() == b.tobytes() and a.shape == b.shape for a, b in pairs)


@pytest.mark.parametrize(("runs", "chunk"), [(2, 4), (7, 5)])
def test_tapes_are_those_of_each_world_alone(runs: int, chunk: int) -> None:
    """Worlds of two structures and of two lengths, two to a chunk; and runs in two pieces."""
    those = [treatment(kind) for kind in ("as it is", "off, too", "seated")] + [treatment("as it is", record=True)]
    worlds = [World(one, PATHS[: 3 - i % 2], OPTIONS[i % 2:], 14 + 3 * (i // 2)) for i, one in enumerate(those)]
    with using(NUMPY):
        found = {id(world): tape for world, tape in record_all(worlds, runs, seed=SEED, chunk=chunk)}
        assert len(found) == len(worlds)
        for world in worlds:
            own = record(world.treatment, world.paths, world.options, runs, seed=SEED, until=world.until)
            assert same(found[id(world)], own)
            assert own.months == found[id(world)].months >= world.until


def test_a_world_with_one_event_more_runs_apart() -> None:
    """Its structure is another one; both have the bits that they have alone."""
    comet = {"title": "Comet", "sentence": "It comes.", "date": "2015-02", "source": "invented",
             "effects": [{"on": "instability", "size": 0.2}]}
    base = treat(MINI)
    more = replace(base, changes={"x": Change.model_validate({"text": "x", "add": {"comet": comet}})}, before=base)
    assert more.structure != base.structure
    worlds = [World(one, PATHS, OPTIONS, 15) for one in (base, more)]
    found = {world.treatment.digest: tape for world, tape in record_all(worlds, RUNS, seed=SEED)}
    for world in worlds:
        own = record(world.treatment, world.paths, world.options, RUNS, seed=SEED, until=world.until)
        assert same(found[world.treatment.digest], own)


def test_opposite_effects_cannot_stand_side_by_side() -> None:
    """Which way an effect points is structure: the room before it is the other one."""
    base = treat(MINI)
    turned = [replace(base, changes={"x": Change.model_validate({"text": "x", **change})}) for change in (
        {"effects": {"mongolia.japan.goodwill": -1.0}}, {"events": {"rate-cut": {"scale": -1.0}}})]
    assert len({base.structure, *(one.structure for one in turned)}) == 3
    assert treatment("weaker").structure == base.structure != treatment("as it is", record=True).structure
    assert np.array_equal(turned[0].board.effects.moves, base.board.effects.moves)
