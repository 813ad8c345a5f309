"""docs/seminar-api.md names all that can be asked, and its example plays; docs/json.md tells the host's line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sim.seminar import web
from sim.session.calls import METHODS, parameters
from tests.cli import forms
from tests.cli.test_json import fields
from tests.seminar.rooms import SEATS
from tests.seminar.served import PATIENCE, serving

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "seminar-api.md").read_text(encoding="utf-8")
SOURCE = Path(web.__file__).read_text(encoding="utf-8")
ROWS = {name: row for row in PAGE.splitlines() if row.startswith("| `")
        for name in re.findall(r"`([\w-]+)`", row.split("|")[1])}


def test_every_route_is_named() -> None:
    routes = re.findall(r'Route\("(/(?:api|events)[^"{]*)', SOURCE)
    assert len(routes) == 7
    for route in routes:
        assert re.search(rf"(POST|GET) {re.escape(route)}", PAGE), route


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_its_arguments(method: str) -> None:
    told = re.findall(r"`(\w+)`(\*?)", ROWS[method].split("|")[2])
    wanted = {name: "" if needed else "*" for name, (_, needed) in parameters(method).items()}
    assert dict(told[: len(wanted)]) == wanted


def test_every_verb_is_named() -> None:
    people, teacher = r'verb == "([\w-]+)"', r'"([\w-]+)": (?:room\.|lambda: room)'
    verbs = {verb for pattern in (people, teacher) for verb in re.findall(pattern, SOURCE)}
    assert {"messages", "withdraw", "go", "give-back"} <= verbs <= ROWS.keys()


def test_every_status_is_named() -> None:
    known = re.search(r"known = \{(.*?)\}\n", SOURCE, re.DOTALL)
    assert known
    for status in {*re.findall(r"\b[45]\d\d\b", known[1]), "421", "422"}:
        assert f"| {status} |" in PAGE


def test_the_example_plays(tmp_path: Path) -> None:
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert example
    with serving(tmp_path) as host:
        room = host.house.rooms[1]
        room.hold(SEATS[1])
        done = subprocess.run([sys.executable, "-c", example[1], host.address, host.codes[1].seats[SEATS[0]]],
                              capture_output=True, text=True, timeout=PATIENCE)
    assert done.stdout.splitlines() == ["{}", "turn 2"], done.stderr
    assert room.table.game.orders[0][SEATS[0]]


def test_the_form_of_the_hosts_line_is_documented() -> None:
    section = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## `multivector seminar host")[2]
    assert fields(forms.HOST) <= set(re.findall(r"`(\w+)`", section.partition("\n## ")[0]))
