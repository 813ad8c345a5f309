"""The linter of play: are the options of a scenario real choices? Asked of an ensemble of games among doctrines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from dataclasses import asdict, dataclass
from itertools import permutations
from typing import Any

import numpy as np

from sim.agents.agents import Decider
from sim.engine.advance import advance
from sim.engine.board import QUARTER, Board
from sim.engine.ledger import NullLedger
from sim.engine.opening import draw_params, start
from sim.engine.prospects import parts_of
from sim.engine.turn import FREE, IN_FORCE, ONCE, rejection
from sim.model import BalanceModel
from sim.scenario.months import month_number
from sim.study.responses import Response, Sample, responses, sampled_turns
from sim.study.rivals import WON, Rival, rivals
from sim.study.rivals import steps as rival_steps
from sim.treatment import Treatment
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.parts import Parts
from sim.world.state import World

MOST = 0.6  # of the best responses of a seat in which one option may stand
RETURNS = 1.6  # how often what repression pressed down must come back
TURNS, POINTS = 8, 80  # turns sampled, and points of a seat in all
NOTICED = 0.01  # steps
SELDOM = 0.05  # of runs and turns: what is open less often says nothing when nobody takes it
AFTER = 36  # months in which repression is followed
FAULTS = ("possible, never wanted", "proposed, never agreed")
REFUSED = "proposed and always refused, which has effects of its own"


@dataclass(frozen=True, slots=True)
class SeatLint:
    """`points`: sampled (run, turn); `shares`: option -> share of the best responses in which it stands;
    `passes`: share of points at which the best was to do nothing; `secret`: share at which the secret aim changes the
    best response; `binds`: share of turns in which something wanted was too dear for what was left; `dominated`:
    move -> by which."""

    points: int
    shares: dict[str, float]
    passes: float
    secret: float
    binds: float
    dominated: dict[str, str]

    def too_good(self, exempt: Container[str]) -> dict[str, float]:
        return {key: share for key, share in self.shares.items() if share > MOST and key not in exempt}


@dataclass(frozen=True, slots=True)
class Lint:
    """`chosen`: option -> times a game; `never`: options never struck, with the reason; `unreached`: events that never
    fall in play; `returns`: repressive option -> what comes back per unit of unrest pressed down; `rivals`: doctrines
    against random orders; `repressive`: options that may be as good as they are."""

    runs: int
    chosen: dict[str, float]
    never: dict[str, str]
    unreached: tuple[str, ...]
    returns: dict[str, float]
    seats: dict[str, SeatLint]
    rivals: tuple[Rival, ...]
    repressive: frozenset[str] = frozenset()


def lint(treatment: Treatment, runs: int = 200, seed: int = 1,
         progress: Callable[[float], None] = lambda done: None) -> Lint:
    """`progress` is told each turn of a game and each sampled turn of a seat: `steps(board)` in all."""
    board, games = treatment.board, play(BalanceModel(treatment, seed=seed, runs=runs, collect=False), progress)
    found = {seat: _seat(board, seat, responses(treatment, seat, games.samples, seed, progress), games)
             for seat in board.scenario.seats}
    struck = _struck(games.model)
    never = {key: _why_never(games, key) for key in board.scenario.options if key not in struck}
    return Lint(runs, {key: n / runs for key, n in struck.items()}, never, _unreached(board, games.model.world),
                _returns(board), found, rivals(treatment, runs, seed, progress),
                frozenset(key for key, option in board.scenario.options.items() if option.repression))


def steps(board: Board) -> int:
    return board.turns + len(sampled_turns(board, TURNS)) * len(board.scenario.seats) + rival_steps(board)


@dataclass
class Games:
    """What was seen in the games. `together` (M, M): how often both moves were free, in runs and turns; `codes`: why a
    move was not, how often; `wanted`: moves that somebody proposed; `dear`: seat -> per season, the share of runs in
    which something wanted was too dear."""

    model: BalanceModel
    together: Array
    codes: list[Counter[int]]
    wanted: set[int]
    dear: dict[str, list[float]]
    samples: list[Sample]


def play(model: BalanceModel, progress: Callable[[float], None]) -> Games:
    """Play all turns and look at each when it is open."""
    board, count = model.board, len(model.board.moves)
    games = Games(model, np.zeros((count, count)), [Counter() for _ in range(count)], set(),
                  {seat: [] for seat in board.scenario.seats}, [])
    turns = sampled_turns(board, TURNS)
    while model.running:
        if model.turn in turns:
            games.samples.append(_sample(model, len(games.samples), -(-POINTS // len(turns))))
        begins = board.begins_season(model.world.month)
        model.open()
        _look(games, begins)
        model.close()
        games.wanted |= {board.parts[k].move for k in np.flatnonzero(model.proposed[-1][1].any(axis=1))}
        progress(1)
    return games


def _sample(model: BalanceModel, done: int, size: int) -> Sample:
    """Other runs at each sampled turn."""
    numbers = [(done * size + i) % model.world.runs for i in range(min(size, model.world.runs))]
    return Sample(model.world.take(np.array(numbers)), tuple(numbers))


def _look(games: Games, begins: bool) -> None:
    blocked = games.model.outlook.blocked
    free = (blocked == 0).astype(np.float64)
    games.together += free @ free.T
    for row, codes in enumerate(blocked):
        games.codes[row].update(dict(zip(*np.unique(codes, return_counts=True), strict=True)))
    for seat, shares in games.dear.items() if begins else ():
        shares.append(_too_dear(games.model, games.model.decider(seat)))


def _too_dear(model: BalanceModel, seat: Decider) -> float:
    """Share of runs in which a move that it may start, and wants, costs more than its orders have left."""
    if not len(seat.rows):
        return 0.0
    moves = [model.board.parts[k].move for k in seat.rows]
    starts = np.array([model.board.parts[k].starts for k in seat.rows])[:, None]
    score, bar = seat.appetite(model.table, "start", model.world.month // QUARTER)
    wanted = starts & (model.outlook.blocked[moves] == 0) & ~model.tray.yes[seat.rows] & (score > bar)
    return float((wanted & (model.outlook.prices[seat.rows] > seat.purse(model.table))).any(axis=0).mean())


def _struck(model: BalanceModel) -> Counter[str]:
    found: Counter[str] = Counter()
    for month, rows in model.struck:
        for row in np.flatnonzero(rows.any(axis=1)) if month >= model.board.opens else ():
            found[model.board.moves[row].option] += int(rows[row].sum())
    return found


def _why_never(games: Games, option: str) -> str:
    """Why nobody did it: it was not possible, not wanted or not agreed. A demand may be made to be refused."""
    board = games.model.board
    rows = [row for row, move in enumerate(board.moves) if move.option == option]
    open_ = max(games.codes[row][FREE] / games.codes[row].total() for row in rows)
    if 0 < open_ < SELDOM:
        return f"hardly ever possible: in {open_:.1%} of runs and turns"
    if open_:
        proposed = bool(games.wanted & set(rows))
        return REFUSED if proposed and board.scenario.options[option].refusal.refuses else FAULTS[proposed]
    row = max(rows, key=lambda row: max(games.codes[row].values()))
    code = games.codes[row].most_common(1)[0][0]
    return "already in force or done" if code in (IN_FORCE, ONCE) else f"never possible. {_needs(games, row, code)}"


def _needs(games: Games, row: int, code: int) -> str:
    return rejection(games.model.board, row, int(code), games.model.world).reason


def _unreached(board: Board, last: World) -> tuple[str, ...]:
    """Events dated inside play that fell in no run."""
    dated = [(k, key) for k, (key, event) in enumerate(board.events)
             if board.opens <= month_number(event.date) - board.starts < board.ends]
    return tuple(key for k, key in dated if not last.uses[len(board.moves) + k].any())


# --- one seat ----------------------------------------------------------------------------------------------------


def _seat(board: Board, seat: str, found: list[Response], games: Games) -> SeatLint:
    best = [{board.move(key).option for key in response.best} for response in found]
    some = [keys for keys in best if keys]
    counted = Counter(key for keys in best for key in keys)
    secret = [set(response.best) != set(response.with_secret) for response in found]
    return SeatLint(len(found), {key: n / len(best) for key, n in counted.most_common()},
                    1 - len(some) / max(1, len(found)), float(np.mean(secret)) if secret else 0.0,
                    float(np.mean(games.dear[seat])) if games.dear[seat] else 0.0, _dominated(games, seat))


def _dominated(games: Games, seat: str) -> dict[str, str]:
    """Moves for which staff know another of the seat that is always free when they are, asks no more consent, costs no
    more and does no worse by any goal, whenever they judge."""
    board, together = games.model.board, games.together
    rows = [k for k, part in enumerate(board.parts) if part.agent == seat and part.starts]
    tables = {id(table): table for table in (parts_of(board, month) for month in range(board.opens, board.ends))}
    worth = np.stack([_by_goal(board, seat, table) for table in tables.values()])
    found: dict[str, str] = {}
    for mine, other in permutations(rows, 2):
        (one, first), (two, second) = ((board.parts[k], board.moves[board.parts[k].move]) for k in (mine, other))
        gap = worth[:, other] - worth[:, mine]
        if first.option != second.option and two.cost <= one.cost and set(second.parties) <= set(first.parties) \
                and together[one.move, two.move] == together[one.move, one.move] > 0 \
                and (gap >= 0).all() and (gap > NOTICED).any():
            found.setdefault(first.key, second.key)
    return found


def _by_goal(board: Board, seat: str, table: Parts) -> Array:
    """What each part is expected to do to each of the seat's goals, better counted up (P, goals)."""
    columns = [table.impact[:, table.aimed.index(goal.path)] * (1 if goal.better == "up" else -1)
               for goal in board.scenario.seats[seat].goals]
    return np.stack(columns, axis=1)


# --- repression --------------------------------------------------------------------------------------------------


def _returns(board: Board) -> dict[str, float]:
    """Per repressive option: unrest that comes back over unrest pressed down, in the reference run left alone."""
    rows = [k for k, move in enumerate(board.moves) if board.scenario.options[move.option].repression]
    return {board.moves[row].key: _return(board, row) for row in rows}


def _return(board: Board, row: int) -> float:
    runs = np.zeros(2, dtype=np.int64)
    world, params, noise = start(board, 0, runs), draw_params(board, 0, runs), Noise(0, runs, "lint")
    world.since[row, 0] = 0
    unrest = board.indicator(f"{board.moves[row].actor}.unrest")
    less = more = 0.0
    for _ in range(min(AFTER, board.ends)):
        world = advance(board, world, params, noise, NullLedger())
        x = unrest.read(board.view(world, params))
        less, more = less + max(0.0, float(x[1] - x[0])), more + max(0.0, float(x[0] - x[1]))
    return more / less if less else float("inf")


# --- for people and programs ---------------------------------------------------------------------------------------


def problems(found: Lint) -> list[str]:
    """What is against the bars, in words. What was never possible in so short a time is no fault of the option."""
    out = [f"option {key!r} is never chosen: {why}" for key, why in found.never.items() if why in FAULTS]
    out += [f"event {key!r} never falls" for key in found.unreached]
    for seat, its in found.seats.items():
        good = its.too_good(found.repressive)
        out += [f"{seat}: {key!r} stands in {x:.0%} of best responses" for key, x in good.items()]
        if not its.secret:
            out.append(f"{seat}: the secret aim never changes what is best")
        if not its.binds:
            out.append(f"{seat}: political capital never binds")
    out += [f"{x.agent}: {x.doctrine!r} beats chance at its own aims in only {x.wins:.0%} of pairs"
            for x in found.rivals if x.wins < WON]
    return out + [f"{key!r}: only {back:.1f} of what it presses down comes back"
                  for key, back in found.returns.items() if back < RETURNS]


def as_json(found: Lint) -> dict[str, Any]:
    """`options` of `check --play --json` (docs/json.md)."""
    seats = {seat: {"points": x.points, "best_responses": x.shares, "passes": x.passes, "secret_changes": x.secret,
                    "capital_binds": x.binds, "dominated": x.dominated} for seat, x in found.seats.items()}
    return {"runs": found.runs, "bar": MOST, "chosen": found.chosen, "never_chosen": found.never,
            "events_never_reached": list(found.unreached), "repression_returns": found.returns, "seats": seats,
            "doctrines": [asdict(x) for x in found.rivals]}
