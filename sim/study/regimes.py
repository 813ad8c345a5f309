"""Regimes in many runs: how often they open, how long they last, how they are left, how good the told odds are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board
from sim.engine.regimes import WORN_OUT, Regime, ended_by, how_closed
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.scenario.months import month_name
from sim.study.odds import AHEAD, odds, openings
from sim.study.runner import each
from sim.treatment import Treatment, treat
from sim.world.arrays import Array

Tell = Callable[[float], None]

MEMBERS = 50  # futures per run and turn
CHUNK = 20  # runs
WARNED = 0.2  # told odds that count as a warning
AGAIN = 12  # months within which a regime comes back
BINS = np.linspace(0.0, 1.0, 11)
MANY = 50  # cases that make a frequency


@dataclass(frozen=True, slots=True)
class Episode:
    """One regime, open from one month to another (None: to the end); `how` it closed; `struck`: ways out that were
    taken while it was open; `told`: the months between the first warning and its opening."""

    key: str
    run: int
    first: int
    last: int | None
    how: str
    struck: frozenset[str]
    told: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Odds told at the opening of a turn with the regime closed, and whether it opened."""

    key: str
    run: int
    month: int
    told: float
    came: bool


@dataclass(slots=True)
class Found:
    episodes: list[Episode] = field(default_factory=list[Episode])
    forecasts: list[Forecast] = field(default_factory=list[Forecast])


def measured(scenario: str, runs: int, seed: int = 1, members: int = MEMBERS, jobs: int = 1, historical: bool = False,
             tell: Tell = lambda done: None) -> Found:
    """Play runs among doctrines, or replay the record, and tell the odds at every opening (none if there are no
    members)."""
    tasks = [(first, min(CHUNK, runs - first)) for first in range(0, runs, CHUNK)]
    work = partial(_chunk, scenario, seed, members, historical)
    parts = dict(each(work, tasks, jobs, tell))
    out = Found()
    for task in tasks:
        out.episodes += parts[task].episodes
        out.forecasts += parts[task].forecasts
    out.episodes.sort(key=lambda x: (x.key, x.run, x.first))
    out.forecasts.sort(key=lambda x: (x.key, x.run, x.month))
    return out


def found(scenario: str, runs: int, members: int = MEMBERS, seed: int = 1, jobs: int = 1,
          tell: Tell = lambda done: None) -> dict[str, Any]:
    """All of it: games among doctrines, and as many replays of the record."""
    treatment = treat(scenario)
    played = measured(scenario, runs, seed, members, jobs, tell=tell)
    record = measured(scenario, runs, seed, 0, jobs, historical=True, tell=tell)
    return as_json(treatment, played, record, runs, seed, members)


def work(scenario: str, runs: int) -> int:
    """How many run-turns it takes, futures aside."""
    return 2 * runs * treat(scenario).board.turns


def _chunk(scenario: str, seed: int, members: int, historical: bool, task: tuple[int, int], tell: Tell) -> Found:
    treatment, (first, runs) = treat(scenario, historical=historical), task
    told: dict[int, Array] = {}
    with brief(BalanceModel(treatment, seed=seed, first_run=first, runs=runs, collect=False)) as model:
        while model.running:
            model.open()
            if members and model.board.regimes:
                told[model.world.month] = odds(treatment, model.world, model.params, seed, f"odds/{model.turn}",
                                               members, numbers=range(first, first + runs))
            model.step()
            tell(runs)
        return _read(model, first, told)


def _read(model: BalanceModel, first_run: int, told: dict[int, Array]) -> Found:
    board, out = model.board, Found()
    if not board.regimes:
        return out
    since, came = np.stack(model.regimes), openings(model.regimes, 0)
    for k, (_, regime) in enumerate(board.rows_of_regimes):
        for r in range(model.world.runs):
            mine = {month: float(shares[k, r]) for month, shares in told.items()}
            out.forecasts += _forecasts(board, regime.key, first_run + r, mine, since[:, k, r], came[:, k, r])
            out.episodes += _episodes(model, regime, r, first_run + r, mine, since[:, k, r], came[:, k, r])
    return out


def _forecasts(board: Board, key: str, run: int, told: dict[int, float], since: NDArray[np.int16],
               came: NDArray[np.bool_]) -> Iterator[Forecast]:
    """Of the turns at whose opening it was closed, as far as six months can be seen."""
    for month, share in told.items():
        if month + AHEAD <= board.ends and since[month - 1] < 0:
            yield Forecast(key, run, month, share, bool(came[month: month + AHEAD].any()))


def _episodes(model: BalanceModel, regime: Regime, r: int, run: int, told: dict[int, float], since: NDArray[np.int16],
              came: NDArray[np.bool_]) -> Iterator[Episode]:
    """Those that opened in play."""
    board = model.board
    for first in np.flatnonzero(came) + 1:
        if first <= board.opens:
            continue
        over = np.flatnonzero(since[first - 1:] != first)
        last = int(first + over[0]) if len(over) else None
        how = _how(regime, int(since[last - 1])) if last is not None else ""
        yield Episode(regime.key, run, int(first), last, how,
                      _struck(model, regime, r, int(first), last or board.ends), _lead(told, int(first), since))


def _how(regime: Regime, since: int) -> str:
    return ended_by(regime, since) or ("worn-out" if how_closed(since) == WORN_OUT else "calm")


def _struck(model: BalanceModel, regime: Regime, r: int, first: int, last: int) -> frozenset[str]:
    return frozenset(way.option for way in regime.exits for month, rows in model.struck
                     if first <= month < last and rows[list(way.moves), r].any())


def _lead(told: dict[int, float], first: int, since: NDArray[np.int16]) -> int:
    """Months from the first of the warnings that led up to it without a break; 0 if the last was none."""
    lead = 0
    for month in sorted((m for m in told if m < first), reverse=True):
        if told[month] < WARNED or since[month - 1] >= 0:
            break
        lead = first - month
    return lead


# --- what it says ----------------------------------------------------------------------------------------------------


def as_json(treatment: Treatment, found: Found, record: Found, runs: int, seed: int, members: int) -> dict[str, Any]:
    """The documented form of `regimes --json` (docs/json.md)."""
    board = treatment.board
    return {"scenario": board.scenario.id, "seed": seed, "runs": runs, "members": members,
            "regimes": [_of(board, regime, found, record, runs) for regime in board.regimes],
            "manifest": treatment.manifest()}


def _of(board: Board, regime: Regime, found: Found, record: Found, runs: int) -> dict[str, Any]:
    mine = [x for x in found.episodes if x.key == regime.key]
    theirs = [x for x in record.episodes if x.key == regime.key]
    over = [x.last - x.first for x in mine if x.last is not None]
    return {
        "regime": regime.key, "share_of_runs": len({x.run for x in mine}) / runs, "openings": len(mine),
        "months": {f"p{q}": _quantile(over, q) for q in (10, 50, 90)}, "still_open": len(mine) - len(over),
        "exits": [_exit(mine, way.option, way.chance) for way in regime.exits],
        "ended": {how: sum(x.how == how for x in mine) for how in ("calm", "worn-out")},
        "foretold": _foretold([x for x in found.forecasts if x.key == regime.key], [x.told for x in mine]),
        "record": {"share_of_runs": len({x.run for x in theirs}) / runs,
                   "run_0": [month_name(board.starts + x.first) for x in theirs if x.run == 0]},
    }


def _exit(mine: Sequence[Episode], option: str, chance: float) -> dict[str, Any]:
    """`used`: the share of openings in which it was struck; `again`: of those that it ended, the share that came
    back."""
    ended = [x for x in mine if x.how == option]
    return {"option": option, "chance": chance, "used": _share([option in x.struck for x in mine]),
            "ended": len(ended), "again": _share([_comes_back(x, mine) for x in ended])}


def _comes_back(one: Episode, mine: Sequence[Episode]) -> bool:
    last = one.last or 0
    return any(x.run == one.run and last <= x.first <= last + AGAIN for x in mine)


def _foretold(forecasts: Sequence[Forecast], leads: Sequence[int]) -> dict[str, Any]:
    told, came = np.array([x.told for x in forecasts]), np.array([x.came for x in forecasts], dtype=np.bool_)
    bins = list(_bins(told, came))
    gaps = [abs(x["told"] - x["came"]) for x in bins if x["cases"] >= MANY]
    return {"cases": len(told), "auc": auc(told, came), "lead": _quantile(leads, 50),
            "warned": _share([x > 0 for x in leads]), "bins": bins, "gap": max(gaps, default=None)}


def _bins(told: Array, came: NDArray[np.bool_]) -> Iterator[dict[str, Any]]:
    """Mean odds and frequency of what was told between two tenths."""
    which = np.clip(np.digitize(told, BINS) - 1, 0, len(BINS) - 2)
    for k in sorted(set(which.tolist())):
        yield {"cases": int((which == k).sum()), "told": float(told[which == k].mean()),
               "came": float(came[which == k].mean())}


def auc(told: Array, came: NDArray[np.bool_]) -> float | None:
    """The chance that odds told before an opening are higher than odds told before none; equal odds count half."""
    yes, no = np.sort(told[came]), np.sort(told[~came])
    if not len(yes) or not len(no):
        return None
    below = np.searchsorted(no, yes, "left") + np.searchsorted(no, yes, "right")
    return float(below.mean() / 2 / len(no))


def _share(truths: Sequence[bool]) -> float | None:
    return float(np.mean(truths)) if len(truths) else None


def _quantile(numbers: Sequence[int], q: int) -> float | None:
    return float(np.percentile(numbers, q)) if len(numbers) else None
