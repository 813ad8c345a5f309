"""Plain tables for people: an ensemble with sparklines, an explanation with signed bars. Text in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.study.ensemble import Ensemble, agreed
from sim.texts import say
from sim.world.arrays import Array

if TYPE_CHECKING:
    from sim.views import Explanation

BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Array, width: int = 24) -> str:
    """The values as a row of blocks, from their own lowest to their highest."""
    if len(values) > width:
        values = values[np.linspace(0, len(values) - 1, width).round().astype(int)]
    low, high = float(np.min(values)), float(np.max(values))
    if high - low < 1e-9:
        return BLOCKS[0] * len(values)
    steps = ((values - low) / (high - low) * (len(BLOCKS) - 1)).round().astype(int)
    return "".join(BLOCKS[i] for i in steps)


def run_table(ensemble: Ensemble) -> str:
    """One row per indicator: at the opening, at the end (with the 5-95 range when there are many runs), its line."""
    many = ensemble.runs > 1
    months = ensemble.months
    head = [say("table-run", title=ensemble.board.scenario.title, opens=months[0], ends=months[-1], runs=ensemble.runs,
                seed=str(ensemble.seed)), ""]
    width = max(len(ensemble.board.label(path)) for path in ensemble.indicators)
    indicator, start, end, line = (say("table-head", column=x) for x in ("indicator", "start", "end", "line"))
    columns = f"{indicator:{width}} {start:>9} {end:>9}" + (f" {'5 %':>9} {'95 %':>9}" if many else "") + f"  {line}"
    rows = [_row(ensemble, path, width, many) for path in ensemble.indicators]
    return "\n".join([*head, columns, *rows, "", *_agreements(ensemble), say("table-digest", digest=ensemble.digest)])


def _row(ensemble: Ensemble, path: str, width: int, many: bool) -> str:
    variable, last, medians = ensemble.board.indicator(path).variable, np.zeros(0), list[float]()
    for last in ensemble.monthly(path):
        medians.append(float(np.median(last)))
    d = variable.decimals
    numbers = [float(np.median(ensemble.start(path))), medians[-1]]
    if many:
        numbers += [float(np.percentile(last, q)) for q in (5, 95)]
    cells = " ".join(f"{x:9.{d}f}" for x in numbers)
    return f"{ensemble.board.label(path):{width}} {cells}  {sparkline(np.array(medians))} {variable.unit}"


def _agreements(ensemble: Ensemble) -> list[str]:
    struck = [(key, x) for key, x in agreed(ensemble).items() if x["share_of_runs"] > 0]
    if not struck:
        return [say("table-no-agreement"), ""]
    titles = ensemble.board.scenario.options
    rows = [f"  {x['share_of_runs']:5.0%}  {x['median_month']}  {titles[key].title}" for key, x in struck]
    return [say("table-agreements"), *rows, ""]


def why_table(found: Explanation, bar: int = 16) -> str:
    """An explanation as rows: signed amount, bar, cause, rule and place in the source."""
    d = found.decimals + 2
    biggest = max((abs(row.amount) for row in found.rows), default=1.0)
    before, after, change = f"{found.before:.{d}f}", f"{found.after:.{d}f}", f"{found.after - found.before:+.{d}f}"
    out = [say("table-why", label=found.label, unit=found.unit, turn=found.turn, dates=found.dates),
           f"  {say('table-why-values', before=before, after=after, change=change)}", ""]
    for row in found.rows:
        blocks = "█" * max(1, round(bar * abs(row.amount) / biggest))
        where = " · ".join(x for x in (row.rule, " ".join(row.claims), " ".join(row.places)) if x)
        out.append(f"  {row.amount:+.{d}f} {blocks:{bar}} {row.words}" + (f"  [{where}]" if where else ""))
    return "\n".join(out)


def why_json(found: Explanation) -> dict[str, Any]:
    """The documented form of `why --json`."""
    return {"indicator": found.path, "turn": found.turn, "before": found.before, "after": found.after,
            "causes": [_cause(row) for row in found.rows]}


def _cause(row: Any) -> dict[str, Any]:
    out: dict[str, Any] = {"cause": row.cause, "amount": row.amount}
    if row.rule:
        out["rule"] = row.rule
    if row.claims:
        out["claims"] = list(row.claims)
    return out
