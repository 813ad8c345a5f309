"""The public phase in the model: what people say is answered in the same turn, run by run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.agents.doctrines import ANSWERS
from sim.engine.moves import actor_of
from sim.model import BalanceModel
from sim.treatment import treat
from tests.boards import LONG, SHORT, board, on

SEATS = ("kazakhstan", "united_states", "russia", "china", "uzbekistan")
RUNS = 6


def opened(seats: str = "russia=handed", runs: int = RUNS, first: int = 0) -> BalanceModel:
    model = BalanceModel(SHORT, seed=2, runs=runs, first_run=first, seats=seats, collect=False)
    model.open()
    return model


def possible(model: BalanceModel, seat: str) -> list[str]:
    """Joint moves that the seat may begin, free and unnamed in every run."""
    free = model.outlook.free & model.tray.unnamed
    return [move.key for row, move in enumerate(model.board.moves)
            if move.joint and seat in move.starters and free[row].all()]


def part(model: BalanceModel, agent: str, key: str) -> int:
    return model.board.part(agent, key)


def test_every_joint_move_can_be_struck_in_the_turn_in_which_a_person_proposes_it() -> None:
    """The moves between the five seats, one a run, with nothing in their way: once 34 of 40 took a second turn."""
    plain = board(LONG, off="play")
    joint = [move for move in plain.moves if len(move.parties) > 1 and {*map(actor_of, move.parties)} <= {*SEATS}]
    assert len(joint) >= 40 and sum(len(move.starters) < len(move.parties) for move in joint) >= 34
    free = replace(plain, conditions=(*(() for _ in plain.moves), *plain.conditions[len(plain.moves):]))
    seats = ",".join(f"{agent}=handed" for agent in {party: 0 for move in joint for party in move.parties})
    model = BalanceModel(on(free, LONG, seats=seats), seed=1, runs=len(joint), collect=False)
    world = model.world.with_stocks(capital=np.full_like(model.world.stocks["capital"], 12.0))
    model.world = replace(world, since=np.full_like(world.since, -1), uses=np.zeros_like(world.uses))
    model.open()
    for column, move in enumerate(joint):
        here = np.arange(len(joint)) == column
        first = move.starters[0]
        for party in (first, *(other for other in move.parties if other != first)):
            model.speak(party, {move.key: here})
    model.close()
    struck = np.logical_or.reduce([rows for _, rows in model.struck])
    assert [move.key for column, move in enumerate(joint) if not struck[plain.row[move.key], column]] == []


def test_doctrines_answer_before_anything_else_happens_and_what_they_said_stands() -> None:
    model = opened()
    key = possible(model, "russia")[0]
    (other,) = (party for party in model.board.move(key).parties if party != "russia")
    model.speak("russia", [key])
    theirs = part(model, other, key)
    said = model.tray.yes[theirs].copy()
    assert model.tray.told[theirs].all() and model.tray.told[part(model, "russia", key)].all()
    model.close()
    assert (model.tray.told[theirs] & (model.tray.yes[theirs] | ~said)).all()
    struck = np.logical_or.reduce([rows for _, rows in model.struck])
    assert (struck[model.board.row[key]] == said).all()


def test_a_run_alone_hears_what_it_hears_among_many() -> None:
    together = opened()
    keys = possible(together, "russia")[:3]
    for key in keys:
        together.speak("russia", [key])
    together.close()
    for run in (0, RUNS - 1):
        alone = opened(runs=1, first=run)
        for key in keys:
            alone.speak("russia", [key])
        alone.close()
        assert alone.world.digest() == together.world.column(run).digest()


def test_words_by_run_are_heard_where_they_are_said() -> None:
    model = opened()
    key = possible(model, "russia")[0]
    half = np.arange(RUNS) % 2 == 0
    model.speak("russia", {key: half})
    for party in model.board.move(key).parties:
        assert (model.tray.told[part(model, party, key)] == half).all()


def test_an_acceptance_is_the_answer_that_would_have_been_given_when_the_turn_runs() -> None:
    """The same luck and the same rule: said at once or at the end, one proposal makes the same world."""
    early, late = opened(), opened()
    key = "guarantor>uzbekistan"
    early.speak("russia", [key])
    agreed = early.tray.yes[part(early, "uzbekistan", key)].copy()
    early.close()
    late.close({"russia": [key]})
    assert agreed.any()
    for run in np.flatnonzero(agreed):
        assert early.world.column(int(run)).digest() == late.world.column(int(run)).digest()


def test_a_refusal_comes_with_what_would_be_agreed_to() -> None:
    """One other move of the same parties, which nobody had named, where the answer was no; and nothing else is said."""
    for key, other in (("reactor", "uzbekistan"), ("caspian-bar", "kazakhstan")):
        model = opened()
        before, unnamed = model.tray.yes.copy(), model.tray.unnamed
        model.speak("russia", [key])
        new = model.tray.yes & ~before
        own = [k for k, x in enumerate(model.board.parts) if x.agent == other and new[k].any()]
        moves = [model.board.parts[k].move for k in own]
        refused = ~model.tray.yes[part(model, other, key)]
        assert refused.all() and (new[own] <= unnamed[moves]).all() and new[own].sum(axis=0).max(initial=0) <= 1
        assert {model.board.moves[row].parties for row in moves} <= {("russia", other), (other, "russia")}
        assert new[own].any() == (other == "uzbekistan")
        assert new.sum() == RUNS + new[own].sum()


def test_a_counter_that_is_accepted_is_struck() -> None:
    model = opened()
    model.speak("russia", ["reactor"])
    offered = model.tray.yes[part(model, "uzbekistan", "guarantor>uzbekistan")].copy()
    model.speak("russia", {"guarantor>uzbekistan": offered})
    model.close()
    struck = np.logical_or.reduce([rows for _, rows in model.struck])
    assert offered.any() and (struck[model.board.row["guarantor>uzbekistan"]] >= offered).all()


def test_a_doctrine_says_yes_to_no_more_than_its_answers() -> None:
    model = opened()
    for key in possible(model, "russia"):
        model.speak("russia", [key])
    model.close()
    for agent, rows in model.board.parts_of.items():
        if agent != "russia" and "." not in agent:
            assert ((model.tray.told & model.tray.yes)[rows].sum(axis=0) <= ANSWERS).all(), agent


def test_nobody_pays_in_advance_for_what_has_been_refused() -> None:
    model = opened("russia=handed,uzbekistan=handed")
    key = next(key for key in possible(model, "russia") if "uzbekistan" in model.board.move(key).parties
               and model.outlook.prices[part(model, "russia", key)].all())
    seat, price = model.decider("russia"), model.outlook.prices[part(model, "russia", key)]
    before = seat.purse(model.table).copy()
    model.speak("russia", [key])
    assert (seat.purse(model.table) == before - price).all()
    model.speak("uzbekistan", [key], False)
    assert (seat.purse(model.table) == before).all()


def test_nothing_is_open_when_the_next_turn_opens() -> None:
    model = BalanceModel(treat(SHORT, seats="kazakhstan=handed"), seed=2, runs=RUNS, collect=False)
    model.open()
    asked = model.tray.yes.copy()
    model.close()
    model.open()
    assert asked.any() and not model.tray.told.any()
    fresh = BalanceModel(treat(SHORT, seats="kazakhstan=handed"), seed=2, runs=RUNS, collect=False, world=model.world)
    fresh.lay_table()
    assert (model.tray.yes == fresh.tray.yes).all()
