"""A comparison as a plain table for people: what differs, by how much, in how many pairs, and what was expected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.report.tables import sparkline
from sim.study.compare import Comparison, Outcome, left_out
from sim.study.quantiles import quantiles
from sim.texts import say
from sim.treatment import Treatment


def comparison_table(found: Comparison) -> str:
    """One row per reported indicator that differs, or is watched; then the expectations."""
    board = found.board
    paths = _told([found])
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
        out += [say("comparison-survey", id=id, text=one.question.texts[id].text, touched=one.touched,
                    first=one.first_difference or "none"), *(_outcome(x) for x in one.outcomes), ""]
    if missing := left_out(found):
        out.append(say("comparison-left-out", ids=", ".join(missing)))
    return "\n".join(out)


def arms_table(found: Sequence[Comparison]) -> str:
    """What each arm is; one row per indicator that differs in some arm, or is watched, with the median difference at
    the end in each; then what was expected of each."""
    first, board = found[0], found[0].board
    paths = _told(found)
    width = max([len(board.label(path)) for path in paths], default=9)
    columns = [max(9, len(one.name)) for one in found]
    head = " ".join(f"{one.name:>{size}}" for one, size in zip(found, columns, strict=True))
    arms = [line for one in found for line in (
        say("comparison-arm", name=one.name, first=one.first_difference or "none"),
        *(f"  {what}" for what in _what(one, one.changed)))]
    expected = [line for one in found if one.outcomes
                for line in ("", say("comparison-expected-of", name=one.name), *(_outcome(x) for x in one.outcomes))]
    return "\n".join([say("comparison-arms", title=board.scenario.title, runs=first.runs, seed=str(first.seed)),
                      *(f"  {line}" for line in _what(first, first.base)), "", *arms, "",
                      f"{say('comparison-medians'):{width}} {head}",
                      *(_medians(found, path, width, columns) for path in paths), *expected])


def _told(found: Sequence[Comparison]) -> list[str]:
    """What differs in some arm, and what is watched."""
    return [path for path in dict.fromkeys(path for one in found for path in one.paths)
            if any(path in one.question.watch or (one.pair.path(path) != 0).any() for one in found)]


def _medians(found: Sequence[Comparison], path: str, width: int, columns: Sequence[int]) -> str:
    variable = found[0].board.indicator(path).variable
    cells = " ".join(f"{float(np.median(one.difference(path)[-1])):+{size}.{variable.decimals + 1}f}"
                     for one, size in zip(found, columns, strict=True))
    return f"{found[0].board.label(path):{width}} {cells}  {variable.unit}"


def _head(found: Comparison) -> list[str]:
    against = ", ".join(found.question.against)
    return [say("comparison-title", title=found.board.scenario.title), *(f"  {x}" for x in _what(found, found.changed)),
            say("comparison-pairs", against=against or "none", runs=found.runs, seed=str(found.seed),
                first=found.first_difference or "none")]


def _what(found: Comparison, world: Treatment) -> list[str]:
    """How a world differs from the scenario as it is."""
    texts, its = found.question.texts, world.seats.items()
    out = [f"{id}: {texts[id].text}" if id in texts else id for id in world.changes]
    out += [say("comparison-set", name=name, number=f"{value:g}") for name, value in world.settings.items()]
    out += [say("comparison-seat", agent=found.board.word(agent), mind=found.board.word(mind)) for agent, mind in its]
    return out + [say("comparison-off", rule=rule) for rule in world.off]


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
