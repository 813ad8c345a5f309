"""Every pair of flags of every command goes together, or is refused and says why."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from sim.cli.flags import APART, NEEDS, refused
from tests.boards import MINI
from tests.cli.command import call, commands

COMMANDS = commands()

# All others go together.
REFUSED = {
    "run": {"--story --runs", "--story --run-digests"},
    "compare": {f"--arm {flag}" for flag in ("--change", "--set", "--seat", "--off", "--against")},
    "host": {f"--resume {flag}" for flag in ("SCENARIO", "--seats", "--turn-minutes", "--rooms")},
    "play": {"--resume SCENARIO", "--resume --seat", "--resume --seed", "--resume --save"},
}
ALONE = {"run": {"--run-digests"}, "check": {"--runs", "--seed", "--jobs"}, "compare": {"--against", "--watch"},
         "play": {"--seed"}, "tournament": {"--resume"}}


def flags(command: str) -> list[str]:
    """As the command itself names them; arguments in capitals."""
    names = (parameter.opts[0] for parameter in COMMANDS[command].params)
    return [name if name.startswith("-") else name.upper() for name in names if name != "--help"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_pair_of_flags(command: str) -> None:
    written = {frozenset(pair.split()) for pair in REFUSED.get(command, set())}
    for pair in combinations(flags(command), 2):
        apart = any(problem.code == "MV-U002" for problem in refused(command, {*pair}))
        assert apart == (frozenset(pair) in written), pair


@pytest.mark.parametrize("command", COMMANDS)
def test_every_flag_alone(command: str) -> None:
    alone = {flag for flag in flags(command) if any(x.code == "MV-U003" for x in refused(command, {flag}))}
    assert alone == ALONE.get(command, set())


def test_the_tables_name_flags_that_there_are() -> None:
    for pair in (*APART, *NEEDS):
        assert {pair.flag, *pair.others} <= set(flags(pair.command))


@pytest.mark.parametrize(("words", "codes"), [
    ("run {mini} --story --runs 50", ["MV-U002"]),
    ("run {mini} --story --runs 50 --run-digests", ["MV-U002", "MV-U002", "MV-U003"]),
    ("run {mini} --seat mongolia=random --seat mongolia=historical", ["MV-U002"]),
    ("run {mini} --seat mongolia=random,mongolia=historical", ["MV-U002"]),
    ("run {mini} --run-digests", ["MV-U003"]),
    ("check {mini} --runs 5", ["MV-U003"]),
    ("play --resume nope.jsonl --seed 1", ["MV-U002"]),
    ("play --resume nope.jsonl {mini} --seat mongolia", ["MV-U002", "MV-U002"]),
    ("play --seed 3", ["MV-U003"]),
])  # fmt: skip
def test_what_does_not_go_together_is_refused_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, codes: list[str]
) -> None:
    assert call(monkeypatch, *words.format(mini=MINI).split()) == 2
    out, err = capsys.readouterr()
    assert not out
    assert [line.split()[0] for line in err.splitlines() if line.startswith("MV-")] == codes
    assert err.count("do this") == len(codes)


def test_one_run_spelled_out_goes_with_its_story(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(monkeypatch, "run", MINI, "--story", "--runs", "1") == 0


DESIGN = "scenarios: [{mini}]\nreplications: 3\n"
JSON = '{{\n  "scenarios": ["{mini}"], "replications": 3}}\n'


@pytest.mark.parametrize("text", [DESIGN, JSON])
@pytest.mark.parametrize("more", [["--runs", "1000"], ["--runs", "3"], ["--seed", "1"], ["--set", "a=1"], ["--paths"]])
def test_a_design_says_itself_what_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                          capsys: pytest.CaptureFixture[str], text: str, more: list[str]) -> None:
    """The default, spelled out, too: the design may mean another number."""
    design = tmp_path / "design.yaml"
    design.write_text(text.format(mini=Path(MINI).resolve()), encoding="utf-8")
    assert call(monkeypatch, "batch", design, "--dry-run", *more) == 2
    assert f"MV-U002 [{more[0]}]" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "text"), [("points.csv", "a,b\n1,2\n"), ("points.yaml", "a;b\n1;2\n"),
                                            ("points.parquet", "PAR1")])
def test_a_table_in_a_designs_place_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                               capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert call(monkeypatch, "batch", tmp_path / name, "--dry-run") == 2
    said = capsys.readouterr().err
    assert f"MV-S016 {tmp_path / name}:1:1" in said and "sampling:" in said


@pytest.mark.parametrize("words", [["run"], ["check"], ["compare", MINI, "--change"], ["run", MINI, "--change"]])
def test_a_table_where_any_yaml_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                         capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    path = tmp_path / "trade.csv"
    path.write_text("reporter,partner,year,value\nMNG,RUS,2014,1\n", encoding="utf-8")
    assert call(monkeypatch, *words, path) == 2
    assert f"MV-S016 {path}:1:1" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["hindcast", "--data"], ["batch", "--dry-run"]])
def test_yaml_where_a_table_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                     capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    points, design = tmp_path / "points.csv", tmp_path / "design.yaml"
    points.write_text("home.sparks.size: 0.05\n", encoding="utf-8")
    design.write_text(f"scenarios: [{Path(MINI).resolve()}]\nuncertainties: {{home.sparks.size: [0, 0.1]}}\n"
                      "sampling: {method: table, file: points.csv}\n", encoding="utf-8")
    assert call(monkeypatch, *words, design if words[0] == "batch" else points) == 2
    assert f"MV-S017 {points}:1:1" in capsys.readouterr().err


def test_a_quotation_that_never_ends_in_a_table_of_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "points.csv").write_text('home.sparks.size\n"0.05\n', encoding="utf-8")
    (tmp_path / "design.yaml").write_text(
        f"scenarios: [{Path(MINI).resolve()}]\nuncertainties: {{home.sparks.size: [0, 0.1]}}\n"
        "sampling: {method: table, file: points.csv}\n", encoding="utf-8")
    assert call(monkeypatch, "batch", tmp_path / "design.yaml", "--dry-run") == 2
    assert f"MV-B005 {tmp_path / 'points.csv'}:2:1" in capsys.readouterr().err


def test_a_file_is_no_folder_of_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                        capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert call(monkeypatch, "batch", MINI, "--runs", "2", "--out", tmp_path / "file" / "store") == 2
    assert "MV-B013 [--out]" in capsys.readouterr().err
