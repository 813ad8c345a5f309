"""What many runs say of regimes: a few lines for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.texts import say

Data = dict[str, Any]


def regimes_table(found: Data) -> str:
    """Those that opened anywhere; the others are named last."""
    told = [x for x in found["regimes"] if x["openings"] or x["record"]["share_of_runs"]]
    never = tuple(x["regime"] for x in found["regimes"] if x not in told)
    lines = [say("regime-title", scenario=found["scenario"], runs=found["runs"], members=found["members"])]
    for x in told:
        lines += ["", *_lines(x)]
    return "\n".join([*lines, *(["", say("regime-never", names=never)] if never else [])])


def _lines(x: Data) -> Iterator[str]:
    months, odds, record = x["months"], x["foretold"], x["record"]
    yield say("regime-how-often", regime=x["regime"], share=_per_cent(x["share_of_runs"]), openings=x["openings"],
              low=_number(months["p10"]), middle=_number(months["p50"]), high=_number(months["p90"]))
    for way in x["exits"]:
        yield "  " + say("regime-way", option=way["option"], used=_per_cent(way["used"]), ended=way["ended"],
                         again=_per_cent(way["again"]))
    yield "  " + say("regime-without", calm=x["ended"]["calm"], worn=x["ended"]["worn-out"], still=x["still_open"])
    if odds["cases"]:
        gap = "none" if odds["gap"] is None else f"{100 * odds['gap']:.0f}"
        yield "  " + say("regime-told", auc=_number(odds["auc"], 2), lead=_number(odds["lead"]), gap=gap,
                         cases=odds["cases"])
    yield "  " + say("regime-record", share=_per_cent(record["share_of_runs"]), months=tuple(record["run_0"]) or "none")


def _per_cent(x: float | None) -> str:
    return "-" if x is None else f"{x:.0%}"


def _number(x: float | None, decimals: int = 0) -> str:
    return "-" if x is None else f"{x:.{decimals}f}"
