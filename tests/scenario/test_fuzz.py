"""No input of any kind makes the loader fall over: it loads, or says what is wrong."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import MultivectorError
from sim.scenario.load import load_scenario
from tests.scenario.mini import TEXT

LINES = TEXT.splitlines()
TOKENS = ("{", "}", "[", "]", ":", ": ", "- ", "&a ", "*a", "!!int ", "|", ">", "'", '"', "#", "%", "@", "\t", "\n",
          "null", "~", "true", "1e999", "-1", "9" * 20, ".nan", "2018-01-01", "<<: *a", "? ", "---\n", "...\n",
          "\ufeff", "\u2028", "\x85", "self", "target.x", "a.b.c.d", "\\ud800", "é")
quiet = settings(max_examples=60, deadline=None,
                 suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def survives(folder: Path, data: bytes) -> None:
    path = folder / "fuzz.yaml"
    path.write_bytes(data)
    try:
        load_scenario(path)
    except MultivectorError as error:
        assert error.problems
        assert all(p.code.startswith("MV-S") and p.what for p in error.problems)


@quiet
@given(data=st.binary(max_size=200))
def test_bytes(tmp_path: Path, data: bytes) -> None:
    survives(tmp_path, data)


@quiet
@given(text=st.text(max_size=100) | st.lists(st.sampled_from(TOKENS), max_size=20).map("".join))
def test_text(tmp_path: Path, text: str) -> None:
    survives(tmp_path, text.encode("utf-8", "surrogatepass"))


@quiet
@given(name=st.text(max_size=60))
def test_names(name: str) -> None:
    with pytest.raises(MultivectorError):
        load_scenario(f"no/{name}")


@quiet
@given(seed=st.integers(0, 2**32), token=st.sampled_from(TOKENS))
def test_a_token_anywhere_in_the_miniature(tmp_path: Path, seed: int, token: str) -> None:
    at = random.Random(seed).randrange(len(TEXT))
    survives(tmp_path, (TEXT[:at] + token + TEXT[at:]).encode())


@quiet
@given(seed=st.integers(0, 2**32))
def test_lines_of_the_miniature_moved_dropped_or_indented(tmp_path: Path, seed: int) -> None:
    luck, lines = random.Random(seed), list(LINES)
    for _ in range(luck.randint(1, 4)):
        at, to = luck.randrange(len(lines)), luck.randrange(len(lines))
        line = lines.pop(at)
        lines[to:to] = luck.choice(([], [line], [line, line], ["  " + line], [line.partition(":")[0] + ":"]))
    survives(tmp_path, "\n".join(lines).encode())


@quiet
@given(seed=st.integers(0, 2**32), value=st.sampled_from(
    ("null", "[]", "{}", "x", "''", "-5", "1e30", "true", "[[x]]", "{x: y}", "{x: {y: [z]}}", "self", "2018-01")))
def test_any_value_in_any_field(tmp_path: Path, seed: int, value: str) -> None:
    lines = list(LINES)
    at = random.Random(seed).choice([i for i, line in enumerate(lines) if ": " in line])
    lines[at] = lines[at].partition(": ")[0] + ": " + value
    survives(tmp_path, "\n".join(lines).encode())
