"""A tournament: doctrines of several seats against each other, every combination a world, and the game that their
points make: best responses, regret and equilibria.

All worlds have the same runs under the same luck, so differences between them are paired. Points are means over runs of
the model: their intervals are those of Monte Carlo and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.batch.equilibria import Mixed
from sim.batch.evidence import Evidence
from sim.batch.worlds import Source, from_fields
from sim.errors import MultivectorError, Place, Problem, refuse
from sim.scenario.words import listed
from sim.treatment import treat
from sim.world.arrays import Array

Z = 1.959963984540054  # the normal quantile of a 95 % interval
TIE = 1e-9  # points
APART = "-vs-"
LONGEST = 60  # name of a policy
Profile = tuple[int, ...]


@dataclass(frozen=True)
class Game:
    """`minds`: seat -> what may hold it. `points` (S, *numbers of minds, R): of each seat, in each profile and run."""

    minds: Mapping[str, tuple[str, ...]]
    points: Array

    @property
    def seats(self) -> tuple[str, ...]:
        return tuple(self.minds)

    @property
    def profiles(self) -> Iterator[Profile]:
        return product(*(range(len(minds)) for minds in self.minds.values()))

    def named(self, profile: Profile) -> dict[str, str]:
        return {seat: minds[k] for (seat, minds), k in zip(self.minds.items(), profile, strict=True)}

    @cached_property
    def means(self) -> Array:
        """(S, *numbers of minds)"""
        return self.points.mean(axis=-1)

    @cached_property
    def half(self) -> Array:
        """Of the 95 % interval of each mean."""
        return half_width(self.points)

    @cached_property
    def regret(self) -> Array:
        """What a seat would gain by its best answer to the others (S, *numbers of minds)."""
        return np.stack([mean.max(axis=s, keepdims=True) - mean for s, mean in enumerate(self.means)])

    @cached_property
    def regret_half(self) -> Array:
        """Of the 95 % interval of each, from pairs of runs."""
        return np.stack([half_width(_of_best(points, s) - points) for s, points in enumerate(self.points)])

    @property
    def best(self) -> NDArray[np.bool_]:
        """Where a seat's mind is a best response."""
        return self.regret <= TIE

    @property
    def equilibria(self) -> NDArray[np.bool_]:
        """Pure ones, of the means (*numbers of minds)."""
        return np.asarray(self.best.all(axis=0))

    @property
    def perhaps(self) -> NDArray[np.bool_]:
        """Where no seat's regret is told apart from none: so many runs do not rule out an equilibrium."""
        return np.asarray((self.regret <= self.regret_half + TIE).all(axis=0))


def half_width(values: Array) -> Array:
    runs = values.shape[-1]
    return Z * values.std(axis=-1, ddof=1) / np.sqrt(runs) if runs > 1 else np.zeros(values.shape[:-1])


def _of_best(points: Array, seat: int) -> Array:
    """The runs of the seat's best answer in each profile (*numbers of minds, R)."""
    best = points.mean(axis=-1).argmax(axis=seat)
    return np.take_along_axis(points, np.expand_dims(best, (seat, -1)), axis=seat)


# --- from words to a batch -------------------------------------------------------------------------------------------


def minds_of(scenario: str, seats: Sequence[str], doctrines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Seat -> its minds: those that are named as `SEAT=A,B`, else every doctrine of the scenario that it may hold.
    Raises MultivectorError."""
    its = treat(scenario).scenario
    if len(set(seats)) < 2 or len(set(seats)) < len(seats):
        raise refuse("MV-B046", "a tournament is between two seats or more, each named once", field="--seats",
                     value=",".join(seats), allowed=listed(its.seats), mend="name them: --seats A,B")
    if wrong := [seat for seat in seats if seat not in its.seats]:
        raise MultivectorError(*(Problem("MV-B046", "there is no such seat", Place(field="--seats"), seat,
                                         listed(its.seats), "name one of these", (seat, its.seats)) for seat in wrong))
    named = dict(_named(text, seats) for text in doctrines)
    own = {seat: tuple(key for key, doctrine in its.doctrines.items() if seat in doctrine.actors) for seat in seats}
    return {seat: _some(seat, named.get(seat, own[seat])) for seat in seats}


def _named(text: str, seats: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    seat, equals, minds = text.partition("=")
    found = tuple(dict.fromkeys(mind.strip() for mind in minds.split(",") if mind.strip()))
    if seat.strip() not in seats or not equals or not found:
        raise refuse("MV-B047", "this is not SEAT=DOCTRINE,DOCTRINE of a seat of the tournament", field="--doctrines",
                     value=text, allowed=listed(seats), mend="write --doctrines SEAT=A,B for each seat")
    return seat.strip(), found


def _some(seat: str, minds: tuple[str, ...]) -> tuple[str, ...]:
    if not minds:
        raise refuse("MV-B047", f"the scenario has no doctrine that {seat} may hold", field="--doctrines", value=seat,
                     mend=f"name some: --doctrines {seat}=steady,random")
    return minds


def design_of(scenario: str, minds: Mapping[str, Sequence[str]], runs: int, seed: int) -> Source:
    """Every profile a policy of one design, called by its minds, or by its number where that is too long."""
    profiles = list(product(*minds.values()))
    names = [APART.join(held) for held in profiles]
    if max(map(len, names)) > LONGEST:
        names = [f"profile-{k}" for k in range(len(profiles))]
    policies = {name: dict(zip(minds, held, strict=True)) for name, held in zip(names, profiles, strict=True)}
    return from_fields({"scenarios": (scenario,), "policies": policies, "replications": runs, "seed": seed,
                        "outcomes": {_score(seat): {"score": seat, "unit": "points"} for seat in minds}})


def _score(seat: str) -> str:
    return f"score.{seat}"


def game_of(its: Evidence, minds: Mapping[str, tuple[str, ...]]) -> Game:
    """The points that a whole store of that design holds."""
    shape = (*map(len, minds.values()), its.store.plan.design.replications)
    columns = dict(its.columns([_score(seat) for seat in minds]))
    return Game(minds, np.stack([columns[_score(seat)].reshape(shape) for seat in minds]))


# --- as JSON ---------------------------------------------------------------------------------------------------------


def as_json(scenario: str, seed: int, study: str, game: Game, mixed: Mixed) -> dict[str, Any]:
    """The documented form of `tournament --json` (docs/json.md)."""
    return {"scenario": scenario, "seed": seed, "study": study, "runs": game.points.shape[-1],
            "minds": {seat: list(minds) for seat, minds in game.minds.items()},
            "profiles": [_profile(game, profile) for profile in game.profiles],
            "mixed": {"method": mixed.method, "missing": mixed.missing,
                      "found": [_shares(game, shares) for shares in mixed.found]}}


def _profile(game: Game, at: Profile) -> dict[str, Any]:
    return {"minds": game.named(at), "equilibrium": bool(game.equilibria[at]), "perhaps": bool(game.perhaps[at]),
            "seats": {seat: {"points": _interval(game.means[s][at], game.half[s][at]),
                             "regret": _interval(game.regret[s][at], game.regret_half[s][at]),
                             "best": bool(game.best[s][at])} for s, seat in enumerate(game.seats)}}


def _interval(mean: float, half: float) -> dict[str, float]:
    return {"mean": float(mean), "low": float(mean - half), "high": float(mean + half)}


def _shares(game: Game, shares: Sequence[Sequence[float]]) -> dict[str, Any]:
    points = [expected(mean, shares) for mean in game.means]
    return {"shares": {seat: dict(zip(minds, map(float, its), strict=True))
                       for (seat, minds), its in zip(game.minds.items(), shares, strict=True)},
            "points": dict(zip(game.seats, points, strict=True))}


def expected(means: Array, shares: Sequence[Sequence[float]]) -> float:
    """Of one seat's means, where every seat mixes its minds in these shares."""
    for its in shares:
        means = np.tensordot(np.asarray(its, dtype=np.float64), means, axes=(0, 0))
    return float(means)
