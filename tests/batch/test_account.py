"""What a report shows, held against numbers that were worked out another way; no model is run."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from scipy.stats import spearmanr

from sim.batch import sample as sampling
from sim.batch.account import account, cells
from sim.batch.evidence import evidence
from sim.batch.payoffs import Payoff, Payoffs
from sim.batch.pictures import fan, heat, ranks, spread
from sim.batch.sample import sample
from sim.errors import MultivectorError
from tests.batch.stores import filled, plan

NAN = float("nan")
DESIGN = {"policies": {"none": {}, "lean": {"mongolia": "lean"}}, "events": {"rate-cut": ["on", "off"]},
          "replications": 700, "paths": ["rivalry", "mongolia.growth"], "outcomes": {
              "y": {"score": "mongolia", "above": 0.5}, "rare": {"score": "china"}, "flat": {"score": "mongolia"}}}
ROWS, MONTHS = 4 * 700, 5  # so that parts end amid worlds


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Row k holds k in `rivalry`'s first month, k + 1 in the next; `rare` is there in the last world alone."""
    folder, its = tmp_path_factory.mktemp("made") / "store", plan(**DESIGN)
    rng, k = np.random.default_rng(1), np.arange(ROWS, dtype=np.float64)
    columns = {name: rng.random(ROWS) for name in its.drawn}
    columns["y"] = columns[its.drawn[0]] - columns[its.drawn[1]] + 0.1 * rng.random(ROWS)
    columns["rare"] = np.where(k < 3 * 700, NAN, k)
    columns["flat"] = np.full(ROWS, 0.1)
    months = k[:, None] + np.arange(MONTHS)
    filled(folder, its, columns, {"rivalry": months, "mongolia.growth": np.where(months < 2000, NAN, months)})
    return folder


def test_a_sample_that_is_whole_is_the_world(made: Path) -> None:
    its = evidence(made)
    for world in range(4):
        one = sample(its, world)
        assert one.whole and one.rows.tolist() == [list(range(world * 700, world * 700 + 700))]
        names, months = one.months(["rivalry"])
        assert names == [f"2015-{month:02d}" for month in range(1, MONTHS + 1)]
        assert np.array_equal(months[0], np.arange(world * 700, world * 700 + 700) + np.arange(MONTHS)[:, None])


def test_of_many_runs_some_are_read_and_the_same_each_time(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "MOST", 50)
    one, other = (sample(evidence(made), 1) for _ in range(2))
    assert one.rows.shape == (1, 50) and np.array_equal(one.rows, other.rows) and not one.whole
    assert np.array_equal(one.months(["rivalry"])[1][0, 0], one.rows[0])
    assert np.array_equal(sample(evidence(made), 3).runs(["rare"])[0], sample(evidence(made), 3).rows)


def test_points_keep_their_replications_in_a_sample(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same replications at each point: they share their luck."""
    its = plan(uncertainties={"mongolia.reserves": [1, 3]}, sampling={"method": "grid", "levels": 30}, replications=40,
               outcomes={"y": {"score": "mongolia"}})
    filled(tmp_path / "store", its, {"y": np.arange(1200.0)})
    monkeypatch.setattr(sampling, "MOST", 60)
    rows = sample(evidence(tmp_path / "store"), 0).rows
    assert rows.shape == (30, 2) and (rows % 40 == rows[0] % 40).all() and (np.diff(rows[:, 0]) == 40).all()


def test_an_account_tells_all_worlds(made: Path) -> None:
    told: list[float] = []
    its = evidence(made)
    found = account(its, tell=told.append)
    assert sum(told) == cells(its) and [x.name for x in found.pictures] == ["y", "rare", "flat"]
    y, rare, flat = found.pictures
    assert y.spread and [int(x.sum()) for x in y.spread.counts] == [700] * 4
    assert rare.spread and [int(x.sum()) for x in rare.spread.counts] == [0, 0, 0, 700]
    assert np.isnan(rare.means[:3]).all() and rare.means[3] == 2100 + 349.5
    assert flat.spread and len(flat.spread.edges) == 2 and all(one.ranks is None for one in flat.drivers)
    drawn = its.store.plan.drawn
    for one in y.drivers:
        assert one.ranks and set(one.ranks.names[:2]) == set(drawn[:2]) and one.ranks.beyond >= 2
        assert one.heat and {one.heat.x.name, one.heat.y.name} == set(drawn[:2])
    bands = found.fans["rivalry"][2]
    assert bands and bands.bands[2].tolist() == [1400 + 349.5 + month for month in range(MONTHS)]


def test_parts_that_are_missing_leave_the_rest(made: Path, tmp_path: Path) -> None:
    folder = copytree(made, tmp_path / "store")
    (folder / "runs" / "part-00000.parquet").unlink()
    found = account(evidence(folder))
    assert found.summary.missing == 1 and found.fans["rivalry"][0] is None
    second = found.fans["rivalry"][1]
    assert second and second.count == 400 and second.bands[0][0] == np.percentile(np.arange(1000, 1400), 5)
    assert found.pictures[0].drivers[0].ranks is None and found.pictures[0].drivers[1].ranks.count == 400  # type: ignore


def test_months_that_are_no_longer_whole_are_refused(made: Path, tmp_path: Path) -> None:
    folder = copytree(made, tmp_path / "store")
    part = folder / "paths" / "part-00001.parquet"
    part.write_bytes((folder / "paths" / "part-00002.parquet").read_bytes())
    with pytest.raises(MultivectorError, match="MV-B020"):
        account(evidence(folder))


def test_rank_correlations_are_those_of_scipy() -> None:
    """With ties, an empty cell, and a number that does not vary."""
    rng = np.random.default_rng(4)
    numbers = np.stack([rng.random(200), np.round(rng.random(200), 1), np.full(200, 3.0), rng.random(200)])
    y = np.where(rng.random(200) < 0.2, NAN, numbers[0] - 0.3 * numbers[1] + rng.random(200))
    full, holed = ranks("abcd", numbers, [np.nan_to_num(y), y])
    for found, values in ((full, np.nan_to_num(y)), (holed, y)):
        assert found and "c" not in found.names
        for name, value in zip(found.names, found.values, strict=True):
            theirs, _ = spearmanr(numbers["abcd".index(name)], values, nan_policy="omit")
            assert value == pytest.approx(theirs)


def test_chance_alone_stays_in_its_band_about_as_often_as_is_said() -> None:
    rng, names = np.random.default_rng(5), [f"x{k}" for k in range(40)]
    found = [next(ranks(names, rng.random((40, 300)), [rng.random(300)])) for _ in range(300)]
    within = sum(one is not None and one.beyond == 0 for one in found) / 300
    assert 0.91 < within < 0.99


@pytest.mark.parametrize("values", [[0.1] * 20, [NAN] * 20, [1.0, 2.0, 3.0]])
def test_what_does_not_vary_has_no_rank_correlation(values: list[float]) -> None:
    assert next(ranks(["x"], np.arange(float(len(values)))[None], [np.array(values)])) is None


@pytest.mark.parametrize(("values", "bins", "width"), [
    (range(0, 84, 3), 28, 3.0), (range(200), 40, 5.0), ([4.0, 4.0], 1, 0.4), ([0.5, 1.0], 40, 0.0125)])
def test_whole_numbers_share_bins_evenly(values: list[float], bins: int, width: float) -> None:
    found = spread([np.array(values, dtype=np.float64), np.array([NAN])])
    assert found and len(found.counts[0]) == bins and np.diff(found.edges) == pytest.approx(np.full(bins, width))
    assert found.counts[0].sum() == len(values) and found.counts[1].sum() == 0
    if bins > 20 and len(values) > 2:
        assert set(found.counts[0]) == {len(values) // bins}


def test_nothing_at_all_has_no_spread() -> None:
    assert spread([np.array([NAN, np.inf]), np.zeros(0)]) is None


def test_cells_of_a_heat_map_hold_the_mean_of_their_runs() -> None:
    x, y = np.array([1.0, 1, 2, 2, 2]), np.array([5.0, 5, 5, 6, 6])
    found = heat(("x", "y"), np.stack([x, y]), np.array([1.0, 3, 10, NAN, 7]), {})
    assert found and found.x.levels == (1.0, 2.0) and found.counts.tolist() == [[2, 1], [0, 1]]
    assert found.means[0].tolist() == [2.0, 10.0] and np.isnan(found.means[1, 0]) and found.means[1, 1] == 7.0
    wide = heat(("x", "y"), np.random.default_rng(1).random((2, 1600)), np.ones(1600), {"x": (0.0, 4.0)})
    assert wide and wide.x.edges[0] == 0.0 and wide.x.edges[-1] == 4.0 and wide.counts.sum() == 1600


def test_a_fan_leaves_out_empty_cells_month_by_month() -> None:
    found = fan(["a", "b", "c"], np.array([[1.0, 2, 3], [NAN, 4, 4], [NAN, NAN, NAN]]))
    assert found.bands[2, :2].tolist() == [2.0, 4.0] and np.isnan(found.bands[:, 2]).all()


def test_a_best_reply_holds_all_others() -> None:
    """The battle of the sexes has two cells in which both reply best; where only one reply was run, none is best."""
    got = {("a", "a"): (2, 1), ("a", "b"): (0, 0), ("b", "a"): (0, 0), ("b", "b"): (1, 2)}
    rows = tuple(("-".join(held), held, tuple(Payoff(x, 0.0) for x in its)) for held, its in got.items())
    assert Payoffs({}, ("one", "other"), rows).best == {(0, 0), (0, 1), (3, 0), (3, 1)}
    assert Payoffs({}, ("one", "other"), (rows[0], rows[3])).best == set()
