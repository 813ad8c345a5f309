"""What is kept on disk: whole, its own and bounded, or as if it were not there; and never in anybody's way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from sim import kept
from sim.kept import HOME, VARIABLE, code, fetch, fetch_arrays, folder, keep, keep_arrays, key_of

KEY = key_of("what it was made of")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def the_file(home: Path) -> Path:
    (path,) = home.iterdir()
    return path


def test_an_entry_comes_back_under_its_own_name_only(home: Path) -> None:
    assert fetch("text", KEY) is None
    keep("text", KEY, b"of some length")
    assert fetch("text", KEY) == b"of some length"
    assert fetch("other", KEY) is None
    assert fetch("text", key_of("something else")) is None
    assert [path.suffix for path in home.iterdir()] == [".kept"]


def test_keys_that_begin_alike_are_two(home: Path) -> None:
    for half in "01":
        keep("text", f"{KEY} {half}", half.encode())
    assert [fetch("text", f"{KEY} {half}") for half in "01"] == [b"0", b"1"]


def test_arrays_come_back_to_the_bit(home: Path) -> None:
    given = {"values": np.array([[-0.0, np.nan], [1 / 3, np.inf]]), "names": np.array(["a", "longer"]),
             "none": np.zeros((0, 3), dtype=np.int32)}
    keep_arrays("arrays", KEY, given)
    found = fetch_arrays("arrays", KEY)
    assert found is not None
    assert {name: (x.dtype, x.shape, x.tobytes()) for name, x in found.items()} == {
        name: (x.dtype, x.shape, x.tobytes()) for name, x in given.items()}


def test_a_wish_is_heard_by_the_next_process(home: Path) -> None:
    """This one hears the same answer however often it asks."""
    assert [kept.was_wanted("first"), kept.was_wanted("first")] == [False, False]
    kept.was_wanted.cache_clear()
    assert [kept.was_wanted("first"), kept.was_wanted("second")] == [True, False]
    kept.was_wanted.cache_clear()


def test_nothing_is_pickled(home: Path) -> None:
    with pytest.raises(TypeError):
        keep_arrays("arrays", KEY, {"objects": np.array([object()])})
    assert not home.exists()


@pytest.mark.parametrize("harm", [
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(path.read_bytes() + b" "),
    lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]),
    lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_text("a text of somebody else's, of about the same length"),
    lambda path: (path.unlink(), path.mkdir()),
    lambda path: (path.unlink(), os.mkfifo(path)) if hasattr(os, "mkfifo") else path.unlink(),
    lambda path: (path.unlink(), path.symlink_to(path)),
], ids=["shorter", "longer", "another seal", "another end", "empty", "foreign", "folder", "pipe", "loop"])
def test_what_is_damaged_is_not_there_and_is_made_anew(home: Path, harm: object) -> None:
    keep_arrays("arrays", KEY, {"x": np.arange(3.0)})
    harm(the_file(home))  # type: ignore[operator]
    assert fetch_arrays("arrays", KEY) is None
    keep_arrays("arrays", KEY, {"x": np.arange(3.0)})
    found = fetch_arrays("arrays", KEY)
    assert found is None if the_file(home).is_dir() else found is not None and found["x"].tolist() == [0.0, 1.0, 2.0]


def test_an_entry_that_was_renamed_is_foreign(home: Path) -> None:
    keep("text", KEY, b"one")
    other = key_of("another")
    the_file(home).rename(home / f"text-{key_of(other)[:40]}.kept")
    assert fetch("text", other) is None


@pytest.mark.parametrize("place", ["", "off", "\0", "/dev/null", "/dev/null/below", "/proc/none", "x" * 300],
                         ids=["no home", "off", "no name", "device", "below a device", "no folder", "long"])
def test_without_a_folder_everything_is_computed_anew(place: str) -> None:
    """Also without a home; in a process of its own, as an environment cannot hold every name otherwise."""
    script = ("import os, pathlib, sim.kept as kept\n"
              "def no_home(*_): raise RuntimeError('no home')\n"
              "pathlib.Path.home = no_home\n"
              f"os.environ = {{'{VARIABLE}': {place!r}}}\n"
              "kept.keep('text', 'k' * 64, b'x')\n"
              "print(kept.fetch('text', 'k' * 64))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("None\n", "")


def test_a_write_that_fails_half_way_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("text", KEY, b"before")

    def full(path: Path, data: bytes) -> int:
        path.open("wb").write(data[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    keep("text", KEY, b"after")
    assert fetch("text", KEY) == b"before"
    assert len(list(home.iterdir())) == 1


def test_it_stands_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "multivector"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / ".cache" / "multivector"
    monkeypatch.setenv(VARIABLE, "off")
    assert folder() is None


def test_what_was_not_used_for_longest_goes_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 3000)
    keys = [key_of(str(n)) for n in range(5)]
    for age, key in enumerate(keys[:3]):
        keep("text", key, bytes(900))
        os.utime(home / f"text-{key_of(key)[:40]}.kept", (age, age))
    assert fetch("text", keys[0]) is not None  # it was used, so it is young
    keep("text", keys[3], bytes(900))
    assert [fetch("text", key) is not None for key in keys] == [True, False, True, True, False]


def test_nothing_else_is_ever_taken_away(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 10)
    others = [home / "letter.txt", home / "film.part", home / "below" / "old.kept", home / "below" / "x.nbi"]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(100))
    ours = [home / f"0123456789abcdef{kept.UNFINISHED}", home / "numba" / "deep" / "code.nbi"]
    for path in ours:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(100))
    keep("text", KEY, bytes(100))
    assert all(path.exists() for path in others)
    assert not any(path.exists() for path in ours)
    assert fetch("text", KEY) is None


def test_an_edited_rule_has_another_key(tmp_path: Path) -> None:
    copytree(HOME, tmp_path / "sim", ignore=lambda _, names: [n for n in names if n == "__pycache__"])
    assert code(home=tmp_path / "sim") == code()
    rule = tmp_path / "sim" / "rules" / "balance.py"
    rule.write_text(rule.read_text(encoding="utf-8").replace("0.0", "0.5", 1), encoding="utf-8")
    code.cache_clear()
    edited = code(home=tmp_path / "sim")
    assert edited != code()
    rule.rename(rule.with_name("balances.py"))
    code.cache_clear()
    assert code(home=tmp_path / "sim") != edited


@pytest.mark.parametrize("what", ["numpy", "numba", "cpu"])
def test_another_machine_has_another_key(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.machine import arithmetic

    here = kept.numbers()
    monkeypatch.setattr("sim.machine.arithmetic", lambda: {**arithmetic(), what: "another"})
    kept.numbers.cache_clear()
    try:
        assert kept.numbers() != here
    finally:
        kept.numbers.cache_clear()


def test_it_imports_nothing_heavy() -> None:
    script = "import sys, sim.kept; print(sorted({'numpy', 'mesa', 'zipfile'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


def test_many_processes_at_once_read_whole_entries_only(home: Path) -> None:
    script = ("from sim.kept import fetch, keep\n"
              "for n in range(300):\n"
              "    keep('text', 'k' * 64, bytes([n % 256]) * 5000)\n"
              "    found = fetch('text', 'k' * 64)\n"
              "    assert found is not None and len(set(found)) == 1 and len(found) == 5000")
    crew = [subprocess.Popen([sys.executable, "-c", script], env={**os.environ, VARIABLE: str(home)}) for _ in range(3)]
    assert [process.wait(timeout=120) for process in crew] == [0, 0, 0]
    assert len(list(home.iterdir())) == 1
