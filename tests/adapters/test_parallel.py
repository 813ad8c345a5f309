"""The environment for PettingZoo against PettingZoo's own tests, and against the game that it is."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

pytest.importorskip("pettingzoo")

from pettingzoo.test import parallel_api_test, parallel_seed_test

from sim.adapters import parallel_env
from sim.adapters.parallel import OWN, SeatsEnv
from sim.errors import MultivectorError
from sim.game.game import Game
from sim.seat.goals import goal_views, score_of
from sim.seat.past import Past
from sim.seat.sight import Sight
from sim.seat.turn import turn_view
from tests.boards import MINI

SEATS = ("mongolia", "china")


def env(**words: Any) -> SeatsEnv:
    return parallel_env(MINI, **words)


def test_pettingzoos_own_api_test() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parallel_api_test(env(), num_cycles=100)


def test_pettingzoos_own_seed_test() -> None:
    parallel_seed_test(env, num_cycles=3)


def played(its: SeatsEnv, seed: int, masked: bool = True) -> list[Any]:
    """A game of random actions, as far as each step showed it."""
    luck, shown = np.random.default_rng(7), list[Any]()
    seen, _ = its.reset(seed=seed)
    while its.agents:
        actions = {agent: int(luck.choice(np.flatnonzero(seen[agent]["action_mask"]))) if masked
                   else int(luck.integers(len(its.moves[agent]) + 1)) for agent in its.agents}
        seen, *rest = its.step(actions)
        shown.append((actions, seen, *rest))
    return shown


def test_a_seed_is_a_game_to_its_end() -> None:
    """PettingZoo's seed test stops after the first step."""
    one, same, other = (played(env(orders=1), seed) for seed in (3, 3, 4))
    np.testing.assert_equal(one, same)
    with pytest.raises(AssertionError):
        np.testing.assert_equal(one, other)


def test_a_reset_without_a_seed_is_the_next_run() -> None:
    its = env(seed=3)
    runs = []
    for options in (None, None, {"run": 9}, None):
        its.reset(options=options)
        runs.append((its.game.seed, its.game.run))
    assert runs == [(3, 0), (3, 1), (3, 9), (3, 10)]


def test_every_observation_is_in_its_space_and_is_what_the_seat_is_told() -> None:
    its = env()
    seen, _ = its.reset(seed=1)
    for _ in range(4):
        for agent in its.agents:
            assert its.observation_space(agent).contains(seen[agent])
            told = {x.path: x.value for x in turn_view(its.game, agent).indicators}
            shown = dict(zip(its.numbers[agent], seen[agent]["observation"].tolist(), strict=True))
            for path in its.numbers[agent][len(OWN):]:
                assert shown[path] == pytest.approx(told.get(path, 0.0), rel=1e-6), path
        seen, *_ = its.step({agent: int(np.flatnonzero(seen[agent]["action_mask"])[-1]) for agent in its.agents})


def test_only_what_the_seat_may_know_is_in_it() -> None:
    its = env()
    hidden = 0
    for agent in SEATS:
        sight = Sight(Game(its.treatment, SEATS), agent)
        assert all(sight.sees(path) for path in its.numbers[agent][len(OWN):])
        other = next(seat for seat in SEATS if seat != agent)
        hidden += sum(not sight.sees(path) for path in its.numbers[other][len(OWN):])
    assert hidden


def test_the_mask_is_what_the_game_allows() -> None:
    """Every action that it allows is taken, and every other one is told."""
    its, seen = env(), {"mongolia": 0, "china": 0}
    its.reset(seed=2)
    for _ in range(6):
        for agent in SEATS:
            mask = its.observe(agent)["action_mask"]
            assert mask[0]
            for action, key in enumerate(its.moves[agent], start=1):
                assert bool(mask[action]) == (not its._why_not(agent, key)), key
            seen[agent] += int((mask == 0).sum())
        actions = {agent: int(np.flatnonzero(its.observe(agent)["action_mask"])[-1]) for agent in SEATS}
        *_, infos = its.step(actions)
        assert not any("refused" in info for info in infos.values())
    assert all(seen.values())


def test_what_is_not_allowed_is_a_pass_and_told() -> None:
    """A game of nothing else is the game of nobody's orders."""
    its, told = env(), 0
    its.reset(seed=2)
    while its.agents:
        masks = {agent: its.observe(agent)["action_mask"] for agent in its.agents}
        actions = {agent: int(next(iter(np.flatnonzero(mask == 0)), len(mask))) for agent, mask in masks.items()}
        *_, infos = its.step(actions)
        for agent, action in actions.items():
            assert infos[agent]["refused"], action
            told += action < len(masks[agent])
    idle = Game(its.treatment, SEATS, 2)
    while not idle.over:
        idle.end_turn()
    assert its.game.digests == idle.digests and told


def test_the_price_of_what_is_sealed_is_not_in_hand() -> None:
    its = env()
    its.reset(seed=2)
    before = its.observe("mongolia")
    key = next(key for k, key in enumerate(its.moves["mongolia"]) if before["action_mask"][k + 1]
               and before["price"][k] > 0 and not its.game.board.move(key).joint)
    at = its.moves["mongolia"].index(key)
    seen, *_ = its.step({"mongolia": at + 1})
    capital = OWN.index("capital")
    after = seen["mongolia"]
    assert after["observation"][capital] == before["observation"][capital] - before["price"][at]
    assert not after["action_mask"][at + 1]


def test_rewards_add_up_to_the_points_of_the_game() -> None:
    its = env()
    its.reset(seed=5)
    past = Past(its.game)
    opening = {agent: score_of(goal_views(past, agent))[0] for agent in SEATS}
    steps = played(its, 5, masked=False)
    assert len(steps) == 2 * its.game.turns
    past = Past(its.game)
    for agent in SEATS:
        total = sum(rewards[agent] for _, _, rewards, *_ in steps)
        assert total == pytest.approx(score_of(goal_views(past, agent))[0] - opening[agent])


def test_one_proposes_and_the_other_accepts_in_the_next_step() -> None:
    its, key = env(), "corridor-credit>mongolia"
    its.reset(seed=1)
    ours, theirs = (its.moves[agent].index(key) for agent in SEATS)
    before = its.observe("mongolia")
    assert not before["asked"][ours] and not before["action_mask"][ours + 1]
    seen, *_ = its.step({"china": theirs + 1})
    assert seen["mongolia"]["asked"][ours] and seen["mongolia"]["action_mask"][ours + 1]
    its.step({"mongolia": ours + 1})
    assert {word.agent for word in its.game.branches.now.turns[0].words if word.move == key and word.yes} == set(SEATS)


def test_a_seat_that_nobody_can_take() -> None:
    with pytest.raises(MultivectorError) as caught:
        env(seats=("japan",))
    assert caught.value.problems[0].code == "MV-P002"
