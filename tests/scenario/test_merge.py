"""Inheritance."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.load import load_scenario
from sim.scenario.merge import MAX_CHAIN
from tests.scenario.mini import MINI, TEXT, line_of, problems


def child(folder: Path, text: str, *, inherits: str = "[base.yaml]", base: str = TEXT) -> Path:
    (folder / "base.yaml").write_text(base)
    (folder / "child.yaml").write_text(f"inherits: {inherits}\n{text}")
    return folder / "child.yaml"


def test_mappings_merge_and_lists_replace(tmp_path: Path) -> None:
    text = ("title: Another\nfigures:\n  rivalry: {value: 0.3}\noptions:\n  ease-border: {by: [china]}\n"
            "questions: ['Why?']\n")
    here, there = load_scenario(child(tmp_path, text)).scenario, load_scenario(MINI).scenario
    assert here.title == "Another" and here.summary == there.summary
    assert here.figures["rivalry"].value == 0.3
    assert here.figures["rivalry"].high == there.figures["rivalry"].high
    assert here.options["ease-border"].by == ("china",)
    assert here.options["ease-border"].effects == there.options["ease-border"].effects
    assert here.questions == ("Why?",)


def test_null_takes_away(tmp_path: Path) -> None:
    text = "options:\n  ease-border: null\n  compact: {once: null}\n"
    scenario = load_scenario(child(tmp_path, text)).scenario
    assert "ease-border" not in scenario.options
    assert scenario.options["compact"].once is False


def test_null_may_come_first_and_be_overridden(tmp_path: Path) -> None:
    (tmp_path / "less.yaml").write_text("minutes: null\n")
    path = child(tmp_path, "minutes: 30\n", inherits="[base.yaml, less.yaml]")
    assert load_scenario(path).scenario.minutes == 30


def test_history_is_joined_and_sorted(tmp_path: Path) -> None:
    text = "history:\n  - {date: 2015-05, agent: china, option: ease-border, target: mongolia, source: judgement}\n"
    dates = [decision.date for decision in load_scenario(child(tmp_path, text)).scenario.history]
    assert dates == ["2015-02", "2015-05", "2015-08", "2016-11"]


def test_each_file_counts_once(tmp_path: Path) -> None:
    (tmp_path / "left.yaml").write_text("inherits: base.yaml\n")
    (tmp_path / "right.yaml").write_text("inherits: [base]\nminutes: 60\n")
    scenario = load_scenario(child(tmp_path, "", inherits="[left.yaml, right.yaml]")).scenario
    assert len(scenario.history) == 3
    assert scenario.minutes == 60


def test_places_lead_into_the_file_that_says_it(tmp_path: Path) -> None:
    path = child(tmp_path, "minutes: 50\n")
    source = load_scenario(path).source
    assert source.place("minutes").file.endswith("child.yaml")
    assert source.place("title").file.endswith("base.yaml")


def test_problems_of_inherited_files_have_their_lines(tmp_path: Path) -> None:
    base = TEXT.replace("date: 2015-06", "date: June 2015")
    found = problems(child(tmp_path, "minutes: 3\n", base=base))
    assert [(p.code, Path(p.place.file).name, p.place.line) for p in found] == [
        ("MV-S023", "child.yaml", 2), ("MV-S025", "base.yaml", line_of("date: June 2015", base))]


def test_syntax_errors_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("a: [\n")
    (tmp_path / "two.yaml").write_text("a: 1\na: 2\n")
    found = problems(child(tmp_path, "", inherits="[one.yaml, two.yaml]"))
    assert [p.code for p in found] == ["MV-S005", "MV-S006"]


def test_inherited_dates_may_lie_outside(tmp_path: Path) -> None:
    scenario = load_scenario(child(tmp_path, 'ends: "2015-12"\n')).scenario
    assert max(decision.date for decision in scenario.history) == "2016-11"


def test_a_cycle_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: A\ninherits: b.yaml\n")
    (tmp_path / "b.yaml").write_text("title: B\n\ninherits: [a.yaml]\n")
    (problem,) = problems(tmp_path / "a.yaml")
    assert (problem.code, Path(problem.place.file).name, problem.place.line) == ("MV-S011", "b.yaml", 3)
    assert "a.yaml > b.yaml > a.yaml" in problem.what


def test_a_file_that_inherits_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("inherits: a.yaml\n")
    assert [p.code for p in problems(tmp_path / "a.yaml")] == ["MV-S011"]


def test_a_missing_file_is_named_where_it_is_called_for(tmp_path: Path) -> None:
    (problem,) = problems(child(tmp_path, "", inherits="\n  - base.yaml\n  - nobody.yaml"))
    assert (problem.code, problem.place.line, problem.value) == ("MV-S001", 3, "nobody.yaml")
    assert "world-2014" in problem.allowed


def test_what_is_not_there_cannot_be_taken_away(tmp_path: Path) -> None:
    (problem,) = problems(child(tmp_path, "options:\n  ease-boarder: null\n"))
    assert (problem.code, problem.place.line, problem.place.field) == ("MV-S014", 3, "options.ease-boarder")
    assert problem.mend == "did you mean ease-border?"


def test_a_chain_has_an_end(tmp_path: Path) -> None:
    for i in range(MAX_CHAIN + 2):
        (tmp_path / f"f{i}.yaml").write_text(f"inherits: f{i + 1}.yaml\n")
    assert [p.code for p in problems(tmp_path / "f0.yaml")] == ["MV-S012"]


def test_inherits_must_name_files(tmp_path: Path) -> None:
    found = problems(child(tmp_path, "", inherits="[3, {a: b}, '']"))
    assert [(p.code, p.place.line) for p in found] == [("MV-S013", 1)] * 3


def test_what_inherited_files_speak_of_is_told_where_it_is_taken_away(tmp_path: Path) -> None:
    base = TEXT + """
changes: {x: {text: x, events: {rate-cut: {remove: true}}}, y: {text: y, forbid: {compact: 2015-02}}}
"""
    found = problems(child(tmp_path, "events: {rate-cut: null}\noptions:\n  compact: null\n", base=base))
    assert [(p.code, Path(p.place.file).name, p.place.line) for p in found] == [
        ("MV-S033", "child.yaml", 2), ("MV-S032", "child.yaml", 4)]
    assert "changes.x.events.rate-cut" in found[0].value and "chance: 0" in found[0].mend
    assert "before: 1900-01" in found[1].mend
