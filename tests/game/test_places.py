"""Where logs and their scenarios are: found wherever they were moved, each with a name, kept when a folder goes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sim.errors import MultivectorError
from sim.game.file import create_free, read
from sim.game.folder import games_folder, own_names
from sim.game.game import Game
from sim.game.saved import begin, begin_or_resume, resume
from sim.seat.start import saved
from sim.treatment import treat
from tests.boards import MINI
from tests.game.games import SEAT, codes, new, play, possible
from tests.game.test_file import body, resealed

APPROVAL = "mongolia.approval: {value: 0.5"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return games_folder()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A folder with a scenario of one's own, whose name has a space, and a game of one turn."""
    folder = tmp_path / "my games"
    folder.mkdir()
    shutil.copy(MINI, folder / "my own.yaml")
    play(begin(Game(treat(str(folder / "my own.yaml")), (SEAT,), 1), folder / "game.jsonl"), 1)
    treat.cache_clear()
    yield folder
    treat.cache_clear()


def with_scenario(log: Path, name: str) -> None:
    """As if the log had been written with this path of its scenario."""
    lines: list[dict[str, Any]] = [body(line) for line in log.read_bytes().splitlines()]
    log.write_bytes(resealed([{**lines[0], "scenario": name}, *lines[1:]]))


# --- the scenario ----------------------------------------------------------------------------------------------------


def test_a_log_finds_its_scenario_from_any_folder(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    begin(Game(treat("my own.yaml"), (SEAT,), 1), Path("another.jsonl"))
    monkeypatch.chdir(tmp_path)
    assert resume(own / "game.jsonl").turn == 2
    assert resume(Path("my games") / "another.jsonl").turn == 1


def test_a_log_finds_its_scenario_beside_it(own: Path, tmp_path: Path) -> None:
    """Also logs of older versions, which hold a relative path, and those that came from another system."""
    log = own.rename(tmp_path / "moved") / "game.jsonl"
    for name in ("my own.yaml", "elsewhere/my own.yaml", "C:\\gone\\my own.yaml", "/gone/my own.yaml"):
        with_scenario(log, name)
        assert resume(log).turn == 2
    play(resume(log, mending=True), 1)
    assert [(view.turn, view.trouble) for view in saved(tmp_path / "moved")] == [(3, "")]


def test_of_several_files_the_one_that_was_played_is_taken(own: Path, tmp_path: Path) -> None:
    played = own / "my own.yaml"
    (tmp_path / "moved").mkdir()
    shutil.copy(played, tmp_path / "moved")
    shutil.copy(own / "game.jsonl", tmp_path / "moved")
    played.write_text(played.read_text(encoding="utf-8").replace(APPROVAL, APPROVAL + "2"), encoding="utf-8")
    assert resume(tmp_path / "moved" / "game.jsonl").turn == 2
    with pytest.raises(MultivectorError) as caught:
        resume(own / "game.jsonl")
    assert codes(caught.value) == {"MV-L009"}


def test_a_scenario_that_is_gone_is_named_with_its_digest(own: Path) -> None:
    digest = read(own / "game.jsonl").header["identity"]
    (own / "my own.yaml").unlink()
    with pytest.raises(MultivectorError) as caught:
        resume(own / "game.jsonl")
    (problem,) = caught.value.problems
    assert (problem.code, problem.value) == ("MV-L011", str(own / "my own.yaml"))
    assert digest[:16] in problem.allowed and str(own / "my own.yaml") in problem.mend
    assert [view.trouble for view in saved(own)] == [problem.what]


# --- the log's name --------------------------------------------------------------------------------------------------


def test_games_that_begin_at_once_have_names_of_their_own(home: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        logs = list(pool.map(lambda n: create_free(own_names("s", "a"), {"n": n}), range(24)))
    assert {log.path.name for log in logs} == {f"s-a-{n:03d}.jsonl" for n in range(1, 25)}
    assert all(log.path.read_bytes() == log.kept for log in logs)


def test_a_log_is_begun_at_the_end_of_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "game.jsonl")
    play(new(tmp_path / "link.jsonl"), 1)
    assert (tmp_path / "link.jsonl").is_symlink() and resume(tmp_path / "game.jsonl").turn == 2


def run_to(path: Path, turns: int, seed: int = 1) -> Game:
    """A run that is interrupted after some turns."""
    game = begin_or_resume(Game(treat(MINI), (), seed), path)
    while len(game.orders) < turns:
        game.end_turn()
    return game


def test_an_interrupted_run_goes_on_and_another_is_told_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a run.jsonl"
    run_to(path, 2)
    path.write_bytes(path.read_bytes()[:-9])
    straight = run_to(tmp_path / "straight.jsonl", 3)
    assert run_to(path, 3).digests == straight.digests == resume(path).digests
    with pytest.raises(MultivectorError) as caught:
        run_to(path, 1, seed=2)
    (problem,) = caught.value.problems
    assert problem.code == "MV-L002" and "run of other settings" in problem.mend
    new(tmp_path / "a game.jsonl")
    with pytest.raises(MultivectorError) as caught:
        run_to(tmp_path / "a game.jsonl", 1)
    assert f"multivector play --resume '{tmp_path / 'a game.jsonl'}'" in caught.value.problems[0].mend


# --- a folder that goes away -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("refuge", ["home", "temporary"])
def test_a_log_whose_folder_is_gone_is_written_elsewhere(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                         refuge: str) -> None:
    elsewhere = home
    if refuge == "temporary":
        monkeypatch.setenv("XDG_DATA_HOME", "/dev/null")
        elsewhere = tmp_path / "temporary"
        elsewhere.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    game = play(new(tmp_path / "games" / "game.jsonl"), 1)
    shutil.rmtree(tmp_path / "games")
    assert not game.decide(SEAT, possible(game)[:1])
    assert game.journal and (game.journal.place, game.journal.lost) == (
        str(elsewhere / "game.jsonl"), str(tmp_path / "games" / "game.jsonl"))
    game.end_turn()
    assert resume(elsewhere / "game.jsonl").digests == game.digests == play(new(), 2).digests


def test_a_log_that_is_gone_or_spoilt_when_the_player_leaves_is_written_elsewhere(home: Path, tmp_path: Path) -> None:
    game = play(new(tmp_path / "game.jsonl"), 1)
    assert game.journal
    game.journal.keep()
    assert game.journal.lost == ""
    for spoil in (lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-4])):
        spoil(Path(game.journal.place))
        game.journal.keep()
        assert resume(Path(game.journal.place)).digests == game.digests
    assert [path.name for path in sorted(home.iterdir())] == ["game-1.jsonl", "game.jsonl"]


def test_where_no_place_is_left_nothing_is_said_to_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = play(new(tmp_path / "game.jsonl"), 1)
    (tmp_path / "game.jsonl").unlink()
    monkeypatch.setenv("XDG_DATA_HOME", "/dev/null")
    monkeypatch.setattr("tempfile.tempdir", "/dev/null")
    with pytest.raises(MultivectorError) as caught:
        game.submit(SEAT, [])
    assert codes(caught.value) == {"MV-L001"} and not game.waiting


# --- the list of games -----------------------------------------------------------------------------------------------


def test_one_odd_entry_does_not_empty_the_list(home: Path, tmp_path: Path) -> None:
    new(home / "good.jsonl")
    (home / "folder.jsonl").mkdir()
    (home / "dangling.jsonl").symlink_to(tmp_path / "nowhere")
    (home / "device.jsonl").symlink_to("/dev/zero")
    (home / "text.jsonl").write_text("Dear diary")
    if hasattr(os, "mkfifo"):
        os.mkfifo(home / "pipe.jsonl")
    found = {view.id: view.trouble for view in saved(home)}
    assert found.pop("good") == "" and all(found.values())
    assert {"folder", "dangling", "device", "text"} <= found.keys()
    assert "a folder, not a file" in found["folder"] and "a device, not a file" in found["device"]
