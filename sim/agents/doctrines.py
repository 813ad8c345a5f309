"""Doctrines as arrays and the choice among scored parts: pure functions over all runs.

A doctrine is a row of weights on the `decide` rules. What an agent does with the weighted scores is the same for all:
add noise, leave out what is blocked or too dear, take the best while it beats the doctrine's threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.agents.means import Means
from sim.engine.board import Board
from sim.tape.kernels import chosen
from sim.tape.machine import NUMBA, engine
from sim.world.arrays import Array, total
from sim.world.noise import Noise
from sim.world.state import World

PICKS = 2  # orders that a leadership may start a quarter
ONE = 1  # moves a quarter of an agent below it
ANSWERS = 3  # proposals of others that an agent may accept a quarter
FIRST_MOVE = "decide.initiative"  # a consideration about proposing; it says nothing about an answer
YEAR = 4  # quarters, the most that a turn has
PERSISTENT = 0.3  # share of the noise that lasts; the rest is drawn anew each quarter


@dataclass(frozen=True, slots=True)
class Weights:
    """Per doctrine k: weights on the decide rules (K, D), threshold (K,), temperature (K,)."""

    rules: tuple[str, ...]
    weights: Array
    threshold: Array
    temperature: Array


def weights_of(board: Board) -> Weights:
    rules = tuple(rule.id for rule in board.rules if rule.phase == "decide")
    doctrines = list(board.scenario.doctrines.values())
    table = [[float(d.weights.get(rule, 1.0)) for rule in rules] for d in doctrines]
    return Weights(rules, np.array(table).reshape(len(doctrines), len(rules)),
                   np.array([d.threshold for d in doctrines]), np.array([d.temperature for d in doctrines]))


def mixture(board: Board, world: World, agent: str, given: str = "") -> Array:
    """Which doctrine the agent follows (K, R): the line in office; an agent below it, the given one or its own."""
    if "." not in agent:
        return world.stocks["line"][:, board.sizes.actors.index(agent)]
    own = followed(board, agent, given)
    mask = np.array([float(d == own) for d in board.sizes.doctrines])
    return np.broadcast_to(mask[:, None], (len(mask), world.runs))


def followed(board: Board, agent: str, given: str = "") -> str:
    """The doctrine of an agent below a leadership, the given one or its own; none of a leadership, which changes."""
    if "." not in agent:
        return ""
    return given or next((d for d, x in board.scenario.doctrines.items() if agent in x.actors), "")


def weighed(weights: Weights, mix: Array, scores: dict[str, Array], rows: NDArray[np.int64]) -> list[Array]:
    """Each consideration after the doctrine's weight, for the given parts: a list of (rows, R), one per decide rule."""
    return [total(mix * weights.weights[:, d, None])[None, :] * scores[rule][rows]
            for d, rule in enumerate(weights.rules)]


@dataclass(frozen=True, slots=True)
class Wish:
    """What an agent wants in a turn, luck aside. `start`, `answer` (rows, R): what its considerations add up to for
    each of its parts, when it may begin and when it is asked; `heat` (R,): how much luck counts; `bar` (R,): what a
    part must pass to be begun."""

    start: Array
    answer: Array
    heat: Array
    bar: Array


def wish(weights: Weights, mix: Array, scores: dict[str, Array], rows: NDArray[np.int64]) -> Wish:
    """Of an agent that follows this mixture of doctrines and has these parts."""
    terms = weighed(weights, mix, scores, rows)
    none = np.zeros((len(rows), mix.shape[1]))
    asked = [term for term, rule in zip(terms, weights.rules, strict=True) if rule != FIRST_MOVE]
    return Wish(total(np.stack([none, *terms])), total(np.stack([none, *asked])),
                total(mix * weights.temperature[:, None]), total(mix * weights.threshold[:, None]))


def gumbel(u: Array) -> Array:
    out = np.log(u)
    for work in (np.negative, np.log, np.negative):  # in place: it is drawn of many
        work(out, out=out)
    return out


@dataclass
class Whims:
    """What no doctrine explains of these parts, named by agent and move. Part of it lasts, part is new each quarter,
    whatever the length of a turn.

    If all of it were fresh each turn, every deal would happen in the end, and sooner the shorter the turns. Each part
    has its own luck by name, so that another option more or less disturbs nobody's.
    """

    noise: Noise
    names: Sequence[str]
    _drawn: dict[int, Drawn] = field(default_factory=dict[int, "Drawn"])

    @classmethod
    def on(cls, board: Board, noise: Noise) -> Whims:
        """Of all parts of a board."""
        return cls(noise, [f"{board.luck.agent(part.agent)}:{board.luck.move(board.moves[part.move])}"
                           for part in board.parts])

    def of(self, quarter: int, rows: NDArray[np.int64]) -> Array:
        """In a quarter, of these parts (rows, r), of runs that come again once."""
        if quarter not in self._drawn:
            kept = {q: x for q, x in self._drawn.items() if q > quarter - YEAR}
            self._drawn = {**kept, quarter: self._when_asked(lambda those: self._lasting.of(those) + (
                1.0 - PERSISTENT) * self._gumbel("whim", quarter, those))}
        return self._drawn[quarter].of(rows)

    @cached_property
    def _lasting(self) -> Drawn:
        return self._when_asked(lambda those: PERSISTENT * self._gumbel("leaning", 0, those))

    def _when_asked(self, draw: Callable[[NDArray[np.int64]], Array]) -> Drawn:
        return Drawn(draw, len(self.names), len(self.noise.once.runs))

    def _gumbel(self, kind: str, quarter: int, rows: NDArray[np.int64]) -> Array:
        return gumbel(self.noise.once.uniforms([f"{kind}:{self.names[row]}" for row in rows.tolist()], quarter))


class Drawn:
    """Luck of each part (parts, runs), drawn when somebody first asks for it: most parts are blocked in all runs."""

    def __init__(self, draw: Callable[[NDArray[np.int64]], Array], parts: int, runs: int) -> None:
        self._draw, self._values, self._there = draw, np.empty((parts, runs)), np.zeros(parts, dtype=np.bool_)

    def of(self, rows: NDArray[np.int64]) -> Array:
        """A copy (rows, runs)."""
        fresh = rows[~self._there[rows]]
        if len(fresh):
            self._values[fresh] = self._draw(fresh)
            self._there[fresh] = True
        return self._values[rows]


def choose(score: Array, allowed: NDArray[np.bool_], prices: NDArray[np.int64], purse: Array, threshold: Array,
           picks: int | NDArray[np.int64] = PICKS) -> NDArray[np.bool_]:
    """The best parts by score, one after the other, while they beat the threshold and the means last: (rows, R).
    `picks`: at most so many, in all runs or in each (R,)."""
    picks = np.broadcast_to(picks, purse.shape)
    if engine() == NUMBA:
        return chosen(score, allowed, prices, purse, threshold, picks)
    score = np.where(allowed, score, -np.inf)
    taken = np.zeros(score.shape, dtype=np.bool_)
    columns, means = np.arange(score.shape[1]), Means.of(purse, picks)
    for turn in range(min(int(picks.max(initial=0)), len(score))):
        score = np.where(means.cover(prices), score, -np.inf)
        best = np.argmax(score, axis=0)
        good = (score[best, columns] > threshold) & (turn < picks)
        taken[best[good], columns[good]] = True
        means = means.after(np.where(good, prices[best, columns], 0), good)
        score[best, columns] = -np.inf
    return taken


def reasons(rules: Sequence[str], terms: Sequence[Array], row: int, column: int = 0) -> tuple[tuple[str, float], ...]:
    """The two considerations that weighed most on a part, largest first."""
    found = [(rule, float(term[row, column])) for rule, term in zip(rules, terms, strict=True)]
    return tuple(sorted((x for x in found if x[1] != 0.0), key=lambda x: -abs(x[1]))[:2])
