"""A comparison as a plain table for people: what differs, by how much, in how many pairs, and what was expected."""

from __future__ import annotations

import numpy as np

from sim.report.tables import sparkline
from sim.study.compare import Comparison, Outcome, left_out


def comparison_table(found: Comparison) -> str:
    """One row per reported indicator that differs at the end; then the expectations."""
    board = found.board
    paths = [path for path in board.scenario.report if (found.pair.path(path) != 0).any()]
    width = max([len(board.label(path)) for path in paths], default=9)
    columns = f"{'difference at the end':{width}} {'mean':>9} {'5 %':>9} {'median':>9} {'95 %':>9} {'up in':>6}  line"
    rows = [_row(found, path, width) for path in paths]
    return "\n".join([*_head(found), "", columns, *rows, "", *_expected(found)])


def survey_table(found: list[Comparison]) -> str:
    """Every counterfactual with its expectations; then those of years that the scenario does not have."""
    out: list[str] = [] if found else ["No change of this scenario says what to expect."]
    for one in found:
        id = one.changes[0]
        out += [f"{id}: {one.board.scenario.changes[id].text} Touches {one.touched}; first difference "
                f"{one.first_difference or 'none'}.", *(_outcome(x) for x in one.outcomes), ""]
    if missing := left_out(found):
        out.append(f"Not compared, for the scenario does not reach their months: {', '.join(missing)}.")
    return "\n".join(out)


def _head(found: Comparison) -> list[str]:
    texts = found.board.scenario.changes
    changes = [f"  {id}: {texts[id].text}" if id in texts else f"  {id}" for id in found.changes]
    against = ", ".join(found.against) or "the scenario as it is"
    differs = found.first_difference
    when = f"First difference: {differs}." if differs else "Nothing differs."
    return [f"{found.board.scenario.title}, changed:", *changes, f"against {against}, {found.runs} pairs of runs under "
            f"the same luck, seed {found.seed}. {when}"]


def _row(found: Comparison, path: str, width: int) -> str:
    values, variable = found.difference(path), found.board.indicator(path).variable
    d, last = variable.decimals + 1, values[-1]
    numbers = [float(np.mean(last)), *(float(x) for x in np.percentile(last, (5, 50, 95)))]
    cells = " ".join(f"{x:+9.{d}f}" for x in numbers)
    line = sparkline(np.median(values, axis=1))
    return f"{found.board.label(path):{width}} {cells} {np.mean(last > 0):6.0%}  {line} {variable.unit}"


def _expected(found: Comparison) -> list[str]:
    if not found.outcomes:
        return ["The change says nothing of what to expect."]
    return ["Expected (share of pairs):", *(_outcome(x) for x in found.outcomes)]


def _outcome(x: Outcome) -> str:
    kind = "control: " if x.expectation.control else ""
    if x.share is None:
        why = "no pair counts" if x.reached else "the scenario does not reach these months"
        return f"      –  {kind}{x.expectation.text} ({why})"
    few = f" (of {x.pairs} pairs)" if x.expectation.among else ""
    verdict = "" if x.met else f" Not shown: expected in {x.expectation.share:.0%}."
    return f"  {x.share:6.1%} {kind}{x.expectation.text}{few}{verdict}"
