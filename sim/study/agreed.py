"""Agreements among doctrines beside the record: in how many runs each comes about, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sim.engine.board import Board
from sim.model.record import dated_moves
from sim.scenario.months import month_name, month_number
from sim.study.ensemble import agreed, run_ensemble
from sim.treatment import Treatment

MOST = 0.97  # the share of runs in which an agreement of the record may come about; what always comes is no stake
NEAR = 18  # months between the median and the record
ENOUGH = 0.75  # of the agreements must lie so near


@dataclass(frozen=True, slots=True)
class Agreement:
    """An option that is an agreement. `share_of_runs`: in which it was first struck in play; `median_month` of these;
    `record`: the month of its first striking, if that falls in play: the bars are for those."""

    share_of_runs: float
    median_month: str | None
    record: str | None

    @property
    def months_late(self) -> int | None:
        """The median less the record; None where one of the two is missing."""
        if self.median_month is None or self.record is None:
            return None
        return month_number(self.median_month) - month_number(self.record)

    @property
    def near(self) -> bool:
        return self.months_late is not None and abs(self.months_late) <= NEAR


def agreements(treatment: Treatment, runs: int = 1000, seed: int = 1,
               tell: Callable[[float], None] = lambda done: None) -> dict[str, Agreement]:
    """Of all options that are agreements. `tell` is told the number of run-turns done."""
    record = in_record(treatment.board)
    found = agreed(run_ensemble(treatment, runs, seed=seed, progress=tell))
    return {key: Agreement(x["share_of_runs"], x["median_month"], record.get(key)) for key, x in found.items()}


def in_record(board: Board) -> dict[str, str]:
    """Option -> month of its first striking in the record, of those in play."""
    first: dict[str, int] = {}
    for month, row in dated_moves(board):
        first.setdefault(board.moves[row].option, month)
    return {key: month_name(board.starts + month) for key, month in first.items()
            if board.opens <= month < board.ends}


def problems(found: dict[str, Agreement]) -> list[str]:
    """What is against the bars, in words."""
    counted = {key: x for key, x in found.items() if x.record}
    out = [f"agreement {key!r} comes about in {x.share_of_runs:.0%} of runs, more than {MOST:.0%}"
           for key, x in counted.items() if x.share_of_runs > MOST]
    far = [f"{key} {x.median_month or 'never'} (record {x.record})" for key, x in counted.items() if not x.near]
    if len(far) > (1 - ENOUGH) * len(counted):
        out.append(f"only {len(counted) - len(far)} of {len(counted)} agreements have their median within {NEAR} "
                   f"months of the record; not {', '.join(far)}")
    return out


def as_json(x: Agreement) -> dict[str, Any]:
    return {**asdict(x), "months_late": x.months_late}
