"""The conclusions of a scenario, its facts and what its counterfactuals are expected to do, as a judge sees them: run
by run, wherever in their ranges the numbers lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from sim.batch.fragile import Case, Conclusion
from sim.engine.opening import Span, figures_of, parameters_of
from sim.errors import refuse
from sim.scenario.case import walk
from sim.scenario.measures import Quantity
from sim.study import compare, facts
from sim.study.compare import Question
from sim.study.tape import Rows, Tally
from sim.treatment import Treatment, treat

TOGETHER = ("average", "median", "share")  # forms of a quantity that are read off many runs at once
Tell = Callable[[float], None]


def case_of(scenario: str, seed: int) -> Case:
    """Raises MultivectorError where nothing is concluded, or no number has a range."""
    base, questions = treat(scenario), _questions(scenario)
    found = tuple(_conclusions(base, questions))
    if not found:
        raise refuse("MV-R022", f"{base.scenario.id} has no facts, and no change that says what to expect",
                     field="SCENARIO", value=scenario, mend="add `facts:`, see docs/authoring.md")
    worlds = facts.worlds_as_they_are(base) + len(compare.worlds_of(questions))
    return Case(base, spans_of(base), found, worlds, partial(judge, scenario, seed))


def spans_of(base: Treatment) -> dict[str, Span]:
    """Every number that has a range: its value and the ends."""
    spans = {**parameters_of(base.board), **figures_of(base.board)}
    return {name: span for name, span in spans.items() if span[1] != span[2]}


def judge(scenario: str, seed: int, rows: Rows, tell: Tell) -> dict[str, Tally]:
    """What becomes of each conclusion in these runs. `tell` hears of each world the number of runs."""
    base, questions = treat(scenario), _questions(scenario)
    found = facts.tallied(base, rows, seed, tell)
    pairs = compare.tallied(questions, rows, seed, tell)
    return found | {_name(one, k): pairs[one.name, k] for one in questions for k in range(len(one.expected))
                    if (one.name, k) in pairs}


def _questions(scenario: str) -> list[Question]:
    base = treat(scenario)
    return compare.surveyed(scenario) if compare.reached(base.loaded) else []


def _conclusions(base: Treatment, questions: list[Question]) -> Iterator[Conclusion]:
    for key, fact in base.scenario.facts.items():
        yield Conclusion(key, "fact", fact.text, fact.bar, _together(fact.test) or _together(fact.among))
    for one in questions:
        for k, item in enumerate(one.expected):
            yield Conclusion(_name(one, k), "counterfactual", item.text, item.share, _together(item.test))


def _name(one: Question, k: int) -> str:
    """`X01`, or of several expectations `X01.1`, `X01.2`."""
    return one.name if len(one.expected) == 1 else f"{one.name}.{k + 1}"


def _together(item: object) -> bool:
    """Whether it is read off many runs at once, so that a run alone cannot be judged."""
    return any(isinstance(x, Quantity) and getattr(x, name) is not None for _, x in walk(item) for name in TOGETHER)
