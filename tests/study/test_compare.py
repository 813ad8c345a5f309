"""Comparisons: nothing before the touch, three changes written by an author, controls, and the documented JSON."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.report.comparison import survey_table
from sim.scenario.load import load_scenario
from sim.study.compare import (
    Comparison,
    as_json,
    base_of,
    changed_of,
    compare,
    expecting,
    left_out,
    named,
    survey,
    survey_json,
    work,
)
from sim.study.ensemble import run_ensemble
from sim.study.thesis import try_thesis
from sim.treatment import Treatment, treat
from tests.boards import LONG, MINI, SHORT

RUNS = 3
CHANGES = Path(__file__).parent / "changes"

WRITTEN = {
    "dear-oil": """
text: Oil costs half as much again from 2018 on.
series:
  oil_price: {scale: 1.5, first: 2018-01}
expect:
  - text: Kazakhstan grows faster in 2018.
    test: {above: {of: {mean: {path: kazakhstan.growth, first: 2018-01, last: 2018-12}}, value: 0.1}}
""",
    "early-guests": """
text: Washington invites the Uzbek president first, and nobody calls a summit before the summer.
force:
  - {option: invite-to-white-house, target: uzbekistan, month: 2018-02}
forbid: {neighbours-summit: 2018-02}
expect:
  - text: Tashkent thinks better of Washington.
    test: {above: {of: {at: {path: uzbekistan.united_states.goodwill, month: 2018-03}}, value: 0.05}}
""",
    "thrifty-world": """
text: Half the trade with Russia to begin with, coordination cuts no pressure, and Kazakhstan drifts.
figures:
  kazakhstan.russia.trade: {scale: 0.5}
off: [region.divide-and-rule]
seats: {kazakhstan: drift}
expect:
  - text: Sanctions cost Kazakhstan less.
    test: {below: {of: {mean: {path: kazakhstan.sanctions_loss, first: 2018-01, last: 2018-12}}, value: -0.01}}
""",
}


@pytest.fixture
def mine(tmp_path: Path) -> dict[str, str]:
    for name, text in WRITTEN.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.yaml") for name in WRITTEN}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_authors_changes_do_what_they_say(mine: dict[str, str], name: str) -> None:
    found = compare(SHORT, [mine[name]], runs=RUNS)
    assert [outcome.share for outcome in found.outcomes] == [1.0]
    assert found.first_difference == found.touched


AUTHORED = {"calmer-powers": "sanctions-2017-2019", "leaning-east": LONG, "early-handover": "sanctions-2017-2019"}


@pytest.mark.parametrize("name", AUTHORED)
def test_changes_written_from_the_guide_alone(name: str) -> None:
    """Between them: set, scale and shift of figures, parameters, a series, events, a seat, a rule off, effects, what is
    forced and forbidden, in both worlds."""
    found = compare(AUTHORED[name], [str(CHANGES / f"{name}.yaml")], runs=RUNS)
    assert [outcome.share for outcome in found.outcomes] == [1.0] * len(found.outcomes) != []
    assert found.first_difference and found.first_difference >= found.touched


def test_the_guides_second_change_can_be_applied(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(# half-speed.*?)```", guide, re.DOTALL)
    assert block
    (tmp_path / "half-speed.yaml").write_text(block[1], encoding="utf-8")
    assert treat(LONG, (str(tmp_path / "half-speed.yaml"),)).touched == "2014-01"


def test_the_guides_change_does_what_it_says(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    names = {"two-elephants": r"```yaml\n(id: two-elephants.*?)```", "early-road": r"```yaml\n(# early-road.*?)```",
             "tense-spring": r"```yaml\n(# tense-spring.*?)```"}
    for name, pattern in names.items():
        block = re.search(pattern, guide, re.DOTALL)
        assert block
        (tmp_path / f"{name}.yaml").write_text(block[1], encoding="utf-8")
    found = compare(str(tmp_path / "two-elephants.yaml"), [str(tmp_path / "early-road.yaml")], runs=20)
    assert [outcome.met for outcome in found.outcomes] == [True]
    assert found.first_difference == found.touched == "2015-04"
    tense = compare(str(tmp_path / "two-elephants.yaml"), [str(tmp_path / "tense-spring.yaml")], runs=2)
    assert tense.first_difference == tense.touched == "2016-03"


def differing(base: Treatment, changed: Treatment, runs: int) -> int:
    """The month at whose opening the two Worlds first differ; both played in step."""
    one, other = (BalanceModel(treatment, seed=1, runs=runs, collect=False) for treatment in (base, changed))
    while one.running:
        if one.world.digest() != other.world.digest():
            return one.world.month
        one.step()
        other.step()
    return one.world.month


@pytest.mark.parametrize("id", ["X01", "X02", "X04", "X05", "X07", "X08b"])
def test_whole_worlds_are_the_same_to_the_bit_until_the_touch(id: str) -> None:
    plain, ids, others = named(LONG, [id], [])
    base = base_of(plain, ids, others)
    changed = changed_of(base, ids, others)
    year, month = map(int, changed.touched.split("-"))
    assert differing(base, changed, 2) >= year * 12 + month - 1 - base.board.starts


@pytest.fixture(scope="module")
def opening() -> Comparison:
    return compare(LONG, ["X01"], runs=RUNS)


def test_nothing_differs_before_the_month_that_is_touched(opening: Comparison) -> None:
    months = opening.pair.at(opening.touched)
    assert all((opening.pair.path(path)[:months] == 0).all() for path in opening.pair.base.paths)
    assert opening.first_difference == opening.touched == "2016-09"


def test_the_base_world_is_the_run_itself(opening: Comparison) -> None:
    plain = run_ensemble(opening.base, RUNS, seed=1)
    for path in opening.board.scenario.report:
        assert np.array_equal(plain.paths[path], opening.pair.base.paths[path][opening.board.opens:])


def test_the_changed_world_is_what_run_shows(opening: Comparison) -> None:
    changed = run_ensemble(treat(LONG, "X01"), RUNS, seed=1)
    for path in opening.board.scenario.report:
        assert np.array_equal(changed.paths[path], opening.pair.changed.paths[path][opening.board.opens:])


def test_json_is_as_documented(opening: Comparison) -> None:
    found = as_json(opening)
    assert found["change"] == ["X01"]
    assert found["first_difference"] == "2016-09"
    for summary in found["differences"].values():
        assert {"unit", "mean", "p05", "p50", "p95", "share_positive", "path"} <= summary.keys()
        assert {name: len(path) for name, path in summary["path"].items()} \
            == dict.fromkeys(("p05", "p50", "p95"), len(found["months"]))
    assert [item["floor"] for item in found["expected"]] == [0.1, 0.02, -0.01]
    assert all(0 <= item["holds"] <= 1 and item["text"] for item in found["expected"])


def test_a_change_against_itself_is_no_change() -> None:
    found = compare(SHORT, ["russia-status-quo"], ["russia-status-quo"], runs=2)
    assert found.first_difference is None


def test_worlds_are_compared_in_turns_of_another_length() -> None:
    found = compare(SHORT, ["russia-status-quo"], runs=1, turn_months=1)
    assert as_json(found)["turn_months"] == 1
    assert found.board.turns == len(found.months)


def test_what_the_scenario_does_not_reach_is_not_counted() -> None:
    found = compare(SHORT, ["X01"], runs=1)
    assert [outcome.met for outcome in found.outcomes] == [None, None, None]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_change_that_leaves_no_numbers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "never.yaml"
    path.write_text("text: Loans are repaid at once.\nparameters:\n  economy.repayment.term: {set: 0}\n", "utf-8")
    with pytest.raises(MultivectorError, match=r"MV-S023 .*never\.yaml:3"):
        compare(MINI, [str(path)], runs=1)


def test_changes_out_of_reach_are_refused() -> None:
    with pytest.raises(MultivectorError, match=r"MV-S041 .*changes\.yaml:\d+"):
        compare(SHORT, ["X07"], runs=1)


def test_a_survey_leaves_out_what_lies_in_years_that_the_scenario_does_not_have() -> None:
    told: list[int] = []
    found = survey(SHORT, runs=1, progress=told.append)
    out = {"X06", "X07"}
    assert out <= set(left_out(found)) and not out & {one.changes[0] for one in found}
    assert {one.changes[0] for one in found} | set(left_out(found)) == set(expecting(load_scenario(SHORT)))
    assert survey_json(found)["left_out"] == list(left_out(found))
    assert all(id in survey_table(found).splitlines()[-1] for id in out)
    assert sum(told) == work(SHORT, 1, 0)


def test_the_shipped_counterfactuals_are_complete() -> None:
    shipped = set(expecting(load_scenario(LONG)))
    assert {f"X0{n}" for n in range(1, 8)} | {"X08a", "X08b", "X02-control"} == shipped


@pytest.mark.slow
def test_the_thesis_is_tried_in_every_world() -> None:
    found = try_thesis(SHORT, runs=2)
    assert len(found.duels) == (1 + len(found.thesis.worlds)) * len(found.thesis.rivals)
    assert all(set(duel.wins) == {0.5, 1.0, 2.0} for duel in found.duels)
