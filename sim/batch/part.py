"""One part of a store: its rows are run and become columns. This is what a worker does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.batch.outcomes import Run, outcomes_of, values, watched
from sim.batch.plan import ABREAST, Plan, Rows
from sim.engine.board import Board
from sim.engine.opening import Given, draw_figures
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.scenario.months import month_name
from sim.study.tape import tape_of
from sim.world.arrays import Array
from sim.world.state import Params

CHUNK = 512  # runs computed side by side; changes no number
Columns = dict[str, Any]
Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Found:
    """The columns of `runs`, and of `paths` if months are kept."""

    runs: Columns
    paths: Columns | None


def run_part(plan: Plan, number: int, chunk: int = CHUNK, tell: Tell = lambda done: None) -> Found:
    """Run the rows of a part. `tell` hears the number of runs done."""
    pieces = [piece for some in _wide(plan, plan.part(number), chunk) for piece in _run(plan, some, tell)]
    paths = [piece.paths for piece in pieces if piece.paths is not None]
    return Found(_stacked([piece.runs for piece in pieces]), _stacked(paths) if paths else None)


def _stacked(pieces: Sequence[Columns]) -> Columns:
    names = dict.fromkeys(name for piece in pieces for name in piece)
    lengths = [len(piece["run"]) for piece in pieces]
    return {name: np.concatenate([piece[name] if name in piece else np.full(length, np.nan)
                                  for piece, length in zip(pieces, lengths, strict=True)]) for name in names}


def _wide(plan: Plan, rows: Iterator[Rows], chunk: int) -> Iterator[list[Rows]]:
    """Neighbours that may be run side by side: worlds of one structure with the same run numbers, or pieces of one."""
    def alike(some: Rows) -> tuple[str, bytes]:
        return plan.experiments[some.experiment].structure, some.numbers.tobytes()

    for _, group in groupby(rows, alike):
        some = list(group)
        if some[0].count >= chunk:
            yield from ([piece] for one in some for piece in _cut(one, chunk))
        else:
            several = min(ABREAST, chunk // some[0].count)
            yield from (some[k: k + several] for k in range(0, len(some), several))


def _cut(rows: Rows, chunk: int) -> Iterator[Rows]:
    for k in range(0, rows.count, chunk):
        yield Rows(rows.experiment, rows.points[k: k + chunk], rows.numbers[k: k + chunk])


def _run(plan: Plan, some: Sequence[Rows], tell: Tell) -> Iterator[Found]:
    """The columns of each of these rows, whose worlds stand side by side in one model."""
    treatments = [plan.experiments[rows.experiment].treatment for rows in some]
    outcomes = [outcomes_of(plan.design, treatment.board) for treatment in treatments]
    needs = [watched(treatment.board, its) for treatment, its in zip(treatments, outcomes, strict=True)]
    watch = list(dict.fromkeys([*(path for paths, _ in needs for path in paths), *plan.design.paths]))
    given = [_given(plan, rows, treatment.board) for rows, treatment in zip(some, treatments, strict=True)]
    wide = {name: np.concatenate([its[name] for its in given]) for name in given[0]}
    with brief(BalanceModel(treatments, seed=plan.design.seed, numbers=some[0].numbers.tolist(), watch=watch,
                            collect=False, given=wide)) as model:
        opening = _opening(model)
        while model.running:
            model.step()
        for k, rows in enumerate(some):
            columns = slice(k * rows.count, (k + 1) * rows.count)
            run = Run(treatments[k].board, tape_of(model, watch, needs[k][1], columns),
                      {path: x[columns] for path, x in opening.items()})
            drawn = _drawn(plan, run.board, model.params, columns, given[k])
            yield Found({**_whose(plan, rows), **drawn, **values(run, outcomes[k])}, _of_months(plan, rows, run))
            tell(rows.count)


def _given(plan: Plan, rows: Rows, board: Board) -> Given:
    """The uncertainties, and every starting figure as the model will have it (n,): it need not draw them again."""
    given = plan.given(rows)
    return {**given, **draw_figures(board, plan.design.seed, rows.numbers, given)}


def _opening(model: BalanceModel) -> dict[str, Array]:
    return dict(zip([x.path for x in model.watch], model.read_all(), strict=True))


# --- columns ---------------------------------------------------------------------------------------------------------


def _whose(plan: Plan, rows: Rows) -> Columns:
    """Which world, point and run a row is of."""
    labels = plan.experiments[rows.experiment].labels
    return {"experiment": np.full(rows.count, rows.experiment, dtype=np.int64),
            **{name: np.full(rows.count, word, dtype=object) for name, word in labels.items()},
            "point": rows.points, "run": rows.numbers}


def _drawn(plan: Plan, board: Board, params: Params, columns: slice, given: Given) -> Columns:
    """Every number that varies, as these runs had it (n,); a rule that is off has none."""
    rules = {rule.id for rule in board.rules}
    found = {name: x[columns] for name, x in params.values.items() if name.rpartition(".")[0] in rules}
    found |= {path: given[path] for path in board.scenario.figures}
    return {name: found[name] for name in plan.drawn if name in found}


def _of_months(plan: Plan, rows: Rows, run: Run) -> Columns | None:
    """Run by run and month by month from the opening of play on, if months are kept."""
    if not plan.design.paths:
        return None
    board, months = run.board, run.board.ends - run.board.opens
    names = np.array([f"{month_name(board.starts + month)}-01" for month in range(board.opens, board.ends)],
                     dtype="datetime64[D]")
    whose = {name: np.repeat(column, months) for name, column in _whose(plan, rows).items()}
    return {**whose, "month": np.tile(names, rows.count), **{path: _long(run, path) for path in plan.design.paths}}


def _long(run: Run, path: str) -> NDArray[np.float64]:
    """(T, R) as one column, run by run."""
    return np.ascontiguousarray(run.tape.path(path)[run.board.opens:].T).ravel()
