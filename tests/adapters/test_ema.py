"""The model for EMA Workbench: what its experiments find is what `run` finds with the same numbers and doctrines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

ema_workbench: Any = pytest.importorskip("ema_workbench")

from sim.adapters import ema_model
from sim.errors import MultivectorError
from sim.study.ensemble import run_ensemble
from sim.treatment import treat
from tests.boards import MINI

RANGES = {"home.sparks.size": (0.0, 0.1), "mongolia.reserves": (1.0, 6.0)}
LAST = "mongolia.calm"
OUTCOMES = {"calm": {"of": {"at": {"path": LAST, "month": "2016-12"}}}, "score": {"score": "mongolia"},
            "met": {"of": {"month_of": "neighbours-meeting"}}}
OPTION = "neighbours-meeting"


@pytest.fixture(scope="module")
def model() -> Any:
    return ema_model(MINI, RANGES, seats=["mongolia"], options=[OPTION], outcomes=OUTCOMES, seed=3)


def test_experiments_are_those_of_run(model: Any) -> None:
    with ema_workbench.SequentialEvaluator(model) as evaluator:
        experiments, found = evaluator.perform_experiments(scenarios=2, policies=3)
    assert len(experiments) == 6 and set(found) == {"calm", "score", "met"}
    for k, row in enumerate(experiments.to_dict("records")):
        numbers = ",".join(f"{name}={row[name.replace('.', '_')]!r}" for name in RANGES)
        seats = "" if row["seat_mongolia"] == "none" else f"mongolia={row['seat_mongolia']}"
        if row[f"bar_{OPTION.replace('-', '_')}"]:
            assert np.isnan(found["met"][k])
            continue
        same = run_ensemble(treat(MINI, set=numbers, seats=seats), 1, 0, 3, watch=[LAST])
        assert found["calm"][k] == same.paths[LAST][-1, 0]


def test_levers_and_uncertainties_are_those_of_the_scenario(model: Any) -> None:
    doctrines = [category.value for category in model.levers["seat_mongolia"].categories]
    scenario = treat(MINI).scenario
    assert doctrines == ["none", *(name for name, its in scenario.doctrines.items()
                                   if not its.actors or "mongolia" in its.actors)]
    assert {(x.name, x.lower_bound, x.upper_bound) for x in model.uncertainties} == {
        (name.replace(".", "_"), *ends) for name, ends in RANGES.items()}


def test_every_number_with_a_range_is_uncertain_if_none_is_named() -> None:
    found = ema_model(MINI)
    uncertainties: Any = found.uncertainties
    names = [x.name for x in uncertainties]
    assert len(names) > 100 and len(set(names)) == len(names) and all(name.isidentifier() for name in names)


@pytest.mark.parametrize("words", [{"uncertainties": {"nope": (0.0, 1.0)}}, {"seats": ["nobody"]}, {"options": ["no"]},
                                   {"outcomes": {"x": {"score": "nobody"}}}])
def test_what_the_scenario_does_not_have(words: dict[str, Any]) -> None:
    with pytest.raises(MultivectorError):
        ema_model(MINI, **{"uncertainties": RANGES, **words})
