"""A sound scenario is read and checked once; an edit is seen at once, and what has problems is never kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sim import kept
from sim.errors import MultivectorError
from sim.scenario import load, load_scenario
from sim.scenario.load import Loaded, load_changes
from tests.scenario.mini import TEXT, changed

APPROVAL = "mongolia.approval: {value: 0.5,"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def child(tmp_path: Path) -> Path:
    """A scenario that inherits all from the file beside it."""
    (tmp_path / "base.yaml").write_text(TEXT, encoding="utf-8")
    return written(tmp_path / "child.yaml", "inherits: base\ntitle: A child\n")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def unread(name: str | Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    """As it was kept: reading and checking would fail."""
    with monkeypatch.context() as patch:
        patch.setattr(load, "read_merged", None)
        return load_scenario(name)


def approval(path: Path) -> float:
    return load_scenario(path).scenario.figures["mongolia.approval"].value


@pytest.mark.parametrize("name", ["summit-2018", "child"])
def test_the_second_time_it_is_not_read(name: str, child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = child if name == "child" else name
    first = load_scenario(where)
    again = unread(where, monkeypatch)
    assert repr(again.scenario) == repr(first.scenario)
    assert again == first
    assert again.source == first.source  # every place in every file


def test_its_own_changes_and_those_of_a_file_still_have_their_places(child: Path, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    load_scenario(child)
    again = unread(child, monkeypatch)
    good = written(tmp_path / "good.yaml", "title: Good\nsentence: It is.\nfigures: {mongolia.approval: 0.4}\n")
    try:
        load_changes(again, str(good))
    except MultivectorError as error:  # whatever it lacks, it is told where
        assert all(problem.place.file for problem in error.problems)
    bad = written(tmp_path / "bad.yaml", "nothing: 1\n")
    with pytest.raises(MultivectorError) as refused:
        load_changes(again, str(bad))
    assert {Path(problem.place.file).name for problem in refused.value.problems} == {"bad.yaml"}


def test_an_edit_of_its_own_file_is_seen_at_once(tmp_path: Path) -> None:
    path = written(tmp_path / "own.yaml", TEXT)
    assert approval(path) == 0.5
    stat = path.stat()
    written(path, changed(APPROVAL, APPROVAL.replace("0.5", "0.6")))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # neither its time nor its length tells
    assert path.stat().st_size == stat.st_size
    assert approval(path) == 0.6


def test_an_edit_of_an_inherited_file_is_seen_at_once(child: Path) -> None:
    assert approval(child) == 0.5
    written(child.with_name("base.yaml"), changed(APPROVAL, APPROVAL.replace("0.5", "0.6")))
    assert approval(child) == 0.6


def test_a_file_that_comes_to_stand_beside_is_seen_at_once(tmp_path: Path) -> None:
    """`inherits:` means the file beside before the shipped one."""
    path = written(tmp_path / "mine.yaml", "inherits: summit-2018\nid: mine\n")
    assert load_scenario(path).scenario.title != "Another"
    written(tmp_path / "summit-2018.yaml", changed("title: Third neighbours", "title: Another"))
    assert load_scenario(path).scenario.title == "Another"


def test_a_link_that_leads_elsewhere_is_seen_at_once(tmp_path: Path) -> None:
    first = written(tmp_path / "first.yaml", TEXT)
    second = written(tmp_path / "second.yaml", changed(APPROVAL, APPROVAL.replace("0.5", "0.6")))
    link = tmp_path / "link.yaml"
    link.symlink_to(first)
    assert approval(link) == 0.5
    link.unlink()
    link.symlink_to(second)
    assert approval(link) == 0.6


def test_a_file_that_is_gone_is_missed(child: Path) -> None:
    load_scenario(child)
    child.with_name("base.yaml").unlink()
    with pytest.raises(MultivectorError, match="there is no file"):
        load_scenario(child)


def test_what_has_problems_is_never_kept(tmp_path: Path, home: Path) -> None:
    path = written(tmp_path / "bad.yaml", changed(APPROVAL, APPROVAL.replace("0.5", "500.0")))
    told = []
    for _ in range(2):
        with pytest.raises(MultivectorError) as refused:
            load_scenario(path)
        told.append([problem.as_json() for problem in refused.value.problems])
    assert told[0] == told[1] != []
    assert not home.exists()


def test_another_language_is_read_from_its_files(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_scenario(child)
    written(child.with_name("child.xx.yaml"), "title: Alia\n")
    monkeypatch.setenv("MULTIVECTOR_LANG", "xx")
    assert load_scenario(child).scenario.title == "Alia"
    monkeypatch.delenv("MULTIVECTOR_LANG")
    assert unread(child, monkeypatch).scenario.title == "A child"
