"""A blank world for worked cases: the six actors with their roles, every number zero but those that are given, and
every buying power 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.catalogue import BY_NAME, NAMED, STORED
from sim.rules.rule import Rule
from sim.rules.view import View
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.state import Params, Roles, Sizes, World

ACTORS = ("kazakhstan", "united_states", "russia", "china", "uzbekistan", "european_union")
INSTITUTIONS = ("eaeu", "epca", "c5", "espd", "spd", "wto", "bri", "sco", "csto", "consultative", "russia_plus",
                "china_plus", "eu_dialogue", "alliance", "cis")
ISSUES = ("security", "russia", "china", "iran", "trade", "rights", "energy")
SIZES = Sizes(ACTORS, INSTITUTIONS, ISSUES, ("multi-vector", "lean", "drift", "engaged", "opening"))
ROLES = {"small": "kazakhstan uzbekistan", "twin": "kazakhstan uzbekistan", "near": "russia china",
         "power": "united_states russia china european_union", "west": "united_states european_union",
         "absorber": "russia", "creditor": "china", "market": "china", "sanctioner": "united_states",
         "sanctioned": "russia", "precedent": "european_union", "elected": "united_states", "monitor": "united_states"}


def index(path: str) -> tuple[str, tuple[int, ...]]:
    """`a.b.x` -> (x, (a, b)); `a.member.i` -> (member, (i, a)); `x` -> (x, ())."""
    parts = path.split(".")
    if len(parts) == 3 and parts[1] in BY_NAME and BY_NAME[parts[1]].axes in NAMED:
        variable = BY_NAME[parts[1]]
        return variable.name, (SIZES.names(variable.axes[0]).index(parts[2]), ACTORS.index(parts[0]))
    return parts[-1], tuple(ACTORS.index(a) for a in parts[:-1])


def roles(depths: Mapping[str, float] = {}) -> Roles:
    """`depths`: institution -> depth that it carries between any two members."""
    masks: dict[str, Array] = {}
    for role, names in ROLES.items():
        masks[role] = np.array([[1.0 if a in names.split() else 0.0] for a in ACTORS])
    vector = masks["small"][:, None] * masks["power"][None, :]
    twins = masks["twin"][:, None] * masks["twin"][None, :]
    own = 1.0 - np.eye(len(ACTORS))[:, :, None]
    masks |= {"vector": vector, "vector_back": vector.swapaxes(0, 1).copy(), "twins": twins * own, "own": own}
    masks["may_hold"] = np.ones((len(SIZES.doctrines), len(ACTORS), 1))
    aside = {"lean": 1.0, "drift": 1.0}
    masks["sets_aside"] = np.array([[aside.get(name, 0.0)] for name in SIZES.doctrines])
    masks["patron"] = np.array([[[float(name == "lean" and a == "russia")] for a in ACTORS]
                                for name in SIZES.doctrines])
    masks["institution_depth"] = np.array([[depths.get(i, 0.0)] for i in INSTITUTIONS])
    masks["institution_pair"] = np.broadcast_to(own, (len(INSTITUTIONS), *own.shape)).copy()
    masks["rungs_2014"] = np.zeros(own.shape)
    masks["quarters"] = np.ones(1)
    return Roles(masks)


def world(given: Mapping[str, float], runs: int = 1) -> World:
    stocks = {v.name: np.zeros((*SIZES.shape(v.axes), runs)) for v in STORED}
    stocks["currency"][...] = 1.0
    for path, value in given.items():
        name, where = index(path)
        stocks[name][where] = on_grid(np.array(float(value)))
        if BY_NAME[name].both_ways:
            stocks[name][where[::-1]] = stocks[name][where]
    none = np.zeros((0, runs))
    return World(0, stocks, none.astype(np.int16), none.astype(np.int16))


def params(rules: tuple[Rule, ...], runs: int = 1) -> Params:
    return Params({f"{r.id}.{p.name}": np.full(runs, p.value) for r in rules for p in r.params})


def deltas(rule: Rule, rules: tuple[Rule, ...], given: Mapping[str, float], luck_seed: int = 0,
           depths: Mapping[str, float] = {}, *fourth: Any) -> Mapping[str, Array]:
    """What one rule returns. `rules` must hold the derived rules that it reads; `fourth`: the argument of its phase."""
    p, r = params(rules), roles(depths)
    view = View(world(given), rules, p, r, SIZES, Noise(luck_seed, np.array([0])))
    return rule.body(view, p.of(rule.id), r, *fourth)


def apply(*given: Any) -> dict[str, float]:
    """The non-zero contributions of one rule, by path; takes what `deltas` takes."""
    out: dict[str, float] = {}
    for name, delta in deltas(*given).items():
        variable = BY_NAME[name]
        full = np.broadcast_to(delta, (*SIZES.shape(variable.axes), 1))
        for where in np.argwhere(on_grid(full)[..., 0] != 0):
            names = [SIZES.names(axis)[i] for axis, i in zip(variable.axes, where, strict=True)]
            path = f"{names[1]}.{name}.{names[0]}" if variable.axes in NAMED else ".".join([*names, name])
            out[path] = float(full[tuple(where)][0])
    return out
