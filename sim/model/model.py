"""BalanceModel: the Mesa model that drives everything that runs, one run or a chunk of many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.agents.agents import Decider, Orders, by_run, make_agent
from sim.agents.doctrines import Whims, weights_of
from sim.agents.table import Deed, Outlook, Table, Tray
from sim.agents.wishes import Wishes, wishes
from sim.engine.advance import advance, let_events_fall
from sim.engine.agreements import chances, fail, note, remember, snubs
from sim.engine.beside import sides_of, wide, wide_params, wide_start
from sim.engine.ledger import FullLedger, Ledger, NullLedger
from sim.engine.opening import NONE, Given
from sim.engine.settings import settings_in
from sim.engine.traced import Tapes
from sim.engine.turn import all_agree, follow_up, force, open_turn, strike
from sim.errors import refuse
from sim.model.before import replay_once
from sim.model.record import Taken, dated_moves, due, recorded, taken
from sim.model.seating import in_office, minds_of
from sim.rules.view import View
from sim.tape.machine import expect
from sim.treatment import Treatment, treat
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.seeds import checked_seed
from sim.world.state import Params, World


def _ratifies(agent: Decider) -> bool:
    return agent.name.endswith(".legislature")


def _treatments(scenario: str | Treatment | Sequence[Treatment], words: Mapping[str, Any]) -> tuple[Treatment, ...]:
    if isinstance(scenario, str):
        return (treat(scenario, **words),)
    return (scenario,) if isinstance(scenario, Treatment) else tuple(scenario)


class BalanceModel(mesa.Model):
    """A scenario in motion. One `step()` is one turn; `running` turns False after the last.

    `scenario`: a Treatment; several of them of one `structure`, side by side; or for `mesa.batch_run`, which
    hands in plain values, a scenario's id or file, with `words` as `treat` takes them: seats, off, set, historical ...
    `runs`, `first_run`: the run numbers of this chunk; `numbers`: the runs by number instead,
    one or the other more than once if need be. Of several treatments each has all these runs, one after the other.
    `watch`: indicators to record each month. `world`: go on from this World instead of the scenario's opening.
    `params`: these parameters instead of those of the run numbers. `given`: some numbers of rules and starting figures
    (R,) by name, instead of those that the run numbers draw.
    """

    def __init__(self, scenario: str | Treatment | Sequence[Treatment] = "multivector-2015-2021", seed: int = 0,
                 first_run: int = 0, runs: int = 1, numbers: Sequence[int] = (), watch: Sequence[str] = (),
                 ledger: Ledger | None = None, world: World | None = None, params: Params | None = None,
                 collect: bool = True, stream: str = "game", given: Given = NONE, **words: Any) -> None:
        super().__init__(rng=checked_seed(seed))
        self.treatments = _treatments(scenario, words)
        each = np.array(numbers, dtype=np.int64) if len(numbers) else np.arange(first_run, first_run + runs)
        which = np.tile(each, len(self.treatments))
        self.sides = sides_of([one.board for one in self.treatments], [len(each)] * len(self.treatments))
        self.ledger: Ledger = ledger or NullLedger()
        self.board = self.sides[0].board if self.ledger.keeps else wide(self.sides)
        self.noise = Noise(seed, which, stream)
        self.params = params or wide_params(self.board, self.sides, seed, which, given)
        self.weights, self.whims = weights_of(self.board), Whims.on(self.board, self.noise)
        self.watch = tuple(self.board.indicator(path) for path in watch)
        self.fixed: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self._opened = False
        expect(len(which) * self.board.ends)
        self._begin_books()
        self.world = wide_start(self.sides, seed, which, given) if world is None else world
        if world is None and isinstance(ledger, FullLedger) and params is None and len(which) == 1 and not watch:
            replay_once(self, ledger)
        elif world is None:
            self.replay_record()
        self.turn = max(0, (self.world.month - self.board.opens) // self.board.scenario.turn_months)
        self._seat([minds_of(self.board, one.minds, one.record) for one in self.treatments])
        if world is None:
            self.world = in_office(self.board, self.world, self.fixed)
        self.datacollector = self._collector() if collect and runs == 1 else None
        self.running = self.world.month < self.board.ends

    def _begin_books(self) -> None:
        """What is written down of a run: decisions, moves (M, R) struck and agreements that failed by month, of run
        column 0 with the odds that they had, parts (P, R) proposed by month, what became of the record, the indicators
        that are watched (W, R) and the rows of regimes (N, R) at the end of each month."""
        self.deeds: list[Deed] = []
        self.struck: list[tuple[int, NDArray[np.bool_]]] = []
        self.failed: list[tuple[int, NDArray[np.bool_]]] = []
        self.lapses: list[tuple[int, int, float]] = []
        self.proposed: list[tuple[int, NDArray[np.bool_]]] = []
        self.taken: list[Taken] = []
        self.record: list[Array] = []
        self.regimes: list[NDArray[np.int16]] = []

    # --- one turn -----------------------------------------------------------------------------------------------

    def step(self) -> None:
        """One turn: open it, let everybody decide, and run its months."""
        self.open()
        self.close()

    def open(self) -> None:
        """Events of the first month fall, capital comes in, and all who are held by a doctrine say what they begin."""
        if self._opened:
            return
        self.world = let_events_fall(self.board, self.world, self.params, self.noise)
        self.world = open_turn(self.board, self.world, self.params, self.noise, self.ledger)
        self.lay_table()

    def lay_table(self) -> None:
        """The second half of opening a turn: everybody looks at the World, and doctrines lay their proposals down."""
        outlook = Outlook(self.board, self._seen(), self.sides, self._tapes)
        self._sit_down(Table(
            outlook, Tray.empty(self.board, self.world.runs), self.weights, self.whims,
            due(self.dated_moves, self._months()), self.deeds, self.ledger.keeps, self._wishes(outlook)))
        self._stage("propose", lambda agent: agent.mind != "handed")

    def take_table(self, other: BalanceModel) -> None:
        """The table that was laid in another model of one treatment, whose runs come again and again in this one."""
        self.whims = other.whims
        self._sit_down(other.table.again(self._seen()))

    def _seen(self) -> View:
        """The opening World as everybody looks at it."""
        return self.board.view(in_office(self.board, self.world, self.fixed), self.params)

    def _sit_down(self, table: Table) -> None:
        self.table, self._opened = table, True
        self.agents.do("observe", table)

    @property
    def _tapes(self) -> Tapes | None:
        """Where nothing is written down, programs say what rules would."""
        return self.board.tapes(self.params, self.ledger)

    def _wishes(self, outlook: Outlook) -> Wishes | None:
        """What all agents want, if some follow a doctrine and a program can tell."""
        those = [agent for agent in self.deciders() if agent.mind == "doctrine"]
        given = {agent.name: agent.doctrine for agent in those if agent.doctrine}
        if not self._tapes or not those or len({agent.name for agent in those}) < len(those):
            return None
        return wishes(self.board, outlook.view, self.sides, self.weights, given)

    def speak(self, agent: str, moves: Orders, yes: bool = True) -> None:
        """A person's word in the public phase: a yes or a no to these moves. Those whom it calls on answer at once."""
        self._hand({agent: moves})
        self._stage("speak", lambda other: other.mind == "handed" and other.name == agent, yes)
        self._stage("hear", lambda other: other.mind != "handed")

    def close(self, orders: Mapping[str, Orders] | None = None) -> None:
        """Take the handed orders, let the rest answer, and run the months of the turn."""
        self._hand(orders or {})
        self._stage("propose", lambda agent: agent.mind == "handed")
        self.proposed.append((self.world.month, self.tray.yes.copy()))
        self._answer_and_run()
        self.turn += 1
        self.running = self.world.month < self.board.ends
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def _hand(self, orders: Mapping[str, Orders]) -> None:
        """To each person what is the person's own."""
        for agent in self.deciders():
            agent.handed = by_run(orders.get(agent.name, ()))

    def _answer_and_run(self) -> None:
        """The stages after all proposals are made, and the months of the turn."""
        self._stage("ratify", _ratifies)
        self._stage("respond", lambda agent: not _ratifies(agent))
        self._opened = False
        self._run_months()

    @property
    def outlook(self) -> Outlook:
        """What the agents look at in the turn that was opened last."""
        return self.table.outlook

    @property
    def tray(self) -> Tray:
        """Where the yeses of that turn lie."""
        return self.table.tray

    def deciders(self) -> list[Decider]:
        return [agent for agent in self.agents if isinstance(agent, Decider)]

    def decider(self, name: str) -> Decider:
        return next(agent for agent in self.deciders() if agent.name == name)

    def _stage(self, stage: str, who: Callable[[Any], bool], *how: bool) -> None:
        """All agents of a stage see the same tray; their yeses count from the next stage on."""
        self.tray.open_stage()
        self.agents.select(who).do(stage, self.table, *how)

    # --- the months ---------------------------------------------------------------------------------------------

    def _months(self) -> range:
        """The months of the turn that begins now; the last one before the opening may be shorter."""
        first, opens = self.world.month, self.board.opens
        after = first + self.board.scenario.turn_months
        return range(first, min(after, opens) if first < opens else after)

    def _run_months(self) -> None:
        yes = self.tray.yes.copy()  # the tray keeps all that was said
        self._follow_up(yes)
        for now in self._months():
            binding = [(part, where) for month, part, where in self.tray.dated if month == now]
            for part, where in binding:
                yes[part] |= where
            self._strike(yes, [(self.board.parts[part].move, where) for part, where in binding])
            self.world = advance(self.board, self.world, self.params, self.noise, self.ledger)
            self._note()
        self._check_numbers()

    def _check_numbers(self) -> None:
        with np.errstate(all="ignore"):
            if all(np.isfinite(x.sum()) for x in self.world.stocks.values()):
                return
        for side in self.sides:
            if not all(np.isfinite(x[..., side.columns]).all() for x in self.world.stocks.values()):
                raise refuse("MV-R008", "with these settings the world has no numbers left",
                             value=", ".join(f"{name}={value:g}" for name, value in settings_in(side.board).items()),
                             mend="stay near the ranges that `multivector rules ID` shows")

    def _strike(self, yes: NDArray[np.bool_], binding: Sequence[tuple[int, NDArray[np.bool_]]]) -> None:
        """`binding`: the moves that the record dates in this month, and in which runs (R,)."""
        agreed = all_agree(self.board, yes)
        if not (agreed.any() or binding or any(x.month == self.world.month for x in self.board.forced)):
            return
        codes, prices = Outlook(self.board, self.board.view(self.world, self.params), self.sides, self._tapes).offers
        struck = self._concluded(agreed & (codes == 0), yes, binding)
        self.taken += taken(self.board, self.world, {row for row, _ in binding}, struck, codes)
        struck, prices = force(self.board, self.world.month, struck, codes, prices)
        if struck.any():
            self.struck.append((self.world.month, struck))
            self.world = strike(self.board, self.world, struck, prices, self.noise, self.ledger)
            yes &= ~struck[[part.move for part in self.board.parts]]

    def _concluded(self, struck: NDArray[np.bool_], yes: NDArray[np.bool_],
                   binding: Sequence[tuple[int, NDArray[np.bool_]]]) -> NDArray[np.bool_]:
        """What comes about of what all parties want; what the record dates does. What fails is off for this turn."""
        view = self.board.view(self.world, self.params)
        failed = fail(self.board, view, struck, self.noise, self._tapes)
        for row, where in binding:
            failed[row] &= ~where
        if failed.any():
            self.failed.append((self.world.month, failed))
            self._tell_odds(view, failed)
            self.world = note(self.board, view, failed, self._tapes)
            yes &= ~failed[[part.move for part in self.board.parts]]
        return struck & ~failed

    def _tell_odds(self, view: View, failed: NDArray[np.bool_]) -> None:
        """Into the book, of what failed in run column 0."""
        pacts = self.board.pacts.of(failed[self.board.pacts.move, 0])
        if self.ledger.keeps and pacts.size:
            now = chances(self.board, view, pacts)[:, 0]
            self.lapses += [(self.world.month, int(row), float(x)) for row, x in zip(pacts.move, now, strict=True)]

    def _follow_up(self, yes: NDArray[np.bool_]) -> None:
        """Proposals that fail have their sequels."""
        self.tray.open_stage()
        over = self.tray.asked & self.outlook.free
        self.world = follow_up(self.board, self.world, over, yes, all_agree(self.board, yes))
        self.world = remember(self.board, self.world, self.params, snubs(self.board, over, yes), self.ledger)

    def _note(self) -> None:
        if self.board.regimes:
            self.regimes.append(self.world.since[[row for row, _ in self.board.rows_of_regimes]])
        if self.watch:
            self.record.append(self.read_all())

    def read_all(self) -> Array:
        """What is watched, now (W, R)."""
        if self._tapes:
            return self._tapes.read(self.watch, self.world, self.params)
        view = self.board.view(self.world, self.params)
        return np.stack([x.read(view) for x in self.watch])

    # --- the record ---------------------------------------------------------------------------------------------

    @cached_property
    def dated_moves(self) -> list[tuple[int, int]]:
        """(month, move) of every dated decision of the record."""
        return dated_moves(self.board)

    def replay_record(self) -> None:
        """What lies before the opening is replayed from the record."""
        if self.board.opens == 0:
            return
        self._seat([dict.fromkeys(recorded(self.board), "historical")] * len(self.treatments))
        while self.world.month < self.board.opens:
            self.open()
            self._answer_and_run()
        for agent in self.deciders():
            agent.remove()

    def _seat(self, minds: Sequence[Mapping[str, str]]) -> None:
        """Who decides for each agent, by treatment. A leadership reads off the World which doctrine it follows."""
        doctrines = self.board.sizes.doctrines
        for name in self.board.agents():
            held = [its.get(name, "doctrine") for its in minds]
            if "." not in name:
                self.fixed |= {(name, mind): self._where(held, mind) for mind in held if mind in doctrines}
                held = ["doctrine" if mind in doctrines else mind for mind in held]
            for mind in dict.fromkeys(held):
                kind, doctrine = ("doctrine", mind) if mind in doctrines else (mind, "")
                make_agent(self, self.board, name, kind, doctrine, self._where(held, mind))

    def _where(self, held: Sequence[str], mind: str) -> NDArray[np.bool_]:
        """The runs of those treatments in which the mind is the one that is held."""
        return np.repeat([other == mind for other in held], self.world.runs // len(held))

    def _collector(self) -> mesa.DataCollector:
        paths = self.board.scenario.report
        reporters = {path: (lambda model, path=path: model.value(path)) for path in paths}
        return mesa.DataCollector(model_reporters={"month": lambda model: model.world.month, **reporters,
                                                   "digest": lambda model: model.world.digest()})

    def value(self, path: str) -> float:
        """An indicator now, in run column 0."""
        return float(self.board.indicator(path).read(self.board.view(self.world, self.params))[0])
