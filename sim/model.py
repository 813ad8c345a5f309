"""BalanceModel: the Mesa model that drives everything that runs, one run or a chunk of many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.agents.agents import Decider, Deed, Orders, by_run, make_agent
from sim.agents.doctrines import weights_of
from sim.engine.advance import advance, let_events_fall
from sim.engine.board import Board
from sim.engine.ledger import Ledger, NullLedger
from sim.engine.opening import draw_params, start
from sim.engine.setup import board_of, minds_of, parts_of, recorded, settings_in
from sim.engine.turn import all_agree, blocked, follow_up, force, open_turn, price, rejection, scores, strike
from sim.errors import refuse
from sim.rules.view import View
from sim.scenario.months import month_number
from sim.scenario.schema import Decision
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.parts import Parts
from sim.world.state import Params, World


@dataclass
class Tray:
    """Where agents lay their yeses. `yes` (P, R) this turn; `asked` (M, R) what was open when the stage began;
    `dated`: (month, part) of decisions that the record dates inside the turn."""

    board: Board
    yes: NDArray[np.bool_]
    asked: NDArray[np.bool_]
    dated: list[tuple[int, int]]

    def open_stage(self) -> None:
        self.asked = np.zeros_like(self.asked)
        for k, part in enumerate(self.board.parts):
            self.asked[part.move] |= self.yes[k]

    def say(self, rows: NDArray[np.int64], taken: NDArray[np.bool_]) -> None:
        self.yes[rows] |= taken

    def date(self, month: int, part: int) -> None:
        self.dated.append((month, part))


@dataclass(frozen=True)
class Taken:
    """A decision of the record that came due in a month: the runs (R,) in which it was taken, and why it was not in
    run column 0."""

    month: int
    key: str
    done: NDArray[np.bool_]
    reason: str = ""


@dataclass
class Outlook:
    """What the agents look at when a turn opens: the World and what is blocked, dear and worthwhile."""

    board: Board
    model: BalanceModel
    world: World

    @cached_property
    def view(self) -> View:
        """The opening World, with the doctrines that were set by hand in office."""
        return self.board.view(in_office(self.board, self.world, self.model.fixed), self.model.params)

    @cached_property
    def blocked(self) -> NDArray[np.int8]:
        return blocked(self.board, self.view)

    @cached_property
    def prices(self) -> NDArray[np.int64]:
        return price(self.board, self.view)

    @cached_property
    def parts(self) -> Parts:
        return parts_of(self.board, self.world.month)

    @cached_property
    def scores(self) -> dict[str, Array]:
        return scores(self.board, self.view, self.parts)


def in_office(board: Board, world: World, fixed: Mapping[str, str]) -> World:
    """The World with these doctrines in office: actor -> doctrine."""
    line = world.stocks["line"].copy()
    for actor, doctrine in fixed.items():
        at = board.sizes.actors.index(actor)
        line[:, at] = 0.0
        line[board.sizes.doctrines.index(doctrine), at] = 1.0
    return world.with_stocks(line=line)


class BalanceModel(mesa.Model):
    """A scenario in motion. One `step()` is one turn; `running` turns False after the last.

    `scenario`: an id, a file or a compiled Board. `runs`, `first_run`: the run numbers of this chunk. `seats`:
    "actor=doctrine,..." where a doctrine may also be `historical`, `random` or `handed` (a person). `historical`: the
    record replays all decisions. `off`, `set`: rules switched off and parameters set, comma-separated. `watch`:
    indicators to record each month. `world`: go on from this World instead of the scenario's opening.
    `numbers`: the runs by number instead, one or the other more than once if need be. `params`: these parameters
    instead of those of the run numbers.
    """

    def __init__(self, scenario: str | Board = "multivector-2015-2021", seed: int = 0, first_run: int = 0,
                 runs: int = 1, seats: str = "", historical: bool = False, off: str = "", set: str = "",
                 watch: Sequence[str] = (), ledger: Ledger | None = None, world: World | None = None,
                 collect: bool = True, stream: str = "game", numbers: Sequence[int] = (),
                 params: Params | None = None) -> None:
        super().__init__(rng=abs(seed))
        self.board = scenario if isinstance(scenario, Board) else board_of(scenario, off, historical, set)
        which = np.array(numbers, dtype=np.int64) if len(numbers) else np.arange(first_run, first_run + runs)
        self.noise = Noise(seed, which, stream)
        self.params = params or draw_params(self.board, seed, which)
        self.ledger: Ledger = ledger or NullLedger()
        self.weights = weights_of(self.board)
        self.deeds: list[Deed] = []
        self.struck: list[tuple[int, NDArray[np.bool_]]] = []
        self.proposed: list[tuple[int, NDArray[np.bool_]]] = []
        self.watch = tuple(self.board.indicator(path) for path in watch)
        self.record: list[Array] = []
        self.turn = 0
        self.fixed: dict[str, str] = {}
        self.taken: list[Taken] = []
        self._opened = False
        fresh = world is None
        if world is None:
            world = self._history(start(self.board, seed, which))
        self.world = world
        self.turn = max(0, (world.month - self.board.opens) // self.board.scenario.turn_months)
        self._seat(minds_of(self.board, seats, historical))
        if fresh:
            self.world = in_office(self.board, self.world, self.fixed)
        self.datacollector = self._collector() if collect and runs == 1 else None
        self.running = self.world.month < self.board.ends

    # --- one turn -----------------------------------------------------------------------------------------------

    def step(self) -> None:
        """One turn: open it, let everybody decide, and run its months."""
        self.open()
        self.close()

    def open(self) -> None:
        """Events of the first month fall, capital comes in, and the seats held by doctrine publish their proposals."""
        if self._opened:
            return
        self.world = let_events_fall(self.board, self.world, self.params, self.noise)
        self.world = open_turn(self.board, self.world, self.params, self.noise, self.ledger)
        self.lay_table()

    def lay_table(self) -> None:
        """The second half of opening a turn: everybody looks at the World, and doctrines lay their proposals down."""
        self.outlook = Outlook(self.board, self, self.world)
        shape = (len(self.board.moves), self.world.runs)
        carried = self.world.open.copy()
        self.tray = Tray(self.board, carried, np.zeros(shape, dtype=np.bool_), [])
        self.agents.do("observe")
        self._stage("propose", lambda agent: agent.mind != "handed")
        self._opened = True

    def close(self, orders: Mapping[str, Orders] | None = None) -> None:
        """Take the handed orders, let the rest answer, and run the months of the turn."""
        for agent in self.deciders():
            agent.handed = by_run((orders or {}).get(agent.name, ()))
        self._stage("propose", lambda agent: agent.mind == "handed")
        self.proposed.append((self.world.month, self.tray.yes & ~self.world.open))
        self._stage("ratify", lambda agent: agent.name.endswith(".legislature"))
        self._stage("respond", lambda agent: not agent.name.endswith(".legislature"))
        self._opened = False
        self._run_months(self.board.scenario.turn_months)
        self.turn += 1
        self.running = self.world.month < self.board.ends
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def deciders(self) -> list[Decider]:
        return [agent for agent in self.agents if isinstance(agent, Decider)]

    def decider(self, name: str) -> Decider:
        return next(agent for agent in self.deciders() if agent.name == name)

    def _stage(self, stage: str, who: Callable[[Any], bool]) -> None:
        """All agents of a stage see the same tray; their yeses count from the next stage on."""
        self.tray.open_stage()
        self.agents.select(who).do(stage)

    # --- the months ---------------------------------------------------------------------------------------------

    def _run_months(self, months: int) -> None:
        yes = self.tray.yes
        self._keep_open(yes)
        self._follow_up(yes)
        for _ in range(months):
            due = [part for month, part in self.tray.dated if month == self.world.month]
            yes[due] = True
            self._strike(yes, due)
            self.world = advance(self.board, self.world, self.params, self.noise, self.ledger)
            self._note()
        if not all(np.isfinite(x).all() for x in self.world.stocks.values()):
            raise refuse("MV-R008", "with these settings the world has no numbers left",
                         value=", ".join(f"{name}={value:g}" for name, value in settings_in(self.board).items()),
                         mend="stay near the ranges that `multivector rules ID` shows")

    def _strike(self, yes: NDArray[np.bool_], due: Sequence[int]) -> None:
        view = self.board.view(self.world, self.params)
        codes = blocked(self.board, view)
        struck = all_agree(self.board, yes) & (codes == 0)
        self._note_refused({self.board.parts[k].move for k in due}, struck, codes)
        struck, prices = force(self.board, self.world.month, struck, codes, price(self.board, view))
        if struck.any():
            self.struck.append((self.world.month, struck))
            self.world = strike(self.board, self.world, struck, prices, self.noise, self.ledger)
            for k, part in enumerate(self.board.parts):
                yes[k] &= ~struck[part.move]

    def _follow_up(self, yes: NDArray[np.bool_]) -> None:
        """Proposals that fail this turn, and do not wait for a person's answer, have their sequels."""
        self.tray.open_stage()
        waits = np.zeros_like(self.tray.asked)
        for k, part in enumerate(self.board.parts):
            waits[part.move] |= self.world.open[k]
        free = self.outlook.blocked == 0
        struck = all_agree(self.board, yes)
        self.world = follow_up(self.board, self.world, self.tray.asked & free & ~waits, yes, struck)

    def _note_refused(self, due: set[int], struck: NDArray[np.bool_], codes: NDArray[np.int8]) -> None:
        """Decisions of the record are noted; what the world does not allow is said, never forced."""
        for row in sorted(due):
            code, reason = int(codes[row, 0]), ""
            if not struck[row, 0]:
                reason = rejection(self.board, row, code, self.world).reason if code else "Not all agreed."
            self.taken.append(Taken(self.world.month, self.board.moves[row].key, struck[row], reason))

    def _keep_open(self, yes: NDArray[np.bool_]) -> None:
        """A proposal that a person has not answered opens that person's next turn, once."""
        waiting = np.zeros((len(self.board.moves), self.world.runs), dtype=np.bool_)
        people = {agent.name for agent in self.deciders() if agent.mind == "handed"}
        for k, part in enumerate(self.board.parts):
            if part.agent in people:
                waiting[part.move] |= ~yes[k]
        rows = [part.move for part in self.board.parts]
        still = (yes & waiting[rows] & ~self.world.open) if people else np.zeros_like(yes)
        self.world = World(self.world.month, self.world.stocks, self.world.since, self.world.uses, still)

    def _note(self) -> None:
        if self.watch:
            view = self.board.view(self.world, self.params)
            self.record.append(np.stack([x.read(view) for x in self.watch]))

    # --- the record ---------------------------------------------------------------------------------------------

    @cached_property
    def dated_moves(self) -> list[tuple[int, int]]:
        return dated_moves(self.board)

    @property
    def dated(self) -> int:
        """Decisions of the record that came due, in all runs."""
        return sum(len(x.done) for x in self.taken)

    @property
    def refused(self) -> int:
        """Those among them that the world did not allow."""
        return sum(int((~x.done).sum()) for x in self.taken)

    @property
    def refusals(self) -> list[tuple[int, str, str]]:
        """(month, move, why) of those in run column 0."""
        return [(x.month, x.key, x.reason) for x in self.taken if x.reason]

    def record_of_turn(self) -> list[tuple[int, int]]:
        """(month, move) of the dated decisions that fall in the turn now open."""
        first = self.world.month
        return [(month, move) for month, move in self.dated_moves
                if first <= month < first + self.board.scenario.turn_months]

    def _history(self, world: World) -> World:
        """What lies before the opening is replayed from the record."""
        self.world = world
        if self.board.opens == 0:
            return world
        self._seat(dict.fromkeys(recorded(self.board), "historical"))
        while self.world.month < self.board.opens:
            self.open()
            self.tray.dated = [x for x in self.tray.dated if x[0] < self.board.opens]
            self.close_history()
        for agent in self.deciders():
            agent.remove()
        return self.world

    def close_history(self) -> None:
        """A turn of the time before the opening; the last one may be shorter."""
        self._stage("ratify", lambda agent: agent.name.endswith(".legislature"))
        self._stage("respond", lambda agent: not agent.name.endswith(".legislature"))
        self._opened = False
        self._run_months(min(self.board.scenario.turn_months, self.board.opens - self.world.month))

    def _seat(self, minds: Mapping[str, str]) -> None:
        for name in self.board.agents():
            mind = minds.get(name, "doctrine")
            doctrine = mind if mind in self.board.sizes.doctrines else ""
            if doctrine and "." not in name:
                self.fixed[name] = doctrine
            make_agent(self, name, "doctrine" if doctrine else mind, doctrine)

    def _collector(self) -> mesa.DataCollector:
        paths = self.board.scenario.report
        reporters = {path: (lambda model, path=path: model.value(path)) for path in paths}
        return mesa.DataCollector(model_reporters={"month": lambda model: model.world.month, **reporters,
                                                   "digest": lambda model: model.world.digest()})

    def value(self, path: str) -> float:
        """An indicator now, in run column 0."""
        return float(self.board.indicator(path).read(self.board.view(self.world, self.params))[0])


def dated_moves(board: Board) -> list[tuple[int, int]]:
    """(month, move) of every dated decision of the record."""
    found: list[tuple[int, int]] = []
    for decision in board.scenario.history:
        found += [(month_number(decision.date) - board.starts, row) for row in rows_of(board, decision)]
    return sorted(set(found))


def rows_of(board: Board, decision: Decision) -> list[int]:
    """The moves that a decision of the record is."""
    return [row for row, move in enumerate(board.moves) if move.option == decision.option
            and move.target in ("", decision.target or "") and decision.agent in move.parties]
