"""A comparison as a plain table for people: what differs, by how much, in how many pairs, and what was expected."""

from __future__ import annotations

import numpy as np

from sim.report.tables import sparkline
from sim.study.compare import Comparison, Outcome, left_out
from sim.study.quantiles import quantiles
from sim.texts import say


def comparison_table(found: Comparison) -> str:
    """One row per reported indicator that differs at the end; then the expectations."""
    board = found.board
    paths = [path for path in board.scenario.report if (found.pair.path(path) != 0).any()]
    width = max([len(board.label(path)) for path in paths], default=9)
    what, mean, median, up, line = (say("comparison-head", column=x) for x in ("what", "mean", "median", "up", "line"))
    columns = f"{what:{width}} {mean:>9} {'5 %':>9} {median:>9} {'95 %':>9} {up:>6}  {line}"
    rows = [_row(found, path, width) for path in paths]
    return "\n".join([*_head(found), "", columns, *rows, "", *_expected(found)])


def survey_table(found: list[Comparison]) -> str:
    """Every counterfactual with its expectations; then those of years that the scenario does not have."""
    out: list[str] = [] if found else [say("comparison-no-change")]
    for one in found:
        id = one.changes[0]
        out += [say("comparison-survey", id=id, text=one.board.scenario.changes[id].text, touched=one.touched,
                    first=one.first_difference or "none"), *(_outcome(x) for x in one.outcomes), ""]
    if missing := left_out(found):
        out.append(say("comparison-left-out", ids=", ".join(missing)))
    return "\n".join(out)


def _head(found: Comparison) -> list[str]:
    texts = found.board.scenario.changes
    changes = [f"  {id}: {texts[id].text}" if id in texts else f"  {id}" for id in found.changes]
    return [say("comparison-title", title=found.board.scenario.title), *changes,
            say("comparison-pairs", against=", ".join(found.against) or "none", runs=found.runs, seed=str(found.seed),
                first=found.first_difference or "none")]


def _row(found: Comparison, path: str, width: int) -> str:
    values, variable = found.difference(path), found.board.indicator(path).variable
    d, last = variable.decimals + 1, values[-1]
    numbers = [float(np.mean(last)), *(float(x) for x in quantiles(last, (5, 50, 95)))]
    cells = " ".join(f"{x:+9.{d}f}" for x in numbers)
    line = sparkline(np.median(values, axis=1))
    return f"{found.board.label(path):{width}} {cells} {np.mean(last > 0):6.0%}  {line} {variable.unit}"


def _expected(found: Comparison) -> list[str]:
    if not found.outcomes:
        return [say("comparison-nothing-expected")]
    return [say("comparison-expected"), *(_outcome(x) for x in found.outcomes)]


def _outcome(x: Outcome) -> str:
    text = say("comparison-control", text=x.expectation.text) if x.expectation.control else x.expectation.text
    if x.share is None:
        return f"      –  {say('comparison-uncounted', text=text, reached=x.reached)}"
    text = say("comparison-among", text=text, pairs=x.pairs) if x.expectation.among else text
    text = text if x.met else say("comparison-not-shown", text=text, share=f"{x.expectation.share:.0%}")
    return f"  {x.share:6.1%} {text}"
