"""What a rule sees: one snapshot of the World, with derived variables computed when first asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.catalogue import BY_NAME
from sim.rules.rule import Rule
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.state import Params, Roles, Sizes, World


class View:
    """`w.rivalry` is the stock or the derived variable of that name; `w.luck("name")` the month's draws of a source.

    Derived variables are the sum of what their rules contribute, each rounded to the grid, clipped to their bounds.
    """

    __slots__ = ("_contributions", "_derived", "noise", "params", "roles", "rules", "sizes", "world")

    def __init__(self, world: World, rules: Sequence[Rule], params: Params, roles: Roles, sizes: Sizes,
                 noise: Noise | None = None) -> None:
        self.world, self.rules, self.params, self.roles = world, rules, params, roles
        self.sizes, self.noise = sizes, noise
        self._derived: dict[str, Array] = {}
        self._contributions: dict[str, dict[str, Array]] = {}

    def __getattr__(self, name: str) -> Array:
        stocks = self.world.stocks
        if name in stocks:
            return stocks[name]
        if name not in self._derived:
            self._derived[name] = self._derive(name)
        return self._derived[name]

    def _derive(self, name: str) -> Array:
        variable = BY_NAME.get(name)
        if variable is None or variable.kind != "derived":
            raise AttributeError(f"no variable {name!r}")
        out = np.zeros((*self.sizes.shape(variable.axes), self.world.runs))
        for rule in self.rules:
            if rule.phase == "derived" and name in rule.writes:
                out += on_grid(self.params.switched(rule.id, self._contribution(rule)[name]))
        return np.clip(out, variable.low, variable.high)

    def _contribution(self, rule: Rule) -> dict[str, Array]:
        if rule.id not in self._contributions:
            self._contributions[rule.id] = dict(rule.body(self, self.params.of(rule.id), self.roles))
        return self._contributions[rule.id]

    def luck(self, name: str) -> Array:
        """Standard normal draws of this month (axes..., R), or zeros where nothing would come of them."""
        if self.noise is None:
            raise AttributeError("derived variables and decisions have no luck")
        source = next(source for rule in self.rules for source in rule.luck if source.name == name)
        shape = self.sizes.shape(source.axes)
        if source.when and not self.world.stocks[source.when].any():
            return np.zeros((*shape, self.world.runs))
        return self.noise.normal(name, self.world.month, shape)
