"""A game: orders are on disk before they are accepted, turns can be taken back, refusals are values."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sim.engine.moves import Rejection
from sim.errors import MultivectorError
from sim.game.file import read
from sim.game.game import Game
from sim.game.saved import begin, resume
from sim.treatment import treat
from tests.boards import MINI, SHORT
from tests.game.games import SEAT, alone, codes, new, one_of_each, play

# --- what is accepted is on disk -------------------------------------------------------------------------------------


def test_an_order_is_on_disk_before_it_is_accepted(tmp_path: Path) -> None:
    game = new(tmp_path / "game.jsonl")
    assert read(tmp_path / "game.jsonl").header["scenario"] == MINI
    order = alone(game)[:1]
    assert game.submit(SEAT, order) == {}
    assert read(tmp_path / "game.jsonl").lines[-1] == {"kind": "orders", "turn": 1, "agent": SEAT, "moves": order}
    game.end_turn()
    assert read(tmp_path / "game.jsonl").lines[-1] == {"kind": "turn", "turn": 1, "digest": game.world.digest()}


KILLED = """
import sys
from pathlib import Path
from tests.game.games import SEAT, new, one_of_each, play
game = play(new(Path(sys.argv[1])), 1)
assert not game.decide(SEAT, one_of_each(game))
print("decided", flush=True)
import time
time.sleep(60)
"""


@pytest.mark.slow
def test_a_killed_process_loses_nothing_that_was_accepted(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "decided\n"
        os.kill(process.pid, signal.SIGKILL)
    game, straight = resume(path), play(new(), 1)
    straight.decide(SEAT, one_of_each(straight))
    assert (game.turn, game.waiting, game.words) == (2, straight.waiting, straight.words) and straight.words
    game.end_turn()
    straight.end_turn()
    assert game.digests == straight.digests


def test_orders_may_be_given_anew_until_the_turn_ends(tmp_path: Path) -> None:
    game = new(tmp_path / "game.jsonl")
    first, second = alone(game)[:2]
    game.submit(SEAT, [first])
    game.submit(SEAT, [second])
    game.end_turn()
    assert game.orders == [{SEAT: (second,)}]
    assert resume(tmp_path / "game.jsonl").orders == game.orders


@pytest.mark.parametrize("name", ["game.jsonl", "file/game.jsonl"])
def test_a_log_is_never_written_over_nor_where_it_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "game.jsonl").write_text("x")
    with pytest.raises(MultivectorError) as caught:
        new(tmp_path / name)
    assert codes(caught.value) == {"MV-L002" if name == "game.jsonl" else "MV-L001"}
    assert (tmp_path / "game.jsonl").read_text() == "x"


def test_a_full_disk_accepts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = new(tmp_path / "game.jsonl")
    before = (tmp_path / "game.jsonl").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.game.file.os.fsync", full)
    with pytest.raises(MultivectorError) as caught:
        game.submit(SEAT, alone(game)[:1])
    assert codes(caught.value) == {"MV-L001"} and not game.waiting
    assert (tmp_path / "game.jsonl").read_bytes() == before
    monkeypatch.undo()
    game.submit(SEAT, alone(game)[:1])
    game.end_turn()
    assert not read(tmp_path / "game.jsonl").damage


# --- replay and going back -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", [MINI, SHORT])
def test_a_log_replays_to_the_same_state(tmp_path: Path, scenario: str) -> None:
    seat = SEAT if scenario == MINI else "kazakhstan"
    game = play(begin(Game(treat(scenario), (seat,), 3), tmp_path / "game.jsonl"), 3, seat)
    again = resume(tmp_path / "game.jsonl")
    assert (again.digests, again.orders, again.turn) == (game.digests, game.orders, 4)
    assert [e.cause for e in again.ledger.entries] == [e.cause for e in game.ledger.entries]


def test_a_game_with_all_that_the_header_holds_replays(tmp_path: Path) -> None:
    change = tmp_path / "mine.yaml"
    change.write_text("text: mine\nfigures: {mongolia.approval: {set: 0.6}}\n", encoding="utf-8")
    treatment = treat(MINI, (str(change),), "C24,region.summits", "region.openness.gain=0.9", "russia=random",
                      turn_months=1)
    game = begin(Game(treatment, (SEAT, "china"), 9, run=5), tmp_path / "game.jsonl")
    change.unlink()  # the log carries what it says
    for _ in range(2):
        game.submit("china", alone(game, "china")[:1])
        play(game, 1)
    assert resume(tmp_path / "game.jsonl").digests == game.digests


@pytest.mark.parametrize("turn", [1, 2, 4])
def test_back_to_a_turn_and_on_again(tmp_path: Path, turn: int) -> None:
    game, straight = play(new(tmp_path / "game.jsonl"), 3), play(new(), 4)
    opening = game.worlds[turn - 1].digest()
    game.back(turn)
    assert (game.turn, game.world.digest(), game.waiting) == (turn, opening, {})
    play(game, 5 - turn)
    assert game.digests == straight.digests
    assert len(game.ledger.entries) == len(straight.ledger.entries)
    assert [deed.month for deed in game.model.deeds] == [deed.month for deed in straight.model.deeds]
    again = resume(tmp_path / "game.jsonl")
    assert (again.digests, again.turn) == (game.digests, 5)


def test_back_forgets_decisions_of_the_record_that_came_due_after_it() -> None:
    game = Game(treat(MINI, historical=True), (), 1)
    while not game.over:
        game.end_turn()
    before = [(x.month, x.key) for x in game.model.taken]
    game.back(2)
    assert [month for month, _ in before if month < game.month(2)] == [x.month for x in game.model.taken] != []
    assert len(game.model.taken) < len(before)
    while not game.over:
        game.end_turn()
    assert [(x.month, x.key) for x in game.model.taken] == before


def test_another_order_makes_another_world() -> None:
    game, other = play(new(), 2), play(new(), 2, skip=1)
    assert game.orders != other.orders
    assert game.digests[-1] != other.digests[-1]


def test_back_drops_orders_that_wait(tmp_path: Path) -> None:
    game = play(new(tmp_path / "game.jsonl"), 2)
    game.submit(SEAT, alone(game)[:1])
    game.back(2)
    assert resume(tmp_path / "game.jsonl").waiting == {}


def test_the_game_ends() -> None:
    game = new()
    while not game.over:
        game.end_turn()
    assert (game.turn, game.model.running) == (game.turns + 1, False)
    with pytest.raises(MultivectorError):
        game.end_turn()
    assert len(game.digests) == game.turns


# --- refusals are values ---------------------------------------------------------------------------------------------


def refused(game: Game, *moves: str, agent: str = SEAT) -> dict[str, str]:
    found = game.submit(agent, moves)
    assert all(isinstance(why, Rejection) and why.reason for why in found.values())
    return {key: why.code for key, why in found.items()}


def test_refusals_say_why_and_change_nothing(tmp_path: Path) -> None:
    game = new(tmp_path / "game.jsonl")
    log, world = (tmp_path / "game.jsonl").read_bytes(), game.world.digest()
    good, others = alone(game)[0], next(m.key for m in game.board.moves if SEAT not in m.parties)
    assert refused(game, "no-such-option") == {"no-such-option": "unknown"}
    assert refused(game, good, others) == {others: "not-yours"}
    assert (tmp_path / "game.jsonl").read_bytes() == log
    assert not game.waiting
    game.back(1)
    assert game.world.digest() == world


def test_a_seat_that_nobody_holds_takes_no_orders() -> None:
    game = new()
    key = next(m.key for m in game.board.moves if m.actor == "russia" and m.parties == ("russia",))
    with pytest.raises(MultivectorError, match="MV-P014"):
        game.submit("russia", [key])


def test_what_is_in_force_cannot_be_ordered_again() -> None:
    game = new()
    alone = next(m.key for m in game.board.moves if m.parties == (SEAT,) and not game.refusals(SEAT, [m.key]))
    assert not refused(game, alone)
    game.end_turn()
    assert alone in game.struck(1)
    assert refused(game, alone)[alone] in ("in-force", "once", "condition")


def test_capital_and_picks_limit_a_turn() -> None:
    game = new()
    many = alone(game)
    found = game.refusals(SEAT, many)
    assert {why.code for why in found.values()} <= {"capital", "picks"}
    accepted = [key for key in many if key not in found]
    assert game.submit(SEAT, accepted) == {}
    costs = [int(game.model.outlook.prices[game.board.part(SEAT, key), 0]) for key in accepted]
    assert sum(costs) <= game.capital(SEAT)
    assert sum(game.is_start(SEAT, key) for key in accepted) <= 2


# --- a disk that is full, a log that is not ours alone ---------------------------------------------------------------


def test_a_turn_that_cannot_be_written_down_is_still_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = play(new(tmp_path / "game.jsonl"), 1)
    game.decide(SEAT, one_of_each(game))
    said = (list(game.words), dict(game.waiting))
    assert said[0]
    before = (tmp_path / "game.jsonl").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.game.file.os.fsync", full)
    with pytest.raises(MultivectorError) as caught:
        game.end_turn()
    assert codes(caught.value) == {"MV-L001"}
    assert (game.turn, game.words, game.waiting) == (2, *said)
    assert (tmp_path / "game.jsonl").read_bytes() == before
    monkeypatch.undo()
    game.end_turn()
    straight = play(new(), 1)
    straight.decide(SEAT, one_of_each(straight))
    straight.end_turn()
    assert game.digests == straight.digests == resume(tmp_path / "game.jsonl").digests


def test_a_game_that_cannot_be_begun_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.game.file.os.fsync", full)
    with pytest.raises(MultivectorError):
        new(tmp_path / "game.jsonl")
    assert not list(tmp_path.iterdir())


def test_two_games_on_one_log_do_not_spoil_it(tmp_path: Path) -> None:
    first = play(new(tmp_path / "game.jsonl"), 1)
    second = resume(tmp_path / "game.jsonl", mending=True)
    play(second, 1)
    with pytest.raises(MultivectorError) as caught:
        first.submit(SEAT, alone(first)[:1])
    assert codes(caught.value) == {"MV-L010"}
    assert resume(tmp_path / "game.jsonl").digests == second.digests


@pytest.mark.parametrize("seed", [-1, 2**64, 2**64 + 1])
def test_a_seed_has_one_name(seed: int) -> None:
    with pytest.raises(MultivectorError) as caught:
        new(seed=seed)
    assert codes(caught.value) == {"MV-R016"}
    assert new(seed=2**64 - 1).worlds[0].digest() != new(seed=0).worlds[0].digest()
