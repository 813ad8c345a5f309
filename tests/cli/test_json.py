"""`--json` is one JSON value on stdout in every command, whatever happens, in the form that docs/json.md describes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from jsonschema import Draft202012Validator

import sim.study.play_check
from sim.batch.batch import plan_of, run_plan
from sim.batch.worlds import from_fields
from sim.cli.output import dumps
from sim.game.game import Game
from sim.game.saved import begin
from sim.study.agreed import Agreement
from sim.study.lint import Lint, SeatLint
from sim.study.play_check import PlayCheck
from sim.study.plays import Swap
from sim.study.rivals import Rival
from sim.study.stakes import Stakes
from sim.treatment import treat
from tests.batch.stores import filled, plan
from tests.boards import MINI
from tests.cli import forms
from tests.cli.command import call, commands
from tests.game.games import SEAT, play

ROOT = Path(__file__).parents[2]
COMMANDS = commands()
FOR_PEOPLE = {"play", "join", "docs"}
SERVES = {"host"}  # until it is stopped: tests/seminar holds what it says against its form

STUDIED = """
facts:
  A1: {text: It trades., place: CA1, world: doctrines, kind: run, off: [region.openness], test: TEST}
changes:
  X1: {text: Ore holds its price., events: {rate-cut: {remove: true}}, expect: [{text: It grows., test: TEST}]}
thesis:
  text: A friend beyond the horizon pays.
  seat: mongolia
  doctrine: third-neighbour
  rivals: [lean]
  yardsticks: {growth: {text: Growth, of: GROWTH, step: 0.5}}
  varied: growth
  worlds: [X1]
""".replace("TEST", "{above: {of: GROWTH, value: 0}}").replace(
    "GROWTH", "{mean: {path: mongolia.growth, first: 2015-01, last: 2016-12}}")

ANSWERS = {
    "scenarios": forms.SCENARIOS,
    "run {mini} --runs 2": forms.RUN,
    "run {mini} --story": forms.STORY,
    "run {mini} --story --historical": forms.STORY,
    "batch {mini} --runs 3 --out {out}": forms.BATCH,
    "batch {mini} --runs 3 --dry-run": forms.SIZE,
    "repeat {store}": forms.REPEAT,
    "summary {store}": forms.EVIDENCE,
    "sensitivity {crossed} --outcome rivalry.mean": forms.SENSITIVITY,
    "report {store} --out {page}": forms.REPORT,
    "discover {boxed} --outcome y --above 0.5": forms.DISCOVER,
    "tournament {mini} --seats mongolia,china --doctrines china=steady,random --runs 2": forms.TOURNAMENT,
    "fragile {mini} --runs 100 --points 2": forms.FRAGILE,
    "why {log} mongolia.balance --turn 1": forms.WHY,
    "rules": forms.RULES,
    "rules region.divide-and-rule": forms.RULE,
    "rules C24": forms.CLAIM,
    "compare {mini} --runs 2 --change X1": forms.COMPARE,
    "compare {mini} --runs 2": forms.SURVEY,
    "compare {mini} --runs 2 --arm a:--off=C24 --arm b:--change=X1 --watch china.mongolia.reach": forms.ARMS,
    "facts {mini} --runs 2 --no-ablate --off play": forms.FACTS,
    "thesis {mini} --runs 2 --off play": forms.THESIS,
    "record {mini} --runs 2": forms.RECORD,
    "hindcast {mini} --runs 2 --off play": forms.HINDCAST,
    "regimes summit-2018 --runs 2 --members 2": forms.REGIMES,
    "check {mini}": forms.CHECK,
    "check {mini} --play --runs 2": forms.PLAY_CHECK,
    "check {mini} {mini} --play --runs 2": forms.PLAY_CHECKS,
    "verify {log}": forms.VERIFY,
    "export {log} --csv --out {tables}": forms.EXPORT,
    "debrief {log} --plays 1 --html {page}": forms.DEBRIEF,
    "seminar pack {mini} --students 9 --out {pack}": forms.PACK,
}

ERRORS = [
    "run {mini} --runs x", "run {mini} --nope", "run", "nope", "run {mini} --set a", "run {mini} --story --runs 50",
    "run nope", "why {log} rivalry --turn 99", "why {log} nonsense", "rules nope", "compare {mini} --against X1",
    "facts {mini} --fact nope", "thesis nope", "record nope", "hindcast {mini} --data {bad}",
    "regimes nope",
    "batch nope", "batch {mini} --runs 3", "batch {mini} --set nope=1:2 --dry-run", "repeat nope",
    "summary nope", "summary {store} --by nope", "sensitivity {store}", "report nope",
    "report {store} --outcome nope", "discover {store} --outcome nope", "fragile {mini} --points 3",
    "tournament {mini} --seats mongolia", "tournament {mini} --seats mongolia,china --resume",
    "verify {mini}", "verify nope", "export nope",
    "seminar host nope", "seminar host {mini} --seats nope",
    "seminar pack {mini} --students 0", "seminar pack {mini} --students 9 --minutes 60",
    "seminar join nowhere",
    "debrief nope", "check {mini} --runs x", "scenarios nope", "play {mini}", "docs",
]  # fmt: skip


def no_number(name: str) -> NoReturn:
    raise AssertionError(f"{name} is no JSON")


def one_value(text: str) -> Any:
    """The only JSON value of a text."""
    return json.loads(text, parse_constant=no_number)


def valid(value: Any, schema: dict[str, Any]) -> None:
    for error in Draft202012Validator(schema).iter_errors(value):
        raise AssertionError(f"{error.json_path}: {error.message[:300]}")


def store(folder: Path, **design: Any) -> None:
    run_plan(plan_of(from_fields({"scenarios": (MINI,), **design})), folder)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A scenario with a fact, a change and a thesis; a game of one turn; the same cut off; a bad file."""
    folder = tmp_path_factory.mktemp("json")
    found = {"mini": "mini.yaml", "log": "game.jsonl", "cut": "cut.jsonl", "bad": "bad.yaml", "page": "page.html",
             "out": "out", "store": "store", "crossed": "crossed", "tables": "tables", "boxed": "boxed", "pack": "pack"}
    places = {name: folder / file for name, file in found.items()}
    text = Path(MINI).read_text(encoding="utf-8")
    places["mini"].write_text(text + STUDIED, encoding="utf-8")
    places["bad"].write_text(text.replace("minutes: 45", "minutes: many"), encoding="utf-8")
    play(begin(Game(treat(MINI), (SEAT,), 1), places["log"]), 1)
    store(places["store"], replications=2)
    store(places["crossed"], uncertainties={"mongolia.reserves": (1, 3)}, sampling={"method": "saltelli", "points": 2})
    boxed = np.linspace(0.0, 1.0, 60)
    filled(places["boxed"], plan(uncertainties={"mongolia.reserves": (0, 1)}, replications=60, outcomes={"y": {
        "score": "mongolia"}}), {"mongolia.reserves": boxed, "y": boxed})
    places["cut"].write_bytes(places["log"].read_bytes()[:-9])
    return places


@pytest.fixture(autouse=True)
def played_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the check of play finds is made up: that it is right is shown elsewhere, and takes long."""
    seat = SeatLint(7, {"partnership": 0.5}, 0.5, 0.25, 0.1, {"corridor-credit": "partnership"})
    options = Lint(3, {"partnership": 2.0}, {"compact": "possible, never wanted"}, ("visit",), {}, {"mongolia": seat},
                   (Rival("mongolia", "lean", 0.5, -0.25),))
    stakes = {"mongolia": Stakes(9, 0.5, 1.0, 1.0, -0.5, 9.5, ((Swap(1, "partnership@mongolia>japan", ""), -0.5),),
                                 dict.fromkeys(("plays", "idle", "greedy", "best_plan"), 50.0)),
              "china": Stakes(9, 0.0, 1.0, 1.0, 5.0, 9.5, (), {"plays": 1, "idle": 1, "greedy": 1, "best_plan": 1})}
    agreed = {"partnership": Agreement(0.9, "2015-01", "2015-02"), "compact": Agreement(0.0, None, None)}
    monkeypatch.setattr(sim.study.play_check, "check", lambda scenario, runs, seed, jobs, tell: PlayCheck(
        treat(scenario), runs, seed, stakes, agreed, options))


def asked(words: str, places: dict[str, Path]) -> list[str]:
    return [*words.format_map(places).split(), "--json"]


@pytest.mark.parametrize("words", ANSWERS)
def test_an_answer_has_the_documented_form(words: str, places: dict[str, Path], monkeypatch: pytest.MonkeyPatch,
                                           capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, *asked(words, places)) == 0
    value = one_value(capsys.readouterr().out)
    valid(value, ANSWERS[words])
    if words.startswith("debrief"):
        assert value["written"] == [str(places["page"])]


@pytest.mark.parametrize("words", ERRORS)
def test_an_error_has_the_documented_form(words: str, places: dict[str, Path], monkeypatch: pytest.MonkeyPatch,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT / "scenarios")
    assert call(monkeypatch, *asked(words, places)) == 2
    out, err = capsys.readouterr()
    valid(one_value(out), forms.ERROR)
    assert err and "Traceback" not in err


def test_every_command_either_answers_programs_or_refuses_to() -> None:
    able = {name for name, command in COMMANDS.items() if any("--json" in p.opts for p in command.params)}
    assert able == set(COMMANDS) - FOR_PEOPLE
    assert able - SERVES == {words.removeprefix("seminar ").split()[0] for words in ANSWERS}
    assert set(COMMANDS) <= {words.removeprefix("seminar ").split()[0] for words in ERRORS}


def test_problems_stand_beside_what_could_be_answered(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, *asked("check {bad} {mini}", places)) == 2
    found = one_value(capsys.readouterr().out)
    valid(found, forms.CHECK_FAILED)
    assert [one["file"] for one in found["scenarios"]] == [str(places["mini"])]
    problem = found["problems"][0]
    assert (problem["code"], problem["file"], problem["line"]) == ("MV-S022", str(places["bad"]), 11)
    assert call(monkeypatch, *asked("verify {cut}", places)) == 2
    found = one_value(capsys.readouterr().out)
    valid(found, forms.VERIFY_FAILED)
    assert (found["replayed"], found["problems"][0]["code"]) == (0, "MV-L006")


def test_nothing_is_played_when_a_file_is_bad(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, *asked("check {mini} {bad} --play", places)) == 2
    valid(one_value(capsys.readouterr().out), forms.CHECK_FAILED)


def test_without_json_problems_stay_off_stdout(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    for words in ("run nope", "run {mini} --runs x", "check {bad}", "run {mini} -- --json"):
        assert call(monkeypatch, *words.format_map(places).split()) == 2
        out, err = capsys.readouterr()
        assert err and not out


def test_a_number_that_is_none_is_never_printed() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dumps({"mean": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        dumps([float("-inf")])


def test_every_field_is_documented() -> None:
    known = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", (ROOT / "docs/json.md").read_text("utf-8")))))
    schemas = [*ANSWERS.values(), forms.ERROR]
    assert {name for schema in schemas for name in fields(schema)} - known == set()


def fields(schema: Any) -> set[str]:
    """The names of all fields of a form, at any depth."""
    if isinstance(schema, list):
        return {name for part in schema for name in fields(part)}
    if not isinstance(schema, dict):
        return set()
    return {*schema.get("properties", {}), *(name for part in schema.values() for name in fields(part))}


def test_the_process_says_one_value_and_ends_with_2() -> None:
    for words in ("run nope --json", "run --json"):
        done = subprocess.run([sys.executable, "-m", "sim", *words.split()], capture_output=True, cwd=ROOT)
        assert done.returncode == 2
        valid(one_value(done.stdout.decode("ascii")), forms.ERROR)
