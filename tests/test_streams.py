"""What is printed: in every encoding, and with nothing in it that a terminal would obey."""

from __future__ import annotations

import codecs
import io
import json
import os
import subprocess
import sys
from encodings.aliases import aliases
from pathlib import Path

import pytest

from sim.game.saved import resume
from sim.streams import ERRORS, SIGNS, in_ascii, prepare, visible
from tests.boards import MINI
from tests.game.games import SEAT

prepare()
TEXTLESS = {"mbcs", "oem"}  # Windows' own


def text_encodings() -> list[str]:
    """Python's own list, without those that make bytes of bytes."""
    found = (name for name in sorted({*aliases.values()} - TEXTLESS))
    return [name for name in found if getattr(codecs.lookup(name), "_is_text_encoding", True)]


def encoded(text: str, encoding: str) -> bytes:
    """What a stream of this encoding is given."""
    bytes_ = io.BytesIO()
    with io.TextIOWrapper(bytes_, encoding, ERRORS, write_through=True) as stream:
        stream.write(text)
        return bytes_.getvalue()


def test_every_sign_can_be_written_in_every_encoding() -> None:
    """The table's signs, a letter of each of many scripts, an emoji, and the per cent sign that one code page lacks."""
    signs = "".join(map(chr, SIGNS)) + "".join(map(chr, range(0xA0, 0xFFFF, 97))) + "😀%％½"
    found = text_encodings()
    assert {"ascii", "cp1251", "cp1252", "cp866", "koi8_r", "cp864", "cp037", "utf_8", "utf_16", "gb2312"} <= {*found}
    for encoding in found:
        assert encoded(visible(signs), encoding), encoding


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Δ friction = −2 × push", b"d friction = -2 x push"),
        ("café Łódź Çankırı", b"cafe Lodz Cankiri"),
        ("“quoted” … ½ m²", b'"quoted" ... 1/2 m^2'),
        ("┤▁▂▃█│─▲ ⇄ ✓", b"|####|-^ <-> +"),
        ("Әуезов 😀", b"?????? ?"),
    ],
)
def test_what_ascii_lacks_has_a_stand_in(text: str, there: bytes) -> None:
    assert encoded(text, "ascii") == there


def test_what_an_encoding_has_is_left_alone() -> None:
    assert encoded("×−Жé", "cp1251").decode("cp1251") == "x-Жe"
    assert encoded("×−Жé", "utf-8").decode() == "×−Жé"


def test_the_stand_ins_are_ascii() -> None:
    assert all(in_ascii(chr(sign)).isascii() and "?" not in in_ascii(chr(sign)) for sign in SIGNS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[1mb", "a\\u001b[1mb"),
        ("\x9b1m \x7f \r \x08 \x00", "\\u009b1m \\u007f \\u000d \\u0008 \\u0000"),
        ("a\u202eb\u2066c\u200bd\ufeff", "a\\u202eb\\u2066c\\u200bd\\ufeff"),
        ("\u2028 \U000e0041 \udcff", "\\u2028 \\ue0041 \\udcff"),
        ("two\nlines\tand a tab, é, Ж, 😀", "two\nlines\tand a tab, é, Ж, 😀"),
        ("نمی\u200cدانم", "نمی\u200cدانم"),  # a joiner that Persian cannot be written without
        ("אב\u200e-\u200fגד", "אב\u200e-\u200fגד"),  # marks of direction: they turn themselves only
    ],
)
def test_control_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown == visible(shown)


# --- the command -----------------------------------------------------------------------------------------------------


EVERY = """
import io, sys
from sim.cli import main
for encoding, calls in {plan!r}:
    sys.stdout = sys.__stdout__
    sys.stdout.reconfigure(encoding=encoding, errors="strict")
    for words in calls:
        sys.argv = ["multivector", *words]
        sys.stdin = io.TextIOWrapper(io.BytesIO({typed!r}), encoding)
        try:
            main()
        except SystemExit as end:
            print("code", end.code or 0)
    print("next")
"""


@pytest.mark.slow
def test_no_command_minds_the_encoding(tmp_path: Path) -> None:
    """Every kind of output, in one process: tables, causes, formulas, help, mistakes, a game line by line."""
    log = str(tmp_path / "run.jsonl")
    cheap = [["why", log, f"{SEAT}.approval", "--turn", "1"], ["rules"], ["rules", "C24"], ["scenarios"],
             ["run", "--help"], ["run", MINI, "--set", "Ж☃=1"], ["check", "Ж☃.yaml"], ["run", "--Ж☃"]]
    dear = [["run", MINI, "--save", log, "--story"], ["play", MINI, "--plain"]]
    plan = [("ascii", dear + cheap), ("cp1251", cheap)]
    typed = b"option 1\nwhy 1\n\xff\x98\nsubmit\nwhy 1\ndeeds\nindicators\nquit\n"
    done = subprocess.run(
        [sys.executable, "-c", EVERY.format(plan=plan, typed=typed)], capture_output=True, timeout=300, check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1251", "XDG_DATA_HOME": str(tmp_path)})
    assert b"Traceback" not in done.stdout + done.stderr
    for (encoding, calls), out in zip(plan, done.stdout.split(b"next\n"), strict=False):
        words = out.decode(encoding)
        codes = [x for x in words.split("\n") if x.startswith("code ")]
        assert codes == ["code 0"] * (len(calls) - 3) + ["code 2"] * 3
        assert "\\u2" not in words  # a sign is drawn as a sign, not as its number
    assert b"Your game is saved" in done.stdout
    assert b"I do not know '" in done.stdout
    logs = [Path(log), *tmp_path.glob("*/*/*.jsonl")]
    assert [resume(path).turn > 1 for path in logs] == [True, True]  # files are UTF-8 whatever the terminal is


def test_a_name_with_control_characters_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    """On stdout and stderr, in people's words and in programs'; Click's own words, too."""
    odd = tmp_path / "a\x1b[1m\u202eb.yaml"
    odd.write_text("id: [", encoding="utf-8")
    for words in (["check", str(odd)], ["check", str(odd), "--json"], ["run", "--x\x1b[1m\u202e"]):
        done = subprocess.run([sys.executable, "-m", "sim", *words], capture_output=True, timeout=120, check=False)
        assert done.returncode == 2
        assert b"\x1b" not in done.stdout + done.stderr
        assert "\u202e".encode() not in done.stdout + done.stderr
        assert b"1b[1m\\u202e" in done.stderr
        if "--json" in words:
            assert json.loads(done.stdout)["problems"][0]["file"].endswith(odd.name)


def test_a_name_that_is_no_text_is_shown(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.yaml"
    done = subprocess.run([sys.executable, "-m", "sim", "check", name], capture_output=True, timeout=120, check=False)
    assert done.returncode == 2
    assert b"\\udcff.yaml" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_input_that_is_closed_has_ended(tmp_path: Path) -> None:
    done = subprocess.run(["sh", "-c", f'"{sys.executable}" -m sim play --plain <&-'], capture_output=True, text=True,
                          env={**os.environ, "XDG_DATA_HOME": str(tmp_path)}, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The input has ended." in done.stdout
