"""The command: every happy path, the documented JSON, and every mistake with exit code 2 and no traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from sim.game.game import Game
from sim.game.saved import begin
from sim.rules import RULES
from sim.scenario.load import load_scenario
from sim.study.ensemble import run_ensemble
from sim.treatment import treat
from tests.boards import CRISES, MINI, SHORT, board
from tests.game.games import SEAT, play

ROOT = Path(__file__).parents[1]


@dataclass
class Done:
    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        assert self.code == 0, self.err
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call the command in this process, without a terminal and with an empty data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def call(*words: str | Path | int) -> Done:
        monkeypatch.setattr(sys, "argv", ["multivector", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
            sys.exit(0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        code = end.value.code
        return Done(code if isinstance(code, int) else 0 if code is None else 1, out, err)

    return call


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A game of two turns."""
    path = tmp_path_factory.mktemp("cli") / "game.jsonl"
    play(begin(Game(treat(MINI), (SEAT,), 1), path), 2)
    return path


# --- happy paths -----------------------------------------------------------------------------------------------------


def test_help_and_what_there_is(run: Run) -> None:
    commands = ("scenarios", "play", "run", "why", "rules", "check", "verify")
    assert all(command in run("--help").out for command in commands)
    assert "..." not in run("--help").out.partition("Commands:")[2]  # what a command does fits its line
    for command in commands:
        assert run(command, "--help").code == 0
    listed = run("scenarios").out
    assert all(name in listed for name in (SHORT, "multivector-2015-2021", "sanctions-2017-2019", "afghanistan-2021"))


def test_run_prints_a_table(run: Run) -> None:
    found = run("run", MINI, "--runs", 3, "--seed", 2)
    assert found.code == 0
    for path in board(MINI).scenario.report:
        assert board(MINI).label(path) in found.out
    assert run_ensemble(treat(MINI), 3, seed=2).digest in found.out


def test_run_json_is_as_documented(run: Run) -> None:
    data = run("run", MINI, "--runs", 5, "--seed", 3, "--first-run", 2, "--json", "--run-digests").data
    same = run_ensemble(treat(MINI), 5, first_run=2, seed=3)
    assert set(data) == {"scenario", "seed", "first_run", "runs", "digest", "run_digests", "months", "indicators",
                         "agreements", "manifest"}
    assert (data["scenario"], data["seed"], data["first_run"], data["runs"]) == ("neighbours", 3, 2, 5)
    assert (data["digest"], data["run_digests"]) == (same.digest, same.run_digests())
    assert (data["months"][0], data["months"][-1], len(data["months"])) == ("2015-01", "2016-12", 24)
    assert set(data["manifest"]) == set(treat(MINI).manifest())
    assert set(data["indicators"]) == set(board(MINI).scenario.report)
    for summary in data["indicators"].values():
        assert set(summary) == {"unit", "start", "mean", "p05", "p25", "p50", "p75", "p95", "path"}
        assert summary["p05"] <= summary["p25"] <= summary["p50"] <= summary["p75"] <= summary["p95"]
        assert {key: len(path) for key, path in summary["path"].items()} == {"p05": 24, "p50": 24, "p95": 24}
        assert all(path[-1] == summary[key] for key, path in summary["path"].items())
    assert set(data["agreements"]) == {key for key, o in board(MINI).scenario.options.items() if o.agreement}
    for agreement in data["agreements"].values():
        assert set(agreement) == {"share_of_runs", "median_month"}
        assert 0 <= agreement["share_of_runs"] <= 1
        assert (agreement["median_month"] is None) == (agreement["share_of_runs"] == 0)


def test_run_without_run_digests_leaves_them_out(run: Run) -> None:
    assert "run_digests" not in run("run", MINI, "--json").data


def test_chunks_change_nothing_that_is_printed(run: Run) -> None:
    chunked = [run("run", MINI, "--runs", 9, "--json", "--run-digests", "--chunk", chunk).out for chunk in (2, 512)]
    assert chunked[0] == chunked[1]


def test_every_choice_of_run_matters(run: Run) -> None:
    choices = [[], ["--seed", 9], ["--seat", f"{SEAT}=random"], ["--off", "C24"], ["--off", "region.openness"],
               ["--set", "region.openness.gain=0.1"], ["--set", f"{SEAT}.approval=0.9"], ["--historical"],
               ["--first-run", 4]]
    digests = [run("run", MINI, "--json", *choice).data["digest"] for choice in choices]
    assert len(set(digests)) == len(choices)


def test_run_save_why_verify(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    digest = run("run", MINI, "--save", log, "--json").data["digest"]
    assert digest in run("verify", log).out
    data = run("why", log, f"{SEAT}.autonomy", "--turn", 3, "--json").data
    assert set(data) == {"indicator", "turn", "before", "after", "causes"}
    assert (data["indicator"], data["turn"]) == (f"{SEAT}.autonomy", 3)
    assert data["before"] + sum(cause["amount"] for cause in data["causes"]) == data["after"]
    for cause in data["causes"]:
        assert {"cause", "amount"} <= set(cause) <= {"cause", "amount", "rule", "claims"}
        assert ("rule" in cause) == (cause["cause"] in {rule.id for rule in RULES})


def test_why_prints_a_table(run: Run, log: Path) -> None:
    found = run("why", log, f"{SEAT}.growth", "--turn", 2)
    assert found.code == 0 and "before" in found.out and "after" in found.out


def test_the_story_counts_decisions_of_play_only(run: Run) -> None:
    """What lies before the opening is replayed in every world, and is not told."""
    assert "of the record" not in run("run", "summit-2018", "--story").out
    told = run("run", "summit-2018", "--story", "--historical").out
    history = load_scenario("summit-2018").scenario
    due = sum(history.opens <= x.date <= history.ends for x in history.history)
    assert f"Of {due} dated decisions of the record" in told


def test_run_tells_the_story(run: Run) -> None:
    found = run("run", MINI, "--story").out
    assert all(f"Turn {turn}" in found for turn in range(1, 9)) and "At the end" in found


def test_rules_list_and_page(run: Run) -> None:
    listed = run("rules").out
    assert all(rule.id in listed for rule in RULES)
    page = run("rules", "region.divide-and-rule").out
    assert "kappa" in page and "C24" in page
    assert "region.divide-and-rule" in run("rules", "C24").out
    assert run("rules", "region.divide-and-rule", "--json").data["id"] == "region.divide-and-rule"
    assert run("rules", "--json").code == 0


def test_check_finds_the_shipped_scenarios_sound(run: Run) -> None:
    found = run("check")
    assert (found.code, found.err) == (0, "")
    assert found.out.count("sound") == 4
    assert run("check", MINI).out.startswith("neighbours: sound")


def test_verify_says_what_it_verified(run: Run, log: Path) -> None:
    found = run("verify", log)
    assert found.code == 0 and "2 of 8 turns" in found.out


def test_play_without_a_terminal_shows_the_doctrines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert "beside history" in run("play", MINI).out


@pytest.mark.parametrize("name", [f"{SEAT}.approval", f"{SEAT}.APPROVAL".upper(), "approval", "Approval", "APPROV",
                                  "Mongolia: approval"])
def test_a_number_has_the_names_that_it_has_in_play(run: Run, log: Path, name: str) -> None:
    assert run("why", log, name, "--json").data == run("why", log, f"{SEAT}.approval", "--turn", 2, "--json").data


def test_secrets_of_a_game_that_several_still_play_are_asked_for(run: Run, tmp_path: Path) -> None:
    """The file itself is plain text; the command does not tell by accident."""
    path = tmp_path / "game.jsonl"
    game = play(begin(Game(treat(MINI), (SEAT, "china"), 1), path), 1)
    for words in (["why", path, "china.approval"], ["debrief", path], ["debrief", path, "--seat", "china"]):
        found = run(*words)
        assert found.code == 2 and "MV-P011" in found.err and "--reveal" in found.err and not found.out
    assert run("why", path, "china.approval", "--reveal").code == run("verify", path).code == 0
    while not game.over:
        game.end_turn()
    assert run("why", path, "china.approval").code == 0


def test_regimes_json_is_as_documented(run: Run) -> None:
    data = run("regimes", CRISES, "--runs", 2, "--members", 2, "--json").data
    assert set(data) == {"scenario", "seed", "runs", "members", "regimes", "manifest"}
    assert (data["scenario"], data["runs"], data["members"], len(data["regimes"])) == ("regimes", 2, 2, 10)
    for one in data["regimes"]:
        assert set(one) == {"regime", "share_of_runs", "openings", "months", "still_open", "exits", "ended", "foretold",
                            "record"}
        assert {key for way in one["exits"] for key in way} == {"option", "chance", "used", "ended", "again"}
        assert set(one["foretold"]) == {"cases", "auc", "lead", "warned", "bins", "gap"}
    told = run("regimes", CRISES, "--runs", 2, "--members", 2).out
    assert "street@mongolia: open in 100% of games" in told and "hear-them: taken in" in told


# --- mistakes --------------------------------------------------------------------------------------------------------

MISTAKES: dict[str, list[str]] = {
    "MV-S001": ["run nope", "run tests", "check nope", "play nope"],
    "MV-S005": ["run ./LICENSE", "check ./LICENSE"],
    "MV-R001": ["run {mini} --off nope", "rules nope", "rules C99"],
    "MV-R002": ["run {mini} --set nope=1", "run {mini} --set region.openness=1"],
    "MV-R019": ["run {mini} --set mongolia.autonomy=0.3", "run {mini} --set kyrgyzstan.mongolia.trade=1",
                "run {mini} --set mongolia.japan.friction=1"],
    "MV-R003": ["run {mini} --set a", "run {mini} --set oil_price=x", "run {mini} --set oil_price=nan",
                "run {mini} --set oil_price=14,2", "run {mini} --set rivalry=1_0", "run {mini} --set =3",
                "run {mini} --set region.openness.gain=inf", "run {mini} --set region.openness.gain=1e300"],
    "MV-R004": ["run {mini} --seat nobody=random", "run {mini} --seat nobody"],
    "MV-R005": ["run {mini} --seat mongolia=nope", "run {mini} --seat mongolia",
                "run {mini} --seat japan=random,mongolia=handed"],
    "MV-R006": ["run {mini} --seat japan=third-neighbour"],
    "MV-R007": ["why {log} rivalry --turn 3", "why {log} rivalry --turn 99"],
    "MV-R008": ["run {mini} --set economy.repayment.term=0"],
    "MV-R009": ["run {mini} --set mongolia.approval=5", "run {mini} --set oil_price=-1"],
    "MV-R010": ["compare {mini}"],
    "MV-R014": ["facts {mini} --fact F99"],
    "MV-U003": ["compare {mini} --against X01", "compare {mini} --watch rivalry"],
    "MV-U005": ["compare {mini} --arm a:x"],
    "MV-P002": ["play {mini} --seat nobody --save {new}", "play {mini} --seat japan --save {new} --plain"],
    "MV-L001": ["run {mini} --save {log}/below.jsonl", "play {mini} --save {log}/below.jsonl --plain"],
    "MV-L002": ["run {mini} --save {log}", "play {mini} --save {log} --plain"],
    "MV-L003": ["verify {mini}", "why {mini} rivalry --turn 1", "play --resume LICENSE"],
    "MV-L005": ["verify nope", "why nope rivalry --turn 1", "play --resume nope --plain", "verify tests"],
    "MV-R017": ["why {log} trade", "why {log} goodwill --turn 1"],
    "MV-S037": ["run {mini} --watch nope", "compare {mini} --off C24 --watch nope"],
    "MV-S": ["why {log} nope --turn 1", "why {log} mongolia.nope --turn 1", "why {log} nonsense",
             "why {log} nope --turn 9",
             "why {log} mongolia.pressure --turn 1", "why {log} ... --turn 1", "why {log} a.b.c.d.e --turn 1",
             "why {log} mongolia.member.nothing --turn 1"],
    "Usage": ["", "nope", "run", "run {mini} --runs 0", "run {mini} --runs x", "run {mini} --first-run -1",
              "run {mini} --first-run 1" + "0" * 20, "run {mini} --chunk 0", "run {mini} --nope", "why {log}",
              "why {log} rivalry --turn 0", "verify", "run {mini} --seed -1", f"run {{mini}} --seed {2**64}",
              f"play {{mini}} --plain --save {{new}} --seed {2**64 + 1}"],
}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, all in MISTAKES.items() for words in all])
def test_a_mistake_ends_with_2_and_says_what_to_do(run: Run, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                   code: str, words: str) -> None:
    monkeypatch.chdir(ROOT)
    found = run(*(word.format(mini=MINI, log=log, new=tmp_path / "new.jsonl") for word in words.split()))
    assert found.code == 2
    assert code in found.err
    if code != "Usage":
        assert "do this" in found.err or "allowed" in found.err
    assert found.out == ""


def test_a_damaged_log_is_told_and_what_is_whole_is_verified(run: Run, log: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(log.read_bytes()[:-9])
    found = run("verify", cut)
    assert found.code == 2 and "MV-L006" in found.err and "1 of 8 turns" in found.out
    assert run("why", cut, "rivalry", "--turn", 1).code == 0
    assert run("why", cut, "rivalry", "--turn", 2).code == 2


def test_check_shows_every_problem_at_once(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(Path(MINI).read_text(encoding="utf-8").replace("minutes: 45", "minutes: many")
                   .replace("turn_months: 3", "turn_months: 99"), encoding="utf-8")
    found = run("check", bad, MINI)
    assert found.code == 2 and "2 problems" in found.err and "neighbours: sound" in found.out


# --- the process -----------------------------------------------------------------------------------------------------


def test_help_is_quick_it_imports_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "sim", "--help"], capture_output=True, text=True,
                          check=True, cwd=ROOT)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "typer" in imported
    heavy = {"mesa", "pandas", "scipy", "textual", "numpy", "pydantic", "ruamel", "matplotlib", "fluent", "babel"}
    assert imported & heavy == set()
