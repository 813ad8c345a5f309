"""A log that is cut, flipped, edited or no log at all: the right code, the whole turns kept, never a traceback."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import MultivectorError
from sim.game.file import Reading, read, sealed
from sim.game.game import Game
from sim.game.saved import begin, resume
from sim.treatment import treat
from tests.boards import MINI
from tests.game.games import SEAT, alone, codes, log_text, new, play

TEXT = log_text()
LINES = TEXT.splitlines(keepends=True)
FIRST = len(LINES[0])

APPROVAL = "mongolia.approval: {value: 0.5"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "game.jsonl"
    path.write_bytes(content)
    return path


def reading(folder: Path, content: bytes) -> Reading | set[str]:
    """What a damaged log is read as: the sound part, or the codes of the refusal."""
    try:
        return read(written(folder, content))
    except MultivectorError as error:
        return codes(error)


def body(line: bytes) -> dict[str, Any]:
    return {key: value for key, value in json.loads(line).items() if key != "seal"}


def assert_keeps(found: Reading | set[str], sound: int) -> None:
    """The first `sound` lines are kept, and the damage behind them is told."""
    if sound == 0:
        assert found == {"MV-L003"}
        return
    assert isinstance(found, Reading)
    assert [found.header, *found.lines] == [body(line) for line in LINES[:sound]]
    assert {problem.code for problem in found.damage} == {"MV-L006"}
    assert found.damage[0].place.line == sound + 1
    whole = sum(json.loads(line)["kind"] == "turn" for line in LINES[:sound])
    assert f"{whole} whole turn" in found.damage[0].mend


def test_the_whole_log_is_sound(tmp_path: Path) -> None:
    found = read(written(tmp_path, TEXT))
    assert not found.damage
    assert [found.header["kind"], *(line["kind"] for line in found.lines)] == [body(line)["kind"] for line in LINES]
    assert {body(line)["kind"] for line in LINES} == {"game", "word", "orders", "turn", "back"}


def test_cut_anywhere(tmp_path: Path) -> None:
    """At every seventh byte, and at every one near the ends of lines. Between two lines a cut leaves no trace."""
    ends = [sum(map(len, LINES[: k + 1])) for k in range(len(LINES))]
    near = {end + d for end in ends for d in range(-3, 4)}
    for at in sorted({*range(0, len(TEXT), 7), *near} & set(range(len(TEXT)))):
        found = reading(tmp_path, TEXT[:at])
        if at in ends:
            assert isinstance(found, Reading) and not found.damage and len(found.lines) == ends.index(at)
        else:
            assert_keeps(found, TEXT[:at].count(b"\n"))


def test_a_flipped_bit_anywhere(tmp_path: Path) -> None:
    luck = random.Random(7)
    places = {*range(0, len(TEXT), 11), *(sum(map(len, LINES[: k + 1])) - 1 for k in range(len(LINES) - 1))}
    for at in sorted(places):
        flipped = bytearray(TEXT)
        flipped[at] ^= 1 << luck.randrange(8)
        assert_keeps(reading(tmp_path, bytes(flipped)), TEXT[:at].count(b"\n"))


@given(at=st.integers(0, len(TEXT)), drop=st.integers(0, 200), put=st.binary(max_size=20))
@settings(max_examples=150, deadline=None)
def test_any_other_damage(tmp_path_factory: pytest.TempPathFactory, at: int, drop: int, put: bytes) -> None:
    found = reading(tmp_path_factory.mktemp("log"), TEXT[:at] + put + TEXT[at + drop :])
    if isinstance(found, set):
        assert found == {"MV-L003"}
    else:
        kept = [found.header, *found.lines]
        assert kept == [body(line) for line in LINES[: len(kept)]]


def test_lines_out_of_order_missing_or_twice(tmp_path: Path) -> None:
    for lines, sound in (([*LINES[:3], LINES[4], LINES[3]], 3), ([*LINES[:3], *LINES[4:]], 3),
                         ([*LINES[:4], LINES[3], *LINES[4:]], 4)):
        assert_keeps(reading(tmp_path, b"".join(lines)), sound)


def test_an_edited_line_is_found_even_if_it_is_good_json(tmp_path: Path) -> None:
    at = next(k for k, line in enumerate(LINES) if b'"orders"' in line)
    edited = json.dumps({**json.loads(LINES[at]), "moves": ["x"]}).encode() + b"\n"
    assert_keeps(reading(tmp_path, b"".join([*LINES[:at], edited, *LINES[at + 1 :]])), at)


# --- what is no log --------------------------------------------------------------------------------------------------

NO_LOGS = {
    "empty": b"", "blank": b"\n\n  \n", "text": b"Dear diary,\nit rained.\n", "yaml": b"id: x\ntitle: y\n",
    "other json": b'{"a": 1}\n{"b": 2}\n', "a number": b"17\n", "null": b"null\n", "a list": b'["game"]\n',
    "binary": bytes(range(256)) * 8, "zip": b"PK\x03\x04\x14\x00\x00\x00", "utf-16": '{"kind": 1}'.encode("utf-16"),
    "two marks": b"\xef\xbb\xbf" * 2 + TEXT, "deep": b"[" * 200_000, "deep object": b'{"kind":' * 200_000,
    "half a surrogate": b'{"kind":"game","seal":"\\ud800","x":"\\ud800"}\n',
    "a huge number": b'{"kind":' + b"9" * 9000 + b"}",
    "zeros": b"\0" * 5000, "begins with a turn": b"".join(LINES[2:]),
}


def test_a_byte_order_mark_before_a_log_is_read(tmp_path: Path) -> None:
    """Some text programs write one; the game goes on below it."""
    path = written(tmp_path, b"\xef\xbb\xbf" + TEXT)
    game = resume(path, mending=True)
    assert not read(path).damage
    game.end_turn()
    assert resume(path).digests == game.digests
    path.write_bytes(path.read_bytes()[:-5])
    resume(path, mending=True)
    assert not read(path).damage and path.read_bytes().startswith(b"\xef\xbb\xbf{")


def test_a_log_saved_as_utf_16_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(MultivectorError, match="UTF-16"):
        read(written(tmp_path, TEXT.decode().encode("utf-16")))


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_out_of_range_is_no_log_of_ours(tmp_path: Path, seed: int) -> None:
    assert reading(tmp_path, resealed(header(seed=seed))) == {"MV-L003"}


@pytest.mark.parametrize("what", NO_LOGS)
def test_no_log(tmp_path: Path, what: str) -> None:
    assert reading(tmp_path, NO_LOGS[what]) == {"MV-L003"}


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path, tmp_path / "file" / "below"):
        (tmp_path / "file").write_text("x")
        with pytest.raises(MultivectorError) as caught:
            read(path)
        assert codes(caught.value) == {"MV-L005"}


# --- sealed, but not what it should be -------------------------------------------------------------------------------


def resealed(lines: list[dict[str, Any]]) -> bytes:
    """Lines with good seals, as a program of malice or of another version might write them."""
    seal, rows = "", []
    for line in lines:
        text, seal = sealed(line, seal)
        rows.append(text + "\n")
    return "".join(rows).encode()


BODIES = [body(line) for line in LINES]
ODD: list[Any] = [None, -1, 10**30, 1.5, "x", "", [], {}, True, [1], ["x"]]
FIELDS = sorted({(line["kind"], key) for line in BODIES for key in line})


@pytest.mark.parametrize(("kind", "key"), FIELDS)
def test_a_sealed_field_of_the_wrong_kind(tmp_path: Path, kind: str, key: str) -> None:
    """Refused, or read and replayed; in no case anything else."""
    at = next(k for k, line in enumerate(BODIES) if line["kind"] == kind)
    for odd in ODD:
        path = written(tmp_path, resealed([*BODIES[:at], {**BODIES[at], key: odd}, *BODIES[at + 1 :]]))
        try:
            found = read(path)
            if at == 0 and not found.damage:
                resume(path)
        except MultivectorError as error:
            assert all(problem.code.startswith("MV-") for problem in error.problems)


@pytest.mark.parametrize(("kind", "key"), FIELDS)
def test_a_sealed_line_without_a_field(tmp_path: Path, kind: str, key: str) -> None:
    at = next(k for k, line in enumerate(BODIES) if line["kind"] == kind)
    missing = {name: value for name, value in BODIES[at].items() if name != key}
    path = written(tmp_path, resealed([*BODIES[:at], missing, *BODIES[at + 1 :]]))
    try:
        resume(path)
    except MultivectorError as error:
        assert all(problem.code.startswith("MV-L") for problem in error.problems)


def refusal(path: Path) -> set[str]:
    with pytest.raises(MultivectorError) as caught:
        resume(path)
    return codes(caught.value)


def header(**changed: Any) -> list[dict[str, Any]]:
    return [{**BODIES[0], **changed}, *BODIES[1:]]


def test_another_format_rule_set_or_scenario(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, resealed(header(format=99)))) == {"MV-L004"}
    assert refusal(written(tmp_path, resealed(header(ruleset="older")))) == {"MV-L008"}
    assert refusal(written(tmp_path, resealed(header(treatment="0" * 64)))) == {"MV-L009"}


def test_a_changed_scenario_is_noticed(tmp_path: Path) -> None:
    """The log knows the digest of what it was played with, whatever file stands there now."""
    own = tmp_path / "own.yaml"
    own.write_text(Path(MINI).read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "own.jsonl"
    game = begin(Game(treat(str(own)), (SEAT,), 1), path)
    game.end_turn()
    own.write_text(own.read_text(encoding="utf-8").replace(APPROVAL, APPROVAL + "2"), encoding="utf-8")
    treat.cache_clear()
    assert refusal(path) == {"MV-L009"}


def test_a_turn_that_does_not_replay(tmp_path: Path) -> None:
    at = next(k for k, line in enumerate(BODIES) if line["kind"] == "turn")
    lines = [*BODIES[:at], {**BODIES[at], "digest": "f" * 64}, *BODIES[at + 1 :]]
    assert refusal(written(tmp_path, resealed(lines))) == {"MV-L007"}


def test_more_turns_than_the_scenario_has(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    game = new(path)
    while not game.over:
        game.end_turn()
    lines = [body(line) for line in path.read_bytes().splitlines()]
    assert refusal(written(tmp_path, resealed([*lines, {**lines[-1], "turn": game.turn}]))) == {"MV-L007"}


# --- going on after damage -------------------------------------------------------------------------------------------


def test_a_damaged_game_goes_on_from_its_whole_turns(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    game = play(new(path), 3)
    kept = path.read_bytes()
    game.submit(SEAT, alone(game)[:1])
    game.end_turn()
    path.write_bytes(path.read_bytes()[:-20])
    again = resume(path, mending=True)
    assert again.digests == game.digests[:3]
    assert path.with_suffix(".jsonl.damaged").read_bytes() != path.read_bytes()
    assert path.read_bytes().startswith(kept)
    play(again, 1)
    assert resume(path).digests == again.digests
    assert not read(path).damage


def test_mending_twice_keeps_both_damaged_files(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    play(new(path), 3)
    for cut in (30, 40):
        path.write_bytes(path.read_bytes()[:-cut])
        resume(path, mending=True)
    assert len(list(tmp_path.glob("*.damaged*"))) == 2
