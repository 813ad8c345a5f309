"""Plain tables for people: an ensemble with sparklines, an explanation with signed bars. Text in, text out."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.study.ensemble import Ensemble
from sim.views import Explanation
from sim.world.arrays import Array

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
    head = [f"{ensemble.board.scenario.title}: {months[0]} to {months[-1]}, {ensemble.runs} run{'s' if many else ''}, "
            f"seed {ensemble.seed}", ""]
    width = max(len(ensemble.board.label(path)) for path in ensemble.paths)
    columns = f"{'indicator':{width}} {'start':>9} {'end':>9}" + (f" {'5 %':>9} {'95 %':>9}" if many else "") + "  line"
    rows = [_row(ensemble, path, width, many) for path in ensemble.paths]
    return "\n".join([*head, columns, *rows, "", *_agreements(ensemble), f"digest {ensemble.digest}"])


def _row(ensemble: Ensemble, path: str, width: int, many: bool) -> str:
    values, variable = ensemble.paths[path], ensemble.board.indicator(path).variable
    d = variable.decimals
    numbers = [float(np.median(ensemble.starts[path])), float(np.median(values[-1]))]
    if many:
        numbers += [float(np.percentile(values[-1], q)) for q in (5, 95)]
    cells = " ".join(f"{x:9.{d}f}" for x in numbers)
    return f"{ensemble.board.label(path):{width}} {cells}  {sparkline(np.median(values, axis=1))} {variable.unit}"


def _agreements(ensemble: Ensemble) -> list[str]:
    from sim.study.ensemble import as_json

    found = as_json(ensemble)["agreements"]
    struck = [(key, x) for key, x in found.items() if x["share_of_runs"] > 0]
    if not struck:
        return ["No agreement was struck.", ""]
    titles = ensemble.board.scenario.options
    rows = [f"  {x['share_of_runs']:5.0%}  {x['median_month']}  {titles[key].title}" for key, x in struck]
    return ["Agreements (share of runs, median month):", *rows, ""]


def why_table(found: Explanation, bar: int = 16) -> str:
    """An explanation as rows: signed amount, bar, cause, rule and place in the source."""
    d = found.decimals + 2
    biggest = max((abs(row.amount) for row in found.rows), default=1.0)
    out = [f"{found.label} ({found.unit}), turn {found.turn}, {found.dates}",
           f"  before {found.before:.{d}f}   after {found.after:.{d}f}   "
           f"change {found.after - found.before:+.{d}f}", ""]
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
