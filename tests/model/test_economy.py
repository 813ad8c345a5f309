"""The economy as a whole: what a shock, a pandemic and prices make of output, growth and trade."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.study.ensemble import Ensemble, run_ensemble
from sim.treatment import treat
from sim.world.arrays import Array
from tests.boards import MINI

LONG = "multivector-2015-2021"
RUNS = 12
SHOCK = """
text: A shock of two per cent.
stocks: {mongolia.output_gap: {shift: -2, first: 2015-03}}
"""
POWERS = ("kazakhstan", "russia", "united_states", "european_union")
VECTORS = ("russia", "china", "united_states", "european_union")
NAMES = ("kazakhstan", "uzbekistan")
TRADES = tuple(f"{a}.{b}.trade_value" for a in NAMES for b in VECTORS)


@cache
def record() -> Ensemble:
    return run_ensemble(treat(LONG, historical=True), RUNS, watch=(*(f"{a}.growth" for a in POWERS), *TRADES))


def of_year(found: Ensemble, path: str, year: int) -> Array:
    """The year's mean in each run."""
    months = [k for k, month in enumerate(found.months) if month.startswith(str(year))]
    return found.paths[path][months].mean(axis=0)


@pytest.mark.parametrize("actor", POWERS)
def test_the_pandemic_is_a_recession_and_ends_in_a_recovery(actor: str) -> None:
    before, slump, after = (np.median(of_year(record(), f"{actor}.growth", year)) for year in (2019, 2020, 2021))
    assert slump < -1 < before < after


def test_no_trade_comes_near_nothing() -> None:
    for path in TRADES:
        assert np.min(record().paths[path]) > 0.1 * np.max(record().start(path))


@cache
def shocked(tmp: str) -> tuple[Ensemble, Ensemble]:
    Path(tmp).write_text(SHOCK, encoding="utf-8")
    watch = ("mongolia.output", "mongolia.growth")
    plain, hit = (run_ensemble(treat(MINI, changes), 8, watch=watch) for changes in ((), (tmp,)))
    return plain, hit


def test_a_shock_lowers_output_and_growth_rises_only_a_year_later(tmp_path_factory: pytest.TempPathFactory) -> None:
    plain, hit = shocked(str(tmp_path_factory.mktemp("shock") / "shock.yaml"))
    first = plain.months.index("2015-03")
    output, growth = (hit.paths[p] - plain.paths[p] for p in ("mongolia.output", "mongolia.growth"))
    assert np.all(output[first: first + 12] < 0)
    assert np.all(growth[first: first + 11] < 0)
    assert np.all(growth[first + 13: first + 20] > 0)


def test_the_earthquake_of_the_guide_lowers_output_in_its_year(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    scenario = next(text for text in re.findall(r"```yaml\n(.*?)```", guide, re.S) if "earthquake:" in text)
    its, calm = tmp_path / "two-elephants.yaml", tmp_path / "calm.yaml"
    its.write_text(scenario.replace("opens: 2016-01", "opens: 2015-01"), encoding="utf-8")
    calm.write_text("text: No earthquake.\nevents: {earthquake: {remove: true}}\n", encoding="utf-8")
    hit, spared = (run_ensemble(treat(str(its), changes), 40, watch=("nepal.output",))
                   for changes in ((), (str(calm),)))
    lower = of_year(hit, "nepal.output", 2015) < of_year(spared, "nepal.output", 2015)
    assert np.mean(lower) >= 0.95
