"""Comparisons: nothing before the touch, three changes written by an author, controls, and the documented JSON."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.report.comparison import arms_table, comparison_table, survey_table
from sim.scenario.load import load_scenario
from sim.study.arms import BASE, Arm
from sim.study.compare import (
    Comparison,
    answered,
    arms_json,
    as_json,
    asked,
    compare,
    expecting,
    left_out,
    survey,
    survey_json,
    surveyed,
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
    one = asked(treat(LONG), Arm("", (id,)))
    year, month = map(int, one.changed.touched.split("-"))
    assert differing(one.base, one.changed, 2) >= year * 12 + month - 1 - one.base.board.starts


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
        assert [len(summary["pairs"][name]) for name in ("base", "changed")] == [RUNS, RUNS]
        ends = (np.array(summary["pairs"]["changed"]) - np.array(summary["pairs"]["base"])).tolist()
        assert (summary["mean"], summary["p50"]) == pytest.approx((np.mean(ends), np.median(ends)))
    assert [item["floor"] for item in found["expected"]] == [0.1, 0.02, -0.01]
    for item in found["expected"]:
        assert item["holds"] == np.mean(item["held"])
        assert (item["p10"], item["p50"], item["p90"]) == pytest.approx(np.quantile(item["values"], (0.1, 0.5, 0.9)))
        up = item["floor"] > 0
        assert item["held"] == [(x >= item["floor"]) if up else (x <= item["floor"]) for x in item["values"]]
    assert found["base"] == opening.base.manifest() != found["manifest"]
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
    told: list[float] = []
    found = survey(SHORT, runs=1, progress=told.append)
    out = {"X06", "X07"}
    assert out <= set(left_out(found)) and not out & {one.changes[0] for one in found}
    assert {one.changes[0] for one in found} | set(left_out(found)) == set(expecting(load_scenario(SHORT)))
    assert survey_json(found)["left_out"] == list(left_out(found))
    assert all(id in survey_table(found).splitlines()[-1] for id in out)
    assert sum(told) == work(surveyed(SHORT), 1)


def test_the_shipped_counterfactuals_are_complete() -> None:
    shipped = set(expecting(load_scenario(LONG)))
    assert {f"X{n:02}" for n in range(1, 15) if n != 8} | {
        "X08a", "X08b", "X02-control", "X09-divided", "X11-strangers"} == shipped


# --- several arms --------------------------------------------------------------------------------------------------


def test_each_arm_is_what_it_is_alone() -> None:
    """Changes, numbers, rules and seats, each in one arm only; the base is the scenario as it is."""
    arms = [Arm("calm", settings=("rivalry=0.2",)), Arm("drift", seats=("mongolia=lean",), off=("C24",)),
            Arm("same")]
    plain, watch = treat(MINI), ("united_states.priority.rights", "mongolia.china.transit")
    found = list(answered([asked(plain, arm, watch=watch) for arm in arms], 2, 1))
    assert [(one.name, one.touched) for one in found] == [
        ("calm", "2014-01"), ("drift", "2014-01"), ("same", "9999-12")]
    assert found[0].pair.base is found[1].pair.base is found[2].pair.base
    for one, words in zip(found, ({"set": "rivalry=0.2"}, {"seats": "mongolia=lean", "off": "C24"}, {}), strict=True):
        alone = run_ensemble(treat(MINI, **words), 2, seed=1, watch=one.paths)
        assert set(watch) <= set(one.paths)
        for path in one.paths:
            assert alone.paths[path].tobytes() == one.pair.changed.paths[path][one.board.opens:].tobytes()
    assert found[2].first_difference is None
    told = arms_json(found)
    assert list(told["arms"]) == ["calm", "drift", "same"]
    assert told["arms"]["drift"]["manifest"]["off"] == ["C24"] and told["arms"]["drift"]["base"]["off"] == []
    assert watch[0] in told["arms"]["calm"]["differences"]
    text = arms_table(found)
    assert all(word in text for word in ("calm", "rivalry is 0.2", "without C24", "Lean on one neighbour"))


def test_arms_are_compared_with_the_arm_called_base() -> None:
    """A rule off in both is no difference; the seat touches the opening."""
    base, arm = Arm(BASE, off=("C24",)), Arm("drift", seats=("mongolia=lean",), off=("C24",))
    (found,) = answered([asked(treat(MINI), arm, base)], 1, 1)
    assert found.touched == "2015-01" and (found.first_difference or "") >= "2015-01"
    assert found.base.digest == treat(MINI, off="C24").digest


def test_a_change_says_what_to_watch(tmp_path: Path) -> None:
    path = tmp_path / "tense.yaml"
    text = "text: x\nstocks: {rivalry: {shift: 0.2, first: 2015-03}}\nwatch: [china.reach, rivalry]\n"
    path.write_text(text, "utf-8")
    with pytest.raises(MultivectorError, match=r"MV-S038 .*tense\.yaml:3"):
        compare(MINI, [str(path)], runs=1)
    path.write_text(text.replace("china.reach", "china.mongolia.reach"), "utf-8")
    found = compare(MINI, [str(path)], runs=1)
    assert "china.mongolia.reach" in as_json(found)["differences"]
    assert "China to Mongolia: reach" in comparison_table(found)
    assert "china.mongolia.reach" in run_ensemble(treat(MINI, (str(path),)), 1).indicators
    assert found.base.digest == treat(MINI).digest


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder, number in (("a", 0.1), ("b", 0.2)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.yaml").write_text(f"text: x\nfigures: {{rivalry: {{shift: {number}}}}}\n", "utf-8")
    with pytest.raises(MultivectorError, match="MV-R020"):
        compare(MINI, [str(tmp_path / "a" / "x.yaml")], [str(tmp_path / "b" / "x.yaml")], runs=1)
    with pytest.raises(MultivectorError, match="MV-R020"):
        treat(MINI, (str(tmp_path / "a" / "x.yaml"), str(tmp_path / "b" / "x.yaml")))
    arms = [Arm(name, (str(tmp_path / name / "x.yaml"),)) for name in ("a", "b")]
    one, other = (asked(treat(MINI), arm).changed.scenario.figures["rivalry"].value for arm in arms)
    assert (one, other) == pytest.approx((0.45, 0.55))


@pytest.mark.slow
def test_the_thesis_is_tried_in_every_world() -> None:
    found = try_thesis(SHORT, runs=2)
    assert found.thesis.mechanism
    assert len(found.duels) == (2 + len(found.thesis.worlds)) * len(found.thesis.rivals)
    assert all(set(duel.wins) == {0.5, 1.0, 2.0} for duel in found.duels)
