"""Every pair of flags of every command goes together, or is refused and says why."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import typer.main

from sim.cli import app
from sim.cli.flags import APART, NEEDS, refused
from tests.boards import MINI
from tests.cli.command import call

COMMANDS: dict[str, Any] = vars(typer.main.get_command(app))["commands"]

# All others go together.
REFUSED = {
    "run": {"--story --runs", "--story --run-digests"},
    "compare": {f"--arm {flag}" for flag in ("--change", "--set", "--seat", "--off", "--against")},
    "play": {"--resume SCENARIO", "--resume --seat", "--resume --seed", "--resume --save"},
}
ALONE = {"run": {"--run-digests"}, "check": {"--runs", "--seed", "--jobs"}, "compare": {"--against", "--watch"},
         "play": {"--seed"}}


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
