"""Files of the user's: links are followed, what is no regular file is refused at once, and nothing is half written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sim.disk import HALF, MAX_BYTES, NotAFile, held, read_file, sweep, write_file

needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")


def odd(folder: Path) -> list[Path]:
    """A folder, a pipe that nobody writes to, a device, and links to them."""
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    found = [folder / "folder", folder / "pipe", Path("/dev/null")]
    for path in found.copy():
        link = folder / f"link-to-{path.name}"
        link.symlink_to(path)
        found.append(link)
    return found


@needs_fifo
def test_what_is_no_file_is_neither_read_nor_written(tmp_path: Path) -> None:
    for path in odd(tmp_path):
        before = path.stat().st_mode
        with pytest.raises(NotAFile, match=r"a folder|a pipe|a device"):
            read_file(path)
        with pytest.raises(NotAFile):
            write_file(path, b"x")
        assert path.stat().st_mode == before
    assert not list(tmp_path.glob(".multivector*"))


@needs_fifo
def test_a_pipe_that_takes_a_files_place_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the opening another may come to stand there."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("x")
    before = (tmp_path / "file").stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: before)
    with pytest.raises(NotAFile):
        read_file(tmp_path / "pipe")


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(OSError, match="larger"):
        read_file(tmp_path / "large")


def test_writing_follows_links_and_keeps_rights_and_neighbours(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
    page, link, neighbour = tmp_path / "there" / "page", tmp_path / "here" / "link", tmp_path / "there" / "page.new"
    page.write_text("old")
    page.chmod(0o640)
    neighbour.write_text("mine")
    link.symlink_to(page)
    write_file(link, b"new")
    assert link.is_symlink() and page.read_text() == "new" and stat.S_IMODE(page.stat().st_mode) == 0o640
    assert neighbour.read_text() == "mine"
    dangling = tmp_path / "here" / "dangling"
    dangling.symlink_to(tmp_path / "there" / "made")
    write_file(dangling, b"new")
    assert dangling.is_symlink() and (tmp_path / "there" / "made").read_text() == "new"
    assert len(list(tmp_path.rglob("*"))) == 7


def test_what_stood_there_stays_if_it_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").write_text("old")

    def stopped(*_: object) -> None:
        raise SystemExit(143)

    monkeypatch.setattr("sim.disk.os.fsync", stopped)
    with pytest.raises(SystemExit):
        write_file(tmp_path / "page", b"new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("page", "old")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_protected_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("old")
    (tmp_path / "page").chmod(0o400)
    with pytest.raises(PermissionError):
        write_file(tmp_path / "page", b"new")


def test_a_lock_is_one_holders_until_the_holder_ends(tmp_path: Path) -> None:
    """However it ends, and whoever holds it."""
    code = "import sys, time, pathlib\nfrom sim.disk import held\n" \
           "with held(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    lock = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", code, lock], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(BlockingIOError), held(lock):
            pass
        other.kill()
    for _ in range(2):
        with held(lock):
            pass


def test_what_was_half_written_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (f"{HALF}0123456789ab", "mine", ".mine"):
        (tmp_path / name).touch()
    sweep(tmp_path)
    sweep(tmp_path / "not there")
    assert {path.name for path in tmp_path.iterdir()} == {"mine", ".mine"}
