"""A batch: the same bytes whatever the chunk, the processes and the interruptions; every row is a run that can be had
alone."""

from __future__ import annotations

import gc
import json
from functools import lru_cache
from pathlib import Path
from shutil import copytree
from weakref import ref

import numpy as np
import pyarrow.parquet as pq
import pytest

from sim.batch import part, store
from sim.batch import plan as plans
from sim.batch.batch import plan_of, run_plan
from sim.batch.plan import Plan
from sim.batch.repeat import repeat
from sim.batch.worlds import from_fields, read_design
from sim.engine.board import Board
from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.treatment import Treatment, treat
from tests.boards import MINI

FORCED = {"option": "partnership", "target": "japan", "agent": "mongolia", "month": "2015-03"}
WIDE = {
    "scenarios": [MINI], "policies": {"none": {}, "lean": {"mongolia": "lean"}},
    "levers": {"early": {"none": {}, "yes": {"force": [FORCED]}}},
    "uncertainties": {"mongolia.reserves": [1, 3], "ties.storms.threshold": [1.5, 2.5]},
    "sampling": {"method": "lhs", "points": 20, "seed": 5}, "replications": 15, "paths": ["rivalry"], "seed": 3}


def plan(**more: object) -> Plan:
    return plan_of(from_fields({**WIDE, **more}))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "store"
    run_plan(plan(), folder)
    return folder


@pytest.mark.parametrize(("jobs", "chunk"), [(1, 70), (3, 512)])
def test_processes_and_chunks_change_no_byte(made: Path, tmp_path: Path, jobs: int, chunk: int) -> None:
    run_plan(plan(), tmp_path / "store", jobs, chunk=chunk)
    assert contents(tmp_path / "store") == contents(made)


def test_what_is_missing_is_run_again_and_nothing_else(made: Path, tmp_path: Path) -> None:
    folder = copytree(made, tmp_path / "store")
    before = {path.name: path.stat().st_mtime_ns for path in (folder / "runs").iterdir()}
    gone = sorted(before)[0]
    (folder / "runs" / gone).unlink()
    assert run_plan(plan(), folder, again=True).failed == {}
    after = {path.name: path.stat().st_mtime_ns for path in (folder / "runs").iterdir()}
    assert contents(folder) == contents(made)
    assert {name for name in before if before[name] != after[name]} == {gone}


def test_few_boards_are_in_memory_however_many_worlds_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a chunk, and those that the next may go on with."""
    levers = {f"l{k}": {"none": {}, "no": {"forbid": {"partnership": f"2015-0{k}"}}} for k in range(1, 4)}
    alive: list[ref[Board]] = []
    most = 0

    def compiled(treatment: Treatment) -> Board:
        nonlocal most
        alive.append(ref(board := real(treatment)))
        gc.collect()
        most = max(most, sum(one() is not None for one in alive))
        return board

    real = Treatment._compiled
    monkeypatch.setattr(Treatment, "_compiled", compiled)
    monkeypatch.setattr(part, "ABREAST", 1)
    monkeypatch.setattr(plans, "_made", lru_cache(1)(plans._made.__wrapped__))
    its = plan(levers=levers, policies={}, uncertainties={}, sampling={"method": "draw"}, paths=[], replications=1)
    part.run_part(its, 0)
    assert len(its.experiments) == 8
    assert most <= 4  # a world has two boards, the other without its change: those at work, and those kept


def test_a_row_is_a_run_that_can_be_had_alone(made: Path) -> None:
    row = pq.read_table(made / "runs" / "part-00001.parquet").to_pylist()[137]
    given = {name: np.array([row[name]]) for name in WIDE["uncertainties"]}
    assert (row["scenario"], row["run"] > 0) == ("neighbours", True)
    forced = Path(made.parent / "forced.yaml")
    forced.write_text(f"text: x\nforce: [{json.dumps(FORCED)}]\n", encoding="utf-8")
    treatment = treat(MINI, (str(forced),) if row["lever.early"] == "yes" else (),
                      seats="mongolia=lean" if row["policy"] == "lean" else "")
    alone = BalanceModel(treatment, seed=3, numbers=[row["run"]], watch=["mongolia.balance"], given=given,
                         collect=False)
    while alone.running:
        alone.step()
    assert row["mongolia.balance.end"] == float(alone.record[-1][0, 0])
    assert row["home.sparks.size"] == float(alone.params.values["home.sparks.size"][0])


def test_all_parts_have_one_schema_and_months_have_a_row_each(made: Path) -> None:
    tables = {kind: [pq.ParquetFile(path).read() for path in sorted((made / kind).iterdir())]
              for kind in ("runs", "paths")}
    for kind, some in tables.items():
        assert len({str(table.schema) for table in some}) == 1, kind
    runs, months = (sum(len(table) for table in tables[kind]) for kind in ("runs", "paths"))
    assert (runs, months) == (2 * 2 * 20 * 15, runs * treat(MINI).board.turns * treat(MINI).months)


def test_run_k_of_a_draw_is_run_k_of_any_other(tmp_path: Path) -> None:
    """Runs draw their own numbers: those of a range given to the batch, too."""
    drawn = {"levers": {}, "policies": {}, "sampling": {}, "paths": []}
    run_plan(plan(**drawn, replications=30), tmp_path / "many")
    run_plan(plan(**drawn, replications=1, first_run=17), tmp_path / "one")
    many, one = (pq.ParquetFile(tmp_path / name / "runs" / "part-00000.parquet").read().to_pylist()
                 for name in ("many", "one"))
    assert {**many[17], "run": 0} == {**one[0], "run": 0}
    assert 1 <= many[17]["mongolia.reserves"] <= 3


def test_a_store_is_the_same_again_or_the_first_difference_is_named(made: Path, tmp_path: Path) -> None:
    assert repeat(made, jobs=2).as_json()["same"] is True
    folder = copytree(made, tmp_path / "store")
    path = folder / "runs" / "part-00001.parquet"
    table = pq.ParquetFile(path).read()
    at = table.schema.get_field_index("mongolia.balance.end")
    wrong = table["mongolia.balance.end"].to_pylist()
    wrong[41] += 0.5
    changed = table.set_column(at, table.schema.field(at), [wrong])
    path.write_bytes(store.as_parquet(changed))
    found = repeat(folder, jobs=2).difference
    assert found and (found.kind, found.part, found.row, found.column) == ("runs", 1, 41, "mongolia.balance.end")
    assert found.was - found.now == 0.5


@pytest.mark.parametrize(("more", "field"), [({"seed": 4}, "seed"), ({"replications": 16}, "replications"),
                                             ({"settings": {"home.sparks.size": 0.01}}, "settings")])
def test_a_store_of_something_else_is_refused_with_the_difference(made: Path, more: dict[str, object],
                                                                  field: str) -> None:
    with pytest.raises(MultivectorError) as error:
        run_plan(plan(**more), made, again=True)
    assert error.value.problems[0].code == "MV-B012" and field in error.value.problems[0].what


def test_another_library_is_refused(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "machine", lambda: {"version": "9", "numpy": "9", "cpu": "other"})
    with pytest.raises(MultivectorError, match="machine"):
        run_plan(plan(), made, again=True)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(MultivectorError, match="MV-B010"):
        run_plan(plan(), tmp_path)
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_a_part_that_fails_is_tried_twice_and_recorded_and_the_rest_is_finished(
        made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    real = part.run_part

    def failing(its: Plan, number: int, *args: object) -> part.Found:
        tried.append(number)
        if number == 0:
            raise ValueError("no such luck")
        return real(its, number)

    monkeypatch.setattr("sim.batch.batch.run_part", failing)
    folder = copytree(made, tmp_path / "store")
    (folder / "runs" / "part-00000.parquet").unlink()
    (folder / "runs" / "part-00001.parquet").unlink()
    done = run_plan(plan(), folder, again=True)
    assert (done.failed, tried.count(0)) == ({0: "ValueError: no such luck"}, 2)
    assert json.loads((tmp_path / "store" / "failed.json").read_text()) == {"0": "ValueError: no such luck"}
    assert done.store.missing() == [0]
    monkeypatch.undo()
    assert run_plan(plan(), tmp_path / "store", again=True).failed == {}
    assert not (tmp_path / "store" / "failed.json").exists()


BAD = """scenarios: [{mini}]
uncertainties:
  ties.storms.nope: [0, 1]
  mongolia.reserves: [3, 1]
  mongolia.approval: [0.5, 7]
sampling: {{method: sobol}}
policies:
  lean: {{mongolia: leen}}
outcomes:
  late: {{of: {{at: {{path: rivalry, month: 2031-01}}}}}}
  both: {{score: mongolia, goal: [mongolia, rivalry]}}
  nobody: {{score: atlantis}}
paths: [mongolia.nope]
"""


def test_every_problem_of_a_design_has_its_line(tmp_path: Path) -> None:
    file = tmp_path / "design.yaml"
    file.write_text(BAD.format(mini=MINI), encoding="utf-8")
    with pytest.raises(MultivectorError) as error:
        plan_of(read_design(file))
    lines = {problem.place.line for problem in error.value.found}
    assert lines == {3, 4, 5, 6, 8, 10, 11, 12, 13}
    assert all(problem.place.file.endswith("design.yaml") for problem in error.value.found)


@pytest.mark.parametrize(("text", "place", "code"), [
    ("a,b\n1,2\n", (1, 1), "MV-B006"), ("mongolia.reserves,mongolia.reserves\n1,2\n", (1, 2), "MV-B006"),
    ("mongolia.reserves\n", (1, 1), "MV-B005"), ("mongolia.reserves\n2\n\nnan\n", (3, 1), "MV-B007"),
    ("mongolia.reserves\n2\n9\n", (3, 1), "MV-B007"), ("mongolia.reserves\n2\n1,2\n", (3, 1), "MV-B005")])
def test_a_table_of_points_is_refused_at_row_and_column(tmp_path: Path, text: str, place: tuple[int, int],
                                                        code: str) -> None:
    (tmp_path / "points.csv").write_text(text, encoding="utf-8")
    file = tmp_path / "design.yaml"
    file.write_text(f"scenarios: [{MINI}]\nuncertainties: {{mongolia.reserves: [1, 3]}}\n"
                    "sampling: {method: table, file: points.csv}\n", encoding="utf-8")
    with pytest.raises(MultivectorError) as error:
        plan_of(read_design(file))
    problem = error.value.problems[0]
    assert (problem.code, (problem.place.line, problem.place.column)) == (code, place)


def test_a_grid_of_a_billion_points_is_refused_before_it_is_made() -> None:
    ranges = {**WIDE["uncertainties"], "mongolia.approval": [0.4, 0.6]}
    with pytest.raises(MultivectorError, match="1,000,000,000 points"):
        plan(uncertainties=ranges, sampling={"method": "grid", "levels": 1000})


@pytest.mark.parametrize("name", ["run", "scenario", "home.sparks.size", "mongolia.reserves"])
def test_an_outcome_that_would_be_a_column_twice_is_refused(name: str) -> None:
    with pytest.raises(MultivectorError, match=f"MV-B008.*outcomes.{name}"):
        plan(outcomes={name: {"score": "mongolia"}})


def test_a_design_of_bad_form_is_refused_in_words_wherever_it_comes_from() -> None:
    for more in ({"uncertainties": {"mongolia.reserves": [1, 9e9]}}, {"replications": 0}, {"seats": {}},
                 {"policies": {"x": {"x y": "lean"}}}):
        with pytest.raises(MultivectorError, match=r"MV-S0\d\d") as error:
            plan(**more)
        assert "top level" not in str(error.value)


def test_months_that_no_run_reaches_are_refused_in_every_form() -> None:
    of = {"around": {"path": "rivalry", "option": "partnership", "first": "2015-01", "last": "2031-01", "months": 3}}
    with pytest.raises(MultivectorError, match=r"does not reach this month"):
        plan(outcomes={"x": {"of": of}})
    with pytest.raises(MultivectorError, match=r"does not reach this month"):
        plan(outcomes={"x": {"of": {"variation": {"paths": ["rivalry"], "at": "2031-01", "months": 3}}}})


@pytest.mark.parametrize("method", ["lhs", "sobol", "halton"])
def test_a_sequence_covers_the_ranges(method: str) -> None:
    points = plan(sampling={"method": method, "points": 64, "seed": 1}).points
    assert {name: (values.min() < low + 0.05 * (high - low), values.max() > high - 0.05 * (high - low), len(values))
            for (name, values), (low, high) in zip(points.items(), [(1, 3), (1.5, 2.5)], strict=True)} == \
        dict.fromkeys(points, (True, True, 64))
