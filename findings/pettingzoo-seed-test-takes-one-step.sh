#!/usr/bin/env bash
# PettingZoo: parallel_seed_test compares the first step of two environments, whatever num_cycles says.
#
# Version:   pettingzoo 1.27.0, gymnasium 1.4.0
# Expected:  parallel_seed_test(env, num_cycles=500) plays two environments of one seed side by side for up to 500
#            steps, or to the end of an episode, and fails at the first step in which they differ.
# Seen:      it stops after one step: "has anybody ended" asks whether the dictionary of terminations has keys, not
#            whether one of its values is true. An environment that is not reproducible from its second step on passes,
#            and num_cycles means nothing.
# Output seen:
#   differs from step 1 on: found after 1 step
#   differs from step 2 on: passed after 1 step
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check pettingzoo==1.27.0 gymnasium==1.4.0
"$folder/v/bin/python" -W ignore - <<'PY'
from itertools import count

import numpy as np
from gymnasium.spaces import Box, Discrete
from pettingzoo import ParallelEnv
from pettingzoo.test import parallel_seed_test

LENGTH, COPIES = 50, count()


class Walk(ParallelEnv):
    """From step `apart` on each copy of it goes its own way."""

    metadata = {"name": "walk"}
    possible_agents = ["left", "right"]
    seen = Box(-1000, 1000, (1,), np.float64)
    act = {agent: Discrete(3) for agent in possible_agents}

    def __init__(self, apart):
        self.apart, self.copy, self.taken = apart, next(COPIES), 0
        self.act = {agent: Discrete(3) for agent in self.possible_agents}

    def observation_space(self, agent):
        return self.seen

    def action_space(self, agent):
        return self.act[agent]

    def reset(self, seed=None, options=None):
        self.agents, self.now = list(self.possible_agents), 0
        return self.everybody(np.zeros(1)), self.everybody({})

    def everybody(self, value):
        return {agent: value for agent in self.possible_agents}

    def step(self, actions):
        self.now, self.taken = self.now + 1, self.taken + 1
        where = np.full(1, float(self.copy if self.now >= self.apart else 0))
        over = self.now == LENGTH
        self.agents = [] if over else self.agents
        return (self.everybody(where), self.everybody(0.0), self.everybody(over), self.everybody(False),
                self.everybody({}))


def tried(apart):
    made = []
    try:
        parallel_seed_test(lambda: made.append(Walk(apart)) or made[-1], num_cycles=500)
        found = "passed"
    except AssertionError:
        found = "found"
    return found, made[0].taken


first, second = tried(1), tried(2)
for apart, (found, steps) in ((1, first), (2, second)):
    print(f"differs from step {apart} on: {found} after {steps} step{'s' * (steps > 1)}")
if first != ("found", 1) or second != ("passed", 1):
    raise SystemExit("changed: how many steps parallel_seed_test compares")
PY
