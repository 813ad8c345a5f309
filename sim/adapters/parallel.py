"""The seats of a scenario as a parallel environment of PettingZoo: what a learner sees is what its seat may know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from gymnasium import spaces
from pettingzoo import ParallelEnv

from sim.agents.doctrines import PICKS
from sim.engine.moves import actor_of
from sim.game.game import Game
from sim.game.word import Word
from sim.seat.board import paths_of
from sim.seat.goals import goal_views, score_of
from sim.seat.past import Past
from sim.seat.sight import Sight
from sim.session.local import check_seat
from sim.treatment import Treatment, treat

OWN = ("turn", "step", "capital", "points")
"""What stands before the numbers of the world in an observation: the turn that is open and its step, from 1; the
capital that nothing has been promised of; the points of the goals so far."""
PASS = 0

Observation = dict[str, Any]


class SeatsEnv(ParallelEnv[str, Observation, int]):
    """An agent for each of `seats` (all playable ones, if none is named); doctrines hold the others.

    A turn has `orders` steps. In each, every agent names one of its moves, or passes (0): move k of `moves[agent]` is
    action k + 1. A joint move is said in public at once, so the others see it in the next step (`asked`) and may say
    yes by naming it, too; a move of one's own is sealed. What cannot be ordered now is a pass, and `infos` says why.
    With the last step the turn runs. The reward is the change of the seat's points (0 to 100, the secret goal
    included) in the turn, 0 in the other steps: a game's rewards add up to its points less those of the opening. All
    agents end with the last turn.

    `reset(seed=...)` begins run `run` under that seed; `reset()` the next run under the same; `options={"run": n}`
    that one. Run 0 has every parameter at its stated value.
    """

    def __init__(self, scenario: str | Treatment = "summit-2018", seats: Sequence[str] = (), seed: int = 0,
                 run: int = 0, orders: int = PICKS) -> None:
        self.treatment = scenario if isinstance(scenario, Treatment) else treat(scenario)
        board, s = self.treatment.board, self.treatment.scenario
        self.possible_agents = list(seats) or [name for name in s.seats if s.actors[name].playable]
        for seat in self.possible_agents:
            check_seat(board, seat)
        self.orders, self.seed, self.first_run = orders, seed, run
        self.moves = {seat: tuple(move.key for move in board.moves if seat in move.parties)
                      for seat in self.possible_agents}
        self.numbers = {seat: (*OWN, *paths_of(board, actor_of(seat))) for seat in self.possible_agents}
        self.agents: list[str] = []
        self.observation_spaces = {seat: self._space(seat) for seat in self.possible_agents}
        self.action_spaces = {seat: self._actions(seat) for seat in self.possible_agents}
        self._run = run - 1
        self.metadata, self.render_mode = {"name": "multivector_v0", "render_modes": []}, None

    def observation_space(self, agent: str) -> spaces.Space[Any]:
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> spaces.Space[Any]:
        return self.action_spaces[agent]

    def _actions(self, seat: str) -> spaces.Space[Any]:
        return spaces.Discrete(len(self.moves[seat]) + 1)

    def _space(self, seat: str) -> spaces.Dict:
        """`observation`: `numbers[seat]`; of each of its moves `asked` and the `price`; `action_mask`: what can be
        named now, the pass first."""
        board, count = self.treatment.board, len(self.moves[seat])
        variables = [board.indicator(path).variable for path in self.numbers[seat][len(OWN):]]
        low = [1, 1, 0, 0, *(variable.low for variable in variables)]
        high = [np.inf, self.orders, np.inf, 100, *(variable.high for variable in variables)]
        return spaces.Dict({
            "observation": spaces.Box(np.array(low, np.float32), np.array(high, np.float32), dtype=np.float32),
            "asked": spaces.MultiBinary(count), "price": spaces.Box(0, np.inf, (count,), np.float32),
            "action_mask": spaces.MultiBinary(count + 1)})

    # --- a game -------------------------------------------------------------------------------------------------

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None
              ) -> tuple[dict[str, Observation], dict[str, dict[str, Any]]]:
        if seed is not None:
            self.seed, self._run = seed, self.first_run - 1
        self._run = (options or {}).get("run", self._run + 1)
        self.game = Game(self.treatment, self.possible_agents, self.seed, self._run)
        self.agents = list(self.possible_agents)
        self._begin_turn()
        self._points = self._scores()
        return self._observations(), {agent: {} for agent in self.agents}

    def _begin_turn(self) -> None:
        self._step, self._sealed = 1, {agent: list[str]() for agent in self.possible_agents}

    def step(self, actions: Mapping[str, int]) -> tuple[
            dict[str, Observation], dict[str, float], dict[str, bool], dict[str, bool], dict[str, dict[str, Any]]]:
        agents = self.agents
        refused = {agent: self._order(agent, int(actions.get(agent, PASS))) for agent in agents}
        infos: dict[str, dict[str, Any]] = {agent: {"refused": why} if why else {} for agent, why in refused.items()}
        rewards, over = dict.fromkeys(agents, 0.0), False
        if self._step < self.orders:
            self._step += 1
        else:
            rewards, over = self._end_turn(infos), self.game.over
        found = self._observations()
        self.agents = [] if over else agents
        return found, rewards, dict.fromkeys(agents, over), dict.fromkeys(agents, False), infos

    def _order(self, agent: str, action: int) -> dict[str, str]:
        """Say it or seal it; why not, by move, if it cannot be."""
        if action == PASS:
            return {}
        if not 0 < action <= len(self.moves[agent]):
            return {str(action): "There is no such action."}
        key = self.moves[agent][action - 1]
        if why := self._why_not(agent, key):
            return {key: why}
        if not self.game.board.move(key).joint:
            self._sealed[agent].append(key)
            return {}
        return {name: no.reason for name, no in self.game.speak(Word(agent, key, True)).items()}

    def _why_not(self, agent: str, key: str) -> str:
        """Why it cannot be ordered beside what has been; empty when it can."""
        if key in self._sealed[agent]:
            return "It has been ordered in this turn."
        refused = self.game.refusals(agent, [*self._sealed[agent], key])
        return refused[key].reason if key in refused else ""

    def _end_turn(self, infos: Mapping[str, dict[str, Any]]) -> dict[str, float]:
        """Hand in what is sealed and run the turn; rewards. What is no longer possible, as of what was said in the
        meantime, is told and left out."""
        turn = self.game.turn
        for agent, keys in self._sealed.items():
            if late := self.game.sealable(agent, keys):
                infos[agent].setdefault("refused", {}).update({key: no.reason for key, no in late.items()})
            self.game.submit(agent, [key for key in keys if key not in late])
        self.game.end_turn()
        for agent in self.agents:
            infos[agent]["in_force"] = [key for key in self.game.struck(turn) if key in self.moves[agent]]
        before, self._points = self._points, self._scores()
        self._begin_turn()
        return {agent: self._points[agent] - before[agent] for agent in self.agents}

    def _scores(self) -> dict[str, float]:
        past = Past(self.game)
        return {agent: score_of(goal_views(past, actor_of(agent)))[0] for agent in self.possible_agents}

    # --- what a seat sees ---------------------------------------------------------------------------------------

    def _observations(self) -> dict[str, Observation]:
        return {agent: self.observe(agent) for agent in self.agents}

    def observe(self, agent: str) -> Observation:
        """As `observation_space` says: numbers as the last turn left them, by the seat's sight alone."""
        game, sight, moves = self.game, Sight(self.game, agent), self.moves[agent]
        over = game.over
        view = game.board.view(game.world, game.model.params)
        seen = [float(game.board.indicator(path).read(view)[0]) for path in self.numbers[agent][len(OWN):]]
        in_hand = game.capital(agent) - (0 if over else game.pledged(agent) + self._promised(agent))
        own = (game.turn, self._step, max(0.0, in_hand), self._points[agent])
        return {"observation": np.array([*own, *seen], dtype=np.float32),
                "asked": np.array([not over and bool(sight.asks(key)) for key in moves], dtype=np.int8),
                "price": np.array([0 if over else game.price(agent, key)[0] for key in moves], dtype=np.float32),
                "action_mask": np.array([True, *(not over and not self._why_not(agent, key) for key in moves)],
                                        dtype=np.int8)}

    def _promised(self, agent: str) -> int:
        return sum(int(self.game.price(agent, key)[0]) for key in self._sealed[agent])
