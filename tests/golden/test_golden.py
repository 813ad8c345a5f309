"""Recorded playthroughs replay: to the bit on the machine type and NumPy build that wrote them, else to nine digits.

If this fails and the change was meant to change worlds: raise `sim.rules.RULESET`, then `make golden`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.game.file import read
from sim.game.saved import resume
from sim.machine import machine
from tests.golden.make import FOLDER, PLANS, ROOT, replay, values

LOGS = sorted(FOLDER.glob("*.jsonl"))


def test_every_plan_is_recorded() -> None:
    assert [log.stem for log in LOGS] == sorted(PLANS)
    assert len(LOGS) >= 8


@pytest.mark.golden
@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_a_recorded_playthrough_replays(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    header = read(log).header
    here = {key: header[key] for key in ("numpy", "cpu")} == {key: machine()[key] for key in ("numpy", "cpu")}
    game = resume(log) if here else replay(log)  # resuming compares the digest of every turn
    recorded = json.loads(log.with_suffix(".json").read_text(encoding="utf-8"))
    assert values(game) == (recorded if here else pytest.approx(recorded, rel=1e-9, abs=1e-9))


@pytest.mark.golden
def test_the_way_of_other_machines_leads_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    log = FOLDER / "short-two-seats-and-back.jsonl"
    assert values(replay(log)) == pytest.approx(json.loads(log.with_suffix(".json").read_text()), rel=1e-9, abs=1e-9)
